//! A packed record, opened to be asked.

use std::borrow::Cow;
use std::ops::Range;

use chrono::NaiveDate;

use super::columns::{Column, Columns, PackedError};
use super::pack::{
    CONDITIONAL, CONSENTS_ABSENT, DEPOSITS_ONLY, IN_FORCE, INFERRED, NO_EVENT, NO_STATE, WITHDRAWALS_RECORDED,
    day_bits, pack,
};
use super::rows::{EventRow, IntervalRow, LeavingKind, LeavingRow, SourceRow, StateId, TreatyId};
use super::{About, Record};
use crate::date::PartialDate;
use crate::law::{Lifetime, Status};
use crate::model::{EventKind, Source, State, Treaty};
use crate::names::KeyRow;

/// A dataset that answers in place: nothing is read until it is asked for.
#[derive(Clone, Debug)]
pub struct Dataset {
    columns: Columns,
}

/// One state under one treaty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Its number in the dataset.
    pub number: u32,
    /// The treaty.
    pub treaty: TreatyId,
    /// The state.
    pub state: StateId,
}

impl Dataset {
    /// Opens a checked record.
    ///
    /// # Panics
    ///
    /// Never: what [`pack`] writes can be opened.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let columns = Columns::open(Cow::Owned(pack(record))).expect("a packed record opens");
        Self { columns }
    }

    /// Opens bytes that were packed when the program was built.
    ///
    /// Only the table of columns is checked; a damaged record gives wrong or empty rows, never undefined
    /// behaviour. Bytes from elsewhere go through [`Dataset::verified`].
    ///
    /// # Errors
    ///
    /// Where the bytes are not a packed record of this program.
    pub fn trusted(bytes: &'static [u8]) -> Result<Self, PackedError> {
        Columns::open(Cow::Borrowed(bytes)).map(|columns| Self { columns })
    }

    /// Opens bytes from anywhere, after checking every reference in them.
    ///
    /// # Errors
    ///
    /// Where the bytes are not a whole and sound packed record of this program.
    pub fn verified(bytes: Vec<u8>) -> Result<Self, PackedError> {
        let columns = Columns::open(Cow::Owned(bytes))?;
        super::verify::verify(&columns)?;
        Ok(Self { columns })
    }

    /// The packed bytes, which [`Dataset::verified`] opens again.
    #[must_use]
    pub fn packed(&self) -> &[u8] {
        self.columns.all()
    }

    /// What the dataset is called and which version it is.
    #[must_use]
    pub fn about(&self) -> About {
        serde_json::from_slice(self.columns.bytes(Column::About)).unwrap_or_default()
    }

    fn text_at(&self, column: Column, at: usize) -> &str {
        self.columns.text(self.columns.u32(column, at))
    }

    fn range(&self, column: Column, at: usize) -> Range<u32> {
        self.columns.u32(column, at)..self.columns.u32(column, at + 1)
    }

    /// How many states and other participants there are.
    #[must_use]
    pub fn state_count(&self) -> u16 {
        u16::try_from(self.columns.len(Column::StateId)).unwrap_or(u16::MAX)
    }

    /// Every state, in the order of ids.
    pub fn states(&self) -> impl DoubleEndedIterator<Item = StateId> + use<> {
        (0..self.state_count()).map(StateId)
    }

    /// The state with this id, exactly as written in the data.
    #[must_use]
    pub fn state(&self, id: &str) -> Option<StateId> {
        self.find(Column::StateId, id).map(StateId)
    }

    /// Its id: ISO alpha-3, alpha-4 for a former state.
    #[must_use]
    pub fn state_id(&self, state: StateId) -> &str {
        self.text_at(Column::StateId, state.0.into())
    }

    /// Its English name.
    #[must_use]
    pub fn state_name(&self, state: StateId) -> &str {
        self.text_at(Column::StateName, state.0.into())
    }

    /// All that the data say of it.
    #[must_use]
    pub fn full_state(&self, state: StateId) -> Option<State> {
        serde_json::from_str(self.text_at(Column::StateFull, state.0.into())).ok()
    }

    /// The days on which it exists.
    #[must_use]
    pub fn lifetime(&self, state: StateId) -> Lifetime {
        Lifetime {
            from: self.day(Column::StateFrom, state.0.into()),
            until: self.day(Column::StateUntil, state.0.into()),
        }
    }

    /// The state that goes on as the same person in law (the Russian Federation for the Soviet Union).
    #[must_use]
    pub fn continued_by(&self, state: StateId) -> Option<StateId> {
        let heir = self.columns.u16(Column::StateContinuedBy, state.0.into());
        (heir != NO_STATE).then_some(StateId(heir))
    }

    /// What a folded name of a state means.
    #[must_use]
    pub fn state_keys(&self, key: &str) -> Vec<KeyRow> {
        self.keys(Column::StateKey, key, |at| KeyRow {
            target: self.columns.u16(Column::StateKeyTarget, at),
            from: PartialDate::from_bits(self.columns.u32(Column::StateKeyFrom, at)),
            until: PartialDate::from_bits(self.columns.u32(Column::StateKeyUntil, at)),
        })
    }

    /// What a folded name of a treaty means.
    #[must_use]
    pub fn treaty_keys(&self, key: &str) -> Vec<KeyRow> {
        self.keys(Column::TreatyKey, key, |at| KeyRow {
            target: self.columns.u16(Column::TreatyKeyTarget, at),
            from: None,
            until: None,
        })
    }

    /// Every folded name of a state, with the state's place.
    pub fn all_state_keys(&self) -> impl Iterator<Item = (&str, u16)> {
        let number = self.columns.len(Column::StateKey);
        (0..number).map(|at| (self.text_at(Column::StateKey, at), self.columns.u16(Column::StateKeyTarget, at)))
    }

    /// Every folded name of a treaty, with the treaty's place.
    pub fn all_treaty_keys(&self) -> impl Iterator<Item = (&str, u16)> {
        let number = self.columns.len(Column::TreatyKey);
        (0..number).map(|at| (self.text_at(Column::TreatyKey, at), self.columns.u16(Column::TreatyKeyTarget, at)))
    }

    fn keys(&self, column: Column, key: &str, row: impl Fn(usize) -> KeyRow) -> Vec<KeyRow> {
        let number = self.columns.len(column);
        let (mut low, mut high) = (0, number);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.text_at(column, middle) < key { low = middle + 1 } else { high = middle }
        }
        (low..number).take_while(|&at| self.text_at(column, at) == key).map(row).collect()
    }

    /// How many treaties there are.
    #[must_use]
    pub fn treaty_count(&self) -> u16 {
        u16::try_from(self.columns.len(Column::TreatyId)).unwrap_or(u16::MAX)
    }

    /// Every treaty, in the order of ids.
    pub fn treaties(&self) -> impl DoubleEndedIterator<Item = TreatyId> + use<> {
        (0..self.treaty_count()).map(TreatyId)
    }

    /// The treaty with this slug.
    #[must_use]
    pub fn treaty(&self, id: &str) -> Option<TreatyId> {
        self.find(Column::TreatyId, id).map(TreatyId)
    }

    /// Its slug.
    #[must_use]
    pub fn treaty_id(&self, treaty: TreatyId) -> &str {
        self.text_at(Column::TreatyId, treaty.0.into())
    }

    /// Its full title.
    #[must_use]
    pub fn title(&self, treaty: TreatyId) -> &str {
        self.text_at(Column::TreatyTitle, treaty.0.into())
    }

    /// Its short title, or the full one where it has none.
    #[must_use]
    pub fn short_title(&self, treaty: TreatyId) -> &str {
        self.text_at(Column::TreatyShort, treaty.0.into())
    }

    /// The topics it belongs to.
    pub fn topics(&self, treaty: TreatyId) -> impl Iterator<Item = &str> {
        self.text_at(Column::TreatyTopics, treaty.0.into()).split(',').filter(|topic| !topic.is_empty())
    }

    /// The article of its withdrawal clause; empty where it has none, or none is known.
    #[must_use]
    pub fn withdrawal_article(&self, treaty: TreatyId) -> &str {
        self.text_at(Column::TreatyWithdrawal, treaty.0.into())
    }

    /// All that the data say of it, but for its events.
    #[must_use]
    pub fn head(&self, treaty: TreatyId) -> Option<Treaty> {
        serde_json::from_str(self.text_at(Column::TreatyHead, treaty.0.into())).ok()
    }

    /// The day up to which its record is complete.
    #[must_use]
    pub fn as_of(&self, treaty: TreatyId) -> Option<PartialDate> {
        PartialDate::from_bits(self.columns.u32(Column::TreatyAsOf, treaty.0.into()))
    }

    fn flag(&self, treaty: TreatyId, flag: u8) -> bool {
        self.columns.u8(Column::TreatyFlags, treaty.0.into()) & flag != 0
    }

    /// Whether its sources record withdrawals.
    #[must_use]
    pub fn withdrawals_recorded(&self, treaty: TreatyId) -> bool {
        self.flag(treaty, WITHDRAWALS_RECORDED)
    }

    /// Whether no act is on record by which a state became a party, so that no list of parties can be given.
    #[must_use]
    pub fn consents_absent(&self, treaty: TreatyId) -> bool {
        self.flag(treaty, CONSENTS_ABSENT)
    }

    /// Whether only deposits are known, so that no day of entry into force can be given.
    #[must_use]
    pub fn deposits_only(&self, treaty: TreatyId) -> bool {
        self.flag(treaty, DEPOSITS_ONLY)
    }

    /// Whether it has a day of entry into force.
    #[must_use]
    pub fn is_in_force(&self, treaty: TreatyId) -> bool {
        self.flag(treaty, IN_FORCE)
    }

    /// How many sources there are.
    #[must_use]
    pub fn source_count(&self) -> u16 {
        u16::try_from(self.columns.len(Column::SourceId)).unwrap_or(u16::MAX)
    }

    /// The id of a source.
    #[must_use]
    pub fn source_id(&self, source: SourceRow) -> &str {
        self.text_at(Column::SourceId, source.0.into())
    }

    /// All that the data say of a source.
    #[must_use]
    pub fn full_source(&self, source: SourceRow) -> Option<Source> {
        serde_json::from_str(self.text_at(Column::SourceFull, source.0.into())).ok()
    }

    /// The source with this id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<SourceRow> {
        self.find(Column::SourceId, id).map(SourceRow)
    }

    /// How many pairs of treaty and state have an event.
    #[must_use]
    pub fn pair_count(&self) -> u32 {
        u32::try_from(self.columns.len(Column::PairState)).unwrap_or(u32::MAX)
    }

    /// How many events there are.
    #[must_use]
    pub fn event_count(&self) -> u32 {
        u32::try_from(self.columns.len(Column::EventKind)).unwrap_or(u32::MAX)
    }

    /// The pair with a number.
    #[must_use]
    pub fn pair_at(&self, number: u32) -> Pair {
        let at = number as usize;
        let treaty = TreatyId(self.columns.u16(Column::PairTreaty, at));
        Pair { number, treaty, state: StateId(self.columns.u16(Column::PairState, at)) }
    }

    /// The pair of a treaty and a state; `None` where the state has no event under the treaty.
    #[must_use]
    pub fn pair(&self, treaty: TreatyId, state: StateId) -> Option<Pair> {
        let range = self.range(Column::TreatyFirstPair, treaty.0.into());
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let middle = u32::midpoint(low, high);
            match self.columns.u16(Column::PairState, middle as usize).cmp(&state.0) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(Pair { number: middle, treaty, state }),
            }
        }
        None
    }

    /// The pairs of a treaty, by state.
    pub fn pairs_of_treaty(&self, treaty: TreatyId) -> impl Iterator<Item = Pair> {
        let pairs = self.range(Column::TreatyFirstPair, treaty.0.into());
        pairs.map(move |number| Pair {
            number,
            treaty,
            state: StateId(self.columns.u16(Column::PairState, number as usize)),
        })
    }

    /// The pairs of a state, by treaty.
    pub fn pairs_of_state(&self, state: StateId) -> impl Iterator<Item = Pair> {
        let places = self.range(Column::StateFirstPair, state.0.into());
        places.map(|place| self.pair_at(self.columns.u32(Column::StatePair, place as usize)))
    }

    /// The events of a pair, in order.
    pub fn events(&self, pair: Pair) -> impl Iterator<Item = EventRow<'_>> {
        self.range(Column::PairFirstEvent, pair.number as usize).map(|number| self.event(number))
    }

    /// The kinds and days of the acts of a pair, in order: what a count needs and no more.
    pub fn acts(&self, pair: Pair) -> impl Iterator<Item = (EventKind, Option<PartialDate>)> {
        self.range(Column::PairFirstEvent, pair.number as usize).map(|number| {
            let at = number as usize;
            let kind = EventKind::from_rank(self.columns.u8(Column::EventKind, at)).unwrap_or(EventKind::Domestic);
            (kind, PartialDate::from_bits(self.columns.u32(Column::EventDate, at)))
        })
    }

    /// How many events a treaty has.
    #[must_use]
    pub fn event_count_of(&self, treaty: TreatyId) -> u32 {
        let pairs = self.range(Column::TreatyFirstPair, treaty.0.into());
        let first = |pair: u32| self.columns.u32(Column::PairFirstEvent, pair as usize);
        first(pairs.end).saturating_sub(first(pairs.start))
    }

    /// The status of a pair on a day; `None` before its first act.
    #[must_use]
    pub fn status_on(&self, pair: Pair, day: NaiveDate) -> Option<Status> {
        let (day, rows) = (day_bits(Some(day)), self.range(Column::PairFirstInterval, pair.number as usize));
        let begun = rows.take_while(|&at| self.columns.u32(Column::IntervalFrom, at as usize) <= day).last();
        begun.map(|at| self.status_at(at as usize))
    }

    /// Whether an interval of any pair of a treaty begins in `(after, by]`: where none does, nothing changed.
    #[must_use]
    pub fn turns_under(&self, treaty: TreatyId, after: NaiveDate, by: NaiveDate) -> bool {
        let pairs = self.range(Column::TreatyFirstPair, treaty.0.into());
        let first = |pair: u32| self.columns.u32(Column::PairFirstInterval, pair as usize);
        self.turns(first(pairs.start)..first(pairs.end), after, by)
    }

    /// Whether an interval of a pair begins in `(after, by]`.
    #[must_use]
    pub fn turns_for(&self, pair: Pair, after: NaiveDate, by: NaiveDate) -> bool {
        self.turns(self.range(Column::PairFirstInterval, pair.number as usize), after, by)
    }

    fn turns(&self, mut rows: Range<u32>, after: NaiveDate, by: NaiveDate) -> bool {
        let (after, by) = (day_bits(Some(after)), day_bits(Some(by)));
        rows.any(|at| {
            let from = self.columns.u32(Column::IntervalFrom, at as usize);
            after < from && from <= by
        })
    }

    /// The event with a number.
    #[must_use]
    pub fn event(&self, number: u32) -> EventRow<'_> {
        let at = number as usize;
        EventRow {
            number,
            kind: EventKind::from_rank(self.columns.u8(Column::EventKind, at)).unwrap_or(EventKind::Domestic),
            date: PartialDate::from_bits(self.columns.u32(Column::EventDate, at)),
            effective: PartialDate::from_bits(self.columns.u32(Column::EventEffective, at)),
            source: SourceRow(self.columns.u16(Column::EventSource, at)),
            article: self.text_at(Column::EventArticle, at),
            reference: self.text_at(Column::EventReference, at),
            scope: self.text_at(Column::EventScope, at),
            note: self.text_at(Column::EventNote, at),
            more: self.text_at(Column::EventMore, at),
        }
    }

    /// The intervals of a pair, in order and without gap; before the first the state is `not_party`.
    #[must_use]
    pub fn intervals(&self, pair: Pair) -> impl DoubleEndedIterator<Item = IntervalRow> {
        self.range(Column::PairFirstInterval, pair.number as usize).map(|number| self.interval(number as usize))
    }

    fn interval(&self, at: usize) -> IntervalRow {
        let event = self.columns.u32(Column::IntervalEvent, at);
        IntervalRow {
            from: self.day(Column::IntervalFrom, at).unwrap_or_default(),
            until: self.day(Column::IntervalUntil, at),
            status: self.status_at(at),
            event: (event != NO_EVENT).then_some(event),
        }
    }

    fn status_at(&self, at: usize) -> Status {
        let status = usize::from(self.columns.u8(Column::IntervalStatus, at));
        Status::ALL.get(status).copied().unwrap_or(Status::Undetermined)
    }

    /// Every leaving in the record, by treaty and state.
    pub fn leavings(&self) -> impl Iterator<Item = LeavingRow> {
        (0..self.columns.len(Column::LeavingPair)).map(|at| {
            let flags = self.columns.u8(Column::LeavingFlags, at);
            LeavingRow {
                pair: self.columns.u32(Column::LeavingPair, at),
                event: self.columns.u32(Column::LeavingEvent, at),
                notice: self.day(Column::LeavingNotice, at),
                effective: self.day(Column::LeavingEffective, at),
                rescinded: self.day(Column::LeavingRescinded, at),
                kind: match self.columns.u8(Column::LeavingKind, at) {
                    0 => LeavingKind::Notice,
                    1 => LeavingKind::Rescinded,
                    2 => LeavingKind::Disputed,
                    4 => LeavingKind::Open,
                    _ => LeavingKind::Cessation,
                },
                inferred: flags & INFERRED != 0,
                conditional: flags & CONDITIONAL != 0,
            }
        })
    }

    fn day(&self, column: Column, at: usize) -> Option<NaiveDate> {
        let bits = self.columns.u32(column, at);
        if bits == 0 { None } else { NaiveDate::from_num_days_from_ce_opt(i32::try_from(bits).ok()?) }
    }

    /// Finds an id in a column of ids, which are sorted.
    fn find(&self, column: Column, id: &str) -> Option<u16> {
        let (mut low, mut high) = (0, self.columns.len(column));
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.text_at(column, middle).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return u16::try_from(middle).ok(),
            }
        }
        None
    }
}
