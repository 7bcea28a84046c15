//! What a status on a day rests on.

use treaty::law::{Act, History, Idle, Reason, Rules, Status};
use treaty::model::EventKind;

use super::{Lifetime, act, day, effective, history, on, six_months};

#[test]
fn a_signature_is_no_consent_and_counts_once() {
    let (signed, again) = (act(EventKind::Signature, "2001-01-01"), act(EventKind::Signature, "2002-01-01"));
    let told = history(&six_months(), &[again, signed]);
    assert_eq!(on(&told, &["2000-12-31", "2001-01-01"]), [Status::NotParty, Status::Signatory]);
    assert_eq!(told.status_on(day("2000-12-31")).reason, Reason::NoAct);
    assert_eq!(told.status_on(day("2001-01-01")).reason, Reason::Signed);
    assert_eq!((told.signature, told.idle.as_slice()), (Some(signed), &[(again, Idle::AlreadySigned)][..]));
    let declared = act(EventKind::IntentionNotToBecomeParty, "2003-01-01");
    let told = history(&six_months(), &[signed, declared]);
    assert_eq!((told.intention, told.status_on(day("2004-01-01")).status), (Some(declared), Status::Signatory));
}

#[test]
fn a_second_instrument_while_one_stands_changes_nothing() {
    let (first, second) = (act(EventKind::Ratification, "2001-01-01"), act(EventKind::Accession, "2002-01-01"));
    let told = history(&six_months(), &[first, second]);
    assert_eq!((told.episodes.len(), told.idle.as_slice()), (1, &[(second, Idle::AlreadyConsented)][..]));
}

#[test]
fn what_concerns_a_territory_or_happens_at_home_changes_nothing() {
    let limited = Act { limited: true, ..act(EventKind::WithdrawalNotice, "2010-01-15") };
    let vote = act(EventKind::Domestic, "2010-01-01");
    let told = history(&six_months(), &[act(EventKind::Ratification, "2001-01-01"), limited, vote]);
    assert_eq!(told.status_on(day("2020-01-01")).status, Status::Party);
    assert_eq!(told.idle, [(vote, Idle::Domestic), (limited, Idle::Limited)]);
}

#[test]
fn contested_acts_have_no_effect_in_the_view_that_contests_them() {
    for kind in
        [EventKind::Ratification, EventKind::Signature, EventKind::ProvisionalApplication, EventKind::Suspension]
    {
        let contested = Act { contested: true, ..act(kind, "2010-01-15") };
        let told = history(&six_months(), &[contested]);
        assert_eq!(told.status_on(day("2020-01-01")).status, Status::NotParty, "{kind:?}");
        assert_eq!(told.idle, [(contested, Idle::Contested)]);
    }
}

#[test]
fn provisional_application_lasts_until_the_treaty_is_in_force_for_the_state() {
    let applies = act(EventKind::ProvisionalApplication, "2010-02-01");
    let acts = [act(EventKind::Ratification, "2010-01-15"), applies];
    let told = history(&six_months(), &acts);
    assert_eq!(
        on(&told, &["2010-01-31", "2010-02-01", "2010-07-14", "2010-07-15"]),
        [Status::Consented, Status::Provisional, Status::Provisional, Status::Party]
    );
    let applying = told.status_on(day("2010-02-01"));
    assert_eq!((applying.reason, applying.act), (Reason::AppliesProvisionally, Some(applies)));
    // From the day that was published for it, and by a mere signatory as well.
    let told = history(&six_months(), &[act(EventKind::Signature, "2010-01-15"), effective(applies, "2010-03-01")]);
    assert_eq!(on(&told, &["2010-02-28", "2010-03-01"]), [Status::Signatory, Status::Provisional]);
    // Where the treaty's own text ends it, it ends for those who never consented too.
    let rules = Rules { provisional_until: Some(day("2010-05-05")), ..six_months() };
    let told = history(&rules, &[act(EventKind::Signature, "2010-01-15"), applies]);
    assert_eq!(
        on(&told, &["2010-02-01", "2010-05-04", "2010-05-05"]),
        [Status::Provisional, Status::Provisional, Status::Signatory]
    );
    assert_eq!(told.turning_days(), ["2010-01-15", "2010-02-01", "2010-05-05"].map(day));
    assert_eq!(history(&rules, &[act(EventKind::Signature, "2010-01-15")]).turning_days(), [day("2010-01-15")]);
    // Whoever undid its instrument applies nothing any more.
    let undone = act(EventKind::ConsentWithdrawn, "2010-05-01");
    let told = history(&six_months(), &[acts[0], acts[1], undone]);
    assert_eq!(on(&told, &["2010-04-30", "2010-05-01"]), [Status::Provisional, Status::NotParty]);
}

