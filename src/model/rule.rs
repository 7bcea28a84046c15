//! What a treaty's final clauses say about time, as data.

use serde::{Deserialize, Serialize};

use crate::date::PartialDate;

/// How a clause counts from one day to another.
///
/// Written in the data as `"same_day"` or with its number: `{"months": 6}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Offset {
    /// The same day.
    SameDay,
    /// So many calendar days later.
    Days(u16),
    /// The same day of the month so many months later; the last of the month where that day does not exist.
    Months(u16),
    /// The same day so many years later; 29 February becomes 28 February.
    Years(u16),
    /// The first day of the n-th month after the month of the act (Ottawa art. 17).
    FirstOfNthMonth(u16),
    /// The first day of the month that follows so many months (Council of Europe).
    FirstOfMonthAfterMonths(u16),
    /// The first day of the month that follows so many days (Rome Statute art. 126).
    FirstOfMonthAfterDays(u16),
}

/// What must happen for the treaty to enter into force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// How many instruments of consent are needed, where the clause counts them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposits: Option<u16>,
    /// States that must be among them, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<String>,
    /// The treaty that must be in force first, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub treaty_in_force: Option<String>,
    /// The day before which it cannot be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<PartialDate>,
    /// Whether instruments of regional organisations do not count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub organisations_excluded: bool,
    /// What the fields above cannot say, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// The clause on the treaty's own entry into force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EntryIntoForce {
    /// The article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// What must happen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
    /// From the day the conditions are met to the day of entry into force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<Offset>,
    /// The day of entry into force as published; absent for a treaty that is not in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// The end that the treaty's own text sets to its provisional application, where it sets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provisional: Option<ProvisionalEnd>,
    /// The day the treaty ceased to exist, where it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terminated: Option<PartialDate>,
    /// Ids of the sources of the clause and the dates.
    pub sources: Vec<String>,
    /// What a reader must know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// When the provisional application of a treaty ends for all, whether or not they consented (VCLT art. 25).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProvisionalEnd {
    /// The first day on which nobody applies it provisionally any more.
    pub until: PartialDate,
    /// The article.
    pub article: String,
}

/// The clause on entry into force for a state that consents later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LaterParty {
    /// The article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// From the trigger to the day it is in force for the state.
    pub offset: Offset,
    /// What the offset counts from.
    #[serde(default, skip_serializing_if = "Trigger::is_deposit")]
    pub trigger: Trigger,
    /// Who has the offset counted for itself.
    pub cutoff: Cutoff,
    /// How long the other parties may object to an accession, for which the offset counts from the end of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objection_period: Option<Offset>,
    /// Whether the state may choose a later day in its instrument.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub later_date_allowed: bool,
    /// Ids of the sources of the clause.
    pub sources: Vec<String>,
    /// What a reader must know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What the later party's offset counts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// The deposit of the state's own instrument.
    #[default]
    Deposit,
    /// The depositary's notification of the deposit, whose day is often unpublished.
    Notification,
    /// Registration with the organisation (ILO).
    Registration,
}

impl Trigger {
    fn is_deposit(&self) -> bool {
        *self == Self::Deposit
    }
}

/// Who has the offset counted for itself and who gets the general date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cutoff {
    /// Deposits after the one that completed the number.
    AfterNth,
    /// Only deposits after the treaty was in force; one in the gap before gets the general date.
    AfterEntryIntoForce,
    /// Deposits after all conditions were fulfilled.
    AfterConditions,
    /// Every deposit.
    Any,
}

/// The clause on leaving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// What kind of clause it is.
    pub class: WithdrawalClass,
    /// The article; absent where the treaty has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// From the notice to its effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<Offset>,
    /// What the offset counts from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_from: Option<Counting>,
    /// Whom the notice goes to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addressees: Vec<String>,
    /// Whether the notice may name a later day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub later_date_allowed: bool,
    /// How long the treaty must have been in force for the state before it may give notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_in_force: Option<Offset>,
    /// How long the treaty itself must have been in force before anybody may give notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_treaty_in_force: Option<Offset>,
    /// For [`WithdrawalClass::Cycle`] and [`WithdrawalClass::Window`]: length of the first period, from entry into force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_period: Option<Offset>,
    /// For cycles and windows: length of every later period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_period: Option<Offset>,
    /// For cycles: how long before the end of a period the notice must be in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_before: Option<Offset>,
    /// For windows: how long the window for notices stays open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Offset>,
    /// For [`WithdrawalClass::FixedAnnualDate`]: the last day for notice, as MM-DD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_by: Option<String>,
    /// For fixed annual dates: the day of effect in the same year, as MM-DD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect_on: Option<String>,
    /// A condition that can hold the effect back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tail: Option<Tail>,
    /// What the notice must state, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<String>,
    /// What goes on binding, or what else ends, after the effect, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consequences: Option<String>,
    /// Ids of the sources of the clause.
    pub sources: Vec<String>,
    /// What a reader must know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Withdrawal {
    /// A clause of a kind, with nothing else known of it.
    #[must_use]
    pub fn new(class: WithdrawalClass) -> Self {
        Self {
            class,
            article: None,
            offset: None,
            counts_from: None,
            addressees: Vec::new(),
            later_date_allowed: false,
            minimum_in_force: None,
            minimum_treaty_in_force: None,
            first_period: None,
            next_period: None,
            notice_before: None,
            window: None,
            notice_by: None,
            effect_on: None,
            tail: None,
            reasons: None,
            consequences: None,
            sources: Vec::new(),
            note: None,
        }
    }
}

/// What the withdrawal offset counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// Receipt of the notice by the depositary.
    ReceiptByDepositary,
    /// Notification to the depositary.
    NotificationToDepositary,
    /// A notice given in advance to all parties (and often the Security Council).
    NoticeInAdvance,
    /// Receipt by the other party.
    ReceiptByOtherParty,
    /// Registration with the organisation.
    Registration,
}

/// The kinds of withdrawal clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WithdrawalClass {
    /// A notice is enough.
    Notice,
    /// A notice that states extraordinary events which jeopardise supreme interests.
    ExtraordinaryEvents,
    /// A notice counts only for the end of a period (Genocide Convention art. XIV).
    Cycle,
    /// A notice may be given only in a window (ILO conventions).
    Window,
    /// A notice by a day of the year takes effect on another (Whaling Convention art. XI).
    FixedAnnualDate,
    /// Only under conditions that words must state (Antarctic Treaty art. XII).
    Conditional,
    /// The treaty has no clause (VCLT art. 56 applies).
    Silent,
}

/// A condition that can hold a withdrawal's effect back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tail {
    /// No effect before the end of an armed conflict in which the state is engaged when the period ends.
    ArmedConflictAtExpiry,
    /// No effect before peace, for a state that is in a conflict when it gives notice.
    ArmedConflictAtNotice,
}
