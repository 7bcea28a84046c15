//! `treaty status`.

use serde::Serialize;
use treaty::form::{Block, Layout, Page, Report, Role, Sheet, Span};
use treaty::law::Status;
use treaty::query::common::NoteKind;
use treaty::query::status::{StatusReport, StatusResult};

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty status lithuania ccm --date 2025-03-01
  treaty status finland
  treaty status russia --topic disarmament -f csv")]
pub struct Args {
    /// The state: a code or a name
    state: String,
    /// The treaties; all under which it acted where none is named
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
    let inquiry = context.inquiry();
    let states = input::states(context, std::slice::from_ref(&args.state), date)?;
    let named = !args.treaty.is_empty();
    let treaties = input::treaties_or_topic(context, &args.treaty, args.topic.as_deref())?;
    let mut report = if named {
        inquiry.status(&states, &treaties, date)
    } else {
        let mut report = inquiry.status_everywhere(states[0], &treaties, date);
        for &state in &states[1..] {
            report.results.extend(inquiry.status_everywhere(state, &treaties, date).results);
        }
        report
    };
    if !named {
        matters_first(&mut report);
    }
    let undetermined = report.results.iter().any(|result| result.status == Status::Undetermined);
    let beyond = report.results.iter().any(|result| result.notes.iter().any(|note| note.kind == NoteKind::Coverage));
    context.answer(&View { report, everything: !named })?;
    let open = (named && undetermined) || (context.shared.strict && beyond);
    Ok(if open { Exit::Undetermined } else { Exit::Answered })
}

/// Windows first, then what changed within a year, then by topic.
fn matters_first(report: &mut StatusReport<'_>) {
    let date = report.date;
    report.results.sort_by_key(|result| {
        let recent = is_recent(result, date);
        let rank = match result.status {
            Status::Withdrawing => 0,
            Status::FormerParty if recent => 1,
            Status::Suspended | Status::Undetermined => 2,
            _ if recent => 3,
            _ => 4,
        };
        let topic = if rank == 4 { result.topics.first().copied().unwrap_or_default() } else { "" };
        (rank, topic, result.treaty.short)
    });
}

/// Whether an instrument stands, and nobody can say whether it is in force.
fn deposit_only(result: &StatusResult<'_>) -> bool {
    result.status == Status::Consented && result.bound.is_none()
}

fn is_recent(result: &StatusResult<'_>, date: chrono::NaiveDate) -> bool {
    result.changed.is_some_and(|changed| (0..=365).contains(&(date - changed).num_days()))
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d> {
    report: StatusReport<'d>,
    #[serde(skip)]
    everything: bool,
}

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            "state",
            "state_name",
            "treaty",
            "treaty_name",
            "date",
            "status",
            "bound",
            "since",
            "until",
            "notice",
            "effective",
            "days_left#",
            "conditional",
            "article",
            "ref",
            "as_of",
            "notes",
        ]);
        for result in &self.report.results {
            let withdrawal = result.withdrawal.as_ref();
            let notes: Vec<&str> = result.notes.iter().map(|note| note.text.as_str()).collect();
            sheet.push(vec![
                result.state.id.into(),
                result.state.name.into(),
                result.treaty.id.into(),
                result.treaty.name.into(),
                self.report.date.to_string().into(),
                words::status_word(result.status),
                words::truth(result.bound),
                words::day(result.since),
                words::day(result.until),
                words::day(withdrawal.and_then(|withdrawal| withdrawal.notice)),
                words::day(withdrawal.and_then(|withdrawal| withdrawal.effective)),
                words::number(withdrawal.and_then(|withdrawal| withdrawal.days_left)),
                words::truth(withdrawal.map(|withdrawal| withdrawal.conditional).or(Some(false))),
                words::text(withdrawal.and_then(|withdrawal| withdrawal.article.as_deref())),
                words::text(withdrawal.and_then(|withdrawal| withdrawal.reference)),
                words::date(result.as_of),
                notes.join("; ").into(),
            ]);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        if self.everything {
            self.overview(&mut page);
        } else {
            for (at, result) in self.report.results.iter().enumerate() {
                if at > 0 {
                    page.gap();
                }
                self.one(result, &mut page);
            }
        }
        page
    }
}

