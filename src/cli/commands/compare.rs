//! `treaty compare`.

use serde::Serialize;
use treaty::form::{Layout, Page, Report, Sheet, Span};
use treaty::query::compare::CompareReport;

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty compare finland sweden norway --topic disarmament
  treaty compare lithuania poland --date 2024-01-01")]
pub struct Args {
    /// The states, two or more
    #[arg(required = true, num_args = 2..)]
    state: Vec<String>,
    /// Only these treaties
    #[arg(short, long, value_name = "TREATY")]
    treaty: Vec<String>,
    /// Only treaties of this topic
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    /// The day; today where absent
    #[arg(short, long, value_name = "DAY")]
    date: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let date = context.day(args.date.as_deref())?;
    let states = input::states(context, &args.state, date)?;
    let treaties = input::treaties_or_topic(context, &args.treaty, args.topic.as_deref())?;
    context.answer(&View(context.inquiry().compare(&states, &treaties, date)))?;
    Ok(Exit::Answered)
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(CompareReport<'d>);

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut headings = vec!["treaty", "treaty_name", "differs"];
        headings.extend(self.0.states.iter().map(|state| state.id));
        let mut sheet = Sheet::new(&headings);
        for one in &self.0.results {
            let mut row: Vec<Span> =
                vec![one.treaty.id.into(), one.treaty.name.into(), words::truth(Some(one.differs))];
            row.extend(one.statuses.iter().map(|&status| words::status_word(status)));
            sheet.push(row);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        let mut headings = vec!["treaty"];
        headings.extend(self.0.states.iter().map(|state| state.name));
        for (differs, heading) in [(true, "Different"), (false, "Alike")] {
            let mut sheet = Sheet::new(&headings);
            for one in self.0.results.iter().filter(|one| one.differs == differs) {
                let mut row: Vec<Span> = vec![one.treaty.short.into()];
                row.extend(one.statuses.iter().map(|&status| words::status(status)));
                sheet.push(row);
            }
            if !sheet.rows.is_empty() {
                page.heading(format!("{heading} on {}", self.0.date));
                page.table(sheet);
                page.gap();
            }
        }
        words::data(&mut page, &self.0.data);
        page
    }
}
