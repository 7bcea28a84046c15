//! Membership then and now.

use serde_json::json;
use treaty::built_in::dataset;
use treaty::law::Status;
use treaty::query::Counts;
use treaty::query::diff::{Change, ChangeKind, DiffQuestion, DiffReport};
use treaty::record::Dataset;

use super::story::story;
use crate::common::{day, inquiry, state, treaty};

fn asked<'d>(data: &'d Dataset, what: &[&str], from: &str, to: &str, count_all: bool) -> DiffReport<'d> {
    let treaties = what.iter().map(|id| treaty(data, id)).collect();
    inquiry(data).diff(&DiffQuestion { from: day(from), to: day(to), treaties, states: Vec::new(), count_all })
}

fn of<'a, 'd>(report: &'a DiffReport<'d>, who: &str) -> &'a Change<'d> {
    report.results.iter().find(|change| change.state.id == who).unwrap_or_else(|| panic!("{who} did not change"))
}

#[test]
fn the_united_states_left_paris_even_where_it_had_already_consented_anew() {
    let data = dataset();
    let report = asked(&data, &["paris"], "2020-01-01", "2021-02-01", false);
    let change = of(&report, "USA");
    assert_eq!((change.before, change.after), (Status::Withdrawing, Status::Consented));
    assert_eq!((change.change, change.on), (ChangeKind::Left, day("2020-11-04")));
    // Out and in again between the two days is no difference between them.
    let report = asked(&data, &["paris"], "2019-01-01", "2021-03-01", false);
    assert!(report.results.iter().all(|change| change.state.id != "USA"));
}

#[test]
fn a_state_that_left_twice_left_on_the_later_day() {
    let data = dataset();
    let report = asked(&data, &["iccpr-op1"], "1990-01-01", "2001-01-01", false);
    let change = of(&report, "TTO");
    assert_eq!((change.change, change.on), (ChangeKind::Left, day("2000-06-27")));
    assert_eq!((of(&report, "JAM").on, of(&report, "JAM").effective), (day("1998-01-23"), None));
}

#[test]
fn whoever_joined_did_so_on_its_first_day_of_being_bound_whatever_came_after() {
    let data = dataset();
    let report = asked(&data, &["ccm"], "2010-01-01", "2025-01-01", false);
    let change = of(&report, "LTU");
    assert_eq!((change.before, change.after), (Status::Signatory, Status::Withdrawing));
    assert_eq!((change.change, change.on), (ChangeKind::Joined, day("2011-09-01")));
    assert_eq!(change.effective, Some(day("2025-03-06")));
}

#[test]
fn each_kind_of_change_has_its_word() {
    let data = dataset();
    let report = asked(&data, &["ottawa", "ccm"], "2024-01-01", "2025-12-26", false);
    let notice = of(&report, "POL");
    assert_eq!(
        (notice.change, notice.on, notice.effective),
        (ChangeKind::Notice, day("2025-08-20"), Some(day("2026-02-20")))
    );
    let kinds = [
        (ChangeKind::Joined, "joined"),
        (ChangeKind::Left, "left"),
        (ChangeKind::Notice, "notice"),
        (ChangeKind::Consented, "consented"),
        (ChangeKind::Signed, "signed"),
        (ChangeKind::Other, "other"),
    ];
    for (kind, word) in kinds {
        assert_eq!((kind.word(), serde_json::to_value(kind).expect("a word")), (word, word.into()));
    }
}

#[test]
fn signing_and_depositing_are_told_from_joining() {
    let data = dataset();
    let report = asked(&data, &["ccm"], "2008-12-01", "2008-12-04", false);
    let signed = of(&report, "LTU");
    assert_eq!((signed.change, signed.before, signed.after), (ChangeKind::Signed, Status::NotParty, Status::Signatory));
    let report = asked(&data, &["ctbt"], "2000-01-01", "2001-01-01", false);
    assert_eq!((of(&report, "RUS").change, of(&report, "RUS").on), (ChangeKind::Consented, day("2000-06-30")));
    let report = asked(&data, &["ctbt"], "2023-01-01", "2024-01-01", false);
    assert_eq!((of(&report, "RUS").change, of(&report, "RUS").after), (ChangeKind::Other, Status::Signatory));
}

