//! Whether a state is bound on a day, since when and until when.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{DataRef, Note, NoteKind, StateRef, TreatyRef};
use super::inquiry::{Inquiry, Spell};
use super::timeline::effect_of;
use crate::date::PartialDate;
use crate::law::Status;
use crate::model::{EventKind, Evidence, Succession, Tail, Treaty, Witness};
use crate::record::{EventRow, Pair, StateId, TreatyId};

/// The answer to `treaty status`.
#[derive(Clone, Debug, Serialize)]
pub struct StatusReport<'d> {
    /// `treaty.status/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The day asked for.
    pub date: NaiveDate,
    /// The day whose knowledge it uses; `null` for all.
    pub known_on: Option<NaiveDate>,
    /// Whose view of contested acts it takes.
    pub view: &'d str,
    /// One result for each state and treaty.
    pub results: Vec<StatusResult<'d>>,
}

/// The standing of one state under one treaty on the day.
#[derive(Clone, Debug, Serialize)]
pub struct StatusResult<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// The status.
    pub status: Status,
    /// Whether it is bound; `null` where the facts do not decide it.
    pub bound: Option<bool>,
    /// The first day of being bound, or of this status where it is not bound.
    pub since: Option<NaiveDate>,
    /// The first day on which that ends; `null` where no end is known.
    pub until: Option<NaiveDate>,
    /// The withdrawal that runs or took effect.
    pub withdrawal: Option<WithdrawalOf<'d>>,
    /// The day of the signature or of the instrument that the status rests on.
    #[serde(skip)]
    pub act: Option<PartialDate>,
    /// The latest day on which the status changed, or the day it will change next.
    #[serde(skip)]
    pub changed: Option<NaiveDate>,
    /// What a reader must know beside it.
    pub notes: Vec<Note>,
    /// The topics of the treaty.
    #[serde(skip)]
    pub topics: Vec<&'d str>,
    /// The day up to which the treaty's record is complete.
    pub as_of: Option<PartialDate>,
}

/// A withdrawal in an answer.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawalOf<'d> {
    /// The day the depositary received the notice.
    pub notice: Option<NaiveDate>,
    /// Whether that day was inferred from the clause.
    pub notice_inferred: bool,
    /// The first day out.
    pub effective: Option<NaiveDate>,
    /// How many days it is still bound, the day asked for included; `null` when it is out.
    pub days_left: Option<i64>,
    /// Whether a condition can hold the effect back.
    pub conditional: bool,
    /// The article.
    pub article: Option<String>,
    /// The depositary notification.
    #[serde(rename = "ref")]
    pub reference: Option<&'d str>,
}

