//! Entry into force for one state.

use treaty::law::History;
use treaty::law::{Basis, Effect, LaterRule, Lifetime, Reason, Rules, Status, general_date};
use treaty::model::{Cutoff, EventKind, Offset, Trigger};

use super::{act, dates, day, effective, history, on, six_months};

fn entry(rules: &Rules, deposit: treaty::law::Act, exists_from: Option<&str>) -> Option<Effect> {
    let life = Lifetime { from: exists_from.map(day), until: None };
    History::of(rules, &[deposit], life).episodes[0].in_force
}

fn with_cutoff(cutoff: Cutoff) -> Rules {
    let later = six_months().later.expect("it has one");
    Rules { later: Some(LaterRule { cutoff, ..later }), ..six_months() }
}

#[test]
fn an_instrument_among_the_first_waits_for_the_treaty_itself() {
    let first = entry(&six_months(), act(EventKind::Ratification, "1999-07-01"), None).expect("in force");
    assert_eq!((first.day, first.basis), (day("2000-01-01"), Basis::General));
    // One day later the six months run past the general day, and the instrument counts for itself.
    let next = entry(&six_months(), act(EventKind::Ratification, "1999-07-02"), None).expect("in force");
    assert_eq!((next.day, next.basis), (day("2000-01-02"), Basis::Later));
}

#[test]
fn a_deposit_in_the_gap_gets_the_general_day_where_the_clause_counts_from_entry_into_force() {
    let rules = with_cutoff(Cutoff::AfterEntryIntoForce);
    for deposit in ["1999-12-31", "2000-01-01"] {
        let gap = entry(&rules, act(EventKind::Accession, deposit), None).expect("in force");
        assert_eq!((gap.day, gap.basis), (day("2000-01-01"), Basis::General), "{deposit}");
    }
    let after = entry(&rules, act(EventKind::Accession, "2000-01-02"), None).expect("in force");
    assert_eq!((after.day, after.basis), (day("2000-07-02"), Basis::Later));
    for cutoff in [Cutoff::AfterNth, Cutoff::AfterConditions, Cutoff::Any] {
        let own = entry(&with_cutoff(cutoff), act(EventKind::Accession, "1999-12-31"), None).expect("in force");
        assert_eq!((own.day, own.basis), (day("2000-06-30"), Basis::Later), "{cutoff:?}");
    }
}

#[test]
fn nobody_is_bound_before_the_treaty_is_in_force() {
    let short = LaterRule { offset: Offset::Days(10), ..six_months().later.expect("it has one") };
    let rules = Rules { later: Some(short), general_offset: None, ..six_months() };
    let early = entry(&rules, act(EventKind::Ratification, "1999-12-01"), None).expect("in force");
    assert_eq!((early.day, early.basis), (day("2000-01-01"), Basis::NotBeforeGeneral));
    let exactly = entry(&rules, act(EventKind::Ratification, "1999-12-22"), None).expect("in force");
    assert_eq!((exactly.day, exactly.basis), (day("2000-01-01"), Basis::Later));
}

#[test]
fn a_treaty_without_a_clause_for_later_parties_binds_only_those_who_came_in_time() {
    let rules = Rules { later: None, general_offset: None, ..six_months() };
    let in_time = entry(&rules, act(EventKind::Ratification, "2000-01-01"), None).expect("in force");
    assert_eq!((in_time.day, in_time.basis), (day("2000-01-01"), Basis::General));
    assert_eq!(entry(&rules, act(EventKind::Ratification, "2000-01-02"), None), None);
}

#[test]
fn a_successor_is_bound_from_its_first_day_and_not_before_the_treaty() {
    let succession = act(EventKind::Succession, "2005-05-05");
    let born = entry(&six_months(), succession, Some("2003-03-03")).expect("in force");
    assert_eq!((born.day, born.basis), (day("2003-03-03"), Basis::Succession));
    let older = entry(&six_months(), succession, Some("1990-01-01")).expect("in force");
    assert_eq!(older.day, day("2000-01-01"));
    let unknown = entry(&six_months(), succession, None).expect("in force");
    assert_eq!(unknown.day, day("2005-05-05"), "from the notification where the succession is not known");
}

#[test]
fn others_have_time_to_object_to_an_accession_and_not_to_a_ratification() {
    let objections = LaterRule {
        offset: Offset::Days(60),
        objection_period: Some(Offset::Months(6)),
        ..six_months().later.expect("it has one")
    };
    let rules = Rules { later: Some(objections), ..six_months() };
    let accession = entry(&rules, act(EventKind::Accession, "2010-01-01"), None).expect("in force");
    assert_eq!(accession.day, day("2010-08-30"), "sixty days after six months");
    let ratification = entry(&rules, act(EventKind::Ratification, "2010-01-01"), None).expect("in force");
    assert_eq!(ratification.day, day("2010-03-02"));
    assert!(objections.is_earliest(EventKind::Accession) && !objections.is_earliest(EventKind::Ratification));
    let notified = LaterRule { trigger: Trigger::Notification, objection_period: None, ..objections };
    assert!(notified.is_earliest(EventKind::Ratification));
}

