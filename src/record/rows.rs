//! The rows of a packed record, as they are read in place.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::date::PartialDate;
use crate::law::{Act, Pick, Status};
use crate::model::{EventKind, Evidence, View, Witness};

/// A state's place in the dataset, in the order of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(pub u16);

/// A treaty's place in the dataset, in the order of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TreatyId(pub u16);

/// A source's place in the dataset, in the order of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceRow(pub u16);

/// One event of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventRow<'a> {
    /// Its number in the dataset.
    pub number: u32,
    /// What was done.
    pub kind: EventKind,
    /// The day of the act.
    pub date: Option<PartialDate>,
    /// The published day of effect.
    pub effective: Option<PartialDate>,
    /// The source that says so.
    pub source: SourceRow,
    /// The article it was done under; empty where unknown.
    pub article: &'a str,
    /// The depositary notification; empty where unknown.
    pub reference: &'a str,
    /// The territory or articles it is limited to; empty where it is not.
    pub scope: &'a str,
    /// What a reader must know; empty where nothing.
    pub note: &'a str,
    /// The rarer fields, as JSON; empty where there are none.
    pub more: &'a str,
}

/// The rarer fields of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct More {
    /// The depositary it was done with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depositary: Option<String>,
    /// How good the evidence is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// Who sees it otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<View>,
    /// What other sources say of the same act.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Witness>,
    /// The last day on which its source showed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<PartialDate>,
}

impl EventRow<'_> {
    /// The rarer fields; the default where there are none.
    #[must_use]
    pub fn rarer(&self) -> More {
        if self.more.is_empty() { More::default() } else { serde_json::from_str(self.more).unwrap_or_default() }
    }

    /// The act as the law sees it, with vague dates taken at one end, in somebody's view.
    #[must_use]
    pub fn act(&self, pick: Pick, view: &str) -> Act {
        let mut act = Act {
            kind: self.kind,
            day: self.date.map(|date| pick.of(date)),
            effective: self.effective.map(|date| pick.of(date)),
            limited: !self.scope.is_empty() && self.kind != EventKind::ProvisionalApplication,
            contested: false,
            event: self.number,
        };
        if !self.more.is_empty() {
            let more = self.rarer();
            if let Some(held) = more.views.iter().find(|held| held.by == view) {
                act.contested = !held.effective;
                act.effective = held.on.map(|date| pick.of(date)).or(act.effective);
            }
        }
        act
    }

    /// Whether one of its dates is known only to the month or year.
    #[must_use]
    pub fn is_vague(&self) -> bool {
        [self.date, self.effective].into_iter().flatten().any(|date| date.day().is_none())
    }
}

/// One interval of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntervalRow {
    /// The first day.
    pub from: NaiveDate,
    /// The first day after it.
    pub until: Option<NaiveDate>,
    /// The status.
    pub status: Status,
    /// The number of the event that governs it.
    pub event: Option<u32>,
}

/// How somebody left, or tried to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeavingKind {
    /// A notice that takes or took effect.
    Notice,
    /// A notice that was taken back in time.
    Rescinded,
    /// A notice without effect by the depositary's view or the treaty's clause.
    Disputed,
    /// A notice whose day of effect nobody can tell.
    Open,
    /// Membership that ceased without a notice.
    Cessation,
}

/// One leaving, rescinded and disputed ones included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeavingRow {
    /// The pair.
    pub pair: u32,
    /// The number of the event.
    pub event: u32,
    /// The day the notice was received.
    pub notice: Option<NaiveDate>,
    /// The first day out.
    pub effective: Option<NaiveDate>,
    /// The day the notice was taken back.
    pub rescinded: Option<NaiveDate>,
    /// How.
    pub kind: LeavingKind,
    /// Whether the day of the notice was inferred from its effect.
    pub inferred: bool,
    /// Whether a condition can hold the effect back.
    pub conditional: bool,
}