impl<'d> Inquiry<'d> {
    /// Answers for each state under each treaty; where both lists are long, pairs without any act are left out.
    #[must_use]
    pub fn status(&self, states: &[StateId], treaties: &[TreatyId], date: NaiveDate) -> StatusReport<'d> {
        let mut results = Vec::new();
        for &state in states {
            for &treaty in treaties {
                results.push(self.status_of(state, treaty, date));
            }
        }
        self.status_report(treaties, date, results)
    }

    /// Answers for a state under every treaty of a list under which it ever acted.
    #[must_use]
    pub fn status_everywhere(&self, state: StateId, treaties: &[TreatyId], date: NaiveDate) -> StatusReport<'d> {
        let acted = |&treaty: &TreatyId| self.pair(treaty, state).is_some();
        let treaties: Vec<TreatyId> = treaties.iter().copied().filter(acted).collect();
        let results = treaties.iter().map(|&treaty| self.status_of(state, treaty, date)).collect();
        self.status_report(&treaties, date, results)
    }

    fn status_report(
        &self,
        treaties: &[TreatyId],
        date: NaiveDate,
        results: Vec<StatusResult<'d>>,
    ) -> StatusReport<'d> {
        StatusReport {
            schema: "treaty.status/1",
            data: self.data_ref(treaties.iter().copied()),
            date,
            known_on: self.known_on,
            view: self.view,
            results,
        }
    }

    /// The standing of one state under one treaty.
    #[must_use]
    pub fn status_of(&self, state: StateId, treaty: TreatyId, date: NaiveDate) -> StatusResult<'d> {
        let mut notes = Vec::new();
        let found = self.pair(treaty, state);
        let intervals = found.map(|(pair, _)| self.intervals(pair)).unwrap_or_default();
        let spell = self.spell_within_life(&intervals, (treaty, state), found, date, &mut notes);
        let leaves = matches!(spell.status, Status::Withdrawing | Status::FormerParty);
        let head = if leaves { self.data.head(treaty) } else { None };
        let pair = found.map(|(pair, _)| pair);
        let withdrawal = pair.and_then(|pair| self.withdrawal_of(pair, &spell, head.as_ref(), date));
        if let Some(pair) = pair {
            if let Some((_, Some(_))) = found {
                notes.push(Note {
                    kind: NoteKind::Continuation,
                    text: format!(
                        "its acts stand in the record of {}, which continues it",
                        self.data.state_name(pair.state)
                    ),
                });
            }
            self.status_notes(pair, &spell, withdrawal.as_ref(), head.as_ref(), date, &mut notes);
        }
        self.coverage_notes(treaty, date, &mut notes);
        StatusResult {
            state: self.state_ref(state),
            treaty: self.treaty_ref(treaty),
            status: spell.status,
            bound: self.bound(treaty, spell.status),
            since: spell.since,
            until: spell.until,
            withdrawal,
            act: spell
                .event
                .map(|event| self.data.event(event))
                .and_then(|act| act.date.filter(|_| rests_on(act.kind))),
            changed: spell.interval.map(|interval| interval.from),
            notes,
            topics: self.data.topics(treaty).collect(),
            as_of: self.data.as_of(treaty),
        }
    }

    /// The spell on a day, cut by the life of the state asked for.
    pub(super) fn spell_within_life(
        &self,
        intervals: &[crate::record::IntervalRow],
        (treaty, state): (TreatyId, StateId),
        found: Option<(Pair, Option<NaiveDate>)>,
        date: NaiveDate,
        notes: &mut Vec<Note>,
    ) -> Spell {
        let (pair, end) = (found.map(|(pair, _)| pair), found.and_then(|(_, end)| end));
        let life = self.data.lifetime(state);
        let nothing = Spell { status: Status::NotParty, since: None, until: None, event: None, interval: None };
        if life.until.is_some_and(|until| until <= date) {
            self.note_successors(state, notes);
            return Spell { since: life.until, ..nothing };
        }
        let mut spell = match pair {
            Some(pair) => self.spell_of(pair, intervals, date),
            None => self.before_acts(nothing, treaty, state, date),
        };
        if life.from.is_some_and(|from| date < from) && spell.status == Status::NotParty {
            self.note_predecessors(state, notes);
        }
        if let Some(end) = end {
            spell.until = Some(spell.until.map_or(end, |until| until.min(end)));
        }
        spell
    }

    fn note_predecessors(&self, state: StateId, notes: &mut Vec<Note>) {
        let before = self.data.full_state(state).map(|full| full.predecessors).unwrap_or_default();
        let names: Vec<&str> =
            before.iter().filter_map(|link| self.data.state(&link.state)).map(|id| self.data.state_name(id)).collect();
        let from = self.data.lifetime(state).from.map(|from| from.to_string()).unwrap_or_default();
        let text = match names.as_slice() {
            [] => format!("the state did not exist on that day; it exists from {from}"),
            names => {
                format!("the state did not exist on that day; it exists from {from}, before: {}", names.join(", "))
            }
        };
        notes.push(Note { kind: NoteKind::StateNotExisting, text });
    }

    fn note_successors(&self, state: StateId, notes: &mut Vec<Note>) {
        let id = self.data.state_id(state);
        let follows = |&other: &StateId| {
            self.data.full_state(other).is_some_and(|full| full.predecessors.iter().any(|link| link.state == id))
        };
        let names: Vec<&str> = self.data.states().filter(follows).map(|other| self.data.state_name(other)).collect();
        let until = self.data.lifetime(state).until.map(|until| until.to_string()).unwrap_or_default();
        let heirs = if names.is_empty() { String::new() } else { format!("; after it: {}", names.join(", ")) };
        let text = format!("the state did not exist on that day; it ceased to exist on {until}{heirs}");
        notes.push(Note { kind: NoteKind::StateNotExisting, text });
    }

    fn withdrawal_of(
        &self,
        pair: Pair,
        spell: &Spell,
        head: Option<&Treaty>,
        date: NaiveDate,
    ) -> Option<WithdrawalOf<'d>> {
        let interval = spell.interval?;
        if !matches!(spell.status, Status::Withdrawing | Status::FormerParty) {
            return None;
        }
        let event = self.data.event(spell.event?);
        if !matches!(event.kind, EventKind::WithdrawalNotice | EventKind::MembershipCeased) {
            return None;
        }
        let running = spell.status == Status::Withdrawing;
        let effective = if running { interval.until } else { Some(interval.from) };
        let clause = head.and_then(|head| head.withdrawal.as_ref());
        let notice = match event.date {
            Some(date) => date.day(),
            None if event.kind == EventKind::WithdrawalNotice => self.start_of_window(pair, effective),
            None => None,
        };
        let article = if event.article.is_empty() {
            clause.filter(|_| event.kind == EventKind::WithdrawalNotice).and_then(|clause| clause.article.clone())
        } else {
            Some(event.article.to_owned())
        };
        Some(WithdrawalOf {
            notice,
            notice_inferred: event.date.is_none() && notice.is_some(),
            effective,
            days_left: effective.filter(|_| running).map(|effective| (effective - date).num_days()),
            conditional: running && clause.is_some_and(|clause| clause.tail.is_some()),
            article,
            reference: Some(event.reference).filter(|reference| !reference.is_empty()),
        })
    }

    fn start_of_window(&self, pair: Pair, effective: Option<NaiveDate>) -> Option<NaiveDate> {
        let window = self
            .intervals(pair)
            .into_iter()
            .find(|interval| interval.status == Status::Withdrawing && interval.until == effective)?;
        Some(window.from)
    }

    fn status_notes(
        &self,
        pair: Pair,
        spell: &Spell,
        withdrawal: Option<&WithdrawalOf<'d>>,
        head: Option<&Treaty>,
        date: NaiveDate,
        notes: &mut Vec<Note>,
    ) {
        let mut note = |kind, text: String| notes.push(Note { kind, text });
        let waits = spell.status == Status::Consented && !self.data.deposits_only(pair.treaty);
        if waits && !self.data.is_in_force(pair.treaty) {
            note(NoteKind::NotInForce, "the treaty is not in force".into());
        }
        if withdrawal.is_some_and(|withdrawal| withdrawal.conditional) {
            let tail = head.and_then(|head| head.withdrawal.as_ref()).and_then(|clause| clause.tail);
            note(NoteKind::Condition, condition(tail).into());
        }
        if withdrawal.is_some_and(|withdrawal| withdrawal.notice_inferred) {
            let text = "only the day of effect is known; the notice is the latest lawful day by the clause";
            note(NoteKind::Inferred, text.into());
        }
        let events = self.known_events(pair);
        if spell.status == Status::Undetermined {
            let open = |event: &&EventRow<'d>| {
                spell.event == Some(event.number)
                    && event.kind == EventKind::WithdrawalNotice
                    && event.effective.is_none()
            };
            if let Some(notice) = events.iter().find(open) {
                let text = format!("the day of effect of its {} would decide it", describe(notice));
                note(NoteKind::EffectUnknown, text);
            }
            let vague: Vec<String> = events.iter().filter(|event| event.is_vague()).map(describe).collect();
            if vague.is_empty() && !events.iter().any(|event| open(&event)) {
                let text =
                    "it left later; the act by which it had become a party is not on record, and would decide it";
                note(NoteKind::ConsentsNotRecorded, text.into());
            } else if !vague.is_empty() {
                note(NoteKind::Vague, format!("the day of {} would decide it", vague.join(" and the day of ")));
            }
        }
        for event in &events {
            self.event_notes(pair, event, spell, date, &mut note);
        }
    }

    /// What one event of the pair adds to the answer.
    fn event_notes(
        &self,
        pair: Pair,
        event: &EventRow<'_>,
        spell: &Spell,
        date: NaiveDate,
        note: &mut impl FnMut(NoteKind, String),
    ) {
        let done = event.date.is_none_or(|done| done.first_day() <= date);
        let on = event.date.map(|date| date.to_string()).unwrap_or_default();
        match event.kind {
            EventKind::IntentionNotToBecomeParty if done && spell.status == Status::Signatory => note(
                NoteKind::Intention,
                format!(
                    "declared on {on} that it does not intend to become a party: the duty of VCLT art. 18(a) has ended"
                ),
            ),
            EventKind::ConsentWithdrawn if done => {
                note(NoteKind::Undone, format!("its instrument of consent was withdrawn on {on}"));
            }
            EventKind::ProvisionalApplication
                if done && spell.status == Status::Provisional && !event.scope.is_empty() =>
            {
                note(NoteKind::Scope, format!("provisional application covers {}", event.scope));
            }
            EventKind::WithdrawalNotice if done && event.scope.is_empty() && spell.status == Status::Party => {
                let stands = spell.since.is_none_or(|since| event.date.is_some_and(|date| date.last_day() >= since));
                let rescinded = spell.event != Some(event.number);
                if stands && rescinded && self.is_disputed(event) {
                    note(
                        NoteKind::Disputed,
                        format!("a notice of withdrawal of {on} has no effect; see `treaty explain`"),
                    );
                }
            }
            _ => {}
        }
        if event.more.is_empty() || !done {
            return;
        }
        let more = event.rarer();
        if !more.views.is_empty() {
            let others: Vec<&str> =
                more.views.iter().map(|held| held.by.as_str()).filter(|by| *by != self.view).collect();
            let others =
                if others.is_empty() { String::new() } else { format!("; others: --view {}", others.join("|")) };
            note(
                NoteKind::View,
                format!("{} is contested; this is the view of the {}{others}", describe(event), self.view),
            );
        }
        let governs = spell.event == Some(event.number);
        if let Some(evidence @ (Evidence::C | Evidence::D)) = more.evidence.filter(|_| governs) {
            let kind = if evidence == Evidence::C { "a secondary source" } else { "the press" };
            note(NoteKind::Evidence, format!("{} rests on {kind} (level {evidence:?})", describe(event)));
        }
        if let Some(seen) = more.last_seen {
            note(NoteKind::Vanished, format!("{}: its source showed it last on {seen}", describe(event)));
        }
        if more.also.is_empty() {
            return;
        }
        let effect = self.reading(pair).and_then(|reading| effect_of(&reading.earliest, event).0);
        let effect = effect.map(|effect| effect.day);
        for witness in more.also.iter().filter(|witness| contradicts(witness, event, effect)) {
            let what = match (witness.date.filter(|_| witness.date != event.date), witness.effective) {
                (Some(date), _) => format!("gives {date}"),
                (None, Some(effect)) => format!("gives {effect} as its effect"),
                (None, None) => "differs".into(),
            };
            note(NoteKind::Conflict, format!("{}: {} {what}; see `treaty explain`", describe(event), witness.source));
        }
    }

    fn is_disputed(&self, event: &EventRow<'_>) -> bool {
        self.leavings()
            .iter()
            .any(|leaving| leaving.event == event.number && leaving.kind == crate::record::LeavingKind::Disputed)
    }
}

