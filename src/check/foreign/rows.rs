//! The days of one row, held against the record.

use super::TableCheck as Check;
use super::cells::quoted;
use super::findings::{Findings, Said, Spot};
use super::meaning::Meaning;
use super::reading::{Day, Reading, Row};
use super::side::{Side, can_be, leaves};
use super::table::Table;
use crate::date::PartialDate;
use crate::model::EventKind;

/// A row with all that is needed to compare it.
pub(super) struct Comparison<'a, 'd> {
    pub side: &'a Side<'a, 'd>,
    pub table: &'a Table<'a>,
    pub row: &'a Row,
}

impl Comparison<'_, '_> {
    /// Compares every day of the row.
    pub(super) fn run(&self, reading: &Reading, findings: &mut Findings<'_, '_>) {
        let days: Vec<(u16, Day)> = reading.days(self.row).collect();
        let impossible = self.impossible(&days, findings);
        for (at, &(column, day)) in days.iter().enumerate() {
            if impossible.contains(&at) || self.agrees(day.meaning, day.date) {
                continue;
            }
            if let Some((check, what, said)) = self.fault(&day) {
                self.found(check, column, &what, said, findings);
            }
        }
    }

    pub(super) fn found(
        &self,
        check: Check,
        column: u16,
        what: &str,
        said: Option<Said>,
        findings: &mut Findings<'_, '_>,
    ) {
        if !findings.lists(check) {
            return;
        }
        let cell = quoted(&self.table.cell(self.row.place, column.into()));
        let spot = Spot::of(self.row.place, column);
        let pair = (self.row.treaty, Some(self.row.state));
        findings.push(check, Some(spot), pair, format!("{cell} {what}"), said);
    }

    /// Whether the record, or one of its witnesses, gives this day too.
    pub(super) fn agrees(&self, meaning: Meaning, date: PartialDate) -> bool {
        let side = self.side;
        let noticed = |date| side.done_on(date, leaves).is_some();
        match meaning {
            Meaning::Signature => {
                let signs = |kind: EventKind| kind.is_signature() || kind == EventKind::DefinitiveSignature;
                side.done_on(date, signs).is_some()
            }
            Meaning::Consent => side.done_on(date, EventKind::is_consent).is_some(),
            Meaning::Joined => side.done_on(date, EventKind::is_consent).is_some() || side.in_force_on(date).is_some(),
            Meaning::InForce => side.in_force_on(date).is_some(),
            Meaning::Notice => noticed(date),
            Meaning::Leaving => noticed(date) || side.out_on(date).is_some(),
            Meaning::End => side.out_on(date).is_some() || self.is_end_of_all(date),
            Meaning::Provisional => side.done_on(date, |kind| kind == EventKind::ProvisionalApplication).is_some(),
            _ => true,
        }
    }

    /// Whether a day is that of the end of the treaty or of the state.
    fn is_end_of_all(&self, date: PartialDate) -> bool {
        let life = self.side.inquiry.data.lifetime(self.row.state).until;
        let ends = [life, self.side.subject.terminated].into_iter().flatten();
        ends.flat_map(|day| [Some(day), day.pred_opt()]).flatten().any(|day| can_be(date, day))
    }

    pub(super) fn consent_near(&self, date: PartialDate) -> Option<Said> {
        self.side.nearest(date, EventKind::is_consent).map(|event| self.side.consent_in_words(event))
    }

    /// What is wrong with a day that the record does not give.
    fn fault(&self, day: &Day) -> Option<(Check, String, Option<Said>)> {
        let side = self.side;
        if side.is_beyond(day.date) {
            return None;
        }
        let joins = matches!(day.meaning, Meaning::Consent | Meaning::Joined | Meaning::InForce);
        match day.meaning {
            Meaning::Signature if side.subject.has_signatures => {
                let near = side.nearest(day.date, EventKind::is_signature);
                Some(match near.and_then(|event| Some((event, event.date?))) {
                    Some((event, date)) => {
                        let said = Said { text: format!("signature of {date}"), event: Some(event.number) };
                        (Check::OtherDate, "as its signature".into(), Some(said))
                    }
                    None if side.done_on(day.date, EventKind::is_consent).is_some() => {
                        let what = "as its signature is the day of its consent".into();
                        (Check::NotInRecord, what, Some(self.without_signature()))
                    }
                    None => (Check::NotInRecord, "as its signature".into(), Some(self.without_signature())),
                })
            }
            Meaning::InForce if side.subject.deposits_only => None,
            _ if joins && side.subject.has_consents => Some(self.wrong_beginning(day)),
            Meaning::Notice | Meaning::Leaving | Meaning::End => self.wrong_end(day),
            Meaning::Provisional => {
                let near = side.nearest(day.date, |kind| kind == EventKind::ProvisionalApplication);
                let said = near.map(|event| Said {
                    text: event.date.map(|date| format!("provisional application from {date}")).unwrap_or_default(),
                    event: Some(event.number),
                });
                let check = if said.is_some() { Check::OtherDate } else { Check::NotInRecord };
                let nothing = || Said { text: "the record has no provisional application of it".into(), event: None };
                Some((check, "as provisional application".into(), Some(said.unwrap_or_else(nothing))))
            }
            _ => None,
        }
    }

