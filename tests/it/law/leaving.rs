//! Notices, their effects, and what undoes them.

use treaty::law::{
    Basis, Idle, LeavingRule, NoEffect, Reason, Rules, Status, earliest_notice, effect_of_notice, latest_notice,
};
use treaty::model::{EventKind, Offset, Tail, WithdrawalClass};

use super::{Lifetime, act, day, effective, history, on, six_months};

fn clause(class: WithdrawalClass) -> LeavingRule {
    LeavingRule::new(class, Some(Offset::Months(6)))
}

fn under(clause: LeavingRule) -> Rules {
    Rules { leaving: Some(clause), ..six_months() }
}

fn effect(rules: &Rules, notice: &str) -> Result<String, NoEffect> {
    effect_of_notice(rules, day(notice), Some(day("2000-01-01"))).map(|counted| counted.day.to_string())
}

#[test]
fn the_window_opens_with_the_notice_and_closes_before_the_day_of_effect() {
    let acts = [act(EventKind::Ratification, "2000-06-01"), act(EventKind::WithdrawalNotice, "2010-01-15")];
    let told = history(&six_months(), &acts);
    assert_eq!(
        on(&told, &["2010-01-14", "2010-01-15", "2010-07-14", "2010-07-15"]),
        [Status::Party, Status::Withdrawing, Status::Withdrawing, Status::FormerParty]
    );
    assert_eq!(told.status_on(day("2010-01-15")).reason, Reason::NoticeRuns);
    let left = told.status_on(day("2010-07-15"));
    assert_eq!((left.reason, left.act), (Reason::Left, Some(acts[1])), "the notice governs what came of it");
    let ending = told.episodes[0].ending.expect("it left");
    assert_eq!((ending.effect.basis, ending.inferred, ending.tail), (Basis::Withdrawal, false, None));
}

#[test]
fn a_tail_is_told_with_the_ending() {
    let rules = under(LeavingRule { tail: Some(Tail::ArmedConflictAtExpiry), ..clause(WithdrawalClass::Notice) });
    let acts = [act(EventKind::Ratification, "2000-06-01"), act(EventKind::WithdrawalNotice, "2010-01-15")];
    let ending = history(&rules, &acts).episodes[0].ending.expect("it left");
    assert_eq!(ending.tail, Some(Tail::ArmedConflictAtExpiry));
}

#[test]
fn a_published_day_of_effect_governs_a_withdrawal_too() {
    let notice = effective(act(EventKind::WithdrawalNotice, "2010-08-31"), "2011-03-01");
    let told = history(&six_months(), &[act(EventKind::Ratification, "2000-06-01"), notice]);
    let ending = told.episodes[0].ending.expect("it left");
    assert_eq!((ending.effect.day, ending.effect.basis), (day("2011-03-01"), Basis::Published));
    assert_eq!(ending.effect.computed, Some(day("2011-02-28")));
    assert!(ending.effect.clamped);
}

#[test]
fn a_treaty_without_a_clause_lets_nobody_go() {
    let rules = under(clause(WithdrawalClass::Silent));
    assert_eq!(effect(&rules, "2010-01-01"), Err(NoEffect::NoClause));
    let acts = [act(EventKind::Ratification, "2000-06-01"), act(EventKind::WithdrawalNotice, "2010-01-01")];
    let told = history(&rules, &acts);
    assert_eq!(told.status_on(day("2020-01-01")).status, Status::Party);
    assert_eq!(told.episodes[0].disputed[0].1, NoEffect::NoClause);
}

