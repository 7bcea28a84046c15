//! How a clause counts from one day to another.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::model::Offset;

/// A day that a clause leads to, and whether it had to be moved to the end of a shorter month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The day.
    pub day: NaiveDate,
    /// Whether the day of the month did not exist and became the last of its month.
    pub clamped: bool,
}

/// Counts an offset forward from a day.
///
/// Months keep the day of the month, and a day that does not exist becomes the last of its month, as the
/// Secretary-General and UNESCO count. `first_of_nth_month` looks only at the month of the act (Ottawa
/// 17(2)); the other two find the first of the month *after* the period, even when the period itself ends
/// on a first (Rome Statute 126(2), Council of Europe).
///
/// Returns `None` past the end of the calendar.
///
/// # Examples
///
/// ```
/// use chrono::NaiveDate;
/// use treaty::law::arithmetic::count;
/// use treaty::model::Offset;
///
/// let day = |text: &str| text.parse::<NaiveDate>().unwrap();
/// assert_eq!(count(day("2024-09-06"), Offset::Months(6)).unwrap().day, day("2025-03-06"));
/// assert_eq!(count(day("2011-03-24"), Offset::FirstOfNthMonth(6)).unwrap().day, day("2011-09-01"));
/// assert_eq!(count(day("2003-01-31"), Offset::FirstOfMonthAfterDays(60)).unwrap().day, day("2003-05-01"));
/// assert!(count(day("2020-08-31"), Offset::Months(3)).unwrap().clamped);
/// ```
#[must_use]
pub fn count(from: NaiveDate, offset: Offset) -> Option<Counted> {
    let exact = |day: NaiveDate| Counted { day, clamped: false };
    let months = |n: u32| {
        let day = from.checked_add_months(Months::new(n))?;
        Some(Counted { day, clamped: day.day() != from.day() })
    };
    match offset {
        Offset::SameDay => Some(exact(from)),
        Offset::Days(n) => from.checked_add_days(Days::new(u64::from(n))).map(exact),
        Offset::Months(n) => months(u32::from(n)),
        Offset::Years(n) => months(u32::from(n) * 12),
        Offset::FirstOfNthMonth(n) => first_of_month(from)?.checked_add_months(Months::new(u32::from(n))).map(exact),
        Offset::FirstOfMonthAfterMonths(n) => months(u32::from(n)).and_then(|end| first_after(end.day)).map(exact),
        Offset::FirstOfMonthAfterDays(n) => {
            from.checked_add_days(Days::new(u64::from(n))).and_then(first_after).map(exact)
        }
    }
}

fn first_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)
}

fn first_after(day: NaiveDate) -> Option<NaiveDate> {
    first_of_month(day)?.checked_add_months(Months::new(1))
}

/// The offset in words, for example `6 months after`.
#[must_use]
pub fn in_words(offset: Offset) -> String {
    let plural = |n: u16, unit: &str| if n == 1 { format!("{n} {unit}") } else { format!("{n} {unit}s") };
    match offset {
        Offset::SameDay => "on the day of".into(),
        Offset::Days(n) => format!("{} after", plural(n, "day")),
        Offset::Months(n) => format!("{} after", plural(n, "month")),
        Offset::Years(n) => format!("{} after", plural(n, "year")),
        Offset::FirstOfNthMonth(n) => format!("on the first day of month {n} after the month of"),
        Offset::FirstOfMonthAfterMonths(n) => {
            format!("on the first day of the month that follows {} after", plural(n, "month"))
        }
        Offset::FirstOfMonthAfterDays(n) => {
            format!("on the first day of the month that follows {} after", plural(n, "day"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn plus(from: &str, offset: Offset) -> String {
        count(day(from), offset).expect("within the calendar").day.to_string()
    }

    #[test]
    fn a_day_that_does_not_exist_becomes_the_last_of_its_month() {
        assert_eq!(plus("1983-03-31", Offset::Months(3)), "1983-06-30");
        assert_eq!(plus("2005-11-30", Offset::Months(3)), "2006-02-28");
        assert_eq!(plus("2024-02-29", Offset::Years(1)), "2025-02-28");
        assert!(count(day("2024-02-29"), Offset::Years(1)).is_some_and(|counted| counted.clamped));
    }

    #[test]
    fn the_end_of_a_month_does_not_stick() {
        assert_eq!(plus("2020-09-30", Offset::Months(3)), "2020-12-30");
    }

    #[test]
    fn the_first_of_the_month_follows_even_when_the_period_ends_on_a_first() {
        assert_eq!(plus("2014-07-01", Offset::FirstOfMonthAfterMonths(3)), "2014-11-01");
        assert_eq!(plus("2022-01-31", Offset::FirstOfMonthAfterMonths(3)), "2022-05-01");
        assert_eq!(plus("2003-01-31", Offset::FirstOfMonthAfterDays(60)), "2003-05-01");
    }

    #[test]
    fn the_nth_month_looks_only_at_the_month_of_deposit() {
        assert_eq!(plus("1998-09-16", Offset::FirstOfNthMonth(6)), "1999-03-01");
        assert_eq!(plus("1998-09-01", Offset::FirstOfNthMonth(6)), "1999-03-01");
        assert_eq!(plus("1998-09-30", Offset::FirstOfNthMonth(6)), "1999-03-01");
    }

    #[test]
    fn one_month_is_not_thirty_days() {
        assert_eq!(plus("2003-08-19", Offset::Months(1)), "2003-09-19");
        assert_eq!(plus("2003-08-19", Offset::Days(30)), "2003-09-18");
    }

    #[test]
    fn an_offset_is_said_as_a_lawyer_says_it() {
        assert_eq!(in_words(Offset::SameDay), "on the day of");
        assert_eq!(in_words(Offset::Days(90)), "90 days after");
        assert_eq!(in_words(Offset::Months(1)), "1 month after");
        assert_eq!(in_words(Offset::Years(5)), "5 years after");
        assert_eq!(in_words(Offset::FirstOfNthMonth(6)), "on the first day of month 6 after the month of");
        let months = in_words(Offset::FirstOfMonthAfterMonths(3));
        assert_eq!(months, "on the first day of the month that follows 3 months after");
        let days = in_words(Offset::FirstOfMonthAfterDays(1));
        assert_eq!(days, "on the first day of the month that follows 1 day after");
    }

    #[test]
    fn counting_past_the_calendar_gives_nothing() {
        assert_eq!(count(NaiveDate::MAX, Offset::Days(1)), None);
        assert_eq!(count(NaiveDate::MAX, Offset::FirstOfMonthAfterDays(0)), None);
    }
}
