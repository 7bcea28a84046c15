//! What was known on a day, and which days are one spell.

use serde_json::{Value, json};
use treaty::built_in::dataset;
use treaty::law::Status;
use treaty::query::Inquiry;
use treaty::query::diff::{DiffQuestion, DiffReport};
use treaty::query::groups::{Membership, Universe};
use treaty::query::panel::{PanelQuestion, PanelValue, Period, PeriodRule};
use treaty::query::upcoming::ComingChange;
use treaty::query::withdrawals::{Outcome, WithdrawalsQuestion};
use treaty::record::Dataset;

use super::story::story;
use crate::common::{day, inquiry, state, status, treaty};

fn known_on<'d>(data: &'d Dataset, on: &str) -> Inquiry<'d> {
    Inquiry { known_on: Some(day(on)), ..inquiry(data) }
}

fn stands(asked: &Inquiry<'_>, who: &str, on: &str) -> Status {
    asked.status_of(state(asked.data, who), treaty(asked.data, "t"), day(on)).status
}

/// A record that lacks the instruments of some who left.
fn incomplete(events: &Value) -> Dataset {
    let coverage = json!({"as_of": "2030-01-01", "sources": ["s"], "consents": "incomplete"});
    story(&json!({"coverage": coverage, "events": events}), &[])
}

#[test]
fn a_treaty_under_which_nothing_was_known_is_not_answered_for() {
    let data = dataset();
    let everywhere = |asked: Inquiry<'_>| {
        let answers = asked.status_everywhere(state(&data, "LTU"), &[treaty(&data, "ccm")], day("2025-01-01"));
        answers.results.len()
    };
    // It signed on 3 December 2008.
    assert_eq!(everywhere(known_on(&data, "2008-12-02")), 0);
    assert_eq!(everywhere(known_on(&data, "2008-12-03")), 1);
}

#[test]
fn the_withdrawals_that_were_known_are_those_of_their_own_states() {
    let data = dataset();
    let question = WithdrawalsQuestion { treaties: vec![treaty(&data, "ccm")], ..WithdrawalsQuestion::default() };
    let known = |on: &str| {
        let found = known_on(&data, on).withdrawals(&question).results;
        found.iter().map(|one| (one.state.id, one.treaty.id, one.effective)).collect::<Vec<_>>()
    };
    assert_eq!(known("2024-09-05"), []);
    assert_eq!(known("2024-09-06"), [("LTU", "ccm", Some(day("2025-03-06")))]);
}

#[test]
fn a_notice_whose_effect_nobody_can_tell_is_open() {
    let data = dataset();
    let question =
        WithdrawalsQuestion { treaties: vec![treaty(&data, "vccr-op-disputes")], ..WithdrawalsQuestion::default() };
    let found = inquiry(&data).withdrawals(&question).results;
    let america = found.iter().find(|one| one.state.id == "USA").expect("its notice is on record");
    assert_eq!((america.outcome, america.effective, america.nth), (Outcome::Open, None, None));
}

#[test]
fn a_treaty_whose_own_day_is_vague_leaves_its_first_parties_open_whatever_was_known() {
    let clause = json!({"article": "1", "offset": {"months": 6}, "date": "2001", "sources": ["s"]});
    let events = json!([{"state": "AAA", "kind": "ratification", "date": "2000-03-01"}]);
    let data = story(&json!({"entry_into_force": clause, "events": events}), &[]);
    for asked in [inquiry(&data), known_on(&data, "2020-01-01")] {
        assert_eq!(stands(&asked, "AAA", "2000-12-31"), Status::Consented);
        assert_eq!(stands(&asked, "AAA", "2001-06-01"), Status::Undetermined);
        assert_eq!(stands(&asked, "AAA", "2001-12-31"), Status::Party);
    }
}

#[test]
fn the_end_of_a_treaty_is_known_from_its_day() {
    let clause = json!({"article": "1", "offset": {"months": 6}, "date": "2001-01-01", "terminated": "2005-01-01", "sources": ["s"]});
    let events = json!([{"state": "AAA", "kind": "ratification", "date": "2000-06-01"}]);
    let data = story(&json!({"entry_into_force": clause, "events": events}), &[]);
    let seen = |known: &str| stands(&known_on(&data, known), "AAA", "2005-06-01");
    assert_eq!([seen("2004-12-31"), seen("2005-01-01")], [Status::Party, Status::FormerParty]);
}

