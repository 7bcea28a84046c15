//! A history cut into days of one status, and the doubt of vague dates.

use treaty::law::{Act, Interval, Lifetime, Pick, Reading, Rules, Status, intervals};
use treaty::model::EventKind;

use super::{act, day, history, six_months};

fn words(found: &[Interval]) -> Vec<String> {
    let end = |interval: &Interval| interval.until.map(|until| until.to_string()).unwrap_or_default();
    found.iter().map(|interval| format!("{} {} {}", interval.from, end(interval), interval.status.word())).collect()
}

#[test]
fn intervals_follow_each_other_and_the_last_is_open() {
    let acts = [
        act(EventKind::Signature, "2001-01-01"),
        act(EventKind::Ratification, "2002-01-01"),
        act(EventKind::WithdrawalNotice, "2010-01-15"),
    ];
    let told = history(&six_months(), &acts);
    let found = intervals(&told, None);
    assert_eq!(
        words(&found),
        [
            "2001-01-01 2002-01-01 signatory",
            "2002-01-01 2002-07-01 consented",
            "2002-07-01 2010-01-15 party",
            "2010-01-15 2010-07-15 withdrawing",
            "2010-07-15  former_party",
        ]
    );
    assert_eq!(found[3].event, Some(acts[2].event), "the notice governs the window");
}

#[test]
fn before_its_first_act_a_state_has_no_interval() {
    let told = history(&six_months(), &[act(EventKind::Domestic, "2001-01-01")]);
    assert_eq!(intervals(&told, None), []);
    let life = Lifetime { from: Some(day("1990-01-01")), until: None };
    let told = treaty::law::History::of(&six_months(), &[act(EventKind::Signature, "2001-01-01")], life);
    assert_eq!(words(&intervals(&told, None)), ["2001-01-01  signatory"]);
}

/// An accession in 2005, nobody knows on which day.
fn vague() -> Reading {
    let acts = |pick: Pick| -> Vec<Act> {
        let date = "2005".parse().expect("a year");
        vec![Act { day: Some(pick.of(date)), ..act(EventKind::Accession, "2005-01-01") }]
    };
    Reading::of(true, |_| six_months(), acts, Lifetime::default())
}

#[test]
fn where_a_vague_date_matters_the_status_is_open() {
    let reading = vague();
    assert_eq!(words(&reading.intervals()), ["2005-01-01 2006-06-30 undetermined", "2006-06-30  party"]);
    for (on, status) in [
        ("2004-12-31", Status::NotParty),
        ("2005-01-01", Status::Undetermined),
        ("2006-06-29", Status::Undetermined),
        ("2006-06-30", Status::Party),
    ] {
        assert_eq!(reading.status_on(day(on)), status, "{on}");
    }
    assert_eq!(reading.standing_on(day("2005-08-01")).status, Status::Party, "by the first possible day");
}

#[test]
fn days_known_exactly_are_read_once() {
    let acts = |_| vec![act(EventKind::Accession, "2005-01-01")];
    let reading = Reading::of(false, |_| Rules { ..six_months() }, acts, Lifetime::default());
    assert_eq!(reading.latest, None);
    assert_eq!(reading.status_on(day("2005-07-01")), Status::Party);
}