impl View<'_> {
    fn one(&self, result: &StatusResult<'_>, page: &mut Page) {
        page.push(Block::Heading(vec![Span::new(result.sentence(self.report.date) + ".", Role::Strong)]));
        let mut facts: Vec<(&'static str, Vec<Span>)> = vec![("status", vec![words::status(result.status)])];
        if let Some(since) = result.since {
            facts.push(("since", vec![since.to_string().into()]));
        }
        if let Some(until) = result.until {
            facts.push(("until", vec![until.to_string().into(), " (the first day of the next status)".into()]));
        }
        if let Some(withdrawal) = &result.withdrawal {
            if let Some(notice) = withdrawal.notice {
                let inferred = if withdrawal.notice_inferred { " (inferred from its effect)" } else { "" };
                facts.push(("notice", vec![notice.to_string().into(), inferred.into()]));
            }
            if let Some(effective) = withdrawal.effective {
                facts.push(("effective", vec![effective.to_string().into()]));
            }
            if let Some(article) = &withdrawal.article {
                facts.push(("article", vec![article.clone().into()]));
            }
            if let Some(reference) = withdrawal.reference {
                facts.push(("notification", vec![reference.into()]));
            }
        }
        if let Some(as_of) = result.as_of {
            facts.push(("record", vec![format!("complete to {as_of}").into()]));
        }
        page.push(Block::Facts(facts));
        words::notes(page, &result.notes);
    }

    fn overview(&self, page: &mut Page) {
        let report = &self.report;
        let Some(first) = report.results.first() else {
            page.text("The record holds no act of this state.");
            return;
        };
        page.heading(format!("{} on {}", first.state.name, report.date));
        page.gap();
        let mut sheet = Sheet::new(&["treaty", "name", "status", "since", "until"]);
        let mut topic = None;
        let flush = |sheet: &mut Sheet, page: &mut Page| {
            let rows = std::mem::take(&mut sheet.rows);
            page.table(Sheet { columns: sheet.columns.clone(), rows });
        };
        for result in &report.results {
            match result.status {
                Status::Withdrawing => {
                    let left = result.withdrawal.as_ref().and_then(|withdrawal| withdrawal.days_left);
                    let left = left.map(|left| format!(", {} left", words::days(left))).unwrap_or_default();
                    let text = format!("leaving: {}{left}", result.treaty.short);
                    let until = result.until.map(|until| format!(" (out on {until})")).unwrap_or_default();
                    page.push(Block::Text(vec![Span::new(text, Role::Warning), until.into()]));
                    continue;
                }
                status if is_recent(result, report.date) => {
                    let on = result.changed.map(|on| on.to_string()).unwrap_or_default();
                    let what = match status {
                        Status::FormerParty => "left",
                        Status::Party => "joined",
                        Status::Signatory => "signed",
                        Status::Consented => "consented",
                        _ => "changed",
                    };
                    let text = format!("{what}: {}", result.treaty.short);
                    page.push(Block::Text(vec![Span::new(text, words::role(status)), format!(" ({on})").into()]));
                    continue;
                }
                _ => {}
            }
            let own = result.topics.first().copied().unwrap_or("other");
            if topic != Some(own) {
                flush(&mut sheet, page);
                if topic.is_some() || page.blocks.len() > 2 {
                    page.gap();
                }
                page.heading(own.replace('-', " "));
                topic = Some(own);
            }
            sheet.push(vec![
                result.treaty.id.into(),
                result.treaty.short.into(),
                if deposit_only(result) {
                    Span::new("consented*", words::role(result.status))
                } else {
                    words::status(result.status)
                },
                words::day(result.since),
                words::day(result.until),
            ]);
        }
        flush(&mut sheet, page);
        page.gap();
        if report.results.iter().any(deposit_only) {
            page.note("consented*: only deposits are known for these treaties; whether they are in force for the state cannot be said");
        }
        words::data(page, &report.data);
    }
}