#[test]
fn counts_are_given_where_something_changed_or_where_all_are_asked_for() {
    let data = dataset();
    let names = |report: &DiffReport<'_>| report.counts.iter().map(|one| one.treaty.id.to_owned()).collect::<Vec<_>>();
    let some = asked(&data, &["ccm", "enmod"], "2025-03-05", "2025-03-06", false);
    assert_eq!(names(&some), ["ccm"]);
    let bound = |counts: &Counts| counts.bound.expect("the record can say so");
    assert_eq!(bound(&some.counts[0].before), bound(&some.counts[0].after) + 1);
    let all = asked(&data, &["ccm", "enmod"], "2025-03-05", "2025-03-06", true);
    assert_eq!(names(&all), ["ccm", "enmod"]);
    let still = asked(&data, &["enmod"], "2025-03-05", "2025-03-06", false);
    assert!(still.counts.is_empty() && still.results.is_empty());
}

#[test]
fn a_difference_can_be_asked_of_some_states_and_as_it_was_known_on_a_day() {
    let data = dataset();
    let question = DiffQuestion {
        from: day("2024-12-31"),
        to: day("2025-12-31"),
        treaties: vec![treaty(&data, "ottawa")],
        states: vec![state(&data, "LTU"), state(&data, "FIN")],
        count_all: false,
    };
    let report = inquiry(&data).diff(&question);
    let told: Vec<(&str, ChangeKind)> = report.results.iter().map(|change| (change.state.id, change.change)).collect();
    assert_eq!(told, [("LTU", ChangeKind::Left), ("FIN", ChangeKind::Notice)]);
    let mut then = inquiry(&data);
    then.known_on = Some(day("2025-06-30"));
    let told: Vec<_> = then.diff(&question).results.iter().map(|change| (change.state.id, change.on)).collect();
    assert_eq!(told, [("LTU", day("2025-12-27"))], "Finland had not said anything yet");
}

#[test]
fn whoever_was_perhaps_bound_and_is_out_has_left() {
    let data = dataset();
    let report = asked(&data, &["echr"], "2022-01-01", "2022-10-01", false);
    let russia = of(&report, "RUS");
    assert_eq!((russia.before, russia.after), (Status::Undetermined, Status::FormerParty));
    assert_eq!((russia.change, russia.on), (ChangeKind::Left, day("2022-09-16")));
}

#[test]
fn a_notice_that_was_taken_back_later_was_expected_to_take_effect() {
    let events = json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2003-09-01"},
        {"state": "AAA", "kind": "withdrawal_rescinded", "date": "2004-02-01"},
    ]);
    let data = story(&json!({"events": events}), &[]);
    let question = DiffQuestion {
        from: day("2004-02-29"),
        to: day("2004-03-01"),
        treaties: vec![treaty(&data, "t")],
        states: vec![],
        count_all: false,
    };
    let left = |known_on: &str| {
        let mut asked = inquiry(&data);
        asked.known_on = Some(day(known_on));
        asked.diff(&question).results.iter().map(|change| (change.change, change.on)).collect::<Vec<_>>()
    };
    assert_eq!(left("2004-01-31"), [(ChangeKind::Left, day("2004-03-01"))]);
    assert_eq!(left("2004-02-01"), []);
}

#[test]
fn where_only_deposits_are_known_a_notice_is_a_notice_and_nobody_joined() {
    let data = dataset();
    let change = |from: &str, to: &str| {
        let report = asked(&data, &["who-constitution"], from, to, false);
        let found = of(&report, "USA");
        (found.change, found.on, found.effective)
    };
    let (notice, out) = (day("2025-01-22"), day("2026-01-22"));
    assert_eq!(change("2024-12-31", "2025-12-31"), (ChangeKind::Notice, notice, Some(out)));
    assert_eq!(change("2025-12-31", "2026-12-31"), (ChangeKind::Left, out, None));
    assert_eq!(change("2024-12-31", "2026-12-31"), (ChangeKind::Left, out, None));
    // It signed, ratified and gave notice in between: from which day it was bound is not on record.
    assert_eq!(change("1946-12-31", "2025-12-31"), (ChangeKind::Notice, notice, Some(out)));
}
