//! What only the cells can tell of a table's columns, and whether they are enough to compare anything.

use std::collections::HashSet;

use super::cells::is_nothing;
use super::headings::meaning;
use super::meaning::Meaning;
use super::standings::is_yes_or_no;
use super::table::{Column, Table, TableError};

impl Table<'_> {
    /// Settles what only cells can tell: yes and no under the heading of a day, parties or whether it is one.
    pub(super) fn settle(&mut self) -> Result<(), TableError> {
        let days = |column: &Column| column.meaning.is_day() || column.meaning == Meaning::StateOrParty;
        let names = |column: &Column| matches!(column.meaning, Meaning::State | Meaning::StateOrParty);
        let places = |wanted: &dyn Fn(&Column) -> bool| -> Vec<usize> {
            (0..self.columns.len()).filter(|&at| wanted(&self.columns[at])).collect()
        };
        let (asked, coded) = (places(&days), places(&names));
        let mut kinds = vec![(false, false); asked.len()];
        let mut short = vec![true; coded.len()];
        self.rows(|_, record| {
            for (&at, (yes, other)) in asked.iter().zip(&mut kinds) {
                let cell = record.get(at).unwrap_or_default();
                if !is_nothing(cell) && !*other {
                    if is_yes_or_no(cell) { *yes = true } else { *other = true }
                }
            }
            for (&at, code) in coded.iter().zip(&mut short) {
                let cell = record.get(at).unwrap_or_default();
                *code &= cell.is_empty() || cell.len() == 2 && cell.bytes().all(|b| b.is_ascii_uppercase());
            }
            Ok(())
        })?;
        for (&at, &code) in coded.iter().zip(&short) {
            self.columns[at].two_letters = code;
        }
        for (&at, &(yes, other)) in asked.iter().zip(&kinds) {
            let meaning = &mut self.columns[at].meaning;
            if yes && !other {
                *meaning = meaning.as_standing();
            } else if *meaning == Meaning::StateOrParty {
                *meaning = Meaning::State;
            }
        }
        self.leave_out();
        self.by_years = self.has(Meaning::Year) && self.columns.iter().any(|column| column.meaning.is_standing());
        let years = self.by_years;
        for column in &mut self.columns {
            // Days repeat in every year of a panel, and a year beside days is no more than a remark.
            let idle = if years { column.meaning.is_day() } else { column.meaning == Meaning::Year };
            if idle {
                column.meaning = Meaning::Ignored;
            }
        }
        self.refuse()
    }

    /// Leaves out days that are the treaty's own (`Force` beside `StateForce`), and days of acts that nothing names.
    fn leave_out(&mut self) {
        let owned: HashSet<Meaning> = self
            .columns
            .iter()
            .filter(|column| column.meaning.is_day() && meaning(&column.heading).1)
            .map(|column| column.meaning)
            .collect();
        let acts = self.has(Meaning::Act);
        for column in &mut self.columns {
            let treaty_s = owned.contains(&column.meaning) && !meaning(&column.heading).1;
            if treaty_s || column.meaning == Meaning::DateOfAct && !acts {
                column.meaning = Meaning::Ignored;
            }
        }
    }

    fn refuse(&self) -> Result<(), TableError> {
        let any = |wanted: fn(Meaning) -> bool| self.columns.iter().any(|column| wanted(column.meaning));
        if !any(|meaning| matches!(meaning, Meaning::State | Meaning::CowCode | Meaning::GwCode)) {
            let message = "no heading names the states; call their column state, country, participant or iso3";
            return Err(TableError::at(1, message));
        }
        if !any(|meaning| meaning.is_day() || meaning.is_standing()) {
            let message = "no heading says what the states did; there are signature, ratification, accession, deposit, \
                           entry into force, withdrawal, denunciation, end, status, and year with member";
            return Err(TableError::at(1, message));
        }
        Ok(())
    }
}
