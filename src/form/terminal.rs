//! A page at a terminal.

use std::fmt::Write as _;
use std::io::{self, Write};

use comfy_table::{
    Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width,
};

use unicode_width::UnicodeWidthStr;

use super::page::{Align, Block, Page, Role, Sheet, Span};

/// The width below which a column is not squeezed for others.
const NARROWEST: usize = 8;

/// How many spaces stand before each cell.
const GAP: u16 = 2;

/// How a page may be laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Columns of the terminal.
    pub width: u16,
    /// Whether colour may be used.
    pub colour: bool,
    /// Whether only ASCII may be drawn.
    pub ascii: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self { width: 80, colour: false, ascii: false }
    }
}

/// Writes a page whose text is harmless.
pub(super) fn write(page: &Page, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::new();
    for block in &page.blocks {
        match block {
            Block::Heading(words) | Block::Text(words) => paragraph(words, 0, 0, layout, &mut text),
            Block::Item(words) => paragraph(words, 2, 2, layout, &mut text),
            Block::Hanging(words) => paragraph(words, 0, 4, layout, &mut text),
            Block::Note(note) => {
                let words = [Span::new("note: ", Role::Warning), Span::from(note.as_str())];
                paragraph(&words, 0, 6, layout, &mut text);
            }
            Block::Facts(facts) => facts_block(facts, layout, &mut text),
            Block::Table(sheet) => table(sheet, layout, &mut text),
            Block::Drawing(lines) => {
                for line in lines {
                    for span in line {
                        paint(&span.text, span.role, layout, &mut text);
                    }
                    text.push('\n');
                }
            }
            Block::Gap => text.push('\n'),
        }
    }
    out.write_all(text.as_bytes())
}