#[test]
fn a_notice_whose_effect_nobody_can_tell_leaves_the_status_open_from_its_day() {
    for (rules, why) in [
        (Rules { leaving: None, ..six_months() }, NoEffect::ClauseUnknown),
        (under(clause(WithdrawalClass::Conditional)), NoEffect::Conditional),
        (under(LeavingRule::new(WithdrawalClass::Notice, None)), NoEffect::ClauseUnknown),
    ] {
        let acts = [act(EventKind::Ratification, "2000-06-01"), act(EventKind::WithdrawalNotice, "2010-01-01")];
        let told = history(&rules, &acts);
        assert_eq!(on(&told, &["2009-12-31", "2010-01-01"]), [Status::Party, Status::Undetermined]);
        assert_eq!(told.status_on(day("2010-01-01")).reason, Reason::EffectUnknown);
        assert_eq!(told.status_on(day("2010-01-01")).act.map(|act| act.kind), Some(EventKind::WithdrawalNotice));
        assert_eq!(told.episodes[0].open_notice.map(|(_, reason)| reason), Some(why));
        // A second one changes nothing of what the first left open, and taking it back closes it.
        let again = act(EventKind::WithdrawalNotice, "2011-01-01");
        let back = act(EventKind::WithdrawalRescinded, "2012-01-01");
        let told = history(&rules, &[acts[0], acts[1], again]);
        assert_eq!(told.episodes[0].open_notice.map(|(act, _)| act.event), Some(acts[1].event));
        let told = history(&rules, &[acts[0], acts[1], back]);
        assert_eq!(on(&told, &["2010-01-01", "2013-01-01"]), [Status::Party, Status::Party]);
        // An expulsion ends what was open.
        let out = act(EventKind::MembershipCeased, "2013-01-01");
        let told = history(&rules, &[acts[0], acts[1], out]);
        assert_eq!(on(&told, &["2012-12-31", "2013-01-01"]), [Status::Undetermined, Status::FormerParty]);
    }
}

#[test]
fn a_notice_before_the_minimum_period_has_no_effect() {
    let three_years = LeavingRule { minimum_in_force: Some(Offset::Years(3)), ..clause(WithdrawalClass::Notice) };
    let rules = under(three_years);
    assert_eq!(earliest_notice(&rules, Some(day("2000-01-01"))), Some(day("2003-01-01")));
    assert_eq!(earliest_notice(&rules, None), None);
    assert_eq!(effect(&rules, "2002-12-31"), Err(NoEffect::TooEarly(day("2003-01-01"))));
    assert_eq!(effect(&rules, "2003-01-01").as_deref(), Ok("2003-07-01"));
    let for_all = LeavingRule { minimum_treaty_in_force: Some(Offset::Years(1)), ..three_years };
    assert_eq!(earliest_notice(&under(for_all), None), Some(day("2001-01-01")), "the treaty is of 2000");
    assert_eq!(earliest_notice(&under(for_all), Some(day("2010-01-01"))), Some(day("2013-01-01")), "the later one");
}

#[test]
fn a_notice_counts_for_the_end_of_the_first_period_for_which_it_is_early_enough() {
    let cycle = LeavingRule {
        first_period: Some(Offset::Years(10)),
        next_period: Some(Offset::Years(5)),
        notice_before: Some(Offset::Months(6)),
        ..clause(WithdrawalClass::Cycle)
    };
    let rules = under(cycle);
    assert_eq!(effect(&rules, "2009-07-01").as_deref(), Ok("2010-01-01"));
    assert_eq!(effect(&rules, "2009-07-02").as_deref(), Ok("2015-01-01"));
    assert_eq!(effect(&rules, "2014-07-02").as_deref(), Ok("2020-01-01"));
    let stands_still = LeavingRule { next_period: Some(Offset::Days(0)), ..cycle };
    assert_eq!(effect(&under(stands_still), "2009-07-02"), Err(NoEffect::ClauseUnknown));
    let unknown = LeavingRule { notice_before: None, ..cycle };
    assert_eq!(effect(&under(unknown), "2009-07-01"), Err(NoEffect::ClauseUnknown));
}

#[test]
fn a_notice_may_be_given_only_while_the_window_is_open() {
    let window = LeavingRule {
        first_period: Some(Offset::Years(10)),
        next_period: Some(Offset::Years(10)),
        window: Some(Offset::Years(1)),
        ..clause(WithdrawalClass::Window)
    };
    let rules = under(window);
    assert_eq!(effect(&rules, "2009-12-31"), Err(NoEffect::OutsideWindow));
    assert_eq!(effect(&rules, "2010-01-01").as_deref(), Ok("2010-07-01"));
    assert_eq!(effect(&rules, "2010-12-31").as_deref(), Ok("2011-06-30"));
    assert_eq!(effect(&rules, "2011-01-01"), Err(NoEffect::OutsideWindow));
    assert_eq!(effect(&rules, "2020-06-01").as_deref(), Ok("2020-12-01"));
    let stands_still = LeavingRule { next_period: Some(Offset::Days(0)), ..window };
    assert_eq!(effect(&under(stands_still), "2011-01-01"), Err(NoEffect::ClauseUnknown));
    let unknown = LeavingRule { window: None, ..window };
    assert_eq!(effect(&under(unknown), "2010-01-01"), Err(NoEffect::ClauseUnknown));
}

