//! Checks of what follows from the facts: days of effect and counts, against what was published.

use super::{Check, Finding};
use crate::law::{History, Idle, Pick, Rules, general_date};
use crate::model::{Condition, State, StateKind, Treaty};
use crate::query::Inquiry;
use crate::query::status::contradicts;
use crate::query::timeline::{effect_of, why_idle, why_no_effect};
use crate::record::{EventRow, Record, TreatyId};

pub(super) fn findings(record: &Record, inquiry: &Inquiry<'_>, found: &mut Vec<Finding>) {
    for treaty in &record.treaties {
        let Some(id) = inquiry.data.treaty(&treaty.id) else { continue };
        effects(treaty, id, inquiry, found);
        counts(treaty, id, inquiry, found);
        entry_into_force(treaty, &record.states, found);
    }
}

fn effects(treaty: &Treaty, id: TreatyId, inquiry: &Inquiry<'_>, found: &mut Vec<Finding>) {
    for pair in inquiry.data.pairs_of_treaty(id) {
        let state = inquiry.data.state_id(pair.state);
        let reading = inquiry.reading_under(treaty, pair);
        let history = &reading.earliest;
        for event in inquiry.data.events(pair) {
            published(treaty, state, history, &event, found);
        }
        let kinds = |number| inquiry.data.event(number);
        for episode in &history.episodes {
            for (act, reason) in &episode.disputed {
                let message = format!("notice of {}: no effect: {}", day(&kinds(act.event)), why_no_effect(*reason));
                found.push(Finding::of_treaty(Check::DisputedNotice, &treaty.id, Some(state), message));
            }
        }
        for (act, idle) in &history.idle {
            if matches!(idle, Idle::Domestic | Idle::Limited | Idle::Contested) {
                continue;
            }
            let event = kinds(act.event);
            let message = format!("{} of {}: {}", event.kind.word().replace('_', " "), day(&event), why_idle(*idle));
            found.push(Finding::of_treaty(Check::WithoutEffect, &treaty.id, Some(state), message));
        }
    }
}

fn day(event: &EventRow<'_>) -> String {
    event.date.or(event.effective).map(|date| date.to_string()).unwrap_or_default()
}

fn published(treaty: &Treaty, state: &str, history: &History, event: &EventRow<'_>, found: &mut Vec<Finding>) {
    let (Some(effect), _) = effect_of(history, event) else { return };
    let witnesses = if event.more.is_empty() { Vec::new() } else { event.rarer().also };
    for witness in witnesses.iter().filter(|witness| event.effective.is_none() && witness.date.is_none()) {
        if contradicts(witness, event, Some(effect.day)) {
            let said = witness.effective.map(|day| day.to_string()).unwrap_or_default();
            let act = event.kind.word().replace('_', " ");
            let message = format!(
                "{act} of {}: {} gives {said} as its effect, the rule gives {}",
                day(event),
                witness.source,
                effect.day
            );
            found.push(Finding::of_treaty(Check::Conflict, &treaty.id, Some(state), message));
        }
    }
    let (Some(computed), Some(published)) = (effect.computed, event.effective) else { return };
    let later = Rules::of(treaty, Pick::Earliest).later;
    let earliest = event.kind.is_consent() && later.is_some_and(|later| later.is_earliest(event.kind));
    if computed > published.last_day() || computed < published.first_day() && !earliest {
        let act = event.kind.word().replace('_', " ");
        let message = format!("{act} of {}: published {published}, the rule gives {computed}", day(event));
        found.push(Finding::of_treaty(Check::PublishedAgainstComputed, &treaty.id, Some(state), message));
    }
}

fn counts(treaty: &Treaty, id: TreatyId, inquiry: &Inquiry<'_>, found: &mut Vec<Finding>) {
    for figure in &treaty.published_counts {
        let counts = inquiry.counts(id, figure.as_of.last_day(), &[]);
        let pairs = [
            ("signatories", figure.signatories, counts.un_signatories),
            ("parties", figure.parties, counts.un_parties),
        ];
        for (what, published, counted) in pairs {
            if let Some(published) = published.map(u32::from).filter(|&published| published != counted) {
                let message = format!("{} publishes {published} {what}, the record gives {counted}", figure.source);
                found.push(Finding::of_treaty(Check::PublishedCount, &treaty.id, None, message));
            }
        }
    }
}

/// The treaty's own entry into force, counted again from the deposits on record.
///
/// `states` says of which participants the record knows that they are organisations, whose instruments some
/// clauses leave out. `None` where the conditions are more than a number of instruments.
#[must_use]
pub fn recomputed_entry_into_force(treaty: &Treaty, states: &[State]) -> Option<chrono::NaiveDate> {
    let clause = treaty.entry_into_force.as_ref()?;
    let offset = clause.offset?;
    let [
        Condition {
            deposits: Some(needed),
            states: named,
            treaty_in_force: None,
            not_before,
            organisations_excluded,
            text: None,
        },
    ] = clause.conditions.as_slice()
    else {
        return None;
    };
    if !named.is_empty() {
        return None;
    }
    let is_organisation = |id: &str| states.iter().any(|state| state.id == id && state.kind == StateKind::Organisation);
    let counts = |event: &&crate::model::Event| {
        event.kind.is_consent() && !(*organisations_excluded && is_organisation(&event.state))
    };
    let mut deposits: Vec<(&str, chrono::NaiveDate)> = Vec::new();
    for event in treaty.events.iter().filter(counts) {
        let Some(date) = event.date else { continue };
        // A state counts once, by its first instrument.
        match deposits.iter_mut().find(|(state, _)| *state == event.state) {
            Some((_, first)) => *first = (*first).min(Pick::Earliest.of(date)),
            None => deposits.push((&event.state, Pick::Earliest.of(date))),
        }
    }
    let days: Vec<chrono::NaiveDate> = deposits.into_iter().map(|(_, day)| day).collect();
    general_date(&days, usize::from(*needed), offset, not_before.map(super::super::date::PartialDate::first_day))
}

fn entry_into_force(treaty: &Treaty, states: &[State], found: &mut Vec<Finding>) {
    let published = treaty.entry_into_force.as_ref().and_then(|clause| clause.date);
    let (Some(published), Some(computed)) = (published, recomputed_entry_into_force(treaty, states)) else { return };
    if computed < published.first_day() || computed > published.last_day() {
        let message = format!("published {published}, the deposits on record give {computed}");
        found.push(Finding::of_treaty(Check::EntryIntoForce, &treaty.id, None, message));
    }
}
