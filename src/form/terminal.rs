//! A page at a terminal.

use std::io::{self, Write};

use comfy_table::{
    Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width,
};

use super::page::{Align, Block, Page, Role, Sheet, Span};
use super::sanitize::harmless;

/// The width below which a column is not squeezed for others.
const NARROWEST: u16 = 8;

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

pub(super) fn write(page: &Page, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::new();
    for block in &page.blocks {
        match block {
            Block::Heading(words) | Block::Text(words) => paragraph(words, 0, 0, layout, &mut text),
            Block::Item(words) => paragraph(words, 2, 2, layout, &mut text),
            Block::Note(note) => {
                let words = [Span::new("note: ", Role::Warning), Span::from(note.as_str())];
                paragraph(&words, 0, 6, layout, &mut text);
            }
            Block::Facts(facts) => facts_block(facts, layout, &mut text),
            Block::Table(sheet) => table(sheet, layout, &mut text),
            Block::Drawing(lines) => {
                for line in lines {
                    for span in line {
                        paint(&harmless(&span.text), span.role, layout, &mut text);
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
    for (name, words) in facts {
        let mut line = vec![Span::new(format!("{name:longest$}  "), Role::Faint)];
        line.extend(words.iter().cloned());
        paragraph(&line, 2, longest + 4, layout, text);
    }
}

/// Words filled into the width, the first line indented by `first`, all others by `rest`.
fn paragraph(words: &[Span], first: usize, rest: usize, layout: &Layout, text: &mut String) {
    let width = usize::from(layout.width).max(20);
    let rest = if rest + 16 > width { 0 } else { rest };
    text.extend(std::iter::repeat_n(' ', first));
    let mut column = first;
    let mut space = false;
    for span in words {
        let clean = harmless(&span.text);
        let keeps_spaces = span.text.ends_with("  ");
        if keeps_spaces {
            paint(&clean, span.role, layout, text);
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

/// Lets no column become narrower than its longest word; where not all fit, the longest words are broken first.
fn keep_words_whole(table: &mut Table, sheet: &Sheet, width: u16) {
    let longest = |text: &str| text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default();
    let mut needs: Vec<u16> = (0..sheet.columns.len())
        .map(|at| {
            let cells = sheet.rows.iter().filter_map(|row| row.get(at)).map(|span| longest(&span.text));
            let heading = longest(&sheet.columns[at].0.replace('_', " "));
            u16::try_from(cells.max().unwrap_or_default().max(heading) + usize::from(GAP)).unwrap_or(u16::MAX)
        })
        .collect();
    while needs.iter().fold(0_u16, |sum, need| sum.saturating_add(*need)) > width {
        match needs.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            // There is no room for words: let them be broken anywhere.
            _ => {
                needs.fill(0);
                break;
            }
        }
    }
    for (at, need) in needs.into_iter().enumerate() {
        if let Some(column) = table.column_mut(at) {
            column.set_padding((GAP, 0));
            if need > 0 {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(need)));
            }
        }
    }
}

fn table(sheet: &Sheet, layout: &Layout, text: &mut String) {
    let rule = if layout.ascii { '-' } else { '─' };
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill(rule)));
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(layout.width.max(20));
    if layout.colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    let cell = |span: &Span, align: Align| {
        let clean = harmless(&span.text);
        let words = if layout.ascii { ascii(&clean) } else { clean.into_owned() };
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
    table.set_header(sheet.columns.iter().map(|(heading, align)| {
        let heading = Span::from(heading.replace('_', " "));
        cell(&heading, *align)
    }));
    for row in &sheet.rows {
        table.add_row(row.iter().zip(&sheet.columns).map(|(span, (_, align))| cell(span, *align)));
    }
    keep_words_whole(&mut table, sheet, layout.width);
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
}
