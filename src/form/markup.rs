//! Tables for papers: Markdown and LaTeX.

use std::io::{self, Write};

use super::page::{Align, Sheet};
use super::sanitize::one_line;

/// Text as a cell of a Markdown table holds it: nothing in it is markup, HTML, a link or a formula.
///
/// # Examples
///
/// ```
/// use treaty::form::markdown_cell;
///
/// assert_eq!(markdown_cell("a|b <b>[c](d)"), "a\\|b &lt;b>\\[c](d)");
/// ```
#[must_use]
pub fn markdown_cell(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | '$' | '~' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

pub(super) fn markdown(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let escape = markdown_cell;
    let line = |cells: &mut dyn Iterator<Item = String>| format!("| {} |", cells.collect::<Vec<_>>().join(" | "));
    writeln!(out, "{}", line(&mut sheet.columns.iter().map(|(heading, _)| escape(heading))))?;
    let rule = |align: Align| if align == Align::Right { "--:" } else { "---" };
    writeln!(out, "{}", line(&mut sheet.columns.iter().map(|(_, align)| rule(*align).to_owned())))?;
    for row in &sheet.rows {
        writeln!(out, "{}", line(&mut row.iter().map(|cell| escape(&cell.text))))?;
    }
    Ok(())
}

pub(super) fn latex(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let columns: String =
        sheet.columns.iter().map(|(_, align)| if *align == Align::Right { 'r' } else { 'l' }).collect();
    let line = |cells: &mut dyn Iterator<Item = String>| format!("{} \\\\", cells.collect::<Vec<_>>().join(" & "));
    writeln!(out, "\\begin{{tabular}}{{{columns}}}\n\\hline")?;
    writeln!(out, "{}\n\\hline", line(&mut sheet.columns.iter().map(|(heading, _)| tex(heading))))?;
    for row in &sheet.rows {
        writeln!(out, "{}", line(&mut row.iter().map(|cell| tex(&cell.text))))?;
    }
    writeln!(out, "\\hline\n\\end{{tabular}}")
}

fn tex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '<' => escaped.push_str("\\textless{}"),
            '>' => escaped.push_str("\\textgreater{}"),
            '|' => escaped.push_str("\\textbar{}"),
            // At the start of a row these would be an argument of the `\\` that ended the row before.
            '[' | '*' => escaped.extend(['{', c, '}']),
            c => escaped.push(c),
        }
    }
    escaped
}
