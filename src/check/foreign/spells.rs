//! Spells of membership of a state that left and came back.

use std::collections::HashSet;

use super::TableCheck as Check;
use super::cells::quoted;
use super::findings::{Findings, Said, Spot};
use super::reading::Day;
use super::side::leaves;
use super::standing::{Group, is_beginning};
use crate::law::Episode;
use crate::model::EventKind;

impl Group<'_, '_> {
    /// Finds a state that left and came back, of which the rows have one spell alone.
    pub(super) fn rejoined(&self, findings: &mut Findings<'_, '_>) {
        let on = self.side.on;
        let begun = self.side.episodes().iter().filter(|one| one.consent.known_from().is_some_and(|day| day <= on));
        let begun: Vec<_> = begun.collect();
        if begun.len() < 2 {
            return;
        }
        let mut covered: HashSet<u32> = HashSet::new();
        let mut last: Option<(Spot, Day)> = None;
        for row in self.rows {
            // A row of its end alone tells of a spell too.
            let alone = !self.reading.days(row).any(|(_, day)| is_beginning(&day));
            for (_, day) in self.reading.days(row).filter(|(_, day)| alone && day.meaning.tells_of_ends()) {
                let noticed = self.side.done_on(day.date, leaves).map(|event| event.number);
                let ended: Vec<u32> = noticed.into_iter().chain(self.side.out_on(day.date)).collect();
                let has = |one: &&&Episode| one.ending.is_some_and(|ending| ended.contains(&ending.act.event));
                covered.extend(begun.iter().filter(has).map(|one| one.consent.event));
            }
            for (column, day) in self.reading.days(row).filter(|(_, day)| is_beginning(day)) {
                last = Some((Spot::of(row.place, column), day));
                covered.extend(self.side.done_on(day.date, EventKind::is_consent).map(|event| event.number));
                covered.extend(self.side.in_force_on(day.date));
            }
        }
        let missing = begun.iter().filter(|one| !covered.contains(&one.consent.event)).count();
        let Some((spot, _)) = last.filter(|_| missing > 0 && missing < begun.len()) else { return };
        let spells: Vec<String> = begun
            .iter()
            .filter_map(|one| {
                let consent = self.consent_of(one.consent.event)?.text;
                let end = one.ending.map(|ending| format!(", out on {}", ending.effect.day)).unwrap_or_default();
                Some(format!("{consent}{end}"))
            })
            .collect();
        let event = begun.iter().find(|one| !covered.contains(&one.consent.event)).map(|one| one.consent.event);
        let cell = quoted(&self.table.cell(spot.place, spot.column.into()));
        let claim = format!("{cell} is one of its {} spells", begun.len());
        let said = Said { text: spells.join("; then "), event };
        findings.push(Check::Rejoined, Some(spot), self.pair(), claim, Some(said));
    }
}
