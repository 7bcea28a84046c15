//! `treaty mcp`: the read-only questions over the Model Context Protocol, on standard input and output.

use std::io::{self, BufRead, Read, Write};

use serde_json::{Value, json};
use treaty::days::{Edge, parse_day, parse_reach};
use treaty::form::{harmless, json_line};
use treaty::names::{resolve_state, resolve_treaty};
use treaty::query::diff::DiffQuestion;
use treaty::query::withdrawals::WithdrawalsQuestion;
use treaty::record::{StateId, TreatyId};

use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty mcp

An assistant starts this and asks on standard input; every answer says its data, how far they go, and whose view it is.")]
pub struct Args {}

/// The newest version of the protocol that is spoken here, and older ones that are understood.
const VERSIONS: [&str; 3] = ["2025-06-18", "2025-03-26", "2024-11-05"];
/// The longest message that is read, in bytes.
const MAX_MESSAGE: u64 = 1 << 20;

pub fn run(_: &Args, context: &Context) -> Result<Exit, Failure> {
    let failure = |error| Failure::Io("standard input".into(), error);
    let mut input = io::stdin().lock();
    let mut output = io::stdout().lock();
    loop {
        let mut line = Vec::new();
        let read = (&mut input).take(MAX_MESSAGE).read_until(b'\n', &mut line).map_err(failure)?;
        if read == 0 {
            return Ok(Exit::Answered);
        }
        let answer = match serde_json::from_slice::<Value>(&line) {
            Ok(message) => answer(context, &message),
            Err(_) if line.iter().all(u8::is_ascii_whitespace) => None,
            Err(error) => Some(fault(&Value::Null, -32700, &error.to_string())),
        };
        if let Some(answer) = answer {
            let write = json_line(&answer)
                .map_err(io::Error::from)
                .and_then(|line| writeln!(output, "{line}"))
                .and_then(|()| output.flush());
            write.map_err(|error| Failure::Io("standard output".into(), error))?;
        }
    }
}

fn fault(id: &Value, code: i64, message: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}})
}

/// Answers a message; a notification has no answer.
fn answer(context: &Context, message: &Value) -> Option<Value> {
    let id = message.get("id")?;
    let parameters = &message["params"];
    let result = match message["method"].as_str() {
        Some("initialize") => {
            let asked = parameters["protocolVersion"].as_str().unwrap_or_default();
            let version = VERSIONS.into_iter().find(|known| *known == asked).unwrap_or(VERSIONS[0]);
            json!({
                "protocolVersion": version,
                "capabilities": {"tools": {}},
                "serverInfo": {"name": "treaty", "version": env!("CARGO_PKG_VERSION")},
                "instructions": "Answers rest on a dated record. Intervals are [from, until): on the day a withdrawal takes effect \
                    the state is out, and until the day before it is still bound. Say how far the record goes (as_of), the notes, \
                    and whose view of contested acts the answer takes. No legal advice: the depositary's own records prevail.",
            })
        }
        Some("ping") => json!({}),
        Some("tools/list") => json!({"tools": tools()}),
        Some("tools/call") => {
            let name = parameters["name"].as_str().unwrap_or_default();
            match call(context, name, &parameters["arguments"]) {
                Some(Ok(report)) => json!({
                    "content": [{"type": "text", "text": json_line(&report).unwrap_or_default()}],
                    "structuredContent": report,
                    "isError": false,
                }),
                Some(Err(message)) => {
                    json!({"content": [{"type": "text", "text": harmless(&message)}], "isError": true})
                }
                None => return Some(fault(id, -32602, &format!("there is no tool {name:?}"))),
            }
        }
        method => return Some(fault(id, -32601, &format!("there is no method {:?}", method.unwrap_or_default()))),
    };
    Some(json!({"jsonrpc": "2.0", "id": id, "result": result}))
}

fn tools() -> Vec<Value> {
    let text = |about: &str| json!({"type": "string", "description": about});
    let state = || text("a state: name in any UN language, or ISO code");
    let treaty = || text("a treaty: slug (ccm, ottawa, npt), acronym, UN number or words of its title");
    let day = || text("a day: 2025-03-01, 2025-03, today, \"6 months ago\"; today where absent");
    let known = || text("answer only with what was on record on this day");
    let view = || json!({"type": "string", "enum": ["depositary", "state", "objectors"], "description": "whose view of contested acts; the depositary's where absent"});
    let tool = |name: &str, about: &str, properties: Value, required: &[&str]| {
        json!({
            "name": name,
            "description": about,
            "inputSchema": {"type": "object", "properties": properties, "required": required, "additionalProperties": false},
            "annotations": {"readOnlyHint": true, "openWorldHint": false},
        })
    };
    vec![
        tool(
            "status",
            "Whether a state was bound by a treaty on a day, since when and until when; without a treaty, under all.",
            json!({"state": state(), "treaty": treaty(), "date": day(), "known_on": known(), "view": view()}),
            &["state"],
        ),
        tool(
            "explain",
            "The proof of a status: facts with their sources, rules with their articles, the arithmetic, the conflicts.",
            json!({"state": state(), "treaty": treaty(), "date": day(), "known_on": known(), "view": view()}),
            &["state", "treaty"],
        ),
        tool(
            "withdrawals",
            "Every withdrawal from a treaty or by a state: notice, effect, outcome as of today, whether it came back.",
            json!({"state": state(), "treaty": treaty(), "known_on": known(), "view": view()}),
            &[],
        ),
        tool(
            "members",
            "Who is in what standing under a treaty on a day, with counts that say what they count.",
            json!({"treaty": treaty(), "date": day(), "known_on": known(), "view": view()}),
            &["treaty"],
        ),
        tool(
            "diff",
            "Who joined, left, gave notice or signed between two days.",
            json!({"from": day(), "to": day(), "treaty": treaty(), "known_on": known(), "view": view()}),
            &["from", "to"],
        ),
        tool(
            "upcoming",
            "What takes effect next: entries into force and withdrawals.",
            json!({"within": text("90d, 6m, 2y; 1y where absent"), "treaty": treaty(), "state": state()}),
            &[],
        ),
    ]
}

