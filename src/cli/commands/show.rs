//! `treaty show`.

use serde::Serialize;
use treaty::form::{Layout, Page, Report, Role, Sheet, Span, Words};
use treaty::law::arithmetic::in_words;
use treaty::query::clauses::leaving_clause;
use treaty::query::show::{ShowReport, Shown};

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty show ccm
  treaty show genocide -f json")]
pub struct Args {
    /// The treaties
    #[arg(required = true)]
    treaty: Vec<String>,
    /// The day of the counts; today where absent
    #[arg(short, long, value_name = "DAY")]
    date: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let date = context.day(args.date.as_deref())?;
    let treaties = input::treaties(context, &args.treaty)?;
    context.answer(&View(context.inquiry().show(&treaties, date)))?;
    Ok(Exit::Answered)
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(ShowReport<'d>);

fn facts(shown: &Shown<'_>) -> Vec<(&'static str, String)> {
    let head = &shown.head;
    let mut facts = vec![("id", head.id.clone())];
    let mut put = |name, value: Option<String>| facts.extend(value.map(|value| (name, value)));
    put("title", Some(head.title.clone()));
    put("UN number", head.un_number.clone());
    put("topics", Some(head.topics.join(", ")).filter(|topics| !topics.is_empty()));
    let adopted = head.adopted.as_ref();
    put(
        "adopted",
        adopted.map(|on| on.place.as_ref().map_or(on.date.to_string(), |place| format!("{}, {place}", on.date))),
    );
    put("depositary", Some(head.depositaries.join(", ")).filter(|names| !names.is_empty()));
    if let Some(clause) = &head.entry_into_force {
        let date = clause.date.map_or_else(|| "not in force".into(), |date| date.to_string());
        let article = clause.article.as_ref().map(|article| format!(" (art. {article})")).unwrap_or_default();
        put("in force", Some(format!("{date}{article}")));
        put("terminated", clause.terminated.map(|date| date.to_string()));
    }
    if let Some(clause) = &head.later_party {
        let article = clause.article.as_ref().map(|article| format!(" (art. {article})")).unwrap_or_default();
        put("later party", Some(format!("in force {} its deposit{article}", in_words(clause.offset))));
    }
    match &head.withdrawal {
        Some(clause) => {
            let article = clause.article.as_ref().map(|article| format!(" (art. {article})")).unwrap_or_default();
            put("withdrawal", Some(format!("{}{article}", leaving_clause(clause))));
            let minimum =
                clause.minimum_in_force.map(|time| format!("{} it is in force for the state", in_words(time)));
            put("not before", minimum);
            put("consequences", clause.consequences.clone());
        }
        None => put("withdrawal", Some("the clause is not known here".into())),
    }
    if let Some(duties) = &head.obligations {
        let must_not = format!("{} {} (art. {})", duties.must_not.join(", "), duties.of, duties.article);
        put("must not", Some(must_not).filter(|_| !duties.must_not.is_empty()));
        put("must", Some(duties.must.join(", ")).filter(|must| !must.is_empty()));
    }
    facts
}

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&["treaty", "what", "value"]);
        for shown in &self.0.results {
            for (name, value) in facts(shown) {
                sheet.push(vec![shown.treaty.id.into(), name.into(), value.into()]);
            }
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        for (at, shown) in self.0.results.iter().enumerate() {
            if at > 0 {
                page.gap();
            }
            page.heading(shown.treaty.short);
            let mut lines: Vec<(&'static str, Words)> =
                facts(shown).into_iter().map(|(name, value)| (name, vec![Span::from(value)])).collect();
            lines.push(("counts", vec![format!("{}, on {}", words::counts(&shown.counts), self.0.date).into()]));
            let as_of = shown.head.coverage.as_of.map_or_else(|| "an unknown day".into(), |as_of| as_of.to_string());
            lines.push(("record", vec![format!("{} acts, complete to {as_of}", shown.events).into()]));
            page.push(treaty::form::Block::Facts(lines));
            if let Some(note) = &shown.head.note {
                page.text(note.as_str());
            }
            words::notes(&mut page, &shown.notes);
            for source in shown.sources.iter().take(12) {
                let address = source.address.as_ref().map(|address| format!(" <{address}>")).unwrap_or_default();
                let line = format!("source: {}: {}{address}", source.publisher, source.title);
                page.push(treaty::form::Block::Text(vec![Span::new(line, Role::Faint)]));
            }
            if shown.sources.len() > 12 {
                page.text(format!("and {} more sources; -f json has all", shown.sources.len() - 12));
            }
        }
        page
    }
}
