//! All rows of one state under one treaty: how they say that it stands on the table's day.

use std::collections::HashSet;

use super::TableCheck as Check;
use super::cells::{is_nothing, quoted};
use super::findings::{Findings, Said, Spot};
use super::meaning::Meaning;
use super::reading::{Claim, Day, Reading, Row, What};
use super::rows::Comparison;
use super::side::Side;
use super::standings::Standing;
use super::table::Table;
use crate::date::PartialDate;
use crate::law::Status;
use crate::model::EventKind;

/// The rows of one state under one treaty.
pub(super) struct Group<'a, 'd> {
    pub side: &'a Side<'a, 'd>,
    pub table: &'a Table<'a>,
    pub reading: &'a Reading,
    pub rows: &'a [Row],
}

/// How rows say that a state stands.
enum Shown {
    /// As a party, by a word or by a day that nothing ends.
    In { spot: Spot, by: Meaning },
    /// As one that has only signed.
    Signatory(Spot),
    /// As none.
    Out(Spot),
    /// As one that left.
    Former(Spot),
    /// As one that is leaving.
    Leaving(Spot),
    /// As one that has consented and is not bound yet.
    Waiting(Spot),
    /// Without an instrument, in a table that has a column for it.
    Without(Spot),
    /// Not at all, or by days that say all.
    Open,
}

impl Group<'_, '_> {
    pub(super) fn run(&self, findings: &mut Findings<'_, '_>) {
        let twice = self.duplicates(findings);
        for row in self.rows.iter().filter(|row| !twice.contains(&row.place.line)) {
            Comparison { side: self.side, table: self.table, row }.run(self.reading, findings);
        }
        if self.side.status != Status::Undetermined && !self.standing(findings) {
            self.rejoined(findings);
        }
    }

    pub(super) fn pair(&self) -> (crate::record::TreatyId, Option<crate::record::StateId>) {
        (self.side.subject.treaty, Some(self.side.state))
    }

    /// Finds rows that say what another has said; returns the lines of those that say nothing more.
    fn duplicates(&self, findings: &mut Findings<'_, '_>) -> HashSet<u32> {
        let mut same = HashSet::new();
        let mut contents: HashSet<&[Claim]> = HashSet::new();
        let mut begun: Vec<PartialDate> = Vec::new();
        let mut ended = false;
        for row in self.rows {
            let claims = self.reading.claims(row);
            if claims.is_empty() && self.table.has(Meaning::DateOfAct) {
                // An act that is not compared.
                continue;
            }
            let begins = self.reading.days(row).find(|(_, day)| is_beginning(day)).map(|(_, day)| day.date);
            let is_new = contents.insert(claims);
            let known = |date: &PartialDate| {
                self.side.done_on(*date, EventKind::is_consent).is_some() || self.side.in_force_on(*date).is_some()
            };
            // A second beginning is a second spell where the record has both, or an end stands between.
            let spell =
                begins.is_some_and(|date| !begun.contains(&date) && (ended || known(&date) && begun.iter().all(known)));
            let differs = begins.is_none() || begun.is_empty();
            if !is_new || !(spell || differs) {
                if !is_new {
                    same.insert(row.place.line);
                }
                let first = self.rows.first().map_or(0, |first| first.place.line);
                let how = if is_new { "with other dates" } else { "with the same content" };
                let claim = format!("stands in line {first} too, {how}");
                findings.push(Check::Duplicate, Some(Spot::of(row.place, 0)), self.pair(), claim, None);
            }
            // A hostile table of one state must not make this slow.
            if begun.len() < 64 {
                begun.extend(begins);
            }
            ended |= self.reading.days(row).any(|(_, day)| day.meaning.tells_of_ends());
        }
        same
    }

    fn shown(&self) -> Shown {
        let mut start: Option<(PartialDate, Spot, Meaning)> = None;
        let mut end: Option<PartialDate> = None;
        let mut told = false;
        for row in self.rows {
            let ends = |(_, day): (u16, Day)| day.meaning.tells_of_ends() && day.date.last_day() <= self.side.on;
            let is_over = self.reading.days(row).any(ends);
            for claim in self.reading.claims(row) {
                let spot = Spot::of(row.place, claim.column);
                match claim.what {
                    // What a row says up to an end is no standing of today.
                    What::Standing(..) if is_over => told = true,
                    What::Standing(Meaning::Party, Standing::Yes) => return Shown::In { spot, by: Meaning::Party },
                    What::Standing(Meaning::Consented, Standing::Yes) => {
                        return Shown::In { spot, by: Meaning::Consented };
                    }
                    What::Standing(Meaning::Party | Meaning::Consented, Standing::No) => return Shown::Out(spot),
                    What::Standing(Meaning::Party, Standing::Signatory) => return Shown::Signatory(spot),
                    What::Standing(Meaning::Left, Standing::Yes) | What::Standing(_, Standing::Former) => {
                        return Shown::Former(spot);
                    }
                    What::Standing(Meaning::Party, Standing::Consented) => return Shown::Waiting(spot),
                    What::Standing(_, Standing::Leaving) => return Shown::Leaving(spot),
                    What::Standing(_, Standing::Other) => return Shown::Open,
                    What::Day(day) if day.meaning.tells_of_ends() => {
                        told = true;
                        end = end.max(Some(day.date));
                    }
                    What::Day(day) if is_beginning(&day) && day.date.first_day() <= self.side.on => {
                        if day.bracketed {
                            told = true;
                        } else if start.is_none_or(|(date, ..)| date < day.date) {
                            start = Some((day.date, spot, day.meaning));
                        }
                    }
                    What::Standing(..) | What::Day(_) => {}
                }
            }
        }
        match (start, end) {
            (Some((date, spot, by)), Some(end)) if date.last_day() >= end.first_day() => Shown::In { spot, by },
            (Some((_, spot, by)), None) => Shown::In { spot, by },
            (None, None) if !told => self.without(),
            _ => Shown::Open,
        }
    }

