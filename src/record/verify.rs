//! Whether packed bytes from anywhere are whole and sound.

use super::columns::{Column, Columns, PackedError};
use super::pack::{NO_EVENT, NO_STATE};
use crate::date::PartialDate;
use crate::law::Status;
use crate::model::EventKind;

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
    texts(columns)?;
    for &(starts, table, into) in STARTS {
        let count = columns.len(starts);
        let ascending = (1..count).all(|at| columns.u32(starts, at - 1) <= columns.u32(starts, at));
        let ends = count == columns.len(table) + 1 && columns.u32(starts, count - 1) as usize == columns.len(into);
        if !ascending || !ends {
            return Err(PackedError("a table is divided wrongly"));
        }
    }
    numbers(columns)?;
    let day =
        |bits: u32| i32::try_from(bits).is_ok_and(|bits| chrono::NaiveDate::from_num_days_from_ce_opt(bits).is_some());
    let all_days = |&column: &Column| (0..columns.len(column)).all(|at| day(columns.u32(column, at)));
    let date = |bits: u32| bits == 0 || PartialDate::from_bits(bits).is_some();
    let all_dates = |&column: &Column| (0..columns.len(column)).all(|at| date(columns.u32(column, at)));
    if !DAYS.iter().all(all_days) || !DATES.iter().all(all_dates) {
        return Err(PackedError("it holds a day that does not exist"));
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
    if !SORTED.iter().all(ascending) {
        return Err(PackedError("the ids are not in order"));
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
