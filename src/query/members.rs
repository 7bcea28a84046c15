//! Who is in what standing under a treaty on a day.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{Counts, DataRef, Note, StateRef, TreatyRef};
use super::inquiry::Inquiry;
use crate::law::Status;
use crate::model::{EventKind, Treaty};
use crate::record::{Pair, StateId, TreatyId};

/// The answer to `treaty members`.
#[derive(Clone, Debug, Serialize)]
pub struct MembersReport<'d> {
    /// `treaty.members/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// The day asked for.
    pub date: NaiveDate,
    /// The day whose knowledge it uses; `null` for all.
    pub known_on: Option<NaiveDate>,
    /// Whose view of contested acts it takes.
    pub view: &'d str,
    /// How many stand how, whatever was asked to be listed.
    pub counts: Counts,
    /// Those in a standing that was asked for, by name.
    pub results: Vec<Member<'d>>,
    /// What a reader must know.
    pub notes: Vec<Note>,
}

/// One state's standing.
#[derive(Clone, Debug, Serialize)]
pub struct Member<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// Its status.
    pub status: Status,
    /// The first day of being bound, or of this status where it is not bound.
    pub since: Option<NaiveDate>,
    /// The first day on which that ends; `null` where no end is known.
    pub until: Option<NaiveDate>,
}

impl<'d> Inquiry<'d> {
    /// Lists who stands in one of `statuses` under a treaty; an empty list means everybody but `not_party`.
    #[must_use]
    pub fn members(&self, treaty: TreatyId, date: NaiveDate, statuses: &[Status]) -> MembersReport<'d> {
        let head = self.head_if_needed(treaty);
        let mut results = Vec::new();
        for pair in self.pairs_of_treaty(treaty, head.as_ref()) {
            let intervals = match head.as_ref() {
                Some(head) => self.intervals_under(head, pair),
                None => self.data.intervals(pair).collect(),
            };
            let spell = self.spell_of(pair, &intervals, date);
            let wanted = match statuses {
                [] => spell.status != Status::NotParty,
                wanted => wanted.contains(&spell.status),
            };
            if wanted {
                results.push(Member {
                    state: self.state_ref(pair.state),
                    status: spell.status,
                    since: spell.since,
                    until: spell.until,
                });
            }
        }
        results.sort_by_key(|member| (member.state.name, member.state.id));
        let mut notes = Vec::new();
        self.coverage_notes(treaty, date, &mut notes);
        MembersReport {
            schema: "treaty.members/1",
            data: self.data_ref([treaty]),
            treaty: self.treaty_ref(treaty),
            date,
            known_on: self.known_on,
            view: self.view,
            counts: self.counts(treaty, date, &[]),
            results,
            notes,
        }
    }

    /// How many of `states` (all where empty) stand how under a treaty on a day.
    #[must_use]
    pub fn counts(&self, treaty: TreatyId, date: NaiveDate, states: &[StateId]) -> Counts {
        let head = self.head_if_needed(treaty);
        let bound = self.bound_can_be_counted(treaty).then_some(0);
        let mut counts = Counts { bound, ..Counts::default() };
        for pair in self.pairs_of_treaty(treaty, head.as_ref()) {
            if !states.is_empty() && !states.contains(&pair.state) {
                continue;
            }
            let standing = self.status_in(pair, head.as_ref(), date);
            let (consent, signature) = self.standing_acts(pair, standing, date);
            counts.add(standing, consent, signature);
        }
        counts
    }

    /// The status of a pair on a day, without more.
    #[must_use]
    pub fn status_in(&self, pair: Pair, head: Option<&Treaty>, date: NaiveDate) -> Status {
        let begun = match head {
            None => self.data.status_on(pair, date),
            Some(head) => {
                let known = self.intervals_under(head, pair).into_iter();
                known.take_while(|interval| interval.from <= date).last().map(|interval| interval.status)
            }
        };
        begun.unwrap_or_else(|| self.before_any_act(pair.treaty, pair.state, date).0)
    }

    /// Whether an instrument, and whether a signature, stands on a day, as the UN counts both.
    ///
    /// The register brackets both of a state that left; of a state that is no more it counts neither.
    fn standing_acts(&self, pair: Pair, status: Status, date: NaiveDate) -> (bool, bool) {
        let life = self.data.lifetime(pair.state);
        if life.until.is_some_and(|until| until <= date) {
            return (false, false);
        }
        let done = |wanted: fn(EventKind) -> bool| {
            self.data.acts(pair).any(|(kind, day)| {
                wanted(kind)
                    && day.is_some_and(|day| day.last_day() <= date)
                    && self.known_on.is_none_or(|known| day.is_some_and(|day| day.last_day() <= known))
            })
        };
        let consent = match status {
            Status::Provisional => done(EventKind::is_consent),
            status => status.has_standing_consent(),
        };
        (consent, status != Status::FormerParty && done(EventKind::is_signature))
    }
}
