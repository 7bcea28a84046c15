//! What stands in one cell: days, a standing, nothing, or something that cannot be read.

use crate::check::SENTINELS;
use crate::date::PartialDate;
use crate::days::{Edge, parse_day};
use crate::import::{cells, text};
use crate::text::short;
use chrono::{Datelike, Days, NaiveDate};

/// Numbers that tables put where they know nothing.
const MISSING: [&str; 12] = ["0", "-1", "-9", "-99", "-999", "-9999", "-8", "-88", "99", "999", "9999", "8888"];
/// What tables write for an empty cell.
const NOTHING: [&str; 17] =
    ["", "-", "--", "–", "—", ".", "..", "...", "…", "na", "n/a", "n.a.", "#n/a", "nan", "null", "none", "nil"];

/// The most days that a cell of a register holds.
const MOST_DAYS: usize = 32;

/// A cell in which days are expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// Days, as the register's cells may hold several.
    Days(Vec<cells::Entry>),
    /// A date that stands for "unknown" or "never".
    Sentinel,
    /// What would be right.
    Unreadable(String),
}

/// Whether a cell says nothing.
pub(super) fn is_nothing(cell: &str) -> bool {
    NOTHING.iter().any(|word| cell.eq_ignore_ascii_case(word))
}

/// Words of a stranger in one line, cut short, with what could steer a terminal made visible.
pub(super) fn quoted(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{:?}", short(&line, 60))
}

/// Reads the days of a cell.
pub(super) fn days(cell: &str) -> Cell {
    let cell = without_notes(cell);
    let cell = cell.trim();
    if is_nothing(cell) {
        return Cell::Empty;
    }
    if SENTINELS.contains(&cell) || MISSING.contains(&cell) || cell.starts_with("0000") {
        return Cell::Sentinel;
    }
    if let Some(entry) = marked(cell) {
        return Cell::Days(vec![entry]);
    }
    if let Some(read) = numbers(cell).or_else(|| in_words(cell)) {
        return read.map_or_else(Cell::Unreadable, one);
    }
    let (found, left) = cells::entries(cell);
    let is_dated = |rest: &String| {
        rest.split(|c: char| !c.is_alphanumeric()).any(|word| text::month(word).is_some() || is_year(word))
    };
    if found.len() > MOST_DAYS {
        return Cell::Unreadable(format!("it has {} of them; give each its row", found.len()));
    }
    if found.is_empty() || left.iter().any(is_dated) {
        return Cell::Unreadable(remedy(cell));
    }
    if found.iter().any(|entry| is_sentinel(entry.date)) { Cell::Sentinel } else { Cell::Days(found) }
}

/// `2007-10-04 a`.
fn marked(cell: &str) -> Option<cells::Entry> {
    let (date, mark) = cell.split_once(' ')?;
    let mark = mark.trim_matches(['(', ')', ' ']);
    let letters = matches!(mark.len(), 1 | 2) && mark.bytes().all(|b| b.is_ascii_alphabetic());
    let date = date.parse().ok().filter(|&date| letters && !is_sentinel(date))?;
    Some(cells::Entry { date, mark: Some(mark.to_owned()), bracketed: false })
}

fn one(date: PartialDate) -> Cell {
    let entry = cells::Entry { date, mark: None, bracketed: false };
    if is_sentinel(date) { Cell::Sentinel } else { Cell::Days(vec![entry]) }
}

fn is_sentinel(date: PartialDate) -> bool {
    SENTINELS.contains(&date.to_string().as_str()) || date.year() == 9999
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// A cell without raised footnote marks, as pages leave them behind in tables.
pub(super) fn without_notes(cell: &str) -> String {
    let mut rest = cell;
    let mut plain = String::with_capacity(cell.len());
    while let Some(open) = rest.find("<sup") {
        plain.push_str(&rest[..open]);
        let close = rest[open..].find("</sup").map(|at| open + at);
        let end = close.and_then(|close| rest[close..].find('>').map(|at| close + at + 1));
        rest = end.map_or("", |end| &rest[end..]);
    }
    plain.push_str(rest);
    plain
}

/// A date in numbers; `None` where the cell is none, otherwise the date or what would be right.
fn numbers(cell: &str) -> Option<Result<PartialDate, String>> {
    // A day with an hour: `2016-07-12T15:27:48+02:00`, `2016-07-12 00:00:00`.
    let day = cell.split_once(['T', ' ']).filter(|(_, hour)| hour.len() >= 5 && hour.as_bytes()[2] == b':');
    let day = day.map_or(cell, |(day, _)| day);
    if !day.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.')) {
        return None;
    }
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    match parts[..] {
        [year] if is_year(year) => Some(year.parse().map_err(|error: crate::DateError| error.to_string())),
        [packed] if packed.len() == 8 => {
            let iso = format!("{}-{}-{}", &packed[..4], &packed[4..6], &packed[6..]);
            Some(iso.parse().map_err(|error: crate::DateError| error.to_string()))
        }
        [serial] if serial.len() == 5 => Some(Err(of_a_spreadsheet(serial))),
        [year, month] if is_year(year) => {
            let iso = format!("{year}-{:02}", number(month)?);
            Some(iso.parse().map_err(|error: crate::DateError| error.to_string()))
        }
        [year, month, day] if is_year(year) => {
            let iso = format!("{year}-{:02}-{:02}", number(month)?, number(day)?);
            Some(iso.parse().map_err(|error: crate::DateError| error.to_string()))
        }
        [first, second, year] if is_year(year) => Some(in_either_order(number(first)?, number(second)?, year)),
        [_, _, _] => Some(Err("the year has not four digits; write YYYY-MM-DD".into())),
        _ => Some(Err(remedy(cell))),
    }
}