#[test]
fn a_notice_by_the_first_of_january_takes_effect_in_june_and_a_later_one_in_the_next_year() {
    let annual =
        LeavingRule { notice_by: Some((1, 1)), effect_on: Some((6, 30)), ..clause(WithdrawalClass::FixedAnnualDate) };
    assert_eq!(effect(&under(annual), "2018-12-26").as_deref(), Ok("2019-06-30"));
    assert_eq!(effect(&under(annual), "2019-01-01").as_deref(), Ok("2019-06-30"));
    assert_eq!(effect(&under(annual), "2019-01-02").as_deref(), Ok("2020-06-30"));
    let unknown = LeavingRule { effect_on: None, ..annual };
    assert_eq!(effect(&under(unknown), "2019-01-01"), Err(NoEffect::ClauseUnknown));
}

#[test]
fn the_latest_lawful_notice_is_the_last_that_still_takes_effect_on_the_day() {
    let latest = |rules: &Rules, effect: &str| latest_notice(rules, day(effect)).map(|day| day.to_string());
    assert_eq!(latest(&six_months(), "2025-03-06").as_deref(), Some("2024-09-06"));
    // Four days end on the last of February; the last of them is the latest.
    assert_eq!(latest(&six_months(), "2023-02-28").as_deref(), Some("2022-08-31"));
    assert_eq!(latest(&six_months(), "2023-08-31"), None, "no notice ends on a 31st of August");
    assert_eq!(latest(&under(clause(WithdrawalClass::Silent)), "2025-03-06"), None);
    let twenty_years = under(LeavingRule::new(WithdrawalClass::Notice, Some(Offset::Years(20))));
    assert_eq!(latest(&twenty_years, "2025-03-06").as_deref(), Some("2005-03-06"));
    let ninety = Some(Offset::Years(90));
    let minimum =
        LeavingRule { minimum_in_force: ninety, minimum_treaty_in_force: ninety, ..clause(WithdrawalClass::Notice) };
    assert_eq!(latest(&under(minimum), "2025-03-06").as_deref(), Some("2024-09-06"), "a minimum is not asked");
}

#[test]
fn a_withdrawal_known_only_by_its_effect_has_its_notice_inferred_and_not_before_the_state_was_in() {
    let only_effect = |on: &str| effective(treaty::law::Act { day: None, ..act(EventKind::WithdrawalNotice, on) }, on);
    let told = history(&six_months(), &[act(EventKind::Ratification, "2000-06-01"), only_effect("2010-07-15")]);
    let ending = told.episodes[0].ending.expect("it left");
    assert_eq!((ending.notice, ending.inferred), (Some(day("2010-01-15")), true));
    assert_eq!(
        on(&told, &["2010-01-14", "2010-01-15", "2010-07-15"]),
        [Status::Party, Status::Withdrawing, Status::FormerParty]
    );
    let told = history(&six_months(), &[act(EventKind::Ratification, "2000-06-01"), only_effect("2001-02-01")]);
    assert_eq!(told.episodes[0].ending.and_then(|ending| ending.notice), Some(day("2000-12-01")), "in force that day");
    let unknown = Rules { leaving: None, ..six_months() };
    let told = history(&unknown, &[act(EventKind::Ratification, "2000-06-01"), only_effect("2010-07-15")]);
    let ending = told.episodes[0].ending.expect("it left");
    assert_eq!((ending.notice, ending.inferred), (None, false));
}

#[test]
fn a_notice_taken_back_in_time_was_as_if_never_given_and_a_late_change_of_mind_comes_to_nothing() {
    let (consent, notice) =
        (act(EventKind::Ratification, "2000-06-01"), act(EventKind::WithdrawalNotice, "2010-01-15"));
    let back = act(EventKind::WithdrawalRescinded, "2010-07-14");
    let told = history(&six_months(), &[consent, notice, back]);
    assert_eq!(on(&told, &["2010-01-15", "2010-07-15"]), [Status::Party, Status::Party]);
    assert_eq!(told.episodes[0].rescinded.len(), 1);
    let late = act(EventKind::WithdrawalRescinded, "2010-07-15");
    let told = history(&six_months(), &[consent, notice, late]);
    assert_eq!(told.status_on(day("2010-07-15")).status, Status::FormerParty);
    assert_eq!(told.idle, [(late, Idle::NothingToRescind)]);
    let told = history(&six_months(), &[consent, back]);
    assert_eq!(told.idle, [(back, Idle::NothingToRescind)]);
    // An expulsion is not the state's to take back.
    let ceased = effective(act(EventKind::MembershipCeased, "2010-01-15"), "2010-12-01");
    let told = history(&six_months(), &[consent, ceased, back]);
    assert_eq!(told.idle, [(back, Idle::NothingToRescind)]);
}

