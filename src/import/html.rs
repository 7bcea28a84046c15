//! From the HTML of a status page, as a browser or a script saves it, to its parts.
//!
//! It follows the tags and builds no tree, so that neither depth nor broken markup costs more than the page's length.

use super::grid::{BLOCK, BREAK, Cell, Note, Page, Table, one_line, paragraphs};
use super::tags::{Scanner, Tag, Token, decode};
use super::{ImportError, MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_HEADER, MAX_NOTE, MAX_NOTES, MAX_ROWS, check_size};

/// Takes a page apart.
pub(super) fn read(page: &str) -> Result<Page, ImportError> {
    check_size("page", page.len(), MAX_BYTES)?;
    let mut reader = Reader::default();
    let mut scanner = Scanner::new(page);
    while let Some(token) = scanner.next_token() {
        match token {
            Token::Text(text) => reader.text(text)?,
            Token::Start(tag) => reader.start(&tag)?,
            Token::End(name) => reader.end(&name)?,
        }
    }
    reader.finish()
}

/// Where the scanner is: which part of the page it gathers.
#[derive(Default)]
struct Reader {
    page: Page,
    field: Option<Field>,
    table: Option<OpenTable>,
    note: Option<OpenNote>,
    raised: bool,
    as_of: bool,
}

/// A field of the header that is being read.
struct Field {
    which: Which,
    tag: String,
    depth: usize,
    text: String,
}

#[derive(Clone, Copy)]
enum Which {
    Chapter,
    ChapterTitle,
    Section,
    Title,
    Adopted,
    EntryIntoForce,
    Status,
}

impl Which {
    /// The field that an element holds, by its id: the page's own parts have stable endings.
    fn of(id: &str) -> Option<Self> {
        let text = id.ends_with("tcText");
        Some(match () {
            () if id.ends_with("tcTreaty") => Self::Title,
            () if id.contains("rptHead_") && id.ends_with("tcHead") => Self::Chapter,
            () if id.contains("rptHead_") && text => Self::ChapterTitle,
            () if id.ends_with("_Td1") => Self::Section,
            () if id.contains("rptTreaty_") && text => Self::Adopted,
            () if id.contains("rptEIF_") && text => Self::EntryIntoForce,
            () if id.contains("rptStatus_") && text => Self::Status,
            () => return None,
        })
    }
}

/// A table that is being read.
#[derive(Default)]
struct OpenTable {
    table: Table,
    depth: usize,
    head: bool,
    row: Option<Vec<Cell>>,
    cell: Option<(String, Vec<String>)>,
}

/// An end note that is being read.
#[derive(Default)]
struct OpenNote {
    number: String,
    tables: usize,
    text: String,
}

impl Reader {
    fn text(&mut self, text: &str) -> Result<(), ImportError> {
        if !self.as_of && self.note.is_none() && text.contains("STATUS AS AT") {
            self.as_of = true;
            check_size("header", text.len(), MAX_HEADER)?;
            self.page.as_of = one_line(text);
        }
        if self.raised {
            return Ok(());
        }
        if let Some(note) = &mut self.note {
            decode(text, &mut note.text);
            return check_size("end note", note.text.len(), MAX_NOTE);
        }
        if let Some((cell, _)) = self.table.as_mut().and_then(|open| open.cell.as_mut()) {
            decode(text, cell);
            return check_size("cell", cell.len(), MAX_CELL);
        }
        if let Some(field) = &mut self.field {
            decode(text, &mut field.text);
            return check_size("header", field.text.len(), MAX_HEADER);
        }
        Ok(())
    }

    fn mark(&mut self, mark: char) -> Result<(), ImportError> {
        self.text(mark.encode_utf8(&mut [0; 4]))
    }

    fn start(&mut self, tag: &Tag) -> Result<(), ImportError> {
        if tag.class.contains("divNotesAll") {
            self.close_note()?;
            self.raised = false;
            self.note = Some(OpenNote::default());
            return Ok(());
        }
        if self.raised && tag.name == "a" {
            let number = tag.href.strip_prefix('#').filter(|number| number.bytes().all(|b| b.is_ascii_alphanumeric()));
            if let (Some(number), Some((_, notes))) = (number, self.table.as_mut().and_then(|t| t.cell.as_mut()))
                && notes.len() < MAX_COLUMNS
            {
                notes.push(number.to_owned());
            }
        }
        match tag.name.as_str() {
            "sup" => self.raised = true,
            "br" => self.mark(BREAK)?,
            "p" | "div" | "li" | "tr" | "table" | "ul" | "ol" | "hr" if self.note.is_some() => self.mark(BLOCK)?,
            _ => {}
        }
        if let Some(note) = &mut self.note {
            match tag.name.as_str() {
                "table" => note.tables += 1,
                "a" if note.number.is_empty() && !tag.anchor.is_empty() && tag.anchor.len() < 16 => {
                    tag.anchor.clone_into(&mut note.number);
                }
                _ => {}
            }
            return Ok(());
        }
        if tag.name == "form" && self.page.address.is_empty() && tag.action.contains("mtdsg_no") {
            decode(tag.action, &mut self.page.address);
        }
        self.start_in_table(tag)?;
        if let Some(field) = &mut self.field {
            if field.tag == tag.name {
                field.depth += 1;
            }
        } else if self.table.is_none()
            && let Some(which) = Which::of(tag.id)
        {
            self.field = Some(Field { which, tag: tag.name.clone(), depth: 1, text: String::new() });
        }
        Ok(())
    }

