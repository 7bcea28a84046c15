//! `treaty cohort`.

use serde::Serialize;
use treaty::form::{Layout, Page, Report, Sheet, Span};
use treaty::query::compare::CohortReport;

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty cohort ccm=former_party ottawa=former_party,withdrawing
  treaty cohort npt=not_party ctbt=bound,consented --date 2020-01-01")]
pub struct Args {
    /// What must hold: TREATY=STATUS,STATUS
    #[arg(required = true, value_name = "TREATY=STATUS")]
    pattern: Vec<String>,
    /// The day; today where absent
    #[arg(short, long, value_name = "DAY")]
    date: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let date = context.day(args.date.as_deref())?;
    let mut pattern = Vec::new();
    for part in &args.pattern {
        let Some((treaty, statuses)) = part.split_once('=') else {
            return Err(Failure::usage(format!(
                "{part:?} is no pattern; write TREATY=STATUS, for example ccm=former_party"
            )));
        };
        pattern.push((input::treaty(context, treaty)?, input::statuses(&[statuses.to_owned()])?));
    }
    context.answer(&View(context.inquiry().cohort(&pattern, date)))?;
    Ok(Exit::Answered)
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(CohortReport<'d>);

impl View<'_> {
    fn rows(&self, script: bool) -> Sheet {
        let mut headings = if script { vec!["state", "state_name"] } else { vec!["state"] };
        headings.extend(self.0.pattern.iter().map(|part| part.treaty.id));
        let mut sheet = Sheet::new(&headings);
        for one in &self.0.results {
            let mut row: Vec<Span> =
                if script { vec![one.state.id.into(), one.state.name.into()] } else { vec![one.state.name.into()] };
            for (&status, since) in one.statuses.iter().zip(&one.since) {
                let span = if script { words::status_word(status) } else { words::status(status) };
                let since = since.filter(|_| !script).map(|since| format!(" {since}")).unwrap_or_default();
                row.push(Span::new(format!("{}{since}", span.text), span.role));
            }
            sheet.push(row);
        }
        sheet
    }
}

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        self.rows(true)
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        page.heading(format!("{} states fit on {}", self.0.results.len(), self.0.date));
        page.table(self.rows(false));
        words::data(&mut page, &self.0.data);
        page
    }
}
