//! What a status page holds, whatever syntax it came in.

/// A status page taken apart, before anything in it is understood.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The line that says which day the page stands at.
    pub as_of: String,
    /// `CHAPTER XXVI`.
    pub chapter: String,
    /// `DISARMAMENT`.
    pub chapter_title: String,
    /// The letter of a sub-chapter: `A. Customs Matters`.
    pub section: String,
    /// `6. Convention on Cluster Munitions`.
    pub title: String,
    /// `Dublin, 30 May 2008`.
    pub adopted: String,
    /// `1 August 2010, in accordance with article 17(1).`
    pub entry_into_force: String,
    /// `Signatories : 107. Parties : 112`.
    pub status: String,
    /// The address of the page, relative as it stands there.
    pub address: String,
    /// The participants, and tables like theirs.
    pub tables: Vec<Table>,
    /// The end notes.
    pub notes: Vec<Note>,
}

/// A table.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Whether it is marked as the table of participants.
    pub participants: bool,
    /// The headings of its columns.
    pub heads: Vec<Cell>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell: its words without the raised note numbers, and those numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// The words, with single spaces.
    pub text: String,
    /// The end notes that it points to.
    pub notes: Vec<String>,
}

/// An end note.
#[derive(Debug, Default)]
pub(super) struct Note {
    /// Its number, as the table points to it.
    pub number: String,
    /// Its paragraphs; a single line break stays as `\n`.
    pub paragraphs: Vec<String>,
}

/// Stands for `<br>` while text is gathered.
pub(super) const BREAK: char = '\u{1}';
/// Stands for the border of a block while text is gathered.
pub(super) const BLOCK: char = '\u{2}';

/// Puts gathered text on one line with single spaces.
pub(super) fn one_line(raw: &str) -> String {
    let words = raw.split(|c: char| c.is_whitespace() || c == BREAK || c == BLOCK || c == '\u{feff}');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Cuts gathered text into paragraphs: at blocks, and where two or more line breaks follow each other.
pub(super) fn paragraphs(raw: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for block in raw.split(BLOCK) {
        for line in block.split(BREAK).map(one_line) {
            if line.is_empty() {
                flush(&mut lines, &mut found);
            } else {
                lines.push(line);
            }
        }
        flush(&mut lines, &mut found);
    }
    found
}

fn flush(lines: &mut Vec<String>, found: &mut Vec<String>) {
    if !lines.is_empty() {
        found.push(lines.join("\n"));
        lines.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_line_breaks_part_paragraphs_and_one_does_not() {
        let raw = format!("a{BREAK} b {BREAK} \n {BREAK}c{BLOCK}d\u{a0}e");
        assert_eq!(paragraphs(&raw), ["a\nb", "c", "d e"]);
    }
}
