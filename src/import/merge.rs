//! A reader's draft into a record that is already there, losing nothing that only the old record knew.
//!
//! - Final clauses, names, topics, notes and curated acts of the old record stay.
//! - The same act (state, kind, day) in both is one event; what the old one lacks is filled in.
//! - A newer reading of the same register replaces the older as the source of what both show.
//! - An act that an older reading of the same register showed and the new one does not is kept, with the
//!   last day on which it was seen.
//! - An act that another source already gives gets the new source as a witness.
//!
//! Merging the same draft twice changes nothing.

use std::fmt;

use super::Draft;
use crate::date::PartialDate;
use crate::model::{Event, EventKind, Source, Treaty, Witness};

/// What merging gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The record with the draft in it.
    pub treaty: Treaty,
    /// The sources that the draft brings.
    pub sources: Vec<Source>,
    /// What changed, in the order of the record.
    pub changes: Vec<Change>,
}

/// One change of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A treaty that had no record.
    NewTreaty(String),
    /// An act that was not on record.
    Added(String),
    /// An act of which more, or something else, is known.
    Filled(String, &'static str),
    /// An act that its source shows no more.
    Vanished(String, PartialDate),
    /// A fact about the treaty itself.
    Head(&'static str, String),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NewTreaty(title) => write!(f, "+ {title}"),
            Self::Added(act) => write!(f, "+ {act}"),
            Self::Filled(act, what) => write!(f, "~ {act}: {what}"),
            Self::Vanished(act, seen) => write!(f, "! {act}: last seen {seen}, kept"),
            Self::Head(what, value) => write!(f, "~ {what}: {value}"),
        }
    }
}

/// Merges a draft into the record of its treaty, or makes the record where there is none.
#[must_use]
pub fn merge(old: Option<&Treaty>, draft: &Draft) -> Merged {
    let mut changes = Vec::new();
    let new = &draft.treaty;
    let Some(old) = old else {
        changes.push(Change::NewTreaty(new.title.clone()));
        changes.extend(new.events.iter().map(|event| Change::Added(act(event))));
        return Merged { treaty: in_order(new.clone()), sources: draft.sources.clone(), changes };
    };
    let mut treaty = old.clone();
    head(&mut treaty, new, &mut changes);
    let registers: Vec<&str> = draft.sources.iter().map(|source| register(&source.id)).collect();
    let mut matched = vec![false; treaty.events.len()];
    for event in &new.events {
        let place = counterpart(&treaty.events, &matched, event);
        if let Some(at) = place {
            matched[at] = true;
            fill(&mut treaty.events[at], event, &registers, &mut changes);
        } else {
            changes.push(Change::Added(act(event)));
            treaty.events.push(event.clone());
            matched.push(true);
        }
    }
    let seen = old.coverage.as_of;
    for (event, matched) in treaty.events.iter_mut().zip(&matched) {
        let shown_by_it = registers.contains(&register(&event.source)) && !new.coverage.sources.contains(&event.source);
        if !matched && shown_by_it && event.last_seen.is_none() {
            let day = reading_day(&event.source).or(seen);
            event.last_seen = day;
            changes.extend(day.map(|day| Change::Vanished(act(event), day)));
        }
    }
    Merged { treaty: in_order(treaty), sources: draft.sources.clone(), changes }
}

fn in_order(mut treaty: Treaty) -> Treaty {
    let key = |event: &Event| (event.date.or(event.effective), event.kind.rank());
    treaty.events.sort_by(|a, b| (&a.state, key(a)).cmp(&(&b.state, key(b))));
    treaty
}

/// The facts about the treaty that a reader gives: what the record already says stays.
fn head(treaty: &mut Treaty, new: &Treaty, changes: &mut Vec<Change>) {
    if treaty.un_number.is_none() && new.un_number.is_some() {
        treaty.un_number.clone_from(&new.un_number);
        changes.push(Change::Head("UN number", new.un_number.clone().unwrap_or_default()));
    }
    if treaty.adopted.is_none() && new.adopted.is_some() {
        treaty.adopted.clone_from(&new.adopted);
        changes.push(Change::Head("adopted", new.adopted.as_ref().map(|on| on.date.to_string()).unwrap_or_default()));
    }
    match (treaty.entry_into_force.as_mut(), new.entry_into_force.as_ref()) {
        (None, Some(clause)) => {
            treaty.entry_into_force = Some(clause.clone());
            changes.push(Change::Head("entry into force", clause.date.map(|on| on.to_string()).unwrap_or_default()));
        }
        (Some(own), Some(clause)) if own.date.is_none() && clause.date.is_some() => {
            own.date = clause.date;
            own.sources
                .extend(clause.sources.iter().filter(|id| !own.sources.contains(id)).cloned().collect::<Vec<_>>());
            changes.push(Change::Head("entry into force", clause.date.map(|on| on.to_string()).unwrap_or_default()));
        }
        _ => {}
    }
    let later = new.coverage.as_of.filter(|&as_of| treaty.coverage.as_of.is_none_or(|own| own < as_of));
    if let Some(as_of) = later {
        treaty.coverage.as_of = Some(as_of);
        changes.push(Change::Head("complete to", as_of.to_string()));
    }
    for id in &new.coverage.sources {
        if !treaty.coverage.sources.contains(id) {
            treaty.coverage.sources.retain(|own| register(own) != register(id));
            treaty.coverage.sources.insert(0, id.clone());
            changes.push(Change::Head("source", id.clone()));
        }
    }
    for count in &new.published_counts {
        if !treaty.published_counts.contains(count) {
            treaty.published_counts.push(count.clone());
            changes.push(Change::Head("published counts", count.as_of.to_string()));
        }
    }
    treaty.published_counts.sort_by_key(|count| count.as_of);
}

