//! `treaty stats`.

use serde::Serialize;
use treaty::form::{Block, Layout, Page, Report, Sheet, Span, Words};
use treaty::query::stats::{Stats, StatsReport};
use treaty::query::withdrawals::Leaving;

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty stats ottawa
  treaty stats rome-statute -f json")]
pub struct Args {
    /// The treaties
    #[arg(required = true)]
    treaty: Vec<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let treaties = input::treaties(context, &args.treaty)?;
    context.answer(&View(context.inquiry().stats(&treaties)))?;
    Ok(Exit::Answered)
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(StatsReport<'d>);

fn told(leaving: &Leaving<'_>) -> String {
    let days = leaving.window_days.map(|days| format!(", window {}", words::days(days))).unwrap_or_default();
    format!("{}: out on {}{days}", leaving.state.name, words::day(leaving.effective).text)
}

fn facts(stats: &Stats<'_>) -> Vec<(&'static str, String)> {
    let mut facts = vec![("counts", words::counts(&stats.counts))];
    let mut put = |name, value: Option<String>| facts.extend(value.map(|value| (name, value)));
    let first = stats.first_bound.first().map(|first| {
        let more = stats.first_bound.len() - 1;
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("{}{more} on {}", first.state.name, first.on)
    });
    put("first bound", first);
    put("latest bound", stats.latest_bound.as_ref().map(|latest| format!("{} on {}", latest.state.name, latest.on)));
    put("most bound", stats.most_bound.map(|most| format!("{}, first on {}", most.number, most.on)));
    let (left, pending, rescinded, back) = (stats.left, stats.pending, stats.rescinded, stats.rejoined);
    put("withdrawals", Some(format!("{left} effective, {pending} pending, {rescinded} rescinded; {back} came back")));
    put("first to leave", stats.first_to_leave.as_ref().map(told));
    put("latest to leave", stats.latest_to_leave.as_ref().map(told));
    put("shortest window", stats.shortest_window.as_ref().map(told));
    put("longest window", stats.longest_window.as_ref().map(told));
    facts
}

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&["treaty", "what", "value"]);
        for stats in &self.0.results {
            for (name, value) in facts(stats) {
                sheet.push(vec![stats.treaty.id.into(), name.into(), value.into()]);
            }
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        for stats in &self.0.results {
            page.heading(format!("{} on {}", stats.treaty.short, self.0.today));
            let lines: Vec<(&'static str, Words)> =
                facts(stats).into_iter().map(|(name, value)| (name, vec![Span::from(value)])).collect();
            page.push(Block::Facts(lines));
            words::notes(&mut page, &stats.notes);
        }
        page
    }
}
