//! Tables by years: one state under one treaty, year after year.

use chrono::NaiveDate;

use super::TableCheck as Check;
use super::findings::{Findings, Said, Spot};
use super::meaning::Meaning;
use super::reading::{Reading, Row, What};
use super::side::Side;
use super::standings::Standing;
use crate::law::Status;
use crate::record::IntervalRow;

/// What a column says of one year.
#[derive(Clone, Copy)]
struct Year {
    number: u16,
    spot: Spot,
    meaning: Meaning,
    standing: Standing,
}

/// The years of one state under one treaty.
pub(super) struct Years<'a, 'd> {
    pub side: &'a Side<'a, 'd>,
    pub reading: &'a Reading,
    pub rows: &'a [Row],
}

/// What is wrong with years in a row, as long as it is the same.
struct Run {
    check: Check,
    first: Year,
    last: u16,
    rows: u32,
    said: Option<Said>,
}

impl Years<'_, '_> {
    pub(super) fn run(&self, findings: &mut Findings<'_, '_>) {
        let mut years: Vec<Year> = Vec::new();
        for row in self.rows {
            let Some(year) = row.year else { continue };
            for claim in self.reading.claims(row) {
                if let What::Standing(meaning, standing) = claim.what {
                    years.push(Year { number: year, spot: Spot::of(row.place, claim.column), meaning, standing });
                }
            }
        }
        years.sort_by_key(|year| (year.spot.column, year.number, year.spot.place.line));
        let intervals = self.side.pair.map(|pair| self.side.inquiry.intervals(pair)).unwrap_or_default();
        let mut open: Option<Run> = None;
        let mut before: Option<Year> = None;
        for year in years {
            let again = before.filter(|other| other.number == year.number && other.spot.column == year.spot.column);
            if let Some(other) = again {
                let claim = format!("{} stands in line {} too", year.number, other.spot.place.line);
                findings.push(Check::Duplicate, Some(year.spot), self.pair(), claim, None);
                continue;
            }
            before = Some(year);
            let fault = self.fault(&year, &intervals);
            match (&mut open, fault) {
                (Some(run), Some((check, said)))
                    if run.check == check
                        && run.first.spot.column == year.spot.column
                        && run.first.standing == year.standing
                        && run.said.as_ref().map(|said| &said.text) == said.as_ref().map(|said| &said.text) =>
                {
                    run.last = year.number;
                    run.rows += 1;
                }
                (open, fault) => {
                    self.tell(open.take(), findings);
                    *open = fault.map(|(check, said)| Run { check, first: year, last: year.number, rows: 1, said });
                }
            }
        }
        self.tell(open, findings);
    }

    fn pair(&self) -> (crate::record::TreatyId, Option<crate::record::StateId>) {
        (self.side.subject.treaty, Some(self.side.state))
    }

    fn tell(&self, run: Option<Run>, findings: &mut Findings<'_, '_>) {
        let Some(run) = run else { return };
        let years = if run.first.number == run.last {
            run.last.to_string()
        } else {
            format!("{}-{}", run.first.number, run.last)
        };
        let rows = if run.rows == 1 { String::new() } else { format!(" ({} rows)", run.rows) };
        let what = match (run.first.standing, run.first.meaning) {
            (Standing::Yes, Meaning::Signed) => "a signatory",
            (Standing::Yes, Meaning::Left) | (Standing::Former, _) => "having left",
            (Standing::Yes, _) => "a party",
            (Standing::Consented, _) => "no party yet",
            _ => "no party",
        };
        let claim = format!("shown as {what} in {years}{rows}");
        findings.push(run.check, Some(run.first.spot), self.pair(), claim, run.said);
    }

