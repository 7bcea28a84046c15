//! What two pictures of the past and future differ in: two datasets, or one as it was known on two days.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{DataRef, StateRef, TreatyRef};
use super::inquiry::Inquiry;
use crate::law::Status;
use crate::record::{EventRow, IntervalRow, Pair, TreatyId};

/// The answer to `treaty diff` of two datasets, or of two days of knowledge.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesReport<'d> {
    /// `treaty.changes/1`.
    pub schema: &'static str,
    /// The newer data.
    pub data: DataRef,
    /// The older data.
    pub data_before: DataRef,
    /// The day whose knowledge the older picture uses; `null` for all.
    pub known_on_before: Option<NaiveDate>,
    /// The day whose knowledge the newer picture uses; `null` for all.
    pub known_on: Option<NaiveDate>,
    /// The day that parts past from future.
    pub today: NaiveDate,
    /// Days on which a status is no more the same, by treaty, state and day.
    pub results: Vec<StatusChange<'d>>,
    /// Changes that move no status.
    pub metadata: Vec<MetadataChange>,
}

/// Days `[from, until)` on which a status is no more the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusChange<'d> {
    /// Whether these days begin by today or lie ahead.
    pub when: When,
    /// The state.
    pub state: StateRef<'d>,
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// The first day.
    pub from: NaiveDate,
    /// The first day after; `null` where it is open.
    pub until: Option<NaiveDate>,
    /// The status in the older picture.
    pub before: Status,
    /// The status in the newer picture.
    pub after: Status,
}

/// On which side of today something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// It begins today or earlier.
    Past,
    /// It begins later.
    Future,
}

/// A change that moves no status.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MetadataChange {
    /// What it concerns: `treaty`, `state`, `sources`, `acts`.
    pub what: &'static str,
    /// The id of it; empty for lists.
    pub id: String,
    /// What changed.
    pub text: String,
}

/// Compares two pictures; `only` limits it to treaties with these ids where it is not empty.
#[must_use]
pub fn changes<'d>(old: &Inquiry<'d>, new: &Inquiry<'d>, only: &[String]) -> ChangesReport<'d> {
    let mut found = Finder { old: *old, new: *new, results: Vec::new(), metadata: Vec::new() };
    let ids = |inquiry: &Inquiry<'d>| inquiry.data.treaties().map(|treaty| inquiry.data.treaty_id(treaty)).collect();
    let (before, after): (BTreeSet<&str>, BTreeSet<&str>) = (ids(old), ids(new));
    for id in before.union(&after).filter(|id| only.is_empty() || only.iter().any(|wanted| wanted == *id)) {
        found.treaty(id);
    }
    if !std::ptr::eq(old.data, new.data) && only.is_empty() {
        found.states();
        found.sources();
    }
    found.metadata.sort();
    ChangesReport {
        schema: "treaty.changes/1",
        data: new.data_ref(new.data.treaties()),
        data_before: old.data_ref(old.data.treaties()),
        known_on_before: old.known_on,
        known_on: new.known_on,
        today: new.today,
        results: found.results,
        metadata: found.metadata,
    }
}

struct Finder<'d> {
    old: Inquiry<'d>,
    new: Inquiry<'d>,
    results: Vec<StatusChange<'d>>,
    metadata: Vec<MetadataChange>,
}

impl<'d> Finder<'d> {
    fn note(&mut self, what: &'static str, id: &str, text: String) {
        self.metadata.push(MetadataChange { what, id: id.to_owned(), text });
    }

    fn treaty(&mut self, id: &str) {
        match (self.old.data.treaty(id), self.new.data.treaty(id)) {
            (Some(before), Some(after)) => {
                self.head(id, before, after);
                self.pairs(id, before, after);
            }
            (None, Some(after)) => {
                let acts: usize =
                    self.new.data.pairs_of_treaty(after).map(|pair| self.new.data.events(pair).count()).sum();
                self.note("treaty", id, format!("new, with {acts} acts: {}", self.new.data.title(after)));
            }
            (Some(before), None) => self.note("treaty", id, format!("gone: {}", self.old.data.title(before))),
            (None, None) => {}
        }
    }

