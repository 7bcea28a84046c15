//! Who is in what standing, what the data cover, what a treaty says, and how to cite it.

use serde_json::{Value, json};
use treaty::built_in::dataset;
use treaty::law::Status;
use treaty::model::StateKind;
use treaty::query::Inquiry;
use treaty::query::cite::{Citation, Cited};
use treaty::query::common::{Counts, NoteKind};
use treaty::query::members::{Member, MembersReport};
use treaty::record::Dataset;

use super::story::story;
use crate::common::{day, inquiry, state, treaty};

/// A party that leaves, one that acceded and is no more, a signatory, and one that took its instrument back.
fn four_ways() -> Dataset {
    let act = |state: &str, kind: &str, date: &str| json!({"state": state, "kind": kind, "date": date});
    let events = [
        act("AAA", "signature", "2000-02-01"),
        act("AAA", "ratification", "2000-06-01"),
        act("AAA", "withdrawal_notice", "2003-09-01"),
        act("BBB", "accession", "2001-06-01"),
        act("CCC", "signature", "2000-03-01"),
        act("DDD", "accession", "2001-06-01"),
        act("DDD", "consent_withdrawn", "2001-09-01"),
    ];
    let states = [
        json!({"id": "BBB", "kind": "former_state", "alpha2": "BB", "m49": "900", "region": "Europe",
            "names": {"en": "Borduria"}, "exists": {"from": "1995-01-01", "until": "2005-01-01"}, "sources": ["s"]}),
        json!({"id": "DDD", "kind": "state", "names": {"en": "Aalia"}, "sources": ["s"]}),
    ];
    story(&json!({"events": Value::from(events.to_vec())}), &states)
}

fn told(report: &MembersReport<'_>) -> Vec<(String, Status, Option<String>, Option<String>)> {
    let text = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let line = |one: &Member<'_>| (one.state.id.to_owned(), one.status, text(one.since), text(one.until));
    report.results.iter().map(line).collect()
}

fn member(id: &str, status: Status, since: &str, until: &str) -> (String, Status, Option<String>, Option<String>) {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    (id.to_owned(), status, given(since), given(until))
}

#[test]
fn members_are_all_that_stand_in_some_relation_to_a_treaty_by_name() {
    let data = four_ways();
    let on = |date: &str, wanted: &[Status]| told(&inquiry(&data).members(treaty(&data, "t"), day(date), wanted));
    let leaving = member("AAA", Status::Withdrawing, "2001-01-01", "2004-03-01");
    let borduria = member("BBB", Status::Party, "2001-12-01", "2005-01-01");
    let signed = member("CCC", Status::Signatory, "2000-03-01", "");
    let undone = member("DDD", Status::NotParty, "2001-09-01", "");
    assert_eq!(on("2003-10-01", &[]), [leaving.clone(), borduria.clone(), signed.clone()]);
    assert_eq!(on("2003-10-01", &[Status::NotParty]), [undone]);
    assert_eq!(on("2003-10-01", &[Status::Signatory, Status::Withdrawing]), [leaving, signed]);
    // Aalia stands first by its name, though last by its id.
    let awaited = [member("DDD", Status::Consented, "2001-06-01", "2001-09-01")];
    assert_eq!(on("2001-08-31", &[])[..1], awaited);
}

#[test]
fn the_members_of_an_earlier_knowledge_know_of_no_notice() {
    let data = four_ways();
    let mut asked = inquiry(&data);
    asked.known_on = Some(day("2003-08-31"));
    let report = asked.members(treaty(&data, "t"), day("2003-10-01"), &[Status::Party]);
    assert_eq!(told(&report)[0], member("AAA", Status::Party, "2001-01-01", ""));
    assert_eq!((report.counts.party, report.counts.withdrawing), (2, 0));
    let earlier = asked.members(treaty(&data, "t"), day("2000-12-31"), &[]);
    assert_eq!((earlier.counts.consented, earlier.counts.signatory, earlier.counts.not_party), (1, 1, 2));
    assert_eq!((earlier.known_on, earlier.date), (asked.known_on, day("2000-12-31")));
}

#[test]
fn standings_are_counted_of_all_or_of_some() {
    let data = four_ways();
    let count = |on: &str, who: &[&str]| {
        let states: Vec<_> = who.iter().map(|id| state(&data, id)).collect();
        inquiry(&data).counts(treaty(&data, "t"), day(on), &states)
    };
    let all = Counts {
        withdrawing: 1,
        party: 1,
        signatory: 1,
        not_party: 1,
        bound: Some(2),
        un_parties: 2,
        un_signatories: 2,
        ..Counts::default()
    };
    assert_eq!(count("2003-10-01", &[]), all);
    let two = Counts { party: 1, signatory: 1, bound: Some(1), un_parties: 1, un_signatories: 1, ..Counts::default() };
    assert_eq!(count("2003-10-01", &["BBB", "CCC"]), two);
    // Whoever left has neither its instrument nor its signature standing.
    let arcadia = Counts { former_party: 1, bound: Some(0), ..Counts::default() };
    assert_eq!(count("2004-03-01", &["AAA"]), arcadia);
    assert_eq!(count("1999-12-31", &["CCC"]), Counts { not_party: 1, bound: Some(0), ..Counts::default() });
}

