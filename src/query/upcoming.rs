//! What takes effect next: entries into force and exits that are already certain, or nearly.

use chrono::NaiveDate;
use serde::Serialize;

use super::clauses::entry_counting;
use super::common::{DataRef, StateRef, TreatyRef};
use super::inquiry::Inquiry;
use super::status::condition;
use super::timeline::effect_of;
use crate::date::PartialDate;
use crate::law::Status;
use crate::model::EventKind::{MembershipCeased, WithdrawalNotice};
use crate::model::{Tail, Treaty};
use crate::record::{DEFAULT_VIEW, EventRow, IntervalRow, Pair, StateId, TreatyId};

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
    ///
    /// What is to come follows from what is on record today: a later act, a later rescission too, changes
    /// nothing yet.
    #[must_use]
    pub fn upcoming(&self, treaties: &[TreatyId], states: &[StateId], to: NaiveDate) -> UpcomingReport<'d> {
        let all: Vec<TreatyId> = if treaties.is_empty() { self.data.treaties().collect() } else { treaties.to_vec() };
        let known_on = self.known_on.map_or(self.today, |known| known.min(self.today));
        let by_today = Self { known_on: Some(known_on), ..*self };
        let mut results = Vec::new();
        for &treaty in &all {
            let mut head: Option<Treaty> = None;
            for pair in self.data.pairs_of_treaty(treaty).filter(|&pair| self.may_turn(pair, known_on)) {
                if !states.is_empty() && !states.contains(&pair.state) {
                    continue;
                }
                if head.is_none() {
                    head = self.data.head(treaty);
                }
                let Some(head) = head.as_ref() else { break };
                for neighbours in by_today.intervals_under(head, pair).windows(2) {
                    results.extend(by_today.coming(head, pair, &neighbours[0], &neighbours[1], to));
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

    /// Whether something may lie ahead of a pair; where nothing can, its intervals need not be computed.
    fn may_turn(&self, pair: Pair, known_on: NaiveDate) -> bool {
        self.view != DEFAULT_VIEW
            || self.data.intervals(pair).any(|interval| interval.from > self.today)
            || self.data.acts(pair).any(|(_, day)| day.is_some_and(|day| day.last_day() > known_on))
    }

    /// The article by whose rule an instrument takes effect.
    fn entry_article(&self, head: &Treaty, pair: Pair, event: &EventRow<'_>) -> Option<String> {
        let reading = self.reading_under(head, pair);
        let effect = effect_of(&reading.earliest, event).0?;
        let counting = entry_counting(head, self.data.lifetime(pair.state), event.kind, event.date, &effect);
        counting?.article.map(str::to_owned)
    }

    fn coming(
        &self,
        head: &Treaty,
        pair: Pair,
        now: &IntervalRow,
        then: &IntervalRow,
        to: NaiveDate,
    ) -> Option<Upcoming<'d>> {
        let on = then.from;
        if on <= self.today || on > to {
            return None;
        }
        let change = match (self.bound(pair.treaty, now.status), self.bound(pair.treaty, then.status)) {
            (Some(false), Some(true)) => ComingChange::EntersIntoForce,
            // Where only deposits are known, an instrument that stands is all that can be left.
            (Some(_), Some(false)) if then.status == Status::FormerParty => ComingChange::Leaves,
            _ => return None,
        };
        let event = then.event.map(|number| self.data.event(number));
        // That a state or a treaty would cease to exist follows from no act of this record.
        let leaves = |event: &EventRow<'_>| matches!(event.kind, WithdrawalNotice | MembershipCeased);
        if change == ComingChange::Leaves && !event.as_ref().is_some_and(leaves) {
            return None;
        }
        let clause = head.withdrawal.as_ref();
        let tail: Option<Tail> = clause.and_then(|clause| clause.tail).filter(|_| now.status == Status::Withdrawing);
        let own = event.map(|event| event.article).filter(|article| !article.is_empty()).map(str::to_owned);
        let article = own.or_else(|| match change {
            ComingChange::Leaves => clause.and_then(|clause| clause.article.clone()),
            ComingChange::EntersIntoForce => self.entry_article(head, pair, &event?),
        });
        let done = event.and_then(|event| event.date).and_then(PartialDate::day);
        Some(Upcoming {
            state: self.state_ref(pair.state),
            treaty: self.treaty_ref(pair.treaty),
            change,
            on,
            in_days: (on - self.today).num_days(),
            since: done.unwrap_or(now.from),
            condition: tail.map(|tail| condition(Some(tail))),
            article,
            reference: event.map(|event| event.reference).filter(|reference| !reference.is_empty()),
        })
    }
}
