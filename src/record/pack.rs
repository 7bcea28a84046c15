//! From a [`Record`] to columns: facts, and what follows from them on the day nobody asks anything special.
//!
//! The intervals and leavings that a packed record carries are an index, computed by the law when the
//! record is packed. They hold no opinion of their own: a test computes them again from the facts.

use rustc_hash::FxHashMap as HashMap;

use chrono::{Datelike, NaiveDate};

use super::columns::{Column, ColumnsWriter};
use super::rows::{LeavingKind, More};
use super::validate::MOST;
use super::{DEFAULT_VIEW, Record};
use crate::date::PartialDate;
use crate::law::{Act, Lifetime, Pick, Reading, Rules};
use crate::model::{Consents, Effects, Event, EventKind, State, Succession, Treaty};
use crate::names;

/// The number that stands for no state.
pub(super) const NO_STATE: u16 = u16::MAX;
/// The number that stands for no event.
pub(super) const NO_EVENT: u32 = u32::MAX;
pub(super) const WITHDRAWALS_RECORDED: u8 = 1;
pub(super) const CONSENTS_ABSENT: u8 = 8;
pub(super) const DEPOSITS_ONLY: u8 = 2;
pub(super) const IN_FORCE: u8 = 4;
pub(super) const INFERRED: u8 = 1;
pub(super) const CONDITIONAL: u8 = 2;

/// A day as a column stores it: days from the first of the common era; 0 is no day.
pub(super) fn day_bits(day: Option<NaiveDate>) -> u32 {
    day.and_then(|day| u32::try_from(day.num_days_from_ce()).ok()).unwrap_or(0)
}

/// Lays a checked record out in columns.
///
/// The same record gives the same bytes. Records that [`super::validate`] refuses may lose what refers to
/// nothing, and what is too many.
///
/// # Panics
///
/// Never: what it writes as JSON are plain values.
#[must_use]
pub fn pack(record: &Record) -> Vec<u8> {
    let mut out = ColumnsWriter::new();
    let about = serde_json::to_vec(&record.about).expect("it is plain JSON");
    out.raw(Column::About, &about);
    let places = |ids: &mut dyn Iterator<Item = &str>| -> HashMap<String, u16> {
        ids.enumerate().map(|(at, id)| (id.to_owned(), small(at))).collect()
    };
    let mut states: Vec<&State> = record.states.iter().collect();
    states.sort_by(|a, b| a.id.cmp(&b.id));
    let mut sources: Vec<_> = record.sources.iter().collect();
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    let mut treaties: Vec<&Treaty> = record.treaties.iter().collect();
    treaties.sort_by(|a, b| a.id.cmp(&b.id));
    states.truncate(MOST);
    sources.truncate(MOST);
    treaties.truncate(MOST);
    let state_places = places(&mut states.iter().map(|state| state.id.as_str()));
    let source_places = places(&mut sources.iter().map(|source| source.id.as_str()));

    for source in &sources {
        out.text(Column::SourceId, &source.id);
        out.text(Column::SourceFull, &json(source));
    }
    let mut pairs =
        Pairs { states: &states, state_places: &state_places, source_places: &source_places, number: 0, pair: 0 };
    let mut by_state: Vec<Vec<u32>> = vec![Vec::new(); states.len()];
    for (at, treaty) in treaties.iter().enumerate() {
        put_treaty(&mut out, treaty);
        out.u32(Column::TreatyFirstPair, pairs.pair);
        pairs.put(&mut out, small(at), treaty, &mut by_state);
    }
    out.u32(Column::TreatyFirstPair, pairs.pair);
    out.u32(Column::PairFirstEvent, pairs.number);
    let intervals = out.len(Column::IntervalStatus);
    out.u32(Column::PairFirstInterval, intervals);

    put_states(&mut out, &states, &state_places, &by_state);
    put_names(&mut out, &states, &treaties);
    out.finish()
}

fn small(at: usize) -> u16 {
    u16::try_from(at).expect("fewer than 65,536 states, sources and treaties")
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("data types are plain JSON")
}

