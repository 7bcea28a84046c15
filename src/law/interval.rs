//! A history cut into days of one status.

use chrono::NaiveDate;

use super::history::History;
use super::status::Status;

/// Days of one status, `[from, until)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The first day.
    pub from: NaiveDate,
    /// The first day after it; `None` where the end is open.
    pub until: Option<NaiveDate>,
    /// The status on all of these days.
    pub status: Status,
    /// The number of the event that governs it.
    pub event: Option<u32>,
}

/// Cuts one state's history under one treaty into intervals.
///
/// They follow each other without gap or overlap from the first act on; before it the state is
/// `not_party`. Where a date is known only to the month or year, `latest` is the history read with the
/// last possible days, and the days on which the two readings differ are `undetermined`.
#[must_use]
pub fn intervals(earliest: &History, latest: Option<&History>) -> Vec<Interval> {
    let mut days = earliest.turning_days();
    if let Some(latest) = latest {
        days.extend(latest.turning_days());
        days.sort_unstable();
        days.dedup();
    }
    let mut found: Vec<Interval> = Vec::new();
    for from in days {
        let (status, event) = reading_on(earliest, latest, from);
        match found.last_mut() {
            None if status == Status::NotParty => continue,
            Some(last) if last.status == status && last.event == event => continue,
            Some(last) => last.until = Some(from),
            None => {}
        }
        found.push(Interval { from, until: None, status, event });
    }
    found
}

/// The status on a day by both readings: `undetermined` where they differ.
#[must_use]
pub(crate) fn reading_on(earliest: &History, latest: Option<&History>, day: NaiveDate) -> (Status, Option<u32>) {
    let standing = earliest.status_on(day);
    let event = standing.act.map(|act| act.event);
    match latest.map(|latest| latest.status_on(day).status) {
        Some(other) if other != standing.status => (Status::Undetermined, event),
        _ => (standing.status, event),
    }
}
