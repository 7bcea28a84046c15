//! A dataset with the circumstances of a question: today, what is known when, whose view.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::date::PartialDate;
use crate::law::{Pick, Reading, Rules, Status, latest_notice};
use crate::model::Treaty;
use crate::record::{DEFAULT_VIEW, Dataset, EventRow, IntervalRow, LeavingRow, Pair, StateId, TreatyId, leavings};

/// Who asks what of which data.
#[derive(Clone, Copy, Debug)]
pub struct Inquiry<'d> {
    /// The data.
    pub data: &'d Dataset,
    /// Today, as the caller says; nothing here reads a clock.
    pub today: NaiveDate,
    /// Only what was on record on this day counts.
    pub known_on: Option<NaiveDate>,
    /// Whose view of contested acts the answer takes.
    pub view: &'d str,
}

/// Days in one standing of being bound, or of one status otherwise: `[since, until)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The status on the day asked for.
    pub status: Status,
    /// The first day; `None` before any act.
    pub since: Option<NaiveDate>,
    /// The first day after it; `None` where the end is open.
    pub until: Option<NaiveDate>,
    /// The event that governs the status.
    pub event: Option<u32>,
    /// The interval of the status itself.
    pub interval: Option<IntervalRow>,
}

impl<'d> Inquiry<'d> {
    /// Asks a dataset, with everything known and in the depositary's view.
    #[must_use]
    pub fn new(data: &'d Dataset, today: NaiveDate) -> Self {
        Self { data, today, known_on: None, view: DEFAULT_VIEW }
    }

    fn is_plain(&self) -> bool {
        self.known_on.is_none() && self.view == DEFAULT_VIEW
    }

    /// The pair that answers for a state under a treaty: its own, or that of the state which continues it.
    ///
    /// The second value says up to which day the answer reaches, where the pair is another state's. `None` where
    /// no act of either is on record, or none was known on the day of [`Inquiry::known_on`].
    #[must_use]
    pub fn pair(&self, treaty: TreatyId, state: StateId) -> Option<(Pair, Option<NaiveDate>)> {
        let head = self.head_if_needed(treaty);
        let acted = |state: StateId| self.data.pair(treaty, state).filter(|&pair| self.has_acted(head.as_ref(), pair));
        if let Some(pair) = acted(state) {
            return Some((pair, None));
        }
        let heir = self.data.continued_by(state)?;
        Some((acted(heir)?, self.data.lifetime(state).until))
    }