/// Asks the question; `None` where there is no such tool.
fn call(context: &Context, name: &str, arguments: &Value) -> Option<Result<Value, String>> {
    let known_tool = tools().into_iter().find(|tool| tool["name"] == name)?;
    Some(ask(context, name, arguments, &known_tool["inputSchema"]["properties"]))
}

fn ask(context: &Context, name: &str, arguments: &Value, known: &Value) -> Result<Value, String> {
    for (key, value) in arguments.as_object().into_iter().flatten() {
        if known.get(key).is_none() {
            return Err(format!("{name} takes no {key:?}"));
        }
        if !value.is_string() && !value.is_null() {
            return Err(format!("{key} must be text"));
        }
    }
    let text = |key: &str| arguments[key].as_str().filter(|text| !text.is_empty());
    let need = |key: &str| text(key).ok_or_else(|| format!("{name} needs {key}"));
    let mut inquiry = context.inquiry();
    let day = |text: &str, edge| parse_day(text, context.today, edge).map_err(|error| error.to_string());
    if let Some(known_on) = text("known_on") {
        inquiry.known_on = Some(day(known_on, Edge::End)?);
    }
    if let Some(view) = text("view") {
        let known = ["depositary", "state", "objectors"].into_iter().find(|known| *known == view);
        inquiry.view = known.ok_or_else(|| format!("nobody's view is called {view:?}"))?;
    }
    let date = text("date").map_or(Ok(context.today), |text| day(text, Edge::End))?;
    let record = inquiry.data;
    let state = |text: &str| resolve_state(record, text, Some(date)).map_err(|error| error.to_string());
    let treaty = |text: &str| resolve_treaty(record, text).map_err(|error| error.to_string());
    let states =
        || text("state").map(state).transpose().map(|found: Option<StateId>| found.into_iter().collect::<Vec<_>>());
    let treaties =
        || text("treaty").map(treaty).transpose().map(|found: Option<TreatyId>| found.into_iter().collect::<Vec<_>>());
    let all_or = |some: Vec<TreatyId>| if some.is_empty() { record.treaties().collect() } else { some };
    let report = match name {
        "status" => {
            let state = state(need("state")?)?;
            match treaties()?.as_slice() {
                [] => serde_json::to_value(inquiry.status_everywhere(state, &all_or(Vec::new()), date)),
                some => serde_json::to_value(inquiry.status(&[state], some, date)),
            }
        }
        "explain" => serde_json::to_value(inquiry.explain(state(need("state")?)?, &[treaty(need("treaty")?)?], date)),
        "withdrawals" => {
            let question =
                WithdrawalsQuestion { treaties: treaties()?, states: states()?, ..WithdrawalsQuestion::default() };
            serde_json::to_value(inquiry.withdrawals(&question))
        }
        "members" => serde_json::to_value(inquiry.members(treaty(need("treaty")?)?, date, &[])),
        "diff" => {
            let (from, to) = (day(need("from")?, Edge::Start)?, day(need("to")?, Edge::End)?);
            if to < from {
                return Err(format!("{to} lies before {from}; give the earlier day first"));
            }
            let treaties = all_or(treaties()?);
            serde_json::to_value(inquiry.diff(&DiffQuestion {
                from,
                to,
                treaties,
                states: Vec::new(),
                count_all: false,
            }))
        }
        _ => {
            let to = parse_reach(text("within").unwrap_or("1y"), context.today).map_err(|error| error.to_string())?;
            serde_json::to_value(inquiry.upcoming(&treaties()?, &states()?, to))
        }
    };
    let mut report = report.map_err(|error| error.to_string())?;
    if let Some(fields) = report.as_object_mut() {
        fields.insert("intervals".into(), json!("[from, until): the last day of a status is the day before `until`"));
        fields.entry("view").or_insert_with(|| json!(inquiry.view));
    }
    Ok(report)
}
