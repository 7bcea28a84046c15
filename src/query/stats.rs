//! Superlatives of one treaty: its first, last, shortest, longest.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{Counts, DataRef, Note, StateRef, TreatyRef};
use super::inquiry::{Inquiry, same_spell};
use super::withdrawals::{Leaving, Outcome, WithdrawalsQuestion};
use crate::record::{IntervalRow, TreatyId};

/// The answer to `treaty stats`.
#[derive(Clone, Debug, Serialize)]
pub struct StatsReport<'d> {
    /// `treaty.stats/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// Today.
    pub today: NaiveDate,
    /// One for each treaty asked for.
    pub results: Vec<Stats<'d>>,
}

/// The numbers of one treaty.
#[derive(Clone, Debug, Serialize)]
pub struct Stats<'d> {
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// How many states stand how today.
    pub counts: Counts,
    /// The first whom it bound, and since when; several where it was one day.
    pub first_bound: Vec<StateOn<'d>>,
    /// The last whom it came to bind.
    pub latest_bound: Option<StateOn<'d>>,
    /// The largest number of states that it bound, and the first day of that.
    pub most_bound: Option<NumberOn>,
    /// How many withdrawals took effect.
    pub left: u32,
    /// How many notices run.
    pub pending: u32,
    /// How many notices were taken back.
    pub rescinded: u32,
    /// How many that left came back.
    pub rejoined: u32,
    /// The first to leave.
    pub first_to_leave: Option<Leaving<'d>>,
    /// The latest to leave.
    pub latest_to_leave: Option<Leaving<'d>>,
    /// The shortest withdrawal window.
    pub shortest_window: Option<Leaving<'d>>,
    /// The longest withdrawal window.
    pub longest_window: Option<Leaving<'d>>,
    /// What a reader must know.
    pub notes: Vec<Note>,
}

/// A state and a day.
#[derive(Clone, Debug, Serialize)]
pub struct StateOn<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// The day.
    pub on: NaiveDate,
}

/// A number and the first day it was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct NumberOn {
    /// The number.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
}

/// Days `[from, until)` on which a treaty bound a state without a break.
struct Bound<'d> {
    from: NaiveDate,
    until: Option<NaiveDate>,
    state: StateRef<'d>,
    /// Whether its first day follows from an instrument on record.
    begins_on_record: bool,
}

impl<'d> Inquiry<'d> {
    /// Gathers the superlatives of treaties.
    #[must_use]
    pub fn stats(&self, treaties: &[TreatyId]) -> StatsReport<'d> {
        StatsReport {
            schema: "treaty.stats/1",
            data: self.data_ref(treaties.iter().copied()),
            today: self.today,
            results: treaties.iter().map(|&treaty| self.stats_of(treaty)).collect(),
        }
    }

    fn stats_of(&self, treaty: TreatyId) -> Stats<'d> {
        let question = WithdrawalsQuestion { treaties: vec![treaty], ..WithdrawalsQuestion::default() };
        let all = self.withdrawals(&question).results;
        let number =
            |outcome| u32::try_from(all.iter().filter(|one| one.outcome == outcome).count()).unwrap_or(u32::MAX);
        let left: Vec<&Leaving<'d>> = all.iter().filter(|one| one.outcome == Outcome::Effective).collect();
        let windows = || all.iter().filter(|one| one.window_days.is_some() && !one.notice_inferred);
        let starts = self.starts_of_being_bound(treaty);
        let first_day = starts.first().map(|&(on, _)| on);
        let named = |&(on, state): &(NaiveDate, StateRef<'d>)| StateOn { state, on };
        let mut notes = Vec::new();
        self.coverage_notes(treaty, self.today, &mut notes);
        Stats {
            treaty: self.treaty_ref(treaty),
            counts: self.counts(treaty, self.today, &[]),
            first_bound: starts.iter().take_while(|(on, _)| Some(*on) == first_day).map(named).collect(),
            latest_bound: starts.last().map(named),
            most_bound: self.most_bound(treaty).filter(|_| self.bound_can_be_counted(treaty)),
            left: number(Outcome::Effective),
            pending: number(Outcome::Pending),
            rescinded: number(Outcome::Rescinded),
            rejoined: u32::try_from(left.iter().filter(|one| one.rejoined.is_some()).count()).unwrap_or(u32::MAX),
            first_to_leave: left.first().map(|&one| one.clone()),
            latest_to_leave: left.last().map(|&one| one.clone()),
            shortest_window: windows().min_by_key(|one| one.window_days).cloned(),
            longest_window: windows().max_by_key(|one| one.window_days).cloned(),
            notes,
        }
    }

    /// The first day of each spell of being bound up to today, in order, where all such days are on record.
    fn starts_of_being_bound(&self, treaty: TreatyId) -> Vec<(NaiveDate, StateRef<'d>)> {
        if !self.bound_can_be_counted(treaty) {
            return Vec::new();
        }
        let begun = self.spells_of_being_bound(treaty).into_iter().filter(|spell| spell.begins_on_record);
        let mut found: Vec<(NaiveDate, StateRef<'d>)> = begun.map(|spell| (spell.from, spell.state)).collect();
        found.sort_by_key(|(on, state)| (*on, state.name));
        found
    }

    fn spells_of_being_bound(&self, treaty: TreatyId) -> Vec<Bound<'d>> {
        let mut found: Vec<Bound<'d>> = Vec::new();
        for pair in self.data.pairs_of_treaty(treaty) {
            let mut before: Option<IntervalRow> = None;
            let intervals = self.intervals(pair);
            for &interval in intervals.iter().filter(|interval| interval.from <= self.today) {
                if interval.status.bound() == Some(true) {
                    match found.last_mut() {
                        Some(spell) if before.is_some_and(|before| same_spell(&before, &interval)) => {
                            spell.until = interval.until;
                        }
                        _ => found.push(Bound {
                            from: interval.from,
                            until: interval.until,
                            state: self.state_ref(pair.state),
                            begins_on_record: self.spell_of(pair, &intervals, interval.from).since.is_some(),
                        }),
                    }
                }
                before = Some(interval);
            }
        }
        found
    }

    fn most_bound(&self, treaty: TreatyId) -> Option<NumberOn> {
        let spells = self.spells_of_being_bound(treaty);
        // Of a state that was bound since nobody knows when, nobody knows either how many were bound at once.
        if !spells.iter().all(|spell| spell.begins_on_record) {
            return None;
        }
        let mut steps: Vec<(NaiveDate, i32)> = Vec::new();
        for spell in spells {
            steps.push((spell.from, 1));
            steps.extend(spell.until.filter(|&until| until <= self.today).map(|until| (until, -1)));
        }
        // On one day the leavers go first: both ends of an interval never count at once.
        steps.sort_unstable();
        let (mut now, mut most) = (0_i32, None);
        for (at, &(on, step)) in steps.iter().enumerate() {
            now += step;
            let day_is_done = steps.get(at + 1).is_none_or(|next| next.0 != on);
            let number = u32::try_from(now).unwrap_or_default();
            if day_is_done && most.is_none_or(|most: NumberOn| number > most.number) {
                most = Some(NumberOn { number, on });
            }
        }
        most
    }
}
