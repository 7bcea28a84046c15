//! Out of whom a question counts, and how many of them are bound.

use serde_json::json;
use treaty::built_in::dataset;
use treaty::query::Inquiry;
use treaty::query::common::NoteKind;
use treaty::query::count::{Counted, Threshold};
use treaty::query::groups::{Days, Membership, Universe};
use treaty::record::{Dataset, StateId};

use super::story::story;
use crate::common::{day, inquiry, state, treaty};

fn out_of(membership: Membership, plural: &str) -> Universe {
    Universe { name: "asked".into(), plural: plural.into(), membership, fixed_on: None }
}

fn days(from: &str, until: &str) -> Days {
    let open_or = |text: &str| (!text.is_empty()).then(|| day(text));
    Days { from: open_or(from), until: open_or(until) }
}

/// Who ever belongs to a universe, and when.
fn ever(asked: &Inquiry<'_>, universe: &Universe) -> Vec<(String, Vec<Days>)> {
    let members = asked.universe(universe, treaty(asked.data, "t")).into_iter();
    members.map(|(state, days)| (asked.data.state_id(state).to_owned(), days)).collect()
}

fn is_in(data: &Dataset, membership: &Membership, who: &str, on: &str) -> bool {
    let universe = out_of(membership.clone(), "");
    inquiry(data).universe_on(&universe, treaty(data, "ccm"), day(on)).contains(&state(data, who))
}

/// A state of the north with every code, a former one of the south, one without any code, and an organisation.
fn four_of_a_kind() -> Dataset {
    let states = [
        json!({"id": "AAA", "kind": "state", "alpha3": "AAA", "region": "Europe", "subregion": "Northern Europe",
            "names": {"en": "Arcadia"}, "un_member": [{"from": "2002-05-01", "until": "2010-01-01"}],
            "gw": [{"code": 1, "from": "1990-01-01", "until": "1992-01-01"}, {"code": 1, "from": "1995-01-01"}],
            "cow": [{"code": 2, "from": "1996-01-01"}], "sources": ["s"]}),
        json!({"id": "BBB", "kind": "former_state", "alpha3": "BBB", "region": "Europe", "subregion": "Southern Europe",
            "names": {"en": "Borduria"}, "exists": {"from": "1995-01-01", "until": "2005-01-01"}, "sources": ["s"]}),
        json!({"id": "ORG", "kind": "organisation", "alpha3": "ORG", "region": "Europe", "names": {"en": "Union"},
            "sources": ["s"]}),
    ];
    let events = json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2003-09-01"},
        {"state": "BBB", "kind": "accession", "date": "2001-06-01"},
        {"state": "CCC", "kind": "signature", "date": "2000-02-01"},
    ]);
    story(&json!({"events": events}), &states)
}

#[test]
fn each_list_of_states_has_its_own_members_and_days() {
    let data = four_of_a_kind();
    let whole = |membership| ever(&inquiry(&data), &out_of(membership, ""));
    let arcadia = |when: Vec<Days>| vec![("AAA".to_owned(), when)];
    let life = days("1995-01-01", "2005-01-01");
    let both = vec![("AAA".to_owned(), vec![days("", "")]), ("BBB".to_owned(), vec![life])];
    assert_eq!(whole(Membership::UnitedNations), arcadia(vec![days("2002-05-01", "2010-01-01")]));
    let gw = vec![days("1990-01-01", "1992-01-01"), days("1995-01-01", "")];
    assert_eq!(whole(Membership::GleditschWard), arcadia(gw));
    assert_eq!(whole(Membership::CorrelatesOfWar), arcadia(vec![days("1996-01-01", "")]));
    assert_eq!(whole(Membership::Iso), both);
    assert_eq!(whole(Membership::Region("europe".into())), both, "an organisation is no state of a region");
    assert_eq!(whole(Membership::Region("Northern Europe".into())), arcadia(vec![days("", "")]));
    assert_eq!(whole(Membership::Region("Asia".into())), []);
}

