//! Acts of states from a table with one act in a line, for depositaries without a reader of their own.
//!
//! | column | meaning |
//! |---|---|
//! | `state` | a state's id, or its name |
//! | `kind` | what was done, as the data files write it: `ratification`, `withdrawal_notice` |
//! | `date` | the day of the act (`2024-09-06`, `2024-09`, `2024`); empty where only the effect is known |
//! | `effective` | the day of effect as the source publishes it |
//! | `article` | the article it was done under |
//! | `ref` | the depositary notification |
//! | `source` | the id of the source |
//! | `depositary` | the depositary it was done with, where a treaty has several |
//! | `scope` | the territory or articles it is limited to |
//! | `note` | what a reader must know |
//! | `evidence` | `A`, `B`, `C` or `D`; empty for a depositary's own record |
//! | `also` | `yes`: what another source says of the act in the line above that is not `also` |
//!
//! Columns are found by their heading and may stand in any order; `state`, `kind`, `date` and `source` must
//! be there, and a heading that is not in this list is an error.

use super::{
    Draft, ImportError, LineError, MAX_ACTS, MAX_CELL, MAX_COLUMNS, MAX_TABLE, MAX_WRONG, Options, ParticipantNames,
    check_size,
};
use crate::date::PartialDate;
use crate::model::{Consents, Coverage, Effects, Event, EventKind, Evidence, Treaty, Witness};
use crate::text::short;

const COLUMNS: [&str; 12] = [
    "state",
    "kind",
    "date",
    "effective",
    "article",
    "ref",
    "source",
    "depositary",
    "scope",
    "note",
    "evidence",
    "also",
];
const NEEDED: [&str; 4] = ["state", "kind", "date", "source"];

/// Reads a table of acts under one treaty.
///
/// # Errors
///
/// Every line that is not as it should be, with its column and what would be right; of very many the first.
///
/// # Examples
///
/// ```
/// use treaty::PartialDate;
/// use treaty::import::{Options, ParticipantNames, csv};
///
/// struct Names;
/// impl ParticipantNames for Names {
///     fn state_id(&self, name: &str, _: Option<PartialDate>) -> Option<String> {
///         (name == "Lithuania").then(|| "LTU".to_owned())
///     }
/// }
///
/// let table = "state,kind,date,source\nLithuania,ratification,2011-03-24,gazette\n";
/// let draft = csv::read(table, &Names, &Options::new("ccm"))?;
/// assert_eq!(draft.treaty.events[0].state, "LTU");
/// # Ok::<(), treaty::import::ImportError>(())
/// ```
pub fn read(table: &str, names: &dyn ParticipantNames, options: &Options) -> Result<Draft, ImportError> {
    check_size("table", table.len(), MAX_TABLE)?;
    let table = table.strip_prefix('\u{feff}').unwrap_or(table);
    let mut reader = ::csv::ReaderBuilder::new().flexible(true).trim(::csv::Trim::All).from_reader(table.as_bytes());
    let headings = reader.headers().map_err(|error| ImportError::Syntax(error.to_string()))?.clone();
    check_size("number of columns", headings.len(), MAX_COLUMNS)?;
    let columns = columns(&headings)?;
    let mut events: Vec<Event> = Vec::new();
    let mut wrong = Vec::new();
    for (at, record) in reader.records().enumerate() {
        check_size("number of lines", at + 1, MAX_ACTS)?;
        let record = record.map_err(|error| ImportError::Syntax(error.to_string()))?;
        let line = record.position().map_or(0, ::csv::Position::line);
        if record.iter().all(str::is_empty) {
            continue;
        }
        let row = Row { record: &record, columns: &columns, line, names };
        if let Err(error) = row.read(&mut events) {
            wrong.extend(error);
        }
        if wrong.len() >= MAX_WRONG {
            wrong.push(error(line, "table", "there is more that is wrong; mend this first"));
            break;
        }
    }
    if !wrong.is_empty() {
        return Err(ImportError::Lines(wrong));
    }
    Ok(Draft { treaty: bare(options, events), sources: Vec::new(), unread: Vec::new() })
}

fn bare(options: &Options, events: Vec<Event>) -> Treaty {
    Treaty {
        id: options.slug.clone(),
        title: options.slug.clone(),
        short_title: None,
        aliases: Vec::new(),
        un_number: None,
        topics: Vec::new(),
        adopted: None,
        depositaries: Vec::new(),
        parent: None,
        obligations: None,
        entry_into_force: None,
        later_party: None,
        withdrawal: None,
        coverage: Coverage {
            as_of: options.as_of,
            sources: Vec::new(),
            effects: Effects::DepositsOnly,
            consents: Consents::Complete,
            withdrawals_recorded: true,
            note: None,
        },
        published_counts: Vec::new(),
        note: None,
        events,
    }
}