fn put_states(out: &mut ColumnsWriter, states: &[&State], places: &HashMap<String, u16>, by_state: &[Vec<u32>]) {
    let continues = |state: &State| {
        let heir = states.iter().find(|heir| {
            heir.predecessors.iter().any(|before| before.state == state.id && before.how == Succession::Continuation)
        });
        heir.and_then(|heir| places.get(&heir.id)).copied().unwrap_or(NO_STATE)
    };
    let mut first = 0;
    for (state, pairs) in states.iter().zip(by_state) {
        out.text(Column::StateId, &state.id);
        out.text(Column::StateName, state.name());
        out.text(Column::StateFull, &json(state));
        let life = lifetime(state);
        out.u32(Column::StateFrom, day_bits(life.from));
        out.u32(Column::StateUntil, day_bits(life.until));
        out.u16(Column::StateContinuedBy, continues(state));
        out.u32(Column::StateFirstPair, first);
        for &pair in pairs {
            out.u32(Column::StatePair, pair);
            first += 1;
        }
    }
    out.u32(Column::StateFirstPair, first);
}

fn put_treaty(out: &mut ColumnsWriter, treaty: &Treaty) {
    let head = treaty.head();
    out.text(Column::TreatyId, &treaty.id);
    out.text(Column::TreatyTitle, &treaty.title);
    out.text(Column::TreatyShort, treaty.short_title.as_deref().unwrap_or(&treaty.title));
    out.text(Column::TreatyHead, &json(&head));
    out.text(Column::TreatyTopics, &treaty.topics.join(","));
    let leaving = treaty.withdrawal.as_ref().and_then(|clause| clause.article.as_deref());
    out.text(Column::TreatyWithdrawal, leaving.unwrap_or_default());
    out.u32(Column::TreatyAsOf, treaty.coverage.as_of.map_or(0, PartialDate::bits));
    let mut flags = 0;
    if treaty.coverage.withdrawals_recorded {
        flags |= WITHDRAWALS_RECORDED;
    }
    if treaty.coverage.consents == Consents::Absent {
        flags |= CONSENTS_ABSENT;
    }
    if treaty.coverage.effects == Effects::DepositsOnly {
        flags |= DEPOSITS_ONLY;
    }
    if treaty.entry_into_force.as_ref().is_some_and(|clause| clause.date.is_some()) {
        flags |= IN_FORCE;
    }
    out.u8(Column::TreatyFlags, flags);
}

fn put_names(out: &mut ColumnsWriter, states: &[&State], treaties: &[&Treaty]) {
    for entry in names::state_entries(states) {
        out.text(Column::StateKey, &entry.key);
        out.u16(Column::StateKeyTarget, entry.target);
        out.u32(Column::StateKeyFrom, entry.from.map_or(0, PartialDate::bits));
        out.u32(Column::StateKeyUntil, entry.until.map_or(0, PartialDate::bits));
    }
    for entry in names::treaty_entries(treaties) {
        out.text(Column::TreatyKey, &entry.key);
        out.u16(Column::TreatyKeyTarget, entry.target);
    }
}

/// The days on which a state exists; vague ends are read generously.
pub(super) fn lifetime(state: &State) -> Lifetime {
    Lifetime {
        from: state.exists.from.map(PartialDate::first_day),
        until: state.exists.until.map(PartialDate::last_day),
    }
}

struct Pairs<'a> {
    states: &'a [&'a State],
    state_places: &'a HashMap<String, u16>,
    source_places: &'a HashMap<String, u16>,
    number: u32,
    pair: u32,
}

