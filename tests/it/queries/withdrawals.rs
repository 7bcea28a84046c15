//! Every leaving: pending, rescinded and disputed ones too.

use serde_json::json;
use treaty::built_in::dataset;
use treaty::query::Inquiry;
use treaty::query::withdrawals::{Leaving, Manner, Outcome, WithdrawalsQuestion};
use treaty::record::Dataset;

use super::story::story;
use crate::common::{day, inquiry, state, status, treaty};

fn of_treaty<'d>(data: &'d Dataset, today: &str, what: &str) -> Vec<Leaving<'d>> {
    let question = WithdrawalsQuestion { treaties: vec![treaty(data, what)], ..WithdrawalsQuestion::default() };
    Inquiry::new(data, day(today)).withdrawals(&question).results
}

fn named(leavings: &[Leaving<'_>]) -> Vec<(String, Outcome)> {
    leavings.iter().map(|leaving| (leaving.state.id.to_owned(), leaving.outcome)).collect()
}

#[test]
fn a_notice_is_pending_until_its_day_of_effect_and_unknown_before_it_was_given() {
    let data = dataset();
    assert!(of_treaty(&data, "2024-09-05", "ccm").is_empty());
    for today in ["2024-09-06", "2025-03-05"] {
        let [only] = of_treaty(&data, today, "ccm").try_into().expect("one notice");
        assert_eq!((only.outcome, only.conditional), (Outcome::Pending, true), "{today}");
        assert_eq!((only.effective, only.foreseen), (Some(day("2025-03-06")), None));
    }
    let [only] = of_treaty(&data, "2025-03-06", "ccm").try_into().expect("one notice");
    assert_eq!((only.outcome, only.conditional, only.manner), (Outcome::Effective, false, Manner::Notice));
    assert_eq!((only.nth, only.window_days, only.rejoined), (Some(1), Some(181), None));
    assert_eq!((only.article, only.reference), (Some("20(3)"), Some("C.N.347.2024.TREATIES-XXVI-6")));
    assert!(!only.notice_inferred && only.rescinded.is_none());
}

#[test]
fn those_who_left_ottawa_stand_in_the_order_of_their_leaving_and_share_a_place_with_those_of_the_same_day() {
    let data = dataset();
    let left = of_treaty(&data, "2026-03-01", "ottawa");
    let places: Vec<(&str, Option<u32>)> = left.iter().map(|leaving| (leaving.state.id, leaving.nth)).collect();
    let first = places.iter().filter(|(_, nth)| *nth == Some(1)).count();
    assert_eq!(first, 3, "the Baltic states left together: {places:?}");
    assert!(places.ends_with(&[("FIN", Some(4)), ("POL", Some(5))]), "{places:?}");
}

#[test]
fn a_rescinded_notice_keeps_the_day_that_was_foreseen_and_was_pending_until_it_was_taken_back() {
    let data = dataset();
    let gambia = |today: &str| {
        let question = WithdrawalsQuestion {
            treaties: vec![treaty(&data, "rome-statute")],
            states: vec![state(&data, "GMB")],
            ..WithdrawalsQuestion::default()
        };
        let [only] = Inquiry::new(&data, day(today)).withdrawals(&question).results.try_into().expect("one notice");
        only
    };
    let back = gambia("2026-01-01");
    assert_eq!((back.outcome, back.effective, back.foreseen), (Outcome::Rescinded, None, Some(day("2017-11-10"))));
    assert_eq!((back.notice, back.rescinded), (Some(day("2016-11-10")), Some(day("2017-02-10"))));
    assert_eq!((back.nth, back.window_days, back.rejoined), (None, None, None));
    let before = gambia("2017-02-09");
    assert_eq!((before.outcome, before.effective, before.rescinded), (Outcome::Pending, Some(day("2017-11-10")), None));
    assert_eq!(before.nth, None, "it never left, so it has no place among those who did");
}

#[test]
fn withdrawals_are_chosen_by_state_outcome_and_time() {
    let data = dataset();
    let ask = |question: WithdrawalsQuestion| named(&inquiry(&data).withdrawals(&question).results);
    let treaties = || vec![treaty(&data, "ottawa")];
    let between = |since: Option<&str>, until: Option<&str>| {
        ask(WithdrawalsQuestion {
            treaties: treaties(),
            since: since.map(day),
            until: until.map(day),
            ..WithdrawalsQuestion::default()
        })
    };
    let poland = || vec![("POL".to_owned(), Outcome::Effective)];
    assert_eq!(between(Some("2026-02-20"), None), poland(), "by the day of effect");
    assert_eq!(between(Some("2025-08-20"), Some("2025-08-20")), poland(), "by the day of the notice");
    assert!(between(Some("2026-02-21"), None).is_empty() && between(None, Some("2020-01-01")).is_empty());
    let lithuania = WithdrawalsQuestion { states: vec![state(&data, "LTU")], ..WithdrawalsQuestion::default() };
    let all = inquiry(&data).withdrawals(&lithuania);
    let left: Vec<&str> = all.results.iter().map(|leaving| leaving.treaty.id).collect();
    assert!(left.contains(&"ccm") && left.contains(&"ottawa"), "{left:?}");
    assert!(all.results.iter().all(|leaving| leaving.state.id == "LTU"));
    let disputed = WithdrawalsQuestion {
        treaties: vec![treaty(&data, "npt")],
        outcomes: vec![Outcome::Disputed],
        ..WithdrawalsQuestion::default()
    };
    let korea = ask(disputed);
    assert!(!korea.is_empty() && korea.iter().all(|one| *one == ("PRK".to_owned(), Outcome::Disputed)), "{korea:?}");
}

#[test]
fn whoever_came_back_is_told_with_the_day_from_which_it_is_bound_again() {
    let data = dataset();
    let left = of_treaty(&data, "2024-01-01", "paris");
    assert_eq!(named(&left), [("USA".to_owned(), Outcome::Effective)]);
    assert_eq!((left[0].effective, left[0].rejoined), (Some(day("2020-11-04")), Some(day("2021-02-19"))));
    assert_eq!(left[0].nth, Some(1));
}

#[test]
fn the_acts_of_the_soviet_union_are_found_under_its_name_too() {
    let data = dataset();
    let asked = |id: &str| {
        let states = vec![state(&data, id)];
        inquiry(&data).withdrawals(&WithdrawalsQuestion { states, ..WithdrawalsQuestion::default() }).results.len()
    };
    assert!(asked("RUS") > 0);
    assert_eq!(asked("SUHH"), asked("RUS"));
}

#[test]
fn each_outcome_has_its_word() {
    for (outcome, word) in [
        (Outcome::Effective, "effective"),
        (Outcome::Pending, "pending"),
        (Outcome::Rescinded, "rescinded"),
        (Outcome::Open, "open"),
        (Outcome::Disputed, "disputed"),
    ] {
        assert_eq!((outcome.word(), serde_json::to_value(outcome).expect("a word")), (word, word.into()));
    }
}

#[test]
fn an_expulsion_is_pending_from_the_day_it_was_decided() {
    let data = dataset();
    let russia = |today: &str| {
        let question = WithdrawalsQuestion {
            treaties: vec![treaty(&data, "echr")],
            states: vec![state(&data, "RUS")],
            ..WithdrawalsQuestion::default()
        };
        let found = Inquiry::new(&data, day(today)).withdrawals(&question).results;
        found.into_iter().map(|one| (one.outcome, one.manner, one.notice, one.effective)).collect::<Vec<_>>()
    };
    let out = Some(day("2022-09-16"));
    assert_eq!(russia("2022-03-15"), []);
    assert_eq!(russia("2022-03-16"), [(Outcome::Pending, Manner::Cessation, None, out)]);
    assert_eq!(russia("2022-09-15"), [(Outcome::Pending, Manner::Cessation, None, out)]);
    assert_eq!(russia("2022-09-16"), [(Outcome::Effective, Manner::Cessation, None, out)]);
}

#[test]
fn an_expulsion_of_which_only_the_effect_is_known_is_not_told_before_it() {
    let data = dataset();
    let australia = |today: &str| of_treaty(&data, today, "unido-constitution").iter().any(|one| one.state.id == "AUS");
    assert!(!australia("1997-12-30") && australia("1997-12-31"));
}

#[test]
fn nobody_has_come_back_before_its_new_instrument() {
    let data = dataset();
    let back = |today: &str| of_treaty(&data, today, "paris")[0].rejoined;
    assert_eq!((back("2020-12-01"), back("2021-01-19")), (None, None));
    assert_eq!(back("2021-01-20"), Some(day("2021-02-19")));
}

#[test]
fn of_whom_only_two_notices_are_known_nobody_can_say_when_it_came_back() {
    let data = dataset();
    let of_world_tourism = of_treaty(&data, "2026-11-25", "unwto-statutes");
    let told = of_world_tourism.iter().filter(|leaving| leaving.state.id == "AUS");
    let told: Vec<_> = told.map(|leaving| (leaving.effective, leaving.rejoined)).collect();
    assert_eq!(told, [(Some(day("1990-07-26")), None), (Some(day("2016-08-19")), None)]);
    // An instrument of the first membership says nothing of the second one.
    let events = json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2003-01-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2010-01-01"},
    ]);
    let coverage = json!({"as_of": "2030-01-01", "sources": ["s"], "consents": "incomplete"});
    let data = story(&json!({"events": events, "coverage": coverage}), &[]);
    let told: Vec<_> = of_treaty(&data, "2026-11-25", "t").iter().map(|leaving| leaving.rejoined).collect();
    assert_eq!(told, [None, None]);
    assert_eq!(status(&data, "AAA", "t", "2010-03-01").since, None);
    assert_eq!(status(&data, "AAA", "t", "2003-03-01").since, Some(day("2001-01-01")));
}