fn columns(headings: &::csv::StringRecord) -> Result<[Option<usize>; 12], ImportError> {
    let mut found = [None; 12];
    let mut wrong = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        match COLUMNS.iter().position(|&name| name.eq_ignore_ascii_case(heading)) {
            Some(column) if found[column].is_none() => found[column] = Some(at),
            Some(_) => wrong.push(error(1, heading, "this column stands twice; keep one")),
            None => {
                wrong.push(error(1, heading, &format!("no column is called so; there are {}", COLUMNS.join(", "))));
            }
        }
    }
    for (at, name) in COLUMNS.iter().enumerate() {
        if NEEDED.contains(name) && found[at].is_none() {
            wrong.push(error(1, name, "this column must be there"));
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(ImportError::Lines(wrong)) }
}

fn error(line: u64, column: &str, message: &str) -> LineError {
    LineError { line, column: short(column, 40), message: message.to_owned() }
}

fn quoted(cell: &str) -> String {
    format!("{:?}", short(cell, 60))
}

struct Row<'a> {
    record: &'a ::csv::StringRecord,
    columns: &'a [Option<usize>; 12],
    line: u64,
    names: &'a dyn ParticipantNames,
}

impl Row<'_> {
    fn cell(&self, name: &str) -> &str {
        let place = COLUMNS.iter().position(|&column| column == name).and_then(|column| self.columns[column]);
        place.and_then(|at| self.record.get(at)).unwrap_or_default()
    }

    fn text(&self, name: &str) -> Option<String> {
        Some(self.cell(name)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    fn day(&self, name: &str, wrong: &mut Vec<LineError>) -> Option<PartialDate> {
        let text = self.cell(name);
        if text.is_empty() {
            return None;
        }
        match text.parse() {
            Ok(day) => Some(day),
            Err(why) => {
                wrong.push(error(self.line, name, &format!("{why}")));
                None
            }
        }
    }

    fn read(&self, events: &mut Vec<Event>) -> Result<(), Vec<LineError>> {
        let mut wrong = Vec::new();
        if self.record.len() > COLUMNS.len().max(self.columns.iter().flatten().count()) {
            wrong.push(error(self.line, "line", "has more cells than the heading; quote cells that have a comma"));
        }
        if let Some(long) = self.record.iter().find(|cell| cell.len() > MAX_CELL) {
            wrong.push(error(self.line, &short(long, 20), &format!("the cell is longer than {MAX_CELL} bytes")));
            return Err(wrong);
        }
        let (date, effective) = (self.day("date", &mut wrong), self.day("effective", &mut wrong));
        let state = self.names.state_id(self.cell("state"), date.or(effective));
        if state.is_none() {
            let message = format!("no state is called {}; give its id, for example LTU", quoted(self.cell("state")));
            wrong.push(error(self.line, "state", &message));
        }
        let kind = EventKind::ALL.into_iter().find(|kind| kind.word() == self.cell("kind"));
        if kind.is_none() {
            let words: Vec<&str> = EventKind::ALL.into_iter().map(EventKind::word).collect();
            let message = format!("no act is called {}; there are {}", quoted(self.cell("kind")), words.join(", "));
            wrong.push(error(self.line, "kind", &message));
        }
        let evidence = match self.cell("evidence") {
            "" => None,
            "A" => Some(Evidence::A),
            "B" => Some(Evidence::B),
            "C" => Some(Evidence::C),
            "D" => Some(Evidence::D),
            other => {
                wrong.push(error(
                    self.line,
                    "evidence",
                    &format!("{} is no level; there are A, B, C, D", quoted(other)),
                ));
                None
            }
        };
        if self.cell("source").is_empty() {
            wrong.push(error(self.line, "source", "a fact needs its source; give the id of one in sources.json"));
        }
        let also = match self.cell("also") {
            "" | "no" => false,
            "yes" => true,
            other => {
                wrong.push(error(self.line, "also", &format!("{} is neither yes nor no", quoted(other))));
                false
            }
        };
        if also && events.is_empty() {
            wrong.push(error(self.line, "also", "there is no act above that this could be about"));
        }
        let (Some(state), Some(kind), true) = (state, kind, wrong.is_empty()) else { return Err(wrong) };
        if also {
            self.witness(kind, date, effective, evidence, events);
            return Ok(());
        }
        events.push(Event {
            state,
            kind,
            date,
            effective,
            article: self.text("article"),
            reference: self.text("ref"),
            source: self.cell("source").to_owned(),
            depositary: self.text("depositary"),
            scope: self.text("scope"),
            note: self.text("note"),
            evidence,
            views: Vec::new(),
            also: Vec::new(),
            last_seen: None,
        });
        Ok(())
    }

    fn witness(
        &self,
        kind: EventKind,
        date: Option<PartialDate>,
        effective: Option<PartialDate>,
        evidence: Option<Evidence>,
        events: &mut [Event],
    ) {
        let Some(event) = events.last_mut() else { return };
        event.also.push(Witness {
            source: self.cell("source").to_owned(),
            kind: Some(kind).filter(|&kind| kind != event.kind),
            date: date.filter(|&date| Some(date) != event.date),
            effective,
            depositary: self.text("depositary"),
            reference: self.text("ref"),
            evidence,
            note: self.text("note"),
        });
    }
}