/// `25/12/2005` can only be one day, `03/04/2005` two.
fn in_either_order(first: u32, second: u32, year: &str) -> Result<PartialDate, String> {
    let date = |month: u32, day: u32| format!("{year}-{month:02}-{day:02}").parse::<PartialDate>().ok();
    match (date(second, first), date(first, second)) {
        (Some(one), Some(other)) if one != other => {
            Err(format!("it could be {one} or {other}; write the one that is meant"))
        }
        (Some(date), _) | (None, Some(date)) => Ok(date),
        (None, None) => Err("there is no such day; write YYYY-MM-DD".into()),
    }
}

/// A day number of a spreadsheet is not read, for it may be any number; but what it would mean is said.
fn of_a_spreadsheet(serial: &str) -> String {
    let day = serial.parse().ok().filter(|days| (10_000..60_000).contains(days));
    let day = day.and_then(|days| NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days)));
    match day {
        Some(day) => format!("as a day number of a spreadsheet it would be {day}; write YYYY-MM-DD"),
        None => "write YYYY-MM-DD".into(),
    }
}

/// `October 4, 2007` and `4-Oct-2007`; `None` where the cell is neither.
fn in_words(cell: &str) -> Option<Result<PartialDate, String>> {
    let parts: Vec<&str> = cell.split([' ', ',', '-', '/']).filter(|part| !part.is_empty()).collect();
    let [first, second, year] = parts[..] else { return None };
    let named = if text::month(first).is_some() { second } else { first };
    let named_month = if text::month(first).is_some() { first } else { second };
    text::month(named_month)?;
    if !named.bytes().next().is_some_and(|b| b.is_ascii_digit()) {
        return None;
    }
    if !is_year(year) {
        let short = year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit());
        return short.then(|| Err("the year has not four digits; write YYYY-MM-DD".into()));
    }
    // The words hold a day, so that no day of reference is looked at.
    let day = parse_day(&format!("{named} {named_month} {year}"), NaiveDate::default(), Edge::Start);
    Some(day.map_err(|error| format!("{}; write YYYY-MM-DD", error.why)).and_then(|day| {
        // Years that are no years of the calendar do not get here, and would be no dates of a record.
        if (1..=9999).contains(&day.year()) { Ok(day.into()) } else { Err("write YYYY-MM-DD".into()) }
    }))
}

fn remedy(cell: &str) -> String {
    let iso = cell.contains('-') && cell.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    match cell.parse::<PartialDate>() {
        Err(why) if iso => why.to_string(),
        _ => "write YYYY-MM-DD, YYYY-MM, YYYY or \"4 Oct 2007 a\"".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> String {
        match days(cell) {
            Cell::Empty => "nothing".into(),
            Cell::Days(found) => found.iter().map(|entry| entry.date.to_string()).collect::<Vec<_>>().join(" "),
            Cell::Sentinel => "sentinel".into(),
            Cell::Unreadable(why) => format!("? {why}"),
        }
    }

    #[test]
    fn days_are_read_as_tables_write_them() {
        for (cell, wanted) in [
            ("4 Oct 2007 a", "2007-10-04"),
            ("[23 Sep 1976 a] 11 Jan 2013 a", "1976-09-23 2013-01-11"),
            ("2007-10-04", "2007-10-04"),
            ("2007-10", "2007-10"),
            ("2007", "2007"),
            ("2007-10-04 (a)", "2007-10-04"),
            ("20071004", "2007-10-04"),
            ("2007/10/4", "2007-10-04"),
            ("2016-07-12T15:27:48+02:00", "2016-07-12"),
            ("October 4, 2007", "2007-10-04"),
            ("4-Oct-2007", "2007-10-04"),
            ("25/12/2005", "2005-12-25"),
            ("17 Nov 2017<superscript>5,6</superscript>", "2017-11-17"),
            ("4 Oct 2007 (with a reservation)", "2007-10-04"),
            ("n/a", "nothing"),
            ("9999-12-31", "sentinel"),
            ("0000-00-00", "sentinel"),
            ("-99", "sentinel"),
            ("9999", "sentinel"),
        ] {
            assert_eq!(read(cell), wanted, "{cell}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_what_would_be_right() {
        for (cell, wanted) in [
            ("03/04/2005", "2005-04-03 or 2005-03-04"),
            ("31 Feb 2001 a", "write YYYY-MM-DD"),
            ("2001-02-30", "does not exist"),
            ("4-Oct-07", "four digits"),
            ("04/10/07", "four digits"),
            ("39359", "2007-10-04"),
            ("see note 3", "write YYYY-MM-DD"),
            ("Jan 1, 99999", "write YYYY-MM-DD"),
        ] {
            assert!(read(cell).starts_with("? ") && read(cell).contains(wanted), "{cell}: {}", read(cell));
        }
    }
}
