//! The proof of a status, step by step, and the acts in words.

use serde_json::{Value, json};
use treaty::built_in::dataset;
use treaty::law::{Idle, NoEffect};
use treaty::model::Withdrawal;
use treaty::query::clauses::leaving_clause;
use treaty::query::explain::{Proof, Step, StepKind};
use treaty::query::timeline::{why_idle, why_no_effect};
use treaty::record::Dataset;

use super::story::story;
use crate::common::{day, inquiry, state, treaty};

fn proof<'d>(data: &'d Dataset, who: &str, what: &str, on: &str) -> Proof<'d> {
    let report = inquiry(data).explain(state(data, who), &[treaty(data, what)], day(on));
    let [only] = report.results.try_into().expect("one for each treaty");
    only
}

fn told(step: &Step) -> String {
    let article = step.article.as_ref().map(|article| format!(" [{article}]")).unwrap_or_default();
    format!("{}: {}{article}", step.kind.word(), step.text)
}

fn steps(data: &Dataset, who: &str, what: &str, on: &str) -> Vec<String> {
    proof(data, who, what, on).steps.iter().map(told).collect()
}

/// The steps of AAA under the made-up treaty, without the first, on the treaty, and the last, the answer.
fn middle(changes: &Value) -> Vec<String> {
    let data = story(changes, &[]);
    let mut all = steps(&data, "AAA", "t", "2009-01-01");
    all.pop();
    all.remove(0);
    all
}

fn acts(events: &Value) -> Vec<String> {
    middle(&json!({"events": events}))
}

#[test]
fn the_proof_of_lithuania_goes_from_the_treaty_to_the_answer() {
    let data = dataset();
    let told = steps(&data, "LTU", "ccm", "2025-03-06");
    assert_eq!(told[0], "fact: the treaty entered into force on 2010-08-01 [17(1)]");
    let counted = [
        "fact: ratification of 2011-03-24",
        "rule: for a later party: on the first day of month 6 after the month of its deposit [17(2)]",
        "arithmetic: on the first day of month 6 after the month of 2011-03-24 = 2011-09-01",
        "arithmetic: in force for it on 2011-09-01",
    ];
    assert!(told.windows(4).any(|four| four == counted), "{told:#?}");
    let left = [
        "fact: withdrawal notice of 2024-09-06, published as effective on 2025-03-06 [20(3)]",
        "rule: a withdrawal takes effect 6 months after the notice [20(3)]",
        "rule: conditional: no effect before the end of an armed conflict in which the state is engaged when the period ends [20(3)]",
        "arithmetic: 6 months after 2024-09-06 = 2025-03-06",
        "arithmetic: out on 2025-03-06",
        "conclusion: On 2025-03-06 Lithuania was no longer bound by the Convention on Cluster Munitions; out since 2025-03-06",
    ];
    assert!(told.ends_with(&left.map(str::to_owned)), "{told:#?}");
    let notice = proof(&data, "LTU", "ccm", "2025-03-06").steps;
    let notice = notice.iter().find(|step| step.text.starts_with("withdrawal notice")).expect("it is there");
    assert_eq!(notice.reference.as_deref(), Some("C.N.347.2024.TREATIES-XXVI-6"));
    assert_eq!(notice.sources, ["untc-ccm-2026-02-03"]);
    assert_eq!(notice.addresses.len(), 1);
    assert!(told.contains(&"fact: provisional application of 2011-03-24, limited to article 1".to_owned()));
}

#[test]
fn each_kind_of_step_has_its_word() {
    let all = [
        (StepKind::Fact, "fact"),
        (StepKind::Rule, "rule"),
        (StepKind::Arithmetic, "arithmetic"),
        (StepKind::Conflict, "conflict"),
        (StepKind::View, "view"),
        (StepKind::Caution, "caution"),
        (StepKind::Conclusion, "conclusion"),
    ];
    for (kind, word) in all {
        assert_eq!((kind.word(), serde_json::to_value(kind).expect("a word")), (word, word.into()));
    }
}

