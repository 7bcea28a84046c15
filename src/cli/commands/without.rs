//! `treaty without`.

use serde::Serialize;
use treaty::form::{Layout, Page, Report, Sheet};
use treaty::query::compare::WithoutReport;

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty without ottawa
  treaty without npt --of un -f csv")]
pub struct Args {
    /// The treaty
    treaty: String,
    /// The day; today where absent
    #[arg(short, long, value_name = "DAY")]
    date: Option<String>,
    /// Out of whom: un, gw, cow, iso, a region, a treaty, <file:PATH>; @DAY fixes its members
    #[arg(long, value_name = "GROUP", default_value = "un")]
    of: String,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let date = context.day(args.date.as_deref())?;
    let treaty = input::treaty(context, &args.treaty)?;
    let universe = input::universe(context, &args.of)?;
    context.answer(&View(context.inquiry().without(treaty, date, &universe)))?;
    Ok(Exit::Answered)
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(WithoutReport<'d>);

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&["state", "state_name", "region", "treaty", "status", "since"]);
        for one in &self.0.results {
            sheet.push(vec![
                one.state.id.into(),
                one.state.name.into(),
                words::text(one.region.as_deref()),
                self.0.treaty.id.into(),
                words::status_word(one.status),
                words::day(one.since),
            ]);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        let open = self.0.results.iter().filter(|one| one.bound.is_none()).count();
        let (number, of) = (self.0.results.len() - open, self.0.out_of);
        let of_whom = &self.0.of;
        let undecided = if open == 0 { String::new() } else { format!("; of {open} it is not on record") };
        page.heading(format!(
            "{number} of {of} ({of_whom}) are not bound by the {} on {}{undecided}",
            self.0.treaty.short, self.0.date
        ));
        let mut region = None;
        let mut sheet = Sheet::new(&["state", "status", "since"]);
        for one in &self.0.results {
            if region != Some(&one.region) {
                page.table(std::mem::replace(&mut sheet, Sheet::new(&["state", "status", "since"])));
                page.gap();
                page.heading(one.region.clone().unwrap_or_else(|| "No region".into()));
                region = Some(&one.region);
            }
            sheet.push(vec![one.state.name.into(), words::status(one.status), words::day(one.since)]);
        }
        page.table(sheet);
        words::notes(&mut page, &self.0.notes);
        page
    }
}
