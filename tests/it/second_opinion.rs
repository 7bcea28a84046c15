//! A second opinion: a slow evaluator that shares no code with the engine, asked about every state and treaty.
//!
//! It reads the JSON of `data/` as it stands and counts on the calendar day by day. It has no opinion where a date
//! is vague or a clause unknown, and says how often.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::common::inquiry;
use chrono::{Datelike, NaiveDate};
use serde_json::Value;
use treaty::built_in::dataset;

type Day = NaiveDate;

fn day(value: &Value) -> Option<Day> {
    value.as_str().filter(|text| text.len() == 10).and_then(|text| text.parse().ok())
}

fn is_vague(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.len() != 10)
}

/// Counts on the calendar, one day or one month at a time.
fn after(start: Day, offset: &Value) -> Option<Day> {
    let days = |count: u64| (0..count).try_fold(start, |day, _| day.succ_opt());
    let months = |count: u64| {
        let (mut year, mut month) = (start.year(), start.month());
        for _ in 0..count {
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        (1..=start.day()).rev().find_map(|day| Day::from_ymd_opt(year, month, day))
    };
    let next_first = |day: Day| {
        let mut day = day.succ_opt()?;
        while day.day() != 1 {
            day = day.succ_opt()?;
        }
        Some(day)
    };
    if offset == "same_day" {
        return Some(start);
    }
    let (kind, count) = offset.as_object()?.iter().next()?;
    let count = count.as_u64()?;
    match kind.as_str() {
        "days" => days(count),
        "months" => months(count),
        "years" => months(12 * count),
        "first_of_nth_month" => Day::from_ymd_opt(start.year(), start.month(), 1)
            .and_then(|_| (0..count).try_fold(start, |day, _| next_first(day))),
        "first_of_month_after_months" => months(count).and_then(next_first),
        "first_of_month_after_days" => days(count).and_then(next_first),
        _ => None,
    }
}

const CONSENTS: [&str; 8] = [
    "ratification",
    "acceptance",
    "approval",
    "accession",
    "succession",
    "formal_confirmation",
    "consent_to_be_bound",
    "definitive_signature",
];

/// From an instrument to what ended it.
#[derive(Debug)]
struct Spell {
    deposit: Day,
    start: Option<Day>,
    notice: Option<Day>,
    end: Option<Day>,
    undone: bool,
}

struct Opinion {
    spells: Vec<Spell>,
    signed: Option<Day>,
    provisional: Option<Day>,
    suspended: Vec<(Day, Option<Day>)>,
}

/// Reads the acts of one state, or has no opinion.
#[allow(clippy::too_many_lines, reason = "one kind of act after another, as plainly as it can be said")]
fn opinion(treaty: &Value, acts: &[&Value], born: Option<Day>) -> Option<Opinion> {
    let general = &treaty["entry_into_force"];
    let in_force = day(&general["date"]);
    let later = &treaty["later_party"];
    if acts.iter().any(|act| is_vague(&act["date"]) || is_vague(&act["effective"])) || is_vague(&general["date"]) {
        return None;
    }
    if treaty["coverage"]["consents"] == "absent"
        || later.get("objection_period").is_some()
        || later.get("trigger").is_some()
    {
        return None;
    }
    let mut order: Vec<&&Value> = acts.iter().collect();
    order.sort_by_key(|act| {
        (
            day(&act["date"]).or(day(&act["effective"])),
            CONSENTS.contains(&act["kind"].as_str().unwrap_or_default()) && act["kind"] == "signature",
        )
    });
    let mut found = Opinion { spells: Vec::new(), signed: None, provisional: None, suspended: Vec::new() };
    for act in order {
        let kind = act["kind"].as_str()?;
        let (done, published) = (day(&act["date"]), day(&act["effective"]));
        let held = act["views"].as_array().into_iter().flatten().find(|view| view["by"] == "depositary");
        let void = held.is_some_and(|view| view["effective"] == false);
        let published = held.and_then(|view| day(&view["on"])).or(published);
        if kind == "domestic" || (act.get("scope").is_some() && kind != "provisional_application") || void {
            continue;
        }
        match kind {
            "signature" | "succession_to_signature" => found.signed = found.signed.or(done),
            "provisional_application" => found.provisional = published.or(done),
            "suspension" => found.suspended.push((published.or(done)?, None)),
            "suspension_ended" => found.suspended.last_mut()?.1 = published.or(done),
            "withdrawal_notice" => {
                let spell = found.spells.last_mut()?;
                if spell.end.is_some() {
                    continue;
                }
                let clause = &treaty["withdrawal"];
                let simple = ["notice", "extraordinary_events"].contains(&clause["class"].as_str().unwrap_or_default());
                if clause["class"] == "silent" && published.is_none() {
                    continue;
                }
                let effect = match (published, done) {
                    (Some(effect), _) => effect,
                    (None, Some(done)) if simple && clause.get("minimum_in_force").is_none() => {
                        after(done, &clause["offset"])?
                    }
                    _ => return None,
                };
                // The day of a notice that is known only by its effect is the engine's to infer.
                spell.notice = Some(done?);
                spell.end = Some(effect);
            }
            "withdrawal_rescinded" => {
                let spell = found.spells.last_mut()?;
                (spell.notice, spell.end) = (None, None);
            }
            "membership_ceased" => found.spells.last_mut()?.end = Some(published.or(done)?),
            "consent_withdrawn" => {
                let spell = found.spells.last_mut()?;
                (spell.end, spell.undone) = (Some(published.or(done)?), true);
            }
            "intention_not_to_become_party" => {}
            _ if CONSENTS.contains(&kind) => {
                if found.spells.last().is_some_and(|spell| spell.end.is_none()) {
                    continue;
                }
                let start = match (published, done, in_force) {
                    (Some(published), _, _) => Some(published),
                    _ if treaty["coverage"]["effects"] == "deposits_only" => None,
                    (None, Some(_), Some(general)) if kind == "succession" => Some(born.or(done)?.max(general)),
                    (None, Some(done), Some(general)) => {
                        let first =
                            after(done, &treaty["entry_into_force"]["offset"]).is_some_and(|day| day <= general);
                        let waits = later["cutoff"] == "after_entry_into_force" && done <= general;
                        if later.is_null() {
                            (done <= general).then_some(general)
                        } else if first || waits {
                            Some(general)
                        } else {
                            Some(after(done, &later["offset"])?.max(general))
                        }
                    }
                    _ => None,
                };
                let before = found.spells.last().filter(|spell| !spell.undone).and_then(|spell| spell.end);
                let start = if published.is_some() {
                    start
                } else {
                    start.map(|start| before.map_or(start, |end| start.max(end)))
                };
                found.spells.push(Spell {
                    deposit: done.or(published)?,
                    start,
                    notice: None,
                    end: None,
                    undone: false,
                });
            }
            _ => return None,
        }
    }
    Some(found)
}

/// The status on a day, said from the spells.
fn status(opinion: &Opinion, treaty: &Value, life: (Option<Day>, Option<Day>), on: Day) -> &'static str {
    if life.0.is_some_and(|born| on < born) || life.1.is_some_and(|end| end <= on) {
        return "not_party";
    }
    if day(&treaty["entry_into_force"]["terminated"]).is_some_and(|end| end <= on) {
        let was_bound = opinion.spells.iter().any(|spell| spell.start.is_some_and(|start| start < on));
        return if was_bound { "former_party" } else { "not_party" };
    }
    let ended = |spell: &Spell| spell.end.is_some_and(|end| end <= on);
    if let Some(spell) =
        opinion.spells.iter().find(|spell| spell.start.is_some_and(|start| start <= on) && !ended(spell))
    {
        let suspended =
            opinion.suspended.iter().any(|(from, until)| *from <= on && until.is_none_or(|until| on < until));
        return match spell.notice {
            _ if suspended => "suspended",
            Some(notice) if notice <= on => "withdrawing",
            _ => "party",
        };
    }
    let applies = opinion.provisional.is_some_and(|from| from <= on);
    let signed = opinion.signed.is_some_and(|signed| signed <= on);
    match opinion.spells.iter().rev().find(|spell| spell.deposit <= on) {
        Some(spell) if ended(spell) && !spell.undone => "former_party",
        Some(spell) if ended(spell) && signed => "signatory",
        _ if applies => "provisional",
        Some(_) => "consented",
        None if signed => "signatory",
        None => "not_party",
    }
}

