//! The findings of a foreign table, as they come together.

use std::collections::HashMap;

use serde::Serialize;

use super::TableCheck;
use super::table::Place;
use crate::query::Inquiry;
use crate::query::common::{StateRef, TreatyRef};
use crate::record::{StateId, TreatyId};

/// The most findings that are listed; a table with more is of another kind than it seems.
pub const MAX_FINDINGS: usize = 100_000;

/// Something in a foreign table that should be looked at.
#[derive(Clone, Debug, Serialize)]
pub struct TableFinding<'d> {
    /// Which check found it.
    pub check: TableCheck,
    /// The line of the table, counted from 1; `null` where it is about what the table has not.
    pub line: Option<u32>,
    /// The number of the column, counted from 1.
    pub column: Option<u32>,
    /// The heading of the column, as it stands there.
    pub heading: Option<String>,
    /// The state.
    pub state: Option<StateRef<'d>>,
    /// The treaty.
    pub treaty: Option<TreatyRef<'d>>,
    /// What stands there, in words; text of the table is quoted.
    pub claim: String,
    /// What the record says.
    pub record: Option<String>,
    /// The id of the source of the record.
    pub source: Option<&'d str>,
    /// The depositary notification.
    #[serde(rename = "ref")]
    pub reference: Option<&'d str>,
    /// How many rows have the same.
    pub rows: u32,
}

impl TableFinding<'_> {
    /// All of it in one line, but for its place.
    #[must_use]
    pub fn message(&self) -> String {
        let state = self.state.map(|state| format!("{}: ", state.name)).unwrap_or_default();
        let record = self.record.as_ref().map(|record| format!("; {record}")).unwrap_or_default();
        let cited: Vec<&str> = [self.reference, self.source].into_iter().flatten().collect();
        let cited = if cited.is_empty() { String::new() } else { format!(" ({})", cited.join(", ")) };
        let more = match self.rows {
            0 | 1 => String::new(),
            rows => format!(" ({rows} rows)"),
        };
        format!("{state}{}{more}{record}{cited}", self.claim)
    }
}

/// A cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub place: Place,
    pub column: u16,
}

impl Spot {
    pub(super) fn of(place: Place, column: u16) -> Self {
        Self { place, column }
    }
}

/// What the record says, and the number of the event that says it.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub text: String,
    pub event: Option<u32>,
}

/// Findings, with what gives them names and sources.
pub(super) struct Findings<'a, 'd> {
    inquiry: &'a Inquiry<'d>,
    headings: Vec<String>,
    wanted: &'a [TableCheck],
    pub list: Vec<TableFinding<'d>>,
    repeats: HashMap<(TableCheck, u16, String), usize>,
    pub unlisted: usize,
}

impl<'a, 'd> Findings<'a, 'd> {
    pub(super) fn new(inquiry: &'a Inquiry<'d>, headings: Vec<String>, wanted: &'a [TableCheck]) -> Self {
        Self { inquiry, headings, wanted, list: Vec::new(), repeats: HashMap::new(), unlisted: 0 }
    }

    /// Adds a finding about a state under a treaty.
    pub(super) fn push(
        &mut self,
        check: TableCheck,
        spot: Option<Spot>,
        (treaty, state): (TreatyId, Option<StateId>),
        claim: String,
        said: Option<Said>,
    ) {
        let event = said.as_ref().and_then(|said| said.event).map(|number| self.inquiry.data.event(number));
        let finding = TableFinding {
            check,
            line: spot.map(|spot| spot.place.line),
            column: spot.map(|spot| u32::from(spot.column) + 1),
            heading: spot.map(|spot| self.heading(spot.column)),
            state: state.map(|state| self.inquiry.state_ref(state)),
            treaty: Some(self.inquiry.treaty_ref(treaty)),
            claim,
            record: said.map(|said| said.text),
            source: event.as_ref().map(|event| self.inquiry.data.source_id(event.source)),
            reference: event.map(|event| event.reference).filter(|reference| !reference.is_empty()),
            rows: 1,
        };
        self.keep(finding);
    }

    /// Adds a finding about what a cell says; the same words in a column are found once, with how many rows have them.
    pub(super) fn repeated(&mut self, check: TableCheck, spot: Spot, words: &str, claim: String) {
        let key = (check, spot.column, words.to_owned());
        if let Some(&at) = self.repeats.get(&key) {
            if let Some(finding) = self.list.get_mut(at) {
                finding.rows += 1;
            }
            return;
        }
        let at = self.list.len();
        let finding = TableFinding {
            check,
            line: Some(spot.place.line),
            column: Some(u32::from(spot.column) + 1),
            heading: Some(self.heading(spot.column)),
            state: None,
            treaty: None,
            claim,
            record: None,
            source: None,
            reference: None,
            rows: 1,
        };
        if self.keep(finding) {
            self.repeats.insert(key, at);
        }
    }

    /// Whether a finding would be listed; one that would not is counted, and needs no words.
    pub(super) fn lists(&mut self, check: TableCheck) -> bool {
        let wanted = self.wanted.is_empty() || self.wanted.contains(&check);
        let full = self.list.len() >= MAX_FINDINGS;
        self.unlisted += usize::from(wanted && full);
        wanted && !full
    }

    fn heading(&self, column: u16) -> String {
        self.headings.get(usize::from(column)).cloned().unwrap_or_default()
    }

    fn keep(&mut self, finding: TableFinding<'d>) -> bool {
        let listed = self.lists(finding.check);
        if listed {
            self.list.push(finding);
        }
        listed
    }
}
