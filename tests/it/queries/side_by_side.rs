//! Commitments side by side, who is not in, and who follows the same pattern.

use serde_json::{Value, json};
use treaty::built_in::dataset;
use treaty::law::Status;
use treaty::query::compare::{CohortReport, CompareReport, WithoutReport};
use treaty::query::groups::{Membership, Universe};
use treaty::record::Dataset;

use super::story::story;
use crate::common::{day, inquiry, state, treaty};

fn compared<'d>(data: &'d Dataset, who: &[&str], what: &[&str], on: &str) -> CompareReport<'d> {
    let states: Vec<_> = who.iter().map(|id| state(data, id)).collect();
    let treaties: Vec<_> = what.iter().map(|id| treaty(data, id)).collect();
    inquiry(data).compare(&states, &treaties, day(on))
}

fn without<'d>(data: &'d Dataset, what: &str, on: &str, who: &[&str]) -> WithoutReport<'d> {
    let membership = Membership::Listed(who.iter().map(|id| state(data, id)).collect());
    let universe = Universe { name: "some".into(), plural: "of them".into(), membership, fixed_on: None };
    inquiry(data).without(treaty(data, what), day(on), &universe)
}

fn cohort<'d>(data: &'d Dataset, pattern: &[(&str, &[Status])], on: &str) -> CohortReport<'d> {
    let pattern: Vec<_> = pattern.iter().map(|(id, fits)| (treaty(data, id), fits.to_vec())).collect();
    inquiry(data).cohort(&pattern, day(on))
}

fn named<'d>(report: &CohortReport<'d>) -> Vec<&'d str> {
    report.results.iter().map(|fits| fits.state.id).collect()
}

/// One that leaves, one that is no more since 2005, one that only signed, and one that did nothing.
fn four_ways() -> Dataset {
    let act = |state: &str, kind: &str, date: &str| json!({"state": state, "kind": kind, "date": date});
    let events = [
        act("AAA", "ratification", "2000-06-01"),
        act("AAA", "withdrawal_notice", "2003-09-01"),
        act("BBB", "accession", "2001-06-01"),
        act("CCC", "signature", "2000-02-01"),
    ];
    let states = [
        json!({"id": "BBB", "kind": "former_state", "names": {"en": "Borduria"}, "exists": {"until": "2005-01-01"},
            "sources": ["s"]}),
        json!({"id": "DDD", "kind": "state", "names": {"en": "Dalmasca"}, "sources": ["s"]}),
    ];
    story(&json!({"events": Value::from(events.to_vec())}), &states)
}

#[test]
fn what_differs_between_austria_and_lithuania_stands_first() {
    let data = dataset();
    let after = compared(&data, &["LTU", "AUT"], &["inf", "npt", "ccm"], "2025-03-06");
    // Neither had anything to do with the treaty of two.
    let told: Vec<_> = after.results.iter().map(|one| (one.treaty.id, one.differs)).collect();
    assert_eq!(told, [("ccm", true), ("npt", false)]);
    assert_eq!(after.results[0].statuses, [Status::FormerParty, Status::Party]);
    assert_eq!(after.results[0].since, [Some(day("2025-03-06")), Some(day("2010-08-01"))]);
    assert_eq!(after.results[1].since, [Some(day("1991-09-23")), Some(day("1970-03-05"))]);
    assert_eq!(after.states.iter().map(|state| state.id).collect::<Vec<_>>(), ["LTU", "AUT"]);
    // On the eve Lithuania was leaving and as bound as Austria.
    let eve = compared(&data, &["LTU", "AUT"], &["npt", "ccm"], "2025-03-05");
    let told: Vec<_> = eve.results.iter().map(|one| (one.treaty.id, one.differs)).collect();
    assert_eq!(told, [("npt", false), ("ccm", false)]);
    assert_eq!(eve.results[1].statuses, [Status::Withdrawing, Status::Party]);
    assert_eq!(eve.results[1].since, [Some(day("2011-09-01")), Some(day("2010-08-01"))]);
}

