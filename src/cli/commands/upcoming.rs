//! `treaty upcoming`.

use serde::Serialize;
use treaty::days::parse_reach;
use treaty::form::{Layout, Page, Report, Role, Sheet, Span, calendar};
use treaty::query::upcoming::{ComingChange, UpcomingReport};

use super::words;
use crate::cli::args::FormatName;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty upcoming
  treaty upcoming --within 2y --treaty rome-statute
  treaty upcoming -f ics -o treaties.ics")]
pub struct Args {
    /// How far to look: 90d, 6m, 2y
    #[arg(long, value_name = "TIME", default_value = "1y")]
    within: String,
    /// Only under these treaties
    #[arg(short, long, value_name = "TREATY")]
    treaty: Vec<String>,
    /// Only for these states
    #[arg(short, long, value_name = "STATE")]
    state: Vec<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let to = parse_reach(&args.within, context.today)?;
    let treaties = input::treaties(context, &args.treaty)?;
    let states = input::states(context, &args.state, context.today)?;
    let report = context.inquiry().upcoming(&treaties, &states, to);
    if context.shared.format == FormatName::Ics {
        context.send(false, |out| calendar::write(&report, out))?;
    } else {
        context.answer(&View(report))?;
    }
    Ok(Exit::Answered)
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(UpcomingReport<'d>);

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            "on",
            "in_days#",
            "change",
            "state",
            "state_name",
            "treaty",
            "treaty_name",
            "since",
            "condition",
            "article",
            "ref",
        ]);
        for one in &self.0.results {
            sheet.push(vec![
                one.on.to_string().into(),
                one.in_days.to_string().into(),
                one.change.word().into(),
                one.state.id.into(),
                one.state.name.into(),
                one.treaty.id.into(),
                one.treaty.name.into(),
                one.since.to_string().into(),
                words::text(one.condition),
                words::text(one.article.as_deref()),
                words::text(one.reference),
            ]);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        if self.0.results.is_empty() {
            page.text(format!("Nothing on record takes effect from {} to {}.", self.0.from, self.0.to));
            return page;
        }
        let mut sheet = Sheet::new(&["on", "in days#", "state", "treaty", "what", "act of"]);
        let mut conditional = false;
        for one in &self.0.results {
            conditional |= one.condition.is_some();
            let (word, role) = match one.change {
                ComingChange::EntersIntoForce => ("in force for it", Role::Good),
                ComingChange::Leaves => ("leaves", Role::Bad),
            };
            let mark = if one.condition.is_some() { "+" } else { "" };
            sheet.push(vec![
                one.on.to_string().into(),
                one.in_days.to_string().into(),
                one.state.name.into(),
                one.treaty.short.into(),
                Span::new(format!("{word}{mark}"), role),
                one.since.to_string().into(),
            ]);
        }
        page.table(sheet);
        if conditional {
            page.text("+ conditional: an armed conflict can hold the effect back.");
        }
        page
    }
}
