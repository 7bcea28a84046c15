//! What if: the day of effect of a notice, or of an instrument, that nobody gave.

use serde_json::json;
use treaty::built_in::dataset;
use treaty::query::common::NoteKind;
use treaty::query::project::{Imagined, Projection};
use treaty::record::Dataset;

use super::story::story;
use crate::common::{day, inquiry, state, treaty};

fn imagined<'d>(data: &'d Dataset, act: Imagined, who: &str, what: &str, on: &str) -> Projection<'d> {
    let report = inquiry(data).project(act, treaty(data, what), &[state(data, who)], day(on));
    let [only] = report.results.try_into().expect("one for each state asked for");
    only
}

fn notice<'d>(data: &'d Dataset, who: &str, what: &str, on: &str) -> Projection<'d> {
    imagined(data, Imagined::Withdrawal, who, what, on)
}

fn instrument<'d>(data: &'d Dataset, who: &str, what: &str, on: &str) -> Projection<'d> {
    imagined(data, Imagined::Ratification, who, what, on)
}

fn days(projection: &Projection<'_>) -> Option<(String, i64)> {
    projection.effective.map(|day| day.to_string()).zip(projection.window_days)
}

fn after(on: &str, window: i64) -> (String, i64) {
    (on.to_owned(), window)
}

#[test]
fn austria_could_leave_cluster_munitions_in_six_months() {
    let data = dataset();
    let austria = notice(&data, "AUT", "ccm", "2026-11-24");
    assert_eq!(days(&austria), Some(after("2027-05-24", 181)));
    assert_eq!(austria.arithmetic.as_deref(), Some("6 months after 2026-11-24 = 2027-05-24"));
    assert_eq!(austria.rule.as_deref(), Some("a withdrawal takes effect 6 months after the notice"));
    assert_eq!((austria.article.as_deref(), austria.obstacle.as_deref()), (Some("20(3)"), None));
    assert!(austria.condition.is_some_and(|condition| condition.contains("armed conflict")));
    assert!(austria.obligations.is_some_and(|obligations| obligations.must_not.contains(&"stockpile".to_owned())));
    assert_eq!((austria.earliest_notice, austria.earliest_effective), (None, None), "the clause sets none");
}

#[test]
fn six_months_from_the_end_of_august_end_with_february() {
    let data = dataset();
    let austria = notice(&data, "AUT", "ccm", "2026-08-31");
    assert_eq!(days(&austria), Some(after("2027-02-28", 181)));
    let shown = "6 months after 2026-08-31 = 2027-02-28 (the last of a shorter month)";
    assert_eq!(austria.arithmetic.as_deref(), Some(shown));
}

#[test]
fn nobody_could_leave_paris_in_its_first_three_years() {
    let data = dataset();
    let france = |on: &str| notice(&data, "FRA", "paris", on);
    let early = france("2019-11-03");
    assert_eq!((days(&early), early.arithmetic.as_deref()), (None, None));
    assert_eq!(early.obstacle.as_deref(), Some("it came before 2019-11-04, the first day the clause allows"));
    assert_eq!(early.earliest_notice, Some(day("2019-11-04")));
    assert_eq!(early.earliest_effective, Some(day("2020-11-04")));
    let lawful = france("2019-11-04");
    assert_eq!((days(&lawful), lawful.obstacle.as_deref()), (Some(after("2020-11-04", 366)), None));
    assert!(lawful.consequences.is_some_and(|what| what.contains("UNFCCC")));
    assert_eq!(lawful.condition, None);
}

#[test]
fn the_genocide_convention_is_left_at_the_end_of_five_years() {
    let data = dataset();
    for (on, effective, window) in [("2025-07-12", "2026-01-12", 184), ("2025-07-13", "2031-01-12", 2009)] {
        let france = notice(&data, "FRA", "genocide", on);
        assert_eq!(days(&france), Some(after(effective, window)));
        let shown = format!("notice received on {on} takes effect on {effective}");
        assert_eq!(france.arithmetic, Some(shown));
    }
}

#[test]
fn a_window_is_told_by_its_day_for_its_clause_has_more_than_an_offset() {
    // The year after each ten: from 2011-01-01 for the first time.
    let clause = json!({"class": "window", "article": "3", "offset": {"years": 1}, "first_period": {"years": 10},
        "next_period": {"years": 10}, "window": {"years": 1}, "sources": ["s"]});
    let events = json!([{"state": "AAA", "kind": "ratification", "date": "2000-06-01"}]);
    let data = story(&json!({"events": events, "withdrawal": clause}), &[]);
    let arcadia = notice(&data, "AAA", "t", "2011-07-01");
    assert_eq!(days(&arcadia), Some(after("2012-07-01", 366)));
    let shown = "notice received on 2011-07-01 takes effect on 2012-07-01";
    assert_eq!(arcadia.arithmetic.as_deref(), Some(shown));
    for on in ["2010-12-31", "2012-01-01"] {
        let outside = notice(&data, "AAA", "t", on);
        assert_eq!(days(&outside), None);
        assert_eq!(outside.obstacle.as_deref(), Some("it came outside the window that the clause opens"));
    }
}