impl StatusResult<'_> {
    /// The answer in one sentence, as `treaty status` and the last line of `treaty explain` say it.
    #[must_use]
    pub fn sentence(&self, date: NaiveDate) -> String {
        let (state, treaty) = (self.state.name, self.treaty.short);
        let since = self.since.map(|since| format!(" since {since}")).unwrap_or_default();
        let until = self.until.map(|until| format!("; until {until}")).unwrap_or_default();
        let on = self.act.map(|act| format!(" on {act}")).unwrap_or_default();
        match self.status {
            Status::Withdrawing => {
                let withdrawal = self.withdrawal.as_ref();
                let left = withdrawal.and_then(|withdrawal| withdrawal.days_left);
                let left = left.map(days_left).unwrap_or_default();
                format!("On {date} {state} was still bound by the {treaty}{since} and leaving{left}{until}")
            }
            Status::Party => format!("On {date} {state} was bound by the {treaty}{since}{until}"),
            Status::FormerParty => {
                let out = self.since.map(|day| format!("; out since {day}")).unwrap_or_default();
                format!("On {date} {state} was no longer bound by the {treaty}{out}")
            }
            Status::Suspended => {
                format!("On {date} {state} was a party to the {treaty}{since}, its operation suspended{until}")
            }
            Status::Signatory => {
                format!("On {date} {state} had signed the {treaty}{on} and was not bound by it{until}")
            }
            Status::Provisional => format!("On {date} {state} applied the {treaty} provisionally{since}{until}"),
            Status::Consented => {
                let force = match self.bound {
                    None => "and whether it was in force for it is not on record",
                    Some(_) => "and it was not in force for it",
                };
                format!("On {date} {state} had consented to the {treaty}{on}, {force}{until}")
            }
            Status::NotParty => format!("On {date} {state} was not bound by the {treaty}{until}"),
            Status::Undetermined => {
                format!("On {date} the facts do not decide whether {state} was bound by the {treaty}")
            }
        }
        .replace("the The ", "the ")
    }
}

