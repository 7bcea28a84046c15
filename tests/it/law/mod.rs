//! What the law makes of acts and clauses, one statement at a time, on stories of a few days.

mod clauses;
mod entering;
mod intervals;
mod leaving;
mod standing;

use chrono::NaiveDate;
use treaty::law::{Act, History, LaterRule, LeavingRule, Lifetime, Rules, Status};
use treaty::model::{Cutoff, EventKind, Offset, Trigger, WithdrawalClass};

use crate::common::day;

/// A treaty in force since 2000 with six months for later parties and for withdrawals.
fn six_months() -> Rules {
    Rules {
        in_force: Some(day("2000-01-01")),
        general_offset: Some(Offset::Months(6)),
        later: Some(LaterRule {
            offset: Offset::Months(6),
            trigger: Trigger::Deposit,
            cutoff: Cutoff::AfterNth,
            objection_period: None,
        }),
        leaving: Some(LeavingRule::new(WithdrawalClass::Notice, Some(Offset::Months(6)))),
        ..Rules::default()
    }
}

/// An act on a day, numbered by its day so that each can be told from the others.
fn act(kind: EventKind, on: &str) -> Act {
    let on = day(on);
    let event = u32::try_from(on.to_epoch_days()).expect("after 1970");
    Act { kind, day: Some(on), effective: None, limited: false, contested: false, event }
}

/// The same act, published as taking effect on a day.
fn effective(act: Act, on: &str) -> Act {
    Act { effective: Some(day(on)), ..act }
}

fn history(rules: &Rules, acts: &[Act]) -> History {
    History::of(rules, acts, Lifetime::default())
}

/// The statuses on days, as words.
fn on(history: &History, days: &[&str]) -> Vec<Status> {
    days.iter().map(|text| history.status_on(day(text)).status).collect()
}

fn dates(days: &[NaiveDate]) -> Vec<String> {
    days.iter().map(ToString::to_string).collect()
}
