//! `treaty check`.

use std::path::PathBuf;

use serde::Serialize;
use treaty::check::{Check, CheckReport, IgnoreList, check};
use treaty::form::{Layout, Page, Report, Role, Sheet, Span};

use super::words;
use crate::cli::args::FormatName;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::files;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty check --data data
  treaty check --data data --deny conflict
  treaty check --list")]
pub struct Args {
    /// Run only these checks, and let nothing explain their findings
    #[arg(long, value_name = "NAME")]
    deny: Vec<String>,
    /// A list of findings that are explained: JSON with check, treaty, state, contains, reason
    #[arg(long, value_name = "FILE")]
    ignore: Option<PathBuf>,
    /// List the checks
    #[arg(long)]
    list: bool,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    if args.list {
        context.send(false, |out| {
            Check::ALL.iter().try_for_each(|check| writeln!(out, "{:28} {}", check.name(), check.about()))
        })?;
        return Ok(Exit::Answered);
    }
    let path = context.shared.data.clone().unwrap_or_else(|| PathBuf::from("data"));
    if !path.exists() {
        let message = format!("{} is not there; name a data directory or a JSON file with --data", path.display());
        return Err(Failure::usage(message));
    }
    let record = files::load(&path)?;
    let mut wanted = Vec::new();
    for name in args.deny.iter().flat_map(|names| names.split(',')) {
        wanted.push(Check::from_name(name).ok_or_else(|| {
            let known: Vec<&str> = Check::ALL.iter().map(|check| check.name()).collect();
            Failure::usage(format!("no check is called {name:?}; there are {}", known.join(", ")))
        })?);
    }
    let own_list = path.join("check-ignore.json");
    let list = args.ignore.clone().or_else(|| (wanted.is_empty() && own_list.exists()).then_some(own_list));
    let ignore = match list {
        Some(list) => {
            let read: IgnoreList = serde_json::from_str(&files::read(&list)?)
                .map_err(|error| Failure::usage(format!("{}: {error}", list.display())))?;
            if let Some(problem) = read.problems().first() {
                return Err(Failure::usage(format!("{}: {problem}", list.display())));
            }
            read
        }
        None => IgnoreList::default(),
    };
    let data = treaty::record::Dataset::of(&record);
    let mut inquiry = treaty::query::Inquiry::new(&data, context.today);
    inquiry.view = treaty::record::DEFAULT_VIEW;
    let report = check(&record, &inquiry, &wanted, &ignore);
    let clean = report.results.is_empty() && report.idle_explanations.is_empty();
    if context.shared.format == FormatName::Sarif {
        context.send(false, |out| {
            serde_json::to_writer_pretty(&mut *out, &treaty::form::sarif::document(&report))?;
            writeln!(out)
        })?;
    } else if !clean || context.shared.format != FormatName::Table {
        context.answer(&View(report))?;
    }
    Ok(if clean { Exit::Answered } else { Exit::Differs })
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
