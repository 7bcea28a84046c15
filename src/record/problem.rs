//! What is wrong with a file of facts, where, and what would be right.

use std::fmt;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the data directory.
    pub file: String,
    /// The line, from 1; `None` where the file as a whole is meant.
    pub line: Option<usize>,
    /// The field, for example `events[3].source`.
    pub field: String,
    /// What is wrong, and what would be right.
    pub what: String,
}

/// The most bytes of a stranger's words that a problem repeats.
const MOST_WORDS: usize = 400;

impl Problem {
    /// Makes a problem that is one line of a bounded length, whatever the file has in it.
    pub(super) fn new(file: &str, line: Option<usize>, field: &str, what: &str) -> Self {
        Self { file: in_short(file), line, field: in_short(field), what: in_short(what) }
    }
}

fn in_short(words: &str) -> String {
    let end = words.floor_char_boundary(MOST_WORDS);
    let plain = words[..end].replace(char::is_control, " ");
    if end < words.len() { format!("{plain}…") } else { plain }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.field.is_empty() {
            write!(f, ": {}", self.field)?;
        }
        write!(f, ": {}", self.what)
    }
}

/// Everything that is wrong with a dataset, in the order of files and lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// `Ok` where there are none.
    ///
    /// # Errors
    ///
    /// The problems, sorted, where there are any.
    pub fn none_or(mut problems: Vec<Problem>) -> Result<(), Self> {
        problems.sort();
        problems.dedup();
        if problems.is_empty() { Ok(()) } else { Err(Self(problems)) }
    }

    /// The problems.
    #[must_use]
    pub fn list(&self) -> &[Problem] {
        &self.0
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, problem) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
