//! How one state stood under one treaty: facts with their days, and questions asked of a day alone.

use serde_json::Value;

use super::acts::{Act, acts};
use super::calendar::{Day, Reading, after, before, read};
use super::clauses::{binds_from, notice_day, out_from};

/// An instrument of consent.
#[derive(Debug)]
struct Instrument {
    deposit: Day,
    binds: Option<Day>,
    /// The first day out by the first exit after its deposit.
    spent: Option<Day>,
    /// The day it was taken back, never having bound.
    undone: Option<Day>,
}

impl Instrument {
    /// Neither spent nor taken back. A successor can be bound before it deposits anything.
    fn lasts(&self, on: Day) -> bool {
        !by(self.spent, on) && !by(self.undone, on)
    }
}

/// A way out that was not closed again: a notice, or a membership that ceased.
#[derive(Debug)]
struct Exit {
    day: Day,
    notice: Option<Day>,
    out: Option<Day>,
    /// The instrument that it ends is on no record.
    unfounded: bool,
}

impl Exit {
    /// Only who is bound gives notice, or is told that its membership will cease.
    fn shows_membership(&self, on: Day) -> bool {
        self.notice.unwrap_or(self.day) <= on && self.out.is_some_and(|out| on < out)
    }

    /// The notice is in, and its effect is known and still to come.
    fn runs(&self, on: Day) -> bool {
        by(self.notice, on) && self.out.is_some_and(|out| on < out)
    }
}

#[derive(Debug)]
pub(super) struct Pair<'j> {
    lacking: Option<&'j str>,
    /// Whether the treaty came to bind states at all, though the record may not say from when.
    was_in_force: bool,
    adopted: Option<Day>,
    terminated: Option<Day>,
    /// The day on which the treaty's own text ends its provisional application.
    nobody_provisionally: Option<Day>,
    born: Option<Day>,
    gone: Option<Day>,
    acts: Vec<Act<'j>>,
    instruments: Vec<Instrument>,
    exits: Vec<Exit>,
}

fn by(day: Option<Day>, on: Day) -> bool {
    day.is_some_and(|day| day <= on)
}