#[test]
fn a_suspended_party_is_bound_and_its_suspension_ends_on_its_day() {
    let consent = act(EventKind::Ratification, "2000-06-01");
    let (begun, ended) = (act(EventKind::Suspension, "2010-02-01"), act(EventKind::SuspensionEnded, "2011-02-01"));
    let told = history(&six_months(), &[consent, begun, ended]);
    assert_eq!(
        on(&told, &["2010-01-31", "2010-02-01", "2011-01-31", "2011-02-01"]),
        [Status::Party, Status::Suspended, Status::Suspended, Status::Party]
    );
    assert_eq!(told.status_on(day("2010-02-01")).reason, Reason::Suspended);
    assert_eq!(told.status_on(day("2010-02-01")).act, Some(begun));
    let again = act(EventKind::SuspensionEnded, "2012-02-01");
    let told = history(&six_months(), &[consent, begun, ended, again]);
    assert_eq!(told.idle, [(again, Idle::NothingSuspended)]);
    assert_eq!(history(&six_months(), &[consent, ended]).idle, [(ended, Idle::NothingSuspended)]);
    let told = history(&six_months(), &[consent, effective(begun, "2010-03-01"), effective(ended, "2011-03-01")]);
    assert_eq!(
        on(&told, &["2010-02-28", "2010-03-01", "2011-02-28", "2011-03-01"]),
        [Status::Party, Status::Suspended, Status::Suspended, Status::Party]
    );
}

#[test]
fn a_state_is_a_party_only_while_it_exists() {
    let life = Lifetime { from: Some(day("2001-01-01")), until: Some(day("2015-01-01")) };
    let told = History::of(&six_months(), &[act(EventKind::Ratification, "1999-01-01")], life);
    assert_eq!(
        on(&told, &["2000-12-31", "2001-01-01", "2014-12-31", "2015-01-01"]),
        [Status::NotParty, Status::Party, Status::Party, Status::NotParty]
    );
    assert_eq!(told.status_on(day("2015-01-01")).reason, Reason::StateNotExisting);
    assert_eq!(told.status_on(day("2000-12-31")).reason, Reason::StateNotExisting);
    assert_eq!(told.status_on(day("2001-01-01")).reason, Reason::InForce);
}

#[test]
fn when_a_treaty_is_no_more_its_parties_are_former_parties_and_the_others_nothing() {
    let rules = Rules { terminated: Some(day("2015-01-01")), ..six_months() };
    let party = history(&rules, &[act(EventKind::Ratification, "2001-01-01")]);
    assert_eq!(on(&party, &["2014-12-31", "2015-01-01"]), [Status::Party, Status::FormerParty]);
    assert_eq!(party.status_on(day("2015-01-01")).reason, Reason::Terminated);
    let left = act(EventKind::WithdrawalNotice, "2014-07-01");
    let told = history(&rules, &[act(EventKind::Ratification, "2001-01-01"), left]);
    let standing = told.status_on(day("2015-01-01"));
    assert_eq!((standing.reason, standing.act), (Reason::Left, Some(left)), "it left on the day of the end");
    let late = act(EventKind::WithdrawalNotice, "2014-07-02");
    let told = history(&rules, &[act(EventKind::Ratification, "2001-01-01"), late]);
    assert_eq!(told.status_on(day("2015-01-01")).reason, Reason::Terminated);
    for acts in [
        vec![act(EventKind::Signature, "2001-01-01")],
        vec![act(EventKind::Ratification, "2014-12-01")],
        vec![act(EventKind::Ratification, "2014-07-01")],
    ] {
        let never = history(&rules, &acts);
        // Not even when the day comes on which its instrument would have taken effect.
        for later in ["2015-01-01", "2020-01-01"] {
            let standing = never.status_on(day(later));
            assert_eq!((standing.status, standing.reason), (Status::NotParty, Reason::Terminated));
        }
    }
}

#[test]
fn acts_are_read_by_day_whatever_their_order_in_the_record() {
    let acts = [
        act(EventKind::WithdrawalNotice, "2010-01-15"),
        act(EventKind::Accession, "2012-01-15"),
        act(EventKind::Ratification, "2000-06-01"),
    ];
    let told = history(&six_months(), &acts);
    assert_eq!(told.episodes.len(), 2);
    assert_eq!(told.status_on(day("2011-01-01")).status, Status::FormerParty);
    assert_eq!(told.status_on(day("2012-01-15")).status, Status::Consented, "it has consented anew and waits");
    assert_eq!(told.status_on(day("2012-07-15")).status, Status::Party);
}

#[test]
fn every_status_has_its_word_and_says_whether_it_binds() {
    let bound = [Status::Party, Status::Withdrawing, Status::Suspended];
    for status in Status::ALL {
        assert_eq!(Status::from_word(status.word()), Some(status));
        let binds = (status != Status::Undetermined).then(|| bound.contains(&status));
        assert_eq!(status.bound(), binds, "{status:?}");
        assert_eq!(status.has_standing_consent(), bound.contains(&status) || status == Status::Consented);
    }
    assert_eq!(Status::from_word(" Former party "), Some(Status::FormerParty));
}