#[test]
fn a_universe_can_be_those_in_the_record_those_bound_or_those_named() {
    let data = four_of_a_kind();
    let asked = inquiry(&data);
    let life = days("1995-01-01", "2005-01-01");
    let borduria = |when: Days| ("BBB".to_owned(), vec![when]);
    let record = ever(&asked, &out_of(Membership::InRecord, ""));
    let always = |id: &str| (id.to_owned(), vec![days("", "")]);
    assert_eq!(record, [always("AAA"), borduria(life), always("CCC")]);
    let named = Membership::Listed(vec![state(&data, "CCC"), state(&data, "BBB")]);
    assert_eq!(ever(&asked, &out_of(named, "")), [borduria(life), always("CCC")], "in the order of their ids");
    // Bound for good and bound while leaving; Borduria six months after its accession and to its end.
    let bound = out_of(Membership::Bound(treaty(&data, "t")), "");
    let arcadia = vec![days("2001-01-01", "2003-09-01"), days("2003-09-01", "2004-03-01")];
    let parties = vec![("AAA".to_owned(), arcadia), borduria(days("2001-12-01", "2005-01-01"))];
    assert_eq!(ever(&asked, &bound), parties);
    let mut before = asked;
    before.known_on = Some(day("2003-08-31"));
    let unaware = vec![("AAA".to_owned(), vec![days("2001-01-01", "")]), parties[1].clone()];
    assert_eq!(ever(&before, &bound), unaware);
}

#[test]
fn a_universe_of_one_day_keeps_its_members_for_their_lives() {
    let data = four_of_a_kind();
    let bound = |on: &str| {
        let fixed_on = Some(day(on));
        Universe { fixed_on, ..out_of(Membership::Bound(treaty(&data, "t")), "") }
    };
    let asked = inquiry(&data);
    let life = days("1995-01-01", "2005-01-01");
    let both = vec![("AAA".to_owned(), vec![days("", "")]), ("BBB".to_owned(), vec![life])];
    assert_eq!(ever(&asked, &bound("2004-02-29")), both);
    assert_eq!(ever(&asked, &bound("2004-03-01")), both[1..]);
    let on = |universe: &Universe, date: &str| asked.universe_on(universe, treaty(&data, "t"), day(date)).len();
    // Whoever is asked for on another day, it is the fixed day that counts.
    assert_eq!((on(&bound("2004-02-29"), "2020-01-01"), on(&bound("2004-03-01"), "2004-01-01")), (2, 1));
}

#[test]
fn days_run_from_the_first_to_the_eve_of_the_end() {
    let year = days("2010-01-01", "2011-01-01");
    let contained = ["2009-12-31", "2010-01-01", "2010-12-31", "2011-01-01", "2012-01-01"].map(day);
    assert_eq!(contained.map(|date| year.contain(date)), [false, true, true, false, false]);
    assert!(days("", "").contain(day("1800-01-01")) && !days("2010-01-01", "").contain(day("2009-12-31")));
}

#[test]
fn only_the_record_of_a_treaty_depends_on_the_treaty() {
    assert!(out_of(Membership::InRecord, "").depends_on_treaty());
    assert!(!out_of(Membership::UnitedNations, "").depends_on_treaty());
}

#[test]
fn switzerland_became_a_member_of_the_united_nations_in_2002() {
    let data = dataset();
    let un = Membership::UnitedNations;
    assert!(!is_in(&data, &un, "CHE", "2002-09-09") && is_in(&data, &un, "CHE", "2002-09-10"));
    let members = |on: &str| inquiry(&data).universe_on(&out_of(un.clone(), ""), treaty(&data, "ccm"), day(on)).len();
    // Switzerland was the 190th, Timor-Leste the 191st, Montenegro the 192nd and South Sudan the 193rd.
    assert_eq!((members("2002-09-09"), members("2002-09-10"), members("2002-09-27")), (189, 190, 191));
    assert_eq!((members("2011-07-13"), members("2011-07-14"), members("2026-11-24")), (192, 193, 193));
}

