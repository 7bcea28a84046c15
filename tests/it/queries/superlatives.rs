//! The first, the last, the most, the shortest and the longest of one treaty.

use serde_json::{Value, json};
use treaty::built_in::dataset;
use treaty::query::Inquiry;
use treaty::query::stats::{NumberOn, StateOn, Stats};
use treaty::query::withdrawals::Leaving;
use treaty::record::Dataset;

use super::story::story;
use crate::common::{day, treaty};

fn of_treaty<'d>(data: &'d Dataset, today: &str, what: &str) -> Stats<'d> {
    let report = Inquiry::new(data, day(today)).stats(&[treaty(data, what)]);
    let [only] = report.results.try_into().expect("one for each treaty asked for");
    only
}

fn bound(on: &StateOn<'_>) -> (String, String) {
    (on.state.id.to_owned(), on.on.to_string())
}

fn left(leaving: Option<&Leaving<'_>>) -> Option<(String, String, Option<i64>)> {
    leaving.map(|one| {
        (one.state.id.to_owned(), one.effective.map(|day| day.to_string()).unwrap_or_default(), one.window_days)
    })
}

fn pair(state: &str, on: &str) -> (String, String) {
    (state.to_owned(), on.to_owned())
}

fn gone(state: &str, on: &str, window: i64) -> (String, String, Option<i64>) {
    (state.to_owned(), on.to_owned(), Some(window))
}

/// Two among the first, two later; one leaves and comes back, two leave for good, one is leaving again.
fn comings_and_goings() -> Dataset {
    let act = |state: &str, kind: &str, date: &str| json!({"state": state, "kind": kind, "date": date});
    let events = [
        act("AAA", "ratification", "2000-06-01"),
        act("AAA", "withdrawal_notice", "2003-09-01"),
        act("AAA", "accession", "2005-01-01"),
        act("BBB", "ratification", "2000-06-15"),
        act("BBB", "withdrawal_notice", "2004-05-01"),
        act("BBB", "withdrawal_rescinded", "2004-06-01"),
        act("BBB", "withdrawal_notice", "2009-12-01"),
        act("CCC", "accession", "2002-03-01"),
        act("CCC", "withdrawal_notice", "2005-09-01"),
        act("DDD", "accession", "2002-01-01"),
        json!({"state": "DDD", "kind": "withdrawal_notice", "effective": "2007-09-01"}),
    ];
    let fourth = json!({"id": "DDD", "kind": "state", "names": {"en": "Dalmasca"}, "sources": ["s"]});
    story(&json!({"events": Value::from(events.to_vec())}), &[fourth])
}

#[test]
fn those_among_the_first_share_their_day_and_whoever_came_back_is_the_latest() {
    let data = comings_and_goings();
    let stats = of_treaty(&data, "2010-01-01", "t");
    let first: Vec<_> = stats.first_bound.iter().map(bound).collect();
    assert_eq!(first, [pair("AAA", "2001-01-01"), pair("BBB", "2001-01-01")]);
    assert_eq!(stats.latest_bound.as_ref().map(bound), Some(pair("AAA", "2005-07-01")));
    // Its return lay ahead still, and so did that of nobody else.
    let stats = of_treaty(&data, "2005-06-30", "t");
    assert_eq!(stats.latest_bound.as_ref().map(bound), Some(pair("CCC", "2002-09-01")));
    let stats = of_treaty(&data, "2005-07-01", "t");
    assert_eq!(stats.latest_bound.as_ref().map(bound), Some(pair("AAA", "2005-07-01")));
}

#[test]
fn the_most_that_were_ever_bound_were_so_first_on_the_day_of_the_last_needed() {
    let data = comings_and_goings();
    // Four from September 2002 to March 2004, and four again in the year after July 2005.
    let four = Some(NumberOn { number: 4, on: day("2002-09-01") });
    for today in ["2002-09-01", "2004-02-29", "2004-03-01", "2005-07-01", "2010-01-01"] {
        assert_eq!(of_treaty(&data, today, "t").most_bound, four, "{today}");
    }
    let before = |today: &str| of_treaty(&data, today, "t").most_bound;
    assert_eq!(before("2002-08-31"), Some(NumberOn { number: 3, on: day("2002-07-01") }));
    assert_eq!(before("2001-01-01"), Some(NumberOn { number: 2, on: day("2001-01-01") }));
    assert_eq!(before("2000-12-31"), None);
}

#[test]
fn whoever_comes_on_the_day_another_leaves_takes_its_place() {
    let events = json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2003-03-01"},
        {"state": "BBB", "kind": "accession", "date": "2003-03-01"},
    ]);
    let data = story(&json!({"events": events}), &[]);
    let stats = of_treaty(&data, "2010-01-01", "t");
    assert_eq!(stats.most_bound, Some(NumberOn { number: 1, on: day("2001-01-01") }));
    assert_eq!(stats.latest_bound.as_ref().map(bound), Some(pair("BBB", "2003-09-01")));
}

