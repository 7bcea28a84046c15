//! What the rows of a foreign table say: of which state, under which treaty, and which days.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::TableCheck as Check;
use super::TableOptions;
use super::acts::{act_of, of_kind};
use super::cells::{self, Cell, is_nothing, quoted};
use super::findings::Findings;
use super::meaning::Meaning;
use super::names::Names;
use super::standings::{Standing, standing};
use super::table::{Line, Place, Table, TableError};
use super::who::{acted, which, who};
use crate::date::PartialDate;
use crate::model::EventKind;
use crate::record::{StateId, TreatyId};

/// A row of which state and treaty are known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub place: Place,
    pub treaty: TreatyId,
    pub state: StateId,
    /// The year, in a table by years.
    pub year: Option<u16>,
    first: u32,
    until: u32,
}

/// One thing that a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Claim {
    /// The place of its column.
    pub column: u16,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum What {
    Day(Day),
    Standing(Meaning, Standing),
}

/// A day of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Day {
    pub meaning: Meaning,
    pub date: PartialDate,
    /// In square brackets: it was true and is no longer.
    pub bracketed: bool,
    /// The table says that it is a succession, which may be dated back.
    pub succession: bool,
}

/// All that a table says.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub rows: Vec<Row>,
    claims: Vec<Claim>,
    /// How many rows the table has.
    pub read: usize,
    /// How many rows of a treaty name nobody that is known.
    pub unknown: HashMap<TreatyId, usize>,
    /// How many of them are of other treaties than the one that was asked for.
    pub of_others: usize,
}

impl Reading {
    pub(super) fn claims(&self, row: &Row) -> &[Claim] {
        &self.claims[row.first as usize..row.until as usize]
    }

    /// Whether a row says of a standing that the state has it.
    pub(super) fn says_yes(&self, row: &Row) -> bool {
        self.claims(row).iter().any(|claim| matches!(claim.what, What::Standing(_, Standing::Yes)))
    }