#[test]
fn a_notice_can_be_taken_back_even_after_the_state_consented_anew() {
    let acts = [
        act(EventKind::Ratification, "2000-06-01"),
        act(EventKind::WithdrawalNotice, "2010-01-15"),
        act(EventKind::Accession, "2010-02-01"),
        act(EventKind::WithdrawalRescinded, "2010-03-01"),
    ];
    let told = history(&six_months(), &acts);
    assert_eq!(told.episodes.len(), 1, "it never left, so it came back to nothing");
    assert_eq!(on(&told, &["2010-01-20", "2010-07-20", "2011-01-01"]), [Status::Party; 3]);
    assert_eq!(told.idle, [(acts[2], Idle::AlreadyConsented)]);
}

#[test]
fn a_second_notice_while_one_runs_changes_nothing_and_one_after_the_end_has_nothing_to_leave() {
    let (consent, notice) =
        (act(EventKind::Ratification, "2000-06-01"), act(EventKind::WithdrawalNotice, "2010-01-15"));
    let (during, after) =
        (act(EventKind::WithdrawalNotice, "2010-07-14"), act(EventKind::WithdrawalNotice, "2010-07-15"));
    let told = history(&six_months(), &[consent, notice, during, after]);
    assert_eq!(
        told.idle,
        [(during, Idle::NoEffect(NoEffect::AlreadyLeaving)), (after, Idle::NoEffect(NoEffect::NothingToLeave))]
    );
    assert_eq!(history(&six_months(), &[notice]).idle, [(notice, Idle::NoEffect(NoEffect::NothingToLeave))]);
}

#[test]
fn a_contested_notice_has_no_effect_in_the_view_that_contests_it() {
    let notice = treaty::law::Act { contested: true, ..act(EventKind::WithdrawalNotice, "2010-01-15") };
    let told = history(&six_months(), &[act(EventKind::Ratification, "2000-06-01"), notice]);
    assert_eq!(told.status_on(day("2020-01-01")).status, Status::Party);
    assert_eq!(told.episodes[0].disputed, [(notice, NoEffect::Contested)]);
}

#[test]
fn a_new_instrument_given_while_the_notice_runs_counts_from_the_day_of_leaving() {
    let rules = Rules {
        later: Some(treaty::law::LaterRule { offset: Offset::SameDay, ..six_months().later.expect("it has one") }),
        ..six_months()
    };
    let acts = [
        act(EventKind::Ratification, "2000-06-01"),
        act(EventKind::WithdrawalNotice, "2010-01-15"),
        act(EventKind::Accession, "2010-02-01"),
    ];
    let told = history(&rules, &acts);
    assert_eq!(told.episodes[1].in_force.map(|effect| effect.day), Some(day("2010-07-15")));
    assert_eq!(on(&told, &["2010-07-14", "2010-07-15"]), [Status::Withdrawing, Status::Party]);
    // Where the depositary published another day, that governs.
    let published = effective(acts[2], "2010-05-01");
    let told = history(&rules, &[acts[0], acts[1], published]);
    assert_eq!(told.episodes[1].in_force.map(|effect| effect.day), Some(day("2010-05-01")));
}

#[test]
fn an_instrument_can_be_undone_only_before_the_treaty_is_in_force_for_the_state() {
    let consent = act(EventKind::Ratification, "2010-01-15");
    let undone = act(EventKind::ConsentWithdrawn, "2010-07-14");
    let told = history(&six_months(), &[consent, undone]);
    assert_eq!(
        on(&told, &["2010-07-13", "2010-07-14", "2010-07-15"]),
        [Status::Consented, Status::NotParty, Status::NotParty]
    );
    assert_eq!(told.status_on(day("2010-07-14")).reason, Reason::ConsentUndone);
    let signed = history(&six_months(), &[act(EventKind::Signature, "2009-01-01"), consent, undone]);
    let standing = signed.status_on(day("2011-01-01"));
    assert_eq!((standing.status, standing.reason), (Status::Signatory, Reason::ConsentUndone));
    assert_eq!(standing.episode, signed.episodes.first(), "what it undid belongs to the answer");
    let late = act(EventKind::ConsentWithdrawn, "2010-07-15");
    let told = history(&six_months(), &[consent, late]);
    assert_eq!((told.status_on(day("2010-07-15")).status, told.idle.len()), (Status::Party, 1));
    assert_eq!(history(&six_months(), &[undone]).idle, [(undone, Idle::NothingToUndo)]);
    assert_eq!(history(&six_months(), &[consent, undone, late]).idle, [(late, Idle::NothingToUndo)]);
    // What was undone can be given again, and counts for itself at once.
    let again = act(EventKind::Ratification, "2010-08-01");
    let told = history(&six_months(), &[consent, undone, again]);
    assert_eq!(told.episodes[1].in_force.map(|effect| effect.day), Some(day("2011-02-01")));
}