#[test]
fn a_state_that_is_no_more_stands_beside_others_as_no_party() {
    let data = four_ways();
    let on = |date: &str| {
        let [only] = compared(&data, &["BBB", "CCC", "DDD"], &["t"], date).results.try_into().expect("one treaty");
        (only.differs, only.statuses, only.since)
    };
    let signed = Some(day("2000-02-01"));
    let before = vec![Status::Party, Status::Signatory, Status::NotParty];
    assert_eq!(on("2004-12-31"), (true, before, vec![Some(day("2001-12-01")), signed, None]));
    let after = vec![Status::NotParty, Status::Signatory, Status::NotParty];
    assert_eq!(on("2005-01-01"), (false, after, vec![Some(day("2005-01-01")), signed, None]));
    assert!(compared(&data, &["BBB", "DDD"], &["t"], "2005-01-01").results.is_empty());
}

#[test]
fn the_soviet_union_stands_beside_others_up_to_its_end() {
    let data = dataset();
    let on = |date: &str| compared(&data, &["SUHH", "AUT"], &["npt"], date).results[0].statuses.clone();
    assert_eq!(on("1991-12-24"), [Status::Party, Status::Party]);
    assert_eq!(on("1991-12-25"), [Status::NotParty, Status::Party]);
}

#[test]
fn those_outside_cluster_munitions_stand_by_region_and_name() {
    let data = dataset();
    let asked = ["USA", "LTU", "LVA", "AUT", "EST"];
    let told = |on: &str| {
        let report = without(&data, "ccm", on, &asked);
        assert_eq!((report.out_of, report.of.as_str()), (5, "some"));
        report.results.iter().map(|one| (one.state.id, one.status, one.since)).collect::<Vec<_>>()
    };
    let never = |id| (id, Status::NotParty, None);
    let three = [never("USA"), never("EST"), never("LVA")];
    assert_eq!(told("2025-03-05"), three);
    let lithuania = ("LTU", Status::FormerParty, Some(day("2025-03-06")));
    assert_eq!(told("2025-03-06"), [never("USA"), never("EST"), never("LVA"), lithuania]);
    let regions = without(&data, "ccm", "2025-03-06", &["USA", "LTU"]).results;
    let regions: Vec<_> = regions.iter().map(|one| one.region.as_deref()).collect();
    assert_eq!(regions, [Some("Americas"), Some("Europe")]);
}

#[test]
fn lithuania_alone_left_both_treaties() {
    let data = dataset();
    let left: &[Status] = &[Status::FormerParty];
    let both = cohort(&data, &[("ottawa", left), ("ccm", left)], "2026-03-01");
    assert_eq!(named(&both), ["LTU"]);
    assert_eq!(both.results[0].statuses, [Status::FormerParty, Status::FormerParty]);
    assert_eq!(both.results[0].since, [Some(day("2025-12-27")), Some(day("2025-03-06"))]);
    assert_eq!(both.pattern.iter().map(|part| part.treaty.id).collect::<Vec<_>>(), ["ottawa", "ccm"]);
    // The others had never joined the second one.
    let one = cohort(&data, &[("ottawa", left), ("ccm", &[Status::NotParty])], "2026-03-01");
    assert_eq!(named(&one), ["EST", "FIN", "LVA", "POL"]);
    assert_eq!(named(&cohort(&data, &[("ottawa", left)], "2025-12-26")), [""; 0]);
}

#[test]
fn whoever_is_no_more_fits_no_pattern() {
    let data = four_ways();
    let fits = |wanted: &[Status], on: &str| named(&cohort(&data, &[("t", wanted)], on)).join(" ");
    assert_eq!(fits(&[Status::Party], "2004-12-31"), "BBB");
    assert_eq!(fits(&[Status::Party], "2005-01-01"), "");
    // Whoever never acted is absent; the state that ended is not even that.
    assert_eq!(fits(&[Status::NotParty], "2004-12-31"), "DDD");
    assert_eq!(fits(&[Status::NotParty], "2005-01-01"), "DDD");
    assert_eq!(fits(&[Status::NotParty], "2005-01-02"), "DDD");
    assert_eq!(fits(&[Status::Signatory, Status::Withdrawing], "2003-09-01"), "AAA CCC");
    assert_eq!(named(&cohort(&data, &[], "2004-12-31")), [""; 0]);
}