#[test]
fn what_became_of_the_treaty_itself_is_the_first_step() {
    let first = |clause: Value| {
        let data = story(&json!({"entry_into_force": clause}), &[]);
        steps(&data, "AAA", "t", "2009-01-01").into_iter().next().unwrap_or_default()
    };
    let clause = json!({"article": "1", "date": "2001-01-01", "terminated": "2005-01-01", "sources": ["s"]});
    assert_eq!(first(clause), "fact: the treaty entered into force on 2001-01-01 and was no more from 2005-01-01 [1]");
    assert_eq!(first(json!({"article": "1", "sources": ["s"]})), "fact: the treaty is not in force [1]");
    let provisional =
        json!({"date": "2001-01-01", "provisional": {"until": "2003-01-01", "article": "7"}, "sources": ["s"]});
    let data = story(&json!({"entry_into_force": provisional}), &[]);
    let told = steps(&data, "AAA", "t", "2002-01-01");
    assert_eq!(told[1], "rule: nobody applies the treaty provisionally from 2003-01-01 on [7]");
    assert_eq!(told[2], "fact: the record holds no act of this state under this treaty");
}

#[test]
fn a_successor_is_counted_from_the_succession_of_states() {
    let born = json!({"id": "AAA", "kind": "state", "names": {"en": "Arcadia"}, "exists": {"from": "2003-05-01"}, "sources": ["s"]});
    let events = json!([{"state": "AAA", "kind": "succession", "date": "2004-01-01"}]);
    let data = story(&json!({"events": events}), &[born]);
    let told = steps(&data, "AAA", "t", "2009-01-01");
    assert_eq!(
        told[1..4],
        [
            "fact: succession of 2004-01-01",
            "rule: a successor is bound from the day of the succession of states, and not before the treaty",
            "arithmetic: the later of 2003-05-01 (succession) and 2001-01-01 (treaty in force) = 2003-05-01",
        ]
    );
    // A published day is checked by the same rule; where the rule gives another, both are shown.
    let published =
        acts(&json!([{"state": "AAA", "kind": "succession", "date": "2004-01-01", "effective": "2004-03-01"}]));
    assert_eq!(
        published[2..5],
        [
            "arithmetic: the later of 2004-01-01 (succession) and 2001-01-01 (treaty in force) = 2004-01-01",
            "conflict: the rule gives 2004-01-01, the depositary published 2004-03-01: the published day governs",
            "arithmetic: in force for it on 2004-03-01",
        ]
    );
}

#[test]
fn an_instrument_among_the_first_has_the_day_of_the_treaty() {
    let own = [
        "rule: for the states whose instruments brought it into force: the treaty's own day [1]",
        "arithmetic: deposited on 2000-06-01, treaty in force on 2001-01-01 = 2001-01-01",
        "arithmetic: in force for it on 2001-01-01",
    ];
    let told = acts(&json!([{"state": "AAA", "kind": "ratification", "date": "2000-06-01"}]));
    assert_eq!(told[1..], own);
    let told =
        acts(&json!([{"state": "AAA", "kind": "ratification", "date": "2000-06-01", "effective": "2001-01-01"}]));
    assert_eq!(told[0], "fact: ratification of 2000-06-01, published as effective on 2001-01-01");
    assert_eq!(told[1..], own);
}

#[test]
fn a_later_instrument_is_counted_from_its_deposit_and_held_against_the_published_day() {
    let told = |act: Value| acts(&json!([act]));
    let clamped = told(json!({"state": "AAA", "kind": "accession", "date": "2003-08-31"}));
    assert_eq!(
        clamped[1..],
        [
            "rule: for a later party: 6 months after its deposit [2]",
            "arithmetic: 6 months after 2003-08-31 = 2004-02-29 (the last of a shorter month)",
            "arithmetic: in force for it on 2004-02-29",
        ]
    );
    let held = told(json!({"state": "AAA", "kind": "accession", "date": "2003-01-01", "effective": "2003-07-02"}));
    assert_eq!(held[1], "rule: for a later party: 6 months after its deposit [2]");
    assert_eq!(held[2], "arithmetic: 6 months after 2003-01-01 = 2003-07-01");
    let published = |day: &str| {
        let act = json!({"state": "AAA", "kind": "accession", "date": "2003-01-01", "effective": day});
        told(act).into_iter().filter(|step| step.starts_with("conflict")).collect::<Vec<_>>()
    };
    let differs = |day: &str| {
        [format!("conflict: the rule gives 2003-07-01, the depositary published {day}: the published day governs")]
    };
    assert_eq!(published("2003-07-02"), differs("2003-07-02"));
    assert_eq!(published("2003-06-30"), differs("2003-06-30"));
    assert_eq!(published("2003-08"), differs("2003-08"));
    assert_eq!(published("2003-06"), differs("2003-06"));
    assert_eq!(published("2003-07-01"), [""; 0]);
    assert_eq!(published("2003-07"), [""; 0]);
    assert_eq!(published("2003"), [""; 0]);
}

