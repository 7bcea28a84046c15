//! `treaty treaties`.

use serde::Serialize;
use treaty::form::{Layout, Page, Report, Sheet};
use treaty::query::lists::TreatiesReport;

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty treaties --topic disarmament
  treaty treaties -f csv")]
pub struct Args {
    /// Only treaties of this topic
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    /// The day of the counts; today where absent
    #[arg(short, long, value_name = "DAY")]
    date: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let date = context.day(args.date.as_deref())?;
    let treaties = input::treaties_or_topic(context, &[], args.topic.as_deref())?;
    context.answer(&View(context.inquiry().list_treaties(&treaties, date)))?;
    Ok(Exit::Answered)
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(TreatiesReport<'d>);

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            "treaty",
            "name",
            "title",
            "topics",
            "bound#",
            "withdrawing#",
            "former_party#",
            "un_parties#",
            "events#",
            "withdrawals_recorded",
            "effects_known",
            "as_of",
        ]);
        for one in &self.0.results {
            sheet.push(vec![
                one.treaty.id.into(),
                one.treaty.name.into(),
                one.title.into(),
                one.topics.join(",").into(),
                words::number(one.bound),
                one.withdrawing.to_string().into(),
                one.former_party.to_string().into(),
                one.un_parties.to_string().into(),
                one.events.to_string().into(),
                words::truth(Some(one.withdrawals_recorded)),
                words::truth(Some(one.effects_known)),
                words::date(one.as_of),
            ]);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        let mut sheet = Sheet::new(&["treaty", "name", "bound#", "leaving#", "left#", "complete to"]);
        for one in &self.0.results {
            let instruments = || format!("({})", one.un_parties);
            let bound = one.bound.map_or_else(instruments, |bound| bound.to_string());
            sheet.push(vec![
                one.treaty.id.into(),
                one.treaty.short.into(),
                bound.into(),
                one.withdrawing.to_string().into(),
                one.former_party.to_string().into(),
                words::date(one.as_of),
            ]);
        }
        page.table(sheet);
        page.gap();
        let total = self.0.results.len();
        page.text(format!(
            "{total} treaties on {}. In brackets: instruments on record, where it cannot be said who is bound.",
            self.0.date
        ));
        page
    }
}