    /// The pairs of a treaty of which some act was known; `head` is what [`Inquiry::head_if_needed`] gives.
    pub(super) fn pairs_of_treaty<'a>(
        &'a self,
        treaty: TreatyId,
        head: Option<&'a Treaty>,
    ) -> impl Iterator<Item = Pair> + 'a {
        self.data.pairs_of_treaty(treaty).filter(move |&pair| self.has_acted(head, pair))
    }

    fn has_acted(&self, head: Option<&Treaty>, pair: Pair) -> bool {
        let known = |head: &Treaty| self.data.events(pair).any(|event| self.is_known(head, &event));
        self.known_on.is_none() || head.is_none_or(known)
    }

    /// The events of a pair that were on record on the day of [`Inquiry::known_on`], in order.
    pub(super) fn known_events(&self, pair: Pair) -> Vec<EventRow<'d>> {
        let head = self.head_if_needed(pair.treaty);
        self.data.events(pair).filter(|event| head.as_ref().is_none_or(|head| self.is_known(head, event))).collect()
    }

    /// The intervals of a pair as far as they are known and in the view that was asked for.
    #[must_use]
    pub fn intervals(&self, pair: Pair) -> Vec<IntervalRow> {
        if self.is_plain() {
            return self.data.intervals(pair).collect();
        }
        self.data.head(pair.treaty).map(|head| self.intervals_under(&head, pair)).unwrap_or_default()
    }

    /// As [`Inquiry::intervals`], for a caller that goes through a whole treaty and has read its head.
    #[must_use]
    pub fn intervals_under(&self, head: &Treaty, pair: Pair) -> Vec<IntervalRow> {
        if self.is_plain() {
            return self.data.intervals(pair).collect();
        }
        let rows = self.reading_under(head, pair).intervals().into_iter();
        let row = |interval: crate::law::Interval| IntervalRow {
            from: interval.from,
            until: interval.until,
            status: interval.status,
            event: interval.event,
        };
        rows.map(row).collect()
    }

    /// The status of a state on a day before its first act on record, and since when it stood so.
    ///
    /// Where the acts by which states became parties are not on record, anybody may have been a party, once the
    /// treaty and the state were there.
    pub(super) fn before_any_act(
        &self,
        treaty: TreatyId,
        state: StateId,
        day: NaiveDate,
    ) -> (Status, Option<NaiveDate>) {
        if !self.data.consents_absent(treaty) {
            return (Status::NotParty, None);
        }
        let adopted = self.data.head(treaty).and_then(|head| head.adopted).map(|adoption| adoption.date.first_day());
        let from = adopted.max(self.data.lifetime(state).from);
        if from.is_none_or(|from| from <= day) { (Status::Undetermined, from) } else { (Status::NotParty, from) }
    }

    /// A spell of no interval, as [`Inquiry::before_any_act`] sees its days.
    pub(super) fn before_acts(&self, spell: Spell, treaty: TreatyId, state: StateId, day: NaiveDate) -> Spell {
        let (status, from) = self.before_any_act(treaty, state, day);
        if status == Status::Undetermined {
            return Spell { status, since: from, ..spell };
        }
        Spell { until: [spell.until, from].into_iter().flatten().min(), ..spell }
    }

    /// The head of a treaty where intervals must be computed, nothing where they stand in the data.
    pub(super) fn head_if_needed(&self, treaty: TreatyId) -> Option<Treaty> {
        if self.is_plain() { None } else { self.data.head(treaty) }
    }

    /// The history of a pair, with the law's own reading of it.
    #[must_use]
    pub fn reading(&self, pair: Pair) -> Option<Reading> {
        self.data.head(pair.treaty).map(|head| self.reading_under(&head, pair))
    }

    /// As [`Inquiry::reading`], with the treaty's head at hand.
    #[must_use]
    pub fn reading_under(&self, head: &Treaty, pair: Pair) -> Reading {
        let events: Vec<EventRow<'_>> = self.data.events(pair).filter(|event| self.is_known(head, event)).collect();
        let general = head.entry_into_force.as_ref().and_then(|clause| clause.date);
        let vague = general.is_some_and(|date| date.day().is_none()) || events.iter().any(EventRow::is_vague);
        Reading::of(
            vague,
            |pick| self.rules(head, pick),
            |pick| events.iter().map(|event| event.act(pick, self.view)).collect(),
            self.data.lifetime(pair.state),
        )
    }

    /// The rules of a treaty as far as they were known: its entry into force is from the last needed deposit.
    #[must_use]
    pub fn rules(&self, head: &Treaty, pick: Pick) -> Rules {
        let mut rules = Rules::of(head, pick);
        let Some(known_on) = self.known_on else { return rules };
        let foreseeable = |general: NaiveDate| {
            let clause = rules.general_offset.map(|offset| {
                let counted = crate::law::LeavingRule::new(crate::model::WithdrawalClass::Notice, Some(offset));
                Rules { leaving: Some(counted), ..Rules::default() }
            });
            clause.and_then(|clause| latest_notice(&clause, general)).unwrap_or(general)
        };
        rules.in_force = rules.in_force.filter(|&general| foreseeable(general) <= known_on);
        rules.terminated = rules.terminated.filter(|&end| end <= known_on);
        rules
    }

    /// Whether an event was on record on the day asked for.
    ///
    /// A withdrawal known only by its effect was on record from the latest lawful day of its notice.
    #[must_use]
    pub fn is_known(&self, head: &Treaty, event: &EventRow<'_>) -> bool {
        let Some(known_on) = self.known_on else { return true };
        match (event.date, event.effective) {
            (Some(date), _) => date.last_day() <= known_on,
            (None, Some(effect)) => {
                let rules = Rules::of(head, Pick::Latest);
                latest_notice(&rules, effect.last_day()).unwrap_or(effect.last_day()) <= known_on
            }
            (None, None) => true,
        }
    }

    /// Every leaving, as far as known and in the view that was asked for; with the pair of each.
    #[must_use]
    pub fn leavings(&self) -> Vec<LeavingRow> {
        if self.is_plain() {
            return self.data.leavings().collect();
        }
        let mut found = Vec::new();
        for treaty in self.data.treaties() {
            let mut head: Option<Cow<'_, Treaty>> = None;
            for pair in self.data.pairs_of_treaty(treaty) {
                let leaves = |event: &EventRow<'_>| {
                    use crate::model::EventKind::{MembershipCeased, WithdrawalNotice};
                    matches!(event.kind, WithdrawalNotice | MembershipCeased)
                };
                if !self.data.events(pair).any(|event| leaves(&event)) {
                    continue;
                }
                if head.is_none() {
                    head = self.data.head(treaty).map(Cow::Owned);
                }
                let Some(head) = head.as_deref() else { break };
                let rows = leavings(&self.reading_under(head, pair).earliest);
                found.extend(rows.into_iter().map(|row| LeavingRow { pair: pair.number, ..row }));
            }
        }
        found
    }

    /// As [`Inquiry::spell_on`], with no first day where nobody knows since when the state was bound.
    ///
    /// A notice, say, proves that it was, even where the record lacks its instrument or the day of its effect.
    #[must_use]
    pub fn spell_of(&self, pair: Pair, intervals: &[IntervalRow], day: NaiveDate) -> Spell {
        let mut spell = self.spell_on(intervals, day);
        if spell.interval.is_none() {
            return self.before_acts(spell, pair.treaty, pair.state, day);
        }
        let at = intervals.partition_point(|interval| Some(interval.from) < spell.since);
        let by_consent = |event: u32| self.data.event(event).kind.is_consent();
        let proven = intervals[at].event.is_some_and(|event| !by_consent(event));
        if spell.status.bound() == Some(true) && proven {
            let was_open = at > 0 && self.bound(pair.treaty, intervals[at - 1].status).is_none();
            let consented = self.known_events(pair).iter().any(|event| {
                let day = event.date.or(event.effective).map(PartialDate::first_day);
                event.kind.is_consent() && day <= spell.since
            });
            spell.since = spell.since.filter(|_| consented && !was_open);
        }
        spell
    }

    /// The status on a day, and the spell that it belongs to.
    #[must_use]
    pub fn spell_on(&self, intervals: &[IntervalRow], day: NaiveDate) -> Spell {
        let after = intervals.partition_point(|interval| interval.from <= day);
        let Some(at) = after.checked_sub(1) else {
            let until = intervals.first().map(|interval| interval.from);
            return Spell { status: Status::NotParty, since: None, until, event: None, interval: None };
        };
        let interval = intervals[at];
        let (mut first, mut last) = (at, at);
        while first > 0 && same_spell(&intervals[first - 1], &intervals[first]) {
            first -= 1;
        }
        while last + 1 < intervals.len() && same_spell(&intervals[last], &intervals[last + 1]) {
            last += 1;
        }
        Spell {
            status: interval.status,
            since: Some(intervals[first].from),
            until: intervals[last].until,
            event: interval.event,
            interval: Some(interval),
        }
    }
}

