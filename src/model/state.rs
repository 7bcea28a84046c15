//! States and the other participants in treaties.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::date::PartialDate;

/// A state, or another participant in treaties, as `data/states.json` lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct State {
    /// ISO 3166-1 alpha-3; ISO 3166-3 alpha-4 for a former state; `EUE` for the European Union.
    pub id: String,
    /// What kind of participant it is.
    #[serde(default, skip_serializing_if = "StateKind::is_state")]
    pub kind: StateKind,
    /// ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alpha2: Option<String>,
    /// ISO 3166-1 alpha-3, also for a former state that had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alpha3: Option<String>,
    /// UN M49 code, three digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub m49: Option<String>,
    /// UN M49 region, for example `Europe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// UN M49 sub-region, for example `Northern Europe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subregion: Option<String>,
    /// Names by language (`ar`, `en`, `es`, `fr`, `ru`, `zh`); `en` is always there.
    pub names: BTreeMap<String, String>,
    /// Other names it is known by, each its own alone unless the same name is meant to be ambiguous.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Names it had for a time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_names: Vec<FormerName>,
    /// The days it existed; absent ends are open.
    #[serde(default, skip_serializing_if = "Span::is_open")]
    pub exists: Span,
    /// The days it was a member of the United Nations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub un_member: Vec<Span>,
    /// Correlates of War codes with the days they apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cow: Vec<CodeSpan>,
    /// Gleditsch-Ward codes with the days they apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gw: Vec<CodeSpan>,
    /// What came before it, and how it followed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<Predecessor>,
    /// Ids of the sources that say all this.
    pub sources: Vec<String>,
    /// What a reader must know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl State {
    /// The English name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.get("en").map_or(self.id.as_str(), String::as_str)
    }
}

/// What kind of participant a [`State`] record describes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StateKind {
    /// A state, whether or not a member of the United Nations.
    #[default]
    State,
    /// A state that exists no longer.
    FormerState,
    /// A regional integration or other international organisation.
    Organisation,
    /// A territory or entity that is itself a participant in some treaties.
    Territory,
}

impl StateKind {
    fn is_state(&self) -> bool {
        *self == Self::State
    }
}

/// Days from `from` (included) until `until` (excluded); an absent end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    /// The first day after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
}

impl Span {
    /// Whether both ends are open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.from.is_none() && self.until.is_none()
    }
}

/// A code of a list of states, with the days it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CodeSpan {
    /// The code.
    pub code: u16,
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    /// The first day after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
}

/// A name that was a state's own for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FormerName {
    /// The name, in English.
    pub name: String,
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    /// The first day after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
}

/// A state that came before, and the kind of succession.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Predecessor {
    /// The id of the predecessor.
    pub state: String,
    /// The day of the succession.
    pub on: PartialDate,
    /// How it followed.
    pub how: Succession,
}

/// How one state follows another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(clippy::enum_variant_names, reason = "succession is the law's word for one of its own kinds")]
pub enum Succession {
    /// The same person in law goes on under another name (Russian Federation for the Soviet Union).
    Continuation,
    /// One of several successors of a state that ceased to exist (Slovakia for Czechoslovakia).
    Succession,
    /// States that became one (Yemen).
    Union,
    /// A part that left while the rest goes on (South Sudan from Sudan).
    Separation,
}
