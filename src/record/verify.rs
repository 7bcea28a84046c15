//! Whether packed bytes from anywhere are whole and sound.

use serde::de::DeserializeOwned;

use super::About;
use super::columns::{Column, Columns, PackedError};
use super::pack::{NO_EVENT, NO_STATE};
use super::rows::More;
use super::validate::{MOST, MOST_ACTS, clauses};
use crate::date::PartialDate;
use crate::law::Status;
use crate::model::{EventKind, Source, State, Treaty};

/// How many times the record's own size the rarer fields of its events may come to: they are read at each question.
const MOST_SHARING: usize = 16;
/// The last day to which clauses can lead, counted from the first of the common era: in the year 10,499.
const LAST_DAY: u32 = 3_834_680;

/// Columns that belong to one table, and so must have the same number of entries.
const TABLES: &[&[Column]] = &[
    &[Column::SourceId, Column::SourceFull],
    &[
        Column::StateId,
        Column::StateName,
        Column::StateFull,
        Column::StateFrom,
        Column::StateUntil,
        Column::StateContinuedBy,
    ],
    &[Column::StateKey, Column::StateKeyTarget, Column::StateKeyFrom, Column::StateKeyUntil],
    &[
        Column::TreatyId,
        Column::TreatyTitle,
        Column::TreatyShort,
        Column::TreatyHead,
        Column::TreatyTopics,
        Column::TreatyWithdrawal,
        Column::TreatyAsOf,
        Column::TreatyFlags,
    ],
    &[Column::TreatyKey, Column::TreatyKeyTarget],
    &[Column::PairTreaty, Column::PairState, Column::StatePair],
    &[
        Column::EventKind,
        Column::EventDate,
        Column::EventEffective,
        Column::EventSource,
        Column::EventArticle,
        Column::EventReference,
        Column::EventScope,
        Column::EventNote,
        Column::EventMore,
    ],
    &[Column::IntervalFrom, Column::IntervalUntil, Column::IntervalStatus, Column::IntervalEvent],
    &[
        Column::LeavingPair,
        Column::LeavingEvent,
        Column::LeavingNotice,
        Column::LeavingEffective,
        Column::LeavingRescinded,
        Column::LeavingKind,
        Column::LeavingFlags,
    ],
];

/// Columns of starts into another table, with one entry more than their own table.
const STARTS: &[(Column, Column, Column)] = &[
    (Column::StateFirstPair, Column::StateId, Column::StatePair),
    (Column::TreatyFirstPair, Column::TreatyId, Column::PairState),
    (Column::PairFirstEvent, Column::PairState, Column::EventKind),
    (Column::PairFirstInterval, Column::PairState, Column::IntervalStatus),
];

const TEXTS: &[Column] = &[
    Column::SourceId,
    Column::SourceFull,
    Column::StateId,
    Column::StateName,
    Column::StateFull,
    Column::StateKey,
    Column::TreatyId,
    Column::TreatyTitle,
    Column::TreatyShort,
    Column::TreatyHead,
    Column::TreatyTopics,
    Column::TreatyWithdrawal,
    Column::TreatyKey,
    Column::EventArticle,
    Column::EventReference,
    Column::EventScope,
    Column::EventNote,
    Column::EventMore,
];

const SORTED: &[Column] = &[Column::SourceId, Column::StateId, Column::TreatyId];

/// Names, of which several may bear one.
const KEYS: &[Column] = &[Column::StateKey, Column::TreatyKey];

const DATES: &[Column] =
    &[Column::EventDate, Column::EventEffective, Column::TreatyAsOf, Column::StateKeyFrom, Column::StateKeyUntil];

const DAYS: &[Column] = &[
    Column::StateFrom,
    Column::StateUntil,
    Column::IntervalFrom,
    Column::IntervalUntil,
    Column::LeavingNotice,
    Column::LeavingEffective,
    Column::LeavingRescinded,
];

