//! `treaty withdrawals`.

use serde::Serialize;
use treaty::days::{Edge, parse_day};
use treaty::form::{Layout, Page, Report, Role, Sheet, Span};
use treaty::query::withdrawals::{Leaving, Outcome, WithdrawalsQuestion, WithdrawalsReport};

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty withdrawals --pending
  treaty withdrawals --treaty ottawa,ccm --since 2024
  treaty withdrawals --first --treaty ccm")]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub struct Args {
    /// Only from these treaties
    #[arg(short, long, value_name = "TREATY")]
    treaty: Vec<String>,
    /// Only from treaties of this topic
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    /// Only by these states
    #[arg(short, long, value_name = "STATE")]
    state: Vec<String>,
    /// Only with a notice or an effect on this day or later
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// Only with a notice or an effect on this day or earlier
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// Only those that have not taken effect
    #[arg(long)]
    pending: bool,
    /// Only those that were taken back
    #[arg(long)]
    rescinded: bool,
    /// Only the first of each treaty
    #[arg(long)]
    first: bool,
    /// Only the n-th of each treaty
    #[arg(long, value_name = "N")]
    nth: Option<u32>,
    /// Only those that came back
    #[arg(long)]
    rejoined: bool,
    /// The longest windows first, and so many
    #[arg(long, value_name = "N", conflicts_with = "shortest")]
    longest: Option<usize>,
    /// The shortest windows first, and so many
    #[arg(long, value_name = "N")]
    shortest: Option<usize>,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let day = |text: &Option<String>, edge| {
        text.as_ref().map(|text| parse_day(text, context.today, edge)).transpose().map_err(Failure::from)
    };
    let (since, until) = (day(&args.since, Edge::Start)?, day(&args.until, Edge::End)?);
    if let (Some(since), Some(until)) = (since, until)
        && until < since
    {
        return Err(Failure::usage(format!("--until {until} lies before --since {since}; turn them round")));
    }
    let all = args.treaty.is_empty() && args.topic.is_none();
    let treaties =
        if all { Vec::new() } else { input::treaties_or_topic(context, &args.treaty, args.topic.as_deref())? };
    let mut outcomes = Vec::new();
    if args.pending {
        outcomes.push(Outcome::Pending);
    }
    if args.rescinded {
        outcomes.push(Outcome::Rescinded);
    }
    let states = input::states(context, &args.state, context.today)?;
    let mut report = context.inquiry().withdrawals(&WithdrawalsQuestion { treaties, states, since, until, outcomes });
    let nth = if args.first { Some(1) } else { args.nth };
    report.results.retain(|one| nth.is_none_or(|nth| one.nth == Some(nth)));
    report.results.retain(|one| !args.rejoined || one.rejoined.is_some());
    if let Some(number) = args.longest.or(args.shortest) {
        report.results.retain(|one| one.window_days.is_some() && !one.notice_inferred);
        report.results.sort_by_key(|one| one.window_days);
        if args.longest.is_some() {
            report.results.reverse();
        }
        report.results.truncate(number);
    }
    context.answer(&View(report))?;
    Ok(Exit::Answered)
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(WithdrawalsReport<'d>);

fn outcome(leaving: &Leaving<'_>) -> Span {
    let role = match leaving.outcome {
        Outcome::Effective => Role::Bad,
        Outcome::Pending => Role::Warning,
        Outcome::Rescinded | Outcome::Disputed | Outcome::Open => Role::Faint,
    };
    Span::new(leaving.outcome.word(), role)
}

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            "state",
            "state_name",
            "treaty",
            "treaty_name",
            "notice",
            "notice_inferred",
            "effective",
            "outcome",
            "window_days#",
            "nth#",
            "rejoined",
            "article",
            "ref",
            "rescinded",
            "foreseen",
            "conditional",
        ]);
        for one in &self.0.results {
            sheet.push(vec![
                one.state.id.into(),
                one.state.name.into(),
                one.treaty.id.into(),
                one.treaty.name.into(),
                words::day(one.notice),
                words::truth(Some(one.notice_inferred)),
                words::day(one.effective),
                one.outcome.word().into(),
                words::number(one.window_days),
                words::number(one.nth),
                words::day(one.rejoined),
                words::text(one.article),
                words::text(one.reference),
                words::day(one.rescinded),
                words::day(one.foreseen),
                words::truth(Some(one.conditional)),
            ]);
        }
        sheet
    }

    fn page(&self, layout: &Layout) -> Page {
        let mut page = Page::default();
        let results = &self.0.results;
        if results.is_empty() {
            page.text("No withdrawal on record fits.");
            return page;
        }
        let wide = layout.width >= 110;
        let narrow = ["state", "treaty", "notice", "effect", "days#", "nth#", "outcome"];
        let broad =
            ["state", "treaty", "notice", "effect", "days#", "nth#", "outcome", "back", "article", "notification"];
        let mut sheet = Sheet::new(if wide { &broad } else { &narrow });
        let (mut inferred, mut conditional) = (false, false);
        for one in results {
            let mark = if one.notice_inferred { "*" } else { "" };
            let dagger = if one.conditional { "+" } else { "" };
            inferred |= one.notice_inferred;
            conditional |= one.conditional;
            let notice = one.notice.map(|notice| format!("{notice}{mark}")).unwrap_or_default();
            let effect = match (one.effective, one.rescinded) {
                (Some(effective), _) => format!("{effective}{dagger}"),
                (None, _) => String::new(),
            };
            let mut row: Vec<Span> = vec![
                one.state.name.into(),
                one.treaty.id.into(),
                notice.into(),
                effect.into(),
                words::number(one.window_days),
                words::number(one.nth),
                outcome(one),
            ];
            if wide {
                row.extend([words::day(one.rejoined), words::text(one.article), words::text(one.reference)]);
            }
            if let Some(rescinded) = one.rescinded {
                row[6] = Span::new(format!("rescinded {rescinded}"), Role::Plain);
            } else if let Some(rejoined) = one.rejoined.filter(|_| !wide) {
                row[6] = Span::new(format!("{}, back {rejoined}", one.outcome.word()), Role::Plain);
            }
            sheet.push(row);
        }
        page.table(sheet);
        page.gap();
        let number = |wanted| results.iter().filter(|one| one.outcome == wanted).count();
        page.text(format!(
            "{} withdrawals by {}: {} effective, {} pending, {} rescinded, {} disputed, {} open.",
            results.len(),
            self.0.today,
            number(Outcome::Effective),
            number(Outcome::Pending),
            number(Outcome::Rescinded),
            number(Outcome::Disputed),
            number(Outcome::Open),
        ));
        if inferred {
            page.text("* inferred: only the day of effect is known; the notice is the latest lawful day.");
        }
        if results.iter().any(|one| one.outcome == Outcome::Open) {
            page.text("open: the clause is not known here and no day of effect was published.");
        }
        if conditional {
            page.text("+ conditional: an armed conflict can hold the effect back.");
        }
        page
    }
}