#[test]
fn lists_of_states_differ_about_small_and_young_ones() {
    let data = dataset();
    // Timor-Leste between its independence and its membership of the United Nations.
    assert!(is_in(&data, &Membership::GleditschWard, "TLS", "2002-06-01"));
    assert!(!is_in(&data, &Membership::CorrelatesOfWar, "TLS", "2002-06-01"));
    assert!(!is_in(&data, &Membership::UnitedNations, "TLS", "2002-06-01"));
    assert!(
        is_in(&data, &Membership::Iso, "TLS", "2002-06-01") && !is_in(&data, &Membership::Iso, "XKX", "2020-01-01")
    );
    assert!(!is_in(&data, &Membership::Iso, "EUE", "2020-01-01"));
    for region in ["Northern Europe", "europe"] {
        assert!(is_in(&data, &Membership::Region(region.into()), "LTU", "2020-01-01"), "{region}");
    }
    assert!(!is_in(&data, &Membership::Region("Northern Europe".into()), "AUT", "2020-01-01"));
    let union = Membership::Bound(treaty(&data, "eu"));
    assert!(is_in(&data, &union, "GBR", "2020-01-31") && !is_in(&data, &union, "GBR", "2020-02-01"));
}

fn counted<'d>(data: &'d Dataset, what: &str, on: &str, universe: &Universe) -> Counted<'d> {
    let [only] = inquiry(data).count(&[treaty(data, what)], &[day(on)], universe).results.try_into().expect("one day");
    only
}

fn listed(data: &Dataset, who: &[&str]) -> Universe {
    out_of(Membership::Listed(who.iter().map(|id| state(data, id)).collect()), "of them")
}

fn outliers(counted: &Counted<'_>) -> Vec<String> {
    counted.outliers.iter().map(|state| state.id.to_owned()).collect()
}

#[test]
fn the_united_states_alone_of_the_united_nations_is_not_bound_by_the_rights_of_the_child() {
    let data = dataset();
    let found = counted(&data, "crc", "2026-01-01", &out_of(Membership::UnitedNations, "UN members"));
    assert_eq!((found.bound, found.out_of, found.not_bound, found.to_majority), (Some(192), 193, Some(1), Some(0)));
    assert_eq!((found.withdrawing, found.definition.as_str()), (0, "192 of 193 UN members are bound"));
    assert_eq!(outliers(&found), ["USA"]);
}

#[test]
fn outliers_are_fewer_than_one_in_twenty() {
    let data = dataset();
    let un = out_of(Membership::UnitedNations, "");
    let members: Vec<StateId> = inquiry(&data).universe_on(&un, treaty(&data, "crc"), day("2015-06-01"));
    // On that day Somalia and the United States were outside: its ratification came in October.
    let outside = [state(&data, "SOM"), state(&data, "USA")];
    let inside: Vec<StateId> = members.into_iter().filter(|one| !outside.contains(one)).collect();
    let told = |out: usize, all: usize| {
        let chosen = inside[..all - out].iter().chain(&outside[..out]).copied().collect();
        let found = counted(&data, "crc", "2015-06-01", &out_of(Membership::Listed(chosen), ""));
        let number = |count: Option<u32>| count.map(|count| count as usize);
        assert_eq!((number(found.bound), number(found.not_bound)), (Some(all - out), Some(out)));
        outliers(&found)
    };
    assert_eq!(told(1, 20), [""; 0]);
    assert_eq!(told(1, 21), ["SOM"]);
    assert_eq!(told(2, 23), [""; 0]);
    assert_eq!(told(2, 41), ["SOM", "USA"]);
}