#[test]
fn a_published_day_governs_and_the_computed_one_stands_beside_it() {
    let published = effective(act(EventKind::Ratification, "2010-08-31"), "2011-03-01");
    let effect = entry(&six_months(), published, None).expect("in force");
    assert_eq!((effect.day, effect.basis), (day("2011-03-01"), Basis::Published));
    assert_eq!((effect.computed, effect.published), (Some(day("2011-02-28")), Some(day("2011-03-01"))));
    assert!(effect.clamped, "31 August and six months is no day");
}

#[test]
fn a_record_of_deposits_gives_no_day_of_entry_into_force() {
    let rules = Rules { deposits_only: true, ..six_months() };
    let told = history(&rules, &[act(EventKind::Ratification, "2010-01-01")]);
    let standing = told.status_on(day("2020-01-01"));
    assert_eq!((standing.status, standing.reason), (Status::Consented, Reason::DepositsOnly));
    // So it is where nobody knows whether the treaty is in force.
    let told = history(&Rules { in_force: None, ..rules }, &[act(EventKind::Ratification, "2010-01-01")]);
    assert_eq!(told.status_on(day("2020-01-01")).reason, Reason::DepositsOnly);
    // Without a clause for later parties the instrument of one stands as well, and for the same reason.
    let rules = Rules { later: None, ..six_months() };
    let told = history(&rules, &[act(EventKind::Ratification, "2010-01-01")]);
    assert_eq!(told.status_on(day("2020-01-01")).reason, Reason::DepositsOnly);
}

#[test]
fn a_notice_shows_who_is_bound_even_where_only_deposits_are_known() {
    let acts = [act(EventKind::Ratification, "2010-01-01"), act(EventKind::WithdrawalNotice, "2015-01-01")];
    let known = |rules: &Rules, on: &str| {
        let told = history(rules, &acts);
        let standing = told.status_on(day(on));
        (standing.status, standing.reason)
    };
    let consented = (Status::Consented, Reason::DepositsOnly);
    let leaving = (Status::Withdrawing, Reason::NoticeRuns);
    for rules in [Rules { deposits_only: true, ..six_months() }, Rules { later: None, ..six_months() }] {
        assert_eq!(known(&rules, "2014-12-31"), consented);
        assert_eq!(known(&rules, "2015-01-01"), leaving);
        assert_eq!(known(&rules, "2015-06-30"), leaving);
        assert_eq!(known(&rules, "2015-07-01"), (Status::FormerParty, Reason::Left));
    }
    // Whoever is known to be bound only later is not bound by its notice, nor is anybody before the treaty is.
    let waits = Rules { in_force: Some(day("2020-01-01")), ..six_months() };
    assert_eq!(known(&waits, "2015-03-01"), (Status::Consented, Reason::AwaitsEntryIntoForce));
    let never = Rules { in_force: None, ..six_months() };
    assert_eq!(known(&never, "2015-03-01"), (Status::Consented, Reason::TreatyNotInForce));
}

#[test]
fn an_instrument_under_a_treaty_that_is_not_in_force_stands_and_binds_nobody() {
    let rules = Rules { in_force: None, ..six_months() };
    let told = history(&rules, &[act(EventKind::Ratification, "2010-01-01")]);
    assert_eq!(
        on(&told, &["2009-12-31", "2010-01-01", "2020-01-01"]),
        [Status::NotParty, Status::Consented, Status::Consented]
    );
    assert_eq!(told.status_on(day("2020-01-01")).reason, Reason::TreatyNotInForce);
    let waits = history(&six_months(), &[act(EventKind::Ratification, "2010-01-01")]);
    assert_eq!(waits.status_on(day("2010-06-30")).reason, Reason::AwaitsEntryIntoForce);
}

#[test]
fn the_nth_deposit_brings_a_treaty_into_force_and_not_before_its_day() {
    let deposits = ["2003-03-03", "2001-01-01", "2002-02-02"].map(day);
    let at = |needed, not_before: Option<&str>| {
        general_date(&deposits, needed, Offset::Days(30), not_before.map(day)).map(|day| day.to_string())
    };
    assert_eq!(at(2, None).as_deref(), Some("2002-03-04"));
    assert_eq!(at(3, None).as_deref(), Some("2003-04-02"));
    assert_eq!(at(2, Some("2005-01-01")).as_deref(), Some("2005-01-01"));
    assert_eq!(at(2, Some("2002-01-01")).as_deref(), Some("2002-03-04"));
    assert_eq!((at(0, None), at(4, None)), (None, None));
}

#[test]
fn every_day_on_which_a_status_can_turn_is_told() {
    let acts = [
        act(EventKind::Signature, "2001-01-01"),
        act(EventKind::ProvisionalApplication, "2001-02-02"),
        act(EventKind::Ratification, "2001-03-03"),
        act(EventKind::Suspension, "2005-05-05"),
        act(EventKind::SuspensionEnded, "2005-06-06"),
        act(EventKind::WithdrawalNotice, "2006-07-07"),
    ];
    let life = Lifetime { from: Some(day("1999-09-09")), until: Some(day("2020-02-20")) };
    let rules = Rules { terminated: Some(day("2019-09-19")), ..six_months() };
    assert_eq!(
        dates(&History::of(&rules, &acts, life).turning_days()),
        [
            "1999-09-09",
            "2001-01-01",
            "2001-02-02",
            "2001-03-03",
            "2001-09-03",
            "2005-05-05",
            "2005-06-06",
            "2006-07-07",
            "2007-01-07",
            "2019-09-19",
            "2020-02-20",
        ]
    );
}
