//! What pictures show, and what a page gathers.

use serde_json::{Value, json};
use treaty::built_in::dataset;
use treaty::law::Status;
use treaty::query::Inquiry;
use treaty::query::chart::{Bar, Series};
use treaty::query::common::DataRef;
use treaty::record::Dataset;

use super::story::story;
use crate::common::{day, inquiry, state, treaty};

fn series<'d>(data: &'d Dataset, today: &str, what: &str) -> Series<'d> {
    let [only] = Inquiry::new(data, day(today)).chart_members(&[treaty(data, what)]).results.try_into().expect("one");
    only
}

/// Two join on one day, one leaves, comes back, and leaves on the day on which a third joins.
fn coming_and_going() -> Dataset {
    let act = |state: &str, kind: &str, date: &str| json!({"state": state, "kind": kind, "date": date});
    let acts = [
        act("AAA", "ratification", "2000-06-01"),
        act("BBB", "ratification", "2000-06-01"),
        act("AAA", "withdrawal_notice", "2002-01-01"),
        act("AAA", "accession", "2003-01-01"),
        act("AAA", "withdrawal_notice", "2004-01-01"),
        act("CCC", "accession", "2004-01-01"),
    ];
    story(&json!({"events": Value::from(acts.to_vec())}), &[])
}

#[test]
fn a_line_of_members_steps_where_somebody_comes_or_goes() {
    let data = coming_and_going();
    let steps = |today: &str| {
        let series = series(&data, today, "t");
        (series.steps, series.exits)
    };
    let all = [("2001-01-01", 2), ("2002-07-01", 1), ("2003-07-01", 2), ("2004-07-01", 2)];
    let all: Vec<_> = all.into_iter().map(|(on, count)| (day(on), count)).collect();
    let out = vec![(day("2002-07-01"), 1), (day("2004-07-01"), 1)];
    assert_eq!(steps("2010-01-01"), (all.clone(), out.clone()));
    assert_eq!(steps("2004-07-01"), (all.clone(), out.clone()));
    assert_eq!(steps("2004-06-30"), (all[..3].to_vec(), out[..1].to_vec()));
    assert_eq!(steps("2000-12-31"), (vec![], vec![]));
}

#[test]
fn a_line_can_be_of_what_was_known() {
    let data = dataset();
    let mut asked = inquiry(&data);
    let exits = |asked: &Inquiry<'_>| asked.chart_members(&[treaty(&data, "ccm")]).results[0].exits.clone();
    assert_eq!(exits(&asked), [(day("2025-03-06"), 1)]);
    asked.known_on = Some(day("2024-09-05"));
    assert_eq!(exits(&asked), []);
}

#[test]
fn the_rows_of_a_state_are_its_own_and_those_of_a_treaty_are_everybodys() {
    let data = coming_and_going();
    let asked = inquiry(&data);
    let whole = asked.chart_treaty(treaty(&data, "t"), &[]);
    let rows: Vec<&str> = whole.results.iter().map(|row| row.state.name).collect();
    assert_eq!((rows, whole.about), (vec!["Arcadia", "Borduria", "Cythera"], "Treaty of T"));
    let some = asked.chart_treaty(treaty(&data, "t"), &[state(&data, "CCC")]);
    let [row] = some.results.as_slice() else { panic!("one row was asked for") };
    let bar = |from: &str, until: Option<&str>, status| Bar { from: day(from), until: until.map(day), status };
    let bars = [bar("2004-01-01", Some("2004-07-01"), Status::Consented), bar("2004-07-01", None, Status::Party)];
    assert_eq!(row.bars, bars);
    let own = asked.chart_state(state(&data, "CCC"), &[treaty(&data, "t")]);
    assert_eq!((own.about, own.results.len(), own.results[0].bars.as_slice()), ("Cythera", 1, bars.as_slice()));
    // Whoever did nothing has no row.
    let silent = story(&json!({"events": [{"state": "AAA", "kind": "domestic", "date": "2003-01-01"}]}), &[]);
    assert!(inquiry(&silent).chart_treaty(treaty(&silent, "t"), &[]).results.is_empty());
}

#[test]
fn a_map_shows_those_who_exist_on_its_day() {
    let born = json!({"id": "BBB", "kind": "state", "names": {"en": "Borduria"}, "exists": {"from": "2002-01-01"}, "sources": ["s"]});
    let gone = json!({"id": "CCC", "kind": "state", "names": {"en": "Cythera"}, "exists": {"until": "2002-01-01"}, "sources": ["s"]});
    let events = json!([{"state": "AAA", "kind": "ratification", "date": "2000-06-01"}]);
    let data = story(&json!({"events": events}), &[born, gone]);
    let placed = |on: &str| {
        let map = inquiry(&data).chart_map(treaty(&data, "t"), day(on));
        map.results.iter().map(|one| (one.state.id, one.status, one.until)).collect::<Vec<_>>()
    };
    let (in_force, none) = (("AAA", Status::Party, None), None);
    assert_eq!(placed("2001-12-31"), [in_force, ("CCC", Status::NotParty, none)]);
    assert_eq!(placed("2002-01-01"), [in_force, ("BBB", Status::NotParty, none)]);
    let late = inquiry(&data).chart_map(treaty(&data, "t"), day("2030-01-02"));
    assert_eq!(late.notes.len(), 1, "it lies beyond the record");
}

#[test]
fn a_picture_says_which_data_it_rests_on() {
    let of = |as_of: Option<&str>| DataRef {
        version: "2026.11.2".into(),
        as_of: as_of.map(|text| text.parse().expect("a date")),
    };
    assert_eq!(Inquiry::caption(&of(Some("2026-02-03"))), "treaty, data 2026.11.2, complete to 2026-02-03");
    assert_eq!(Inquiry::caption(&of(None)), "treaty, data 2026.11.2");
}

#[test]
fn a_page_gathers_intervals_acts_sources_and_withdrawals() {
    let data = coming_and_going();
    let page = Inquiry::new(&data, day("2010-01-01")).atlas(&[treaty(&data, "t")]);
    let [only] = page.results.as_slice() else { panic!("one treaty was asked for") };
    assert_eq!(only.intervals.keys().copied().collect::<Vec<_>>(), ["AAA", "BBB", "CCC"]);
    assert_eq!(
        only.intervals["BBB"].last().map(|bar| (bar.from, bar.status)),
        Some((day("2001-01-01"), Status::Party))
    );
    let acts: Vec<_> = only.acts["CCC"].iter().map(|act| (act.kind, act.effect.as_str(), act.source)).collect();
    assert_eq!(acts, [("accession", "in force for it on 2004-07-01", "s")]);
    let titles: Vec<&str> = page.sources.values().map(|source| source.title.as_str()).collect();
    assert_eq!(titles, ["The depositary: Status s"], "only what is cited");
    assert_eq!((page.withdrawals.len(), page.states.len(), only.notes.len()), (2, 3, 0));
    let late = Inquiry::new(&data, day("2030-01-02")).atlas(&[treaty(&data, "t")]);
    assert_eq!(late.results[0].notes.len(), 1, "it lies beyond the record");
}

#[test]
fn a_page_on_one_treaty_has_no_withdrawal_from_another() {
    let data = dataset();
    let page = inquiry(&data).atlas(&[treaty(&data, "ccm")]);
    let left: Vec<_> = page.withdrawals.iter().map(|one| (one.state.id, one.treaty.id)).collect();
    assert_eq!(left, [("LTU", "ccm")]);
}
