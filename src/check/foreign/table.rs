//! A foreign table, opened: which column is what, and where its rows stand.

use std::fmt;

use super::findings::Spot;
use super::headings::{is_of_any_standing, meaning};
use super::meaning::Meaning;
use crate::import::cells::Column as Legend;
use crate::import::{MAX_BYTES, MAX_CELL};

/// The most rows of a table that are read.
pub const MAX_TABLE_ROWS: usize = 1_000_000;
/// The most columns of a table that are read.
pub const MAX_TABLE_COLUMNS: usize = 4096;

/// Why a table cannot be compared at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// The line, counted from 1; `None` where it is the whole table.
    pub line: Option<u64>,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl TableError {
    pub(super) fn at(line: u64, message: impl Into<String>) -> Self {
        Self { line: Some(line), message: message.into() }
    }

    pub(super) fn whole(message: impl Into<String>) -> Self {
        Self { line: None, message: message.into() }
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for TableError {}

/// One column.
#[derive(Debug)]
pub(super) struct Column {
    pub heading: String,
    pub meaning: Meaning,
    /// Whether it has codes of two letters, so that `NA` is Namibia and not nothing.
    pub two_letters: bool,
    /// Whether its days may be those of any standing: `since`, `until`.
    pub of_any_standing: bool,
    /// What the marks in its cells mean, where the heading names acts.
    pub legend: Option<Legend>,
}

/// An opened table.
#[derive(Debug)]
pub(super) struct Table<'t> {
    text: &'t str,
    /// How many lines of remarks stand above the headings.
    before: u32,
    delimiter: u8,
    pub columns: Vec<Column>,
    /// Whether its rows are states by years.
    pub by_years: bool,
}

/// Where a row stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The line, counted from 1.
    pub line: u32,
    /// The byte it begins at.
    pub at: u32,
}

/// A row as it stands in the table.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub table: &'a Table<'a>,
    pub place: Place,
    pub record: &'a csv::StringRecord,
}

impl<'a> Line<'a> {
    pub(super) fn cell(&self, at: usize) -> &'a str {
        self.record.get(at).unwrap_or_default()
    }

    pub(super) fn spot(&self, at: usize) -> Spot {
        Spot::of(self.place, u16::try_from(at).unwrap_or(u16::MAX))
    }
}

impl<'t> Table<'t> {
    /// Opens a table and finds out what its columns are.
    pub(super) fn open(bytes: &'t [u8]) -> Result<Self, TableError> {
        if bytes.len() > MAX_BYTES {
            let message = format!("the table has {} bytes, the limit is {MAX_BYTES}; cut it by treaties", bytes.len());
            return Err(TableError::whole(message));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            let line = before.split(|&byte| byte == b'\n').count();
            TableError::at(line as u64, "not UTF-8; save the table as UTF-8")
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim().is_empty() {
            return Err(TableError::whole("the table is empty; its first line must name the columns"));
        }
        // Who writes tables with a program may say how above the headings, behind a `#`.
        let mut start = 0;
        while text[start..].trim_start().starts_with('#') {
            start = text[start..].find('\n').map_or(text.len(), |end| start + end + 1);
        }
        let (above, text) = text.split_at(start);
        let before = u32::try_from(above.matches('\n').count()).unwrap_or(u32::MAX);
        // Whoever's spreadsheet writes commas in numbers parts cells with semicolons: the headings tell.
        let known = |columns: &Vec<Column>| columns.iter().filter(|column| column.meaning != Meaning::Ignored).count();
        let mut best: Option<Self> = None;
        for delimiter in [b',', b';', b'\t', b'|'] {
            let columns = headings(text, delimiter)?;
            if best.as_ref().is_none_or(|best| known(&columns) > known(&best.columns)) {
                best = Some(Self { text, before, delimiter, columns, by_years: false });
            }
        }
        best.ok_or_else(|| TableError::whole("the table is empty; its first line must name the columns"))
    }

    /// The places of columns of one meaning.
    pub(super) fn all(&self, wanted: Meaning) -> impl Iterator<Item = usize> + '_ {
        (0..self.columns.len()).filter(move |&at| self.columns[at].meaning == wanted)
    }

