//! Statements about the world that the shipped record and the law must give, whatever else changes.

use crate::common::{day, inquiry, state, status, treaty};
use treaty::built_in::dataset;
use treaty::law::Status;
use treaty::query::common::NoteKind;
use treaty::query::withdrawals::{Leaving, Outcome, WithdrawalsQuestion};
use treaty::record::Dataset;

fn leavings<'d>(data: &'d Dataset, who: &str, what: &str) -> Vec<Leaving<'d>> {
    let question = WithdrawalsQuestion {
        treaties: vec![treaty(data, what)],
        states: vec![state(data, who)],
        ..WithdrawalsQuestion::default()
    };
    inquiry(data).withdrawals(&question).results
}

fn window(leaving: &Leaving<'_>) -> (String, String) {
    let text = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    (text(leaving.notice), text(leaving.effective))
}

fn days(notice: &str, effective: &str) -> (String, String) {
    (notice.to_owned(), effective.to_owned())
}

#[test]
fn lithuania_is_still_bound_on_1_march_2025() {
    let data = dataset();
    let answer = status(&data, "LTU", "ccm", "2025-03-01");
    assert_eq!(answer.status, Status::Withdrawing);
    assert_eq!(answer.bound, Some(true));
    assert_eq!(answer.since, Some(day("2011-09-01")));
    assert_eq!(answer.until, Some(day("2025-03-06")));
    let withdrawal = answer.withdrawal.expect("it is leaving");
    assert_eq!(withdrawal.notice, Some(day("2024-09-06")));
    assert_eq!(withdrawal.effective, Some(day("2025-03-06")));
    assert_eq!(withdrawal.days_left, Some(5));
    assert_eq!(withdrawal.article.as_deref(), Some("20(3)"));
    assert_eq!(withdrawal.reference, Some("C.N.347.2024.TREATIES-XXVI-6"));
    assert!(withdrawal.conditional);
}

#[test]
fn lithuania_is_still_bound_on_the_last_day_of_its_notice() {
    let data = dataset();
    assert_eq!(status(&data, "LTU", "ccm", "2025-03-05").status, Status::Withdrawing);
}

#[test]
fn lithuania_is_out_on_the_day_its_withdrawal_takes_effect_and_the_first_to_leave() {
    let data = dataset();
    let answer = status(&data, "LTU", "ccm", "2025-03-06");
    assert_eq!(answer.status, Status::FormerParty);
    assert_eq!(answer.bound, Some(false));
    let [leaving] = leavings(&data, "LTU", "ccm").try_into().expect("it left once");
    assert_eq!(leaving.nth, Some(1));
    assert_eq!(leaving.window_days, Some(181));
}

#[test]
fn lithuania_applies_article_1_provisionally_before_the_convention_is_in_force_for_it() {
    let data = dataset();
    let answer = status(&data, "LTU", "ccm", "2011-05-01");
    assert_eq!(answer.status, Status::Provisional);
    assert_eq!(answer.until, Some(day("2011-09-01")));
    let scope = answer.notes.iter().find(|note| note.kind == NoteKind::Scope).expect("its scope is told");
    assert!(scope.text.contains("article 1"), "{}", scope.text);
}

#[test]
fn the_vote_of_the_seimas_changes_nothing_in_law() {
    let data = dataset();
    assert_eq!(status(&data, "LTU", "ccm", "2024-07-18").status, Status::Party);
    let told = inquiry(&data).timeline_of_state(state(&data, "LTU"), &[treaty(&data, "ccm")]);
    let events = told.events.expect("one pair was asked for");
    let vote = events.iter().find(|event| event.date.is_some_and(|on| on.to_string() == "2024-07-18"));
    assert_eq!(vote.expect("the vote is on record").kind.word(), "domestic");
}

#[test]
fn the_baltic_states_leave_ottawa_six_months_after_their_notice() {
    let data = dataset();
    for who in ["EST", "LVA", "LTU"] {
        let [leaving] = leavings(&data, who, "ottawa").try_into().expect("it left once");
        assert_eq!(window(&leaving), days("2025-06-27", "2025-12-27"), "{who}");
        assert_eq!(status(&data, who, "ottawa", "2025-12-26").status, Status::Withdrawing);
        assert_eq!(status(&data, who, "ottawa", "2025-12-27").status, Status::FormerParty);
    }
}

#[test]
fn finland_and_poland_follow_out_of_ottawa() {
    let data = dataset();
    let [finland] = leavings(&data, "FIN", "ottawa").try_into().expect("it left once");
    assert_eq!(window(&finland), days("2025-07-10", "2026-01-10"));
    let [poland] = leavings(&data, "POL", "ottawa").try_into().expect("it left once");
    assert_eq!(window(&poland), days("2025-08-20", "2026-02-20"));
}

