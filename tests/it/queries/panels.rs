//! Panels: who was bound in which period, by each rule that research uses.

use std::convert::Infallible;

use serde_json::{Value, json};
use treaty::built_in::dataset;
use treaty::law::Status;
use treaty::query::groups::{Membership, Universe};
use treaty::query::panel::{PanelCell, PanelQuestion, PanelValue, Period, PeriodRule};
use treaty::record::Dataset;

use super::story::story;
use crate::common::{day, inquiry, treaty};

struct Asked<'a> {
    what: &'a [&'a str],
    membership: Membership,
    period: Period,
    rule: PeriodRule,
    days: (&'a str, &'a str),
}

/// Each block as treaty, state, alpha-2 and cells.
fn blocks(data: &Dataset, asked: &Asked<'_>) -> Vec<(String, String, Option<String>, Vec<PanelCell>)> {
    let question = PanelQuestion {
        treaties: asked.what.iter().map(|id| treaty(data, id)).collect(),
        universe: Universe {
            name: "some".into(),
            plural: "of them".into(),
            membership: asked.membership.clone(),
            fixed_on: None,
        },
        period: asked.period,
        rule: asked.rule,
        from: day(asked.days.0),
        until: day(asked.days.1),
    };
    let mut found = Vec::new();
    let done: Result<(), Infallible> = inquiry(data).panel(&question, |block| {
        let alpha2 = block.alpha2.map(str::to_owned);
        found.push((block.treaty.id.to_owned(), block.state.id.to_owned(), alpha2, block.cells.clone()));
        Ok(())
    });
    assert!(done.is_ok());
    found
}

/// The cells of one state under one treaty.
fn cells(
    data: &Dataset,
    (who, what): (&str, &str),
    period: Period,
    rule: PeriodRule,
    days: (&str, &str),
) -> Vec<PanelCell> {
    let membership = Membership::Listed(vec![data.state(who).expect("it is there")]);
    let mut all = blocks(data, &Asked { what: &[what], membership, period, rule, days });
    all.pop().map(|(_, _, _, cells)| cells).unwrap_or_default()
}

fn values(cells: &[PanelCell]) -> Vec<PanelValue> {
    cells.iter().map(|cell| cell.value).collect()
}

fn bound(of: &[bool]) -> Vec<PanelValue> {
    of.iter().map(|&bound| PanelValue::Bound(Some(bound))).collect()
}

/// In from 1 July 2002 to the end of September 2005: out on 1 October.
fn in_and_out() -> Dataset {
    let act = |kind: &str, date: &str| json!({"state": "AAA", "kind": kind, "date": date});
    let acts = [act("accession", "2002-01-01"), act("withdrawal_notice", "2005-04-01")];
    story(&json!({"events": Value::from(acts.to_vec())}), &[])
}

#[test]
fn each_rule_says_of_a_year_what_it_is_made_for() {
    let data = in_and_out();
    let of = |rule: PeriodRule| values(&cells(&data, ("AAA", "t"), Period::Year, rule, ("2001-01-01", "2007-01-01")));
    assert_eq!(of(PeriodRule::First), bound(&[false, false, true, true, true, false]));
    assert_eq!(of(PeriodRule::Last), bound(&[false, true, true, true, false, false]));
    assert_eq!(of(PeriodRule::Any), bound(&[false, true, true, true, true, false]));
    assert_eq!(of(PeriodRule::All), bound(&[false, false, true, true, false, false]));
    // July to December are 184 days, January to September 273, and 2004 was a leap year.
    assert_eq!(of(PeriodRule::Days), [0, 184, 365, 366, 273, 0].map(|days| PanelValue::Days(Some(days))));
    let shares = [0.0, 184.0 / 365.0, 1.0, 1.0, 273.0 / 365.0, 0.0];
    assert_eq!(of(PeriodRule::Share), shares.map(|share| PanelValue::Share(Some(share))));
}

#[test]
fn a_cell_tells_the_status_on_the_day_its_rule_looks_at() {
    let data = in_and_out();
    let of = |rule: PeriodRule| {
        let all = cells(&data, ("AAA", "t"), Period::Year, rule, ("2005-01-01", "2006-01-01"));
        let [only] = all.try_into().expect("one year");
        (only.period, only.status, only.since, only.until)
    };
    let january = (day("2005-01-01"), Status::Party, Some(day("2002-07-01")), Some(day("2005-04-01")));
    let december = (day("2005-01-01"), Status::FormerParty, Some(day("2005-10-01")), None);
    assert_eq!(of(PeriodRule::First), january);
    assert_eq!(of(PeriodRule::Last), december);
    assert_eq!(of(PeriodRule::Any), december);
    let before = cells(&data, ("AAA", "t"), Period::Year, PeriodRule::Last, ("2000-01-01", "2001-01-01"));
    assert_eq!((before[0].status, before[0].since, before[0].until), (Status::NotParty, None, None));
}

