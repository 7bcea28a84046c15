//! A treaty itself: its title, dates, final clauses, obligations, and how far its record goes.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{Counts, DataRef, Note, TreatyRef};
use super::inquiry::Inquiry;
use crate::model::{Source, Treaty};
use crate::record::{SourceRow, TreatyId};

/// The answer to `treaty show`.
#[derive(Clone, Debug, Serialize)]
pub struct ShowReport<'d> {
    /// `treaty.show/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The day of the counts.
    pub date: NaiveDate,
    /// One for each treaty asked for.
    pub results: Vec<Shown<'d>>,
}

/// One treaty.
#[derive(Clone, Debug, Serialize)]
pub struct Shown<'d> {
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// All that the record says of it, but for the acts of states.
    pub head: Treaty,
    /// How many states stand how on the day.
    pub counts: Counts,
    /// How many acts of how many states the record holds.
    pub events: u32,
    /// The sources it rests on.
    pub sources: Vec<Source>,
    /// What a reader must know.
    pub notes: Vec<Note>,
}

impl<'d> Inquiry<'d> {
    /// Shows treaties, with how many states stand how on a day.
    #[must_use]
    pub fn show(&self, treaties: &[TreatyId], date: NaiveDate) -> ShowReport<'d> {
        let results = treaties.iter().filter_map(|&treaty| self.shown(treaty, date)).collect();
        ShowReport { schema: "treaty.show/1", data: self.data_ref(treaties.iter().copied()), date, results }
    }

    fn shown(&self, treaty: TreatyId, date: NaiveDate) -> Option<Shown<'d>> {
        let head = self.data.head(treaty)?;
        let mut notes = Vec::new();
        self.coverage_notes(treaty, date, &mut notes);
        let (mut events, mut cited) = (0, Vec::new());
        for pair in self.data.pairs_of_treaty(treaty) {
            for event in self.known_events(pair) {
                events += 1;
                cited.push(event.source);
            }
        }
        cited.sort_unstable();
        cited.dedup();
        let governing = head.coverage.sources.iter().filter_map(|id| self.data.source(id));
        let mut order: Vec<SourceRow> = governing.collect();
        order.extend(cited.into_iter().filter(|source| !order.contains(source)).collect::<Vec<_>>());
        Some(Shown {
            treaty: self.treaty_ref(treaty),
            counts: self.counts(treaty, date, &[]),
            events,
            sources: order.into_iter().filter_map(|source| self.data.full_source(source)).collect(),
            notes,
            head,
        })
    }
}
