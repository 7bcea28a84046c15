//! A history under vague dates: read once with the first possible days, once with the last.

use chrono::NaiveDate;

use super::act::{Act, Pick};
use super::history::{History, Lifetime, Standing};
use super::interval::{Interval, intervals, reading_on};
use super::rules::Rules;
use super::status::Status;

/// One state's history under one treaty, with its doubts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// With the first possible days.
    pub earliest: History,
    /// With the last possible days; `None` where every date is known to the day.
    pub latest: Option<History>,
}

impl Reading {
    /// Reads acts whose days may depend on which end of a vague date is taken.
    ///
    /// `vague` says whether any date is; `rules` and `acts` give both for one end.
    pub fn of(vague: bool, rules: impl Fn(Pick) -> Rules, acts: impl Fn(Pick) -> Vec<Act>, lifetime: Lifetime) -> Self {
        let read = |pick| History::of(&rules(pick), &acts(pick), lifetime);
        Self { earliest: read(Pick::Earliest), latest: vague.then(|| read(Pick::Latest)) }
    }

    /// The status on a day: `undetermined` where the doubt about a date matters.
    #[must_use]
    pub fn status_on(&self, day: NaiveDate) -> Status {
        reading_on(&self.earliest, self.latest.as_ref(), day).0
    }

    /// What the status on a day rests on, by the first possible days.
    #[must_use]
    pub fn standing_on(&self, day: NaiveDate) -> Standing<'_> {
        self.earliest.status_on(day)
    }

    /// The history cut into intervals.
    #[must_use]
    pub fn intervals(&self) -> Vec<Interval> {
        intervals(&self.earliest, self.latest.as_ref())
    }
}
