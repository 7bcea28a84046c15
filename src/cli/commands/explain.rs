//! `treaty explain`.

use serde::Serialize;
use treaty::form::{Block, Layout, Page, Report, Role, Sheet, Span};
use treaty::law::Status;
use treaty::query::explain::{ExplainReport, StepKind};

use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty explain lithuania ccm --date 2025-03-01
  treaty explain \"trinidad and tobago\" iccpr-op1 --date 1998-10-01")]
pub struct Args {
    /// The state
    state: String,
    /// The treaties
    #[arg(required = true)]
    treaty: Vec<String>,
    /// The day; today where absent
    #[arg(short, long, value_name = "DAY")]
    date: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let date = context.day(args.date.as_deref())?;
    let state = input::state(context, &args.state, date)?;
    let treaties = input::treaties(context, &args.treaty)?;
    let report = context.inquiry().explain(state, &treaties, date);
    let open = report.results.iter().any(|proof| proof.answer.status == Status::Undetermined);
    context.answer(&View(report))?;
    Ok(if open { Exit::Undetermined } else { Exit::Answered })
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(ExplainReport<'d>);

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&["state", "treaty", "step#", "kind", "text", "article", "ref", "sources"]);
        for proof in &self.0.results {
            for (at, step) in proof.steps.iter().enumerate() {
                sheet.push(vec![
                    proof.state.id.into(),
                    proof.treaty.id.into(),
                    (at + 1).to_string().into(),
                    step.kind.word().into(),
                    step.text.clone().into(),
                    step.article.clone().unwrap_or_default().into(),
                    step.reference.clone().unwrap_or_default().into(),
                    step.sources.join(" ").into(),
                ]);
            }
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        for (at, proof) in self.0.results.iter().enumerate() {
            if at > 0 {
                page.gap();
            }
            page.heading(format!("{} and the {}", proof.state.name, proof.treaty.short));
            for step in &proof.steps {
                let role = match step.kind {
                    StepKind::Conflict | StepKind::View | StepKind::Caution => Role::Warning,
                    StepKind::Conclusion => Role::Strong,
                    _ => Role::Faint,
                };
                let mut line = vec![Span::new(format!("{:<10}  ", step.kind.word()), role)];
                let text_role = if step.kind == StepKind::Conclusion { Role::Strong } else { Role::Plain };
                let stop = if step.kind == StepKind::Conclusion { "." } else { "" };
                line.push(Span::new(format!("{}{stop}", step.text), text_role));
                if let Some(article) = &step.article {
                    line.push(format!(" (art. {article})").into());
                }
                if let Some(reference) = &step.reference {
                    line.push(format!(" [{reference}]").into());
                }
                if !step.sources.is_empty() {
                    line.push(Span::new(format!(" {{{}}}", step.sources.join(", ")), Role::Faint));
                }
                page.push(Block::Item(line));
            }
        }
        page
    }
}