#[test]
fn what_stands_against_a_notice_is_told() {
    let data = dataset();
    let obstacle = |who: &str, what: &str, on: &str| notice(&data, who, what, on).obstacle.unwrap_or_default();
    assert_eq!(obstacle("NOR", "iccpr", "2026-01-01"), "the treaty has no withdrawal clause (VCLT art. 56)");
    assert_eq!(obstacle("USA", "ccm", "2026-01-01"), "no effect: the state had no instrument standing");
    // Lithuania's own notice came on 6 September 2024 and took effect six months later.
    assert_eq!(obstacle("LTU", "ccm", "2024-10-01"), "no effect: an earlier notice was already running");
    assert_eq!(obstacle("LTU", "ccm", "2025-03-06"), "no effect: the state had no instrument standing");
    assert_eq!(days(&notice(&data, "LTU", "ccm", "2024-08-06")), Some(after("2025-02-06", 184)), "a month sooner");
}

#[test]
fn where_the_clause_is_not_known_no_day_is_given() {
    let events = json!([{"state": "AAA", "kind": "ratification", "date": "2000-06-01"}]);
    let data = story(&json!({"events": events, "withdrawal": null}), &[]);
    let arcadia = notice(&data, "AAA", "t", "2010-01-01");
    assert_eq!((days(&arcadia), arcadia.article.as_deref(), arcadia.rule.as_deref()), (None, None, None));
    assert_eq!(arcadia.obstacle.as_deref(), Some("the withdrawal clause of this treaty is not known here"));
    let borduria = notice(&data, "BBB", "t", "2010-01-01");
    assert_eq!(borduria.obstacle.as_deref(), Some("no effect: the state had no instrument standing"));
}

#[test]
fn whoever_left_and_came_back_can_leave_again_and_its_years_begin_anew() {
    let events = json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2001-06-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2003-01-01"},
        {"state": "AAA", "kind": "withdrawal_rescinded", "date": "2004-05-01"},
        {"state": "AAA", "kind": "accession", "date": "2005-01-01"},
    ]);
    let clause = json!({"class": "notice", "article": "3", "offset": {"months": 6},
        "minimum_in_force": {"years": 2}, "sources": ["s"]});
    let data = story(&json!({"events": events, "withdrawal": clause}), &[]);
    // Its notice of 2001 came too early, that of 2003 ended its first spell on 1 July 2003.
    let early = notice(&data, "AAA", "t", "2007-06-30");
    assert_eq!(early.obstacle.as_deref(), Some("it came before 2007-07-01, the first day the clause allows"));
    assert_eq!(days(&early), None);
    let again = notice(&data, "AAA", "t", "2007-07-01");
    assert_eq!((days(&again), again.obstacle.as_deref()), (Some(after("2008-01-01", 184)), None));
    assert_eq!((again.earliest_notice, again.earliest_effective), (Some(day("2007-07-01")), Some(day("2008-01-01"))));
}

#[test]
fn the_united_states_would_be_bound_by_cluster_munitions_from_the_first_of_the_sixth_month() {
    let data = dataset();
    let joining = instrument(&data, "USA", "ccm", "2026-11-24");
    assert_eq!(days(&joining), Some(after("2027-05-01", 158)));
    assert_eq!((joining.article.as_deref(), joining.obstacle.as_deref()), (Some("17(2)"), None));
    let rule = "for a later party: on the first day of month 6 after the month of its deposit";
    assert_eq!(joining.rule.as_deref(), Some(rule));
    let shown = "on the first day of month 6 after the month of 2026-11-24 = 2027-05-01";
    assert_eq!(joining.arithmetic.as_deref(), Some(shown));
    assert_eq!((joining.earliest_notice, joining.condition, joining.consequences), (None, None, None));
}

#[test]
fn whoever_is_a_party_cannot_join_and_whoever_left_can() {
    let data = dataset();
    let austria = instrument(&data, "AUT", "ccm", "2026-11-24");
    assert_eq!((days(&austria), austria.obstacle.as_deref()), (None, Some("an instrument was already standing")));
    assert_eq!(days(&instrument(&data, "LTU", "ccm", "2026-11-24")), Some(after("2027-05-01", 158)));
}

