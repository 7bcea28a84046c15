//! Commitments side by side, who is not in, and who follows the same pattern.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{DataRef, Note, StateRef, TreatyRef};
use super::groups::Universe;
use super::inquiry::Inquiry;
use crate::law::Status;
use crate::record::{Pair, StateId, TreatyId};

/// The answer to `treaty compare`.
#[derive(Clone, Debug, Serialize)]
pub struct CompareReport<'d> {
    /// `treaty.compare/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The day asked for.
    pub date: NaiveDate,
    /// The states, in the order asked for.
    pub states: Vec<StateRef<'d>>,
    /// One for each treaty: what differs first.
    pub results: Vec<Compared<'d>>,
}

/// One treaty with the standing of each state.
#[derive(Clone, Debug, Serialize)]
pub struct Compared<'d> {
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// Whether it binds some of them and not others.
    pub differs: bool,
    /// The status of each, in the order of the states.
    pub statuses: Vec<Status>,
    /// The first day of each status, or of being bound.
    pub since: Vec<Option<NaiveDate>>,
}

/// The answer to `treaty without`.
#[derive(Clone, Debug, Serialize)]
pub struct WithoutReport<'d> {
    /// `treaty.without/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// The day asked for.
    pub date: NaiveDate,
    /// Out of whom.
    pub of: String,
    /// How many there are.
    pub out_of: u32,
    /// Those whom it does not bind, by region and name.
    pub results: Vec<Outside<'d>>,
    /// What a reader must know.
    pub notes: Vec<Note>,
}

/// A state that a treaty does not bind.
#[derive(Clone, Debug, Serialize)]
pub struct Outside<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// Its M49 region.
    pub region: Option<String>,
    /// Its status.
    pub status: Status,
    /// That it is not bound; `null` where the facts do not decide it.
    pub bound: Option<bool>,
    /// The first day of that status.
    pub since: Option<NaiveDate>,
}

/// The answer to `treaty cohort`.
#[derive(Clone, Debug, Serialize)]
pub struct CohortReport<'d> {
    /// `treaty.cohort/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The day asked for.
    pub date: NaiveDate,
    /// The pattern: each treaty with the statuses that fit.
    pub pattern: Vec<PatternPart<'d>>,
    /// The states that fit all of it, by name.
    pub results: Vec<Fits<'d>>,
}

/// One part of a pattern.
#[derive(Clone, Debug, Serialize)]
pub struct PatternPart<'d> {
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// The statuses that fit.
    pub statuses: Vec<Status>,
}

/// A state that fits a pattern.
#[derive(Clone, Debug, Serialize)]
pub struct Fits<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// Its status under each treaty of the pattern.
    pub statuses: Vec<Status>,
    /// The first day of each.
    pub since: Vec<Option<NaiveDate>>,
}

impl<'d> Inquiry<'d> {
    fn standing(&self, treaty: TreatyId, state: StateId, date: NaiveDate) -> (Status, Option<NaiveDate>) {
        let found = self.pair(treaty, state);
        let intervals = found.map(|(pair, _)| self.intervals(pair)).unwrap_or_default();
        let spell = self.spell_within_life(&intervals, (treaty, state), found, date, &mut Vec::new());
        (spell.status, spell.since)
    }

    /// Puts the commitments of states side by side; what differs stands first.
    #[must_use]
    pub fn compare(&self, states: &[StateId], treaties: &[TreatyId], date: NaiveDate) -> CompareReport<'d> {
        let mut results = Vec::new();
        for &treaty in treaties {
            let standings = states.iter().map(|&state| self.standing(treaty, state, date));
            let (statuses, since): (Vec<Status>, Vec<Option<NaiveDate>>) = standings.unzip();
            if statuses.iter().all(|&status| status == Status::NotParty) {
                continue;
            }
            let differs = statuses.windows(2).any(|two| self.bound(treaty, two[0]) != self.bound(treaty, two[1]));
            results.push(Compared { treaty: self.treaty_ref(treaty), differs, statuses, since });
        }
        results.sort_by_key(|compared| !compared.differs);
        CompareReport {
            schema: "treaty.compare/1",
            data: self.data_ref(treaties.iter().copied()),
            date,
            states: states.iter().map(|&state| self.state_ref(state)).collect(),
            results,
        }
    }

    /// Lists those of a universe whom a treaty does not bind, or of whom the facts do not decide it.
    #[must_use]
    pub fn without(&self, treaty: TreatyId, date: NaiveDate, universe: &Universe) -> WithoutReport<'d> {
        let members = self.universe_on(universe, treaty, date);
        let out_of = u32::try_from(members.len()).unwrap_or(u32::MAX);
        let mut results = Vec::new();
        for state in members {
            let (status, since) = self.standing(treaty, state, date);
            let bound = self.bound(treaty, status);
            if bound != Some(true) {
                let region = self.data.full_state(state).and_then(|full| full.region);
                results.push(Outside { state: self.state_ref(state), region, status, bound, since });
            }
        }
        results.sort_by(|a, b| (&a.region, a.state.name).cmp(&(&b.region, b.state.name)));
        let mut notes = Vec::new();
        self.coverage_notes(treaty, date, &mut notes);
        WithoutReport {
            schema: "treaty.without/1",
            data: self.data_ref([treaty]),
            treaty: self.treaty_ref(treaty),
            date,
            of: universe.name.clone(),
            out_of,
            results,
            notes,
        }
    }

    /// Lists the states whose standing fits every part of a pattern.
    #[must_use]
    pub fn cohort(&self, pattern: &[(TreatyId, Vec<Status>)], date: NaiveDate) -> CohortReport<'d> {
        let mut results = Vec::new();
        let first: Vec<StateId> = pattern
            .first()
            .map(|(treaty, _)| self.data.pairs_of_treaty(*treaty).map(|pair: Pair| pair.state).collect())
            .unwrap_or_default();
        let can_be_absent = pattern.first().is_some_and(|(_, statuses)| statuses.contains(&Status::NotParty));
        let candidates: Vec<StateId> = if can_be_absent { self.data.states().collect() } else { first };
        for state in candidates {
            let standings = pattern.iter().map(|(treaty, _)| self.standing(*treaty, state, date));
            let (statuses, since): (Vec<Status>, Vec<Option<NaiveDate>>) = standings.unzip();
            let alive = self.data.lifetime(state).until.is_none_or(|until| date < until);
            let fits = statuses.iter().zip(pattern).all(|(status, (_, wanted))| wanted.contains(status));
            if alive && fits {
                results.push(Fits { state: self.state_ref(state), statuses, since });
            }
        }
        results.sort_by_key(|fits| (fits.state.name, fits.state.id));
        let part = |(treaty, statuses): &(TreatyId, Vec<Status>)| PatternPart {
            treaty: self.treaty_ref(*treaty),
            statuses: statuses.clone(),
        };
        CohortReport {
            schema: "treaty.cohort/1",
            data: self.data_ref(pattern.iter().map(|(treaty, _)| *treaty)),
            date,
            pattern: pattern.iter().map(part).collect(),
            results,
        }
    }
}
