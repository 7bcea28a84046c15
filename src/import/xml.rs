//! From the register's XML download to the parts of a status page.
//!
//! The download has a header block (`ExternalData`), the participants
//! (`Participants/Table/TGroup/{Thead,Tbody/Rows}/Row/Entry`) and `EndNotes`. Note numbers stand in the text as
//! `<superscript>4,7</superscript>`, written out. Elements are known by their names wherever they stand.

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::Event;

use super::grid::{BLOCK, BREAK, Cell, Note, Page, Table, one_line, paragraphs};
use super::{ImportError, MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_HEADER, MAX_NOTE, MAX_NOTES, MAX_ROWS, check_size};
use crate::text::short;

/// The deepest nesting that is followed: the download has 8.
const MAX_DEPTH: usize = 256;
const RAISED: &str = "<superscript>";
const LOWERED: &str = "</superscript>";

/// Takes a download apart.
pub(super) fn read(bytes: &[u8]) -> Result<Page, ImportError> {
    check_size("page", bytes.len(), MAX_BYTES)?;
    let text = decoded(bytes)?;
    let mut reader = Reader::from_str(&text);
    let mut open = Open::default();
    loop {
        let at = reader.buffer_position();
        let syntax = |what: &dyn std::fmt::Display| ImportError::Syntax(short(&format!("byte {at}: {what}"), 200));
        match reader.read_event().map_err(|error| syntax(&error))? {
            Event::Start(tag) => open.start(&lower(tag.local_name().into_inner()))?,
            Event::Empty(tag) => {
                let name = lower(tag.local_name().into_inner());
                open.start(&name)?;
                open.end(&name)?;
            }
            Event::End(tag) => open.end(&lower(tag.local_name().into_inner()))?,
            Event::Text(words) => open.text(&words.xml10_content())?,
            Event::CData(words) => open.text(&words.xml10_content())?,
            Event::GeneralRef(reference) => {
                let one = reference.resolve_char_ref().map_err(|error| syntax(&error))?;
                let name = reference.xml10_content();
                match (one, resolve_html5_entity(&name)) {
                    (Some(one), _) => open.text(one.encode_utf8(&mut [0; 4]))?,
                    (None, Some(words)) => open.text(words)?,
                    (None, None) => {
                        return Err(syntax(&format!("the entity &{name}; is not known; none are declared here")));
                    }
                }
            }
            Event::DocType(_) => return Err(syntax(&"a document type is not read: it could declare entities")),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    open.finish()
}

/// The text in the encoding that the first line declares.
fn decoded(bytes: &[u8]) -> Result<String, ImportError> {
    let first = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_lowercase();
    let declared = first.split_once("encoding=").and_then(|(_, rest)| {
        let quote = rest.chars().next()?;
        rest.get(1..)?.split(quote).next().map(str::to_owned)
    });
    let label = declared.unwrap_or_else(|| "utf-8".to_owned());
    match label.as_str() {
        // Each byte of ISO-8859-1 is the character of that number.
        "iso-8859-1" | "latin1" | "us-ascii" => Ok(bytes.iter().map(|&byte| char::from(byte)).collect()),
        "utf-8" | "utf8" => {
            let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let text = std::str::from_utf8(text);
            let broken = |_| ImportError::Syntax("the bytes are not UTF-8, as they declare".to_owned());
            text.map(str::to_owned).map_err(broken)
        }
        _ => {
            let what = format!("the encoding {:?} is not read; save the file as UTF-8", short(&label, 40));
            Err(ImportError::Syntax(what))
        }
    }
}

fn lower(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// What is open while the download is read.
#[derive(Default)]
struct Open {
    page: Page,
    path: Vec<String>,
    /// The words of the innermost element that is gathered.
    words: String,
    /// The label that names the next field of the header.
    label: String,
    table: Option<Table>,
    row: Vec<Cell>,
    note: Option<Note>,
    note_depth: usize,
}

impl Open {
    fn within(&self, name: &str) -> bool {
        self.path.iter().any(|open| open == name)
    }

    fn start(&mut self, name: &str) -> Result<(), ImportError> {
        check_size("nesting", self.path.len() + 1, MAX_DEPTH)?;
        match name {
            "superscript" => self.text(RAISED)?,
            "br" => self.text(BREAK.encode_utf8(&mut [0; 4]))?,
            _ if self.within("endnotes") => {
                if self.note.is_none() {
                    self.words.clear();
                    self.note = Some(Note::default());
                    self.note_depth = self.path.len();
                } else if matches!(name, "p" | "para" | "paragraph" | "text" | "div") {
                    self.text(BLOCK.encode_utf8(&mut [0; 4]))?;
                }
            }
            "table" => self.table = Some(Table { participants: self.within("participants"), ..Table::default() }),
            "row" => self.row.clear(),
            "entry" => self.words.clear(),
            _ if self.within("entry") => {}
            _ => self.words.clear(),
        }
        self.path.push(name.to_owned());
        Ok(())
    }

    fn text(&mut self, words: &str) -> Result<(), ImportError> {
        let limit = if self.note.is_some() { MAX_NOTE } else { MAX_CELL };
        check_size(if self.note.is_some() { "end note" } else { "cell" }, self.words.len() + words.len(), limit)?;
        self.words.push_str(words);
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ImportError> {
        self.path.pop();
        match name {
            "superscript" => self.text(LOWERED)?,
            _ if self.note.is_some() => {
                if self.path.len() == self.note_depth {
                    self.close_note()?;
                } else if self.path.len() == self.note_depth + 1 && is_number(&one_line(&plain(&self.words))) {
                    // A child of its own with the number.
                    let number = one_line(&plain(&self.words));
                    if let Some(note) = self.note.as_mut() {
                        note.number = number;
                    }
                    self.words.clear();
                }
            }
            "entry" => {
                let cell = cell(&self.words);
                check_size("number of columns", self.row.len() + 1, MAX_COLUMNS)?;
                self.row.push(cell);
                self.words.clear();
            }
            "row" => self.close_row()?,
            "table" => {
                if let Some(table) = self.table.take().filter(|table| !table.heads.is_empty()) {
                    check_size("number of tables", self.page.tables.len() + 1, MAX_COLUMNS)?;
                    self.page.tables.push(table);
                }
            }
            _ if self.within("externaldata") => self.field(name)?,
            _ => {}
        }
        Ok(())
    }

    fn close_row(&mut self) -> Result<(), ImportError> {
        let row = std::mem::take(&mut self.row);
        let head = self.within("thead");
        let Some(table) = self.table.as_mut() else { return Ok(()) };
        if head && table.heads.is_empty() {
            table.heads = row;
        } else if !head && row.iter().any(|cell| !cell.text.is_empty()) {
            check_size("number of rows", table.rows.len() + 1, MAX_ROWS)?;
            table.rows.push(row);
        }
        Ok(())
    }

    fn close_note(&mut self) -> Result<(), ImportError> {
        let words = std::mem::take(&mut self.words);
        let Some(mut note) = self.note.take() else { return Ok(()) };
        let mut words = words.trim_start_matches([BLOCK, BREAK, ' ', '\n', '\r', '\t']);
        if note.number.is_empty() {
            let (number, rest) = leading_number(words);
            note.number = number;
            words = rest;
        }
        note.paragraphs = paragraphs(&plain(words));
        check_size("number of end notes", self.page.notes.len() + 1, MAX_NOTES)?;
        if !note.number.is_empty() || !note.paragraphs.is_empty() {
            self.page.notes.push(note);
        }
        Ok(())
    }

    /// A field of the header: by the label beside it, else by its own name or that of an element around it.
    fn field(&mut self, name: &str) -> Result<(), ImportError> {
        let words = one_line(&plain(&std::mem::take(&mut self.words)));
        check_size("header", self.page.title.len() + words.len(), MAX_HEADER)?;
        if words.is_empty() {
            return Ok(());
        }
        if name.contains("label") {
            self.label = words.to_lowercase();
            return Ok(());
        }
        let label = std::mem::take(&mut self.label);
        let mut names = vec![label.as_str(), name];
        names.extend(self.path.iter().rev().map(String::as_str).take_while(|open| *open != "externaldata"));
        let names = names.join(" ");
        let says = |wanted: &[&str]| wanted.iter().any(|wanted| names.contains(wanted));
        let page = &mut self.page;
        let slot = if words.to_lowercase().contains("as at") || says(&["as at", "asat", "date of status"]) {
            &mut page.as_of
        } else if says(&["entry into force", "entryintoforce", "eif"]) {
            &mut page.entry_into_force
        } else if says(&["status"]) {
            &mut page.status
        } else if says(&["adoption", "conclusion", "concluded", "placedate"]) {
            &mut page.adopted
        } else if says(&["chapter"]) {
            let roman = words.split_whitespace().last().is_some_and(|word| word.bytes().all(|b| b"IVXLC".contains(&b)));
            if roman {
                page.chapter = format!("CHAPTER {}", words.split_whitespace().last().unwrap_or_default());
                return Ok(());
            }
            &mut page.chapter_title
        } else if says(&["section", "subchapter"]) {
            &mut page.section
        } else if says(&["title", "name"]) {
            // The number may have come before, or stand in the title itself.
            page.title = if is_number(&page.title) { format!("{}. {words}", page.title) } else { words };
            return Ok(());
        } else if says(&["number"]) && is_number(&words) {
            page.title = if page.title.is_empty() { words } else { format!("{words}. {}", page.title) };
            return Ok(());
        } else {
            return Ok(());
        };
        if slot.is_empty() {
            *slot = words;
        }
        Ok(())
    }

    fn finish(self) -> Result<Page, ImportError> {
        let mut page = self.page;
        if let Some(open) = self.path.last() {
            return Err(ImportError::Syntax(format!(
                "the element {} is not closed: is the file whole?",
                short(open, 60)
            )));
        }
        if page.tables.is_empty() {
            return Err(ImportError::Missing("table of participants"));
        }
        page.tables.sort_by_key(|table| !table.participants);
        Ok(page)
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() < 5 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number that a note begins with, raised or not, and what follows it.
fn leading_number(words: &str) -> (String, &str) {
    if let Some(rest) = words.strip_prefix(RAISED)
        && let Some((number, rest)) = rest.split_once(LOWERED)
    {
        return (short(&one_line(number), 16), rest);
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &words[digits..];
    let parted = rest.starts_with(['.', ' ', ')', BREAK, BLOCK, '\n', '\t']) || rest.is_empty();
    if digits > 0 && digits < 5 && parted {
        return (words[..digits].to_owned(), rest.trim_start_matches(['.', ')', ' ']));
    }
    (String::new(), words)
}

/// A cell's words, with the raised note numbers taken out of them.
fn cell(words: &str) -> Cell {
    let mut text = String::new();
    let mut notes = Vec::new();
    let mut rest = words;
    while let Some((before, raised)) = rest.split_once(RAISED) {
        text.push_str(before);
        let (numbers, after) = raised.split_once(LOWERED).unwrap_or((raised, ""));
        let number = |part: &str| part.trim().to_owned();
        notes.extend(numbers.split([',', ';', ' ']).map(number).filter(|number| !number.is_empty()));
        notes.truncate(MAX_COLUMNS);
        text.push(' ');
        rest = after;
    }
    text.push_str(rest);
    Cell { text: one_line(&plain(&text)), notes }
}

/// Words without the tags that are written out in them.
fn plain(words: &str) -> String {
    const TAGS: [&str; 10] = ["<b>", "</b>", "<i>", "</i>", "<u>", "</u>", "<em>", "</em>", RAISED, LOWERED];
    let mut plain = words.replace("<br>", "\u{1}").replace("<br/>", "\u{1}").replace("<br />", "\u{1}");
    for tag in TAGS {
        if plain.contains(tag) {
            plain = plain.replace(tag, " ");
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOWNLOAD: &str = r#"<?xml version="1.0" encoding="ISO-8859-1"?>
<Treaty>
 <ExternalData>
  <Chapter><Number>IV</Number><Name>Human Rights</Name></Chapter>
  <TreatyNumber>5</TreatyNumber>
  <Title>Optional Protocol to the International Covenant on Civil and Political Rights</Title>
  <Adoption>New York, 16 December 1966</Adoption>
  <EIF><Labeltext>Entry into force</Labeltext><Text>23 March 1976, in accordance with article 9.</Text></EIF>
  <Status><Labeltext>Status</Labeltext><Text>Signatories : 1. Parties : 1</Text></Status>
  <Status>STATUS AS AT : 14-03-2015</Status>
 </ExternalData>
 <Participants><Table><TGroup>
  <Thead><Row><Entry>Participant</Entry><Entry>Signature, Succession to signature(d)</Entry><Entry>Accession(a), Ratification</Entry></Row></Thead>
  <Tbody><Rows>
   <Row><Entry>Belarus&lt;superscript&gt;4,7&lt;/superscript&gt;</Entry><Entry></Entry><Entry>[30 Sep 1992 a]</Entry></Row>
   <Row><Entry>C&#244;te d'Ivoire</Entry><Entry/><Entry>5 Mar 1997 a</Entry></Row>
  </Rows></Tbody></TGroup></Table></Participants>
 <EndNotes>
  <Note><Number>4</Number><P>On 8 November 2022, the Government of Belarus notified.</P><P>More.</P></Note>
  <Note>&lt;superscript&gt;7&lt;/superscript&gt; Another&amp;nbsp;note.</Note>
 </EndNotes>
</Treaty>"#;

    #[test]
    fn the_parts_of_a_download_are_found_by_their_names() {
        let page = read(DOWNLOAD.as_bytes()).expect("it is well-formed");
        assert_eq!(page.chapter, "CHAPTER IV");
        assert_eq!(page.chapter_title, "Human Rights");
        assert_eq!(page.title, "5. Optional Protocol to the International Covenant on Civil and Political Rights");
        assert_eq!(page.adopted, "New York, 16 December 1966");
        assert_eq!(page.entry_into_force, "23 March 1976, in accordance with article 9.");
        assert_eq!(
            (page.status.as_str(), page.as_of.as_str()),
            ("Signatories : 1. Parties : 1", "STATUS AS AT : 14-03-2015")
        );
        let [table] = page.tables.as_slice() else { panic!("one table") };
        assert!(table.participants);
        assert_eq!(table.heads[2].text, "Accession(a), Ratification");
        assert_eq!(table.rows[0][0], Cell { text: "Belarus".into(), notes: vec!["4".into(), "7".into()] });
        assert_eq!(table.rows[0][2].text, "[30 Sep 1992 a]");
        assert_eq!(table.rows[1][0].text, "Côte d'Ivoire");
        assert_eq!(page.notes[0].number, "4");
        assert_eq!(page.notes[0].paragraphs, ["On 8 November 2022, the Government of Belarus notified.", "More."]);
        assert_eq!(page.notes[1].number, "7");
    }

    #[test]
    fn latin_1_is_read_as_it_declares() {
        let mut bytes = Vec::new();
        for c in DOWNLOAD.replace("C&#244;te", "Côte").chars() {
            bytes.push(u8::try_from(u32::from(c)).expect("it is in Latin-1"));
        }
        assert_eq!(read(&bytes).expect("it is well-formed").tables[0].rows[1][0].text, "Côte d'Ivoire");
    }

    #[test]
    fn entities_cannot_be_declared_and_a_cut_file_is_told() {
        let bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
        assert!(matches!(read(bomb.as_bytes()), Err(ImportError::Syntax(_))));
        assert!(matches!(read(b"<a>&b;</a>"), Err(ImportError::Syntax(_))));
        let cut = &DOWNLOAD[..DOWNLOAD.len() - 200];
        assert!(matches!(read(cut.as_bytes()), Err(ImportError::Syntax(_))));
        let deep = "<a>".repeat(100_000);
        assert!(matches!(read(deep.as_bytes()), Err(ImportError::TooLarge { .. })));
    }
}