impl Pairs<'_> {
    fn put(&mut self, out: &mut ColumnsWriter, treaty_place: u16, treaty: &Treaty, by_state: &mut [Vec<u32>]) {
        let mut events: Vec<(u16, &Event)> = treaty
            .events
            .iter()
            .filter_map(|event| self.state_places.get(&event.state).map(|&place| (place, event)))
            .collect();
        // Acts that agree in all of their order are told apart by whatever else they say, never by their place in a file.
        events.sort_by(|(a, one), (b, other)| {
            (a, order_of(one)).cmp(&(b, order_of(other))).then_with(|| json(one).cmp(&json(other)))
        });
        for group in events.chunk_by(|a, b| a.0 == b.0) {
            let place = group[0].0;
            let first = self.number;
            out.u16(Column::PairTreaty, treaty_place);
            out.u16(Column::PairState, place);
            out.u32(Column::PairFirstEvent, first);
            let intervals = out.len(Column::IntervalStatus);
            out.u32(Column::PairFirstInterval, intervals);
            for (_, event) in group {
                self.put_event(out, event);
            }
            let reading = read(treaty, group, first, lifetime(self.states[usize::from(place)]));
            self.put_reading(out, &reading);
            by_state[usize::from(place)].push(self.pair);
            self.pair += 1;
        }
    }

    fn put_event(&mut self, out: &mut ColumnsWriter, event: &Event) {
        out.u8(Column::EventKind, event.kind.rank());
        out.u32(Column::EventDate, event.date.map_or(0, PartialDate::bits));
        out.u32(Column::EventEffective, event.effective.map_or(0, PartialDate::bits));
        out.u16(Column::EventSource, self.source_places.get(&event.source).copied().unwrap_or(0));
        out.optional(Column::EventArticle, event.article.as_deref());
        out.optional(Column::EventReference, event.reference.as_deref());
        out.optional(Column::EventScope, event.scope.as_deref());
        out.optional(Column::EventNote, event.note.as_deref());
        let more = More {
            depositary: event.depositary.clone(),
            evidence: event.evidence,
            views: event.views.clone(),
            also: event.also.clone(),
            last_seen: event.last_seen,
        };
        let more = if more == More::default() { String::new() } else { json(&more) };
        out.text(Column::EventMore, &more);
        self.number += 1;
    }

    fn put_reading(&self, out: &mut ColumnsWriter, reading: &Reading) {
        for interval in reading.intervals() {
            out.u32(Column::IntervalFrom, day_bits(Some(interval.from)));
            out.u32(Column::IntervalUntil, day_bits(interval.until));
            let status = crate::law::Status::ALL.iter().position(|&status| status == interval.status);
            out.u8(Column::IntervalStatus, u8::try_from(status.unwrap_or(0)).unwrap_or(0));
            out.u32(Column::IntervalEvent, interval.event.unwrap_or(NO_EVENT));
        }
        for leaving in super::leavings(&reading.earliest) {
            out.u32(Column::LeavingPair, self.pair);
            out.u32(Column::LeavingEvent, leaving.event);
            out.u32(Column::LeavingNotice, day_bits(leaving.notice));
            out.u32(Column::LeavingEffective, day_bits(leaving.effective));
            out.u32(Column::LeavingRescinded, day_bits(leaving.rescinded));
            out.u8(Column::LeavingKind, kind_bits(leaving.kind));
            let flags = if leaving.inferred { INFERRED } else { 0 } | if leaving.conditional { CONDITIONAL } else { 0 };
            out.u8(Column::LeavingFlags, flags);
        }
    }
}

fn kind_bits(kind: LeavingKind) -> u8 {
    match kind {
        LeavingKind::Notice => 0,
        LeavingKind::Rescinded => 1,
        LeavingKind::Disputed => 2,
        LeavingKind::Cessation => 3,
        LeavingKind::Open => 4,
    }
}

/// The order of one state's events: by day, then as [`EventKind::ALL`] has them.
pub(crate) fn order_of(event: &Event) -> (Option<PartialDate>, u8, Option<PartialDate>, &str, &str) {
    let scope = event.scope.as_deref().unwrap_or_default();
    (event.date.or(event.effective), event.kind.rank(), event.effective, &event.source, scope)
}

fn read(treaty: &Treaty, group: &[(u16, &Event)], first: u32, lifetime: Lifetime) -> Reading {
    let vague = |event: &Event| [event.date, event.effective].into_iter().flatten().any(|date| date.day().is_none());
    let clause = treaty.entry_into_force.as_ref();
    let general_vague = clause.and_then(|clause| clause.date).is_some_and(|date| date.day().is_none());
    let acts = |pick: Pick| -> Vec<Act> {
        let numbered = (first..).zip(group);
        numbered.map(|(number, (_, event))| act(event, number, pick)).collect()
    };
    Reading::of(
        general_vague || group.iter().any(|(_, event)| vague(event)),
        |pick| Rules::of(treaty, pick),
        acts,
        lifetime,
    )
}

/// The act as the law sees it in the default view.
fn act(event: &Event, number: u32, pick: Pick) -> Act {
    let held = event.views.iter().find(|held| held.by == DEFAULT_VIEW);
    Act {
        kind: event.kind,
        day: event.date.map(|date| pick.of(date)),
        effective: held.and_then(|held| held.on).or(event.effective).map(|date| pick.of(date)),
        limited: event.scope.is_some() && event.kind != EventKind::ProvisionalApplication,
        contested: held.is_some_and(|held| !held.effective),
        event: number,
    }
}
