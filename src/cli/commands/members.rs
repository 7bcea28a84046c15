//! `treaty members`.

use serde::Serialize;
use treaty::form::{Layout, Page, Report, Sheet};
use treaty::query::members::MembersReport;

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty members ottawa
  treaty members ccm --date 2025-03-01 --status withdrawing,former_party
  treaty members npt --status bound -f csv")]
pub struct Args {
    /// The treaty
    treaty: String,
    /// The day; today where absent
    #[arg(short, long, value_name = "DAY")]
    date: Option<String>,
    /// Only these standings: party, withdrawing, ..., bound, all
    #[arg(long, value_name = "STATUS")]
    status: Vec<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let date = context.day(args.date.as_deref())?;
    let treaty = input::treaty(context, &args.treaty)?;
    let statuses = input::statuses(&args.status)?;
    context.answer(&View(context.inquiry().members(treaty, date, &statuses)))?;
    Ok(Exit::Answered)
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(MembersReport<'d>);

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&["state", "state_name", "treaty", "date", "status", "since", "until"]);
        for member in &self.0.results {
            sheet.push(vec![
                member.state.id.into(),
                member.state.name.into(),
                self.0.treaty.id.into(),
                self.0.date.to_string().into(),
                words::status_word(member.status),
                words::day(member.since),
                words::day(member.until),
            ]);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        page.heading(format!("{} on {}", self.0.treaty.short, self.0.date));
        page.text(words::counts(&self.0.counts) + ".");
        page.gap();
        let mut sheet = Sheet::new(&["state", "name", "status", "since", "until"]);
        for member in &self.0.results {
            sheet.push(vec![
                member.state.id.into(),
                member.state.name.into(),
                words::status(member.status),
                words::day(member.since),
                words::day(member.until),
            ]);
        }
        page.table(sheet);
        words::notes(&mut page, &self.0.notes);
        page
    }
}