#[test]
fn objections_come_before_the_period_of_an_accession() {
    let later = json!({"article": "2", "offset": {"days": 60}, "cutoff": "after_entry_into_force",
        "objection_period": {"months": 6}, "sources": ["s"]});
    let told = |kind: &str| {
        middle(&json!({"later_party": later, "events": [{"state": "AAA", "kind": kind, "date": "2003-01-01"}]}))
    };
    // Six months end on 1 July, sixty days later it is 30 August.
    assert_eq!(
        told("accession")[1..3],
        [
            "rule: for an acceding state: objections until 6 months after its deposit, then 60 days after that [2]",
            "arithmetic: 6 months after 2003-01-01, then 60 days after that = 2003-08-30",
        ]
    );
    assert_eq!(told("ratification")[2], "arithmetic: 60 days after 2003-01-01 = 2003-03-02");
}

#[test]
fn a_clause_that_counts_from_a_notification_gives_the_earliest_day_only() {
    let later = json!({"article": "2", "offset": {"months": 3}, "trigger": "notification",
        "cutoff": "after_entry_into_force", "sources": ["s"]});
    let cautions = |act: Value| {
        let told = middle(&json!({"later_party": later, "events": [act]}));
        told.into_iter()
            .filter(|step| step.starts_with("caution: the clause") || step.starts_with("conflict"))
            .collect::<Vec<_>>()
    };
    let earliest = "caution: the clause counts from a notification by the depositary, which comes after the deposit: the computed day is the earliest possible";
    assert_eq!(cautions(json!({"state": "AAA", "kind": "accession", "date": "2003-01-01"})), [earliest]);
    let published = |day: &str| json!({"state": "AAA", "kind": "accession", "date": "2003-01-01", "effective": day});
    assert_eq!(cautions(published("2003-04-01")), [earliest]);
    assert_eq!(cautions(published("2003-05-01")), [earliest]);
    let before = "conflict: the rule gives 2003-04-01, the depositary published 2003-03-31: the published day governs";
    assert_eq!(cautions(published("2003-03-31")), [before]);
}

#[test]
fn other_voices_are_facts_or_conflicts() {
    let witness = |also: Value| {
        let told = acts(&json!([{"state": "AAA", "kind": "accession", "date": "2003-01-01", "also": [also]}]));
        told.into_iter().find(|step| step.contains("another source")).unwrap_or_default()
    };
    assert_eq!(witness(json!({"source": "r", "date": "2003-01-01"})), "fact: another source: on 2003-01-01");
    assert_eq!(witness(json!({"source": "r", "date": "2003-01-02"})), "conflict: another source: on 2003-01-02");
    assert_eq!(witness(json!({"source": "r", "kind": "ratification"})), "conflict: another source: ratification");
    assert_eq!(witness(json!({"source": "r", "kind": "accession"})), "fact: another source: accession");
    assert_eq!(
        witness(
            json!({"source": "r", "kind": "ratification", "date": "2003-02-01", "depositary": "Moscow", "note": "A copy."})
        ),
        "fact: another source: ratification, on 2003-02-01, with Moscow (A copy.)"
    );
    assert_eq!(
        witness(json!({"source": "r", "effective": "2003-07-02"})),
        "conflict: another source: effective 2003-07-02"
    );
}

#[test]
fn views_are_told_with_what_each_holds() {
    let views = json!([
        {"by": "state", "effective": true, "on": "2005-01-10"},
        {"by": "objectors", "effective": true},
        {"by": "depositary", "effective": false, "note": "No word.", "source": "r"},
    ]);
    let told = acts(&json!([
        {"state": "AAA", "kind": "accession", "date": "2003-01-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2005-01-01", "views": views, "note": "By letter.", "last_seen": "2010-01-01"},
    ]));
    let at = told.iter().position(|step| step == "fact: withdrawal notice of 2005-01-01").expect("it is there");
    assert_eq!(
        told[at + 1..at + 7],
        [
            "arithmetic: no effect: it is contested, and has none in this view",
            "view: in the view of the state, it has effect on 2005-01-10",
            "view: in the view of the objectors, it has its effect",
            "view: in the view of the depositary, it has no effect: No word.",
            "conflict: its source showed it last on 2010-01-01; later readings are silent about it",
            "caution: By letter.",
        ]
    );
}

