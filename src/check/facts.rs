//! Checks of single facts, as the files hold them.

use std::collections::BTreeSet;

use super::{Check, Finding, SENTINELS};
use crate::date::PartialDate;
use crate::model::{Event, Treaty};
use crate::query::Inquiry;
use crate::record::Record;

/// How many days after its end a record's coverage is stale.
const STALE_AFTER: i64 = 731;

pub(super) fn findings(record: &Record, inquiry: &Inquiry<'_>, found: &mut Vec<Finding>) {
    for treaty in &record.treaties {
        duplicates(treaty, found);
        for event in &treaty.events {
            sentinels(treaty, event, found);
            life(record, treaty, event, found);
            conflicts(treaty, event, found);
            vanished(treaty, event, found);
        }
        coverage(treaty, inquiry, found);
    }
    codes(record, found);
    unused_sources(record, found);
}

fn on(date: Option<PartialDate>) -> String {
    date.map_or_else(|| "an unknown day".into(), |date| date.to_string())
}

fn act(event: &Event) -> String {
    format!("{} of {}", event.kind.word().replace('_', " "), on(event.date.or(event.effective)))
}

fn sentinels(treaty: &Treaty, event: &Event, found: &mut Vec<Finding>) {
    for date in [event.date, event.effective].into_iter().flatten() {
        if SENTINELS.contains(&date.to_string().as_str()) {
            let message = format!("{date} is a date that stands for 'unknown'; leave the field out");
            found.push(Finding::of_treaty(Check::Sentinel, &treaty.id, Some(&event.state), message));
        }
    }
}

fn duplicates(treaty: &Treaty, found: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for event in &treaty.events {
        if !seen.insert((&event.state, event.kind.rank(), event.date, event.effective, &event.scope, &event.note)) {
            let message = format!("{} stands twice", act(event));
            found.push(Finding::of_treaty(Check::Duplicate, &treaty.id, Some(&event.state), message));
        }
    }
}

fn life(record: &Record, treaty: &Treaty, event: &Event, found: &mut Vec<Finding>) {
    let Some(state) = record.states.iter().find(|state| state.id == event.state) else { return };
    let Some(date) = event.date else { return };
    let early = state.exists.from.is_some_and(|from| date.last_day() < from.first_day());
    let late = state.exists.until.is_some_and(|until| date.first_day() >= until.last_day());
    if early || late {
        let message = format!(
            "{}: {} exists from {} until {}",
            act(event),
            state.id,
            state.exists.from.map_or_else(|| "early".into(), |date| date.to_string()),
            state.exists.until.map_or_else(|| "now".into(), |date| date.to_string()),
        );
        found.push(Finding::of_treaty(Check::OutsideLife, &treaty.id, Some(&event.state), message));
    }
}

fn conflicts(treaty: &Treaty, event: &Event, found: &mut Vec<Finding>) {
    for witness in event.also.iter().filter(|witness| witness.depositary.is_none()) {
        let date = witness.date.filter(|_| event.date.is_some() && witness.date != event.date);
        let effect = witness.effective.filter(|_| event.effective.is_some() && witness.effective != event.effective);
        if date.is_none() && effect.is_none() {
            continue;
        }
        let says = match (date, effect) {
            (Some(date), _) => format!("on {date}"),
            (None, effect) => format!("effective {}", on(effect)),
        };
        let own = if date.is_some() { on(event.date) } else { on(event.effective) };
        let message = format!("{}: {} says {own}, {} {says}", act(event), event.source, witness.source);
        found.push(Finding::of_treaty(Check::Conflict, &treaty.id, Some(&event.state), message));
    }
}

fn vanished(treaty: &Treaty, event: &Event, found: &mut Vec<Finding>) {
    if let Some(seen) = event.last_seen {
        let message = format!("{}: {} showed it last on {seen}", act(event), event.source);
        found.push(Finding::of_treaty(Check::Vanished, &treaty.id, Some(&event.state), message));
    }
}

fn coverage(treaty: &Treaty, inquiry: &Inquiry<'_>, found: &mut Vec<Finding>) {
    let Some(as_of) = treaty.coverage.as_of else { return };
    if (inquiry.today - as_of.last_day()).num_days() > STALE_AFTER {
        let message = format!("the record ends on {as_of}");
        found.push(Finding::of_treaty(Check::StaleCoverage, &treaty.id, None, message));
    }
}

fn codes(record: &Record, found: &mut Vec<Finding>) {
    let letters = |code: &str, length: usize| code.len() == length && code.bytes().all(|b| b.is_ascii_uppercase());
    for state in &record.states {
        let mut wrong = |what: &str, code: &str| {
            found.push(Finding {
                check: Check::Code,
                file: "states.json".into(),
                line: None,
                treaty: None,
                state: Some(state.id.clone()),
                message: format!("{what} {code:?} is not in the form of its list"),
            });
        };
        if let Some(code) = state.alpha2.as_deref().filter(|code| !letters(code, 2)) {
            wrong("alpha-2", code);
        }
        if let Some(code) = state.alpha3.as_deref().filter(|code| !letters(code, 3)) {
            wrong("alpha-3", code);
        }
        if let Some(code) = state.m49.as_deref()
            && (code.len() != 3 || !code.bytes().all(|b| b.is_ascii_digit()))
        {
            wrong("M49", code);
        }
    }
}

fn unused_sources(record: &Record, found: &mut Vec<Finding>) {
    let text = |value: &serde_json::Value, used: &mut BTreeSet<String>| collect(value, used);
    let mut used = BTreeSet::new();
    for treaty in &record.treaties {
        text(&serde_json::to_value(treaty).unwrap_or_default(), &mut used);
    }
    for state in &record.states {
        text(&serde_json::to_value(state).unwrap_or_default(), &mut used);
    }
    for source in record.sources.iter().filter(|source| !used.contains(&source.id)) {
        found.push(Finding {
            check: Check::UnusedSource,
            file: "sources.json".into(),
            line: None,
            treaty: None,
            state: None,
            message: format!("nothing cites {}", source.id),
        });
    }
}

/// Gathers what stands in every `source` and `sources`.
fn collect(value: &serde_json::Value, used: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value) {
                    ("source", serde_json::Value::String(id)) => {
                        used.insert(id.clone());
                    }
                    ("sources", serde_json::Value::Array(ids)) => {
                        used.extend(ids.iter().filter_map(|id| id.as_str().map(str::to_owned)));
                    }
                    (_, value) => collect(value, used),
                }
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, used)),
        _ => {}
    }
}
