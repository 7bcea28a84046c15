//! Somebody else's table of treaty dates, held against the record.
//!
//! Journalists, registers and data sets give tables of who joined what and when. [`check_table`] reads one as it is,
//! tells its columns by their headings, and lists what cannot be, what the record says otherwise, and what the
//! table has not. Nothing is guessed: a name or a date that could mean two things is itself a finding.

mod absent;
mod acts;
mod cells;
mod checks;
mod findings;
mod headings;
mod meaning;
mod names;
mod order;
mod reading;
mod rows;
mod settle;
mod side;
mod spells;
mod standing;
mod standings;
mod table;
mod who;
mod years;

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Serialize;

pub use checks::TableCheck;
pub use findings::{MAX_FINDINGS, TableFinding};
pub use meaning::Meaning;
pub use table::{MAX_TABLE_COLUMNS, MAX_TABLE_ROWS, TableError};

use super::{Explained, IgnoreList};
use crate::model::StateKind;
use crate::query::Inquiry;
use crate::query::common::{DataRef, TreatyRef};
use crate::record::{StateId, TreatyId};
use absent::{Present, absent};
use cells::quoted;
use findings::{Findings, Spot};
use names::Names;
use reading::{Reading, Row};
use side::{Side, Subject};
use standing::Group;
use table::Table;
use years::Years;

/// How a foreign table is to be taken.
#[derive(Clone, Copy, Debug)]
pub struct TableOptions<'a> {
    /// What the table is called in the answer.
    pub file: &'a str,
    /// The treaty that it is about; needed where no column names it, and otherwise the only one that is compared.
    pub treaty: Option<TreatyId>,
    /// The day at which it claims to stand: "current" means on that day.
    pub date: NaiveDate,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadColumn {
    /// Its heading.
    pub heading: String,
    /// What it holds.
    pub meaning: Meaning,
}

/// The answer to `treaty check --csv`.
#[derive(Clone, Debug, Serialize)]
pub struct TableReport<'d> {
    /// `treaty.check-table/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The day at which the table claims to stand.
    pub date: NaiveDate,
    /// What the table is called.
    pub file: String,
    /// The treaty that was asked for.
    pub treaty: Option<TreatyRef<'d>>,
    /// How many rows were read.
    pub rows: usize,
    /// How many of them were compared: those of which state and treaty are known.
    pub compared: usize,
    /// The columns that were compared, with what they were taken for.
    pub columns: Vec<ReadColumn>,
    /// The headings of the columns that were not.
    pub ignored_columns: Vec<String>,
    /// What a reader must know.
    pub notes: Vec<String>,
    /// How many findings the ignore list explains.
    pub explained: usize,
    /// The findings, by line; those about what the table has not come last.
    pub results: Vec<TableFinding<'d>>,
    /// Entries of the ignore list that explain nothing.
    pub idle_explanations: Vec<Explained>,
}

/// Holds a table against the record, by the checks that `wanted` names (all where empty).
///
/// The table is CSV in UTF-8 with headings in its first line; commas, semicolons, tabs or bars may part its cells.
/// Columns are told by their headings alone, but for days under whose heading every cell is yes or no.
///
/// # Errors
///
/// Where the bytes are no such table, no heading names the states or what they did, or neither a column nor the
/// options name the treaty; with the line.
///
/// # Examples
///
/// ```
/// use treaty::check::foreign::{TableCheck, TableOptions, check_table};
/// use treaty::check::IgnoreList;
/// use treaty::query::Inquiry;
///
/// let data = treaty::built_in::dataset();
/// let day = "2025-04-01".parse().unwrap();
/// let options = TableOptions { file: "mine.csv", treaty: data.treaty("ccm"), date: day };
/// let table = "country,ratified\nLithuania,24 Mar 2011\nNorway,3 Dec 2008\n";
/// let report = check_table(table.as_bytes(), &Inquiry::new(&data, day), &options, &[], &IgnoreList::default())?;
/// let [left] = report.results.as_slice() else { panic!("one of them left") };
/// assert_eq!((left.check, left.line), (TableCheck::WithdrawnShownAsCurrent, Some(2)));
/// assert_eq!(left.record.as_deref(), Some("notice of 2024-09-06, out since 2025-03-06"));
/// # Ok::<(), treaty::check::foreign::TableError>(())
/// ```
pub fn check_table<'d>(
    table: &[u8],
    inquiry: &Inquiry<'d>,
    options: &TableOptions<'_>,
    wanted: &[TableCheck],
    ignore: &IgnoreList,
) -> Result<TableReport<'d>, TableError> {
    let mut table = Table::open(table)?;
    table.settle()?;
    if options.treaty.is_none() && !table.has(Meaning::Treaty) {
        let message =
            "no heading names the treaty; say which the table is about with --treaty, for example --treaty ccm";
        return Err(TableError::at(1, message));
    }
    let headings = table.columns.iter().map(|column| column.heading.clone()).collect();
    let mut findings = Findings::new(inquiry, headings, wanted);
    let mut names = Names::new(inquiry.data);
    let mut reading = Reading::of(&mut table, &mut names, options, &mut findings)?;
    reading.rows.sort_by_key(|row| (row.treaty, row.state, row.place.line));
    let mut notes = Vec::new();
    let mut compared: Vec<TreatyId> = Vec::new();
    for rows in reading.rows.chunk_by(|one, other| one.treaty == other.treaty) {
        let Some(subject) = rows.first().and_then(|row| Subject::of(inquiry, row.treaty)) else { continue };
        compared.push(subject.treaty);
        let taken = Taken { inquiry, table: &table, reading: &reading, options, possible: &names.possible };
        taken.compare(&subject, rows, &mut findings, &mut notes);
    }
    notes.extend(reach(inquiry, &compared, options.date));
    if reading.of_others > 0 {
        notes.push(format!("{} rows of other or unknown treaties are left out", reading.of_others));
    }
    if findings.unlisted > 0 {
        notes.push(format!("{} more findings are not listed", findings.unlisted));
    }
    let mut found = findings.list;
    found.sort_by_key(|one| {
        let ids = (one.treaty.map(|treaty| treaty.id), one.state.map(|state| state.id));
        (one.line.unwrap_or(u32::MAX), one.column, one.check, ids)
    });
    let (results, explained, idle) = ignore.apply_to_table(found, wanted);
    let is_ignored = |column: &&table::Column| column.meaning == Meaning::Ignored;
    let read = |column: &table::Column| ReadColumn { heading: column.heading.clone(), meaning: column.meaning };
    let asked = options.treaty.filter(|_| compared.is_empty());
    Ok(TableReport {
        schema: "treaty.check-table/1",
        data: inquiry.data_ref(compared.into_iter().chain(asked)),
        date: options.date,
        file: options.file.to_owned(),
        treaty: options.treaty.map(|treaty| inquiry.treaty_ref(treaty)),
        rows: reading.read,
        compared: reading.rows.len(),
        columns: table.columns.iter().filter(|column| !is_ignored(column)).map(read).collect(),
        ignored_columns: table.columns.iter().filter(is_ignored).map(|column| column.heading.clone()).collect(),
        notes,
        explained,
        results,
        idle_explanations: idle,
    })
}

