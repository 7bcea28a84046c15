//! Days as people type them.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// Which day stands for a longer stretch, such as `2025-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Its first day.
    Start,
    /// Its last day.
    End,
}

/// Why a text is no day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayError {
    /// What was typed; the beginning of a very long text.
    pub text: String,
    /// What is wrong with it.
    pub why: String,
}

impl fmt::Display for DayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is no day: {}; write 2025-03-01, 2025-03, 2025, 2025-Q1, 2025-W10, \"1 March 2025\", today, \
             \"6 months ago\" or \"in 90 days\"",
            self.text, self.why
        )
    }
}

impl std::error::Error for DayError {}

impl DayError {
    fn new(text: &str, why: impl Into<String>) -> Self {
        Self { text: text.chars().take(200).collect(), why: why.into() }
    }
}

/// Reads a day; a month, quarter, week or year stands for the day at its `edge`.
///
/// # Errors
///
/// Where the text is no day, or a day that does not exist.
///
/// # Examples
///
/// ```
/// use treaty::days::{Edge, parse_day};
///
/// let today = "2026-11-24".parse().unwrap();
/// let day = |text| parse_day(text, today, Edge::End).map(|day| day.to_string());
/// assert_eq!(day("2025-02").unwrap(), "2025-02-28");
/// assert_eq!(day("1 March 2025").unwrap(), "2025-03-01");
/// assert_eq!(day("in 7 days").unwrap(), "2026-12-01");
/// assert!(day("2025-02-30").unwrap_err().why.contains("28 days"));
/// ```
pub fn parse_day(text: &str, today: NaiveDate, edge: Edge) -> Result<NaiveDate, DayError> {
    let (first, last) = stretch(text, today)?;
    Ok(if edge == Edge::Start { first } else { last })
}

/// Reads a range `A..B`, both included; a month, quarter, week or year alone is a range too.
///
/// # Errors
///
/// Where an end is no day, or the range ends before it begins.
///
/// # Examples
///
/// ```
/// use treaty::days::parse_range;
///
/// let today = "2026-11-24".parse().unwrap();
/// let (from, to) = parse_range("2024-07..2025-03", today).unwrap();
/// assert_eq!((from.to_string(), to.to_string()), ("2024-07-01".into(), "2025-03-31".into()));
/// assert!(parse_range("2025..2024", today).is_err());
/// ```
pub fn parse_range(text: &str, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), DayError> {
    let (from, to) = match text.split_once("..") {
        Some((from, to)) => (parse_day(from, today, Edge::Start)?, parse_day(to, today, Edge::End)?),
        None => stretch(text, today)?,
    };
    if to < from {
        let why = format!("the range ends on {to}, before it begins on {from}; turn it round");
        return Err(DayError::new(text, why));
    }
    Ok((from, to))
}

/// Reads a length of time such as `90d`, `2y`, `18 months`, and returns the day it reaches from `from`.
///
/// # Errors
///
/// Where the text is no length of time.
pub fn parse_reach(text: &str, from: NaiveDate) -> Result<NaiveDate, DayError> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let error = || DayError::new(text, "a length of time is written 90d, 6m, 2y or 18 months");
    let number: u32 = text[..digits].parse().map_err(|_| error())?;
    let reached = moved(from, number, text[digits..].trim(), true).ok_or_else(error)?;
    if is_held(reached) { Ok(reached) } else { Err(DayError::new(text, OUTSIDE)) }
}

const OUTSIDE: &str = "the calendar here has the years 1 to 9999";

/// Whether a record can hold the day, and four digits can write its year.
fn is_held(day: NaiveDate) -> bool {
    (1..=9999).contains(&day.year())
}

fn moved(from: NaiveDate, number: u32, unit: &str, later: bool) -> Option<NaiveDate> {
    let months = match unit.to_lowercase().as_str() {
        "d" | "day" | "days" => {
            let days = Days::new(number.into());
            return if later { from.checked_add_days(days) } else { from.checked_sub_days(days) };
        }
        "w" | "week" | "weeks" => {
            let days = Days::new(u64::from(number) * 7);
            return if later { from.checked_add_days(days) } else { from.checked_sub_days(days) };
        }
        "m" | "mo" | "month" | "months" => number,
        "y" | "year" | "years" => number.checked_mul(12)?,
        _ => return None,
    };
    let months = Months::new(months);
    if later { from.checked_add_months(months) } else { from.checked_sub_months(months) }
}

fn stretch(text: &str, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), DayError> {
    let (first, last) = any_stretch(text, today)?;
    if is_held(first) && is_held(last) {
        return Ok((first, last));
    }
    Err(DayError::new(text.trim(), OUTSIDE))
}

fn any_stretch(text: &str, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), DayError> {
    let typed = text.trim();
    let one = |day: NaiveDate| Ok((day, day));
    let no = |why: &str| Err(DayError::new(typed, why));
    let lower = typed.to_lowercase();
    let words: Vec<&str> = lower.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [] => return no("it is empty"),
        ["today" | "now"] => return one(today),
        ["yesterday"] => return today.pred_opt().map_or_else(|| no("it is out of the calendar"), one),
        ["tomorrow"] => return today.succ_opt().map_or_else(|| no("it is out of the calendar"), one),
        [number, unit, "ago"] | ["in", number, unit] => {
            let later = words[0] == "in";
            let Ok(number) = number.parse() else { return no("the number is not one") };
            return moved(today, number, unit, later)
                .map_or_else(|| no("there are days, weeks, months and years"), one);
        }
        _ => {}
    }
    if let Some(found) = english(&words) {
        return found.map_err(|why| DayError::new(typed, why));
    }
    numeric(&lower).map_err(|why| DayError::new(typed, why))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month_of(word: &str) -> Option<u32> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let at = MONTHS.iter().position(|month| *month == word || (word.len() >= 3 && month.starts_with(word)))?;
    u32::try_from(at + 1).ok()
}