    fn start_in_table(&mut self, tag: &Tag) -> Result<(), ImportError> {
        if tag.name == "table" && self.table.is_none() && tag.id.ends_with("tblgrid") {
            let table = Table { participants: true, ..Table::default() };
            self.table = Some(OpenTable { table, depth: 1, ..OpenTable::default() });
            self.field = None;
            return Ok(());
        }
        if self.table.is_none() && tag.name == "tr" && tag.class.contains("thead-one") {
            // Further tables of the page have no id that says what they are.
            self.table = Some(OpenTable { depth: 1, ..OpenTable::default() });
        }
        let Some(open) = &mut self.table else { return Ok(()) };
        match tag.name.as_str() {
            "table" => open.depth += 1,
            "tr" if open.depth == 1 => {
                self.raised = false;
                open.close_row()?;
                open.head = tag.class.contains("thead-one");
                open.row = Some(Vec::new());
            }
            "td" | "th" if open.depth == 1 => {
                self.raised = false;
                open.close_cell()?;
                open.head |= tag.name == "th" && open.table.heads.is_empty();
                open.cell = Some((String::new(), Vec::new()));
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ImportError> {
        match name {
            "sup" => self.raised = false,
            "p" | "div" | "li" | "tr" | "table" if self.note.is_some() => {
                self.raised = false;
                self.mark(BLOCK)?;
            }
            _ => {}
        }
        if let Some(note) = &mut self.note {
            match name {
                "table" if note.tables > 0 => note.tables -= 1,
                "td" | "table" if note.tables == 0 => self.close_note()?,
                _ => {}
            }
            return Ok(());
        }
        if let Some(open) = &mut self.table {
            match name {
                "table" => {
                    open.depth -= 1;
                    if open.depth == 0 {
                        self.close_table()?;
                    }
                }
                "tr" if open.depth == 1 => open.close_row()?,
                "td" | "th" if open.depth == 1 => {
                    self.raised = false;
                    open.close_cell()?;
                }
                _ => {}
            }
        }
        if let Some(field) = self.field.as_mut().filter(|field| field.tag == name) {
            field.depth -= 1;
            if field.depth == 0 {
                self.close_field()?;
            }
        }
        Ok(())
    }

    fn close_field(&mut self) -> Result<(), ImportError> {
        self.raised = false;
        let Some(field) = self.field.take() else { return Ok(()) };
        let line = one_line(&field.text);
        let place = match field.which {
            Which::Chapter => &mut self.page.chapter,
            Which::ChapterTitle => &mut self.page.chapter_title,
            Which::Section => &mut self.page.section,
            Which::Title => &mut self.page.title,
            Which::Adopted => &mut self.page.adopted,
            Which::EntryIntoForce => &mut self.page.entry_into_force,
            Which::Status => &mut self.page.status,
        };
        if place.is_empty() {
            *place = line;
        } else if !line.is_empty() {
            place.push(' ');
            place.push_str(&line);
        }
        check_size("header", place.len(), MAX_HEADER)
    }

    fn close_table(&mut self) -> Result<(), ImportError> {
        if let Some(mut open) = self.table.take() {
            open.close_row()?;
            check_size("number of tables", self.page.tables.len() + 1, MAX_COLUMNS)?;
            self.page.tables.push(open.table);
        }
        Ok(())
    }

    fn close_note(&mut self) -> Result<(), ImportError> {
        let Some(note) = self.note.take() else { return Ok(()) };
        self.raised = false;
        // The anchor's own text is the number again.
        let text = note.text.trim_start();
        let paragraphs = paragraphs(text.strip_prefix(note.number.as_str()).unwrap_or(text));
        if !paragraphs.is_empty() {
            check_size("number of end notes", self.page.notes.len() + 1, MAX_NOTES)?;
            self.page.notes.push(Note { number: note.number, paragraphs });
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Page, ImportError> {
        self.close_note()?;
        self.close_table()?;
        self.close_field()?;
        Ok(self.page)
    }
}

impl OpenTable {
    fn close_cell(&mut self) -> Result<(), ImportError> {
        if let Some((text, notes)) = self.cell.take() {
            let row = self.row.get_or_insert_default();
            row.push(Cell { text: one_line(&text), notes });
            check_size("number of columns", row.len(), MAX_COLUMNS)?;
        }
        Ok(())
    }

    fn close_row(&mut self) -> Result<(), ImportError> {
        self.close_cell()?;
        let Some(row) = self.row.take().filter(|row| row.iter().any(|cell| *cell != Cell::default())) else {
            return Ok(());
        };
        if self.head || self.table.heads.is_empty() {
            // A heading that is repeated further down says nothing new.
            if self.table.heads.is_empty() {
                self.table.heads = row;
            }
            return Ok(());
        }
        self.table.rows.push(row);
        check_size("number of rows", self.table.rows.len(), MAX_ROWS)
    }
}