impl<'j> Pair<'j> {
    /// What the record says, with vague days read in one way.
    pub(super) fn read(treaty: &'j Value, state: &Value, events: &[&'j Value], reading: Reading) -> Self {
        let acts = acts(events, reading);
        let born = read(&state["exists"]["from"], reading);
        let ways_out: Vec<&Act> = acts.iter().filter(|act| leads_out(treaty, act, &acts)).collect();
        let spent = |consent: &Act| {
            let later = ways_out.iter().filter(|exit| consent.precedes(exit));
            later.filter_map(|exit| out_from(treaty, exit)).min()
        };
        let undone = |consent: &Act| {
            acts.iter().filter(|act| act.kind == "consent_withdrawn" && consent.precedes(act)).map(Act::day).min()
        };
        let consents = || acts.iter().filter(|act| act.is_consent());
        let instrument = |consent: &Act| Instrument {
            deposit: consent.day(),
            binds: binds_from(treaty, consent, born),
            spent: spent(consent),
            undone: undone(consent),
        };
        let exit = |exit: &&Act| Exit {
            day: exit.day(),
            notice: notice_day(treaty, exit),
            out: out_from(treaty, exit),
            unfounded: !consents().any(|consent| consent.precedes(exit) && !by(spent(consent), before(exit.day()))),
        };
        let instruments: Vec<Instrument> = consents().map(instrument).collect();
        let exits: Vec<Exit> = ways_out.iter().map(exit).collect();
        let minimum = &treaty["withdrawal"]["minimum_in_force"];
        for held in instruments.iter().filter(|_| !minimum.is_null()) {
            let ended = exits.iter().filter(|exit| held.deposit < exit.day);
            let mut days = ended.filter_map(|exit| exit.notice.zip(held.binds));
            let waited = days.all(|(notice, bound)| after(bound, minimum) <= notice);
            assert!(waited, "nobody gave notice before the minimum was up: say here what follows");
        }
        Self {
            lacking: treaty["coverage"]["consents"].as_str(),
            was_in_force: treaty["coverage"]["effects"] == "deposits_only"
                || !treaty["entry_into_force"]["date"].is_null(),
            adopted: read(&treaty["adopted"]["date"], reading),
            terminated: read(&treaty["entry_into_force"]["terminated"], reading),
            nobody_provisionally: read(&treaty["entry_into_force"]["provisional"]["until"], reading),
            born,
            gone: read(&state["exists"]["until"], reading),
            instruments,
            exits,
            acts: acts.clone(),
        }
    }

    /// The days on which anything can change.
    pub(super) fn turns(&self) -> Vec<Day> {
        let mut days = Vec::new();
        if !self.acts.is_empty() || self.lacking.is_some() {
            days.extend([self.born, self.gone, self.terminated, self.nobody_provisionally]);
            days.extend([self.adopted.filter(|_| self.lacking.is_some())]);
        }
        days.extend(self.acts.iter().flat_map(|act| [act.done, act.published]));
        days.extend(self.instruments.iter().flat_map(|held| [held.binds, held.spent, held.undone]));
        days.extend(self.exits.iter().flat_map(|exit| [exit.notice, exit.out]));
        days.into_iter().flatten().collect()
    }

    /// For a day on which it is bound: the first day of that, where the instrument is on record, and the first day after.
    pub(super) fn spell(&self, on: Day) -> (Option<Day>, Option<Day>) {
        let binding = self.instruments.iter().filter(|held| by(held.binds, on) && held.lasts(on));
        let (since, spent) = match binding.min_by_key(|held| held.binds) {
            Some(held) => (held.binds.max(self.born), held.spent),
            None => (None, self.exits.iter().filter_map(|exit| exit.out).filter(|out| on < *out).min()),
        };
        (since, [spent, self.gone, self.terminated].into_iter().flatten().min())
    }

    /// The one word for a day.
    pub(super) fn status(&self, on: Day) -> &'static str {
        if !self.exists(on) {
            return "not_party";
        }
        if let Some(end) = self.terminated.filter(|&end| end <= on) {
            let was_bound = self.instruments.iter().any(|held| held.binds.is_some_and(|since| since < end));
            return if was_bound { "former_party" } else { "not_party" };
        }
        let bound = self.is_bound(on);
        let words = [
            (self.is_open(on), "undetermined"),
            (bound && self.is_suspended(on), "suspended"),
            (bound && self.exits.iter().any(|exit| exit.runs(on)), "withdrawing"),
            (bound, "party"),
            (self.is_unknown(on), "undetermined"),
            (self.applies_provisionally(on) && !self.has_left(on), "provisional"),
            (self.has_instrument(on), "consented"),
            (self.has_left(on), "former_party"),
            (self.has_signed(on), "signatory"),
        ];
        words.into_iter().find(|(is_so, _)| *is_so).map_or("not_party", |(_, word)| word)
    }

    fn exists(&self, on: Day) -> bool {
        self.born.is_none_or(|born| born <= on) && !by(self.gone, on)
    }

    fn has_signed(&self, on: Day) -> bool {
        self.acts.iter().any(|act| act.is_signature() && act.day() <= on)
    }

    fn applies_provisionally(&self, on: Day) -> bool {
        let ended = by(self.nobody_provisionally, on);
        !ended && self.acts.iter().any(|act| act.kind == "provisional_application" && act.day() <= on)
    }

    fn has_instrument(&self, on: Day) -> bool {
        self.instruments.iter().any(|held| held.deposit <= on && held.lasts(on))
    }

    /// An instrument stands of which nobody can say from when it binds.
    fn is_deposited(&self, on: Day) -> bool {
        self.instruments.iter().any(|held| held.binds.is_none() && held.deposit <= on && held.lasts(on))
    }

    fn has_left(&self, on: Day) -> bool {
        self.exits.iter().any(|exit| by(exit.out, on))
    }

    /// By an instrument, or because only who is bound can give notice or suspend, though no instrument is on record.
    fn is_bound(&self, on: Day) -> bool {
        self.instruments.iter().any(|held| by(held.binds, on) && held.lasts(on))
            || self.exits.iter().any(|exit| exit.unfounded && exit.shows_membership(on))
            || (self.lacking.is_some() && self.is_suspended(on) && !self.has_left(on))
            || (self.was_in_force && self.exits.iter().any(|exit| exit.runs(on)) && self.is_deposited(on))
    }

    fn is_suspended(&self, on: Day) -> bool {
        let begun = |act: &&Act| act.kind.starts_with("suspension") && act.published.unwrap_or(act.day()) <= on;
        self.acts.iter().filter(begun).max_by_key(|act| act.day()).is_some_and(|last| last.kind == "suspension")
    }

    /// Notice was given, and neither a source nor a clause says when it took or takes effect: it may be out already.
    fn is_open(&self, on: Day) -> bool {
        self.exits.iter().any(|exit| by(exit.notice, on) && exit.out.is_none()) && !self.has_left(on)
    }

    /// Instruments are missing from the record, and nothing else on it says how the state stood.
    fn is_unknown(&self, on: Day) -> bool {
        let to_come = self.exits.iter().filter(|exit| on < exit.out.unwrap_or(exit.day)).min_by_key(|exit| exit.day);
        let left_later = to_come.is_some_and(|exit| exit.unfounded);
        let silent = !self.has_instrument(on) && !self.has_left(on);
        let lacks = left_later || (silent && self.lacking == Some("absent"));
        self.lacking.is_some() && lacks && self.adopted.is_none_or(|day| day <= on)
    }
}

/// Whether a notice, or the end of a membership, leads out.
fn leads_out(treaty: &Value, exit: &Act, acts: &[Act]) -> bool {
    let needs_a_clause = treaty["withdrawal"]["class"] == "silent" && exit.published.is_none();
    // A notice can be taken back until it takes effect (VCLT art. 68); the next rescission is of the last notice.
    let following = acts.iter().filter(|act| act.is_exit() || act.kind == "withdrawal_rescinded");
    let next = following.filter(|act| exit.precedes(act)).min_by_key(|act| act.day());
    let is_rescinded = next.is_some_and(|next| {
        next.kind == "withdrawal_rescinded" && out_from(treaty, exit).is_none_or(|effect| next.day() < effect)
    });
    exit.is_exit() && !needs_a_clause && !is_rescinded
}