#[test]
fn whoever_became_a_party_off_the_record_is_bound_since_no_day_that_is_known() {
    let data = incomplete(&json!([
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2005-01-01"},
        {"state": "AAA", "kind": "accession", "date": "2007-01-01"},
        {"state": "BBB", "kind": "ratification", "date": "2000-06-01"},
        {"state": "BBB", "kind": "withdrawal_notice", "date": "2005-01-01"},
        {"state": "CCC", "kind": "ratification", "date": "2000-06-01"},
        {"state": "CCC", "kind": "suspension", "date": "2000-12-01"},
    ]));
    let since = |who: &str, on: &str| {
        let answer = status(&data, who, "t", on);
        (answer.status, answer.since)
    };
    assert_eq!(since("AAA", "2005-03-01"), (Status::Withdrawing, None));
    assert_eq!(since("AAA", "2006-01-01"), (Status::FormerParty, Some(day("2005-07-01"))));
    assert_eq!(since("AAA", "2008-01-01"), (Status::Party, Some(day("2007-07-01"))));
    assert_eq!(since("BBB", "2005-03-01"), (Status::Withdrawing, Some(day("2001-01-01"))));
    // Suspended from its first day on, by an act that is no consent; but its consent is on record.
    assert_eq!(since("CCC", "2002-01-01"), (Status::Suspended, Some(day("2001-01-01"))));
}

