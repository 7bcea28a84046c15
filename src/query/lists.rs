//! What the data cover: its treaties and its states.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{DataRef, StateRef, TreatyRef};
use super::inquiry::Inquiry;
use crate::date::PartialDate;
use crate::law::Status;
use crate::model::StateKind;
use crate::record::{StateId, TreatyId};

/// The answer to `treaty treaties`.
#[derive(Clone, Debug, Serialize)]
pub struct TreatiesReport<'d> {
    /// `treaty.treaties/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The day of the counts.
    pub date: NaiveDate,
    /// By id.
    pub results: Vec<TreatyEntry<'d>>,
}

/// One treaty of the list.
#[derive(Clone, Debug, Serialize)]
pub struct TreatyEntry<'d> {
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// Its full title.
    pub title: &'d str,
    /// Its topics.
    pub topics: Vec<&'d str>,
    /// For how many states it is in force on the day; `null` where the record cannot say so.
    pub bound: Option<u32>,
    /// How many of them are leaving.
    pub withdrawing: u32,
    /// How many left and did not come back.
    pub former_party: u32,
    /// How many instruments stand, in force or not, as the UN counts parties.
    pub un_parties: u32,
    /// How many acts its record holds.
    pub events: u32,
    /// Whether its sources record withdrawals.
    pub withdrawals_recorded: bool,
    /// Whether days of entry into force can be given.
    pub effects_known: bool,
    /// The day up to which its record is complete.
    pub as_of: Option<PartialDate>,
}

/// The answer to `treaty states`.
#[derive(Clone, Debug, Serialize)]
pub struct StatesReport<'d> {
    /// `treaty.states/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The day asked for.
    pub date: NaiveDate,
    /// By name.
    pub results: Vec<StateEntry<'d>>,
}

/// One state of the list.
#[derive(Clone, Debug, Serialize)]
pub struct StateEntry<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// What kind of participant it is.
    pub kind: StateKind,
    /// ISO 3166-1 alpha-2.
    pub alpha2: Option<String>,
    /// UN M49 code.
    pub m49: Option<String>,
    /// UN M49 region.
    pub region: Option<String>,
    /// The first day it existed; `null` where that is open.
    pub from: Option<NaiveDate>,
    /// The first day it existed no more; `null` where it does.
    pub until: Option<NaiveDate>,
    /// Under how many treaties it acted.
    pub treaties: u32,
    /// How many treaties are in force for it on the day.
    pub bound: u32,
    /// How many of them it is leaving.
    pub withdrawing: u32,
}

impl<'d> Inquiry<'d> {
    /// Lists treaties with how many states stand how on a day.
    #[must_use]
    pub fn list_treaties(&self, treaties: &[TreatyId], date: NaiveDate) -> TreatiesReport<'d> {
        let results = treaties.iter().map(|&treaty| {
            let counts = self.counts(treaty, date, &[]);
            TreatyEntry {
                treaty: self.treaty_ref(treaty),
                title: self.data.title(treaty),
                topics: self.data.topics(treaty).collect(),
                bound: counts.bound,
                withdrawing: counts.withdrawing,
                former_party: counts.former_party,
                un_parties: counts.un_parties,
                events: self.data.event_count_of(treaty),
                withdrawals_recorded: self.data.withdrawals_recorded(treaty),
                effects_known: !self.data.deposits_only(treaty),
                as_of: self.data.as_of(treaty),
            }
        });
        TreatiesReport {
            schema: "treaty.treaties/1",
            data: self.data_ref(treaties.iter().copied()),
            date,
            results: results.collect(),
        }
    }

    /// Lists states with how many treaties bind each on a day.
    #[must_use]
    pub fn list_states(&self, states: &[StateId], date: NaiveDate) -> StatesReport<'d> {
        let mut results: Vec<StateEntry<'d>> = states.iter().map(|&state| self.state_entry(state, date)).collect();
        results.sort_by_key(|entry| (entry.state.name, entry.state.id));
        StatesReport { schema: "treaty.states/1", data: self.data_ref(self.data.treaties()), date, results }
    }

    fn state_entry(&self, state: StateId, date: NaiveDate) -> StateEntry<'d> {
        let full = self.data.full_state(state);
        let life = self.data.lifetime(state);
        let (mut treaties, mut bound, mut withdrawing) = (0, 0, 0);
        for pair in self.data.pairs_of_state(state) {
            let head = self.head_if_needed(pair.treaty);
            let status = self.status_in(pair, head.as_ref(), date);
            treaties += 1;
            bound += u32::from(status.bound() == Some(true));
            withdrawing += u32::from(status == Status::Withdrawing);
        }
        let (kind, alpha2, m49, region) =
            full.map(|full| (full.kind, full.alpha2, full.m49, full.region)).unwrap_or_default();
        StateEntry {
            state: self.state_ref(state),
            kind,
            alpha2,
            m49,
            region,
            from: life.from,
            until: life.until,
            treaties,
            bound,
            withdrawing,
        }
    }
}
