//! The clauses of a treaty in words, and the days counted by them.

use chrono::NaiveDate;

use crate::date::PartialDate;
use crate::law::arithmetic::in_words;
use crate::law::{Basis, Effect, Lifetime};
use crate::model::{EventKind, Offset, Treaty, Withdrawal, WithdrawalClass};

/// By which rule an instrument brings a treaty into force for a state, and the day counted by it.
pub(super) struct EntryCounting<'h> {
    pub(super) rule: String,
    pub(super) article: Option<&'h str>,
    pub(super) arithmetic: String,
    pub(super) sources: &'h [String],
}

/// Counts the day of entry into force of an instrument in words; `None` where no rule gives it.
pub(super) fn entry_counting<'h>(
    head: &'h Treaty,
    lifetime: Lifetime,
    kind: EventKind,
    date: Option<PartialDate>,
    effect: &Effect,
) -> Option<EntryCounting<'h>> {
    let computed = effect.computed?;
    let general = head.entry_into_force.as_ref();
    let deposit = date.map(|date| date.to_string()).unwrap_or_default();
    let general_day = general.and_then(|clause| clause.date).map(|date| date.to_string()).unwrap_or_default();
    let basis = match effect.basis {
        Basis::Published if kind == EventKind::Succession => Basis::Succession,
        Basis::Published if computed.to_string() == general_day => Basis::General,
        Basis::Published => Basis::Later,
        basis => basis,
    };
    let mut counting = match basis {
        Basis::Succession => {
            let born = lifetime.from.map_or(deposit, |from| from.to_string());
            EntryCounting {
                rule: "a successor is bound from the day of the succession of states, and not before the treaty".into(),
                article: None,
                arithmetic: format!(
                    "the later of {born} (succession) and {general_day} (treaty in force) = {computed}"
                ),
                sources: &[],
            }
        }
        Basis::General => EntryCounting {
            rule: "for the states whose instruments brought it into force: the treaty's own day".into(),
            article: general.and_then(|clause| clause.article.as_deref()),
            arithmetic: format!("deposited on {deposit}, treaty in force on {general_day} = {computed}"),
            sources: general.map(|clause| clause.sources.as_slice()).unwrap_or_default(),
        },
        basis => {
            let later = head.later_party.as_ref()?;
            let offset = in_words(later.offset);
            let objections = later.objection_period.filter(|_| kind == EventKind::Accession).map(in_words);
            let rule = match &objections {
                Some(period) => {
                    format!("for an acceding state: objections until {period} its deposit, then {offset} that")
                }
                None => format!("for a later party: {offset} its deposit"),
            };
            let from = match &objections {
                Some(period) => format!("{period} {deposit}, then {offset} that"),
                None => format!("{offset} {deposit}"),
            };
            let arithmetic = if basis == Basis::NotBeforeGeneral {
                format!(
                    "{from} comes before {general_day}, and a treaty binds nobody before it is in force = {computed}"
                )
            } else {
                clamped(format!("{from} = {computed}"), effect)
            };
            EntryCounting { rule, article: later.article.as_deref(), arithmetic, sources: &later.sources }
        }
    };
    if effect.published.is_none() && computed < effect.day {
        let waits = format!("; not before {}, when its withdrawal takes effect", effect.day);
        counting.arithmetic.push_str(&waits);
    }
    Some(counting)
}

/// A period counted from a day, in words.
pub(super) fn counted(from: &str, offset: Offset, day: NaiveDate) -> String {
    format!("{} {from} = {day}", in_words(offset))
}

/// Says of a counted day that its month was shorter, where it was.
pub(super) fn clamped(text: String, effect: &Effect) -> String {
    if effect.clamped { format!("{text} (the last of a shorter month)") } else { text }
}

/// A withdrawal clause in words.
#[must_use]
pub fn leaving_clause(clause: &Withdrawal) -> String {
    let after = clause.offset.map(|offset| format!("a withdrawal takes effect {} the notice", in_words(offset)));
    let after = after.unwrap_or_else(|| "a withdrawal needs a notice".into());
    match clause.class {
        WithdrawalClass::Notice => after,
        WithdrawalClass::ExtraordinaryEvents => format!("{after}, which must state extraordinary events"),
        WithdrawalClass::Cycle => "a notice takes effect only at the end of a period".into(),
        WithdrawalClass::Window => format!("a notice may be given only in a window; {after}"),
        WithdrawalClass::FixedAnnualDate => match (&clause.notice_by, &clause.effect_on) {
            (Some(by), Some(on)) => format!("a notice given by {by} of a year takes effect on {on}"),
            _ => "a notice takes effect on a fixed day of the year".into(),
        },
        WithdrawalClass::Conditional => "a withdrawal is possible only under conditions".into(),
        WithdrawalClass::Silent => "the treaty has no withdrawal clause (VCLT art. 56)".into(),
    }
}
