//! Counting on the calendar with a finger: one day after the other.

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

pub(super) type Day = NaiveDate;

pub(super) fn next(day: Day) -> Day {
    day.succ_opt().expect("the calendar goes on")
}

pub(super) fn before(day: Day) -> Day {
    day.pred_opt().expect("the calendar goes back")
}

/// Which day is meant where only the month or the year is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    First,
    Last,
}

/// A day as the data write it: `1997-06-05`, `1997-06` or `1997`.
pub(super) fn read(written: &Value, reading: Reading) -> Option<Day> {
    let written = written.as_str()?;
    if let Ok(day) = written.parse() {
        return Some(day);
    }
    let mut day: Day = format!("{written}{}", &"0000-01-01"[written.len()..]).parse().expect("a day, month or year");
    while reading == Reading::Last && next(day).to_string().starts_with(written) {
        day = next(day);
    }
    Some(day)
}

/// The day to which a clause counts from another.
pub(super) fn after(start: Day, offset: &Value) -> Day {
    if offset == "same_day" {
        return start;
    }
    let (kind, count) = offset.as_object().and_then(|offset| offset.iter().next()).expect("an offset has a number");
    let count = count.as_u64().expect("a number");
    match kind.as_str() {
        "days" => days_after(start, count),
        "months" => months_after(start, count),
        "years" => months_after(start, 12 * count),
        "first_of_nth_month" => (0..count).fold(start, |day, _| first_of_next_month(day)),
        "first_of_month_after_months" => first_of_next_month(months_after(start, count)),
        "first_of_month_after_days" => first_of_next_month(days_after(start, count)),
        other => panic!("no clause counts in {other}"),
    }
}

fn days_after(start: Day, count: u64) -> Day {
    (0..count).fold(start, |day, _| next(day))
}

fn first_of_next_month(day: Day) -> Day {
    first_from(next(day), |day| day.day() == 1)
}

/// The same day of the month, or the last of it where it is too short.
fn months_after(start: Day, count: u64) -> Day {
    let first = (0..count).fold(start, |day, _| first_of_next_month(day));
    match count {
        0 => start,
        _ => first_from(first, |day| day.day() == start.day() || next(day).day() == 1),
    }
}

/// The first day from another one that is as asked.
pub(super) fn first_from(start: Day, wanted: impl Fn(Day) -> bool) -> Day {
    let mut day = start;
    while !wanted(day) {
        day = next(day);
    }
    day
}

/// The first day from another one that is written `MM-DD`.
pub(super) fn first_written(start: Day, written: &Value) -> Day {
    let written = written.as_str().expect("a day of the year");
    first_from(start, |day| day.to_string().ends_with(written))
}
