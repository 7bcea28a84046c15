//! `treaty cite`.

use std::fmt::Write as _;

use clap::ValueEnum;
use serde::Serialize;
use serde_json::json;
use treaty::form::{Layout, Page, Report, Sheet, json_page, one_line};
use treaty::query::cite::{Citation, CiteReport, Cited};

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty cite
  treaty cite lithuania ccm --date 2025-03-01 --as bibtex
  treaty cite --treaty ottawa --as csl

The dataset comes first, then every source that the answer rests on.")]
pub struct Args {
    /// The state of an answer
    #[arg(requires = "named")]
    state: Option<String>,
    /// The treaty of an answer
    #[arg(id = "named", value_name = "TREATY")]
    named: Option<String>,
    /// The day of an answer; today where absent
    #[arg(short, long, value_name = "DAY")]
    date: Option<String>,
    /// A treaty's record
    #[arg(short, long, value_name = "TREATY", conflicts_with = "state")]
    treaty: Option<String>,
    /// The style
    #[arg(long = "as", value_name = "STYLE", default_value = "plain")]
    style: Style,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Style {
    /// One paragraph each
    Plain,
    /// BibTeX
    Bibtex,
    /// CSL-JSON, which reference managers read
    Csl,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let what = match (&args.state, &args.named, &args.treaty) {
        (Some(state), Some(treaty), _) => {
            let day = context.day(args.date.as_deref())?;
            Cited::Answer(input::state(context, state, day)?, input::treaty(context, treaty)?, day)
        }
        (_, _, Some(treaty)) => Cited::Treaty(input::treaty(context, treaty)?),
        _ => Cited::Dataset,
    };
    let report = context.inquiry().cite(what);
    match args.style {
        Style::Plain => context.answer(&View(report))?,
        Style::Bibtex => context.send(false, |out| out.write_all(bibtex(&report).as_bytes()))?,
        Style::Csl => context.send(false, |out| out.write_all(json_page(&csl(&report))?.as_bytes()))?,
    }
    Ok(Exit::Answered)
}

#[derive(Serialize)]
#[serde(transparent)]
struct View(CiteReport);

/// Text as BibTeX holds it.
fn braced(text: &str) -> String {
    let mut safe = String::new();
    for c in one_line(text).chars() {
        match c {
            '{' | '}' | '%' | '&' | '#' | '$' | '_' => safe.extend(['\\', c]),
            '\\' => safe.push_str("\\textbackslash{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            c => safe.push(c),
        }
    }
    safe
}

/// An address as BibTeX holds it: styles take it as it is, so nothing in it may mean anything to TeX.
fn address_in_bibtex(address: &str) -> String {
    let mut safe = String::new();
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte) {
            safe.push(char::from(byte));
        } else {
            let _ = write!(safe, "%{byte:02X}");
        }
    }
    safe
}

/// A key of BibTeX, which may hold little.
fn key(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.:/+".contains(c) { c } else { '-' }).collect()
}

fn bibtex(report: &CiteReport) -> String {
    let mut text = String::new();
    for one in &report.results {
        let _ = writeln!(text, "@misc{{{},", key(&one.id));
        // Twice in braces: the name of an institution, not of a person.
        let _ = writeln!(text, "  author = {{{{{}}}}},", braced(&one.publisher));
        let mut put = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                let _ = writeln!(text, "  {name} = {{{}}},", braced(value));
            }
        };
        put("title", Some(&one.title));
        put("version", one.version.as_deref());
        put("date", one.issued.as_deref());
        put("urldate", one.accessed.as_deref());
        put("note", one.note.as_deref());
        match &one.address {
            Some(address) if address.starts_with("https://") || address.starts_with("http://") => {
                let _ = writeln!(text, "  url = {{{}}},", address_in_bibtex(address));
            }
            address => put("howpublished", address.as_deref()),
        }
        text.push_str("}\n");
    }
    text
}

/// The parts of a date, as CSL-JSON has them.
fn date_parts(date: &str) -> serde_json::Value {
    let parts: Vec<i32> = date.split('-').filter_map(|part| part.parse().ok()).collect();
    json!({"date-parts": [parts]})
}

fn csl(report: &CiteReport) -> serde_json::Value {
    let one = |one: &Citation| {
        let mut item = json!({
            "id": one.id,
            "type": if one.version.is_some() { "dataset" } else { "webpage" },
            "title": one.title,
            "author": [{"literal": one.publisher}],
        });
        let mut put = |name: &str, value: Option<serde_json::Value>| {
            if let (Some(value), Some(fields)) = (value, item.as_object_mut()) {
                fields.insert(name.to_owned(), value);
            }
        };
        put("version", one.version.as_ref().map(|version| json!(version)));
        put("issued", one.issued.as_deref().map(date_parts));
        put("accessed", one.accessed.as_deref().map(date_parts));
        put("URL", one.address.as_ref().map(|address| json!(address)));
        put("note", one.note.as_ref().map(|note| json!(note)));
        item
    };
    report.results.iter().map(one).collect()
}

impl Report for View {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&["id", "publisher", "title", "version", "issued", "accessed", "address", "note"]);
        for one in &self.0.results {
            sheet.push(vec![
                one.id.as_str().into(),
                one.publisher.as_str().into(),
                one.title.as_str().into(),
                words::text(one.version.as_deref()),
                words::text(one.issued.as_deref()),
                words::text(one.accessed.as_deref()),
                words::text(one.address.as_deref()),
                words::text(one.note.as_deref()),
            ]);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        for one in &self.0.results {
            let version = one.version.as_ref().map(|version| format!(", version {version}")).unwrap_or_default();
            let issued = one.issued.as_ref().map(|day| format!(" ({day})")).unwrap_or_default();
            let accessed = one.accessed.as_ref().map(|day| format!(", read {day}")).unwrap_or_default();
            let note = one.note.as_ref().map(|note| format!(" {note}.")).unwrap_or_default();
            let address = one.address.as_ref().map(|address| format!(" <{address}>")).unwrap_or_default();
            let (publisher, title) = (&one.publisher, &one.title);
            page.text(format!("{publisher}: {title}{version}{issued}{accessed}.{note}{address}"));
        }
        page
    }
}
