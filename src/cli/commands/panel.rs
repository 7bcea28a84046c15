//! `treaty panel`.

use std::fmt::Write as _;
use std::io::{self, Write};

use chrono::NaiveDate;
use clap::ValueEnum;
use treaty::days::{Edge, parse_day};
use treaty::form::{harmless, json_line, markdown_cell, no_formula, one_line};
use treaty::query::DataRef;
use treaty::query::panel::{PanelBlock, PanelCell, PanelQuestion, PanelValue, Period, PeriodRule};

use crate::cli::args::FormatName;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::input;
use crate::cli::progress::Progress;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty panel --treaty ottawa,ccm --from 1997 --to 2026 --rule last -f csv
  treaty panel --by month --rule days --universe gw -f csv -o panel.csv")]
pub struct Args {
    /// The treaties; all where none is named
    #[arg(short, long, value_name = "TREATY")]
    treaty: Vec<String>,
    /// Only treaties of this topic
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    /// The length of a period
    #[arg(long, value_name = "PERIOD", default_value = "year")]
    by: By,
    /// The first period
    #[arg(long, value_name = "DAY", default_value = "1945")]
    from: String,
    /// The last period; this year's where absent
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// What a period says of a state
    #[arg(long, value_name = "RULE", default_value = "last")]
    rule: Rule,
    /// The states: un, gw, cow, iso, record, a region, a treaty, <file:PATH>; @DAY fixes its members
    #[arg(long, visible_alias = "group", value_name = "GROUP", default_value = "un")]
    universe: String,
    /// Leave out the comment lines that name the command and the data
    #[arg(long)]
    no_header: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    Year,
    Month,
    Day,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Rule {
    /// Bound on the first day
    First,
    /// Bound on the last day
    Last,
    /// Bound on any day
    Any,
    /// Bound on every day
    All,
    /// Number of days bound
    Days,
    /// Share of the days bound
    Share,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let from = parse_day(&args.from, context.today, Edge::Start)?;
    let to = context.day(args.to.as_deref())?;
    if to < from {
        return Err(Failure::usage(format!("the panel would be empty: --to {to} lies before --from {from}")));
    }
    let until = to.succ_opt().unwrap_or(to);
    let question = PanelQuestion {
        treaties: input::treaties_or_topic(context, &args.treaty, args.topic.as_deref())?,
        universe: input::universe(context, &args.universe)?,
        period: match args.by {
            By::Year => Period::Year,
            By::Month => Period::Month,
            By::Day => Period::Day,
        },
        rule: match args.rule {
            Rule::First => PeriodRule::First,
            Rule::Last => PeriodRule::Last,
            Rule::Any => PeriodRule::Any,
            Rule::All => PeriodRule::All,
            Rule::Days => PeriodRule::Days,
            Rule::Share => PeriodRule::Share,
        },
        from,
        until,
    };
    let shape = match context.shared.format {
        FormatName::Table | FormatName::Csv => Shape::Delimited(','),
        FormatName::Tsv => Shape::Delimited('\t'),
        FormatName::Md => Shape::Markdown,
        FormatName::Jsonl => Shape::Lines,
        FormatName::Json => Shape::Document,
        other => {
            return Err(Failure::usage(format!("a panel has the formats csv, tsv, md, json and jsonl, not {other:?}")));
        }
    };
    let inquiry = context.inquiry();
    let data = inquiry.data_ref(question.treaties.iter().copied());
    let mut rows = 0_usize;
    let mut progress = Progress::new();
    let sent = context.send(false, |out| {
        let mut writer = RowWriter::new(shape, question.rule, question.period);
        inquiry.panel(&question, |block| {
            // A panel without rows leaves nothing behind, not even its heading.
            if rows == 0 && !block.cells.is_empty() {
                match shape {
                    Shape::Delimited(_) if !args.no_header => out.write_all(header(&data).as_bytes())?,
                    Shape::Document => out.write_all(opening(args, context, &question, &data)?.as_bytes())?,
                    _ => {}
                }
                writer.heading(out)?;
            }
            rows += block.cells.len();
            progress.say(|| format!("{rows} rows"));
            writer.block(block, out)
        })?;
        match shape {
            _ if rows == 0 => Err(io::ErrorKind::InvalidInput.into()),
            Shape::Document => out.write_all(b"\n]}\n"),
            _ => Ok(()),
        }
    });
    if rows == 0 {
        return Err(Failure::usage("the panel is empty: nobody of the universe existed in these periods"));
    }
    sent?;
    Ok(Exit::Answered)
}

/// What a JSON document says before its rows: as other answers do, and the question.
fn opening(args: &Args, context: &Context, question: &PanelQuestion, data: &DataRef) -> io::Result<String> {
    let head = serde_json::json!({
        "schema": "treaty.panel/1",
        "data": data,
        "command": super::words::command_line(),
        "from": question.from,
        "until": question.until,
        "by": name(&args.by),
        "rule": name(&args.rule),
        "universe": question.universe.name,
        "known_on": context.inquiry().known_on,
        "view": context.inquiry().view,
    });
    let head = json_line(&head)?;
    Ok(format!("{},\"results\":[\n", head.trim_end_matches('}')))
}

fn name(value: &impl clap::ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// Comment lines with the exact command and the version of the data.
fn header(data: &DataRef) -> String {
    let as_of = data.as_of.map(|as_of| format!(", complete to {as_of} at least")).unwrap_or_default();
    format!(
        "# {}\n# treaty {}, data {}{as_of}; intervals are [since, until)\n",
        super::words::command_line(),
        env!("CARGO_PKG_VERSION"),
        one_line(&data.version)
    )
}

#[derive(Clone, Copy)]
enum Shape {
    Delimited(char),
    Markdown,
    Lines,
    Document,
}

/// Writes rows without keeping any: what a block shares is written once and copied.
struct RowWriter {
    shape: Shape,
    rule: &'static str,
    period: Period,
    prefix: String,
    suffix: String,
    line: String,
    begun: bool,
}

impl RowWriter {
    fn new(shape: Shape, rule: PeriodRule, period: Period) -> Self {
        let rule = match rule {
            PeriodRule::Days => "days_bound",
            PeriodRule::Share => "share_bound",
            _ => "bound",
        };
        let empty = String::new;
        Self {
            shape,
            rule,
            period,
            prefix: empty(),
            suffix: empty(),
            line: String::with_capacity(1 << 14),
            begun: false,
        }
    }

    fn heading(&self, out: &mut dyn Write) -> io::Result<()> {
        let names =
            ["state", "state_name", "iso2", "treaty", "period", "cow", "gw", "status", self.rule, "since", "until"];
        match self.shape {
            Shape::Delimited(separator) => writeln!(out, "{}", names.join(separator.encode_utf8(&mut [0; 4]))),
            Shape::Markdown => writeln!(out, "| {} |\n|{}", names.join(" | "), "---|".repeat(names.len())),
            Shape::Lines | Shape::Document => Ok(()),
        }
    }

    fn block(&mut self, block: &PanelBlock<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.prefix.clear();
        let alpha2 = block.alpha2.unwrap_or_default();
        match self.shape {
            Shape::Delimited(separator) => {
                for cell in [block.state.id, block.state.name, alpha2, block.treaty.id] {
                    quoted(cell, separator, &mut self.prefix);
                    self.prefix.push(separator);
                }
            }
            Shape::Markdown => {
                for cell in [block.state.id, block.state.name, alpha2, block.treaty.id] {
                    let _ = write!(self.prefix, "| {} ", markdown_cell(cell));
                }
                self.prefix.push_str("| ");
            }
            Shape::Lines | Shape::Document => {
                let text = |text: &str| json_line(text).unwrap_or_default();
                let _ = write!(
                    self.prefix,
                    "{{\"state\":{{\"id\":{},\"name\":{}}},\"iso2\":{},\"treaty\":{{\"id\":{},\"name\":{}}},\"period\":\"",
                    text(block.state.id),
                    text(block.state.name),
                    if alpha2.is_empty() { "null".into() } else { text(alpha2) },
                    text(block.treaty.id),
                    text(block.treaty.name),
                );
            }
        }
        self.line.clear();
        let mut before: Option<&PanelCell> = None;
        for cell in &block.cells {
            if before.is_none_or(|before| !same_row(before, cell)) {
                self.ending(cell);
            }
            before = Some(cell);
            if matches!(self.shape, Shape::Document) {
                self.line.push_str(if self.begun { ",\n" } else { "" });
                self.begun = true;
            }
            self.line.push_str(&self.prefix);
            period(cell.period, self.period, &mut self.line);
            self.line.push_str(&self.suffix);
        }
        out.write_all(self.line.as_bytes())
    }

    /// What follows the period in a row.
    fn ending(&mut self, cell: &PanelCell) {
        self.suffix.clear();
        let value = match cell.value {
            PanelValue::Bound(Some(bound)) => String::from(if bound { "1" } else { "0" }),
            PanelValue::Days(Some(days)) => days.to_string(),
            PanelValue::Share(Some(share)) => format!("{share:.4}"),
            PanelValue::Bound(None) | PanelValue::Days(None) | PanelValue::Share(None) => String::new(),
        };
        let code = |code: Option<u16>| code.map(|code| code.to_string()).unwrap_or_default();
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        match self.shape {
            Shape::Delimited(s) => {
                let (cow, gw, status) = (code(cell.cow), code(cell.gw), cell.status.word());
                let (since, until) = (day(cell.since), day(cell.until));
                let _ = writeln!(self.suffix, "{s}{cow}{s}{gw}{s}{status}{s}{value}{s}{since}{s}{until}");
            }
            Shape::Markdown => {
                let (cow, gw, status) = (code(cell.cow), code(cell.gw), cell.status.word());
                let (since, until) = (day(cell.since), day(cell.until));
                let _ = writeln!(self.suffix, " | {cow} | {gw} | {status} | {value} | {since} | {until} |");
            }
            Shape::Lines | Shape::Document => {
                let or_null = |text: String| if text.is_empty() { "null".into() } else { text };
                let quoted = |text: String| if text.is_empty() { "null".into() } else { format!("\"{text}\"") };
                let _ = writeln!(
                    self.suffix,
                    "\",\"cow\":{},\"gw\":{},\"status\":\"{}\",\"{}\":{},\"since\":{},\"until\":{}}}",
                    or_null(code(cell.cow)),
                    or_null(code(cell.gw)),
                    cell.status.word(),
                    self.rule,
                    or_null(value),
                    quoted(day(cell.since)),
                    quoted(day(cell.until)),
                );
                if matches!(self.shape, Shape::Document) {
                    self.suffix.pop();
                }
            }
        }
    }
}

fn same_row(a: &PanelCell, b: &PanelCell) -> bool {
    (a.status, a.cow, a.gw, a.since, a.until) == (b.status, b.cow, b.gw, b.since, b.until) && a.value == b.value
}

fn period(first: NaiveDate, period: Period, line: &mut String) {
    use chrono::Datelike;
    let four = |number: i32, line: &mut String| {
        let digits = [number / 1000, number / 100 % 10, number / 10 % 10, number % 10];
        line.extend(digits.map(|digit| char::from(b'0' + u8::try_from(digit.rem_euclid(10)).unwrap_or_default())));
    };
    let two = |number: u32, line: &mut String| {
        line.push(char::from(b'0' + u8::try_from(number / 10).unwrap_or_default()));
        line.push(char::from(b'0' + u8::try_from(number % 10).unwrap_or_default()));
    };
    four(first.year(), line);
    if period != Period::Year {
        line.push('-');
        two(first.month(), line);
    }
    if period == Period::Day {
        line.push('-');
        two(first.day(), line);
    }
}

fn quoted(cell: &str, separator: char, line: &mut String) {
    let clean = if separator == '\t' { one_line(cell) } else { harmless(cell) };
    let cell = no_formula(&clean);
    if cell.contains([separator, '"', '\n', '\r']) {
        line.push('"');
        line.push_str(&cell.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(&cell);
    }
}