    pub(super) fn days(&self, row: &Row) -> impl Iterator<Item = (u16, Day)> + '_ {
        self.claims(row).iter().filter_map(|claim| match claim.what {
            What::Day(day) => Some((claim.column, day)),
            What::Standing(..) => None,
        })
    }

    /// Reads a table whose columns are settled.
    pub(super) fn of(
        table: &mut Table<'_>,
        names: &mut Names<'_>,
        options: &TableOptions<'_>,
        findings: &mut Findings<'_, '_>,
    ) -> Result<Self, TableError> {
        let states: Vec<usize> = table.all(Meaning::State).collect();
        let mut titles: Vec<(usize, Option<String>)> = table.all(Meaning::Treaty).map(|at| (at, None)).collect();
        let mut one_title = true;
        table.rows(|_, record| {
            states.iter().filter_map(|&at| record.get(at)).for_each(|name| names.note(name));
            for (at, title) in &mut titles {
                let cell = record.get(*at).unwrap_or_default();
                one_title &= is_nothing(cell) || cell == title.get_or_insert_with(|| cell.to_owned());
            }
            Ok(())
        })?;
        let unknown = |names: &mut Names<'_>| {
            titles.iter().flat_map(|(_, title)| title).all(|title| names.treaty(title).is_none())
        };
        if options.treaty.is_some() && one_title && unknown(names) {
            // Whoever asks says what the only title in the table means.
            for (at, _) in &titles {
                table.columns[*at].meaning = Meaning::Ignored;
            }
        }
        if table.has(Meaning::CowCode) || table.has(Meaning::GwCode) {
            names.know_numbers();
        }
        let mut found = Self::default();
        let read = table.rows(|place, record| {
            found.read += 1;
            found.row(Line { table, place, record }, names, options, findings);
            Ok(())
        });
        read.map(|_| found)
    }

    fn row(
        &mut self,
        line: Line<'_>,
        names: &mut Names<'_>,
        options: &TableOptions<'_>,
        findings: &mut Findings<'_, '_>,
    ) {
        let treaty = which(line, names, options, findings);
        if let Some(asked) = options.treaty
            && treaty != Some(asked)
        {
            self.of_others += 1;
            return;
        }
        let first = self.claims.len();
        let year = self.read_claims(line, findings);
        self.leave_out_other_spans(line, first);
        let dated = self.claims[first..].iter().find_map(|claim| match claim.what {
            What::Day(day) => Some(day.date.first_day()),
            What::Standing(..) => None,
        });
        let of_year = year.and_then(|year| NaiveDate::from_ymd_opt(year.into(), 12, 31));
        let Some(treaty) = treaty else {
            self.claims.truncate(first);
            return;
        };
        let on = of_year.or(dated).unwrap_or(options.date);
        let did = |state: &StateId| acted(names.data, treaty, *state, &self.claims[first..]);
        let Some(state) = who(line, on, names, &did, findings) else {
            self.claims.truncate(first);
            *self.unknown.entry(treaty).or_default() += 1;
            return;
        };
        let edge = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let (first, until) = (edge(first), edge(self.claims.len()));
        self.rows.push(Row { place: line.place, treaty, state, year, first, until });
    }

    /// Leaves out the days `since` and `until` of a row that is about a signatory, or one that has left: they are those
    /// of that standing, and say nothing of membership.
    fn leave_out_other_spans(&mut self, line: Line<'_>, first: usize) {
        let other = |claim: &Claim| match claim.what {
            What::Standing(meaning, standing) => meaning == Meaning::Party && standing != Standing::Yes,
            What::Day(_) => false,
        };
        if self.claims[first..].iter().any(other) {
            let loose = |claim: &Claim| line.table.columns[usize::from(claim.column)].of_any_standing;
            let kept: Vec<Claim> = self.claims.drain(first..).filter(|claim| !loose(claim)).collect();
            self.claims.extend(kept);
        }
    }

    /// Reads what the cells of a row claim, and returns its year.
    fn read_claims(&mut self, line: Line<'_>, findings: &mut Findings<'_, '_>) -> Option<u16> {
        let mut year = None;
        for (at, column) in line.table.columns.iter().enumerate() {
            let (cell, spot) = (line.cell(at), line.spot(at));
            if is_nothing(cell) {
                continue;
            }
            if column.meaning == Meaning::Year {
                year = cell.strip_suffix(".0").unwrap_or(cell).parse().ok().filter(|year| (1..9999).contains(year));
                if year.is_none() {
                    let claim = format!("{} is no year; write four digits", quoted(cell));
                    findings.repeated(Check::UnreadableDate, spot, cell, claim);
                }
            } else if column.meaning.is_standing() {
                if let Some(standing) = standing(cell) {
                    self.claims.push(Claim { column: spot.column, what: What::Standing(column.meaning, standing) });
                } else if matches!(cells::days(cell), Cell::Sentinel) {
                    findings.repeated(Check::Sentinel, spot, cell, sentinel(cell));
                } else {
                    let words = "write party, signatory, not party, former party, or 1 and 0";
                    let claim = format!("{} is no standing; {words}", quoted(cell));
                    findings.repeated(Check::UnreadableStatus, spot, cell, claim);
                }
            } else if column.meaning.is_day() {
                self.read_days(line, at, findings);
            }
        }
        year
    }

    fn read_days(&mut self, line: Line<'_>, at: usize, findings: &mut Findings<'_, '_>) {
        let (column, cell, spot) = (&line.table.columns[at], line.cell(at), line.spot(at));
        let acts: Vec<usize> = line.table.all(Meaning::Act).filter(|&at| !is_nothing(line.cell(at))).collect();
        let acted = acts.iter().find_map(|&at| act_of(line.cell(at)));
        let entries = match cells::days(cell) {
            Cell::Empty => return,
            Cell::Days(entries) => entries,
            Cell::Sentinel => return findings.repeated(Check::Sentinel, spot, cell, sentinel(cell)),
            Cell::Unreadable(remedy) => {
                let claim = format!("{} cannot be read as a date: {remedy}", quoted(cell));
                return findings.repeated(Check::UnreadableDate, spot, cell, claim);
            }
        };
        if column.meaning == Meaning::DateOfAct && acted.is_none() {
            let act = acts.last().copied();
            let words = act.map_or("", |at| line.cell(at));
            let remedy = "write signature, ratification, accession or withdrawal";
            let claim = format!("{} is no act that is known; {remedy}", quoted(words));
            return findings.repeated(Check::UnreadableStatus, line.spot(act.unwrap_or(at)), words, claim);
        }
        for entry in entries {
            let legend = column.legend.as_ref().and_then(|legend| legend.kind(entry.mark.as_deref()));
            let meaning = match column.meaning {
                Meaning::DateOfAct => acted.map_or(Meaning::Ignored, |(meaning, _)| meaning),
                // The day of effect of a withdrawal is the first day out.
                Meaning::InForce if line.table.has(Meaning::DateOfAct) => match acted {
                    Some((Meaning::Leaving, _)) => Meaning::End,
                    Some((Meaning::Signature | Meaning::Ignored, _)) => Meaning::Ignored,
                    _ => Meaning::InForce,
                },
                Meaning::Signature | Meaning::Consent | Meaning::Provisional => legend.map_or(column.meaning, of_kind),
                other => other,
            };
            if meaning == Meaning::Ignored {
                continue;
            }
            let succession = legend == Some(EventKind::Succession) && entry.mark.is_some()
                || acted.is_some_and(|(_, succession)| succession);
            let day = Day { meaning, date: entry.date, bracketed: entry.bracketed, succession };
            self.claims.push(Claim { column: spot.column, what: What::Day(day) });
        }
    }
}

fn sentinel(cell: &str) -> String {
    format!("{} stands for 'unknown' or 'never'; leave the cell empty", quoted(cell))
}
