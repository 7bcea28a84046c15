//! What the record says of one state under one treaty, held ready for comparing.

use chrono::NaiveDate;

use super::findings::Said;
use crate::date::PartialDate;
use crate::law::{Episode, Pick, Reading, Status};
use crate::model::{EventKind, Treaty};
use crate::query::Inquiry;
use crate::record::{EventRow, Pair, StateId, TreatyId};

/// A treaty of which rows are compared.
pub(super) struct Subject {
    pub treaty: TreatyId,
    pub head: Treaty,
    /// Whether the record has signatures of it.
    pub has_signatures: bool,
    /// Whether it has acts by which states became parties.
    pub has_consents: bool,
    /// Whether only deposits are known, so that no day of entry into force is.
    pub deposits_only: bool,
    /// The first day on which the treaty was no more.
    pub terminated: Option<NaiveDate>,
}

impl Subject {
    pub(super) fn of(inquiry: &Inquiry<'_>, treaty: TreatyId) -> Option<Self> {
        let head = inquiry.data.head(treaty)?;
        let mut acts = inquiry.data.pairs_of_treaty(treaty).flat_map(|pair| inquiry.data.acts(pair));
        let has_signatures = acts.any(|(kind, _)| kind.is_signature());
        let terminated = inquiry.rules(&head, Pick::Earliest).terminated;
        let has_consents = !inquiry.data.consents_absent(treaty);
        let deposits_only = inquiry.data.deposits_only(treaty);
        Some(Self { treaty, head, has_signatures, has_consents, deposits_only, terminated })
    }
}

/// The record's side.
pub(super) struct Side<'a, 'd> {
    pub inquiry: &'a Inquiry<'d>,
    pub subject: &'a Subject,
    pub state: StateId,
    /// The day at which the table stands.
    pub on: NaiveDate,
    pub pair: Option<Pair>,
    pub reading: Option<Reading>,
    pub events: Vec<EventRow<'d>>,
    /// The status on the table's day.
    pub status: Status,
}

impl<'a, 'd> Side<'a, 'd> {
    pub(super) fn of(inquiry: &'a Inquiry<'d>, subject: &'a Subject, state: StateId, on: NaiveDate) -> Self {
        let treaty = subject.treaty;
        let pair = inquiry.pair(treaty, state).map(|(pair, _)| pair);
        let reading = pair.map(|pair| inquiry.reading_under(&subject.head, pair));
        let events = pair.map(|pair| inquiry.data.events(pair).collect()).unwrap_or_default();
        let status = inquiry.status_of(state, treaty, on).status;
        Self { inquiry, subject, state, on, pair, reading, events, status }
    }

    /// The spells of consent, in order.
    pub(super) fn episodes(&self) -> &[Episode] {
        self.reading.as_ref().map_or(&[], |reading| &reading.earliest.episodes)
    }

