//! `treaty timeline`.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use treaty::form::{Block, Layout, Page, Report, Role, Sheet, Span};
use treaty::law::Status;
use treaty::query::timeline::{Timeline, TimelineInterval, TimelineReport};

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty timeline lithuania ccm
  treaty timeline guyana
  treaty timeline ottawa --ascii")]
pub struct Args {
    /// A state, or a treaty
    state: String,
    /// The treaties
    treaty: Vec<String>,
    /// Only treaties of this topic
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let inquiry = context.inquiry();
    let report = match input::state(context, &args.state, context.today) {
        Ok(state) => {
            let treaties = input::treaties_or_topic(context, &args.treaty, args.topic.as_deref())?;
            inquiry.timeline_of_state(state, &treaties)
        }
        // What is no state may be a treaty.
        Err(no_state) if args.treaty.is_empty() => match input::treaty(context, &args.state) {
            Ok(treaty) => inquiry.timeline_of_treaty(treaty),
            Err(Failure::Name(error)) if error.ambiguous => return Err(Failure::Name(error)),
            Err(_) => return Err(no_state),
        },
        Err(no_state) => return Err(no_state),
    };
    context.answer(&View(report))?;
    Ok(Exit::Answered)
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(TimelineReport<'d>);

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            "state",
            "treaty",
            "date",
            "kind",
            "effective_computed",
            "effective_published",
            "effect",
            "article",
            "ref",
            "scope",
            "source",
        ]);
        for one in &self.0.results {
            for event in &one.events {
                sheet.push(vec![
                    one.state.id.into(),
                    one.treaty.id.into(),
                    words::date(event.date),
                    event.kind.word().into(),
                    words::day(event.effective_computed),
                    words::date(event.effective_published),
                    event.effect.clone().into(),
                    words::text(event.article),
                    words::text(event.reference),
                    words::text(event.scope),
                    event.source.into(),
                ]);
            }
        }
        sheet
    }

    fn page(&self, layout: &Layout) -> Page {
        let mut page = Page::default();
        let results = &self.0.results;
        let [only] = results.as_slice() else {
            self.bars(results, layout, &mut page);
            words::notes(&mut page, &self.0.notes);
            return page;
        };
        page.heading(format!("{} and the {}", only.state.name, only.treaty.short));
        let mut sheet = Sheet::new(&["date", "act", "effect", "article", "source"]);
        for event in &only.events {
            let mut effect = event.effect.clone();
            if let Some(scope) = event.scope {
                effect = format!("{effect} (limited to {scope})");
            }
            sheet.push(vec![
                words::date(event.date),
                event.kind.word().replace('_', " ").into(),
                effect.into(),
                words::text(event.article),
                Span::new(event.source, Role::Faint),
            ]);
        }
        page.table(sheet);
        page.gap();
        let mut sheet = Sheet::new(&["status", "from", "until"]);
        for interval in &only.intervals {
            let (from, until) = (interval.from.to_string().into(), words::day(interval.until));
            sheet.push(vec![words::status(interval.status), from, until]);
        }
        page.table(sheet);
        page.gap();
        self.bars(results, layout, &mut page);
        words::notes(&mut page, &self.0.notes);
        page
    }
}

