//! Days of one row that cannot be, whatever the record says.

use super::TableCheck as Check;
use super::findings::{Findings, Said};
use super::meaning::Meaning;
use super::reading::Day;
use super::rows::Comparison;
use crate::date::PartialDate;
use crate::model::EventKind;

impl Comparison<'_, '_> {
    /// Finds acts in an order, or on a day, that cannot be; returns the places of those that need no other word.
    pub(super) fn impossible(&self, days: &[(u16, Day)], findings: &mut Findings<'_, '_>) -> Vec<usize> {
        let only = |wanted: Meaning| {
            let mut found = (0..days.len()).filter(|&at| days[at].1.meaning == wanted && !days[at].1.bracketed);
            found.next().filter(|_| found.next().is_none())
        };
        let (signed, consented) = (only(Meaning::Signature), only(Meaning::Consent));
        let (in_force, ended) = (only(Meaning::InForce), only(Meaning::End).or(only(Meaning::Leaving)));
        let begun = consented.or(in_force).or(only(Meaning::Joined));
        let mut wrong = Vec::new();
        let mut before = |pair: (Option<usize>, Option<usize>), (late, early): (&str, &str)| {
            let (Some(earlier), Some(later)) = pair else { return };
            let (first, second) = (days[earlier].1, days[later].1);
            let dated_back = first.succession && second.meaning == Meaning::InForce;
            if second.date.last_day() >= first.date.first_day() || dated_back {
                return;
            }
            // Where the record has one of the two days, the other is the one to look at.
            let has = |day: Day| self.agrees(day.meaning, day.date);
            let (at, what, other) = match (has(first), has(second)) {
                (true, true) => return,
                (false, true) => (earlier, early, second),
                _ => (later, late, first),
            };
            let said = self.consent_near(other.date);
            self.found(Check::ImpossibleOrder, days[at].0, &format!("{what} of {}", other.date), said, findings);
            wrong.push(at);
        };
        let force = ("as its entry into force is before the deposit", "as its deposit is after the entry into force");
        let signature = ("as its consent is before the signature", "as its signature is after the consent");
        let end = ("as its end is before the beginning", "as its beginning is after the end");
        before((consented, in_force), force);
        before((signed, consented), signature);
        before((begun, ended), end);
        for (at, (column, day)) in days.iter().enumerate() {
            if wrong.contains(&at) || self.agrees(day.meaning, day.date) {
                continue;
            }
            if let Some((what, said)) = self.out_of_time(day.date) {
                self.found(Check::ImpossibleOrder, *column, &what, said, findings);
                wrong.push(at);
            }
        }
        wrong
    }

    /// Why nobody, or not this state, can have acted on a day.
    fn out_of_time(&self, date: PartialDate) -> Option<(String, Option<Said>)> {
        let record = self.side.inquiry.data;
        let adopted = self.side.subject.head.adopted.as_ref().map(|adoption| adoption.date);
        if let Some(adopted) = adopted.filter(|adopted| date.last_day() < adopted.first_day()) {
            let what = format!("is before the treaty was adopted, on {adopted}");
            return Some((what, self.consent_near(date)));
        }
        let life = record.lifetime(self.row.state);
        if let Some(from) = life.from.filter(|&from| date.last_day() < from) {
            if let Some(said) = self.of_a_predecessor(date) {
                return Some(("is a day of its predecessor".into(), Some(said)));
            }
            return Some((format!("is before the state, which exists from {from}"), self.consent_near(date)));
        }
        let until = life.until.filter(|&until| date.first_day() >= until)?;
        Some((format!("is after the state, which existed until {until}"), self.consent_near(date)))
    }

    /// The act of a predecessor on a day.
    fn of_a_predecessor(&self, date: PartialDate) -> Option<Said> {
        let record = self.side.inquiry.data;
        let before = record.full_state(self.row.state)?.predecessors;
        before.iter().filter_map(|link| record.state(&link.state)).find_map(|state| {
            let pair = record.pair(self.row.treaty, state)?;
            let event = record.events(pair).find(|event| event.date.is_some_and(|own| own.overlaps(date)))?;
            let text = format!("{} of {} by {}", event.kind.word().replace('_', " "), date, record.state_name(state));
            let own = self.side.nearest(date, EventKind::is_consent).map(|own| self.side.consent_in_words(own).text);
            let own = own.map(|own| format!("; its own: {own}")).unwrap_or_default();
            Some(Said { text: format!("{text}{own}"), event: Some(event.number) })
        })
    }
}
