//! Leaving: when a notice takes effect, and when one may be given.

use chrono::{Datelike, Days, NaiveDate};

use super::arithmetic::{Counted, count};
use super::rules::{LeavingRule, Rules};
use crate::model::WithdrawalClass;

/// Why a notice of withdrawal has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoEffect {
    /// The treaty has no withdrawal clause (VCLT art. 56).
    NoClause,
    /// The record does not know the treaty's clause, and no day of effect was published.
    ClauseUnknown,
    /// The clause depends on conditions that the record cannot weigh, and no day of effect was published.
    Conditional,
    /// It came before the first day on which the clause allows it.
    TooEarly(NaiveDate),
    /// It came outside the window that the clause opens.
    OutsideWindow,
    /// The view that was asked for gives it none.
    Contested,
    /// The state was not bound and had no instrument standing.
    NothingToLeave,
    /// An earlier notice was already running.
    AlreadyLeaving,
}

/// The day on which a notice received on `notice` takes effect by the treaty's clause.
///
/// `since` is the day from which the treaty is in force for the state, where that is known.
///
/// # Errors
///
/// [`NoEffect`] says why the clause gives the notice no effect.
///
/// # Examples
///
/// Six months after receipt (Convention on Cluster Munitions art. 20(3)):
///
/// ```
/// use chrono::NaiveDate;
/// use treaty::law::{LeavingRule, Rules, effect_of_notice};
/// use treaty::model::{Offset, WithdrawalClass};
///
/// let day = |text: &str| text.parse::<NaiveDate>().unwrap();
/// let six_months = LeavingRule::new(WithdrawalClass::Notice, Some(Offset::Months(6)));
/// let rules = Rules { leaving: Some(six_months), ..Rules::default() };
/// assert_eq!(effect_of_notice(&rules, day("2024-09-06"), None).unwrap().day, day("2025-03-06"));
/// ```
pub fn effect_of_notice(rules: &Rules, notice: NaiveDate, since: Option<NaiveDate>) -> Result<Counted, NoEffect> {
    let clause = rules.leaving.ok_or(NoEffect::ClauseUnknown)?;
    if clause.class == WithdrawalClass::Silent {
        return Err(NoEffect::NoClause);
    }
    if let Some(earliest) = earliest_notice(rules, since)
        && notice < earliest
    {
        return Err(NoEffect::TooEarly(earliest));
    }
    match clause.class {
        WithdrawalClass::Notice | WithdrawalClass::ExtraordinaryEvents => after_notice(&clause, notice),
        WithdrawalClass::Cycle => end_of_cycle(rules, &clause, notice).ok_or(NoEffect::ClauseUnknown),
        WithdrawalClass::Window => within_window(rules, &clause, notice),
        WithdrawalClass::FixedAnnualDate => on_annual_date(&clause, notice).ok_or(NoEffect::ClauseUnknown),
        WithdrawalClass::Conditional => Err(NoEffect::Conditional),
        WithdrawalClass::Silent => Err(NoEffect::NoClause),
    }
}

/// The first day on which the clause lets a state give notice, where it sets one.
///
/// Some clauses ask that the treaty was in force for the state for some years first (Paris Agreement art.
/// 28(1): three), some that the treaty itself was (Outer Space Treaty art. XVI: one).
#[must_use]
pub fn earliest_notice(rules: &Rules, since: Option<NaiveDate>) -> Option<NaiveDate> {
    let clause = rules.leaving?;
    let for_state = clause.minimum_in_force.zip(since).and_then(|(minimum, since)| count(since, minimum));
    let for_all = clause.minimum_treaty_in_force.zip(rules.in_force).and_then(|(minimum, since)| count(since, minimum));
    for_state.into_iter().chain(for_all).map(|counted| counted.day).max()
}

