//! Statements that hold, do not, or that the facts leave open.

use serde_json::json;
use treaty::built_in::dataset;
use treaty::law::Status;
use treaty::query::assertion::{AssertReport, Claim, Statement};
use treaty::record::Dataset;

use super::story::story;
use crate::common::{day, inquiry, state, treaty};

fn statement(data: &Dataset, who: &str, what: &str, on: &str, claim: Claim) -> Statement {
    let (state, treaty) = (state(data, who), treaty(data, what));
    Statement { text: format!("{who} {what} {on}"), state, claim, treaty, date: day(on) }
}

fn judged<'d>(data: &'d Dataset, who: &str, what: &str, on: &str, claim: Claim) -> AssertReport<'d> {
    inquiry(data).assert(&[statement(data, who, what, on, claim)])
}

/// A notice whose day of effect nobody can tell, for the clause is not known.
fn open_notice() -> Dataset {
    let events = json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2003-09-01"},
        {"state": "BBB", "kind": "ratification", "date": "2000-06-01"},
    ]);
    story(&json!({"events": events, "withdrawal": null}), &[])
}

#[test]
fn lithuania_is_still_a_party_on_the_last_day_of_its_notice() {
    let data = dataset();
    let holds = |on: &str, claim: Claim| judged(&data, "LTU", "ccm", on, claim).holds;
    for (claim, eve, after) in [
        (Claim::Bound, true, false),
        (Claim::NotBound, false, true),
        (Claim::Status(Status::Party), true, false),
        (Claim::NotStatus(Status::Party), false, true),
        (Claim::Status(Status::Withdrawing), true, false),
        (Claim::NotStatus(Status::Withdrawing), false, true),
        (Claim::Status(Status::FormerParty), false, true),
        (Claim::NotStatus(Status::FormerParty), true, false),
        (Claim::Status(Status::Undetermined), false, false),
        (Claim::NotStatus(Status::Undetermined), true, true),
    ] {
        assert_eq!(holds("2025-03-05", claim), Some(eve), "{claim:?} on the eve");
        assert_eq!(holds("2025-03-06", claim), Some(after), "{claim:?} after");
    }
}

#[test]
fn what_the_facts_leave_open_neither_holds_nor_fails() {
    let data = open_notice();
    let holds = |on: &str, claim: Claim| judged(&data, "AAA", "t", on, claim).holds;
    for claim in [
        Claim::Bound,
        Claim::NotBound,
        Claim::Status(Status::Party),
        Claim::NotStatus(Status::Party),
        Claim::Status(Status::Withdrawing),
        Claim::NotStatus(Status::Withdrawing),
    ] {
        assert_eq!(holds("2003-09-01", claim), None, "{claim:?}");
        assert!(holds("2003-08-31", claim).is_some(), "{claim:?}");
    }
    assert_eq!(holds("2003-09-01", Claim::Status(Status::Undetermined)), Some(true));
    assert_eq!(holds("2003-08-31", Claim::Status(Status::Undetermined)), Some(false));
    assert_eq!(holds("2003-09-01", Claim::NotStatus(Status::Undetermined)), Some(false));
    assert_eq!(holds("2003-08-31", Claim::NotStatus(Status::Undetermined)), Some(true));
}

#[test]
fn all_hold_only_where_each_does_and_one_that_fails_outweighs_one_that_is_open() {
    let data = open_notice();
    let bound = |who: &str, on: &str| statement(&data, who, "t", on, Claim::Bound);
    let (holds, open, fails) = (bound("BBB", "2010-01-01"), bound("AAA", "2010-01-01"), bound("CCC", "2010-01-01"));
    let all = |statements: &[&Statement]| {
        let statements: Vec<Statement> = statements.iter().map(|&one| one.clone()).collect();
        inquiry(&data).assert(&statements).holds
    };
    assert_eq!(all(&[&holds, &holds]), Some(true));
    assert_eq!((all(&[&holds, &open]), all(&[&open, &holds])), (None, None));
    assert_eq!((all(&[&holds, &fails]), all(&[&fails, &holds])), (Some(false), Some(false)));
    assert_eq!((all(&[&open, &fails]), all(&[&fails, &open])), (Some(false), Some(false)));
    assert_eq!(all(&[]), Some(true), "nothing was claimed");
}

#[test]
fn a_judgement_repeats_the_statement_and_says_why() {
    let data = dataset();
    let report = judged(&data, "LTU", "ccm", "2025-03-05", Claim::Bound);
    let [only] = report.results.try_into().expect("one statement");
    assert_eq!((only.statement.as_str(), only.state.id, only.treaty.id), ("LTU ccm 2025-03-05", "LTU", "ccm"));
    assert_eq!((only.status, only.holds, only.date), (Status::Withdrawing, Some(true), day("2025-03-05")));
    assert!(only.why.contains("2025-03-06") && only.why.contains("Lithuania"), "{}", only.why);
    assert_eq!((report.schema, report.view, report.known_on), ("treaty.assert/1", "depositary", None));
    // Before the notice was received nobody knew of it.
    let mut asked = inquiry(&data);
    asked.known_on = Some(day("2024-09-05"));
    let claimed = statement(&data, "LTU", "ccm", "2025-03-06", Claim::Bound);
    assert_eq!(asked.assert(&[claimed]).holds, Some(true));
}
