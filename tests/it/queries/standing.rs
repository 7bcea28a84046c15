//! The status of one state: its days, its withdrawal, and what must be said beside it.

use serde_json::{Value, json};
use treaty::built_in::dataset;
use treaty::law::Status;
use treaty::model::Succession;
use treaty::query::common::NoteKind;
use treaty::query::status::{StatusResult, succession_in_words};
use treaty::record::Dataset;

use super::story::story;
use crate::common::{day, inquiry, state, status, treaty};

/// What an answer says of one matter; empty where it says nothing.
fn said(answer: &StatusResult<'_>, of: NoteKind) -> Vec<String> {
    answer.notes.iter().filter(|note| note.kind == of).map(|note| note.text.clone()).collect()
}

/// A made-up record in which state AAA did this.
fn acts(events: &Value) -> Dataset {
    story(&json!({"events": events}), &[])
}

fn in_view<'d>(data: &'d Dataset, view: &'d str, who: &str, what: &str, on: &str) -> StatusResult<'d> {
    let mut asked = inquiry(data);
    asked.view = view;
    asked.status_of(state(data, who), treaty(data, what), day(on))
}

#[test]
fn a_state_that_is_no_more_is_not_bound_since_its_end() {
    let data = dataset();
    let answer = status(&data, "SUHH", "npt", "2000-01-01");
    assert_eq!((answer.status, answer.since, answer.until), (Status::NotParty, Some(day("1991-12-25")), None));
    let gone = json!({"id": "AAA", "kind": "former_state", "names": {"en": "Arcadia"},
        "exists": {"until": "2005-01-01"}, "sources": ["s"]});
    let data = story(&json!({"events": [{"state": "AAA", "kind": "accession", "date": "2002-01-01"}]}), &[gone]);
    let answer = status(&data, "AAA", "t", "2004-12-31");
    assert_eq!((answer.status, answer.since), (Status::Party, Some(day("2002-07-01"))));
    let answer = status(&data, "AAA", "t", "2005-01-01");
    assert_eq!((answer.status, answer.since, answer.until), (Status::NotParty, Some(day("2005-01-01")), None));
    let ended = "the state did not exist on that day; it ceased to exist on 2005-01-01";
    assert_eq!(said(&answer, NoteKind::StateNotExisting), [ended]);
}

#[test]
fn who_came_before_and_after_a_state_is_told_where_it_did_not_exist() {
    let data = dataset();
    let after = status(&data, "CSHH", "npt", "1993-01-01");
    assert_eq!(
        said(&after, NoteKind::StateNotExisting),
        ["the state did not exist on that day; it ceased to exist on 1993-01-01; after it: Czechia, Slovakia"]
    );
    let before = status(&data, "CZE", "ccm", "1992-12-31");
    assert_eq!(
        said(&before, NoteKind::StateNotExisting),
        ["the state did not exist on that day; it exists from 1993-01-01, before: Czechoslovakia"]
    );
    let first = status(&data, "CZE", "ccm", "1993-01-01");
    assert_eq!((first.status, said(&first, NoteKind::StateNotExisting).len()), (Status::NotParty, 0));
    let angola = status(&data, "AGO", "rome-statute", "1975-11-10");
    assert_eq!(
        said(&angola, NoteKind::StateNotExisting),
        ["the state did not exist on that day; it exists from 1975-11-11"]
    );
}

#[test]
fn a_withdrawal_that_runs_and_one_that_is_done_are_told_with_their_days() {
    let data = dataset();
    let out = status(&data, "LTU", "ccm", "2025-03-06").withdrawal.expect("it left");
    assert_eq!((out.notice, out.effective), (Some(day("2024-09-06")), Some(day("2025-03-06"))));
    assert_eq!((out.notice_inferred, out.conditional, out.days_left), (false, false, None));
    // The Rome Statute knows no condition that could hold a withdrawal back.
    let running = status(&data, "BDI", "rome-statute", "2017-10-26").withdrawal.expect("it is leaving");
    assert_eq!((running.conditional, running.days_left), (false, Some(1)));
    let undone = status(&data, "RUS", "ctbt", "2024-01-01");
    assert!(undone.withdrawal.is_none(), "an instrument was undone, nobody left");
}