/// Whether a status that is not membership can rest on such an act.
fn rests_on(kind: EventKind) -> bool {
    kind.is_signature() || kind.is_consent()
}

fn days_left(days: i64) -> String {
    if days == 1 { ", 1 day left".into() } else { format!(", {days} days left") }
}

/// What a tail means, in words.
pub(super) fn condition(tail: Option<Tail>) -> &'static str {
    match tail {
        Some(Tail::ArmedConflictAtExpiry) => {
            "conditional: no effect before the end of an armed conflict in which the state is engaged when the period ends"
        }
        Some(Tail::ArmedConflictAtNotice) => {
            "conditional: no effect before peace, if the state is in an armed conflict when it gives notice"
        }
        None => "conditional",
    }
}

/// Whether a witness gives another day than the record: of the act, or of its effect as published or counted.
///
/// The day on which another depositary of the same treaty received its copy is no contradiction.
#[must_use]
pub fn contradicts(witness: &Witness, event: &EventRow<'_>, effect: Option<NaiveDate>) -> bool {
    let governing = event.effective.or(effect.map(PartialDate::from));
    witness.depositary.is_none()
        && (witness.date.is_some_and(|date| event.date.is_some_and(|own| !own.overlaps(date)))
            || witness.effective.is_some_and(|day| governing.is_some_and(|own| !own.overlaps(day))))
}

/// An event in words: `accession of 1992-03-10`.
pub(super) fn describe(event: &EventRow<'_>) -> String {
    let kind = event.kind.word().replace('_', " ");
    match (event.date, event.effective) {
        (Some(date), _) => format!("{kind} of {date}"),
        (None, Some(effective)) => format!("{kind} effective {effective}"),
        (None, None) => kind,
    }
}

/// The kind of succession in words.
#[must_use]
pub fn succession_in_words(how: Succession) -> &'static str {
    match how {
        Succession::Continuation => "continues",
        Succession::Succession => "succeeds",
        Succession::Union => "unites",
        Succession::Separation => "separated from",
    }
}
