//! One act, as the law needs to see it.

use chrono::NaiveDate;

use crate::date::PartialDate;
use crate::model::EventKind;

/// What a state did, reduced to what has a consequence in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    /// What was done.
    pub kind: EventKind,
    /// The day of deposit or receipt; `None` where a withdrawal is known only by its effect.
    pub day: Option<NaiveDate>,
    /// The day of effect that the depositary published.
    pub effective: Option<NaiveDate>,
    /// Whether it concerns only a territory or some articles.
    pub limited: bool,
    /// Whether the view that was asked for gives it no effect.
    pub contested: bool,
    /// The number of the event in its record, to find its source by.
    pub event: u32,
}

/// Which end of a vague date stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The first possible day.
    Earliest,
    /// The last possible day.
    Latest,
}

impl Pick {
    /// The day that stands for `date`.
    #[must_use]
    pub fn of(self, date: PartialDate) -> NaiveDate {
        match self {
            Self::Earliest => date.first_day(),
            Self::Latest => date.last_day(),
        }
    }
}

impl Act {
    /// The day from which the act can be known and by which acts are put in order.
    #[must_use]
    pub fn known_from(&self) -> Option<NaiveDate> {
        self.day.or(self.effective)
    }
}