#[test]
fn each_act_says_what_it_amounts_to() {
    let told = acts(&json!([
        {"state": "AAA", "kind": "signature", "date": "2000-02-01"},
        {"state": "AAA", "kind": "provisional_application", "date": "2000-02-02"},
        {"state": "AAA", "kind": "intention_not_to_become_party", "date": "2000-02-03"},
        {"state": "AAA", "kind": "ratification", "date": "2003-01-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2004-01-01"},
        {"state": "AAA", "kind": "withdrawal_rescinded", "date": "2004-02-01"},
        {"state": "AAA", "kind": "suspension", "date": "2005-01-01"},
        {"state": "AAA", "kind": "suspension_ended", "date": "2006-01-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2007-01-01"},
    ]));
    let words: Vec<&str> = told.iter().filter_map(|step| step.strip_prefix("arithmetic: ")).collect();
    assert_eq!(
        words,
        [
            "signed, not bound by it",
            "applies it provisionally",
            "ends the duty of VCLT art. 18(a); the signature stays listed",
            "6 months after 2003-01-01 = 2003-07-01",
            "in force for it on 2003-07-01",
            "6 months after 2004-01-01 = 2004-07-01",
            "taken back on 2004-02-01",
            "takes its notice back: it never left",
            "operation suspended",
            "operation resumed",
            "6 months after 2007-01-01 = 2007-07-01",
            "out on 2007-07-01",
        ]
    );
    let back = acts(&json!([
        {"state": "AAA", "kind": "accession", "date": "2002-01-01"},
        {"state": "AAA", "kind": "withdrawal_notice", "date": "2003-01-01"},
        {"state": "AAA", "kind": "accession", "date": "2006-01-01"},
    ]));
    let days: Vec<&String> =
        back.iter().filter(|step| step.contains("in force for it") || step.contains("out on")).collect();
    assert_eq!(
        days,
        [
            "arithmetic: in force for it on 2002-07-01",
            "arithmetic: out on 2003-07-01",
            "arithmetic: in force for it on 2006-07-01"
        ]
    );
    let undone = middle(&json!({"entry_into_force": {"sources": ["s"]}, "events": [
        {"state": "AAA", "kind": "ratification", "date": "2003-01-01"},
        {"state": "AAA", "kind": "consent_withdrawn", "date": "2004-01-01"},
    ]}));
    assert!(undone.contains(&"arithmetic: undoes its instrument".to_owned()), "{undone:#?}");
}

#[test]
fn each_reason_for_nothing_has_its_words() {
    let effect = [
        (NoEffect::NoClause, "the treaty has no withdrawal clause (VCLT art. 56)"),
        (NoEffect::ClauseUnknown, "the clause is not known here, and no day of effect was published"),
        (NoEffect::Conditional, "the clause depends on conditions, and no day of effect was published"),
        (NoEffect::TooEarly(day("2005-01-01")), "it came before 2005-01-01, the first day the clause allows"),
        (NoEffect::OutsideWindow, "it came outside the window that the clause opens"),
        (NoEffect::Contested, "it is contested, and has none in this view"),
        (NoEffect::NothingToLeave, "the state had no instrument standing"),
        (NoEffect::AlreadyLeaving, "an earlier notice was already running"),
    ];
    for (reason, words) in effect {
        assert_eq!(why_no_effect(reason), words);
        assert_eq!(why_idle(Idle::NoEffect(reason)), format!("no effect: {words}"));
    }
    let idle = [
        (Idle::Domestic, "a step at home, without effect in international law"),
        (Idle::Limited, "limited in scope: does not change the state's own standing"),
        (Idle::AlreadyConsented, "an instrument was already standing"),
        (Idle::AlreadySigned, "it had already signed"),
        (Idle::NothingToRescind, "no effect: no notice was running"),
        (Idle::NothingToUndo, "no effect: nothing to undo, or already in force for the state"),
        (Idle::NothingSuspended, "no effect: no suspension was running"),
        (Idle::Contested, "contested, and without effect in this view"),
    ];
    for (reason, words) in idle {
        assert_eq!(why_idle(reason), words);
    }
}