#[test]
fn an_instrument_among_the_first_has_the_day_of_the_treaty_itself() {
    let data = story(&json!({}), &[]);
    let first = instrument(&data, "AAA", "t", "2000-07-01");
    assert_eq!((days(&first), first.article.as_deref()), (Some(after("2001-01-01", 184)), Some("1")));
    let later = instrument(&data, "AAA", "t", "2001-01-02");
    assert_eq!((days(&later), later.article.as_deref()), (Some(after("2001-07-02", 181)), Some("2")));
    assert_eq!(later.arithmetic.as_deref(), Some("6 months after 2001-01-02 = 2001-07-02"));
}

#[test]
fn an_instrument_waits_for_a_treaty_that_is_not_in_force() {
    let data = dataset();
    let india = instrument(&data, "IND", "ctbt", "2026-11-24");
    let waits = "the treaty is not in force, so that the instrument would wait";
    assert_eq!((days(&india), india.obstacle.as_deref()), (None, Some(waits)));
    let data = story(&json!({"later_party": null}), &[]);
    let later = instrument(&data, "AAA", "t", "2005-01-01");
    let unknown = "the clause on entry into force for later parties is not known here";
    assert_eq!((days(&later), later.obstacle.as_deref()), (None, Some(unknown)));
}

#[test]
fn a_projection_rests_on_what_was_known() {
    let data = dataset();
    let mut asked = inquiry(&data);
    asked.known_on = Some(day("2024-09-05"));
    let lithuania = [state(&data, "LTU"), state(&data, "AUT")];
    let report = asked.project(Imagined::Withdrawal, treaty(&data, "ccm"), &lithuania, day("2024-10-01"));
    let told: Vec<_> = report.results.iter().map(|one| (one.state.id, one.effective)).collect();
    assert_eq!(told, [("LTU", Some(day("2025-04-01"))), ("AUT", Some(day("2025-04-01")))]);
    assert_eq!((report.act, report.date, report.known_on), (Imagined::Withdrawal, day("2024-10-01"), asked.known_on));
}

#[test]
fn a_projection_beyond_the_record_says_so() {
    let data = story(&json!({}), &[]);
    let noted = |on: &str| instrument(&data, "AAA", "t", on).notes.iter().map(|note| note.kind).collect::<Vec<_>>();
    assert_eq!((noted("2030-01-01"), noted("2030-01-02")), (vec![], vec![NoteKind::Coverage]));
}

#[test]
fn a_notice_by_whoever_became_a_party_off_the_record_runs_its_full_time() {
    // The record of the convention holds denunciations only; a year after the notice Norway would be out.
    let data = dataset();
    let norway = notice(&data, "NOR", "ilo-c159", "1995-07-01");
    assert_eq!(days(&norway), Some(after("1996-07-01", 366)));
    assert_eq!(norway.obstacle, None);
}

#[test]
fn the_day_of_an_instrument_is_told_by_the_rule_that_gives_it() {
    let clauses = json!({"offset": {"days": 30}, "cutoff": "any", "article": "2", "sources": ["s"]});
    let events = json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2009-12-01"},
    ]);
    let data = story(&json!({"events": events, "later_party": clauses}), &[]);
    let told = |who: &str, on: &str| {
        let found = instrument(&data, who, "t", on);
        (days(&found).map(|(day, _)| day), found.article.unwrap_or_default(), found.arithmetic.unwrap_or_default())
    };
    let is =
        |day: &str, article: &str, arithmetic: &str| (Some(day.to_owned()), article.to_owned(), arithmetic.to_owned());
    // Half a year before the treaty's own day its instrument was among the first.
    let own = "deposited on 2000-06-15, treaty in force on 2001-01-01 = 2001-01-01";
    assert_eq!(told("BBB", "2000-06-15"), is("2001-01-01", "1", own));
    let early = "30 days after 2000-09-15 comes before 2001-01-01, and a treaty binds nobody before it is in force = 2001-01-01";
    assert_eq!(told("BBB", "2000-09-15"), is("2001-01-01", "2", early));
    assert_eq!(told("BBB", "2003-03-01"), is("2003-03-31", "2", "30 days after 2003-03-01 = 2003-03-31"));
    // It is leaving until 2010-06-01, and nobody is a party twice.
    let waits = "30 days after 2010-01-01 = 2010-01-31; not before 2010-06-01, when its withdrawal takes effect";
    assert_eq!(told("AAA", "2010-01-01"), is("2010-06-01", "2", waits));
}