#[test]
fn months_and_days_are_periods_too_and_the_last_may_be_cut() {
    let data = in_and_out();
    let months = cells(&data, ("AAA", "t"), Period::Month, PeriodRule::Days, ("2005-08-01", "2006-02-01"));
    let starts: Vec<String> = months.iter().map(|cell| cell.period.to_string()).collect();
    assert_eq!(starts, ["2005-08-01", "2005-09-01", "2005-10-01", "2005-11-01", "2005-12-01", "2006-01-01"]);
    assert_eq!(values(&months), [31, 30, 0, 0, 0, 0].map(|days| PanelValue::Days(Some(days))));
    let days = cells(&data, ("AAA", "t"), Period::Day, PeriodRule::First, ("2005-09-29", "2005-10-02"));
    assert_eq!(values(&days), bound(&[true, true, false]));
    let starts: Vec<String> = days.iter().map(|cell| cell.period.to_string()).collect();
    assert_eq!(starts, ["2005-09-29", "2005-09-30", "2005-10-01"]);
    let cut = cells(&data, ("AAA", "t"), Period::Year, PeriodRule::Share, ("2005-01-01", "2005-10-11"));
    // 273 of the 283 days until 10 October.
    assert_eq!(values(&cut), [PanelValue::Share(Some(273.0 / 283.0))]);
    let none = cells(&data, ("AAA", "t"), Period::Year, PeriodRule::Last, ("2005-01-01", "2005-01-01"));
    assert!(none.is_empty());
}

#[test]
fn lithuania_was_bound_by_cluster_munitions_on_64_days_of_2025() {
    let data = dataset();
    let of = |rule: PeriodRule| values(&cells(&data, ("LTU", "ccm"), Period::Year, rule, ("2025-01-01", "2026-01-01")));
    assert_eq!(of(PeriodRule::Days), [PanelValue::Days(Some(64))]);
    assert_eq!((of(PeriodRule::First), of(PeriodRule::Last)), (bound(&[true]), bound(&[false])));
}