#[test]
fn each_class_of_clause_has_its_words() {
    let words = |clause: Value| {
        let clause: Withdrawal = serde_json::from_value(clause).expect("a clause");
        leaving_clause(&clause)
    };
    let of = |class: &str| words(json!({"class": class, "offset": {"months": 3}, "sources": ["s"]}));
    let after = "a withdrawal takes effect 3 months after the notice";
    assert_eq!(of("notice"), after);
    assert_eq!(of("extraordinary_events"), format!("{after}, which must state extraordinary events"));
    assert_eq!(of("cycle"), "a notice takes effect only at the end of a period");
    assert_eq!(of("window"), format!("a notice may be given only in a window; {after}"));
    assert_eq!(of("conditional"), "a withdrawal is possible only under conditions");
    assert_eq!(of("silent"), "the treaty has no withdrawal clause (VCLT art. 56)");
    assert_eq!(of("fixed_annual_date"), "a notice takes effect on a fixed day of the year");
    assert_eq!(
        words(json!({"class": "fixed_annual_date", "notice_by": "01-01", "effect_on": "06-30", "sources": ["s"]})),
        "a notice given by 01-01 of a year takes effect on 06-30"
    );
    assert_eq!(words(json!({"class": "notice", "sources": ["s"]})), "a withdrawal needs a notice");
}

#[test]
fn a_timeline_of_one_pair_stands_at_the_top_and_one_of_many_does_not() {
    let data = dataset();
    let asked = inquiry(&data);
    let (lithuania, ccm, ottawa) = (state(&data, "LTU"), treaty(&data, "ccm"), treaty(&data, "ottawa"));
    let one = asked.timeline_of_state(lithuania, &[ccm]);
    let intervals = one.intervals.expect("one pair was asked for");
    assert_eq!(intervals.last().map(|last| (last.from, last.until)), Some((day("2025-03-06"), None)));
    let notice = one.events.expect("one pair was asked for").into_iter().find(|event| event.article == Some("20(3)"));
    let notice = notice.expect("its notice names the article");
    assert_eq!((notice.effective_computed, notice.note, notice.scope), (Some(day("2025-03-06")), None, None));
    let two = asked.timeline_of_state(lithuania, &[ccm, ottawa]);
    assert!(two.events.is_none() && two.intervals.is_none());
    let treaties: Vec<&str> = two.results.iter().map(|told| told.treaty.id).collect();
    assert_eq!(treaties, ["ccm", "ottawa"]);
    let last: Vec<_> = two.results.iter().filter_map(|told| told.intervals.last()).map(|last| last.from).collect();
    assert_eq!(last, [day("2025-03-06"), day("2025-12-27")]);
    // Each is counted by the clauses of its own treaty: thirty days after the deposit of 15 April 1998.
    let weapons = asked.timeline_of_state(lithuania, &[ccm, treaty(&data, "cwc")]);
    let computed: Vec<_> = weapons.results[1].events.iter().filter_map(|event| event.effective_computed).collect();
    assert_eq!(computed, [day("1998-05-15")]);
    // One result of two treaties asked for is not one pair asked for.
    let some = asked.timeline_of_state(lithuania, &[ccm, treaty(&data, "inf")]);
    assert_eq!((some.results.len(), some.events.is_none()), (1, true));
}

#[test]
fn why_a_state_was_bound_whose_first_day_is_not_on_record_is_said() {
    let data = dataset();
    let because = "rule: only a party can withdraw, so that it was bound; since when is not on record (VCLT art. 54)";
    let says_so = |who: &str, what: &str, on: &str| steps(&data, who, what, on).iter().any(|step| step == because);
    assert!(says_so("USA", "who-constitution", "2025-06-01"));
    assert!(says_so("HND", "icsid", "2024-05-01"));
    assert!(!says_so("USA", "who-constitution", "2026-06-01"), "it is out");
    assert!(!says_so("LTU", "ccm", "2025-03-01"), "it was bound since 2011-09-01");
}