impl View<'_> {
    /// Intervals as bars on one scale of years.
    fn bars(&self, results: &[Timeline<'_>], layout: &Layout, page: &mut Page) {
        let by_treaty = results.windows(2).all(|two| two[0].state.id == two[1].state.id) && results.len() > 1;
        let label = |one: &Timeline<'_>| if by_treaty { one.treaty.id.to_owned() } else { one.state.name.to_owned() };
        let starts = results.iter().filter_map(|one| one.intervals.first()).map(|interval| interval.from);
        let Some(first) = starts.min() else {
            page.text("The record holds no act.");
            return;
        };
        if results.len() > 1 {
            let heading = if by_treaty { results[0].state.name } else { results[0].treaty.short };
            page.heading(heading);
        }
        let ends = results.iter().flat_map(|one| &one.intervals).filter_map(|interval| interval.until);
        let last = ends.chain([self.0.today]).max().unwrap_or(self.0.today);
        let longest = results.iter().map(|one| label(one).chars().count()).max().unwrap_or_default();
        let labels = longest.min(usize::from(layout.width) / 3);
        let columns = usize::from(layout.width).saturating_sub(labels + 2).max(8);
        let scale = Scale { first, last, columns };
        let mut lines = vec![vec![Span::new(format!("{:labels$}  {}", "", scale.years()), Role::Faint)]];
        for one in results {
            let name: String = label(one).chars().take(labels).collect();
            let mut line = vec![Span::from(format!("{name:labels$}  "))];
            line.extend(scale.bar(&one.intervals, layout.ascii));
            lines.push(line);
        }
        page.push(Block::Drawing(lines));
        let legend = Status::ALL.iter().filter(|&&status| {
            status != Status::NotParty
                && results.iter().any(|one| one.intervals.iter().any(|interval| interval.status == status))
        });
        let legend: Vec<String> = legend
            .map(|&status| format!("{} {}", mark(status, layout.ascii), status.word().replace('_', " ")))
            .collect();
        page.push(Block::Text(vec![Span::new(legend.join("   "), Role::Faint)]));
    }
}

/// The character that draws a status; each status has its own, so that colour is not needed.
fn mark(status: Status, ascii: bool) -> char {
    match (status, ascii) {
        (Status::Party, false) => '█',
        (Status::Party, true) => '#',
        (Status::Withdrawing, false) => '▒',
        (Status::Withdrawing, true) => '%',
        (Status::Suspended, _) => 's',
        (Status::Consented, _) => '=',
        (Status::Provisional, _) => '~',
        (Status::Signatory, _) => '-',
        (Status::FormerParty, _) => '.',
        (Status::Undetermined, _) => '?',
        (Status::NotParty, _) => ' ',
    }
}

struct Scale {
    first: NaiveDate,
    last: NaiveDate,
    columns: usize,
}

impl Scale {
    fn day_at(&self, column: usize) -> NaiveDate {
        let length = (self.last - self.first).num_days().max(1);
        let offset = i64::try_from(column).unwrap_or_default() * length
            / i64::try_from(self.columns.saturating_sub(1).max(1)).unwrap_or(1);
        self.first + chrono::Duration::days(offset)
    }

    fn years(&self) -> String {
        let mut line = vec![' '; self.columns];
        let mut free = 0;
        let mut year = None;
        for column in 0..self.columns {
            let own = self.day_at(column).year();
            if year != Some(own) && column >= free && column + 4 <= self.columns {
                let starts =
                    column == 0 || own % 5 == 0 || self.columns > 12 * usize::try_from(self.span()).unwrap_or(99);
                if starts {
                    for (at, digit) in own.to_string().chars().enumerate() {
                        line[column + at] = digit;
                    }
                    free = column + 6;
                }
            }
            year = Some(own);
        }
        line.into_iter().collect::<String>().trim_end().to_owned()
    }

    fn span(&self) -> i32 {
        self.last.year() - self.first.year() + 1
    }

    fn bar(&self, intervals: &[TimelineInterval], ascii: bool) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for column in 0..self.columns {
            let (from, next) = (self.day_at(column), self.day_at(column + 1));
            // A window is short: it is drawn wherever it touches a column.
            let window = intervals.iter().find(|interval| {
                interval.status == Status::Withdrawing
                    && interval.from < next
                    && interval.until.is_none_or(|until| from < until)
            });
            let on = intervals.iter().rfind(|interval| interval.from <= from);
            let on = on.filter(|interval| interval.until.is_none_or(|until| from < until));
            let status = window.or(on).map_or(Status::NotParty, |interval| interval.status);
            let role = words::role(status);
            match spans.last_mut() {
                Some(span) if span.role == role => span.text.push(mark(status, ascii)),
                _ => spans.push(Span::new(mark(status, ascii), role)),
            }
        }
        spans
    }
}
