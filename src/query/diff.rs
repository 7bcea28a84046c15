//! Membership then and now: who joined, left, gave notice, signed.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{Counts, DataRef, Note, StateRef, TreatyRef};
use super::inquiry::Inquiry;
use crate::law::Status;
use crate::model::Treaty;
use crate::record::{IntervalRow, Pair, StateId, TreatyId};

/// The answer to `treaty diff`.
#[derive(Clone, Debug, Serialize)]
pub struct DiffReport<'d> {
    /// `treaty.diff/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The earlier day.
    pub from: NaiveDate,
    /// The later day.
    pub to: NaiveDate,
    /// The day whose knowledge it uses; `null` for all.
    pub known_on: Option<NaiveDate>,
    /// Whose view of contested acts it takes.
    pub view: &'d str,
    /// One for each state and treaty whose status is not the same on the two days.
    pub results: Vec<Change<'d>>,
    /// How many states stood how on the two days, for each treaty.
    pub counts: Vec<CountsThenAndNow<'d>>,
    /// What a reader must know.
    pub notes: Vec<Note>,
}

/// A status that is not the same on two days.
#[derive(Clone, Debug, Serialize)]
pub struct Change<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// The status on the earlier day.
    pub before: Status,
    /// The status on the later day.
    pub after: Status,
    /// What happened.
    pub change: ChangeKind,
    /// The day it changed.
    pub on: NaiveDate,
    /// For a notice: the day on which it takes effect.
    pub effective: Option<NaiveDate>,
}

/// What a change of status amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It was not bound and is.
    Joined,
    /// It was bound and is not, or was in between.
    Left,
    /// It gave notice and is still bound.
    Notice,
    /// It deposited an instrument that has not brought the treaty into force for it.
    Consented,
    /// It signed.
    Signed,
    /// Anything else.
    Other,
}

impl ChangeKind {
    /// The word of JSON answers.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Left => "left",
            Self::Notice => "notice",
            Self::Consented => "consented",
            Self::Signed => "signed",
            Self::Other => "other",
        }
    }
}

/// Counts of one treaty on the two days.
#[derive(Clone, Debug, Serialize)]
pub struct CountsThenAndNow<'d> {
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// On the earlier day.
    pub before: Counts,
    /// On the later day.
    pub after: Counts,
}

/// What a difference is asked over.
#[derive(Clone, Debug)]
pub struct DiffQuestion {
    /// The earlier day.
    pub from: NaiveDate,
    /// The later day.
    pub to: NaiveDate,
    /// The treaties.
    pub treaties: Vec<TreatyId>,
    /// Only these states; empty for all.
    pub states: Vec<StateId>,
    /// Whether treaties without any change have their counts listed too.
    pub count_all: bool,
}

impl<'d> Inquiry<'d> {
    /// Compares the status of every state on two days.
    #[must_use]
    pub fn diff(&self, question: &DiffQuestion) -> DiffReport<'d> {
        let (mut results, mut counts, mut notes) = (Vec::new(), Vec::new(), Vec::new());
        for &treaty in &question.treaties {
            let head = self.head_if_needed(treaty);
            let first = results.len();
            // Where nobody's instrument is on record, a status turns at the adoption of the treaty too.
            let turns = head.is_none() && !self.data.consents_absent(treaty);
            let still = turns && !self.data.turns_under(treaty, question.from, question.to);
            for pair in self.data.pairs_of_treaty(treaty).filter(|_| !still) {
                if turns && !self.data.turns_for(pair, question.from, question.to) {
                    continue;
                }
                let asked = question.states.is_empty() || question.states.contains(&pair.state);
                if asked && let Some(change) = self.change(pair, head.as_ref(), question.from, question.to) {
                    results.push(change);
                }
            }
            results[first..].sort_by_key(|change: &Change<'_>| (change.change, change.on, change.state.id));
            if question.count_all || results.len() > first {
                counts.push(CountsThenAndNow {
                    treaty: self.treaty_ref(treaty),
                    before: self.counts(treaty, question.from, &question.states),
                    after: self.counts(treaty, question.to, &question.states),
                });
            }
        }
        if let [treaty] = question.treaties.as_slice() {
            self.coverage_notes(*treaty, question.to, &mut notes);
        }
        DiffReport {
            schema: "treaty.diff/1",
            data: self.data_ref(question.treaties.iter().copied()),
            from: question.from,
            to: question.to,
            known_on: self.known_on,
            view: self.view,
            results,
            counts,
            notes,
        }
    }

    fn change(&self, pair: Pair, head: Option<&Treaty>, from: NaiveDate, to: NaiveDate) -> Option<Change<'d>> {
        let computed: Vec<IntervalRow>;
        let (mut before, mut after) = (None, None);
        let mut left_between = None;
        let mut see = |interval: IntervalRow| {
            if interval.from <= from {
                before = Some(interval);
            }
            if interval.from <= to {
                if interval.status == Status::FormerParty && interval.from > from {
                    left_between = Some(interval.from);
                }
                after = Some(interval);
            }
        };
        if let Some(head) = head {
            computed = self.intervals_under(head, pair);
            computed.into_iter().for_each(&mut see);
        } else {
            self.data.intervals(pair).for_each(&mut see);
        }
        // Before its first act the day on which it may have become a party is the only turn there is.
        let opened = || {
            let (status, opened) = self.before_any_act(pair.treaty, pair.state, to);
            opened.map(|from| IntervalRow { from, until: None, status, event: None })
        };
        let after = after.or_else(opened)?;
        let silent = || self.before_any_act(pair.treaty, pair.state, from).0;
        let status_before = before.map_or_else(silent, |interval: IntervalRow| interval.status);
        if status_before == after.status {
            return None;
        }
        let joined = || self.spell_of(pair, &self.intervals(pair), to).since;
        let (change, on) = match (self.bound(pair.treaty, status_before), self.bound(pair.treaty, after.status)) {
            (Some(false), Some(true)) if let Some(since) = joined() => (ChangeKind::Joined, since),
            (Some(true), Some(false)) => (ChangeKind::Left, left_between.unwrap_or(after.from)),
            _ => match after.status {
                Status::FormerParty => (ChangeKind::Left, after.from),
                Status::Withdrawing => (ChangeKind::Notice, after.from),
                Status::Consented | Status::Provisional => (ChangeKind::Consented, after.from),
                Status::Signatory if status_before == Status::NotParty => (ChangeKind::Signed, after.from),
                _ => (ChangeKind::Other, after.from),
            },
        };
        Some(Change {
            state: self.state_ref(pair.state),
            treaty: self.treaty_ref(pair.treaty),
            before: status_before,
            after: after.status,
            change,
            on,
            effective: after.until.filter(|_| after.status == Status::Withdrawing),
        })
    }
}
