//! `treaty check`.

use std::path::{Path, PathBuf};

use serde::Serialize;
use treaty::check::foreign::TableCheck;
use treaty::check::{Check, CheckReport, IgnoreList, check};
use treaty::form::{Layout, Page, Report, Role, Sheet, Span};

use super::words;
use crate::cli::args::{FormatName, Shared};
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::files;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty check --data data
  treaty check --data data --deny conflict
  treaty check --csv theirs.csv                       # a table with a treaty column, as of today
  treaty check --csv op1.csv --treaty iccpr-op1 --date 2015-03-14
  treaty check --csv - --treaty ccm --deny withdrawn-shown-as-current < theirs.csv
  treaty check --list")]
pub struct Args {
    /// Hold a table of somebody else against the record: CSV with headings, or - for standard input
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
    /// The treaty that the table is about, where none of its columns names it
    #[arg(long, value_name = "TREATY", requires = "csv")]
    pub treaty: Option<String>,
    /// The day at which the table claims to stand; today by default
    #[arg(long, value_name = "DAY", requires = "csv")]
    pub date: Option<String>,
    /// Run only these checks, and let nothing explain their findings
    #[arg(long, value_name = "NAME")]
    pub deny: Vec<String>,
    /// A list of findings that are explained: JSON with check, treaty, state, contains, reason
    #[arg(long, value_name = "FILE")]
    pub ignore: Option<PathBuf>,
    /// List the checks
    #[arg(long)]
    list: bool,
}

impl Args {
    /// Whether it holds a table against the data; where both would be standard input, it is refused before either is read.
    pub fn asks_the_data(&self, shared: &Shared) -> bool {
        self.csv.is_some() && !self.takes_the_input_twice(shared)
    }

    /// Whether table and data are both to come from standard input.
    pub fn takes_the_input_twice(&self, shared: &Shared) -> bool {
        let input = Some(Path::new("-"));
        self.csv.as_deref() == input && shared.data.as_deref() == input
    }
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    if args.list {
        context.send(false, |out| {
            writeln!(out, "The record:")?;
            Check::ALL.iter().try_for_each(|check| writeln!(out, "  {:28} {}", check.name(), check.about()))?;
            writeln!(out, "\nA table of somebody else (--csv):")?;
            TableCheck::ALL.iter().try_for_each(|check| writeln!(out, "  {:28} {}", check.name(), check.about()))
        })?;
        return Ok(Exit::Answered);
    }
    if let Some(table) = &args.csv {
        return super::check_table::run(args, table, context);
    }
    let path = context.shared.data.clone().unwrap_or_else(|| PathBuf::from("data"));
    if !path.exists() {
        let message = format!("{} is not there; name a data directory or a JSON file with --data", path.display());
        return Err(Failure::usage(message));
    }
    let record = files::load(&path)?;
    let wanted = named(&args.deny, Check::from_name, &Check::ALL.map(Check::name))?;
    let own_list = path.join("check-ignore.json");
    let list = args.ignore.clone().or_else(|| (wanted.is_empty() && own_list.exists()).then_some(own_list));
    let ignore = ignored(list.as_deref())?;
    let data = treaty::record::Dataset::of(&record);
    let mut inquiry = treaty::query::Inquiry::new(&data, context.today);
    inquiry.view = treaty::record::DEFAULT_VIEW;
    let report = check(&record, &inquiry, &wanted, &ignore);
    let clean = report.results.is_empty() && report.idle_explanations.is_empty();
    if context.shared.format == FormatName::Sarif {
        context.send(false, |out| {
            out.write_all(treaty::form::json_page(&treaty::form::sarif::document(&report))?.as_bytes())
        })?;
    } else if !clean || context.shared.format != FormatName::Table {
        context.answer(&View(report))?;
    }
    Ok(if clean { Exit::Answered } else { Exit::Differs })
}

/// The checks that were asked for by name; a comma separates several.
pub fn named<T>(asked: &[String], of: fn(&str) -> Option<T>, known: &[&str]) -> Result<Vec<T>, Failure> {
    let names = asked.iter().flat_map(|names| names.split(','));
    let unknown = |name| Failure::usage(format!("no check is called {name:?}; there are {}", known.join(", ")));
    names.map(|name| of(name).ok_or_else(|| unknown(name))).collect()
}

/// The list of explained findings in a file.
pub fn ignored(list: Option<&Path>) -> Result<IgnoreList, Failure> {
    let Some(list) = list else { return Ok(IgnoreList::default()) };
    let refuse = |why: String| Failure::usage(format!("{}: {why}", list.display()));
    let read: IgnoreList = serde_json::from_str(&files::read(list)?).map_err(|error| refuse(error.to_string()))?;
    match read.problems().first() {
        Some(problem) => Err(refuse(problem.clone())),
        None => Ok(read),
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct View(CheckReport);

impl Report for View {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&["check", "file", "treaty", "state", "message"]);
        for one in &self.0.results {
            sheet.push(vec![
                one.check.name().into(),
                one.file.clone().into(),
                words::text(one.treaty.as_deref()),
                words::text(one.state.as_deref()),
                one.message.clone().into(),
            ]);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        for one in &self.0.results {
            let state = one.state.as_ref().map(|state| format!(" {state}:")).unwrap_or_default();
            page.push(treaty::form::Block::Text(vec![
                Span::new(format!("{}:", one.file), Role::Faint),
                format!("{state} {} ", one.message).into(),
                Span::new(format!("[{}]", one.check.name()), Role::Warning),
            ]));
        }
        for idle in &self.0.idle_explanations {
            page.text(format!(
                "the explanation of {} ({}) explains nothing any more",
                idle.check,
                idle.treaty.as_deref().unwrap_or("all treaties")
            ));
        }
        page.gap();
        page.text(format!("{} findings; {} more are explained.", self.0.results.len(), self.0.explained));
        page
    }
}