#[test]
fn a_new_instrument_begins_a_new_spell_on_the_very_day_the_old_one_ends() {
    let data = story(
        &json!({"events": [
            {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
            {"state": "AAA", "kind": "withdrawal_notice", "date": "2003-03-01"},
            {"state": "AAA", "kind": "accession", "date": "2003-03-01"},
            {"state": "BBB", "kind": "ratification", "date": "2000-06-01"},
            {"state": "BBB", "kind": "membership_ceased", "date": "2003-09-01", "effective": "2003-09-01"},
            {"state": "BBB", "kind": "accession", "date": "2003-09-02", "effective": "2003-09-01"},
            {"state": "CCC", "kind": "ratification", "date": "2000-06-01"},
            {"state": "CCC", "kind": "suspension", "date": "2003-09-01"},
            {"state": "CCC", "kind": "suspension_ended", "date": "2004-09-01"},
        ]}),
        &[],
    );
    let since = |who: &str, on: &str| status(&data, who, "t", on).since;
    assert_eq!(since("AAA", "2003-08-31"), Some(day("2001-01-01")), "the window belongs to the old spell");
    assert_eq!(since("AAA", "2004-01-01"), Some(day("2003-09-01")));
    assert_eq!(since("CCC", "2005-01-01"), Some(day("2001-01-01")), "a suspension ends no membership");
    assert_eq!(since("BBB", "2003-08-31"), Some(day("2001-01-01")));
    assert_eq!(since("BBB", "2004-01-01"), Some(day("2003-09-01")));
}

#[test]
fn what_was_done_today_lies_ahead_from_today() {
    let data = incomplete(&json!([
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2005-01-01"},
        {"state": "AAA", "kind": "withdrawal_rescinded", "date": "2005-02-01"},
        {"state": "BBB", "kind": "accession", "date": "2005-01-01"},
    ]));
    let found = Inquiry::new(&data, day("2005-01-01")).upcoming(&[], &[], day("2006-01-01")).results;
    let told: Vec<_> = found.iter().map(|one| (one.state.id, one.change, one.on)).collect();
    let on = day("2005-07-01");
    assert_eq!(told, [("AAA", ComingChange::Leaves, on), ("BBB", ComingChange::EntersIntoForce, on)]);
}

/// A record that holds withdrawals and no act by which anybody became a party.
fn withdrawals_only() -> Dataset {
    let coverage = json!({"as_of": "2030-01-01", "sources": ["s"], "consents": "absent"});
    let events = json!([{"state": "AAA", "kind": "withdrawal_notice", "effective": "2005-01-01", "article": "3"}]);
    story(&json!({"coverage": coverage, "events": events, "withdrawal": null, "adopted": {"date": "2000-01-01"}}), &[])
}

#[test]
fn where_nobodys_instrument_is_on_record_every_question_leaves_it_open_who_was_a_party() {
    let data = withdrawals_only();
    let asked = inquiry(&data);
    let (t, arcadia, borduria) = (treaty(&data, "t"), state(&data, "AAA"), state(&data, "BBB"));
    let eve = day("2004-12-31");
    for who in [arcadia, borduria] {
        assert_eq!(asked.status_of(who, t, eve).status, Status::Undetermined);
        let early = asked.status_of(who, t, day("1999-12-31"));
        assert_eq!((early.status, early.since, early.until), (Status::NotParty, None, Some(day("2000-01-01"))));
        assert_eq!(asked.status_of(who, t, day("2000-01-01")).since, Some(day("2000-01-01")), "adopted, and so open");
    }
    let side_by_side = asked.compare(&[arcadia, borduria], &[t], eve);
    assert_eq!(side_by_side.results[0].statuses, [Status::Undetermined, Status::Undetermined]);
    let membership = Membership::Listed(vec![borduria]);
    let one = Universe { name: "one".into(), plural: "of them".into(), membership, fixed_on: None };
    let outside: Vec<Status> = asked.without(t, eve, &one).results.iter().map(|one| one.status).collect();
    assert_eq!(outside, [Status::Undetermined]);
    let last = asked.stats(&[t]).results.remove(0);
    assert!(last.first_bound.is_empty() && last.latest_bound.is_none() && last.most_bound.is_none());
    let between = |from: &str, to: &str| {
        let (from, to) = (day(from), day(to));
        asked.diff(&DiffQuestion { from, to, treaties: vec![t], states: vec![], count_all: true })
    };
    let told = |report: &DiffReport<'_>| -> Vec<_> {
        report.results.iter().map(|one| (one.state.id.to_owned(), one.before, one.after)).collect()
    };
    let report = between("2004-12-31", "2005-01-01");
    assert_eq!(told(&report), [("AAA".to_owned(), Status::Undetermined, Status::FormerParty)]);
    let adopted = between("1999-12-31", "2000-01-01");
    assert_eq!(told(&adopted), [("AAA".to_owned(), Status::NotParty, Status::Undetermined)]);
    assert_eq!((report.counts[0].before.undetermined, report.counts[0].before.bound), (1, None));
    let counted = asked.count(&[t], &[eve], &one);
    assert_eq!((counted.results[0].bound, counted.results[0].not_bound), (None, None));
}

#[test]
fn a_panel_leaves_it_open_who_was_a_party_before_the_first_act_on_record() {
    let data = withdrawals_only();
    let members = vec![state(&data, "AAA"), state(&data, "BBB")];
    let panel = |rule: PeriodRule| {
        let question = PanelQuestion {
            treaties: vec![treaty(&data, "t")],
            universe: Universe {
                name: "two".into(),
                plural: "of them".into(),
                membership: Membership::Listed(members.clone()),
                fixed_on: None,
            },
            period: Period::Year,
            rule,
            from: day("1999-01-01"),
            until: day("2006-01-01"),
        };
        let mut found = Vec::new();
        let done: Result<(), ()> = inquiry(&data).panel(&question, |block| {
            found.push(block.cells.iter().map(|cell| cell.value).collect::<Vec<_>>());
            Ok(())
        });
        assert!(done.is_ok());
        found
    };
    let (open, no) = (PanelValue::Bound(None), PanelValue::Bound(Some(false)));
    // Adopted on the first day of 2000; one is out on the first day of 2005, of the other nothing is known.
    let expected = vec![vec![no, open, open, open, open, open, no], vec![no, open, open, open, open, open, open]];
    assert_eq!(panel(PeriodRule::First), expected);
    assert_eq!(panel(PeriodRule::Any), expected);
}