#[test]
fn a_state_that_is_no_more_has_no_instrument_and_no_signature_standing() {
    let gone = json!({"id": "AAA", "kind": "former_state", "names": {"en": "Arcadia"},
        "exists": {"until": "2005-01-01"}, "sources": ["s"]});
    let events = json!([
        {"state": "AAA", "kind": "signature", "date": "2000-02-01"},
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
    ]);
    let data = story(&json!({"events": events}), &[gone]);
    let standing = |on: &str| {
        let counts = inquiry(&data).counts(treaty(&data, "t"), day(on), &[]);
        (counts.un_parties, counts.un_signatories, counts.bound)
    };
    assert_eq!((standing("2004-12-31"), standing("2005-01-01")), ((1, 1, Some(1)), (0, 0, Some(0))));
}

#[test]
fn a_signature_counts_from_its_day_and_only_as_far_as_it_was_known() {
    let events = json!([
        {"state": "AAA", "kind": "domestic", "date": "2000-01-10"},
        {"state": "AAA", "kind": "signature", "date": "2000-02-01"},
    ]);
    let data = story(&json!({"events": events}), &[]);
    let signed = |on: &str, known: Option<&str>| {
        let mut asked = inquiry(&data);
        asked.known_on = known.map(day);
        asked.counts(treaty(&data, "t"), day(on), &[]).un_signatories
    };
    assert_eq!((signed("2000-01-31", None), signed("2000-02-01", None)), (0, 1));
    assert_eq!(signed("2000-03-01", Some("2000-01-31")), 0);
    assert_eq!(signed("2000-03-01", Some("2000-02-01")), 1);
    assert_eq!(signed("2000-01-31", Some("2000-03-01")), 0);
}

#[test]
fn whoever_applies_provisionally_counts_as_a_party_only_by_an_instrument() {
    let act = |state: &str, kind: &str, date: &str| json!({"state": state, "kind": kind, "date": date});
    let events = [
        act("AAA", "provisional_application", "2000-06-01"),
        act("AAA", "ratification", "2000-06-01"),
        act("BBB", "signature", "2000-06-01"),
        act("BBB", "provisional_application", "2000-06-01"),
    ];
    let data = story(&json!({"events": Value::from(events.to_vec())}), &[]);
    let counts = inquiry(&data).counts(treaty(&data, "t"), day("2000-07-01"), &[]);
    let both = Counts { provisional: 2, un_parties: 1, un_signatories: 1, bound: Some(0), ..Counts::default() };
    assert_eq!(counts, both);
}

#[test]
fn cluster_munitions_have_as_many_parties_and_signatories_as_the_register_says() {
    let data = dataset();
    let counts = inquiry(&data).counts(treaty(&data, "ccm"), day("2026-02-03"), &[]);
    assert_eq!((counts.un_parties, counts.un_signatories), (112, 107));
    assert_eq!((counts.former_party, counts.withdrawing), (1, 0));
}

#[test]
fn the_list_of_treaties_tells_what_each_record_can_say() {
    let data = dataset();
    let asked = [treaty(&data, "gratk"), treaty(&data, "ccm")];
    let on = |date: &str| inquiry(&data).list_treaties(&asked, day(date));
    let list = on("2025-03-06");
    let [genetic, cluster] = &list.results[..] else { panic!("two were asked for") };
    assert_eq!((genetic.treaty.id, genetic.effects_known, genetic.withdrawals_recorded), ("gratk", false, false));
    assert_eq!((genetic.bound, genetic.topics.as_slice()), (None, ["intellectual-property"].as_slice()));
    assert_eq!((cluster.effects_known, cluster.withdrawals_recorded), (true, true));
    assert_eq!(cluster.title, "Convention on Cluster Munitions");
    assert_eq!(cluster.topics, ["disarmament", "conventional-weapons"]);
    assert_eq!(cluster.as_of.map(|day| day.to_string()).as_deref(), Some("2026-02-03"));
    assert_eq!((cluster.withdrawing, cluster.former_party), (0, 1));
    let eve = on("2025-03-05");
    assert_eq!((eve.results[1].withdrawing, eve.results[1].former_party), (1, 0));
    assert_eq!(
        (eve.results[1].bound, eve.results[1].un_parties),
        (cluster.bound.map(|bound| bound + 1), cluster.un_parties + 1)
    );
    assert_eq!((list.schema, list.date), ("treaty.treaties/1", day("2025-03-06")));
    let data = four_ways();
    let made_up = inquiry(&data).list_treaties(&[treaty(&data, "t")], day("2003-10-01"));
    assert_eq!((made_up.results[0].events, made_up.results[0].bound), (7, Some(2)));
}