#[test]
fn the_notice_of_which_only_the_effect_is_known_is_the_latest_lawful_one_and_is_said_to_be_inferred() {
    // It left by a notice on record, came back, and left again by one of which only the effect is known.
    let data = acts(&json!([
        {"state": "AAA", "kind": "accession", "date": "2002-01-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2003-01-01"},
        {"state": "AAA", "kind": "accession", "date": "2004-01-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "effective": "2006-07-01"},
    ]));
    let text = "only the day of effect is known; the notice is the latest lawful day by the clause";
    for (on, running) in [("2006-03-01", true), ("2007-01-01", false)] {
        let answer = status(&data, "AAA", "t", on);
        assert_eq!(said(&answer, NoteKind::Inferred), [text]);
        let leaving = answer.withdrawal.expect("it is leaving, or left");
        assert_eq!((leaving.notice, leaving.notice_inferred), (Some(day("2006-01-01")), true), "{on}");
        assert_eq!((leaving.effective, leaving.days_left.is_some()), (Some(day("2006-07-01")), running));
        assert_eq!(leaving.article.as_deref(), Some("3"), "by the clause, as the act names none");
    }
    let first = status(&data, "AAA", "t", "2003-08-01");
    assert_eq!(said(&first, NoteKind::Inferred).len(), 0);
    let left = first.withdrawal.expect("it had left");
    assert_eq!((left.notice, left.notice_inferred), (Some(day("2003-01-01")), false));
}

#[test]
fn an_expulsion_has_neither_a_notice_nor_the_article_on_withdrawal() {
    let data = acts(&json!([
        {"state": "AAA", "kind": "accession", "date": "2002-01-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2005-01-01"},
        {"state": "AAA", "kind": "membership_ceased", "effective": "2005-03-01"},
        {"state": "BBB", "kind": "accession", "date": "2002-01-01"},
        {"state": "BBB", "kind": "membership_ceased", "effective": "2005-03-01"},
        {"state": "CCC", "kind": "accession", "date": "2002-01-01"},
        {"state": "CCC", "kind": "membership_ceased", "date": "2005-02-01", "effective": "2005-03-01", "article": "9"},
    ]));
    let expelled = status(&data, "BBB", "t", "2005-03-01");
    assert_eq!(expelled.status, Status::FormerParty);
    let out = expelled.withdrawal.expect("it is out");
    assert_eq!(
        (out.notice, out.notice_inferred, out.article, out.effective),
        (None, false, None, Some(day("2005-03-01")))
    );
    let expelled = status(&data, "CCC", "t", "2005-03-01").withdrawal.expect("it is out");
    assert_eq!((expelled.notice, expelled.article.as_deref()), (Some(day("2005-02-01")), Some("9")));
}

#[test]
fn an_instrument_waits_for_its_day_or_for_the_treaty_or_its_day_is_not_known() {
    let data = dataset();
    let known = status(&data, "AFG", "single-convention", "1970-01-01");
    assert_eq!(
        said(&known, NoteKind::DepositsOnly),
        [
            "only deposits are known for this treaty: from which day it is in force for a state cannot be said, and nobody is counted as bound"
        ]
    );
    assert_eq!((known.status, known.bound), (Status::Consented, None));
    assert_eq!(
        known.sentence(day("1970-01-01")),
        "On 1970-01-01 Afghanistan had consented to the Single Convention 1961 on 1963-03-19, and whether it was in force for it is not on record"
    );
    assert!(said(&known, NoteKind::NotInForce).is_empty());
    let waiting = status(&data, "ALB", "ctbt", "2024-01-01");
    assert_eq!(
        ((waiting.status, waiting.bound), said(&waiting, NoteKind::NotInForce)),
        ((Status::Consented, Some(false)), vec!["the treaty is not in force".into()])
    );
    assert!(said(&waiting, NoteKind::DepositsOnly).is_empty());
    // It deposited on 2011-09-08; the convention has been in force since 2010.
    let counted = status(&data, "AFG", "ccm", "2011-10-01");
    assert_eq!((counted.status, counted.until), (Status::Consented, Some(day("2012-03-01"))));
    assert!(said(&counted, NoteKind::NotInForce).is_empty() && said(&counted, NoteKind::DepositsOnly).is_empty());
    // A state that only signed waits for nothing, whatever the treaty does.
    let signed = status(&data, "USA", "ctbt", "2024-01-01");
    assert_eq!((signed.status, said(&signed, NoteKind::NotInForce).len()), (Status::Signatory, 0));
    let nobody = status(&data, "AFG", "single-convention", "1960-01-01");
    assert_eq!((nobody.status, nobody.bound), (Status::NotParty, Some(false)));
}

#[test]
fn what_an_open_status_hangs_on_is_said() {
    let data = dataset();
    let notice = status(&data, "USA", "vccr-op-disputes", "2012-01-01");
    assert_eq!(notice.status, Status::Undetermined);
    assert_eq!(
        said(&notice, NoteKind::EffectUnknown),
        ["the day of effect of its withdrawal notice of 2005-03-07 would decide it"]
    );
    assert!(said(&notice, NoteKind::Vague).is_empty());
    assert!(!said(&notice, NoteKind::ConsentsNotRecorded).iter().any(|text| text.starts_with("it left later")));
    let consent = status(&data, "ALB", "clc-1969", "1990-01-01");
    assert_eq!(consent.status, Status::Undetermined);
    assert!(said(&consent, NoteKind::ConsentsNotRecorded)[0].starts_with("it left later; the act"));
    assert!(said(&consent, NoteKind::EffectUnknown).is_empty() && said(&consent, NoteKind::Vague).is_empty());
    let decided = status(&data, "USA", "vccr-op-disputes", "2000-01-01");
    assert!(said(&decided, NoteKind::EffectUnknown).is_empty());
}

#[test]
fn a_vague_day_leaves_the_status_open_and_is_named() {
    let data = acts(&json!([
        {"state": "AAA", "kind": "accession", "date": "2002"},
        {"state": "BBB", "kind": "accession", "date": "2002-01-01"},
        {"state": "BBB", "kind": "withdrawal_notice", "date": "2005-01-01", "effective": "2006"},
    ]));
    let open = status(&data, "AAA", "t", "2002-09-01");
    assert_eq!((open.status, open.bound), (Status::Undetermined, None));
    assert_eq!(said(&open, NoteKind::Vague), ["the day of accession of 2002 would decide it"]);
    assert!(said(&open, NoteKind::ConsentsNotRecorded).is_empty() && said(&open, NoteKind::EffectUnknown).is_empty());
    let leaving = status(&data, "BBB", "t", "2006-06-01");
    assert_eq!(leaving.status, Status::Undetermined);
    assert_eq!(said(&leaving, NoteKind::Vague), ["the day of withdrawal notice of 2005-01-01 would decide it"]);
    assert!(said(&leaving, NoteKind::EffectUnknown).is_empty());
    assert!(said(&status(&data, "AAA", "t", "2004-01-01"), NoteKind::Vague).is_empty());
}

#[test]
fn a_declared_intention_is_said_of_a_signatory_from_its_day_on() {
    let data = dataset();
    let text =
        "declared on 2019-07-18 that it does not intend to become a party: the duty of VCLT art. 18(a) has ended";
    assert_eq!(said(&status(&data, "USA", "att", "2019-07-18"), NoteKind::Intention), [text]);
    assert!(said(&status(&data, "USA", "att", "2019-07-17"), NoteKind::Intention).is_empty());
    // Whoever becomes a party after all has overtaken its declaration.
    let data = acts(&json!([
        {"state": "AAA", "kind": "signature", "date": "2000-02-01"},
        {"state": "AAA", "kind": "intention_not_to_become_party", "date": "2003-01-01"},
        {"state": "AAA", "kind": "ratification", "date": "2005-01-01"},
    ]));
    assert_eq!(said(&status(&data, "AAA", "t", "2004-01-01"), NoteKind::Intention).len(), 1);
    let party = status(&data, "AAA", "t", "2006-01-01");
    assert_eq!((party.status, said(&party, NoteKind::Intention).len()), (Status::Party, 0));
}

#[test]
fn an_undone_instrument_is_said_from_the_day_it_was_undone() {
    let data = dataset();
    assert_eq!(
        said(&status(&data, "RUS", "ctbt", "2023-11-03"), NoteKind::Undone),
        ["its instrument of consent was withdrawn on 2023-11-03"]
    );
    assert!(said(&status(&data, "RUS", "ctbt", "2023-11-02"), NoteKind::Undone).is_empty());
}

#[test]
fn the_limits_of_provisional_application_are_said_while_it_lasts() {
    let data = acts(&json!([
        {"state": "AAA", "kind": "provisional_application", "date": "2001-01-01", "scope": "articles 1 to 5"},
        {"state": "AAA", "kind": "accession", "date": "2002-01-01"},
        {"state": "BBB", "kind": "provisional_application", "date": "2001-01-01"},
    ]));
    let applies = status(&data, "AAA", "t", "2001-06-01");
    assert_eq!(applies.status, Status::Provisional);
    assert_eq!(said(&applies, NoteKind::Scope), ["provisional application covers articles 1 to 5"]);
    assert!(said(&status(&data, "AAA", "t", "2000-12-31"), NoteKind::Scope).is_empty(), "not yet");
    let party = status(&data, "AAA", "t", "2003-01-01");
    assert_eq!((party.status, said(&party, NoteKind::Scope).len()), (Status::Party, 0));
    let whole = status(&data, "BBB", "t", "2001-06-01");
    assert_eq!((whole.status, said(&whole, NoteKind::Scope).len()), (Status::Provisional, 0));
}

#[test]
fn a_notice_without_effect_is_said_of_the_party_that_gave_it() {
    let data = dataset();
    let text = "a notice of withdrawal of 2003-01-10 has no effect; see `treaty explain`";
    assert_eq!(said(&status(&data, "PRK", "npt", "2003-01-10"), NoteKind::Disputed), [text]);
    assert!(said(&status(&data, "PRK", "npt", "2003-01-09"), NoteKind::Disputed).is_empty());
    assert!(said(&in_view(&data, "state", "PRK", "npt", "2004-01-01"), NoteKind::Disputed).is_empty());
    // In 1993 it took a notice back: nobody disputes that.
    assert!(said(&status(&data, "PRK", "npt", "1995-01-01"), NoteKind::Disputed).is_empty());
}

#[test]
fn a_notice_without_effect_is_not_said_of_a_territory_a_former_party_or_a_later_membership() {
    let contested = json!([{"by": "depositary", "effective": false}]);
    let data = acts(&json!([
        {"state": "AAA", "kind": "accession", "date": "2002-01-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2003-01-01", "scope": "an island", "views": contested},
        {"state": "BBB", "kind": "accession", "date": "2002-01-01"},
        {"state": "BBB", "kind": "withdrawal_notice", "date": "2003-01-01", "views": contested},
        {"state": "BBB", "kind": "withdrawal_notice", "date": "2004-01-01"},
        {"state": "BBB", "kind": "accession", "date": "2006-01-01"},
    ]));
    assert!(said(&status(&data, "AAA", "t", "2003-06-01"), NoteKind::Disputed).is_empty());
    let of = |on: &str| said(&status(&data, "BBB", "t", on), NoteKind::Disputed).len();
    assert_eq!([of("2003-06-01"), of("2004-03-01"), of("2005-01-01"), of("2007-01-01")], [1, 0, 0, 0]);
}

#[test]
fn whose_view_an_answer_takes_and_who_has_another_is_said_once_the_act_is_done() {
    let data = dataset();
    assert_eq!(
        said(&status(&data, "PRK", "npt", "2003-01-10"), NoteKind::View),
        [
            "withdrawal notice of 2003-01-10 is contested; this is the view of the depositary; others: --view state|objectors"
        ]
    );
    assert!(said(&status(&data, "PRK", "npt", "2003-01-09"), NoteKind::View).is_empty());
    let theirs = in_view(&data, "state", "PRK", "npt", "2003-01-10");
    assert_eq!(theirs.status, Status::FormerParty);
    assert_eq!(
        said(&theirs, NoteKind::View),
        [
            "withdrawal notice of 2003-01-10 is contested; this is the view of the state; others: --view objectors|depositary"
        ]
    );
    // Of Indonesia's notice of 1965 only the depositary's view is on record.
    assert_eq!(
        said(&status(&data, "IDN", "un-charter", "1965-06-01"), NoteKind::View),
        ["withdrawal notice of 1965-01-20 is contested; this is the view of the depositary"]
    );
}

#[test]
fn secondary_evidence_is_said_of_the_act_that_governs_the_status() {
    let evidence = |level: &str| {
        let data = acts(&json!([
            {"state": "AAA", "kind": "signature", "date": "2000-02-01", "evidence": level},
            {"state": "AAA", "kind": "ratification", "date": "2002-01-01"},
        ]));
        let of = |on: &str| said(&status(&data, "AAA", "t", on), NoteKind::Evidence);
        (of("2001-01-01"), of("2003-01-01"))
    };
    let on = "signature of 2000-02-01 rests on";
    assert_eq!(evidence("C"), (vec![format!("{on} a secondary source (level C)")], vec![]));
    assert_eq!(evidence("D"), (vec![format!("{on} the press (level D)")], vec![]));
    assert_eq!(evidence("B"), (vec![], vec![]));
}

#[test]
fn an_act_that_its_source_shows_no_more_is_said_to_have_vanished() {
    let data = dataset();
    assert_eq!(
        said(&status(&data, "RUS", "ctbt", "2003-06-01"), NoteKind::Vanished),
        ["ratification of 2000-06-30: its source showed it last on 2015-03-14"]
    );
    assert!(said(&status(&data, "LTU", "ccm", "2003-06-01"), NoteKind::Vanished).is_empty());
}

#[test]
fn sources_that_differ_on_a_day_are_said_to() {
    let witnesses = |also: &Value| {
        let accession = json!({"state": "AAA", "kind": "accession", "date": "2002-01-01", "also": also});
        let data = acts(&json!([accession]));
        said(&status(&data, "AAA", "t", "2003-01-01"), NoteKind::Conflict)
    };
    let told = |what: &str| vec![format!("accession of 2002-01-01: r {what}; see `treaty explain`")];
    assert_eq!(witnesses(&json!([{"source": "r", "date": "2002-01-02"}])), told("gives 2002-01-02"));
    assert_eq!(
        witnesses(&json!([{"source": "r", "date": "2002-01-01", "effective": "2002-07-02"}])),
        told("gives 2002-07-02 as its effect")
    );
    assert_eq!(witnesses(&json!([{"source": "r", "effective": "2002-07-02"}])), told("gives 2002-07-02 as its effect"));
    // The same day, the same month, the counted day of effect, and the copy of another depositary are no contradiction.
    let agreeing = json!([
        {"source": "r", "date": "2002-01-01"},
        {"source": "r", "date": "2002-01"},
        {"source": "r", "effective": "2002-07-01"},
        {"source": "r", "date": "2002-01-09", "depositary": "another"},
    ]);
    assert_eq!(witnesses(&agreeing), Vec::<String>::new());
}

#[test]
fn how_far_the_record_goes_is_said() {
    let day_after = |as_of: Value| {
        let data = story(&json!({"coverage": {"as_of": as_of, "sources": ["s"]}}), &[]);
        let of = |on: &str| said(&status(&data, "AAA", "t", on), NoteKind::Coverage);
        (of("2020-06-30"), of("2020-07-01"))
    };
    let later = |as_of: &str| vec![format!("record complete to {as_of}; later acts may be missing")];
    assert_eq!(day_after(json!("2020-06-30")), (vec![], later("2020-06-30")));
    assert_eq!(day_after(json!("2020-06")), (vec![], later("2020-06")));
    let unsaid = || vec!["the record does not say up to which day it is complete".to_owned()];
    assert_eq!(day_after(Value::Null), (unsaid(), unsaid()));
    let kept = |recorded: bool| {
        let coverage = json!({"as_of": "2020-06-30", "sources": ["s"], "withdrawals_recorded": recorded});
        let data = story(&json!({ "coverage": coverage }), &[]);
        said(&status(&data, "AAA", "t", "2010-01-01"), NoteKind::WithdrawalsNotRecorded).len()
    };
    assert_eq!((kept(true), kept(false)), (0, 1));
}

#[test]
fn an_answer_over_several_treaties_is_complete_to_the_earliest_of_their_days() {
    let data = dataset();
    let asked = inquiry(&data);
    let treaties = ["ccm", "echr", "ctbt"].map(|id| treaty(&data, id));
    let days: Vec<_> = treaties.iter().map(|&treaty| data.as_of(treaty)).collect();
    assert!(days.iter().all(Option::is_some));
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
        let over = asked.data_ref(order.map(|at| treaties[at]));
        assert_eq!(over.as_of, days.iter().min().copied().flatten());
    }
    let unsaid = treaty(&data, "ptbt");
    assert_eq!(data.as_of(unsaid), None);
    assert_eq!(asked.data_ref([treaties[0], unsaid]).as_of, None);
    assert_eq!(asked.data_ref([unsaid, treaties[0]]).as_of, None);
}