#[test]
fn an_undetermined_day_leaves_a_period_open_where_it_could_tip_it() {
    // It deposited on some day of 2002, so that the status of all of 2002 and of half of 2003 is open.
    let acts = json!([
        {"state": "AAA", "kind": "accession", "date": "2002"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2003-10-01"},
    ]);
    let data = story(&json!({ "events": acts }), &[]);
    let of = |rule: PeriodRule| values(&cells(&data, ("AAA", "t"), Period::Year, rule, ("2001-01-01", "2005-01-01")));
    let open = PanelValue::Bound(None);
    let (yes, no) = (PanelValue::Bound(Some(true)), PanelValue::Bound(Some(false)));
    assert_eq!(of(PeriodRule::Any), [no, open, yes, yes]);
    assert_eq!(of(PeriodRule::All), [no, open, open, no]);
    assert_eq!(of(PeriodRule::Last), [no, open, yes, no]);
    assert_eq!(of(PeriodRule::First), [no, open, open, yes]);
    // Days are counted only where each is decided.
    let counted = [Some(0), None, None, Some(91)];
    assert_eq!(of(PeriodRule::Days), counted.map(PanelValue::Days));
    assert_eq!(of(PeriodRule::Share)[1..3], [None, None].map(PanelValue::Share));
    // One open month among eleven that are not leaves the year open too.
    let month = story(&json!({"events": [{"state": "AAA", "kind": "accession", "date": "2002-10"}]}), &[]);
    let any = cells(&month, ("AAA", "t"), Period::Year, PeriodRule::Any, ("2002-01-01", "2003-01-01"));
    assert_eq!(values(&any), [open]);
}

#[test]
fn where_only_deposits_are_known_a_period_is_open() {
    let data = dataset();
    let of = |what: &str, rule: PeriodRule| {
        values(&cells(&data, ("AFG", what), Period::Year, rule, ("1990-01-01", "1991-01-01")))
    };
    for rule in [PeriodRule::First, PeriodRule::Last, PeriodRule::Any, PeriodRule::All] {
        assert_eq!(of("single-convention", rule), [PanelValue::Bound(None)], "{rule:?}");
    }
    assert_eq!(of("single-convention", PeriodRule::Days), [PanelValue::Days(None)]);
    assert_eq!(of("single-convention", PeriodRule::Share), [PanelValue::Share(None)]);
    // A treaty that is not in force binds nobody, and that is known.
    let ctbt = values(&cells(&data, ("AUT", "ctbt"), Period::Year, PeriodRule::Any, ("2010-01-01", "2011-01-01")));
    assert_eq!(ctbt, bound(&[false]));
}

#[test]
fn a_state_stands_in_a_panel_only_while_it_belongs_to_the_universe() {
    let data = dataset();
    let asked = |membership: Membership, rule: PeriodRule| {
        let days = ("1990-01-01", "1995-01-01");
        let all = blocks(&data, &Asked { what: &["npt"], membership, period: Period::Year, rule, days });
        let of = |id: &str| {
            let cells = all.iter().find(|(_, state, _, _)| state == id).map(|(_, _, _, cells)| cells.clone());
            cells.unwrap_or_default().iter().map(|cell| cell.period.to_string()[..4].to_owned()).collect::<Vec<_>>()
        };
        (of("CZE"), of("LTU"))
    };
    // The Czech Republic was admitted on 19 January 1993, Lithuania on 17 September 1991.
    let last = asked(Membership::UnitedNations, PeriodRule::Last);
    assert_eq!(last.0, ["1993", "1994"]);
    assert_eq!(last.1, ["1991", "1992", "1993", "1994"]);
    let first = asked(Membership::UnitedNations, PeriodRule::First);
    assert_eq!((first.0, first.1), (vec!["1994".to_owned()], vec!["1992".into(), "1993".into(), "1994".into()]));
    // The Correlates of War project counts the Czech Republic from the day it came to be.
    assert_eq!(asked(Membership::CorrelatesOfWar, PeriodRule::First).0, ["1993", "1994"]);
}

#[test]
fn a_panel_has_the_codes_that_research_uses() {
    let data = dataset();
    let membership = Membership::Listed(vec![data.state("CZE").expect("it is there")]);
    let days = ("1993-01-01", "1994-01-01");
    let asked = Asked { what: &["npt"], membership, period: Period::Year, rule: PeriodRule::Last, days };
    let [(_, _, alpha2, cells)] = <[_; 1]>::try_from(blocks(&data, &asked)).expect("one block");
    assert_eq!((alpha2.as_deref(), cells[0].cow, cells[0].gw), (Some("CZ"), Some(316), Some(316)));
    // Lithuania was in no state system between 1940 and 6 September 1991.
    let codes = |on: &str, next: &str| {
        let cells = cells_of_day(&data, "LTU", on, next);
        cells.first().map(|cell| (cell.cow, cell.gw))
    };
    assert_eq!(codes("1991-09-05", "1991-09-06"), Some((None, None)));
    assert_eq!(codes("1991-09-06", "1991-09-07"), Some((Some(368), Some(368))));
    assert_eq!(codes("1940-06-01", "1940-06-02"), Some((Some(368), Some(368))));
    assert_eq!(codes("1940-06-02", "1940-06-03"), Some((Some(368), None)));
}

fn cells_of_day(data: &Dataset, who: &str, on: &str, next: &str) -> Vec<PanelCell> {
    cells(data, (who, "npt"), Period::Day, PeriodRule::Last, (on, next))
}

#[test]
fn a_universe_of_those_in_the_record_is_that_of_each_treaty() {
    let data = dataset();
    let days = ("2020-01-01", "2021-01-01");
    let asked = |what: &[&str], membership: Membership| {
        let all = blocks(&data, &Asked { what, membership, period: Period::Year, rule: PeriodRule::Last, days });
        all.into_iter().map(|(treaty, state, _, _)| format!("{treaty} {state}")).collect::<Vec<_>>()
    };
    let start = asked(&["new-start", "inf"], Membership::InRecord);
    assert_eq!(start, ["new-start RUS", "new-start USA", "inf RUS", "inf USA"]);
    let listed = Membership::Listed(vec![data.state("RUS").expect("it is there")]);
    assert_eq!(asked(&["new-start", "inf"], listed), ["new-start RUS", "inf RUS"]);
}

#[test]
fn the_first_refusal_ends_a_panel() {
    let data = dataset();
    let question = PanelQuestion {
        treaties: vec![treaty(&data, "ccm")],
        universe: Universe {
            name: "un".into(),
            plural: String::new(),
            membership: Membership::UnitedNations,
            fixed_on: None,
        },
        period: Period::Year,
        rule: PeriodRule::Last,
        from: day("2020-01-01"),
        until: day("2021-01-01"),
    };
    let mut taken = 0;
    let ended = inquiry(&data).panel(&question, |_| {
        taken += 1;
        if taken == 3 { Err("full") } else { Ok(()) }
    });
    assert_eq!((ended, taken), (Err("full"), 3));
}

#[test]
fn a_panel_can_be_of_what_was_known() {
    let data = dataset();
    let mut asked = inquiry(&data);
    asked.known_on = Some(day("2024-09-05"));
    let question = PanelQuestion {
        treaties: vec![treaty(&data, "ccm")],
        universe: Universe {
            name: "one".into(),
            plural: String::new(),
            membership: Membership::Listed(vec![data.state("LTU").expect("it is there")]),
            fixed_on: None,
        },
        period: Period::Year,
        rule: PeriodRule::Last,
        from: day("2025-01-01"),
        until: day("2026-01-01"),
    };
    let mut found = Vec::new();
    let done: Result<(), Infallible> = asked.panel(&question, |block| {
        found.extend(values(&block.cells));
        Ok(())
    });
    assert!(done.is_ok());
    assert_eq!(found, bound(&[true]), "the notice came a day later");
}
