//! Readers of depositaries' records: from a saved page or table to a draft of a treaty's record.
//!
//! A reader takes bytes or text and gives values: it opens no file and no connection, and asks the caller
//! who a participant is ([`ParticipantNames`]). It never guesses. What it does not understand it puts into
//! [`Draft::unread`], with the place and the reason, so that a person can decide. It knows no law: whether
//! a notice has an effect, and from which day, is not its business.

mod acts;
pub(crate) mod cells;
pub mod csv;
mod draft;
mod grid;
mod html;
mod known;
pub mod merge;
mod notes;
pub(crate) mod resolve;
mod tags;
pub(crate) mod text;
pub mod untc;
mod words;
mod xml;

use std::fmt;

pub use known::StatesOf;

use crate::date::PartialDate;
use crate::model::{Source, Treaty};

/// Says which state a name in a record means.
///
/// The reader passes names as the depositary prints them (`Bolivia (Plurinational State of)`) and as its
/// notes write them (`the Republic of Lithuania` arrives as `Republic of Lithuania`, then as `Lithuania`).
pub trait ParticipantNames {
    /// Returns the id of the state or organisation that `name` meant on the day `on`, or `None`.
    fn state_id(&self, name: &str, on: Option<PartialDate>) -> Option<String>;
}

/// What the reader cannot find on the page itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The id of the treaty, for example `ccm`: it becomes part of the source's id.
    pub slug: String,
    /// The day the page was read for this dataset.
    pub read: Option<PartialDate>,
    /// The day the content stood at, for a record that does not say so itself.
    pub as_of: Option<PartialDate>,
}

impl Options {
    /// Options for a treaty, with nothing else known.
    #[must_use]
    pub fn new(slug: impl Into<String>) -> Self {
        Self { slug: slug.into(), read: None, as_of: None }
    }
}

/// What a reader found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The record as the source gives it: no rules, no aliases, only what was read.
    pub treaty: Treaty,
    /// The sources that its events cite.
    pub sources: Vec<Source>,
    /// What was seen and not understood.
    pub unread: Vec<Unread>,
}

/// Something that a reader saw and could not turn into a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Where it stands: `end note 3, paragraph 2`, or `row 17 "Serbia", column Ratification`.
    pub place: String,
    /// The words, cut short.
    pub text: String,
    /// What was not understood.
    pub why: String,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {:?}", self.place, self.why, self.text)
    }
}

/// Why a record could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// It is larger than a record of its kind can be.
    TooLarge {
        /// What is too large, for example `page` or `cell`.
        what: &'static str,
        /// The limit, in the unit of `what`.
        limit: usize,
        /// How large it is, as far as it was counted.
        found: usize,
    },
    /// Something without which there is no record is not there.
    Missing(&'static str),
    /// It is not well-formed.
    Syntax(String),
    /// Lines that are wrong, all of them.
    Lines(Vec<LineError>),
}

/// What is wrong with one line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// The line, counted from 1.
    pub line: u64,
    /// The column.
    pub column: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}: {}", self.line, self.column, self.message)
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { what, limit, found } => write!(f, "{what} too large: {found}, the limit is {limit}"),
            Self::Missing(what) => write!(f, "no {what} found: is this a treaty's status page?"),
            Self::Syntax(message) => f.write_str(message),
            Self::Lines(lines) => {
                for (place, line) in lines.iter().enumerate() {
                    write!(f, "{}{line}", if place == 0 { "" } else { "\n" })?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for ImportError {}

/// The largest record that is read, in bytes: the largest known page has 3 MB.
pub const MAX_BYTES: usize = 16 << 20;
/// The largest table of acts that is read, in bytes: it has the acts of one treaty.
pub const MAX_TABLE: usize = 4 << 20;
/// The largest field of a page's header that is read, in bytes.
pub const MAX_HEADER: usize = 16 << 10;
/// The largest cell of a table that is read, in bytes.
pub const MAX_CELL: usize = 64 << 10;
/// The largest end note that is read, in bytes.
pub const MAX_NOTE: usize = 4 << 20;
/// The most rows of a table that are read.
pub const MAX_ROWS: usize = 20_000;
/// The most columns of a table that are read.
pub const MAX_COLUMNS: usize = 64;
/// The most end notes that are read.
pub const MAX_NOTES: usize = 5_000;
/// The longest sentence of an end note that is read, in bytes.
pub const MAX_SENTENCE: usize = 16 << 10;
/// The most acts that a record gives.
pub const MAX_ACTS: usize = 50_000;
/// The most things that a reader hands back as not understood: where there are more, it is no such record.
pub const MAX_UNREAD: usize = 10_000;
/// The most wrong lines of a table that are told.
pub const MAX_WRONG: usize = 100;

fn check_size(what: &'static str, found: usize, limit: usize) -> Result<(), ImportError> {
    if found > limit { Err(ImportError::TooLarge { what, limit, found }) } else { Ok(()) }
}
