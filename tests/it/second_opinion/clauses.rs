//! From an act to the day of its effect, by what is published or by the treaty's final clauses.

use serde_json::Value;

use super::acts::Act;
use super::calendar::{Day, Reading, after, before, first_written, read};

/// The first day on which an instrument, were it alone, would bind a state born on a day.
pub(super) fn binds_from(treaty: &Value, consent: &Act, born: Option<Day>) -> Option<Day> {
    let (general, later) = (&treaty["entry_into_force"], &treaty["later_party"]);
    if consent.published.is_some() || treaty["coverage"]["effects"] == "deposits_only" {
        return consent.published;
    }
    let (deposit, in_force) = (consent.done?, read(&general["date"], Reading::First)?);
    if consent.kind == "succession" {
        return Some(born.unwrap_or(deposit).max(in_force));
    }
    let brought_it_about = !general["offset"].is_null() && after(deposit, &general["offset"]) <= in_force;
    let waits_with_the_rest = later.is_null() || later["cutoff"] == "after_entry_into_force";
    match () {
        () if deposit <= in_force && (brought_it_about || waits_with_the_rest) => Some(in_force),
        () if later.is_null() => None,
        () => Some(after(deposit, &later["offset"]).max(in_force)),
    }
}

/// The first day out, where it is published or follows from the clause.
pub(super) fn out_from(treaty: &Value, exit: &Act) -> Option<Day> {
    match (exit.published, exit.done) {
        (Some(published), _) => Some(published),
        (None, Some(notice)) if exit.kind == "withdrawal_notice" => effect_of_notice(treaty, notice),
        (None, done) => done,
    }
}

/// The day the notice was received, or the latest on which the clause allows it for its effect.
pub(super) fn notice_day(treaty: &Value, exit: &Act) -> Option<Day> {
    if exit.kind != "withdrawal_notice" {
        return None;
    }
    if exit.done.is_some() {
        return exit.done;
    }
    let effect = exit.published?;
    let mut day = effect;
    while effect_of_notice(treaty, day)? > effect {
        day = before(day);
    }
    Some(day)
}

fn effect_of_notice(treaty: &Value, notice: Day) -> Option<Day> {
    let clause = &treaty["withdrawal"];
    match clause["class"].as_str()? {
        "notice" | "extraordinary_events" => Some(after(notice, &clause["offset"])),
        "fixed_annual_date" => Some(first_written(first_written(notice, &clause["notice_by"]), &clause["effect_on"])),
        "silent" => None,
        other => panic!("nobody has left under a clause of the class {other} yet: say here how it counts"),
    }
}
