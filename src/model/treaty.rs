//! A treaty: what it is, what its final clauses say, how far its record goes, and its events.

use serde::{Deserialize, Serialize};

use super::{EntryIntoForce, Event, LaterParty, Withdrawal};
use crate::date::PartialDate;

/// One treaty, as one file of `data/treaties/` holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Treaty {
    /// The slug, which is also the file's name: `ccm`.
    pub id: String,
    /// The full title.
    pub title: String,
    /// A short title for tables, where the full one is long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_title: Option<String>,
    /// Acronyms and other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The number in *Multilateral Treaties Deposited with the Secretary-General*: `XXVI-6`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub un_number: Option<String>,
    /// The topics it belongs to, for example `disarmament`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// When and where it was adopted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adopted: Option<Adoption>,
    /// Who keeps the instruments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depositaries: Vec<String>,
    /// The id of the treaty that this one is a protocol or an amendment to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// What a party must not do, or must.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obligations: Option<Obligations>,
    /// The clause on the treaty's own entry into force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_into_force: Option<EntryIntoForce>,
    /// The clause on entry into force for a later party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub later_party: Option<LaterParty>,
    /// The clause on leaving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal: Option<Withdrawal>,
    /// How far the record goes.
    pub coverage: Coverage,
    /// Counts that a depositary published, to hold the record against.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub published_counts: Vec<PublishedCount>,
    /// What a reader must know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What states did, by state and day.
    pub events: Vec<Event>,
}

impl Treaty {
    /// The record without its events: the clauses and all that concerns the treaty itself.
    #[must_use]
    pub fn head(&self) -> Self {
        Self {
            id: self.id.clone(),
            title: self.title.clone(),
            short_title: self.short_title.clone(),
            aliases: self.aliases.clone(),
            un_number: self.un_number.clone(),
            topics: self.topics.clone(),
            adopted: self.adopted.clone(),
            depositaries: self.depositaries.clone(),
            parent: self.parent.clone(),
            obligations: self.obligations.clone(),
            entry_into_force: self.entry_into_force.clone(),
            later_party: self.later_party.clone(),
            withdrawal: self.withdrawal.clone(),
            coverage: self.coverage.clone(),
            published_counts: self.published_counts.clone(),
            note: self.note.clone(),
            events: Vec::new(),
        }
    }
}

/// When and where a treaty was adopted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Adoption {
    /// The day.
    pub date: PartialDate,
    /// The place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// What a party must not do, or must, in the words of the field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Obligations {
    /// The article.
    pub article: String,
    /// What it concerns: `cluster munitions`.
    pub of: String,
    /// What a party must never do, one verb or phrase each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must_not: Vec<String>,
    /// What a party must do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must: Vec<String>,
    /// Ids of the sources.
    pub sources: Vec<String>,
}

/// How far a treaty's record goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// The day up to which the record is complete; absent where no source says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<PartialDate>,
    /// Ids of the sources that the record rests on, the governing one first.
    pub sources: Vec<String>,
    /// Whether days of entry into force can be given.
    #[serde(default, skip_serializing_if = "Effects::is_computed")]
    pub effects: Effects,
    /// How far the acts are on record by which states became parties.
    #[serde(default, skip_serializing_if = "Consents::is_complete")]
    pub consents: Consents,
    /// Whether the sources record withdrawals; where not, every answer says so.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub withdrawals_recorded: bool,
    /// What else a reader must know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

fn yes() -> bool {
    true
}

/// Whether a record can say from which day a treaty binds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Effects {
    /// The clauses are known and days of effect follow from them.
    #[default]
    Computed,
    /// Only deposits are known: a status stops at `consented`.
    DepositsOnly,
}

/// How far the acts are on record by which states became parties.
///
/// Registers show today's parties: the instrument of a state that left long ago may stand in none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Consents {
    /// Every state that left has its instrument on record; a withdrawal without one is an error.
    #[default]
    Complete,
    /// A state that left may have no instrument on record: until its notice it is `undetermined`.
    Incomplete,
    /// None is on record: a state that never left is `undetermined` too, and no list of parties can be given.
    Absent,
}

impl Consents {
    fn is_complete(&self) -> bool {
        *self == Self::Complete
    }
}

impl Effects {
    fn is_computed(&self) -> bool {
        *self == Self::Computed
    }
}

/// A count that a depositary published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PublishedCount {
    /// The day the count stood at.
    pub as_of: PartialDate,
    /// The source.
    pub source: String,
    /// Signatures standing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signatories: Option<u16>,
    /// Instruments of consent standing, in force or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parties: Option<u16>,
}