#[test]
fn a_majority_is_more_than_half_and_those_who_are_leaving_still_count() {
    let data = dataset();
    // Finland and the other two Baltic states never joined.
    let five = listed(&data, &["AUT", "EST", "FIN", "LTU", "LVA"]);
    let eve = counted(&data, "ccm", "2025-03-05", &five);
    assert_eq!((eve.bound, eve.withdrawing, eve.out_of), (Some(2), 1, 5));
    let after = counted(&data, "ccm", "2025-03-06", &five);
    assert_eq!((after.bound, after.withdrawing, after.out_of), (Some(1), 0, 5));
    assert_eq!((eve.not_bound, eve.to_majority), (Some(3), Some(1)));
    assert_eq!((after.not_bound, after.to_majority), (Some(4), Some(2)));
    assert_eq!(after.definition, "1 of 5 of them are bound");
    let two = counted(&data, "ccm", "2024-09-05", &listed(&data, &["AUT", "LTU", "LVA", "EST"]));
    assert_eq!((two.bound, two.withdrawing, two.to_majority), (Some(2), 0, Some(1)), "half is no majority");
}

#[test]
fn the_thirtieth_instrument_brought_cluster_munitions_into_force() {
    let data = dataset();
    let reached = |on: &str| counted(&data, "ccm", on, &listed(&data, &["AUT"])).entry_into_force;
    let thirty = |reached: u32| vec![Threshold { condition: "30 instruments of consent".into(), needed: 30, reached }];
    // Burkina Faso and Moldova came on one day.
    assert_eq!((reached("2010-02-15"), reached("2010-02-16")), (thirty(28), thirty(30)));
}

#[test]
fn the_test_ban_waits_for_each_of_the_named_states() {
    let data = dataset();
    let condition = "consent of each of the named states";
    let named = |reached: u32| vec![Threshold { condition: condition.into(), needed: 44, reached }];
    let on = |date: &str| counted(&data, "ctbt", date, &listed(&data, &["RUS"])).entry_into_force;
    // China, Egypt, India, Iran, Israel, Pakistan, North Korea and the United States; since 2023 Russia again.
    assert_eq!((on("2023-11-02"), on("2023-11-03")), (named(36), named(35)));
}

#[test]
fn a_treaty_whose_clause_is_not_known_has_no_threshold() {
    let data = story(&json!({"entry_into_force": null}), &[]);
    assert_eq!(counted(&data, "t", "2010-01-01", &listed(&data, &["AAA"])).entry_into_force, []);
    let conditions = json!({"conditions": [{"text": "When both have told the other."}], "sources": ["s"]});
    let data = story(&json!({"entry_into_force": conditions}), &[]);
    assert_eq!(counted(&data, "t", "2010-01-01", &listed(&data, &["AAA"])).entry_into_force, []);
}

#[test]
fn a_count_is_given_for_each_treaty_and_day_with_one_note_for_the_last() {
    let data = four_of_a_kind();
    let universe = listed(&data, &["AAA", "BBB", "CCC"]);
    let days = ["2003-09-01", "2030-01-02", "2000-12-31"].map(day);
    let report = inquiry(&data).count(&[treaty(&data, "t")], &days, &universe);
    let told: Vec<_> = report.results.iter().map(|one| (one.date, one.bound, one.withdrawing, one.out_of)).collect();
    // Borduria is no more on the second of the days.
    assert_eq!(told, [(days[0], Some(2), 1, 3), (days[1], Some(0), 0, 2), (days[2], Some(0), 0, 3)]);
    assert_eq!(report.notes.iter().map(|note| note.kind).collect::<Vec<_>>(), [NoteKind::Coverage]);
    assert_eq!((report.of.as_str(), report.schema, report.view), ("asked", "treaty.count/1", "depositary"));
}

#[test]
fn where_only_deposits_are_known_nobody_is_counted_as_bound_or_as_not_bound() {
    // Mexico and Turkey ratified the Single Convention in 1967; who was bound on a day its record cannot say.
    let data = dataset();
    let two = listed(&data, &["MEX", "TUR", "SSD"]);
    let found = counted(&data, "single-convention", "2014-01-01", &two);
    assert_eq!((found.bound, found.not_bound, found.to_majority, found.consented), (None, None, None, 2));
    assert_eq!(found.definition, "2 of 3 of them have an instrument on record; who is bound is not");
    assert_eq!(outliers(&found), [""; 0]);
    let waiting = counted(&data, "ctbt", "2014-01-01", &listed(&data, &["MEX", "USA"]));
    assert_eq!((waiting.bound, waiting.not_bound, waiting.consented), (Some(0), Some(2), 1));
}

