//! What a page for a reader is made of.

use std::borrow::Cow;

/// What makes text harmless for a form.
type Clean = fn(&str) -> Cow<'_, str>;

fn clean_up(text: &mut String, clean: Clean) {
    if let Cow::Owned(better) = clean(text) {
        *text = better;
    }
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its blocks, from the top.
    pub blocks: Vec<Block>,
}

/// One block of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The answer, or a heading.
    Heading(Words),
    /// A paragraph.
    Text(Words),
    /// A paragraph that stands in.
    Item(Words),
    /// A paragraph whose further lines stand in, so that one can be told from the next.
    Hanging(Words),
    /// Something a reader must know.
    Note(String),
    /// Rows under headings.
    Table(Sheet),
    /// Names with their values.
    Facts(Vec<(&'static str, Words)>),
    /// Lines that are drawn as they are.
    Drawing(Vec<Words>),
    /// An empty line.
    Gap,
}

/// Words in a row.
pub type Words = Vec<Span>;

/// Words of one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Their role.
    pub role: Role,
}

/// What words are, which a terminal may show in colour. Colour never carries meaning alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Nothing special.
    #[default]
    Plain,
    /// The answer.
    Strong,
    /// Beside the point.
    Faint,
    /// Bound.
    Good,
    /// Leaving, or a caution.
    Warning,
    /// Out.
    Bad,
}

impl Span {
    /// Words of a role.
    #[must_use]
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role }
    }
}

impl From<&str> for Span {
    fn from(text: &str) -> Self {
        Self::new(text, Role::Plain)
    }
}

impl From<String> for Span {
    fn from(text: String) -> Self {
        Self::new(text, Role::Plain)
    }
}

/// Where the words of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// At the right, as numbers do.
    Right,
}

/// Rows under headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The headings with where their columns stand.
    pub columns: Vec<(String, Align)>,
    /// The rows; every row has a cell for each column.
    pub rows: Vec<Vec<Span>>,
}

impl Sheet {
    /// A sheet with headings; a heading that ends in `#` is a column of numbers.
    #[must_use]
    pub fn new(headings: &[&str]) -> Self {
        let column = |heading: &&str| match heading.strip_suffix('#') {
            Some(heading) => (heading.to_owned(), Align::Right),
            None => ((*heading).to_owned(), Align::Left),
        };
        Self { columns: headings.iter().map(column).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<Span>) {
        self.rows.push(row);
    }

    /// The same with all of its text made harmless, that of headings too: some are names from the data.
    pub(super) fn cleaned(mut self, clean: Clean) -> Self {
        let headings = self.columns.iter_mut().map(|(heading, _)| heading);
        let cells = self.rows.iter_mut().flatten().map(|span| &mut span.text);
        headings.chain(cells).for_each(|text| clean_up(text, clean));
        self
    }
}

impl Page {
    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.push(Block::Heading(vec![Span::new(text, Role::Strong)]));
    }

    /// Adds a paragraph.
    pub fn text(&mut self, text: impl Into<Span>) {
        self.push(Block::Text(vec![text.into()]));
    }

    /// Adds something a reader must know.
    pub fn note(&mut self, text: impl Into<String>) {
        self.push(Block::Note(text.into()));
    }

    /// Adds a table, unless it has no rows.
    pub fn table(&mut self, sheet: Sheet) {
        if !sheet.rows.is_empty() {
            self.push(Block::Table(sheet));
        }
    }

    /// The same with all of its text made harmless.
    pub(super) fn cleaned(mut self, clean: Clean) -> Self {
        let words = |words: &mut Words| words.iter_mut().for_each(|span| clean_up(&mut span.text, clean));
        for block in &mut self.blocks {
            match block {
                Block::Heading(line) | Block::Text(line) | Block::Item(line) | Block::Hanging(line) => words(line),
                Block::Note(note) => clean_up(note, clean),
                Block::Facts(facts) => facts.iter_mut().for_each(|(_, line)| words(line)),
                Block::Drawing(lines) => lines.iter_mut().for_each(words),
                Block::Table(sheet) => *sheet = std::mem::take(sheet).cleaned(clean),
                Block::Gap => {}
            }
        }
        self
    }

    /// Adds an empty line.
    pub fn gap(&mut self) {
        self.push(Block::Gap);
    }
}
