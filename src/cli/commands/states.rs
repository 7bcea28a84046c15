//! `treaty states`.

use serde::Serialize;
use treaty::form::{Layout, Page, Report, Sheet};
use treaty::query::lists::StatesReport;
use treaty::record::StateId;

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty states
  treaty states congo-brazzaville
  treaty states --date 1985-01-01 -f csv")]
pub struct Args {
    /// Only these states
    state: Vec<String>,
    /// The day of the numbers; today where absent
    #[arg(short, long, value_name = "DAY")]
    date: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let date = context.day(args.date.as_deref())?;
    let inquiry = context.inquiry();
    let states: Vec<StateId> = if args.state.is_empty() {
        inquiry.data.states().collect()
    } else {
        input::states(context, &args.state, date)?
    };
    context.answer(&View(inquiry.list_states(&states, date)))?;
    Ok(Exit::Answered)
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(StatesReport<'d>);

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            "state",
            "name",
            "alpha2",
            "m49",
            "region",
            "from",
            "until",
            "treaties#",
            "bound#",
            "withdrawing#",
        ]);
        for one in &self.0.results {
            sheet.push(vec![
                one.state.id.into(),
                one.state.name.into(),
                words::text(one.alpha2.as_deref()),
                words::text(one.m49.as_deref()),
                words::text(one.region.as_deref()),
                words::day(one.from),
                words::day(one.until),
                one.treaties.to_string().into(),
                one.bound.to_string().into(),
                one.withdrawing.to_string().into(),
            ]);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        let mut sheet = Sheet::new(&["state", "name", "region", "from", "until", "bound#", "leaving#"]);
        for one in &self.0.results {
            sheet.push(vec![
                one.state.id.into(),
                one.state.name.into(),
                words::text(one.region.as_deref()),
                words::day(one.from),
                words::day(one.until),
                one.bound.to_string().into(),
                one.withdrawing.to_string().into(),
            ]);
        }
        page.table(sheet);
        page
    }
}
