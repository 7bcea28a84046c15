//! What takes effect next: entries into force and exits that are already certain, or nearly.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{DataRef, StateRef, TreatyRef};
use super::inquiry::Inquiry;
use super::status::condition;
use crate::law::Status;
use crate::model::Tail;
use crate::record::{IntervalRow, Pair, StateId, TreatyId};

/// The answer to `treaty upcoming`.
#[derive(Clone, Debug, Serialize)]
pub struct UpcomingReport<'d> {
    /// `treaty.upcoming/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The day after which it looks.
    pub from: NaiveDate,
    /// The last day it looks at, included.
    pub to: NaiveDate,
    /// The day whose knowledge it uses; `null` for all.
    pub known_on: Option<NaiveDate>,
    /// Whose view of contested acts it takes.
    pub view: &'d str,
    /// In the order of the days.
    pub results: Vec<Upcoming<'d>>,
}

/// One change that lies ahead.
#[derive(Clone, Debug, Serialize)]
pub struct Upcoming<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// What will happen.
    pub change: ComingChange,
    /// The day it takes effect: the first day in, or the first day out.
    pub on: NaiveDate,
    /// Days from today to that day.
    pub in_days: i64,
    /// The act from which it follows: the deposit, or the receipt of the notice.
    pub since: NaiveDate,
    /// The condition that can hold it back, in words; `null` where there is none.
    pub condition: Option<&'static str>,
    /// The article.
    pub article: Option<String>,
    /// The depositary notification.
    #[serde(rename = "ref")]
    pub reference: Option<&'d str>,
}

/// What a change that lies ahead amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ComingChange {
    /// The treaty enters into force for the state.
    EntersIntoForce,
    /// The state's withdrawal takes effect.
    Leaves,
}

impl ComingChange {
    /// The word of JSON answers.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::EntersIntoForce => "enters_into_force",
            Self::Leaves => "leaves",
        }
    }
}

impl<'d> Inquiry<'d> {
    /// Lists what takes effect after today and up to `to`; empty lists of treaties and states mean all.
    #[must_use]
    pub fn upcoming(&self, treaties: &[TreatyId], states: &[StateId], to: NaiveDate) -> UpcomingReport<'d> {
        let all: Vec<TreatyId> = if treaties.is_empty() { self.data.treaties().collect() } else { treaties.to_vec() };
        let mut results = Vec::new();
        for &treaty in &all {
            let head = self.head_if_needed(treaty);
            for pair in self.data.pairs_of_treaty(treaty) {
                if !states.is_empty() && !states.contains(&pair.state) {
                    continue;
                }
                let intervals = match head.as_ref() {
                    Some(head) => self.intervals_under(head, pair),
                    None => self.data.intervals(pair).collect(),
                };
                for neighbours in intervals.windows(2) {
                    results.extend(self.coming(pair, &neighbours[0], &neighbours[1], to));
                }
            }
        }
        results.sort_by_key(|coming| (coming.on, coming.treaty.id, coming.state.id));
        UpcomingReport {
            schema: "treaty.upcoming/1",
            data: self.data_ref(all),
            from: self.today,
            to,
            known_on: self.known_on,
            view: self.view,
            results,
        }
    }

    fn coming(&self, pair: Pair, now: &IntervalRow, then: &IntervalRow, to: NaiveDate) -> Option<Upcoming<'d>> {
        let on = then.from;
        // What is to come must already have been set going: the act is not later than today.
        if on <= self.today || on > to || now.from > self.today {
            return None;
        }
        let change = match (now.status.bound(), then.status.bound()) {
            (Some(false), Some(true)) => ComingChange::EntersIntoForce,
            (Some(true), Some(false)) => ComingChange::Leaves,
            _ => return None,
        };
        let governing = if change == ComingChange::Leaves { now.event } else { then.event };
        let event = governing.map(|number| self.data.event(number));
        let head = self.data.head(pair.treaty);
        let clause = head.as_ref().and_then(|head| head.withdrawal.as_ref());
        let tail: Option<Tail> = clause.and_then(|clause| clause.tail).filter(|_| now.status == Status::Withdrawing);
        let own = event.map(|event| event.article).filter(|article| !article.is_empty()).map(str::to_owned);
        let article = match change {
            ComingChange::Leaves => own.or_else(|| clause.and_then(|clause| clause.article.clone())),
            ComingChange::EntersIntoForce => {
                own.or_else(|| head.as_ref()?.later_party.as_ref().and_then(|clause| clause.article.clone()))
            }
        };
        Some(Upcoming {
            state: self.state_ref(pair.state),
            treaty: self.treaty_ref(pair.treaty),
            change,
            on,
            in_days: (on - self.today).num_days(),
            since: now.from,
            condition: tail.map(|tail| condition(Some(tail))),
            article,
            reference: event.map(|event| event.reference).filter(|reference| !reference.is_empty()),
        })
    }
}
