//! What two pictures of the past and future differ in.

use serde_json::{Value, json};
use treaty::built_in::dataset;
use treaty::law::Status;
use treaty::query::Inquiry;
use treaty::query::changes::{ChangesReport, When, changes};
use treaty::record::Dataset;

use super::story::story;
use crate::common::{day, inquiry};

fn told(report: &ChangesReport<'_>) -> Vec<(When, String, String, String, Status, Status)> {
    let one = |change: &treaty::query::changes::StatusChange<'_>| {
        let until = change.until.map(|day| day.to_string()).unwrap_or_default();
        (change.when, change.state.id.to_owned(), change.from.to_string(), until, change.before, change.after)
    };
    report.results.iter().map(one).collect()
}

fn is(
    when: When,
    who: &str,
    from: &str,
    until: &str,
    before: Status,
    after: Status,
) -> (When, String, String, String, Status, Status) {
    (when, who.to_owned(), from.to_owned(), until.to_owned(), before, after)
}

fn beside(report: &ChangesReport<'_>) -> Vec<String> {
    report.metadata.iter().map(|change| format!("{} {}: {}", change.what, change.id, change.text)).collect()
}

fn acts(events: &Value) -> Dataset {
    story(&json!({"events": events}), &[])
}

/// Two records compared, with today at the start of 2005.
fn compared<'d>(old: &'d Dataset, new: &'d Dataset, only: &[&str]) -> ChangesReport<'d> {
    let only: Vec<String> = only.iter().map(|&id| id.to_owned()).collect();
    changes(&Inquiry::new(old, day("2005-01-01")), &Inquiry::new(new, day("2005-01-01")), &only)
}

#[test]
fn a_later_notice_changes_the_past_of_its_window_and_the_future_after_it() {
    let old = acts(&json!([{"state": "AAA", "kind": "ratification", "date": "2000-06-01"}]));
    let new = acts(&json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2005-01-01"},
        {"state": "BBB", "kind": "signature", "date": "2005-01-02"},
    ]));
    let report = compared(&old, &new, &[]);
    assert_eq!(
        told(&report),
        [
            is(When::Past, "AAA", "2005-01-01", "2005-07-01", Status::Party, Status::Withdrawing),
            is(When::Future, "AAA", "2005-07-01", "", Status::Party, Status::FormerParty),
            is(When::Future, "BBB", "2005-01-02", "", Status::NotParty, Status::Signatory),
        ]
    );
    assert_eq!(beside(&report), [""; 0]);
    // The other way round the new picture lacks what the old one had.
    let back = told(&compared(&new, &old, &["t"]));
    assert_eq!(back[2], is(When::Future, "BBB", "2005-01-02", "", Status::Signatory, Status::NotParty));
    assert!(told(&compared(&old, &new, &["u"])).is_empty(), "another treaty was asked for");
}

#[test]
fn days_on_which_both_agree_are_left_out_and_neighbours_are_told_as_one() {
    let old = acts(&json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2002-01-01"},
    ]));
    let new = acts(&json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2002-04-01"},
    ]));
    assert_eq!(
        told(&compared(&old, &new, &[])),
        [
            is(When::Past, "AAA", "2002-01-01", "2002-04-01", Status::Withdrawing, Status::Party),
            is(When::Past, "AAA", "2002-07-01", "2002-10-01", Status::FormerParty, Status::Withdrawing),
        ]
    );
}

#[test]
fn a_membership_that_goes_over_into_the_next_is_one_change() {
    // Expelled and back on one day: two memberships, and no day between them.
    let old = acts(&json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
        {"state": "AAA", "kind": "membership_ceased", "date": "2003-09-01", "effective": "2003-09-01"},
        {"state": "AAA", "kind": "accession", "date": "2003-09-02", "effective": "2003-09-01"},
    ]));
    let new = acts(&json!([]));
    assert_eq!(
        told(&compared(&old, &new, &[])),
        [
            is(When::Past, "AAA", "2000-06-01", "2001-01-01", Status::Consented, Status::NotParty),
            is(When::Past, "AAA", "2001-01-01", "", Status::Party, Status::NotParty),
        ]
    );
}

