//! Groups of states as of a day: the universe of a question.

use chrono::NaiveDate;

use super::inquiry::Inquiry;
use crate::date::PartialDate;
use crate::model::{CodeSpan, State, StateKind};
use crate::record::{Pair, StateId, TreatyId};

/// Out of whom a question counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Universe {
    /// As asked: `un`, `eu@2019-12-31`.
    pub name: String,
    /// In words, for `162 of 193 UN members`.
    pub plural: String,
    /// Who belongs to it.
    pub membership: Membership,
    /// The day on which membership is fixed; `None` for the day of the question.
    pub fixed_on: Option<NaiveDate>,
}

/// Who belongs to a [`Universe`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Membership {
    /// Members of the United Nations.
    UnitedNations,
    /// Members of the state system by Gleditsch and Ward.
    GleditschWard,
    /// Members of the state system by the Correlates of War project.
    CorrelatesOfWar,
    /// States with an ISO 3166-1 code.
    Iso,
    /// States with an act under the treaty.
    InRecord,
    /// A region or sub-region of M49.
    Region(String),
    /// Those whom a treaty binds.
    Bound(TreatyId),
    /// These states.
    Listed(Vec<StateId>),
}

impl Universe {
    /// Whether who belongs to it depends on the treaty that is asked about.
    #[must_use]
    pub fn depends_on_treaty(&self) -> bool {
        self.membership == Membership::InRecord
    }
}

/// Days from `from` (included) until `until` (excluded); absent ends are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The first day after it.
    pub until: Option<NaiveDate>,
}

impl Days {
    /// Whether `date` is one of them.
    #[must_use]
    pub fn contain(&self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date < until)
    }

    fn of(from: Option<PartialDate>, until: Option<PartialDate>) -> Self {
        Self { from: from.map(PartialDate::first_day), until: until.map(PartialDate::first_day) }
    }
}

impl Inquiry<'_> {
    /// Those who belong to a universe on a day, by id.
    #[must_use]
    pub fn universe_on(&self, universe: &Universe, treaty: TreatyId, date: NaiveDate) -> Vec<StateId> {
        let date = universe.fixed_on.unwrap_or(date);
        let members = self.universe(universe, treaty).into_iter();
        members.filter(|(_, days)| days.iter().any(|days| days.contain(date))).map(|(state, _)| state).collect()
    }

    /// Those who ever belong to a universe, by id, with the days on which they do.
    #[must_use]
    pub fn universe(&self, universe: &Universe, treaty: TreatyId) -> Vec<(StateId, Vec<Days>)> {
        let mut members: Vec<(StateId, Vec<Days>)> = match &universe.membership {
            Membership::Listed(states) => states.iter().map(|&state| (state, vec![self.life(state)])).collect(),
            Membership::InRecord => {
                let head = self.head_if_needed(treaty);
                let pairs = self.pairs_of_treaty(treaty, head.as_ref());
                pairs.map(|pair| (pair.state, vec![self.life(pair.state)])).collect()
            }
            Membership::Bound(other) => {
                let head = self.head_if_needed(*other);
                let bound = |pair: Pair| {
                    let intervals = match head.as_ref() {
                        Some(head) => self.intervals_under(head, pair),
                        None => self.data.intervals(pair).collect(),
                    };
                    let intervals = intervals.into_iter().filter(|interval| interval.status.bound() == Some(true));
                    let days = intervals.map(|interval| Days { from: Some(interval.from), until: interval.until });
                    (pair.state, days.collect())
                };
                self.data.pairs_of_treaty(*other).map(bound).collect()
            }
            membership => {
                let states = self.data.states();
                states.filter_map(|state| Some((state, days_in(&self.data.full_state(state)?, membership)))).collect()
            }
        };
        if let Some(fixed) = universe.fixed_on {
            members.retain(|(_, days)| days.iter().any(|days| days.contain(fixed)));
            for (state, days) in &mut members {
                *days = vec![self.life(*state)];
            }
        }
        members.retain(|(_, days)| !days.is_empty());
        members.sort_by_key(|(state, _)| *state);
        members
    }

    fn life(&self, state: StateId) -> Days {
        let life = self.data.lifetime(state);
        Days { from: life.from, until: life.until }
    }
}

fn days_in(state: &State, membership: &Membership) -> Vec<Days> {
    let life = Days::of(state.exists.from, state.exists.until);
    let listed = |codes: &[CodeSpan]| codes.iter().map(|code| Days::of(code.from, code.until)).collect();
    let is_state = matches!(state.kind, StateKind::State | StateKind::FormerState);
    match membership {
        Membership::UnitedNations => state.un_member.iter().map(|span| Days::of(span.from, span.until)).collect(),
        Membership::GleditschWard => listed(&state.gw),
        Membership::CorrelatesOfWar => listed(&state.cow),
        Membership::Iso if is_state && state.alpha3.is_some() => vec![life],
        Membership::Region(region) if is_state => {
            let is_it = |name: &Option<String>| name.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(region));
            if is_it(&state.region) || is_it(&state.subregion) { vec![life] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}