    fn without_signature(&self) -> Said {
        let mut said = self.side.other_than_consent();
        if said.event.is_some() {
            said.text = format!("the record has no signature of it, but {}", said.text);
        }
        said
    }

    /// What is wrong with a day of consent or of entry into force.
    fn wrong_beginning(&self, day: &Day) -> (Check, String, Option<Said>) {
        let side = self.side;
        let what = match day.meaning {
            Meaning::InForce => "as its entry into force",
            Meaning::Joined => "as the day of its joining",
            _ => "as its consent",
        };
        let near = self.consent_near(day.date);
        if day.meaning == Meaning::InForce
            && let Some(deposit) = side.done_on(day.date, EventKind::is_consent)
        {
            let what = format!("{what} is the day of its deposit");
            let episode = side.episodes().iter().find(|episode| episode.consent.event == deposit.number);
            // A successor may be bound from a day before its deposit.
            let earlier =
                episode.and_then(|episode| episode.in_force).is_some_and(|effect| effect.day < day.date.first_day());
            let check = if earlier { Check::OtherDate } else { Check::DepositTakenForMembership };
            return (check, what, Some(side.consent_in_words(deposit)));
        }
        if side.done_on(day.date, EventKind::is_signature).is_some() {
            let what = format!("{what} is the day of its signature");
            return (Check::SignatureTakenForConsent, what, Some(side.other_than_consent()));
        }
        if near.is_none() {
            return (Check::NotInRecord, what.into(), Some(side.other_than_consent()));
        }
        let general = side.subject.head.entry_into_force.as_ref().and_then(|clause| clause.date);
        let what = if day.meaning == Meaning::Consent && side.in_force_on(day.date).is_some() {
            format!("{what} is the day of its entry into force")
        } else if general.is_some_and(|general| general.overlaps(day.date)) {
            format!("{what} is the day of the treaty's own entry into force")
        } else {
            what.to_owned()
        };
        (Check::OtherDate, what, near)
    }

    /// What is wrong with a day of notice or of leaving.
    fn wrong_end(&self, day: &Day) -> Option<(Check, String, Option<Said>)> {
        let side = self.side;
        if !side.inquiry.data.withdrawals_recorded(side.subject.treaty) {
            return None;
        }
        let what = if day.meaning == Meaning::Notice { "as its notice" } else { "as its end" };
        let said = side.leaving(day.date.last_day().max(side.on)).or_else(|| {
            let near = side.nearest(day.date, leaves)?;
            let on = near.date.or(near.effective).map(|date| date.to_string()).unwrap_or_default();
            Some(Said { text: format!("{} of {on}", near.kind.word().replace('_', " ")), event: Some(near.number) })
        });
        let Some(said) = said else {
            let known = side.other_than_consent();
            let text = format!("the record has no end: {}", known.text);
            return Some((Check::NotInRecord, what.into(), Some(Said { text, ..known })));
        };
        if day.meaning == Meaning::End && side.done_on(day.date, leaves).is_some() {
            return Some((Check::NoticeTakenForEnd, format!("{what} is the day of its notice"), Some(said)));
        }
        if day.meaning == Meaning::Notice {
            if side.out_on(day.date).is_some() {
                return Some((Check::OtherDate, format!("{what} is the day of its effect"), Some(said)));
            }
            let inferred = side.episodes().iter().filter_map(|episode| episode.ending).any(|ending| {
                // Only the effect is on record: an earlier notice is as lawful as the latest that is inferred.
                ending.inferred && ending.notice.is_some_and(|latest| day.date.first_day() <= latest)
            });
            if inferred {
                return None;
            }
        }
        Some((Check::OtherDate, what.into(), Some(said)))
    }
}
