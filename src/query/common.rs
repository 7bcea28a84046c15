//! What every answer carries.

use chrono::NaiveDate;
use serde::Serialize;

use super::inquiry::Inquiry;
use crate::date::PartialDate;
use crate::law::Status;
use crate::record::{StateId, TreatyId};

/// A state in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StateRef<'d> {
    /// ISO alpha-3, alpha-4 for a former state.
    pub id: &'d str,
    /// The English name.
    pub name: &'d str,
}

/// A treaty in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TreatyRef<'d> {
    /// The slug.
    pub id: &'d str,
    /// The title.
    pub name: &'d str,
    /// What tables and sentences call it, where the title is long.
    #[serde(skip)]
    pub short: &'d str,
}

/// Which data an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DataRef {
    /// The version of the facts.
    pub version: String,
    /// The day up to which every record that was asked is complete; `null` where one of them does not say.
    pub as_of: Option<PartialDate>,
}

/// What a reader must know beside the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What it is about, one word for scripts.
    pub kind: NoteKind,
    /// The sentence.
    pub text: String,
}

/// What a [`Note`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// The day asked for lies after the day up to which the record is complete.
    Coverage,
    /// The sources of the record do not say who withdrew.
    WithdrawalsNotRecorded,
    /// The acts by which states became parties are not on record.
    ConsentsNotRecorded,
    /// A notice was received, and its day of effect is not known.
    EffectUnknown,
    /// Only deposits are known.
    DepositsOnly,
    /// The treaty is not in force.
    NotInForce,
    /// A condition can hold the withdrawal's effect back.
    Condition,
    /// A day was inferred from the clause.
    Inferred,
    /// The signatory said that it will not become a party.
    Intention,
    /// The state did not exist on the day.
    StateNotExisting,
    /// The answer is for the state that continues the one asked for.
    Continuation,
    /// The treaty has ceased to exist.
    Terminated,
    /// Somebody sees it otherwise.
    View,
    /// Sources differ.
    Conflict,
    /// The evidence is secondary.
    Evidence,
    /// Its source shows it no more.
    Vanished,
    /// An instrument was undone.
    Undone,
    /// A notice has no effect.
    Disputed,
    /// A limit of application.
    Scope,
    /// A vague date leaves it open.
    Vague,
}

/// How many states stand how, each number with its definition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Signed, no consent.
    pub signatory: u32,
    /// Applying provisionally.
    pub provisional: u32,
    /// Instrument deposited, not in force for it.
    pub consented: u32,
    /// In force for it, no notice running.
    pub party: u32,
    /// In force for it, notice running.
    pub withdrawing: u32,
    /// Was bound, is not any more.
    pub former_party: u32,
    /// Party, operation suspended.
    pub suspended: u32,
    /// Not decided by the facts.
    pub undetermined: u32,
    /// Did something once, and stands in no relation to it now.
    pub not_party: u32,
    /// For how many it is in force: `party`, `withdrawing` and `suspended`; `null` where the record cannot say so.
    pub bound: Option<u32>,
    /// As the UN counts "Parties": instruments still standing, in force or not.
    pub un_parties: u32,
    /// As the UN counts "Signatories": signatures still standing, ratified or not.
    pub un_signatories: u32,
}

impl Counts {
    /// Adds one state.
    pub fn add(&mut self, status: Status, standing_consent: bool, standing_signature: bool) {
        let slot = match status {
            Status::NotParty => &mut self.not_party,
            Status::Signatory => &mut self.signatory,
            Status::Provisional => &mut self.provisional,
            Status::Consented => &mut self.consented,
            Status::Party => &mut self.party,
            Status::Withdrawing => &mut self.withdrawing,
            Status::FormerParty => &mut self.former_party,
            Status::Suspended => &mut self.suspended,
            Status::Undetermined => &mut self.undetermined,
        };
        *slot += 1;
        if let Some(bound) = self.bound.as_mut() {
            *bound += u32::from(status.bound() == Some(true));
        }
        self.un_parties += u32::from(standing_consent);
        self.un_signatories += u32::from(standing_signature);
    }
}

impl<'d> Inquiry<'d> {
    /// The state as answers name it.
    #[must_use]
    pub fn state_ref(&self, state: StateId) -> StateRef<'d> {
        StateRef { id: self.data.state_id(state), name: self.data.state_name(state) }
    }

    /// The treaty as answers name it.
    #[must_use]
    pub fn treaty_ref(&self, treaty: TreatyId) -> TreatyRef<'d> {
        TreatyRef {
            id: self.data.treaty_id(treaty),
            name: self.data.title(treaty),
            short: self.data.short_title(treaty),
        }
    }

    /// Whether a status under a treaty means that it is bound; `None` where the facts do not decide it.
    ///
    /// Where only deposits are known, an instrument that stands may be in force for the state or not.
    #[must_use]
    pub fn bound(&self, treaty: TreatyId, status: Status) -> Option<bool> {
        if status == Status::Consented && self.data.deposits_only(treaty) { None } else { status.bound() }
    }

    /// Whether the record can say how many states a treaty binds: it holds days of effect, and who joined.
    #[must_use]
    pub fn bound_can_be_counted(&self, treaty: TreatyId) -> bool {
        !self.data.deposits_only(treaty) && !self.data.consents_absent(treaty)
    }

    /// The data that an answer over these treaties rests on.
    #[must_use]
    pub fn data_ref(&self, treaties: impl IntoIterator<Item = TreatyId>) -> DataRef {
        let mut as_of = None;
        for (at, treaty) in treaties.into_iter().enumerate() {
            let day = self.data.as_of(treaty);
            as_of = if at == 0 { day } else { as_of.min(day) };
        }
        DataRef { version: self.data.about().version, as_of }
    }

    /// What to say of an answer for `day` under a treaty because of how far its record goes.
    pub(super) fn coverage_notes(&self, treaty: TreatyId, day: NaiveDate, notes: &mut Vec<Note>) {
        match self.data.as_of(treaty) {
            Some(as_of) if day > as_of.last_day() => notes.push(Note {
                kind: NoteKind::Coverage,
                text: format!("record complete to {as_of}; later acts may be missing"),
            }),
            None => notes.push(Note {
                kind: NoteKind::Coverage,
                text: "the record does not say up to which day it is complete".into(),
            }),
            Some(_) => {}
        }
        if self.data.deposits_only(treaty) {
            notes.push(Note {
                kind: NoteKind::DepositsOnly,
                text: "only deposits are known for this treaty: from which day it is in force for a state cannot be said, and nobody is counted as bound"
                    .into(),
            });
        }
        if self.data.consents_absent(treaty) {
            notes.push(Note {
                kind: NoteKind::ConsentsNotRecorded,
                text: "only withdrawals are on record, not the acts by which states became parties: no list or count of parties can be given"
                    .into(),
            });
        }
        if !self.data.withdrawals_recorded(treaty) {
            notes.push(Note {
                kind: NoteKind::WithdrawalsNotRecorded,
                text: "the sources of this record do not show withdrawals: a state that left may look as if it had not"
                    .into(),
            });
        }
    }
}