fn facts_block(facts: &[(&'static str, Vec<Span>)], layout: &Layout, text: &mut String) {
    let longest = facts.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let fits = longest + 4 + 16 <= usize::from(layout.width);
    for (name, words) in facts {
        let name = if fits { format!("{name:longest$}  ") } else { format!("{name}: ") };
        let mut line = vec![Span::new(name, Role::Faint)];
        line.extend(words.iter().cloned());
        paragraph(&line, 2, if fits { longest + 4 } else { 4 }, layout, text);
    }
}

/// Words filled into the width, the first line indented by `first`, all others by `rest`.
fn paragraph(words: &[Span], first: usize, rest: usize, layout: &Layout, text: &mut String) {
    let width = usize::from(layout.width).max(20);
    let rest = rest.min(width.saturating_sub(16));
    text.extend(std::iter::repeat_n(' ', first));
    let mut column = first;
    let mut space = false;
    for span in words {
        let clean = span.text.as_str();
        // Words that stand under each other, unless what follows would have no room beside them.
        let keeps_spaces = clean.ends_with("  ") && column + clean.chars().count() + 16 <= width;
        if keeps_spaces {
            paint(clean, span.role, layout, text);
            column += clean.chars().count();
            space = false;
            continue;
        }
        space |= clean.starts_with(char::is_whitespace);
        for word in clean.split_whitespace() {
            let length = word.chars().count();
            if space && column + 1 + length > width && column > rest {
                text.push('\n');
                text.extend(std::iter::repeat_n(' ', rest));
                column = rest;
            } else if space {
                text.push(' ');
                column += 1;
            }
            paint(word, span.role, layout, text);
            column += length;
            space = true;
        }
        space = clean.ends_with(char::is_whitespace) && !clean.is_empty();
    }
    text.push('\n');
}

fn paint(words: &str, role: Role, layout: &Layout, text: &mut String) {
    use anstyle::{AnsiColor, Style};
    let style = match role {
        _ if !layout.colour => Style::new(),
        Role::Plain => Style::new(),
        Role::Strong => Style::new().bold(),
        Role::Faint => Style::new().dimmed(),
        Role::Good => AnsiColor::Green.on_default(),
        Role::Warning => AnsiColor::Yellow.on_default().bold(),
        Role::Bad => AnsiColor::Red.on_default(),
    };
    let words = if layout.ascii { ascii(words) } else { words.to_owned() };
    if style == Style::new() {
        text.push_str(&words);
    } else {
        text.extend([style.render().to_string(), words, style.render_reset().to_string()]);
    }
}

/// Only ASCII: letters lose their accents, everything else becomes a question mark.
fn ascii(words: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain = |c: char| match c {
        '–' | '—' | '─' => Some('-'),
        '’' => Some('\''),
        c if unicode_normalization::char::is_combining_mark(c) => None,
        c if c.is_ascii() => Some(c),
        _ => Some('?'),
    };
    words.nfkd().filter_map(plain).collect()
}

/// How wide each column is drawn: as wide as its longest cell, or where there is no room, the widest columns give
/// way first, to their longest words before to pieces of them. `None` where even pieces have no room.
fn column_widths(sheet: &Sheet, width: u16) -> Option<Vec<u16>> {
    let heading = |at: usize| sheet.columns[at].0.replace('_', " ");
    let columns = 0..sheet.columns.len();
    let measured = |measure: fn(&str) -> usize| -> Vec<usize> {
        let of_column = |at: usize| {
            let cells = sheet.rows.iter().filter_map(|row| row.get(at)).map(|span| measure(&span.text));
            cells.max().unwrap_or_default().max(measure(&heading(at))).max(1)
        };
        columns.clone().map(of_column).collect()
    };
    let mut widths = measured(UnicodeWidthStr::width);
    let words = measured(|text| text.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or_default());
    let room = usize::from(width).saturating_sub(usize::from(GAP) * widths.len());
    for floor in [words.as_slice(), &vec![NARROWEST; widths.len()]] {
        while widths.iter().sum::<usize>() > room {
            let widest = widths.iter_mut().zip(floor).filter(|(width, floor)| **width > **floor);
            match widest.max_by_key(|(width, _)| **width) {
                Some((width, _)) => *width -= 1,
                None => break,
            }
        }
    }
    let fits = widths.iter().sum::<usize>() <= room;
    fits.then(|| widths.into_iter().map(|width| u16::try_from(width).unwrap_or(u16::MAX)).collect())
}

/// Each row as lines of its own, for a terminal that has no room for columns.
fn stacked(sheet: &Sheet, layout: &Layout, text: &mut String) {
    for (place, row) in sheet.rows.iter().enumerate() {
        if place > 0 {
            text.push('\n');
        }
        for (span, (heading, _)) in row.iter().zip(&sheet.columns).filter(|(span, _)| !span.text.is_empty()) {
            let heading = Span::new(format!("{}: ", heading.replace('_', " ")), Role::Faint);
            paragraph(&[heading, span.clone()], 2, 4, layout, text);
        }
    }
}

fn table(sheet: &Sheet, layout: &Layout, text: &mut String) {
    let Some(widths) = column_widths(sheet, layout.width.max(20)) else {
        return stacked(sheet, layout, text);
    };
    let rule = if layout.ascii { '-' } else { '─' };
    let style = TableStyle::new().header_separator(LineStyle::none().fill(rule));
    let cell = |span: &Span, align: Align| {
        let words = if layout.ascii { ascii(&span.text) } else { span.text.clone() };
        let mut cell = Cell::new(words);
        if align == Align::Right {
            cell = cell.set_alignment(CellAlignment::Right);
        }
        match span.role {
            Role::Good => cell.fg(Color::Green),
            Role::Warning => cell.fg(Color::Yellow),
            Role::Bad => cell.fg(Color::Red),
            Role::Faint => cell.fg(Color::DarkGrey),
            Role::Plain | Role::Strong => cell,
        }
    };
    let arrange = |heading: bool, rows: &[Vec<Span>], text: &mut String| {
        let mut table = Table::new();
        table.load_style(style);
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(layout.width.max(20));
        if layout.colour {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        if heading {
            table.set_header(sheet.columns.iter().map(|(heading, align)| {
                let heading = Span::from(heading.replace('_', " "));
                cell(&heading, *align)
            }));
        }
        for row in rows {
            table.add_row(row.iter().zip(&sheet.columns).map(|(span, (_, align))| cell(span, *align)));
        }
        for (at, width) in widths.iter().enumerate() {
            if let Some(column) = table.column_mut(at) {
                column.set_padding((GAP, 0));
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width + GAP)));
            }
        }
        for line in table.lines() {
            text.push_str(line.trim_end());
            text.push('\n');
        }
    };
    let (first, rest) = sheet.rows.split_at(sheet.rows.len().min(1));
    arrange(true, first, text);
    // Only a row with a cell too long for its column needs to be arranged; most are written as they are.
    for row in rest {
        let fits = |(span, width): (&Span, &u16)| span.text.is_ascii() && span.text.len() <= usize::from(*width);
        if layout.colour || !row.iter().zip(&widths).all(fits) {
            arrange(false, std::slice::from_ref(row), text);
            continue;
        }
        let start = text.len();
        for ((span, width), (_, align)) in row.iter().zip(&widths).zip(&sheet.columns) {
            let (width, gap) = (usize::from(*width), usize::from(GAP));
            let _ = match align {
                Align::Left => write!(text, "{:gap$}{:width$}", "", span.text),
                Align::Right => write!(text, "{:gap$}{:>width$}", "", span.text),
            };
        }
        text.truncate(start + text[start..].trim_end().len());
        text.push('\n');
    }
}