#[test]
fn trinidad_and_tobago_left_the_first_protocol_twice() {
    let data = dataset();
    assert_eq!(status(&data, "TTO", "iccpr-op1", "1981-02-14").status, Status::Party);
    assert_eq!(status(&data, "TTO", "iccpr-op1", "1981-02-13").status, Status::Consented);
    let [first, second] = leavings(&data, "TTO", "iccpr-op1").try_into().expect("it left twice");
    assert_eq!(window(&first), days("1998-05-26", "1998-08-26"));
    assert!(first.rejoined.is_some());
    assert_eq!(window(&second), days("2000-03-27", "2000-06-27"));
    assert_eq!(second.rejoined, None);
    assert_eq!(status(&data, "TTO", "iccpr-op1", "2000-06-27").status, Status::FormerParty);
}

#[test]
fn the_sources_differ_on_when_trinidad_and_tobago_came_back_and_explain_says_so() {
    use treaty::query::explain::StepKind;
    let data = dataset();
    let proof = inquiry(&data).explain(state(&data, "TTO"), &[treaty(&data, "iccpr-op1")], day("1998-10-01"));
    let conflicts = proof.results[0].steps.iter().filter(|step| step.kind == StepKind::Conflict);
    let told: Vec<&str> = conflicts.map(|step| step.text.as_str()).collect();
    assert!(told.iter().any(|text| text.contains("1998-08-26")), "{told:?}");
}

#[test]
fn guyana_left_and_came_back_without_a_gap() {
    let data = dataset();
    let [leaving] = leavings(&data, "GUY", "iccpr-op1").try_into().expect("it left once");
    assert_eq!(window(&leaving), days("1999-01-05", "1999-04-05"));
    assert_eq!(leaving.rejoined, Some(day("1999-04-05")));
    assert_eq!(status(&data, "GUY", "iccpr-op1", "1999-04-04").bound, Some(true));
    let back = status(&data, "GUY", "iccpr-op1", "1999-04-05");
    assert_eq!((back.status, back.since), (Status::Party, Some(day("1999-04-05"))));
}

#[test]
fn russia_undid_its_ratification_of_the_test_ban() {
    let data = dataset();
    let before = status(&data, "RUS", "ctbt", "2020-01-01");
    assert_eq!((before.status, before.bound), (Status::Consented, Some(false)));
    assert_eq!(before.since, Some(day("2000-06-30")));
    assert_eq!(status(&data, "RUS", "ctbt", "2023-11-02").status, Status::Consented);
    assert_eq!(status(&data, "RUS", "ctbt", "2024-01-01").status, Status::Signatory);
}

#[test]
fn the_united_states_signed_the_arms_trade_treaty_and_said_that_it_will_not_ratify() {
    let data = dataset();
    let answer = status(&data, "USA", "att", "2024-01-01");
    assert_eq!(answer.status, Status::Signatory);
    let intention = answer.notes.iter().find(|note| note.kind == NoteKind::Intention).expect("the answer says so");
    assert!(intention.text.contains("2019-07-18"), "{}", intention.text);
}

#[test]
fn nobody_knew_on_1_august_2024_that_lithuania_would_leave() {
    let data = dataset();
    let mut then = inquiry(&data);
    then.known_on = Some(day("2024-08-01"));
    let (lithuania, ccm) = (state(&data, "LTU"), treaty(&data, "ccm"));
    let answer = then.status_of(lithuania, ccm, day("2025-03-01"));
    assert_eq!((answer.status, answer.until), (Status::Party, None));
    then.known_on = Some(day("2024-10-01"));
    assert_eq!(then.status_of(lithuania, ccm, day("2025-03-01")).status, Status::Withdrawing);
}

#[test]
fn a_withdrawal_notified_before_the_record_closed_still_takes_effect_after_it() {
    let data = dataset();
    let answer = status(&data, "POL", "ottawa", "2026-02-20");
    assert_eq!(answer.status, Status::FormerParty);
    assert!(answer.notes.iter().any(|note| note.kind == NoteKind::Coverage));
}

#[test]
fn a_state_that_did_not_exist_is_not_a_party_and_its_predecessor_is_named() {
    let data = dataset();
    let answer = status(&data, "SVK", "genocide", "1980-01-01");
    assert_eq!(answer.status, Status::NotParty);
    let note = answer.notes.iter().find(|note| note.kind == NoteKind::StateNotExisting).expect("the reason is told");
    assert!(note.text.contains("Czechoslovakia"), "{}", note.text);
}

#[test]
fn a_rescinded_notice_means_that_the_state_never_left() {
    let data = dataset();
    for who in ["GMB", "ZAF"] {
        let [leaving] = leavings(&data, who, "rome-statute").try_into().expect("it gave notice once");
        assert_eq!(leaving.outcome, Outcome::Rescinded, "{who}");
        assert_eq!(status(&data, who, "rome-statute", "2018-01-01").status, Status::Party, "{who}");
    }
}
