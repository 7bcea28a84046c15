//! `treaty check --csv`.

use std::path::Path;

use serde::Serialize;
use treaty::check::foreign::{TableCheck, TableOptions, TableReport, check_table};
use treaty::form::{Block, Layout, Page, Report, Role, Sheet, Span, json_page, one_line};
use treaty::import::MAX_BYTES;

use super::check::{Args, ignored, named};
use super::words;
use crate::cli::args::FormatName;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::{files, input};

/// How many columns of a kind a page names.
const MOST_COLUMNS: usize = 24;

pub fn run(args: &Args, path: &Path, context: &Context) -> Result<Exit, Failure> {
    let stdin = Path::new("-");
    if args.takes_the_input_twice(&context.shared) {
        return Err(Failure::usage(
            "standard input cannot be both the table and the data; name a file for one of them",
        ));
    }
    let treaty = args.treaty.as_deref().map(|name| input::treaty(context, name)).transpose()?;
    let wanted = named(&args.deny, TableCheck::from_name, &TableCheck::ALL.map(TableCheck::name))?;
    let ignore = ignored(args.ignore.as_deref())?;
    let date = context.day(args.date.as_deref())?;
    let bytes = files::read_bytes(path, MAX_BYTES as u64)?;
    let file = if path == stdin { "standard input".into() } else { path.display().to_string() };
    let options = TableOptions { file: &file, treaty, date };
    let mut report = check_table(&bytes, &context.inquiry(), &options, &wanted, &ignore)
        .map_err(|error| Failure::usage(format!("{file}: {error}")))?;
    make_harmless(&mut report);
    let clean = report.results.is_empty() && report.idle_explanations.is_empty();
    if context.shared.format == FormatName::Sarif {
        context.send(false, |out| {
            out.write_all(json_page(&treaty::form::sarif::document_of_table(&report))?.as_bytes())
        })?;
    } else {
        context.answer(&View(report))?;
    }
    Ok(if clean { Exit::Answered } else { Exit::Differs })
}

/// The table's own words, in every format; findings quote its cells already.
fn make_harmless(report: &mut TableReport<'_>) {
    let clean = |text: &mut String| *text = one_line(text).into_owned();
    clean(&mut report.file);
    report.ignored_columns.iter_mut().for_each(clean);
    report.columns.iter_mut().for_each(|column| clean(&mut column.heading));
    report.results.iter_mut().filter_map(|finding| finding.heading.as_mut()).for_each(clean);
}

/// The first of a list of columns, and how many more there are; JSON has them all.
fn listed(columns: impl ExactSizeIterator<Item = String>) -> String {
    let more = columns.len().saturating_sub(MOST_COLUMNS);
    let first: Vec<String> = columns.take(MOST_COLUMNS).collect();
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("{}{more}", first.join(", "))
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(TableReport<'d>);

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let headings =
            ["line#", "column#", "heading", "check", "state", "treaty", "table", "record", "source", "ref", "rows#"];
        let mut sheet = Sheet::new(&headings);
        for one in &self.0.results {
            sheet.push(vec![
                words::number(one.line),
                words::number(one.column),
                words::text(one.heading.as_deref()),
                one.check.name().into(),
                words::text(one.state.map(|state| state.id)),
                words::text(one.treaty.map(|treaty| treaty.id)),
                one.claim.clone().into(),
                words::text(one.record.as_deref()),
                words::text(one.source),
                words::text(one.reference),
                one.rows.to_string().into(),
            ]);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let report = &self.0;
        let mut page = Page::default();
        for one in &report.results {
            let place = match (one.line, one.column) {
                (Some(line), Some(column)) => format!("{line}:{column}"),
                _ => "absent".to_owned(),
            };
            let treaty = one.treaty.filter(|_| report.treaty.is_none());
            let treaty = treaty.map(|treaty| format!(" {}:", treaty.id)).unwrap_or_default();
            page.push(Block::Hanging(vec![
                Span::new(place, Role::Faint),
                format!("{treaty} {} ", one.message()).into(),
                Span::new(format!("[{}]", one.check.name()), Role::Warning),
            ]));
        }
        for idle in &report.idle_explanations {
            page.text(format!("the explanation of {} explains nothing", idle.check));
        }
        if !report.results.is_empty() {
            page.gap();
        }
        let about = report
            .treaty
            .map(|treaty| format!(" against the {}", treaty.short).replace("the The ", "the "))
            .unwrap_or_default();
        let findings =
            if report.results.len() == 1 { "1 finding".into() } else { format!("{} findings", report.results.len()) };
        let explained =
            if report.explained == 0 { String::new() } else { format!(", {} more explained", report.explained) };
        page.heading(format!(
            "{}{about} as of {}: {} rows read, {} compared, {findings}{explained}.",
            report.file, report.date, report.rows, report.compared
        ));
        let read = report.columns.iter().map(|column| format!("{:?} as {}", column.heading, column.meaning.words()));
        page.push(Block::Text(vec![Span::new(format!("Columns read: {}.", listed(read)), Role::Faint)]));
        if !report.ignored_columns.is_empty() {
            let ignored = report.ignored_columns.iter().map(|heading| format!("{heading:?}"));
            page.note(format!("columns not compared: {}", listed(ignored)));
        }
        for note in &report.notes {
            page.note(note.clone());
        }
        words::data(&mut page, &report.data);
        page
    }
}