/// What to say of records that end before the table's day.
fn reach(inquiry: &Inquiry<'_>, compared: &[TreatyId], on: NaiveDate) -> Option<String> {
    let ends = compared.iter().filter_map(|&treaty| Some((inquiry.data.as_of(treaty)?, treaty)));
    let ends: Vec<_> = ends.filter(|(as_of, _)| as_of.last_day() < on).collect();
    let (first, _) = ends.iter().min()?;
    let whose = match ends[..] {
        [(_, treaty)] => format!("the record of the {} is", inquiry.data.short_title(treaty)),
        _ => format!("the records of {} treaties are", ends.len()),
    };
    let least = if ends.len() == 1 { "" } else { " at least" };
    Some(format!("{whose} complete to {first}{least}; later acts in the table are not compared"))
}

/// A table that was read, with what it is compared by.
struct Taken<'a, 'd> {
    inquiry: &'a Inquiry<'d>,
    table: &'a Table<'a>,
    reading: &'a Reading,
    options: &'a TableOptions<'a>,
    possible: &'a HashSet<StateId>,
}

impl Taken<'_, '_> {
    /// Whether most rows tell of days before the treaty was adopted: then the table means another by its name.
    fn before_the_treaty(&self, subject: &Subject, rows: &[Row]) -> Option<(Spot, String)> {
        let adopted = subject.head.adopted.as_ref()?.date;
        let is_early = |row: &&Row| {
            self.reading.days(row).any(|(_, day)| day.date.last_day() < adopted.first_day())
                || row.year.is_some_and(|year| i32::from(year) < adopted.year()) && self.reading.says_yes(row)
        };
        let early: Vec<&Row> = rows.iter().filter(is_early).collect();
        let first = early.first().filter(|_| early.len() * 2 > rows.len() && early.len() > 1)?;
        let column = self.table.all(Meaning::Treaty).next().unwrap_or_default();
        let title = quoted(&self.table.cell(first.place, column));
        let named = if self.options.treaty.is_some() { "the table".to_owned() } else { title };
        let claim = format!(
            "{named} is taken for the {} ({}), adopted on {adopted}, and {} of its {} rows tell of days before; \
             another treaty is meant, and nothing of it was compared",
            self.inquiry.data.short_title(subject.treaty),
            self.inquiry.data.treaty_id(subject.treaty),
            early.len(),
            rows.len()
        );
        Some((Spot::of(first.place, u16::try_from(column).unwrap_or(u16::MAX)), claim))
    }

    /// Compares the rows of one treaty.
    fn compare(&self, subject: &Subject, rows: &[Row], findings: &mut Findings<'_, '_>, notes: &mut Vec<String>) {
        let on = self.options.date;
        let name = self.inquiry.data.short_title(subject.treaty);
        if let Some(early) = self.before_the_treaty(subject, rows) {
            findings.push(TableCheck::UnknownTreaty, Some(early.0), (subject.treaty, None), early.1, None);
            return;
        }
        for rows in rows.chunk_by(|one, other| one.state == other.state) {
            let Some(state) = rows.first().map(|row| row.state) else { continue };
            let side = Side::of(self.inquiry, subject, state, on);
            if self.table.by_years {
                Years { side: &side, reading: self.reading, rows }.run(findings);
            } else {
                Group { side: &side, table: self.table, reading: self.reading, rows }.run(findings);
            }
        }
        if let Some(end) = subject.terminated.filter(|end| *end <= on) {
            notes.push(format!("{name}: ended on {end}; nobody was bound by it on {on}"));
        }
        let any = |wanted: fn(Meaning) -> bool| self.table.columns.iter().any(|column| wanted(column.meaning));
        let organisation = |row: &Row| {
            let full = self.inquiry.data.full_state(row.state);
            full.is_some_and(|full| full.kind == StateKind::Organisation)
        };
        let present = Present {
            states: rows.iter().map(|row| row.state).chain(self.possible.iter().copied()).collect(),
            tells_of_ends: self.table.by_years || any(Meaning::tells_of_ends),
            has_consents: self.table.has_instruments(),
            has_organisations: rows.iter().any(organisation),
            unknown: self.reading.unknown.get(&subject.treaty).copied().unwrap_or_default(),
        };
        notes.extend(absent(self.inquiry, subject, &present, on, findings));
    }
}
