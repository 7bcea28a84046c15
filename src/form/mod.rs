//! The forms in which a report leaves: they draw what a report says and compute nothing.
//!
//! A command's report serialises to its JSON; besides, it gives a [`Sheet`] for everything that is rows, and
//! a [`Page`] for a reader at a terminal. Text from records is made harmless here, at the door of each form.

pub mod calendar;
pub mod chart;
mod delimited;
pub mod export;
mod markup;
mod page;
pub mod report;
mod sanitize;
pub mod sarif;
mod terminal;
pub mod world;

use std::io::{self, Write};

use serde::Serialize;

pub use markup::markdown_cell;
pub use page::{Align, Block, Page, Role, Sheet, Span, Words};
pub use sanitize::{harmless, json_line, json_page, no_formula, one_line};
pub use terminal::Layout;

/// The formats of every command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A page for a reader.
    #[default]
    Table,
    /// One JSON document.
    Json,
    /// One JSON object for each result.
    Jsonl,
    /// Comma-separated values (RFC 4180).
    Csv,
    /// Tab-separated values.
    Tsv,
    /// A Markdown table.
    Markdown,
    /// A LaTeX table.
    Latex,
}

/// What every report can be drawn from.
pub trait Report: Serialize {
    /// The rows, the same for CSV, TSV, Markdown and LaTeX.
    fn sheet(&self) -> Sheet;
    /// The page for a reader.
    fn page(&self, layout: &Layout) -> Page;
}

/// Writes a report in a format.
///
/// # Errors
///
/// What the writer returns.
pub fn write<R: Report + ?Sized>(report: &R, format: Format, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Table => terminal::write(&report.page(layout).cleaned(one_line), layout, out),
        // By way of a value: so each report is laid out by one piece of code and not by one for each form.
        Format::Json => out.write_all(json_page(&serde_json::to_value(report)?)?.as_bytes()),
        Format::Jsonl => lines(report, out),
        // A cell may have lines, which CSV quotes; readers of TSV know no quotes.
        Format::Csv => delimited::write(&report.sheet().cleaned(harmless), b',', out),
        Format::Tsv => delimited::write(&report.sheet().cleaned(one_line), b'\t', out),
        Format::Markdown => markup::markdown(&report.sheet().cleaned(one_line), out),
        Format::Latex => markup::latex(&report.sheet().cleaned(one_line), out),
    }
}

fn lines<R: Report + ?Sized>(report: &R, out: &mut dyn Write) -> io::Result<()> {
    let document = serde_json::to_value(report)?;
    let results = document.get("results").and_then(serde_json::Value::as_array);
    for result in results.into_iter().flatten() {
        writeln!(out, "{}", json_line(result)?)?;
    }
    Ok(())
}