/// Refuses what does not hold together.
pub(super) fn verify(columns: &Columns) -> Result<(), PackedError> {
    for table in TABLES {
        if table.iter().any(|&column| columns.len(column) != columns.len(table[0])) {
            return Err(PackedError("the columns of a table have different lengths"));
        }
    }
    let counted = [Column::StateId, Column::TreatyId, Column::SourceId].map(|column| columns.len(column));
    if counted.iter().any(|&count| count > MOST) {
        return Err(PackedError("it has too many states, treaties or sources"));
    }
    texts(columns)?;
    for &(starts, table, into) in STARTS {
        let count = columns.len(starts);
        let ascending = (1..count).all(|at| columns.u32(starts, at - 1) <= columns.u32(starts, at));
        let ends = count == columns.len(table) + 1
            && columns.u32(starts, 0) == 0
            && columns.u32(starts, count - 1) as usize == columns.len(into);
        if !ascending || !ends {
            return Err(PackedError("a table is divided wrongly"));
        }
    }
    numbers(columns)?;
    let all_days = |&column: &Column| (0..columns.len(column)).all(|at| columns.u32(column, at) <= LAST_DAY);
    let date = |bits: u32| bits == 0 || PartialDate::from_bits(bits).is_some();
    let all_dates = |&column: &Column| (0..columns.len(column)).all(|at| date(columns.u32(column, at)));
    if !DAYS.iter().all(all_days) || !DATES.iter().all(all_dates) {
        return Err(PackedError("it holds a day that does not exist"));
    }
    pairs(columns)?;
    leavings(columns)?;
    full_texts(columns)
}

/// Each pair stands once under its treaty and once under its state, and its intervals follow each other.
fn pairs(columns: &Columns) -> Result<(), PackedError> {
    let u32_at = |column, at| columns.u32(column, at);
    let range = |column, at| u32_at(column, at) as usize..u32_at(column, at + 1) as usize;
    for treaty in 0..columns.len(Column::TreatyId) {
        let pairs = range(Column::TreatyFirstPair, treaty);
        let state = |pair| columns.u16(Column::PairState, pair);
        let own = pairs.clone().all(|pair| usize::from(columns.u16(Column::PairTreaty, pair)) == treaty);
        let ascending = pairs.clone().skip(1).all(|pair| state(pair - 1) < state(pair));
        if !own || !ascending {
            return Err(PackedError("the pairs of a treaty are not its own, or not in order"));
        }
    }
    for state in 0..columns.len(Column::StateId) {
        let places = range(Column::StateFirstPair, state);
        let pair = |place| u32_at(Column::StatePair, place) as usize;
        let own = places.clone().all(|place| usize::from(columns.u16(Column::PairState, pair(place))) == state);
        let ascending = places.clone().skip(1).all(|place| pair(place - 1) < pair(place));
        if !own || !ascending {
            return Err(PackedError("the pairs of a state are not its own, or not in order"));
        }
    }
    for pair in 0..columns.len(Column::PairState) {
        let (events, intervals) = (range(Column::PairFirstEvent, pair), range(Column::PairFirstInterval, pair));
        if events.is_empty() || events.len() > MOST_ACTS {
            return Err(PackedError("a pair has no acts, or too many"));
        }
        let from = |at| u32_at(Column::IntervalFrom, at);
        let sound = intervals.clone().all(|at| {
            let event = u32_at(Column::IntervalEvent, at);
            let next = if at + 1 < intervals.end { from(at + 1) } else { 0 };
            let follows = from(at) > 0 && u32_at(Column::IntervalUntil, at) == next && (next == 0 || from(at) < next);
            follows && (event == NO_EVENT || events.contains(&(event as usize)))
        });
        if !sound {
            return Err(PackedError("the intervals of a pair do not follow each other"));
        }
    }
    Ok(())
}

fn leavings(columns: &Columns) -> Result<(), PackedError> {
    let sound = (0..columns.len(Column::LeavingPair)).all(|at| {
        let pair = columns.u32(Column::LeavingPair, at) as usize;
        let event = columns.u32(Column::LeavingEvent, at);
        let events = columns.u32(Column::PairFirstEvent, pair)..columns.u32(Column::PairFirstEvent, pair + 1);
        events.contains(&event) && columns.u8(Column::LeavingKind, at) <= 4
    });
    if sound { Ok(()) } else { Err(PackedError("a leaving is not its pair's")) }
}