fn english(words: &[&str]) -> Option<Result<(NaiveDate, NaiveDate), String>> {
    let day_of = |word: &str| {
        let plain = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        plain.parse::<u32>().ok()
    };
    // `march 5` is no month of the year 5.
    let year_of =
        |word: &str| (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok())?;
    match words {
        [month, year] => {
            let (month, year) = (month_of(month)?, year_of(year)?);
            Some(whole_month(year, month))
        }
        [a, b, year] => {
            let year = year_of(year)?;
            let (day, month) = match (month_of(a), month_of(b)) {
                (Some(month), None) => (day_of(b)?, month),
                (None, Some(month)) => (day_of(a)?, month),
                _ => return None,
            };
            Some(exact(year, month, day).map(|day| (day, day)))
        }
        _ => None,
    }
}

fn numeric(text: &str) -> Result<(NaiveDate, NaiveDate), String> {
    if text.contains('/') || text.contains('.') {
        return Err("it could be read in more than one way".into());
    }
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, length: usize| -> Option<u32> {
        (part.len() == length && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    let year = parts.first().and_then(|part| number(part, 4)).and_then(|year| i32::try_from(year).ok());
    let Some(year) = year else { return Err("it does not begin with a year of four digits".into()) };
    match parts[1..] {
        [] => Ok((exact(year, 1, 1)?, exact(year, 12, 31)?)),
        [part] if part.starts_with('q') => {
            let quarter = number(&part[1..], 1).filter(|quarter| (1..=4).contains(quarter));
            let quarter = quarter.ok_or("a year has the quarters Q1 to Q4")?;
            Ok((exact(year, quarter * 3 - 2, 1)?, whole_month(year, quarter * 3)?.1))
        }
        [part] if part.starts_with('w') => {
            let week = number(&part[1..], 2).ok_or("a week is written W01 to W53")?;
            let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon);
            let sunday = NaiveDate::from_isoywd_opt(year, week, Weekday::Sun);
            monday.zip(sunday).ok_or_else(|| format!("{year} has no week {week}"))
        }
        [month] => whole_month(year, number(month, 2).ok_or("a month has two digits")?),
        [month, day] => {
            let (month, day) = number(month, 2).zip(number(day, 2)).ok_or("month and day have two digits")?;
            exact(year, month, day).map(|day| (day, day))
        }
        _ => Err("it has too many parts".into()),
    }
}

fn whole_month(year: i32, month: u32) -> Result<(NaiveDate, NaiveDate), String> {
    let first = exact(year, month, 1)?;
    let last = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(first);
    Ok((first, last))
}

fn exact(year: i32, month: u32, day: u32) -> Result<NaiveDate, String> {
    if !(1..=12).contains(&month) {
        return Err(format!("there is no month {month}"));
    }
    if !(1..=9999).contains(&year) {
        return Err(OUTSIDE.to_owned());
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| {
        let length = whole_month(year, month).map_or(31, |(_, last)| last.day());
        let name = MONTHS[month as usize - 1];
        format!("{}{} {year} has {length} days", name[..1].to_uppercase(), &name[1..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, edge: Edge) -> String {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        parse_day(text, today, edge).map_or_else(|error| error.why, |day| day.to_string())
    }

    #[test]
    fn a_month_or_year_stands_for_its_first_or_last_day() {
        assert_eq!(read("2025-03", Edge::Start), "2025-03-01");
        assert_eq!(read("2024-02", Edge::End), "2024-02-29");
        assert_eq!(read("2025", Edge::End), "2025-12-31");
        assert_eq!(read("2025-Q1", Edge::End), "2025-03-31");
        assert_eq!(read("2025-W10", Edge::Start), "2025-03-03");
    }

    #[test]
    fn english_dates_are_days() {
        for text in ["1 March 2025", "March 1, 2025", "1 Mar 2025", "1st march 2025"] {
            assert_eq!(read(text, Edge::End), "2025-03-01", "{text}");
        }
        assert_eq!(read("march 2025", Edge::End), "2025-03-31");
        assert_eq!(read("mar. 2025", Edge::End), "2025-03-31");
        // Two points part the ends of a range.
        assert!(read("mar.. 2025", Edge::End).contains("more than one way"));
        assert_eq!(read("6 months ago", Edge::End), "2026-05-24");
        assert_eq!(read("yesterday", Edge::End), "2026-11-23");
    }

    #[test]
    fn a_day_that_does_not_exist_says_how_long_its_month_is() {
        assert_eq!(read("2025-02-30", Edge::End), "February 2025 has 28 days");
        assert_eq!(read("01/02/2025", Edge::End), "it could be read in more than one way");
    }

    #[test]
    fn a_day_that_no_record_can_hold_is_refused() {
        for text in ["0000", "march 0000", "in 9000 years", "9000 years ago", "9999-W52"] {
            assert_eq!(read(text, Edge::End), OUTSIDE, "{text}");
        }
        for text in ["march 5", "march -5", "march 20222025", "1 january 10000", "1 mar 25"] {
            assert!(read(text, Edge::End).contains("four digits"), "{text}");
        }
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        assert_eq!(parse_reach("9000y", today).map_err(|error| error.why), Err(OUTSIDE.to_owned()));
    }
}