    fn head(&mut self, id: &str, before: TreatyId, after: TreatyId) {
        let fields = |inquiry: &Inquiry<'_>, treaty| -> BTreeMap<String, serde_json::Value> {
            let head = inquiry.data.head(treaty).and_then(|head| serde_json::to_value(head).ok());
            let fields = head.as_ref().and_then(serde_json::Value::as_object).cloned().unwrap_or_default();
            fields.into_iter().collect()
        };
        let (before, after) = (fields(&self.old, before), fields(&self.new, after));
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let changed: Vec<&str> =
            names.into_iter().filter(|name| before.get(*name) != after.get(*name)).map(String::as_str).collect();
        if !changed.is_empty() {
            self.note("treaty", id, changed.join(", "));
        }
    }

    fn pairs(&mut self, id: &str, before: TreatyId, after: TreatyId) {
        let pairs = |inquiry: &Inquiry<'d>, treaty| -> BTreeMap<&'d str, Pair> {
            inquiry.data.pairs_of_treaty(treaty).map(|pair| (inquiry.data.state_id(pair.state), pair)).collect()
        };
        let (old_pairs, new_pairs) = (pairs(&self.old, before), pairs(&self.new, after));
        let (old_head, new_head) = (self.old.head_if_needed(before), self.new.head_if_needed(after));
        let states: BTreeSet<&str> = old_pairs.keys().chain(new_pairs.keys()).copied().collect();
        let mut retold = 0_u32;
        for state in states {
            let rows =
                |inquiry: &Inquiry<'d>, head: Option<&crate::model::Treaty>, pair: Option<&Pair>| match (head, pair) {
                    (_, None) => Vec::new(),
                    (Some(head), Some(pair)) => inquiry.intervals_under(head, *pair),
                    (None, Some(pair)) => inquiry.intervals(*pair),
                };
            let (old_pair, new_pair) = (old_pairs.get(state), new_pairs.get(state));
            let before = rows(&self.old, old_head.as_ref(), old_pair);
            let after = rows(&self.new, new_head.as_ref(), new_pair);
            let (inquiry, pair) = match (new_pair, old_pair) {
                (Some(pair), _) => (self.new, *pair),
                (None, Some(pair)) => (self.old, *pair),
                (None, None) => continue,
            };
            let spans = differences(&before, &after);
            if spans.is_empty() && !std::ptr::eq(self.old.data, self.new.data) && old_pair.is_some() {
                retold += u32::from(acts(old_pair, &self.old) != acts(new_pair, &self.new));
            }
            for (from, until, before, after) in spans {
                let when = if from <= self.new.today { When::Past } else { When::Future };
                let (state, treaty) = (inquiry.state_ref(pair.state), inquiry.treaty_ref(pair.treaty));
                self.results.push(StatusChange { when, state, treaty, from, until, before, after });
            }
        }
        if retold > 0 {
            self.note(
                "acts",
                id,
                format!("the acts of {retold} states are told otherwise, with the same status on every day"),
            );
        }
    }

    fn states(&mut self) {
        let all = |inquiry: &Inquiry<'d>| -> BTreeMap<&'d str, crate::record::StateId> {
            inquiry.data.states().map(|state| (inquiry.data.state_id(state), state)).collect()
        };
        let (before, after) = (all(&self.old), all(&self.new));
        let ids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
        for id in ids {
            let full = |inquiry: &Inquiry<'d>, state: Option<&crate::record::StateId>| {
                state.and_then(|state| inquiry.data.full_state(*state))
            };
            let (was, is) = (full(&self.old, before.get(id)), full(&self.new, after.get(id)));
            let text = match (&was, &is) {
                (None, Some(_)) => "new",
                (Some(_), None) => "gone",
                (was, is) if was != is => "changed",
                _ => continue,
            };
            self.note("state", id, text.to_owned());
        }
    }

    fn sources(&mut self) {
        let all = |inquiry: &Inquiry<'d>| -> BTreeSet<&'d str> {
            (0..inquiry.data.source_count()).map(|row| inquiry.data.source_id(crate::record::SourceRow(row))).collect()
        };
        let (before, after) = (all(&self.old), all(&self.new));
        for id in after.difference(&before) {
            self.note("sources", id, "new".to_owned());
        }
        for id in before.difference(&after) {
            self.note("sources", id, "gone".to_owned());
        }
    }
}

/// The acts of a pair, without what depends on their place in the dataset.
fn acts<'d>(pair: Option<&Pair>, inquiry: &Inquiry<'d>) -> Vec<(EventRow<'d>, &'d str)> {
    let data = inquiry.data;
    let plain = |event: EventRow<'d>| {
        let source = data.source_id(event.source);
        (EventRow { number: 0, source: crate::record::SourceRow(0), ..event }, source)
    };
    pair.map(|pair| data.events(*pair).map(plain).collect()).unwrap_or_default()
}

type Span = (NaiveDate, Option<NaiveDate>, Status, Status);

/// The days on which two lists of intervals give different statuses.
fn differences(before: &[IntervalRow], after: &[IntervalRow]) -> Vec<Span> {
    let on = |intervals: &[IntervalRow], day: NaiveDate| {
        let next = intervals.partition_point(|interval| interval.from <= day);
        next.checked_sub(1).map_or(Status::NotParty, |at| intervals[at].status)
    };
    let days: BTreeSet<NaiveDate> = before.iter().chain(after).map(|interval| interval.from).collect();
    let days: Vec<NaiveDate> = days.into_iter().collect();
    let mut found: Vec<Span> = Vec::new();
    for (at, &from) in days.iter().enumerate() {
        let until = days.get(at + 1).copied();
        let (was, is) = (on(before, from), on(after, from));
        if was == is {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.1 == Some(from) && (last.2, last.3) == (was, is) => last.1 = until,
            _ => found.push((from, until, was, is)),
        }
    }
    found
}