#[test]
fn membership_can_cease_without_a_notice_and_only_once() {
    let consent = act(EventKind::Ratification, "2000-06-01");
    let ceased = act(EventKind::MembershipCeased, "2010-01-15");
    let told = history(&six_months(), &[consent, ceased]);
    assert_eq!(on(&told, &["2010-01-14", "2010-01-15"]), [Status::Party, Status::FormerParty]);
    let ending = told.episodes[0].ending.expect("it is out");
    assert_eq!((ending.notice, ending.effect.basis, ending.inferred), (None, Basis::Act, false));
    let again = act(EventKind::MembershipCeased, "2011-01-15");
    let told = history(&six_months(), &[consent, ceased, again]);
    assert_eq!(told.idle, [(again, Idle::NoEffect(NoEffect::AlreadyLeaving))]);
    assert_eq!(history(&six_months(), &[ceased]).idle, [(ceased, Idle::NoEffect(NoEffect::NothingToLeave))]);
    // An expulsion ends a window early.
    let notice = act(EventKind::WithdrawalNotice, "2010-01-01");
    let told = history(&six_months(), &[consent, notice, ceased]);
    assert_eq!(on(&told, &["2010-01-14", "2010-01-15"]), [Status::Party, Status::FormerParty]);
}

#[test]
fn a_state_that_left_without_an_instrument_on_record_is_undetermined_before_its_notice() {
    let rules = Rules { consents_missing: true, adopted: Some(day("1999-01-01")), ..six_months() };
    let notice = act(EventKind::WithdrawalNotice, "2010-01-15");
    let told = history(&rules, &[notice]);
    assert_eq!(
        on(&told, &["1998-12-31", "1999-01-01", "2010-01-14", "2010-01-15", "2010-07-15"]),
        [Status::NotParty, Status::Undetermined, Status::Undetermined, Status::Withdrawing, Status::FormerParty]
    );
    assert_eq!(told.status_on(day("2005-01-01")).reason, Reason::ConsentNotRecorded);
    let supposed = told.episodes[0].consent;
    assert_eq!((supposed.kind, supposed.day), (EventKind::ConsentToBeBound, None), "nobody knows its day");
    // It cannot have consented before it signed, existed, or had left before.
    let signed = history(&rules, &[act(EventKind::Signature, "2001-01-01"), notice]);
    assert_eq!(on(&signed, &["2000-12-31", "2001-01-01"]), [Status::NotParty, Status::Undetermined]);
    let life = Lifetime { from: Some(day("2002-01-01")), until: None };
    let born = treaty::law::History::of(&rules, &[notice], life);
    assert_eq!(on(&born, &["2001-12-31", "2002-01-01"]), [Status::NotParty, Status::Undetermined]);
    let again = act(EventKind::WithdrawalNotice, "2015-01-15");
    let twice = history(&rules, &[notice, again]);
    assert_eq!(twice.episodes.len(), 2);
    assert_eq!(
        on(&twice, &["2010-07-14", "2010-07-15", "2015-01-14", "2015-01-15"]),
        [Status::Withdrawing, Status::Undetermined, Status::Undetermined, Status::Withdrawing]
    );
    // A decision that its membership will cease says that it is a party until then.
    let decided = effective(act(EventKind::MembershipCeased, "2010-01-15"), "2010-07-15");
    assert_eq!(
        on(&history(&rules, &[decided]), &["2010-01-14", "2010-01-15", "2010-07-15"]),
        [Status::Undetermined, Status::Party, Status::FormerParty]
    );
    // On the day of effect it is out already, so that a notice of that day is of a new membership.
    assert_eq!(history(&rules, &[notice, act(EventKind::WithdrawalNotice, "2010-07-15")]).episodes.len(), 2);
    // While one notice runs, another needs no second instrument; nor does a state whose instrument is on record.
    let during = act(EventKind::WithdrawalNotice, "2010-07-14");
    assert_eq!(history(&rules, &[notice, during]).episodes.len(), 1);
    assert_eq!(history(&rules, &[act(EventKind::Ratification, "2005-01-01"), notice]).episodes.len(), 1);
    for kind in [EventKind::MembershipCeased, EventKind::Suspension] {
        let told = history(&rules, &[act(kind, "2010-01-15")]);
        assert_eq!(told.episodes.len(), 1, "{kind:?} proves an instrument too");
        assert_eq!(told.status_on(day("2010-01-14")).status, Status::Undetermined);
        let from_then = if kind == EventKind::Suspension { Status::Suspended } else { Status::FormerParty };
        assert_eq!(told.status_on(day("2010-01-15")).status, from_then);
        assert_eq!(history(&six_months(), &[act(kind, "2010-01-15")]).episodes.len(), 0);
    }
}