#[test]
fn who_is_leaving_still_has_its_instrument_on_record_where_only_deposits_are_known() {
    let events = json!([
        {"state": "AAA", "kind": "ratification", "date": "2000-06-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2003-09-01", "effective": "2004-03-01"},
        {"state": "BBB", "kind": "ratification", "date": "2000-06-01"},
    ]);
    let coverage = json!({"as_of": "2030-01-01", "sources": ["s"], "effects": "deposits_only"});
    let data = story(&json!({"events": events, "coverage": coverage}), &[]);
    let all = listed(&data, &["AAA", "BBB", "CCC"]);
    let found = counted(&data, "t", "2004-01-01", &all);
    assert_eq!(found.definition, "2 of 3 of them have an instrument on record; who is bound is not");
    assert_eq!((found.bound, found.withdrawing, found.consented), (None, 1, 1));
}

/// The number of members of the United Nations at the end of a year, and how many more the record has, with the cause.
///
/// The years to 1975 are as its Regional Information Centre lists them (unric.org/de/entwicklung-mitgliedschaft); 1980,
/// 2002, 2006 and 2011 stand in other pages; those of 1984 and of 1990 to 2000 are commonly known and were not looked up.
const PUBLISHED_MEMBERS: &[(i32, usize, isize, &str)] = &[
    (1945, 51, 0, ""),
    (1950, 60, 0, ""),
    (1955, 76, 0, ""),
    (1957, 82, 0, ""),
    (1958, 82, 0, ""),
    (1960, 99, 0, ""),
    (1961, 104, 0, ""),
    (1963, 113, -1, "Zanzibar, a member for four months, is no state of the record"),
    (1964, 115, 0, ""),
    (1965, 117, 1, "the record counts Indonesia, by the depositary's view; the chart of 1965 does not"),
    (1966, 122, 0, ""),
    (1967, 123, 0, ""),
    (1971, 132, 0, ""),
    (1973, 135, 0, ""),
    (1975, 144, 0, ""),
    (1980, 154, 0, ""),
    (1984, 159, 0, ""),
    (1990, 159, 0, ""),
    (1991, 166, 0, ""),
    (1992, 179, -1, "Yugoslavia was counted on after its end"),
    (1993, 184, -1, "Yugoslavia was counted on after its end"),
    (2000, 189, 0, ""),
    (2002, 191, 0, ""),
    (2006, 192, 0, ""),
    (2011, 193, 0, ""),
];

#[test]
fn the_united_nations_have_as_many_members_at_the_end_of_a_year_as_are_counted() {
    let data = dataset();
    let members = |year: i32| {
        let on = day(&format!("{year}-12-31"));
        inquiry(&data).universe_on(&out_of(Membership::UnitedNations, ""), treaty(&data, "npt"), on).len()
    };
    for &(year, published, more, cause) in PUBLISHED_MEMBERS {
        assert_eq!(Some(members(year)), published.checked_add_signed(more), "{year}: {cause}");
        assert_eq!(more == 0, cause.is_empty(), "{year}");
    }
}

#[test]
fn syria_was_no_member_of_its_own_while_it_was_one_with_egypt() {
    let data = dataset();
    let united_nations = Membership::UnitedNations;
    for (on, is_member) in [("1958-02-20", true), ("1958-02-21", false), ("1961-10-12", false), ("1961-10-13", true)] {
        assert_eq!(is_in(&data, &united_nations, "SYR", on), is_member, "{on}");
        assert!(is_in(&data, &united_nations, "EGY", on), "{on}");
    }
}