/// Whether two neighbours are one spell of being bound, or two intervals of one other status.
///
/// A window that goes over into membership without a gap, or membership by one instrument into membership
/// by another, is a new spell: the state left and had already come back.
pub(super) fn same_spell(before: &IntervalRow, after: &IntervalRow) -> bool {
    let both_bound = before.status.bound() == Some(true) && after.status.bound() == Some(true);
    if both_bound {
        let returned = before.status == Status::Withdrawing && after.status == Status::Party;
        return !returned && before.status != after.status;
    }
    before.status == after.status
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(from: &str, until: Option<&str>, status: Status) -> IntervalRow {
        let day = |text: &str| text.parse().expect("a day");
        IntervalRow { from: day(from), until: until.map(day), status, event: None }
    }

    #[test]
    fn a_window_belongs_to_the_spell_that_it_ends() {
        let before = interval("2011-09-01", Some("2024-09-06"), Status::Party);
        let after = interval("2024-09-06", Some("2025-03-06"), Status::Withdrawing);
        assert!(same_spell(&before, &after));
    }

    #[test]
    fn coming_back_on_the_day_of_leaving_begins_a_new_spell() {
        let before = interval("1999-01-05", Some("1999-04-05"), Status::Withdrawing);
        let after = interval("1999-04-05", None, Status::Party);
        assert!(!same_spell(&before, &after));
    }
}