fn read(name: &str) -> Value {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)).expect("it ships");
    serde_json::from_str(&text).expect("it is JSON")
}

#[test]
fn a_second_evaluator_agrees_on_every_turning_day_and_the_days_beside_it() {
    let data = dataset();
    let states = read("states.json");
    let life = |id: &str| {
        let state = states.as_array()?.iter().find(|state| state["id"] == id)?;
        Some((day(&state["exists"]["from"]), day(&state["exists"]["until"])))
    };
    let (mut compared, mut silent, mut asked, mut wrong) = (0_u64, 0_u64, 0_u64, Vec::new());
    for treaty in data.treaties() {
        let id = data.treaty_id(treaty);
        let record = read(&format!("treaties/{id}.json"));
        let mut by_state: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        for act in record["events"].as_array().into_iter().flatten() {
            by_state.entry(act["state"].as_str().expect("an id")).or_default().push(act);
        }
        for (state, acts) in by_state {
            asked += 1;
            let life = life(state).expect("every state is listed");
            let Some(opinion) = opinion(&record, &acts, life.0) else {
                silent += 1;
                continue;
            };
            let of_acts = acts.iter().flat_map(|act| [day(&act["date"]), day(&act["effective"])]);
            let of_spells = opinion.spells.iter().flat_map(|spell| [spell.start, spell.end]);
            let turns = of_acts.chain(of_spells).chain([life.0, life.1]).flatten();
            for on in turns.flat_map(|day| [day.pred_opt(), Some(day), day.succ_opt()]).flatten() {
                let theirs = inquiry(&data).status_of(data.state(state).expect("listed"), treaty, on).status;
                let ours = status(&opinion, &record, life, on);
                compared += 1;
                if theirs.word() != ours {
                    wrong.push(format!("{id} {state} {on}: engine {}, second opinion {ours}", theirs.word()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {compared} differ:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    assert!(compared > 190_000 && silent * 20 < asked, "{compared} compared, {silent} of {asked} without an opinion");
}
