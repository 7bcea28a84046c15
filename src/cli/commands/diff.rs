//! `treaty diff`.

use serde::Serialize;
use treaty::days::{Edge, parse_day, parse_range};
use treaty::form::{Layout, Page, Report, Role, Sheet, Span};
use treaty::query::diff::{Change, ChangeKind, DiffQuestion, DiffReport};

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty diff 2024-12-31 2025-12-31 --treaty ottawa
  treaty diff 2024-07..2025-03 --topic disarmament
  treaty diff 2025 --state finland")]
pub struct Args {
    /// The earlier day, or a range A..B
    from: String,
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
    let (from, to) = match &args.to {
        Some(to) => {
            let from = parse_day(&args.from, context.today, Edge::Start)?;
            let to = parse_day(to, context.today, Edge::End)?;
            if to < from {
                let message = format!("{to} lies before {from}; give the earlier day first: treaty diff {to} {from}");
                return Err(Failure::usage(message));
            }
            (from, to)
        }
        None => parse_range(&args.from, context.today)?,
    };
    let treaties = input::treaties_or_topic(context, &args.treaty, args.topic.as_deref())?;
    let states = input::states(context, &args.state, to)?;
    let count_all = !args.treaty.is_empty();
    let report = context.inquiry().diff(&DiffQuestion { from, to, treaties, states, count_all });
    let differs = !report.results.is_empty();
    context.answer(&View(report))?;
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
            page.text(format!(
                "{}: bound {} -> {}, leaving {} -> {}; UN parties {} -> {}, UN signatories {} -> {}",
                counts.treaty.id,
                before.bound,
                after.bound,
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