#[test]
fn each_status_has_its_sentence() {
    let data = dataset();
    let says = |who: &str, what: &str, on: &str| status(&data, who, what, on).sentence(day(on));
    let ccm = "Convention on Cluster Munitions";
    assert_eq!(
        says("LTU", "ccm", "2025-03-05"),
        format!(
            "On 2025-03-05 Lithuania was still bound by the {ccm} since 2011-09-01 and leaving, 1 day left; until 2025-03-06"
        )
    );
    assert_eq!(
        says("LTU", "ccm", "2025-03-04"),
        format!(
            "On 2025-03-04 Lithuania was still bound by the {ccm} since 2011-09-01 and leaving, 2 days left; until 2025-03-06"
        )
    );
    assert_eq!(
        says("LTU", "ccm", "2025-03-06"),
        format!("On 2025-03-06 Lithuania was no longer bound by the {ccm}; out since 2025-03-06")
    );
    assert_eq!(
        says("LTU", "ccm", "2024-09-05"),
        format!("On 2024-09-05 Lithuania was bound by the {ccm} since 2011-09-01; until 2025-03-06")
    );
    assert_eq!(
        says("LTU", "ccm", "2011-03-24"),
        format!("On 2011-03-24 Lithuania applied the {ccm} provisionally since 2011-03-24; until 2011-09-01")
    );
    assert_eq!(
        says("AFG", "ccm", "2011-10-01"),
        format!(
            "On 2011-10-01 Afghanistan had consented to the {ccm} on 2011-09-08, and it was not in force for it; until 2012-03-01"
        )
    );
    assert_eq!(
        says("LTU", "ccm", "2009-01-01"),
        format!("On 2009-01-01 Lithuania had signed the {ccm} on 2008-12-03 and was not bound by it; until 2011-03-24")
    );
    assert_eq!(
        says("LTU", "ccm", "2008-01-01"),
        format!("On 2008-01-01 Lithuania was not bound by the {ccm}; until 2008-12-03")
    );
    assert_eq!(
        says("RUS", "new-start", "2025-01-01"),
        "On 2025-01-01 Russian Federation was a party to the New START since 2011-02-05, its operation suspended; until 2026-02-05"
    );
    assert_eq!(
        says("ALB", "clc-1969", "1990-01-01"),
        "On 1990-01-01 the facts do not decide whether Albania was bound by the CLC 1969"
    );
}