/// The last day on which a notice could be received to take effect on `effect` by the clause.
///
/// It is how a withdrawal that is known only by its effect gets its notice: inferred, and shown as inferred.
#[must_use]
pub fn latest_notice(rules: &Rules, effect: NaiveDate) -> Option<NaiveDate> {
    const FARTHEST: u64 = 366 * 21;
    let takes_effect_in_time = |notice: NaiveDate| {
        // The minimum for a state is not asked where nobody says since when it is bound.
        let without_minimum = LeavingRule { minimum_treaty_in_force: None, ..rules.leaving? };
        let rules = Rules { leaving: Some(without_minimum), ..*rules };
        effect_of_notice(&rules, notice, None).ok().map(|counted| counted.day)
    };
    takes_effect_in_time(effect)?;
    // Later notices never take effect earlier, so the boundary can be found by halving.
    let (mut early, mut late) = (0, FARTHEST);
    while early < late {
        let middle = u64::midpoint(early, late);
        let notice = effect.checked_sub_days(Days::new(middle))?;
        if takes_effect_in_time(notice).is_some_and(|day| day <= effect) {
            late = middle;
        } else {
            early = middle + 1;
        }
    }
    let notice = effect.checked_sub_days(Days::new(early))?;
    (takes_effect_in_time(notice)? == effect).then_some(notice)
}

fn after_notice(clause: &LeavingRule, notice: NaiveDate) -> Result<Counted, NoEffect> {
    clause.offset.and_then(|offset| count(notice, offset)).ok_or(NoEffect::ClauseUnknown)
}

/// The end of the first period for which the notice comes early enough (Genocide Convention art. XIV).
fn end_of_cycle(rules: &Rules, clause: &LeavingRule, notice: NaiveDate) -> Option<Counted> {
    let (next, before) = (clause.next_period?, clause.notice_before?);
    let mut end = count(rules.in_force?, clause.first_period?)?;
    loop {
        if count(notice, before)?.day <= end.day {
            return Some(end);
        }
        let later = count(end.day, next)?;
        if later.day <= end.day {
            return None;
        }
        end = later;
    }
}

/// The window after each period in which a notice may be registered (ILO conventions).
fn within_window(rules: &Rules, clause: &LeavingRule, notice: NaiveDate) -> Result<Counted, NoEffect> {
    let periods = || Some((rules.in_force?, clause.first_period?, clause.next_period?, clause.window?));
    let (start, first, next, length) = periods().ok_or(NoEffect::ClauseUnknown)?;
    let mut opens = count(start, first).ok_or(NoEffect::ClauseUnknown)?.day;
    while opens <= notice {
        let closes = count(opens, length).ok_or(NoEffect::ClauseUnknown)?.day;
        if notice < closes {
            return after_notice(clause, notice);
        }
        let later = count(opens, next).ok_or(NoEffect::ClauseUnknown)?.day;
        if later <= opens {
            return Err(NoEffect::ClauseUnknown);
        }
        opens = later;
    }
    Err(NoEffect::OutsideWindow)
}

/// The day of the year on which a notice given by another takes effect (Whaling Convention art. XI).
fn on_annual_date(clause: &LeavingRule, notice: NaiveDate) -> Option<Counted> {
    let ((by_month, by_day), (month, day)) = (clause.notice_by?, clause.effect_on?);
    let in_year = |year, (month, day): (u8, u8)| NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day));
    let in_time = notice <= in_year(notice.year(), (by_month, by_day))?;
    let year = notice.year() + i32::from(!in_time);
    Some(Counted { day: in_year(year, (month, day))?, clamped: false })
}

impl LeavingRule {
    /// A clause of this class and offset, without any further condition.
    #[must_use]
    pub fn new(class: WithdrawalClass, offset: Option<crate::model::Offset>) -> Self {
        Self {
            class,
            offset,
            minimum_in_force: None,
            minimum_treaty_in_force: None,
            first_period: None,
            next_period: None,
            notice_before: None,
            window: None,
            notice_by: None,
            effect_on: None,
            tail: None,
        }
    }
}