    /// The empty cell where the day of an instrument would stand.
    fn without(&self) -> Shown {
        let beginnings = [Meaning::Consent, Meaning::Joined, Meaning::InForce, Meaning::DateOfAct];
        let columns: Vec<usize> = beginnings.iter().flat_map(|&meaning| self.table.all(meaning)).collect();
        let [row, ..] = self.rows else { return Shown::Open };
        let Some(&first) = columns.first() else { return Shown::Open };
        let is_empty = |&column: &usize| {
            let acts = self.table.columns[column].meaning == Meaning::DateOfAct;
            let read = || self.rows.iter().all(|row| !self.reading.claims(row).is_empty());
            if acts { read() } else { is_nothing(&self.table.cell(row.place, column)) }
        };
        if self.rows.len() < 64 && columns.iter().all(is_empty) {
            Shown::Without(Spot::of(row.place, u16::try_from(first).unwrap_or(u16::MAX)))
        } else {
            Shown::Open
        }
    }

    /// Compares how the state stands; returns whether that is a finding.
    fn standing(&self, findings: &mut Findings<'_, '_>) -> bool {
        let (side, on) = (self.side, self.side.on);
        let shown = self.shown();
        let by_word = |by: Meaning| matches!(by, Meaning::Party | Meaning::Consented);
        let consent = || side.latest_episode(on).and_then(|episode| self.consent_of(episode.consent.event));
        let undone = side.latest_episode(on).and_then(|episode| episode.ending).filter(|ending| {
            ending.act.kind == EventKind::ConsentWithdrawn
                && ending.effect.day <= on
                && side.status != Status::Consented
        });
        let (spot, check, what, said) = match (shown, side.status) {
            (Shown::In { spot, by }, Status::FormerParty) if side.subject.terminated.is_none_or(|end| on < end) => {
                let what = if by_word(by) { "as its standing, though it left" } else { "and no end, though it left" };
                (spot, Check::WithdrawnShownAsCurrent, what, side.leaving(on))
            }
            (Shown::In { spot, .. }, _) if undone.is_some() => {
                (spot, Check::WithdrawnShownAsCurrent, "and no end, though it undid it", side.leaving(on))
            }
            (Shown::In { spot, .. }, Status::Withdrawing) if !self.tells_of_leaving() => {
                (spot, Check::LeavingNotShown, "and no word of its leaving", side.leaving(on))
            }
            (Shown::In { spot, by: Meaning::Party }, Status::Consented | Status::Provisional)
                if side.has_instrument(on) && !side.subject.deposits_only =>
            {
                let what = "as its standing, though it was not in force for it";
                (spot, Check::DepositTakenForMembership, what, consent())
            }
            (Shown::In { spot, by }, Status::Signatory | Status::Provisional)
                if by_word(by) && !side.has_instrument(on) =>
            {
                let said = Some(side.other_than_consent());
                (spot, Check::SignatureTakenForConsent, "as its standing, though it had only signed", said)
            }
            (Shown::In { spot, by }, Status::NotParty) if by_word(by) && side.subject.has_consents => {
                (spot, Check::NotInRecord, "as its standing", Some(side.other_than_consent()))
            }
            (Shown::Out(spot) | Shown::Former(spot), Status::Withdrawing) => {
                (spot, Check::NoticeTakenForEnd, "as its standing, though it was still bound", side.leaving(on))
            }
            (
                Shown::Out(spot) | Shown::Signatory(spot) | Shown::Waiting(spot),
                Status::Party | Status::Withdrawing | Status::Suspended,
            ) => (spot, Check::MemberMissing, "as its standing, though it was a party", consent()),
            (Shown::Former(spot), Status::Party | Status::Suspended) => {
                (spot, Check::NotInRecord, "as its standing, though it had not left", consent())
            }
            (Shown::Leaving(spot), Status::FormerParty) => {
                (spot, Check::WithdrawnShownAsCurrent, "as its standing, though it had left", side.leaving(on))
            }
            (Shown::Leaving(spot), Status::Party | Status::Suspended) => {
                (spot, Check::NotInRecord, "as its standing, though no notice runs", consent())
            }
            (Shown::Without(spot), _) if side.is_member(self.table.has_instruments()) => {
                let what = if self.table.has_instruments() { "consent" } else { "entry into force" };
                let claim = format!("nothing where its {what} belongs");
                findings.push(Check::MemberMissing, Some(spot), self.pair(), claim, consent());
                return true;
            }
            _ => return false,
        };
        let cell = quoted(&self.table.cell(spot.place, spot.column.into()));
        findings.push(check, Some(spot), self.pair(), format!("{cell} {what}"), said);
        true
    }

    pub(super) fn consent_of(&self, event: u32) -> Option<Said> {
        self.side.events.iter().find(|row| row.number == event).map(|event| self.side.consent_in_words(event))
    }

    fn tells_of_leaving(&self) -> bool {
        self.rows.iter().flat_map(|row| self.reading.days(row)).any(|(_, day)| day.meaning.tells_of_ends())
    }
}

/// Whether a day is one from which a state is in.
pub(super) fn is_beginning(day: &Day) -> bool {
    matches!(day.meaning, Meaning::Consent | Meaning::Joined | Meaning::InForce)
}
