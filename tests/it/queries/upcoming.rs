//! What takes effect next, as far as it was certain on the day of the question.

use treaty::built_in::dataset;
use treaty::query::Inquiry;
use treaty::query::upcoming::{ComingChange, Upcoming};
use treaty::record::Dataset;

use crate::common::{day, state, treaty};

fn ahead<'d>(data: &'d Dataset, today: &str, what: &str, to: &str) -> Vec<Upcoming<'d>> {
    Inquiry::new(data, day(today)).upcoming(&[treaty(data, what)], &[], day(to)).results
}

fn named<'d>(coming: &[Upcoming<'d>]) -> Vec<(&'d str, ComingChange, String)> {
    coming.iter().map(|one| (one.state.id, one.change, one.on.to_string())).collect()
}

#[test]
fn an_exit_lies_ahead_from_the_day_of_its_notice_to_the_eve_of_its_effect() {
    let data = dataset();
    let lithuania = || vec![("LTU", ComingChange::Leaves, "2025-03-06".to_owned())];
    for (today, to, expected) in [
        ("2024-09-05", "2025-09-05", Vec::new()),
        ("2024-09-06", "2025-03-05", Vec::new()),
        ("2024-09-06", "2025-03-06", lithuania()),
        ("2025-03-05", "2026-03-05", lithuania()),
    ] {
        let leaving: Vec<Upcoming<'_>> = ahead(&data, today, "ccm", to);
        let leaving: Vec<_> = leaving.into_iter().filter(|one| one.state.id == "LTU").collect();
        assert_eq!(named(&leaving), expected, "{today} to {to}");
    }
    assert!(ahead(&data, "2025-03-06", "ccm", "2030-01-01").iter().all(|one| one.state.id != "LTU"));
}

#[test]
fn an_exit_is_told_with_its_notice_its_article_and_what_can_hold_it_back() {
    let data = dataset();
    let found = ahead(&data, "2025-03-05", "ccm", "2025-03-06");
    let lithuania = found.iter().find(|one| one.state.id == "LTU").expect("it is leaving");
    assert_eq!((lithuania.since, lithuania.in_days), (day("2024-09-06"), 1));
    assert_eq!(
        (lithuania.article.as_deref(), lithuania.reference),
        (Some("20(3)"), Some("C.N.347.2024.TREATIES-XXVI-6"))
    );
    assert!(lithuania.condition.is_some_and(|condition| condition.contains("armed conflict")));
    // The Rome Statute knows no such condition.
    let found = ahead(&data, "2026-11-25", "rome-statute", "2027-11-25");
    assert!(found.iter().any(|one| one.state.id == "NER") && found.iter().all(|one| one.condition.is_none()));
    assert!(found.iter().all(|one| one.article.as_deref() == Some("127")), "by the clause");
}

#[test]
fn an_entry_into_force_lies_ahead_from_the_deposit_on() {
    let data = dataset();
    let uruguay = |today: &str| {
        let found = ahead(&data, today, "att", "2014-12-24");
        found.into_iter().find(|one| one.state.id == "URY").map(|one| (one.change, one.on, one.since, one.article))
    };
    assert_eq!(uruguay("2014-09-24"), None);
    let (change, on, since, article) = uruguay("2014-09-25").expect("its deposit was one of the last needed");
    assert_eq!((change, on, since), (ComingChange::EntersIntoForce, day("2014-12-24"), day("2014-09-25")));
    assert_eq!(article.as_deref(), Some("22(1)"), "the clause on the treaty's own entry into force");
    // Before the fiftieth deposit nobody could know the day, whoever had deposited.
    assert!(ahead(&data, "2014-09-24", "att", "2014-12-24").is_empty());
}

#[test]
fn an_instrument_that_nobody_has_deposited_brings_nothing() {
    // Indonesia signed the NPT in 1970 and was bound on the very day of its deposit, in 1979.
    let data = dataset();
    assert!(ahead(&data, "1979-01-01", "npt", "1980-01-01").is_empty());
}

#[test]
fn a_notice_lies_ahead_until_it_is_taken_back() {
    let data = dataset();
    let expected = [
        ("ZAF", ComingChange::Leaves, "2017-10-19".to_owned()),
        ("BDI", ComingChange::Leaves, "2017-10-27".to_owned()),
        ("GMB", ComingChange::Leaves, "2017-11-10".to_owned()),
    ];
    assert_eq!(named(&ahead(&data, "2016-12-01", "rome-statute", "2017-12-01")), expected);
    assert_eq!(named(&ahead(&data, "2017-03-08", "rome-statute", "2017-12-01")), expected[1..2]);
}

