//! A treaty's final clauses, as the law needs to see them.

use chrono::NaiveDate;

use super::act::Pick;
use crate::model::{Consents, Cutoff, Effects, EventKind, Offset, Tail, Treaty, Trigger, WithdrawalClass};

/// What the clauses of one treaty say about time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// The day of the treaty's own entry into force, as published; `None` while it is not in force.
    pub in_force: Option<NaiveDate>,
    /// From the last needed deposit to the treaty's own entry into force.
    pub general_offset: Option<Offset>,
    /// The first day on which the treaty was no more.
    pub terminated: Option<NaiveDate>,
    /// The first day on which nobody applies the treaty provisionally any more, where its text sets one.
    pub provisional_until: Option<NaiveDate>,
    /// The clause on later parties.
    pub later: Option<LaterRule>,
    /// The clause on leaving.
    pub leaving: Option<LeavingRule>,
    /// Whether a state that leaves may have an instrument that is not on record.
    pub consents_missing: bool,
    /// The first day of the treaty's life: that of its adoption.
    pub adopted: Option<NaiveDate>,
    /// Whether only deposits are known, so that no day of entry into force may be computed.
    pub deposits_only: bool,
}

/// When a treaty enters into force for a state that consents later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaterRule {
    /// From the trigger to the entry into force.
    pub offset: Offset,
    /// What the offset counts from.
    pub trigger: Trigger,
    /// Who has the offset counted for itself.
    pub cutoff: Cutoff,
    /// How long others may object to an accession before the offset counts.
    pub objection_period: Option<Offset>,
}

impl LaterRule {
    /// Whether the day that it gives for such an act is only the earliest possible: what it counts from is a
    /// notification by the depositary, which comes some days after the deposit.
    #[must_use]
    pub fn is_earliest(&self, kind: EventKind) -> bool {
        self.trigger != Trigger::Deposit || (kind == EventKind::Accession && self.objection_period.is_some())
    }
}

/// When a notice of withdrawal takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeavingRule {
    /// The kind of clause.
    pub class: WithdrawalClass,
    /// From the notice to its effect.
    pub offset: Option<Offset>,
    /// How long the treaty must have been in force for the state.
    pub minimum_in_force: Option<Offset>,
    /// How long the treaty itself must have been in force.
    pub minimum_treaty_in_force: Option<Offset>,
    /// Length of the first period of a cycle or window.
    pub first_period: Option<Offset>,
    /// Length of every later period.
    pub next_period: Option<Offset>,
    /// How long before the end of a period the notice must be in.
    pub notice_before: Option<Offset>,
    /// How long a window stays open.
    pub window: Option<Offset>,
    /// Last day for notice, as month and day.
    pub notice_by: Option<(u8, u8)>,
    /// Day of effect, as month and day.
    pub effect_on: Option<(u8, u8)>,
    /// A condition that can hold the effect back.
    pub tail: Option<Tail>,
}

impl Rules {
    /// The rules of a treaty's record; a vague date of entry into force stands for one of its ends.
    #[must_use]
    pub fn of(treaty: &Treaty, pick: Pick) -> Self {
        let general = treaty.entry_into_force.as_ref();
        Self {
            in_force: general.and_then(|clause| clause.date).map(|date| pick.of(date)),
            general_offset: general.and_then(|clause| clause.offset),
            provisional_until: general.and_then(|clause| clause.provisional.as_ref()).map(|end| pick.of(end.until)),
            terminated: general.and_then(|clause| clause.terminated).map(|date| pick.of(date)),
            later: treaty.later_party.as_ref().map(|clause| LaterRule {
                offset: clause.offset,
                trigger: clause.trigger,
                cutoff: clause.cutoff,
                objection_period: clause.objection_period,
            }),
            leaving: treaty.withdrawal.as_ref().map(|clause| LeavingRule {
                class: clause.class,
                offset: clause.offset,
                minimum_in_force: clause.minimum_in_force,
                minimum_treaty_in_force: clause.minimum_treaty_in_force,
                first_period: clause.first_period,
                next_period: clause.next_period,
                notice_before: clause.notice_before,
                window: clause.window,
                notice_by: clause.notice_by.as_deref().and_then(month_and_day),
                effect_on: clause.effect_on.as_deref().and_then(month_and_day),
                tail: clause.tail,
            }),
            consents_missing: treaty.coverage.consents != Consents::Complete,
            adopted: treaty.adopted.as_ref().map(|adoption| pick.of(adoption.date)),
            deposits_only: treaty.coverage.effects == Effects::DepositsOnly,
        }
    }
}

/// Reads `MM-DD`; `None` for what is no day of a leap year.
pub(crate) fn month_and_day(text: &str) -> Option<(u8, u8)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse::<u8>().ok()?, day.parse::<u8>().ok()?);
    NaiveDate::from_ymd_opt(2024, u32::from(month), u32::from(day)).map(|_| (month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_the_year_is_a_day_of_a_leap_year() {
        assert_eq!(month_and_day("06-30"), Some((6, 30)));
        assert_eq!(month_and_day("02-29"), Some((2, 29)));
        for wrong in ["02-30", "13-01", "6", "june-30", "06-x", ""] {
            assert_eq!(month_and_day(wrong), None, "{wrong}");
        }
    }
}
