//! Statements that hold or do not: `lithuania party ccm on 2025-03-05`.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{DataRef, StateRef, TreatyRef};
use super::inquiry::Inquiry;
use crate::law::Status;
use crate::record::{StateId, TreatyId};

/// The answer to `treaty assert`.
#[derive(Clone, Debug, Serialize)]
pub struct AssertReport<'d> {
    /// `treaty.assert/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The day whose knowledge it uses; `null` for all.
    pub known_on: Option<NaiveDate>,
    /// Whose view of contested acts it takes.
    pub view: &'d str,
    /// Whether every statement holds; `null` where one is undetermined and none is false.
    pub holds: Option<bool>,
    /// One for each statement.
    pub results: Vec<Asserted<'d>>,
}

/// What a statement claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// The treaty binds the state: party, withdrawing, suspended.
    Bound,
    /// It does not.
    NotBound,
    /// It has this status.
    Status(Status),
    /// It has another status.
    NotStatus(Status),
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// As it was written.
    pub text: String,
    /// The state.
    pub state: StateId,
    /// What is claimed.
    pub claim: Claim,
    /// The treaty.
    pub treaty: TreatyId,
    /// The day.
    pub date: NaiveDate,
}

/// A statement that was judged.
#[derive(Clone, Debug, Serialize)]
pub struct Asserted<'d> {
    /// As it was written.
    pub statement: String,
    /// The state.
    pub state: StateRef<'d>,
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// The day.
    pub date: NaiveDate,
    /// Whether it holds; `null` where the facts do not decide it.
    pub holds: Option<bool>,
    /// The status on the day.
    pub status: Status,
    /// Why.
    pub why: String,
}

impl<'d> Inquiry<'d> {
    /// Judges statements.
    #[must_use]
    pub fn assert(&self, statements: &[Statement]) -> AssertReport<'d> {
        let results: Vec<Asserted<'d>> = statements.iter().map(|statement| self.judge(statement)).collect();
        let holds = if results.iter().any(|judged| judged.holds == Some(false)) {
            Some(false)
        } else if results.iter().any(|judged| judged.holds.is_none()) {
            None
        } else {
            Some(true)
        };
        AssertReport {
            schema: "treaty.assert/1",
            data: self.data_ref(statements.iter().map(|statement| statement.treaty)),
            known_on: self.known_on,
            view: self.view,
            holds,
            results,
        }
    }

    fn judge(&self, statement: &Statement) -> Asserted<'d> {
        let answer = self.status_of(statement.state, statement.treaty, statement.date);
        let holds = match statement.claim {
            // That something is open, or is not, can be said for sure.
            Claim::Status(Status::Undetermined) => Some(answer.status == Status::Undetermined),
            Claim::NotStatus(Status::Undetermined) => Some(answer.status != Status::Undetermined),
            _ if answer.status == Status::Undetermined => None,
            // "party" as people say it: a state that is leaving is still a party.
            Claim::Bound | Claim::Status(Status::Party) => answer.bound,
            Claim::NotBound | Claim::NotStatus(Status::Party) => answer.bound.map(|bound| !bound),
            Claim::Status(status) => Some(answer.status == status),
            Claim::NotStatus(status) => Some(answer.status != status),
        };
        Asserted {
            statement: statement.text.clone(),
            state: answer.state,
            treaty: answer.treaty,
            date: statement.date,
            holds,
            status: answer.status,
            why: answer.sentence(statement.date),
        }
    }
}