    pub(super) fn has(&self, wanted: Meaning) -> bool {
        self.all(wanted).next().is_some()
    }

    /// Whether it has instruments of consent, in force or not yet.
    pub(super) fn has_instruments(&self) -> bool {
        [Meaning::Consent, Meaning::Consented, Meaning::Joined, Meaning::DateOfAct].into_iter().any(|one| self.has(one))
    }

    /// Goes through the rows, with the place of each.
    ///
    /// # Errors
    ///
    /// Where a row cannot be one of this table, and what `each` returns.
    pub(super) fn rows(
        &self,
        mut each: impl FnMut(Place, &csv::StringRecord) -> Result<(), TableError>,
    ) -> Result<usize, TableError> {
        let mut reader = reader(self.text, self.delimiter);
        let mut record = csv::StringRecord::new();
        let (mut number, mut counted_to, mut line) = (0_usize, 0_usize, self.before + 1);
        loop {
            let at = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            // The reader stands before line ends that belong to the row above, and before empty lines.
            let rest = self.text.get(at..).unwrap_or_default();
            let at = at + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
            let between = self.text.get(counted_to..at).unwrap_or_default();
            line += u32::try_from(between.matches('\n').count()).unwrap_or(u32::MAX);
            counted_to = at;
            if !reader.read_record(&mut record).map_err(|error| TableError::at(line.into(), error.to_string()))? {
                return Ok(number.saturating_sub(1));
            }
            number += 1;
            if let Some(long) = record.iter().find(|cell| cell.len() > MAX_CELL) {
                let begins: String = long.chars().take(20).collect();
                let message =
                    format!("a cell is longer than {MAX_CELL} bytes, from {begins:?}; is a quotation mark left open?");
                return Err(TableError::at(line.into(), message));
            }
            if number == 1 || record.iter().all(str::is_empty) {
                continue;
            }
            if number > MAX_TABLE_ROWS + 1 {
                let message = format!("the table has more than {MAX_TABLE_ROWS} rows; cut it by treaties");
                return Err(TableError::at(line.into(), message));
            }
            let (cells, headings) = (record.len(), self.columns.len());
            if record.iter().skip(headings).any(|cell| !cell.is_empty()) {
                let message =
                    format!("{cells} cells under {headings} headings; quote cells that have the delimiter in them");
                return Err(TableError::at(line.into(), message));
            }
            each(Place { line, at: u32::try_from(at).unwrap_or(u32::MAX) }, &record)?;
        }
    }

    /// The cell of a row, read once more: no row is kept in memory.
    pub(super) fn cell(&self, place: Place, column: usize) -> String {
        let rest = self.text.get(place.at as usize..).unwrap_or_default();
        let mut record = csv::StringRecord::new();
        match reader(rest, self.delimiter).read_record(&mut record) {
            Ok(true) => record.get(column).unwrap_or_default().to_owned(),
            _ => String::new(),
        }
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    let mut builder = csv::ReaderBuilder::new();
    builder.flexible(true).trim(csv::Trim::All).has_headers(false).delimiter(delimiter);
    builder.from_reader(text.as_bytes())
}

fn headings(text: &str, delimiter: u8) -> Result<Vec<Column>, TableError> {
    let mut record = csv::StringRecord::new();
    reader(text, delimiter).read_record(&mut record).map_err(|error| TableError::at(1, error.to_string()))?;
    if record.len() > MAX_TABLE_COLUMNS {
        return Err(TableError::at(1, format!("{} columns, the limit is {MAX_TABLE_COLUMNS}", record.len())));
    }
    if record.iter().any(|heading| heading.len() > MAX_CELL) {
        return Err(TableError::at(1, format!("a heading is longer than {MAX_CELL} bytes")));
    }
    let column = |heading: &str| Column {
        heading: heading.to_owned(),
        meaning: meaning(heading).0,
        two_letters: false,
        of_any_standing: is_of_any_standing(heading),
        legend: Legend::of(heading),
    };
    Ok(record.iter().map(column).collect())
}
