//! Entry into force: of the treaty, and for one state.

use chrono::NaiveDate;

use super::act::Act;
use super::arithmetic::{Counted, count};
use super::rules::Rules;
use crate::model::{Cutoff, EventKind};

/// A day of effect, with how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The day that the status uses: the published one where there is one.
    pub day: NaiveDate,
    /// The day that follows from the rule, where there is a rule.
    pub computed: Option<NaiveDate>,
    /// The day that the depositary published.
    pub published: Option<NaiveDate>,
    /// Whether the computed day was moved to the end of a shorter month.
    pub clamped: bool,
    /// What the day rests on.
    pub basis: Basis,
}

/// What a day of effect rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The depositary's own words.
    Published,
    /// The treaty's general entry into force: the instrument was among the first.
    General,
    /// The clause for later parties, counted from the state's own deposit.
    Later,
    /// A later day than the clause gives, because a treaty binds nobody before it is in force.
    NotBeforeGeneral,
    /// A successor is bound from the day of the succession of states.
    Succession,
    /// The withdrawal clause, counted from the notice.
    Withdrawal,
    /// The act itself says when it ends the treaty for the state.
    Act,
}

/// The day on which a treaty enters into force for a state by this act of consent.
///
/// A published day governs. Otherwise a notification of succession dates back to the succession of states
/// (`exists_from`), but never before the treaty's own entry into force; an instrument that was among those
/// which brought the treaty into force gets the general date; and a later one counts by its own clause,
/// with the general date as its floor.
///
/// `None` while the treaty is not in force, or where the record knows only deposits.
#[must_use]
pub(crate) fn entry_into_force(rules: &Rules, act: &Act, exists_from: Option<NaiveDate>) -> Option<Effect> {
    let computed = computed_entry(rules, act, exists_from);
    let computed_day = computed.map(|(counted, _)| counted.day);
    let clamped = computed.is_some_and(|(counted, _)| counted.clamped);
    if let Some(day) = act.effective {
        let published = Some(day);
        return Some(Effect { day, computed: computed_day, published, clamped, basis: Basis::Published });
    }
    let (counted, basis) = computed?;
    Some(Effect { day: counted.day, computed: Some(counted.day), published: None, clamped, basis })
}

fn computed_entry(rules: &Rules, act: &Act, exists_from: Option<NaiveDate>) -> Option<(Counted, Basis)> {
    if rules.deposits_only {
        return None;
    }
    let general = rules.in_force?;
    let deposit = act.day?;
    let exactly = |day| Counted { day, clamped: false };
    if act.kind == EventKind::Succession {
        let succession = exists_from.unwrap_or(deposit);
        return Some((exactly(succession.max(general)), Basis::Succession));
    }
    let among_the_first =
        rules.general_offset.and_then(|offset| count(deposit, offset)).is_some_and(|counted| counted.day <= general);
    let Some(later) = rules.later else {
        return (deposit <= general).then_some((exactly(general), Basis::General));
    };
    let waits_for_general = match later.cutoff {
        Cutoff::AfterEntryIntoForce => deposit <= general,
        Cutoff::AfterNth | Cutoff::AfterConditions | Cutoff::Any => false,
    };
    if among_the_first || waits_for_general {
        return Some((exactly(general), Basis::General));
    }
    let objections = later.objection_period.filter(|_| act.kind == EventKind::Accession);
    let from = objections.and_then(|period| count(deposit, period)).map_or(deposit, |counted| counted.day);
    let own = count(from, later.offset)?;
    if own.day < general {
        return Some((exactly(general), Basis::NotBeforeGeneral));
    }
    Some((own, Basis::Later))
}

/// The day on which a treaty itself enters into force: so many instruments, plus the clause's offset.
///
/// `deposits` are the days of the instruments that count, in any order; `needed` is how many there must be.
/// `not_before` is a day that the clause sets. `None` while there are too few.
///
/// # Examples
///
/// ```
/// use chrono::NaiveDate;
/// use treaty::law::general_date;
/// use treaty::model::Offset;
///
/// let day = |text: &str| text.parse::<NaiveDate>().unwrap();
/// let deposits = [day("2010-02-16"), day("2009-01-01")];
/// // The last needed instrument of the Convention on Cluster Munitions came on 16 February 2010.
/// assert_eq!(general_date(&deposits, 2, Offset::FirstOfNthMonth(6), None), Some(day("2010-08-01")));
/// assert_eq!(general_date(&deposits, 3, Offset::FirstOfNthMonth(6), None), None);
/// ```
#[must_use]
pub fn general_date(
    deposits: &[NaiveDate],
    needed: usize,
    offset: crate::model::Offset,
    not_before: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let mut days = deposits.to_vec();
    days.sort_unstable();
    let last_needed = *days.get(needed.checked_sub(1)?)?;
    let day = count(last_needed, offset)?.day;
    Some(not_before.map_or(day, |floor| day.max(floor)))
}