#[test]
fn those_who_left_are_counted_apart_from_those_who_took_it_back_or_are_leaving() {
    let data = comings_and_goings();
    let stats = of_treaty(&data, "2010-01-01", "t");
    assert_eq!((stats.left, stats.pending, stats.rescinded, stats.rejoined), (3, 1, 1, 1));
    assert_eq!((stats.counts.party, stats.counts.withdrawing, stats.counts.former_party), (1, 1, 2));
    let stats = of_treaty(&data, "2010-06-01", "t");
    assert_eq!((stats.left, stats.pending, stats.rescinded, stats.rejoined), (4, 0, 1, 1));
}

#[test]
fn the_first_and_the_latest_to_leave_and_the_shortest_and_longest_windows_are_told() {
    let data = comings_and_goings();
    let stats = of_treaty(&data, "2010-01-01", "t");
    // From September to March a leap year has 182 days and another year 181.
    assert_eq!(left(stats.first_to_leave.as_ref()), Some(gone("AAA", "2004-03-01", 182)));
    assert_eq!(left(stats.latest_to_leave.as_ref()), Some(gone("DDD", "2007-09-01", 184)));
    assert_eq!(left(stats.shortest_window.as_ref()), Some(gone("CCC", "2006-03-01", 181)));
    // The window of 184 days was only inferred; that of the notice which runs has 182 days too.
    assert_eq!(stats.longest_window.as_ref().and_then(|one| one.window_days), Some(182));
}

#[test]
fn a_treaty_that_nobody_joined_has_no_superlatives() {
    let data = story(&json!({"events": [{"state": "AAA", "kind": "signature", "date": "2000-02-01"}]}), &[]);
    let stats = of_treaty(&data, "2010-01-01", "t");
    assert!(stats.first_bound.is_empty() && stats.latest_bound.is_none());
    assert_eq!((stats.most_bound, stats.left, stats.counts.signatory), (None, 0, 1));
    assert!(stats.first_to_leave.is_none() && stats.latest_to_leave.is_none());
    assert!(stats.shortest_window.is_none() && stats.longest_window.is_none());
}

#[test]
fn lithuania_is_the_first_and_the_latest_to_leave_cluster_munitions() {
    let data = dataset();
    let stats = of_treaty(&data, "2025-03-06", "ccm");
    assert_eq!((stats.left, stats.pending, stats.rejoined), (1, 0, 0));
    let lithuania = Some(gone("LTU", "2025-03-06", 181));
    assert_eq!(left(stats.first_to_leave.as_ref()), lithuania);
    assert_eq!(left(stats.latest_to_leave.as_ref()), lithuania);
    assert_eq!(left(stats.shortest_window.as_ref()), lithuania);
    assert_eq!(left(stats.longest_window.as_ref()), lithuania);
    let eve = of_treaty(&data, "2025-03-05", "ccm");
    assert_eq!((eve.left, eve.pending, eve.counts.bound), (0, 1, stats.counts.bound.map(|bound| bound + 1)));
    assert!(eve.first_to_leave.is_none() && eve.shortest_window.is_some());
    assert!(eve.first_bound.iter().all(|first| first.on == day("2010-08-01")));
}

#[test]
fn superlatives_stand_in_the_order_of_the_treaties_asked_for() {
    let data = dataset();
    let asked = Inquiry::new(&data, day("2026-03-01")).stats(&[treaty(&data, "ottawa"), treaty(&data, "ccm")]);
    let told: Vec<_> = asked.results.iter().map(|stats| (stats.treaty.id, stats.left)).collect();
    assert_eq!(told, [("ottawa", 5), ("ccm", 1)]);
    assert_eq!((asked.schema, asked.today), ("treaty.stats/1", day("2026-03-01")));
}

#[test]
fn whoever_comes_back_on_the_day_it_is_out_is_the_latest_bound() {
    let events = json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2003-03-01"},
        {"state": "AAA", "kind": "accession", "date": "2003-03-01"},
        {"state": "BBB", "kind": "ratification", "date": "2000-06-01"},
    ]);
    let data = story(&json!({ "events": events }), &[]);
    let stats = of_treaty(&data, "2010-01-01", "t");
    assert_eq!(stats.latest_bound.as_ref().map(bound), Some(pair("AAA", "2003-09-01")));
    assert_eq!((stats.rejoined, stats.most_bound), (1, Some(NumberOn { number: 2, on: day("2001-01-01") })));
}

#[test]
fn a_return_is_counted_from_the_day_of_the_new_instrument() {
    let data = comings_and_goings();
    let back = |today: &str| of_treaty(&data, today, "t").rejoined;
    assert_eq!((back("2004-12-31"), back("2005-01-01"), back("2005-07-01")), (0, 1, 1));
}

#[test]
fn a_notice_is_no_beginning_of_being_bound() {
    // The register of the convention no longer shows what Russia deposited in 1998; Montenegro has been bound since it is a state.
    let data = dataset();
    let stats = of_treaty(&data, "2026-11-24", "echr");
    assert_eq!(stats.latest_bound.as_ref().map(bound), Some(pair("MNE", "2006-06-06")));
    assert_eq!(stats.most_bound, None, "nobody knows how many were bound at once");
}