#[test]
fn each_kind_of_succession_has_its_words() {
    let told = [Succession::Continuation, Succession::Succession, Succession::Union, Succession::Separation];
    assert_eq!(told.map(succession_in_words), ["continues", "succeeds", "unites", "separated from"]);
}

#[test]
fn the_acts_of_a_continued_state_are_said_to_stand_under_its_successor() {
    let data = dataset();
    let soviet = status(&data, "SUHH", "npt", "1975-01-01");
    assert_eq!((soviet.status, soviet.until), (Status::Party, Some(day("1991-12-25"))));
    assert_eq!(
        said(&soviet, NoteKind::Continuation),
        ["its acts stand in the record of Russian Federation, which continues it"]
    );
    let russia = status(&data, "RUS", "npt", "1992-01-01");
    assert!(said(&russia, NoteKind::Continuation).is_empty());
}

#[test]
fn the_united_states_was_still_bound_by_the_who_constitution_in_the_year_of_its_notice() {
    // Only its instrument of 1948 and its notice are on record, not from which day it was bound.
    let data = dataset();
    let of = |on: &str| {
        let answer = status(&data, "USA", "who-constitution", on);
        (answer.status, answer.bound, answer.since, answer.until)
    };
    let out = Some(day("2026-01-22"));
    assert_eq!(of("2025-01-21"), (Status::Consented, None, Some(day("1948-06-21")), Some(day("2025-01-22"))));
    assert_eq!(of("2025-01-22"), (Status::Withdrawing, Some(true), None, out));
    assert_eq!(of("2026-01-21"), (Status::Withdrawing, Some(true), None, out));
    assert_eq!(of("2026-01-22"), (Status::FormerParty, Some(false), out, None));
    let act = |on: &str| status(&data, "USA", "who-constitution", on).act.map(|act| act.to_string());
    assert_eq!(act("1947-01-01").as_deref(), Some("1946-07-22"), "its signature");
    assert_eq!(act("2025-01-21").as_deref(), Some("1948-06-21"), "its acceptance");
    assert_eq!(act("2025-01-22"), None, "a notice is no instrument");
    let withdrawal = status(&data, "USA", "who-constitution", "2025-06-01").withdrawal.expect("it runs");
    assert_eq!((withdrawal.notice, withdrawal.effective), (Some(day("2025-01-22")), out));
}