#[test]
fn an_expulsion_lies_ahead_from_the_day_it_was_decided() {
    let data = dataset();
    for (what, before, decided, on) in [
        ("echr", "2022-03-15", "2022-03-16", "2022-09-16"),
        ("council-of-europe", "2022-03-14", "2022-03-15", "2022-03-16"),
    ] {
        assert!(ahead(&data, before, what, "2022-12-31").iter().all(|one| one.state.id != "RUS"), "{what}");
        let found = ahead(&data, decided, what, "2022-12-31");
        let russia = found.iter().find(|one| one.state.id == "RUS").expect("its membership ends");
        assert_eq!((russia.change, russia.on, russia.since), (ComingChange::Leaves, day(on), day(decided)), "{what}");
    }
}

#[test]
fn the_end_of_a_state_or_of_a_treaty_is_nobodys_exit() {
    let data = dataset();
    assert!(ahead(&data, "1990-08-01", "outer-space", "1990-10-03").iter().all(|one| one.state.id != "DDDE"));
    // With the United States gone, the INF Treaty was no more; only they had given notice.
    assert_eq!(
        named(&ahead(&data, "2019-07-01", "inf", "2019-12-31")),
        [("USA", ComingChange::Leaves, "2019-08-02".to_owned())]
    );
}

#[test]
fn what_lies_ahead_is_asked_of_some_states_and_stands_in_the_order_of_its_days() {
    let data = dataset();
    let asked = Inquiry::new(&data, day("2025-09-01"));
    let all = asked.upcoming(&[], &[], day("2026-03-01")).results;
    assert!(all.is_sorted_by_key(|one| (one.on, one.treaty.id, one.state.id)));
    let ottawa: Vec<&str> = all
        .iter()
        .filter(|one| one.treaty.id == "ottawa" && one.change == ComingChange::Leaves)
        .map(|one| one.state.id)
        .collect();
    assert_eq!(ottawa, ["EST", "LTU", "LVA", "FIN", "POL"]);
    let finland = asked.upcoming(&[treaty(&data, "ottawa")], &[state(&data, "FIN")], day("2026-03-01"));
    assert_eq!(named(&finland.results), [("FIN", ComingChange::Leaves, "2026-01-10".to_owned())]);
    assert_eq!((finland.from, finland.to, finland.known_on), (day("2025-09-01"), day("2026-03-01"), None));
}

#[test]
fn what_was_known_earlier_is_less() {
    let data = dataset();
    let known = |on: &str| {
        let mut asked = Inquiry::new(&data, day("2025-09-01"));
        asked.known_on = Some(day(on));
        let ottawa = asked.upcoming(&[treaty(&data, "ottawa")], &[], day("2026-03-01")).results;
        ottawa.iter().filter(|one| one.change == ComingChange::Leaves).count()
    };
    assert_eq!((known("2025-06-26"), known("2025-06-27"), known("2025-09-01"), known("2026-11-25")), (0, 3, 5, 5));
    // A notice that was already taken back today still stood in the knowledge of a day before.
    let mut asked = Inquiry::new(&data, day("2017-03-08"));
    asked.known_on = Some(day("2017-02-01"));
    let then = asked.upcoming(&[treaty(&data, "rome-statute")], &[state(&data, "GMB")], day("2017-12-01")).results;
    assert_eq!(named(&then), [("GMB", ComingChange::Leaves, "2017-11-10".to_owned())]);
}

#[test]
fn a_view_has_its_own_future() {
    // Argentina counts itself out of the WHO after a year; the organisation has accepted nothing.
    let data = dataset();
    let mut asked = Inquiry::new(&data, day("2025-06-01"));
    let argentina = |asked: &Inquiry<'_>| {
        let found = asked.upcoming(&[treaty(&data, "who-constitution")], &[state(&data, "ARG")], day("2026-12-31"));
        found.results.iter().map(|one| (one.change, one.on)).collect::<Vec<_>>()
    };
    assert_eq!(argentina(&asked), []);
    asked.view = "state";
    assert_eq!(argentina(&asked), [(ComingChange::Leaves, day("2026-03-17"))]);
}

#[test]
fn each_change_that_lies_ahead_has_its_word() {
    for (change, word) in [(ComingChange::EntersIntoForce, "enters_into_force"), (ComingChange::Leaves, "leaves")] {
        assert_eq!((change.word(), serde_json::to_value(change).expect("a word")), (word, word.into()));
    }
}