    /// An act whose day this may be, by the record or by one of its witnesses.
    pub(super) fn done_on(&self, date: PartialDate, kind: fn(EventKind) -> bool) -> Option<&EventRow<'d>> {
        let own = |event: &&EventRow<'d>| kind(event.kind) && event.date.is_some_and(|own| own.overlaps(date));
        let witnessed = |event: &&EventRow<'d>| {
            let dates = event.rarer().also.into_iter().filter_map(|witness| witness.date);
            kind(event.kind) && !event.more.is_empty() && dates.into_iter().any(|own| own.overlaps(date))
        };
        self.events.iter().find(own).or_else(|| self.events.iter().find(witnessed))
    }

    /// The act of this kind whose day is nearest.
    pub(super) fn nearest(&self, date: PartialDate, kind: fn(EventKind) -> bool) -> Option<&EventRow<'d>> {
        let whole = |event: &&EventRow<'d>| kind(event.kind) && event.scope.is_empty();
        let far = |event: &&EventRow<'d>| {
            let day = event.date.or(event.effective).map_or(NaiveDate::MAX, PartialDate::first_day);
            (day - date.first_day()).num_days().abs()
        };
        self.events.iter().filter(whole).min_by_key(far)
    }

    /// The act by which a day is one of entry into force, by the record or by one of its witnesses.
    pub(super) fn in_force_on(&self, date: PartialDate) -> Option<u32> {
        let readings = self.reading.iter().flat_map(|reading| [Some(&reading.earliest), reading.latest.as_ref()]);
        let mut episodes = readings.flatten().flat_map(|history| &history.episodes);
        let counted = episodes.find(|episode| {
            episode
                .in_force
                .is_some_and(|effect| effect.computed.is_some_and(|day| can_be(date, day)) || can_be(date, effect.day))
        });
        counted.map(|episode| episode.consent.event).or_else(|| self.effective_on(date, EventKind::is_consent))
    }

    /// The act of which a day is the published effect, by the record or by one of its witnesses.
    fn effective_on(&self, date: PartialDate, kind: fn(EventKind) -> bool) -> Option<u32> {
        let has = |event: &&EventRow<'d>| {
            let witnesses = if event.more.is_empty() { Vec::new() } else { event.rarer().also };
            let days = witnesses.into_iter().filter_map(|witness| witness.effective).chain(event.effective);
            kind(event.kind) && days.into_iter().any(|day| day.overlaps(date))
        };
        self.events.iter().find(has).map(|event| event.number)
    }

    /// The act by which a day is one of leaving, by the record or by one of its witnesses.
    pub(super) fn out_on(&self, date: PartialDate) -> Option<u32> {
        // Some give the last day in, others the first day out.
        let is_out = |day: NaiveDate| can_be(date, day) || day.pred_opt().is_some_and(|last| can_be(date, last));
        let endings = self.episodes().iter().filter_map(|episode| episode.ending);
        let mut found = endings.filter(|ending| is_out(ending.effect.day)).map(|ending| ending.act.event);
        found.next().or_else(|| self.effective_on(date, leaves))
    }

    /// The spell of consent that stands on a day, or was the last to.
    pub(super) fn latest_episode(&self, on: NaiveDate) -> Option<&Episode> {
        let begun = |episode: &&Episode| episode.consent.known_from().is_some_and(|day| day <= on);
        self.episodes().iter().rev().find(begun)
    }

    /// How the last spell before a day ended, or will.
    pub(super) fn leaving(&self, on: NaiveDate) -> Option<Said> {
        let ending = self.latest_episode(on)?.ending?;
        let event = ending.act.event;
        let out = if ending.effect.day <= on { "out since" } else { "still bound, out on" };
        let how = match (ending.act.kind, ending.notice) {
            (EventKind::ConsentWithdrawn, _) => {
                let text = format!("its instrument was withdrawn on {}", ending.effect.day);
                return Some(Said { text, event: Some(event) });
            }
            (EventKind::WithdrawalNotice, Some(notice)) if ending.inferred => {
                format!("notice by {notice} at the latest")
            }
            (EventKind::WithdrawalNotice, Some(notice)) => format!("notice of {notice}"),
            _ => "membership ceased".to_owned(),
        };
        Some(Said { text: format!("{how}, {out} {}", ending.effect.day), event: Some(event) })
    }

    /// An act of consent in words: `accession of 2007-10-04, in force for it on 2008-01-04`.
    pub(super) fn consent_in_words(&self, event: &EventRow<'d>) -> Said {
        if !event.kind.is_consent() {
            // Whoever left had joined, and the record does not say when.
            return Said { text: "a consent that is not on record".into(), event: Some(event.number) };
        }
        let kind = event.kind.word().replace('_', " ");
        let done = event.date.map_or_else(|| format!("{kind} without a day"), |date| format!("{kind} of {date}"));
        let episode = self.episodes().iter().find(|episode| episode.consent.event == event.number);
        let force = episode.and_then(|episode| episode.in_force).map(|effect| effect.day);
        let force = force.map(|day| format!(", in force for it on {day}")).unwrap_or_default();
        Said { text: format!("{done}{force}"), event: Some(event.number) }
    }

    /// What the record knows of the state, where it knows no consent.
    pub(super) fn other_than_consent(&self) -> Said {
        let consent = self.events.iter().find(|event| event.kind.is_consent() && event.scope.is_empty());
        if let Some(event) = consent {
            return self.consent_in_words(event);
        }
        let signature = self.events.iter().find(|event| event.kind.is_signature());
        match signature.and_then(|event| Some((event, event.date?))) {
            Some((event, date)) => {
                let text = format!("the record has its signature of {date} and no consent");
                Said { text, event: Some(event.number) }
            }
            None => Said { text: format!("the record has no act of it{}", self.reach()), event: None },
        }
    }

    /// Whether it was a party on the table's day, and that could be known by then; also by an instrument that stands.
    pub(super) fn is_member(&self, instruments: bool) -> bool {
        let stands = instruments || self.subject.deposits_only;
        let counts = self.status.bound() == Some(true) || stands && self.has_instrument(self.on);
        counts && self.status != Status::Undetermined && self.latest_episode(self.on).is_some()
    }

    /// Whether an instrument stands on a day by which it is not bound yet, be it that it applies provisionally.
    pub(super) fn has_instrument(&self, on: NaiveDate) -> bool {
        self.latest_episode(on).is_some_and(|episode| {
            let in_force = episode.in_force.is_some_and(|effect| effect.day <= on);
            !in_force && episode.ending.is_none_or(|ending| on < ending.effect.day)
        })
    }

    /// Up to which day the record reaches, in words.
    pub(super) fn reach(&self) -> String {
        let as_of = self.inquiry.data.as_of(self.subject.treaty);
        as_of.map(|as_of| format!(" and is complete to {as_of}")).unwrap_or_default()
    }

    /// Whether a day lies after the end of the record, which then can say nothing of it.
    pub(super) fn is_beyond(&self, date: PartialDate) -> bool {
        self.inquiry.data.as_of(self.subject.treaty).is_none_or(|as_of| date.first_day() > as_of.last_day())
    }
}

/// Whether a date can mean a day.
pub(super) fn can_be(date: PartialDate, day: NaiveDate) -> bool {
    date.first_day() <= day && day <= date.last_day()
}

/// Whether an act is one by which a state leaves.
pub(super) fn leaves(kind: EventKind) -> bool {
    matches!(kind, EventKind::WithdrawalNotice | EventKind::MembershipCeased | EventKind::ConsentWithdrawn)
}
