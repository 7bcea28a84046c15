//! `treaty project`.

use serde::Serialize;
use treaty::form::{Block, Layout, Page, Report, Role, Sheet, Span, Words};
use treaty::query::project::{Imagined, ProjectReport};

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty project withdrawal ottawa norway --notice 2026-12-31
  treaty project ratification tpnw sweden --deposit 2027-01-15")]
pub struct Args {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, clap::Subcommand)]
enum Act {
    /// What a notice of withdrawal would bring
    Withdrawal {
        /// The treaty
        treaty: String,
        /// The states
        #[arg(required = true)]
        state: Vec<String>,
        /// The day on which the depositary would receive the notice
        #[arg(long, value_name = "DAY")]
        notice: Option<String>,
    },
    /// What the deposit of an instrument would bring
    Ratification {
        /// The treaty
        treaty: String,
        /// The states
        #[arg(required = true)]
        state: Vec<String>,
        /// The day of the deposit
        #[arg(long, value_name = "DAY")]
        deposit: Option<String>,
    },
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let (act, treaty, state, day) = match &args.act {
        Act::Withdrawal { treaty, state, notice } => (Imagined::Withdrawal, treaty, state, notice),
        Act::Ratification { treaty, state, deposit } => (Imagined::Ratification, treaty, state, deposit),
    };
    let date = context.day(day.as_deref())?;
    let treaty = input::treaty(context, treaty)?;
    let states = input::states(context, state, date)?;
    context.answer(&View(context.inquiry().project(act, treaty, &states, date)))?;
    Ok(Exit::Answered)
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(ProjectReport<'d>);

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            "state",
            "treaty",
            "act",
            "date",
            "effective",
            "window_days#",
            "article",
            "arithmetic",
            "earliest_notice",
            "earliest_effective",
            "condition",
            "obstacle",
        ]);
        for one in &self.0.results {
            let act = if self.0.act == Imagined::Withdrawal { "withdrawal" } else { "ratification" };
            sheet.push(vec![
                one.state.id.into(),
                one.treaty.id.into(),
                act.into(),
                self.0.date.to_string().into(),
                words::day(one.effective),
                words::number(one.window_days),
                words::text(one.article.as_deref()),
                words::text(one.arithmetic.as_deref()),
                words::day(one.earliest_notice),
                words::day(one.earliest_effective),
                words::text(one.condition),
                words::text(one.obstacle.as_deref()),
            ]);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        for one in &self.0.results {
            let (state, treaty, date) = (one.state.name, one.treaty.short, self.0.date);
            let heading = match (self.0.act, one.effective) {
                (Imagined::Withdrawal, Some(on)) => {
                    format!("If {state} gave notice on {date}, it would be out of the {treaty} on {on}.")
                }
                (Imagined::Withdrawal, None) => {
                    format!("A notice by {state} on {date} would not take it out of the {treaty}.")
                }
                (Imagined::Ratification, Some(on)) => {
                    format!("If {state} deposited its instrument on {date}, the {treaty} would bind it on {on}.")
                }
                (Imagined::Ratification, None) => {
                    format!("An instrument of {state} on {date} would not bring the {treaty} into force for it.")
                }
            };
            page.heading(heading);
            let mut facts: Vec<(&'static str, Words)> = Vec::new();
            let mut put =
                |name, value: Option<String>| facts.extend(value.map(|value| (name, vec![Span::from(value)])));
            put("because", one.obstacle.clone());
            put("article", one.article.clone());
            put("rule", one.rule.clone());
            put("arithmetic", one.arithmetic.clone());
            put("window", one.window_days.map(words::days));
            let earliest = one.earliest_notice.map(|notice| match one.earliest_effective {
                Some(effect) => format!("{notice} is the first lawful day of a notice, to take effect on {effect}"),
                None => format!("{notice} is the first lawful day of a notice"),
            });
            put("earliest", earliest);
            put("condition", one.condition.map(str::to_owned));
            let ends = one.obligations.as_ref().filter(|_| one.effective.is_some()).map(|duties| {
                let verb = if self.0.act == Imagined::Withdrawal { "no longer forbidden to" } else { "forbidden to" };
                format!("{verb} {} {} (art. {})", duties.must_not.join(", "), duties.of, duties.article)
            });
            put("then", ends);
            put("stays", one.consequences.clone());
            page.push(Block::Facts(facts));
            words::notes(&mut page, &one.notes);
        }
        page.push(Block::Text(vec![Span::new("This is a projection: nobody has done this act.", Role::Faint)]));
        page
    }
}