#[test]
fn acts_that_are_told_otherwise_are_counted_where_no_day_changes() {
    let with = |note: &str| {
        acts(&json!([
            {"state": "AAA", "kind": "ratification", "date": "2000-06-01", "note": note},
            {"state": "BBB", "kind": "signature", "date": "2000-06-01"},
        ]))
    };
    let (old, new) = (with("One."), with("Two."));
    let report = compared(&old, &new, &[]);
    assert!(report.results.is_empty());
    assert_eq!(beside(&report), ["acts t: the acts of 1 states are told otherwise, with the same status on every day"]);
    assert_eq!(beside(&compared(&old, &with("One."), &[])), [""; 0]);
    // An act of somebody else, from a new source, moves the numbers of acts and sources, and nothing else.
    let more = acts(&json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01", "note": "One."},
        {"state": "AAA", "kind": "domestic", "date": "2000-05-01", "source": "r"},
        {"state": "BBB", "kind": "signature", "date": "2000-06-01"},
    ]));
    let beside_more = beside(&compared(&old, &more, &[]));
    let retold = "acts t: the acts of 1 states are told otherwise, with the same status on every day";
    assert_eq!(beside_more, [retold, "sources r: new"]);
    // A new source of the same act is told otherwise too.
    let other = acts(&json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01", "note": "One.", "source": "r"},
        {"state": "BBB", "kind": "signature", "date": "2000-06-01"},
    ]));
    assert_eq!(beside(&compared(&old, &other, &[])), [retold, "sources r: new"]);
}

#[test]
fn clauses_states_and_treaties_that_are_not_the_same_are_named() {
    let plain = acts(&json!([]));
    let clause = json!({"class": "notice", "article": "3", "offset": {"months": 12}, "sources": ["s"]});
    let other = story(&json!({"withdrawal": clause, "title": "Treaty of T and U"}), &[]);
    assert_eq!(beside(&compared(&plain, &other, &[])), ["treaty t: title, withdrawal"]);
    let fourth = json!({"id": "DDD", "kind": "state", "names": {"en": "Dalmasca"}, "sources": ["s"]});
    let renamed = json!({"id": "AAA", "kind": "state", "names": {"en": "New Arcadia"}, "sources": ["s"]});
    let states = story(&json!({}), &[fourth, renamed]);
    assert_eq!(beside(&compared(&plain, &states, &[])), ["state AAA: changed", "state DDD: new"]);
    assert_eq!(beside(&compared(&states, &plain, &[])), ["state AAA: changed", "state DDD: gone"]);
    assert_eq!(beside(&compared(&plain, &states, &["t"])), [""; 0], "only a treaty was asked for");
    let next = story(
        &json!({"id": "u", "title": "Treaty of U", "events": [
            {"state": "AAA", "kind": "signature", "date": "2000-02-01"},
            {"state": "BBB", "kind": "signature", "date": "2000-02-01"},
        ]}),
        &[],
    );
    let report = compared(&plain, &next, &[]);
    assert_eq!(beside(&report), ["treaty t: gone: Treaty of T", "treaty u: new, with 2 acts: Treaty of U"]);
    assert!(report.results.is_empty());
}

#[test]
fn sources_that_came_or_went_are_named() {
    let made_up = acts(&json!([]));
    let shipped = dataset();
    let told = beside(&changes(&inquiry(&shipped), &inquiry(&made_up), &[]));
    assert!(told.contains(&"sources s: new".to_owned()) && told.contains(&"sources text-ccm: gone".to_owned()));
    assert!(!told.iter().any(|text| text == "sources s: gone" || text == "sources text-ccm: new"));
}

#[test]
fn what_became_known_in_september_2024_is_that_lithuania_was_leaving() {
    let data = dataset();
    let known = |on: &str| Inquiry { known_on: Some(day(on)), ..Inquiry::new(&data, day("2024-09-06")) };
    let report = changes(&known("2024-09-05"), &known("2024-09-06"), &["ccm".to_owned()]);
    assert_eq!(
        told(&report),
        [
            is(When::Past, "LTU", "2024-09-06", "2025-03-06", Status::Party, Status::Withdrawing),
            is(When::Future, "LTU", "2025-03-06", "", Status::Party, Status::FormerParty),
        ]
    );
    assert_eq!((report.known_on_before, report.known_on), (Some(day("2024-09-05")), Some(day("2024-09-06"))));
    assert_eq!(beside(&report), [""; 0], "of one record only statuses can differ");
}
