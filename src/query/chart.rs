//! What pictures show: members over time, intervals, and everybody's status on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{DataRef, Note, StateRef, TreatyRef};
use super::inquiry::Inquiry;
use crate::date::PartialDate;
use crate::law::Status;
use crate::record::{IntervalRow, Pair, StateId, TreatyId};

/// How many states treaties bound, over time.
#[derive(Clone, Debug, Serialize)]
pub struct MembersChart<'d> {
    /// `treaty.chart-members/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The last day drawn.
    pub today: NaiveDate,
    /// One line for each treaty.
    pub results: Vec<Series<'d>>,
}

/// How many states one treaty bound, over time.
#[derive(Clone, Debug, Serialize)]
pub struct Series<'d> {
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// From which day how many were bound.
    pub steps: Vec<(NaiveDate, u32)>,
    /// On which day how many left.
    pub exits: Vec<(NaiveDate, u32)>,
}

/// Intervals as rows of bars.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineChart<'d> {
    /// `treaty.chart-timeline/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// What all rows have in common: a state or a treaty.
    pub about: &'d str,
    /// The last day drawn, where intervals are open.
    pub today: NaiveDate,
    /// The rows.
    pub results: Vec<Row<'d>>,
}

/// One row of bars.
#[derive(Clone, Debug, Serialize)]
pub struct Row<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// The bars, `[from, until)`.
    pub bars: Vec<Bar>,
}

/// Days of one status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// The first day.
    pub from: NaiveDate,
    /// The first day after it; `null` where the end is open.
    pub until: Option<NaiveDate>,
    /// The status.
    pub status: Status,
}

/// Everybody's status under a treaty on a day.
#[derive(Clone, Debug, Serialize)]
pub struct MapChart<'d> {
    /// `treaty.chart-map/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// The day.
    pub date: NaiveDate,
    /// The states that exist on the day, by id.
    pub results: Vec<Placed<'d>>,
    /// What a reader must know.
    pub notes: Vec<Note>,
}

/// A state with its status.
#[derive(Clone, Debug, Serialize)]
pub struct Placed<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// The status.
    pub status: Status,
    /// The first day on which that ends.
    pub until: Option<NaiveDate>,
}

impl From<IntervalRow> for Bar {
    fn from(interval: IntervalRow) -> Self {
        Self { from: interval.from, until: interval.until, status: interval.status }
    }
}

impl<'d> Inquiry<'d> {
    /// Counts who is bound by each treaty from day to day.
    #[must_use]
    pub fn chart_members(&self, treaties: &[TreatyId]) -> MembersChart<'d> {
        MembersChart {
            schema: "treaty.chart-members/1",
            data: self.data_ref(treaties.iter().copied()),
            today: self.today,
            results: treaties.iter().map(|&treaty| self.series(treaty)).collect(),
        }
    }

    fn series(&self, treaty: TreatyId) -> Series<'d> {
        let head = self.head_if_needed(treaty);
        let mut turns: BTreeMap<NaiveDate, (u32, u32)> = BTreeMap::new();
        for pair in self.data.pairs_of_treaty(treaty) {
            let intervals = match head.as_ref() {
                Some(head) => self.intervals_under(head, pair),
                None => self.intervals(pair),
            };
            let mut before = false;
            for interval in intervals {
                let bound = interval.status.bound() == Some(true);
                let turn = turns.entry(interval.from).or_default();
                match (before, bound) {
                    (false, true) => turn.0 += 1,
                    (true, false) => turn.1 += 1,
                    _ => {}
                }
                before = bound;
            }
        }
        let (mut steps, mut exits, mut count) = (Vec::new(), Vec::new(), 0_u32);
        for (day, (joined, left)) in turns.into_iter().filter(|(day, turn)| *turn != (0, 0) && *day <= self.today) {
            count = (count + joined).saturating_sub(left);
            steps.push((day, count));
            if left > 0 {
                exits.push((day, left));
            }
        }
        Series { treaty: self.treaty_ref(treaty), steps, exits }
    }

    /// The rows of a state under treaties; under all on which it acted where none is named.
    #[must_use]
    pub fn chart_state(&self, state: StateId, treaties: &[TreatyId]) -> TimelineChart<'d> {
        let pairs = treaties.iter().filter_map(|&treaty| self.pair(treaty, state)).map(|(pair, _)| pair);
        self.chart_rows(self.data.state_name(state), treaties, pairs.collect())
    }

    /// The rows of all states, or of some, under a treaty.
    #[must_use]
    pub fn chart_treaty(&self, treaty: TreatyId, states: &[StateId]) -> TimelineChart<'d> {
        let asked = |pair: &Pair| states.is_empty() || states.contains(&pair.state);
        let pairs = self.data.pairs_of_treaty(treaty).filter(asked).collect();
        self.chart_rows(self.data.short_title(treaty), &[treaty], pairs)
    }

    fn chart_rows(&self, about: &'d str, treaties: &[TreatyId], pairs: Vec<Pair>) -> TimelineChart<'d> {
        let row = |pair: Pair| Row {
            state: self.state_ref(pair.state),
            treaty: self.treaty_ref(pair.treaty),
            bars: self.intervals(pair).into_iter().map(Bar::from).collect(),
        };
        let mut results: Vec<Row<'d>> = pairs.into_iter().map(row).filter(|row| !row.bars.is_empty()).collect();
        results.sort_by_key(|row| (row.treaty.id, row.state.name));
        TimelineChart {
            schema: "treaty.chart-timeline/1",
            data: self.data_ref(treaties.iter().copied()),
            about,
            today: self.today,
            results,
        }
    }

    /// Everybody's status on a day: of those who exist then, acted or not.
    #[must_use]
    pub fn chart_map(&self, treaty: TreatyId, date: NaiveDate) -> MapChart<'d> {
        let exists = |state: &StateId| {
            let life = self.data.lifetime(*state);
            life.from.is_none_or(|from| from <= date) && life.until.is_none_or(|until| date < until)
        };
        let placed = |state: StateId| {
            let answer = self.status_of(state, treaty, date);
            Placed { state: answer.state, status: answer.status, until: answer.until }
        };
        let mut notes = Vec::new();
        self.coverage_notes(treaty, date, &mut notes);
        MapChart {
            schema: "treaty.chart-map/1",
            data: self.data_ref([treaty]),
            treaty: self.treaty_ref(treaty),
            date,
            results: self.data.states().filter(exists).map(placed).collect(),
            notes,
        }
    }

    /// In plain words which data a picture rests on.
    #[must_use]
    pub fn caption(data: &DataRef) -> String {
        let complete = |as_of: PartialDate| format!(", complete to {as_of}");
        format!("treaty, data {}{}", data.version, data.as_of.map(complete).unwrap_or_default())
    }
}