/// What is kept as JSON can be read, and tells of what it stands beside.
fn full_texts(columns: &Columns) -> Result<(), PackedError> {
    fn read<T: DeserializeOwned>(text: &str) -> Result<T, PackedError> {
        serde_json::from_str(text).map_err(|_| PackedError("a text is not the JSON that it should be"))
    }
    let text = |column, at| columns.text(columns.u32(column, at));
    let same = |own: bool| if own { Ok(()) } else { Err(PackedError("a text tells of something else")) };
    serde_json::from_slice::<About>(columns.bytes(Column::About))
        .map_err(|_| PackedError("it does not say what it is"))?;
    for at in 0..columns.len(Column::StateId) {
        same(read::<State>(text(Column::StateFull, at))?.id == text(Column::StateId, at))?;
    }
    for at in 0..columns.len(Column::SourceId) {
        same(read::<Source>(text(Column::SourceFull, at))?.id == text(Column::SourceId, at))?;
    }
    for at in 0..columns.len(Column::TreatyId) {
        let head = read::<Treaty>(text(Column::TreatyHead, at))?;
        same(head.id == text(Column::TreatyId, at))?;
        if !clauses(&head).is_empty() {
            return Err(PackedError("a clause counts too long, or too short"));
        }
    }
    let mut left = columns.all().len().saturating_mul(MOST_SHARING);
    let rarer = (0..columns.len(Column::EventMore)).map(|at| text(Column::EventMore, at));
    for more in rarer.filter(|more| !more.is_empty()) {
        left = left.checked_sub(more.len()).ok_or(PackedError("its events share too long a text"))?;
        read::<More>(more)?;
    }
    Ok(())
}

fn texts(columns: &Columns) -> Result<(), PackedError> {
    let pool = std::str::from_utf8(columns.bytes(Column::Text)).map_err(|_| PackedError("a text is not UTF-8"))?;
    let count = columns.len(Column::TextEnd);
    let mut before = 0;
    for at in 0..count {
        let end = columns.u32(Column::TextEnd, at) as usize;
        if end < before || !pool.is_char_boundary(end) {
            return Err(PackedError("the texts are divided wrongly"));
        }
        before = end;
    }
    let known = |&column: &Column| (0..columns.len(column)).all(|at| columns.u32(column, at) as usize <= count);
    if !TEXTS.iter().all(known) {
        return Err(PackedError("it names a text that is not there"));
    }
    let text = |column, at| columns.text(columns.u32(column, at));
    let ascending = |&column: &Column| (1..columns.len(column)).all(|at| text(column, at - 1) < text(column, at));
    let sorted = |&column: &Column| (1..columns.len(column)).all(|at| text(column, at - 1) <= text(column, at));
    if !SORTED.iter().all(ascending) || !KEYS.iter().all(sorted) {
        return Err(PackedError("the ids or names are not in order"));
    }
    Ok(())
}

fn numbers(columns: &Columns) -> Result<(), PackedError> {
    let below = |column: Column, limit: usize| match column {
        Column::StatePair | Column::LeavingPair | Column::LeavingEvent => {
            (0..columns.len(column)).all(|at| (columns.u32(column, at) as usize) < limit)
        }
        _ => (0..columns.len(column)).all(|at| usize::from(columns.u16(column, at)) < limit),
    };
    let (states, treaties) = (columns.len(Column::StateId), columns.len(Column::TreatyId));
    let (pairs, events) = (columns.len(Column::PairState), columns.len(Column::EventKind));
    let heirs = (0..states).all(|at| {
        let heir = columns.u16(Column::StateContinuedBy, at);
        heir == NO_STATE || usize::from(heir) < states
    });
    let governed = (0..columns.len(Column::IntervalEvent)).all(|at| {
        let event = columns.u32(Column::IntervalEvent, at);
        event == NO_EVENT || (event as usize) < events
    });
    let kinds = columns.bytes(Column::EventKind).iter().all(|&rank| EventKind::from_rank(rank).is_some());
    let statuses = columns.bytes(Column::IntervalStatus).iter().all(|&at| usize::from(at) < Status::ALL.len());
    let sound = below(Column::StateKeyTarget, states)
        && below(Column::TreatyKeyTarget, treaties)
        && below(Column::PairTreaty, treaties)
        && below(Column::PairState, states)
        && below(Column::EventSource, columns.len(Column::SourceId))
        && below(Column::StatePair, pairs)
        && below(Column::LeavingPair, pairs)
        && below(Column::LeavingEvent, events)
        && heirs
        && governed
        && kinds
        && statuses;
    if sound { Ok(()) } else { Err(PackedError("it refers to what is not there")) }
}