    /// What is wrong with a year; a year in which it changed is right either way.
    fn fault(&self, year: &Year, intervals: &[IntervalRow]) -> Option<(Check, Option<Said>)> {
        let from = NaiveDate::from_ymd_opt(year.number.into(), 1, 1)?;
        let reaches = self.side.inquiry.data.as_of(self.side.subject.treaty)?.last_day();
        let to = NaiveDate::from_ymd_opt(year.number.into(), 12, 31)?.min(self.side.on).min(reaches);
        if to < from {
            return None;
        }
        let statuses = within(intervals, from, to);
        if statuses.contains(&Status::Undetermined) || !self.side.subject.has_consents {
            return None;
        }
        let bound = |status: &Status| {
            status.bound() == Some(true) || self.side.subject.deposits_only && *status == Status::Consented
        };
        let stands = |status: &Status| status.has_standing_consent();
        match (year.standing, year.meaning) {
            (Standing::Yes, Meaning::Signed) => {
                let signed = |event: &&crate::record::EventRow<'_>| {
                    (event.kind.is_signature() || event.kind.is_consent())
                        && event.date.is_some_and(|date| date.first_day() <= to)
                };
                let has = self.side.events.iter().any(|event| signed(&event)) || !self.side.subject.has_signatures;
                (!has).then(|| (Check::NotInRecord, Some(self.side.other_than_consent())))
            }
            (Standing::Yes, Meaning::Left) | (Standing::Former, _) => {
                let still = statuses.iter().all(bound);
                still.then(|| self.still_in(&statuses, to))
            }
            (Standing::Yes, meaning) => {
                let fine = statuses.iter().any(bound) || meaning == Meaning::Consented && statuses.iter().any(stands);
                (!fine).then(|| self.not_in(&statuses, from, to))
            }
            (Standing::No | Standing::Signatory, Meaning::Party) => {
                statuses.iter().all(bound).then(|| self.still_in(&statuses, to))
            }
            (Standing::Consented, _) if statuses.iter().all(bound) => {
                Some((Check::MemberMissing, self.consent_before(to)))
            }
            (Standing::No, Meaning::Consented) => statuses.iter().all(stands).then(|| self.still_in(&statuses, to)),
            _ => None,
        }
    }

    fn still_in(&self, statuses: &[Status], to: NaiveDate) -> (Check, Option<Said>) {
        if statuses.contains(&Status::Withdrawing) {
            return (Check::NoticeTakenForEnd, self.side.leaving(to));
        }
        (Check::MemberMissing, self.consent_before(to))
    }

    fn consent_before(&self, to: NaiveDate) -> Option<Said> {
        let number = self.side.latest_episode(to)?.consent.event;
        let event = self.side.events.iter().find(|event| event.number == number && event.kind.is_consent())?;
        Some(self.side.consent_in_words(event))
    }

    /// Why a state was not in on any day of a year.
    fn not_in(&self, statuses: &[Status], from: NaiveDate, to: NaiveDate) -> (Check, Option<Said>) {
        let side = self.side;
        let life = side.inquiry.data.lifetime(side.state);
        let gone = life.until.is_some_and(|until| until <= from);
        if gone || life.from.is_some_and(|began| to < began) {
            let text = match (gone, life.until, life.from) {
                (true, Some(until), _) => format!("the state existed until {until}"),
                (_, _, Some(began)) => format!("the state exists from {began}"),
                _ => String::new(),
            };
            return (Check::ImpossibleOrder, Some(Said { text, event: None }));
        }
        if side.has_instrument(to) || statuses.contains(&Status::Consented) {
            return (Check::DepositTakenForMembership, self.consent_before(to));
        }
        if statuses.contains(&Status::FormerParty) {
            return (Check::WithdrawnShownAsCurrent, side.leaving(to));
        }
        let later = side.events.iter().find(|event| {
            event.kind.is_consent() && event.scope.is_empty() && event.date.is_some_and(|date| date.first_day() > to)
        });
        let signed = statuses.iter().any(|status| matches!(status, Status::Signatory | Status::Provisional));
        match later {
            _ if signed => (Check::SignatureTakenForConsent, Some(side.other_than_consent())),
            Some(event) => (Check::OtherDate, Some(side.consent_in_words(event))),
            None => (Check::NotInRecord, Some(side.other_than_consent())),
        }
    }
}

/// Every status on the days from `from` to `to`, both included.
fn within(intervals: &[IntervalRow], from: NaiveDate, to: NaiveDate) -> Vec<Status> {
    let overlaps = |one: &&IntervalRow| one.from <= to && one.until.is_none_or(|until| from < until);
    let mut found: Vec<Status> = intervals.iter().filter(overlaps).map(|one| one.status).collect();
    if intervals.first().is_none_or(|first| from < first.from) {
        found.insert(0, Status::NotParty);
    }
    found
}
