//! How many of whom are bound: numerator, denominator, and what both count.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{DataRef, Note, StateRef, TreatyRef};
use super::groups::Universe;
use super::inquiry::Inquiry;
use crate::law::Status;
use crate::record::TreatyId;

/// The answer to `treaty count`.
#[derive(Clone, Debug, Serialize)]
pub struct CountReport<'d> {
    /// `treaty.count/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The day whose knowledge it uses; `null` for all.
    pub known_on: Option<NaiveDate>,
    /// Whose view of contested acts it takes.
    pub view: &'d str,
    /// Out of whom it counts, as asked.
    pub of: String,
    /// One for each treaty and day.
    pub results: Vec<Counted<'d>>,
    /// What a reader must know.
    pub notes: Vec<Note>,
}

/// One count.
#[derive(Clone, Debug, Serialize)]
pub struct Counted<'d> {
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// The day.
    pub date: NaiveDate,
    /// How many of them the treaty binds; `null` where the record cannot say so.
    pub bound: Option<u32>,
    /// How many there are.
    pub out_of: u32,
    /// How many of them are leaving.
    pub withdrawing: u32,
    /// How many of them have an instrument standing that is not in force for them, or of which nobody can say so.
    pub consented: u32,
    /// In words: `162 of 193 UN members are bound`.
    pub definition: String,
    /// How many of them are not bound; `null` where the record cannot say so.
    pub not_bound: Option<u32>,
    /// How many more it takes to be more than half; 0 where it is, `null` where the record cannot say so.
    pub to_majority: Option<u32>,
    /// Those that are not bound, where they are fewer than 5 % (an outlier is one of very few).
    pub outliers: Vec<StateRef<'d>>,
    /// What the treaty's own entry into force takes, and how far it is.
    pub entry_into_force: Vec<Threshold>,
}

/// A number of instruments that brings a treaty into force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Threshold {
    /// The condition in words.
    pub condition: String,
    /// How many are needed.
    pub needed: u32,
    /// How many stand on the day.
    pub reached: u32,
}

impl<'d> Inquiry<'d> {
    /// Counts who is bound by each treaty on each day, out of a universe of states.
    #[must_use]
    pub fn count(&self, treaties: &[TreatyId], days: &[NaiveDate], universe: &Universe) -> CountReport<'d> {
        let mut results = Vec::new();
        let mut notes = Vec::new();
        for &treaty in treaties {
            results.extend(days.iter().map(|&day| self.counted(treaty, day, universe)));
            if let Some(&last) = days.iter().max() {
                self.coverage_notes(treaty, last, &mut notes);
            }
        }
        CountReport {
            schema: "treaty.count/1",
            data: self.data_ref(treaties.iter().copied()),
            known_on: self.known_on,
            view: self.view,
            of: universe.name.clone(),
            results,
            notes,
        }
    }

    fn counted(&self, treaty: TreatyId, date: NaiveDate, universe: &Universe) -> Counted<'d> {
        let head = self.head_if_needed(treaty);
        let members = self.universe_on(universe, treaty, date);
        let (mut bound, mut withdrawing, mut consented, mut outside) = (0, 0, 0, Vec::new());
        for &state in &members {
            let pair = self.data.pair(treaty, state);
            let status = pair.map(|pair| self.status_in(pair, head.as_ref(), date));
            if status.and_then(Status::bound) == Some(true) {
                bound += 1;
                withdrawing += u32::from(status == Some(Status::Withdrawing));
            } else {
                consented += u32::from(status == Some(Status::Consented));
                outside.push(state);
            }
        }
        let out_of = u32::try_from(members.len()).unwrap_or(u32::MAX);
        let known = self.bound_can_be_counted(treaty);
        let few = known && outside.len() * 20 < members.len();
        let outliers = if few { outside.iter().map(|&state| self.state_ref(state)).collect() } else { Vec::new() };
        Counted {
            treaty: self.treaty_ref(treaty),
            date,
            bound: known.then_some(bound),
            out_of,
            withdrawing,
            consented,
            definition: if known {
                format!("{bound} of {out_of} {} are bound", universe.plural)
            } else {
                let standing = consented + bound;
                format!("{standing} of {out_of} {} have an instrument on record; who is bound is not", universe.plural)
            },
            not_bound: known.then_some(out_of - bound),
            to_majority: known.then_some((out_of / 2 + 1).saturating_sub(bound)),
            outliers,
            entry_into_force: self.thresholds(treaty, date),
        }
    }

    fn thresholds(&self, treaty: TreatyId, date: NaiveDate) -> Vec<Threshold> {
        let Some(clause) = self.data.head(treaty).and_then(|head| head.entry_into_force) else { return Vec::new() };
        let standing = self.counts(treaty, date, &[]).un_parties;
        let threshold = |condition: &crate::model::Condition| {
            if !condition.states.is_empty() {
                let needed = u32::try_from(condition.states.len()).unwrap_or(u32::MAX);
                let has = |id: &&String| {
                    let pair = self.data.state(id).and_then(|state| self.data.pair(treaty, state));
                    let head = self.head_if_needed(treaty);
                    pair.is_some_and(|pair| self.status_in(pair, head.as_ref(), date).has_standing_consent())
                };
                let reached = u32::try_from(condition.states.iter().filter(has).count()).unwrap_or(u32::MAX);
                return Some(Threshold { condition: "consent of each of the named states".into(), needed, reached });
            }
            let needed = u32::from(condition.deposits?);
            Some(Threshold { condition: format!("{needed} instruments of consent"), needed, reached: standing })
        };
        clause.conditions.iter().filter_map(threshold).collect()
    }
}