/// The event of the record that tells the same act.
fn counterpart(events: &[Event], matched: &[bool], event: &Event) -> Option<usize> {
    let free = |at: &usize| !matched.get(*at).copied().unwrap_or(false);
    let same = |at: &usize| {
        let known = &events[*at];
        known.state == event.state && known.kind == event.kind && known.scope == event.scope
    };
    let exactly = (0..events.len()).filter(free).filter(same).find(|&at| events[at].date == event.date);
    let by_effect = || {
        let effect = event.effective.filter(|_| event.kind == EventKind::WithdrawalNotice)?;
        let lacks_day = |at: &usize| events[*at].date.is_none() || event.date.is_none();
        (0..events.len()).filter(free).filter(same).filter(lacks_day).find(|&at| events[at].effective == Some(effect))
    };
    exactly.or_else(by_effect)
}

fn fill(known: &mut Event, new: &Event, registers: &[&str], changes: &mut Vec<Change>) {
    let what = act(known);
    let mut say = |field: &'static str| changes.push(Change::Filled(what.clone(), field));
    if known.date.is_none() && new.date.is_some() {
        known.date = new.date;
        say("day");
    }
    if known.effective.is_none() && new.effective.is_some() {
        known.effective = new.effective;
        say("day of effect");
    }
    if known.article.is_none() && new.article.is_some() {
        known.article.clone_from(&new.article);
        say("article");
    }
    if known.reference.is_none() && new.reference.is_some() {
        known.reference.clone_from(&new.reference);
        say("notification");
    }
    if known.scope.is_none() && new.scope.is_some() {
        known.scope.clone_from(&new.scope);
        say("scope");
    }
    for view in &new.views {
        if !known.views.contains(view) {
            known.views.push(view.clone());
            say("view");
        }
    }
    for witness in &new.also {
        if !known.also.contains(witness) {
            known.also.push(witness.clone());
            say("witness");
        }
    }
    if known.last_seen.take().is_some() {
        say("seen again");
    }
    let own = register(&known.source);
    if own == register(&new.source) {
        if known.source < new.source {
            known.source.clone_from(&new.source);
            say("source");
        }
    } else if registers.contains(&register(&new.source)) && !known.also.iter().any(|one| one.source == new.source) {
        let effective = new.effective.filter(|_| known.effective != new.effective);
        known.also.retain(|one| register(&one.source) != register(&new.source));
        known.also.push(Witness {
            source: new.source.clone(),
            kind: None,
            date: None,
            effective,
            depositary: None,
            reference: None,
            evidence: None,
            note: None,
        });
        say("witness");
    }
}

/// A source's id without the day of its reading: `untc-ccm` of `untc-ccm-2026-02-03`.
fn register(id: &str) -> &str {
    match id.len().checked_sub(11).and_then(|at| id.get(at..)) {
        Some(day) if day.starts_with('-') && day[1..].parse::<chrono::NaiveDate>().is_ok() => &id[..id.len() - 11],
        _ => id,
    }
}

fn reading_day(id: &str) -> Option<PartialDate> {
    id.strip_prefix(register(id))?.strip_prefix('-')?.parse().ok()
}

fn act(event: &Event) -> String {
    let day = event.date.map_or_else(|| "(no day)".to_owned(), |date| date.to_string());
    let effect = event.effective.map(|day| format!(" effective {day}")).unwrap_or_default();
    format!("{} {} {day}{effect}", event.state, event.kind.word())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_readings_of_one_page_are_one_register() {
        assert_eq!(register("untc-ccm-2026-02-03"), register("untc-ccm-2025-01-01"));
        assert_eq!(register("text-ccm"), "text-ccm");
    }
}
