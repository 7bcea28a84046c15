//! `treaty assert`.

use std::path::PathBuf;

use serde::Serialize;
use treaty::days::{Edge, parse_day};
use treaty::form::{Block, Layout, Page, Report, Role, Sheet, Span};
use treaty::law::Status;
use treaty::names::{resolve_state, resolve_treaty};
use treaty::query::assertion::{AssertReport, Claim, Statement};

use super::words;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::files;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty assert \"lithuania party ccm on 2025-03-05\"
  treaty assert \"lithuania not bound ccm on 2025-03-06\"
  treaty assert -i statements.txt

`party` holds for a state that is leaving: it is still bound.")]
pub struct Args {
    /// STATE [not] STATUS TREATY on DAY
    statement: Vec<String>,
    /// A file of statements, one a line; # begins a comment
    #[arg(short, long, value_name = "FILE")]
    input: Option<PathBuf>,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let mut lines: Vec<(String, String)> = args.statement.iter().map(|text| (String::new(), text.clone())).collect();
    if let Some(path) = &args.input {
        for (at, line) in files::read(path)?.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if !line.is_empty() {
                lines.push((format!("{}:{}: ", path.display(), at + 1), line.to_owned()));
            }
        }
    }
    if lines.is_empty() {
        return Err(Failure::usage("nothing to judge; write a statement, or name a file with -i"));
    }
    let mut statements = Vec::new();
    for (place, line) in &lines {
        statements.push(statement(line, context).map_err(|failure| match failure {
            Failure::Usage(message) => Failure::Usage(format!("{place}{message}")),
            other => other,
        })?);
    }
    let report = context.inquiry().assert(&statements);
    let holds = report.holds;
    context.answer(&View(report))?;
    Ok(match holds {
        Some(true) => Exit::Answered,
        Some(false) => Exit::Differs,
        None => Exit::Undetermined,
    })
}

/// Reads `STATE [not] STATUS TREATY on DAY`.
fn statement(text: &str, context: &Context) -> Result<Statement, Failure> {
    let form = || {
        let message = format!("{text:?} is no statement; write \"lithuania party ccm on 2025-03-05\"");
        Failure::usage(message)
    };
    let (what, day) = text.rsplit_once(" on ").ok_or_else(form)?;
    let date = parse_day(day, context.today, Edge::End)?;
    let tokens: Vec<&str> = what.split_whitespace().collect();
    let is_claim = |word: &str| claim(word).is_some();
    let at = tokens.iter().position(|word| is_claim(word)).filter(|&at| at > 0 && at + 1 < tokens.len());
    let at = at.ok_or_else(form)?;
    let negated = tokens[at - 1].eq_ignore_ascii_case("not");
    let state_words = &tokens[..if negated { at - 1 } else { at }];
    let filler = ["is", "was", "a", "of", "to", "the", "under", "by"];
    let trimmed = |words: &[&str]| {
        let keep = words.iter().copied().skip_while(|word| filler.contains(&word.to_lowercase().as_str()));
        let mut kept: Vec<&str> = keep.collect();
        while kept.last().is_some_and(|word| filler.contains(&word.to_lowercase().as_str())) {
            kept.pop();
        }
        kept.join(" ")
    };
    let record = context.inquiry().data;
    let state = resolve_state(record, &trimmed(state_words), Some(date))?;
    let treaty = resolve_treaty(record, &trimmed(&tokens[at + 1..]))?;
    let claim = match (claim(tokens[at]).ok_or_else(form)?, negated) {
        (claim, false) => claim,
        (Claim::Bound, true) => Claim::NotBound,
        (Claim::NotBound, true) => Claim::Bound,
        (Claim::Status(status) | Claim::NotStatus(status), true) => Claim::NotStatus(status),
    };
    Ok(Statement { text: text.to_owned(), state, claim, treaty, date })
}

fn claim(word: &str) -> Option<Claim> {
    let plain = word.to_lowercase().replace('-', "_");
    match plain.as_str() {
        "bound" => Some(Claim::Bound),
        "unbound" | "not_bound" => Some(Claim::NotBound),
        plain => Status::from_word(plain).map(Claim::Status),
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct View<'d>(AssertReport<'d>);

impl Report for View<'_> {
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&["statement", "holds", "state", "treaty", "date", "status", "why"]);
        for one in &self.0.results {
            sheet.push(vec![
                one.statement.clone().into(),
                words::truth(one.holds),
                one.state.id.into(),
                one.treaty.id.into(),
                one.date.to_string().into(),
                words::status_word(one.status),
                one.why.clone().into(),
            ]);
        }
        sheet
    }

    fn page(&self, _: &Layout) -> Page {
        let mut page = Page::default();
        for one in &self.0.results {
            let (word, role) = match one.holds {
                Some(true) => ("holds", Role::Good),
                Some(false) => ("false", Role::Bad),
                None => ("open ", Role::Warning),
            };
            page.push(Block::Text(vec![Span::new(word, role), format!(" {}: {}.", one.statement, one.why).into()]));
        }
        page
    }
}
