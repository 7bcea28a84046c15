//! `treaty diff`.

use std::path::Path;

use serde::Serialize;
use treaty::days::{Edge, parse_day, parse_range};
use treaty::form::{Layout, Page, Report, Role, Sheet, Span};
use treaty::query::changes::changes;
use treaty::query::diff::{Change, ChangeKind, DiffQuestion, DiffReport};
use treaty::record::{Dataset, TreatyId};

use super::words;
use crate::cli::context::{Context, open};
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty diff 2024-12-31 2025-12-31 --treaty ottawa
  treaty diff 2024-07..2025-03 --topic disarmament
  treaty diff 2025 --state finland
  treaty diff --known-on 2024-08-01 --known-on 2024-10-01 --treaty ccm
  treaty diff --data old-data new-data

Two days compare membership; two --known-on compare what was on record; --data OLD NEW compares two datasets.")]
pub struct Args {
    /// The earlier day, or a range A..B; with --data, the newer data
    #[arg(required_unless_present = "known_on")]
    from: Option<String>,
    /// The later day
    to: Option<String>,
    /// Only these treaties
    #[arg(short, long, value_name = "TREATY")]
    treaty: Vec<String>,
    /// Only treaties of this topic
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    /// Only these states
    #[arg(short, long, value_name = "STATE")]
    state: Vec<String>,
    /// Exit 1 where anything differs
    #[arg(long)]
    exit_code: bool,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let Some(from) = &args.from else { return two_pictures(args, context, None) };
    if context.shared.data.is_some() && args.to.is_none() && Path::new(from).exists() {
        let newer = open(Path::new(from))?;
        return two_pictures(args, context, Some(&newer));
    }
    let (from, to) = match &args.to {
        Some(to) => {
            let from = parse_day(from, context.today, Edge::Start)?;
            let to = parse_day(to, context.today, Edge::End)?;
            if to < from {
                let message = format!("{to} lies before {from}; give the earlier day first: treaty diff {to} {from}");
                return Err(Failure::usage(message));
            }
            (from, to)
        }
        None => parse_range(from, context.today)?,
    };
    let treaties = input::treaties_or_topic(context, &args.treaty, args.topic.as_deref())?;
    let states = input::states(context, &args.state, to)?;
    let count_all = !args.treaty.is_empty();
    let report = context.inquiry().diff(&DiffQuestion { from, to, treaties, states, count_all });
    let differs = !report.results.is_empty();
    context.answer(&View(report))?;
    Ok(if args.exit_code && differs { Exit::Differs } else { Exit::Answered })
}

/// What two datasets, or two days of knowledge, differ in.
fn two_pictures(args: &Args, context: &Context, newer: Option<&Dataset>) -> Result<Exit, Failure> {
    let (mut old, mut new) = (context.inquiry(), context.inquiry());
    match (newer, context.known_on.as_slice()) {
        (Some(newer), [] | [_]) => new.data = newer,
        (None, &[first, second]) => (old.known_on, new.known_on) = (Some(first), Some(second)),
        _ => return Err(Failure::usage("give two days, two --known-on, or --data OLD NEW")),
    }
    let only = input::treaties_or_topic(context, &args.treaty, args.topic.as_deref())?;
    let id = |treaty: TreatyId| context.inquiry().data.treaty_id(treaty).to_owned();
    let asks_for_some = !args.treaty.is_empty() || args.topic.is_some();
    let only: Vec<String> = if asks_for_some { only.into_iter().map(id).collect() } else { Vec::new() };
    let mut report = changes(&old, &new, &only);
    let states = input::states(context, &args.state, context.today)?;
    if !states.is_empty() {
        let ids: Vec<&str> = states.iter().map(|&state| old.data.state_id(state)).collect();
        report.results.retain(|change| ids.contains(&change.state.id));
        report.metadata.clear();
    }
    let differs = !report.results.is_empty() || !report.metadata.is_empty();
    context.answer(&super::changes::View(report))?;
    Ok(if args.exit_code && differs { Exit::Differs } else { Exit::Answered })
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(DiffReport<'d>);

fn what(change: &Change<'_>) -> Span {
    let role = match change.change {
        ChangeKind::Joined => Role::Good,
        ChangeKind::Left => Role::Bad,
        ChangeKind::Notice => Role::Warning,
        _ => Role::Plain,
    };
    Span::new(change.change.word(), role)
}

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            "state",
            "state_name",
            "treaty",
            "treaty_name",
            "before",
            "after",
            "change",
            "on",
            "effective",
        ]);
        for change in &self.0.results {
            sheet.push(vec![
                change.state.id.into(),
                change.state.name.into(),
                change.treaty.id.into(),
                change.treaty.name.into(),
                words::status_word(change.before),
                words::status_word(change.after),
                change.change.word().into(),
                change.on.to_string().into(),
                words::day(change.effective),
            ]);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        let report = &self.0;
        page.heading(format!("From {} to {}", report.from, report.to));
        if report.results.is_empty() {
            page.text("Nothing changed.");
        }
        let mut sheet = Sheet::new(&["treaty", "state", "change", "on", "before", "after"]);
        for change in &report.results {
            let mut row: Vec<Span> = vec![
                change.treaty.id.into(),
                change.state.name.into(),
                what(change),
                change.on.to_string().into(),
                words::status(change.before),
                words::status(change.after),
            ];
            if let Some(effective) = change.effective {
                row[5] = Span::new(format!("withdrawing, out on {effective}"), Role::Warning);
            }
            sheet.push(row);
        }
        page.table(sheet);
        if !report.counts.is_empty() {
            page.gap();
        }
        for counts in &report.counts {
            let (before, after) = (&counts.before, &counts.after);
            let (bound, parties, signatories) = match before.bound.zip(after.bound) {
                Some((before, after)) => (format!("bound {before} -> {after}"), "UN parties", "UN signatories"),
                None => ("who is bound is not on record".to_owned(), "instruments", "signatures"),
            };
            page.text(format!(
                "{}: {bound}, leaving {} -> {}; {parties} {} -> {}, {signatories} {} -> {}",
                counts.treaty.id,
                before.withdrawing,
                after.withdrawing,
                before.un_parties,
                after.un_parties,
                before.un_signatories,
                after.un_signatories
            ));
        }
        words::notes(&mut page, &report.notes);
        page
    }
}
