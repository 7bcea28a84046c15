//! `treaty count`.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use treaty::days::parse_range;
use treaty::form::{Block, Layout, Page, Report, Sheet, Span, Words};
use treaty::query::count::CountReport;

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty count ottawa --of un
  treaty count ottawa,ccm --over 2000..2026
  treaty count ctbt --of nato@2024-03-07")]
pub struct Args {
    /// The treaties
    #[arg(required = true)]
    treaty: Vec<String>,
    /// The day; today where absent
    #[arg(short, long, value_name = "DAY")]
    date: Option<String>,
    /// Out of whom: un, gw, cow, iso, record, a region, a treaty, <file:PATH>; @DAY fixes its members
    #[arg(long, value_name = "GROUP", default_value = "un")]
    of: String,
    /// At the end of every year of a range instead of on one day
    #[arg(long, value_name = "A..B", conflicts_with = "date")]
    over: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let treaties = input::treaties(context, &args.treaty)?;
    let universe = input::universe(context, &args.of)?;
    let days = match &args.over {
        None => vec![context.day(args.date.as_deref())?],
        Some(range) => {
            let (from, to) = parse_range(range, context.today)?;
            (from.year()..=to.year())
                .filter_map(|year| NaiveDate::from_ymd_opt(year, 12, 31))
                .map(|day| day.min(to))
                .collect()
        }
    };
    context.answer(&View(context.inquiry().count(&treaties, &days, &universe)))?;
    Ok(Exit::Answered)
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(CountReport<'d>);

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            "treaty",
            "date",
            "bound#",
            "out_of#",
            "withdrawing#",
            "not_bound#",
            "to_majority#",
            "consented#",
            "of",
            "definition",
        ]);
        for one in &self.0.results {
            sheet.push(vec![
                one.treaty.id.into(),
                one.date.to_string().into(),
                words::number(one.bound),
                one.out_of.to_string().into(),
                one.withdrawing.to_string().into(),
                words::number(one.not_bound),
                words::number(one.to_majority),
                one.consented.to_string().into(),
                self.0.of.clone().into(),
                one.definition.clone().into(),
            ]);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        if self.0.results.len() > 3 {
            let mut sheet = Sheet::new(&["treaty", "date", "bound#", "out of#", "leaving#"]);
            for one in &self.0.results {
                sheet.push(vec![
                    one.treaty.id.into(),
                    one.date.to_string().into(),
                    words::number(one.bound),
                    one.out_of.to_string().into(),
                    one.withdrawing.to_string().into(),
                ]);
            }
            page.table(sheet);
        } else {
            for one in &self.0.results {
                page.heading(format!("{} on {}: {}.", one.treaty.short, one.date, one.definition));
                let mut facts: Vec<(&'static str, Words)> = vec![("leaving", vec![one.withdrawing.to_string().into()])];
                facts.extend(one.not_bound.map(|number| ("not bound", vec![number.to_string().into()])));
                facts.extend(one.to_majority.map(|more| {
                    let text = match more {
                        0 => "more than half".to_owned(),
                        more => format!("{more} more make more than half"),
                    };
                    ("majority", vec![text.into()])
                }));
                for threshold in &one.entry_into_force {
                    let text = format!("{}: {} of {}", threshold.condition, threshold.reached, threshold.needed);
                    facts.push(("in force", vec![Span::from(text)]));
                }
                if !one.outliers.is_empty() {
                    let names: Vec<&str> = one.outliers.iter().map(|state| state.name).collect();
                    facts.push((
                        "outliers",
                        vec![format!("{} (fewer than 5 % are not bound)", names.join(", ")).into()],
                    ));
                }
                page.push(Block::Facts(facts));
            }
        }
        words::notes(&mut page, &self.0.notes);
        page
    }
}