#[test]
fn the_list_of_states_tells_what_binds_each() {
    let data = four_ways();
    let on = |date: &str| {
        let states: Vec<_> = ["CCC", "AAA", "DDD", "BBB"].map(|id| state(&data, id)).to_vec();
        let listed = inquiry(&data).list_states(&states, day(date)).results;
        listed.iter().map(|one| (one.state.id, one.treaties, one.bound, one.withdrawing)).collect::<Vec<_>>()
    };
    let leaving = [("DDD", 1, 0, 0), ("AAA", 1, 1, 1), ("BBB", 1, 1, 0), ("CCC", 1, 0, 0)];
    assert_eq!(on("2003-10-01"), leaving, "by name");
    let gone = [("DDD", 1, 0, 0), ("AAA", 1, 0, 0), ("BBB", 1, 0, 0), ("CCC", 1, 0, 0)];
    assert_eq!(on("2005-01-01"), gone);
    let [borduria] = inquiry(&data)
        .list_states(&[state(&data, "BBB")], day("2003-10-01"))
        .results
        .try_into()
        .expect("one was asked for");
    assert_eq!(
        (borduria.kind, borduria.from, borduria.until),
        (StateKind::FormerState, Some(day("1995-01-01")), Some(day("2005-01-01")))
    );
    let codes = [borduria.alpha2, borduria.m49, borduria.region].map(Option::unwrap_or_default);
    assert_eq!(codes, ["BB", "900", "Europe"]);
}

#[test]
fn south_yemen_was_bound_by_the_charter_and_the_treaty_it_joined_until_it_was_no_more() {
    let data = dataset();
    let bound = |on: &str| {
        let listed = inquiry(&data).list_states(&[state(&data, "YDYE")], day(on)).results;
        listed.iter().map(|one| (one.treaties, one.bound, one.withdrawing)).collect::<Vec<_>>()
    };
    assert_eq!((bound("1990-05-21"), bound("1990-05-22")), (vec![(2, 2, 0)], vec![(2, 0, 0)]));
}

#[test]
fn lithuania_is_bound_by_one_treaty_fewer_since_its_exit() {
    let data = dataset();
    let lithuania = |on: &str| {
        let listed = inquiry(&data).list_states(&[state(&data, "LTU")], day(on)).results;
        (listed[0].treaties, listed[0].bound, listed[0].withdrawing)
    };
    let (treaties, bound, withdrawing) = lithuania("2025-03-06");
    assert_eq!(lithuania("2025-03-05"), (treaties, bound + 1, withdrawing + 1));
}

#[test]
fn a_treaty_is_shown_with_its_clauses_its_counts_and_each_of_its_sources_once() {
    let events = json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01", "source": "r"},
        {"state": "BBB", "kind": "accession", "date": "2001-06-01", "source": "s"},
        {"state": "CCC", "kind": "accession", "date": "2001-07-01", "source": "r"},
    ]);
    let data = story(&json!({"events": events}), &[]);
    let shown = |known: Option<&str>| {
        let mut asked = inquiry(&data);
        asked.known_on = known.map(day);
        let [only] = asked.show(&[treaty(&data, "t")], day("2010-01-01")).results.try_into().expect("one treaty");
        let sources: Vec<String> = only.sources.iter().map(|source| source.id.clone()).collect();
        (only.events, only.counts.bound, sources)
    };
    assert_eq!(shown(None), (3, Some(3), vec!["s".to_owned(), "r".to_owned()]), "the governing one first");
    assert_eq!(shown(Some("2001-06-30")).0, 2);
    let report = Inquiry::new(&data, day("2010-01-01")).show(&[treaty(&data, "t")], day("2031-01-01"));
    let [only] = report.results.try_into().expect("one treaty");
    assert_eq!((only.head.title.as_str(), only.head.events.len()), ("Treaty of T", 0));
    assert_eq!(only.head.withdrawal.and_then(|clause| clause.article).as_deref(), Some("3"));
    assert_eq!(only.notes.iter().map(|note| note.kind).collect::<Vec<_>>(), [NoteKind::Coverage]);
}

#[test]
fn an_answer_is_cited_with_each_source_of_its_proof_once() {
    let events = json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01", "source": "r"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2003-09-01", "source": "r"},
    ]);
    let data = story(&json!({"events": events}), &[]);
    let cited = |what: Cited| inquiry(&data).cite(what).results;
    let ids = |found: &[Citation]| found.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let (arcadia, t) = (state(&data, "AAA"), treaty(&data, "t"));
    let answer = cited(Cited::Answer(arcadia, t, day("2003-10-01")));
    let mut sources = ids(&answer)[1..].to_vec();
    sources.sort_unstable();
    assert_eq!((ids(&answer)[0].as_str(), sources), ("treaty-data-0", vec!["r".to_owned(), "s".to_owned()]));
    assert!(answer[0].note.as_ref().is_some_and(|note| note.contains("2004-03-01")), "{:?}", answer[0].note);
    let record = cited(Cited::Treaty(t));
    assert_eq!(ids(&record), ["treaty-data-0", "s"]);
    assert_eq!(record[0].note.as_deref(), Some("record of the Treaty of T"));
    assert_eq!((record[0].version.as_deref(), record[0].title.as_str()), (Some("0"), "States and treaty events"));
    assert_eq!((record[1].publisher.as_str(), record[1].title.as_str()), ("The depositary", "Status s"));
    assert_eq!(ids(&cited(Cited::Dataset)), ["treaty-data-0"]);
}