#[test]
fn an_instrument_in_force_before_a_notice_was_taken_back_is_the_one_that_was_missing() {
    let rules = Rules { consents_missing: true, adopted: Some(day("1999-01-01")), ..six_months() };
    let (notice, back) =
        (act(EventKind::WithdrawalNotice, "2010-01-15"), act(EventKind::WithdrawalRescinded, "2010-01-16"));
    let succeeded = |from: &str| effective(act(EventKind::Succession, "2012-01-15"), from);
    let days = ["2001-12-31", "2002-01-01", "2010-01-14", "2010-01-15", "2012-01-15"];
    let plain = history(&rules, &[succeeded("2002-01-01")]);
    let told = history(&rules, &[notice, back, succeeded("2002-01-01")]);
    assert_eq!(on(&told, &days), on(&plain, &days), "no trace is left in the status");
    assert_eq!(on(&told, &days)[..2], [Status::NotParty, Status::Party]);
    assert_eq!((told.episodes.len(), told.episodes[0].rescinded.len(), told.idle.len()), (1, 1, 0));
    // A succession reaches back to the first day of the state where no day was published, too.
    let life = Lifetime { from: Some(day("2002-01-01")), until: None };
    let (general, reaching) =
        (Rules { in_force: Some(day("2000-01-01")), ..rules }, act(EventKind::Succession, "2012-01-15"));
    let told = treaty::law::History::of(&general, &[notice, back, reaching], life);
    assert_eq!(on(&told, &days), on(&treaty::law::History::of(&general, &[reaching], life), &days));
    assert_eq!((told.episodes[0].consent, told.idle.len()), (reaching, 0));
    // The day of the notice itself is the last that will do: a later one cannot be what the notice proves.
    let same_day = history(&rules, &[notice, back, succeeded("2010-01-15")]);
    assert_eq!((same_day.episodes[0].consent.kind, same_day.idle.len()), (EventKind::Succession, 0));
    let later = history(&rules, &[notice, back, succeeded("2010-01-16")]);
    assert_eq!(later.idle, [(succeeded("2010-01-16"), Idle::AlreadyConsented)]);
    // So is an instrument of the notice's own day: the notice is read first, for whoever returns on the day it leaves.
    let ratified = act(EventKind::Ratification, "2010-01-15");
    let told = history(&rules, &[ratified, notice, back]);
    let days = ["2010-01-14", "2010-01-15", "2010-07-14", "2010-07-15"];
    assert_eq!(on(&told, &days), on(&history(&rules, &[ratified]), &days));
    assert_eq!((told.episodes[0].consent, told.idle.len()), (ratified, 0));
    let (mid, late) = (
        effective(act(EventKind::Succession, "2010-01-16"), "2002-01-01"),
        act(EventKind::WithdrawalRescinded, "2010-01-17"),
    );
    let told = history(&rules, &[notice, mid, late]);
    assert_eq!((told.episodes[0].consent, told.episodes.len(), told.idle.len()), (mid, 1, 0));
    let unproved = act(EventKind::Accession, "2010-01-16");
    assert_eq!(history(&rules, &[notice, unproved, late]).idle, [(unproved, Idle::AlreadyConsented)]);
    // An instrument without a published day, and a second one beside one on record, change nothing.
    let unpublished = act(EventKind::Accession, "2012-01-15");
    assert_eq!(history(&rules, &[notice, back, unpublished]).idle, [(unpublished, Idle::AlreadyConsented)]);
    let first = act(EventKind::Ratification, "2003-01-01");
    let told = history(&rules, &[first, notice, back, succeeded("2002-01-01")]);
    assert_eq!((told.episodes[0].consent, told.idle.len()), (first, 1));
}
