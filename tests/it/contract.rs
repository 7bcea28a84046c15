//! What scripts may rely on: exit codes, keys of JSON, one line for every error.

use crate::common::program::treaty;
use serde_json::{Value, json};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn the_status_of_lithuania_has_the_documented_form() {
    let run = treaty("status lithuania ccm --date 2025-03-01 -f json");
    let answer = run.json();
    assert_eq!(run.code, 0);
    assert_eq!(answer["schema"], "treaty.status/1");
    assert_eq!(answer["data"]["as_of"], "2026-02-03");
    assert_eq!((&answer["date"], &answer["known_on"]), (&json!("2025-03-01"), &Value::Null));
    let result = &answer["results"][0];
    assert_eq!(result["state"], json!({"id": "LTU", "name": "Lithuania"}));
    assert_eq!(result["treaty"], json!({"id": "ccm", "name": "Convention on Cluster Munitions"}));
    assert_eq!((&result["status"], &result["bound"]), (&json!("withdrawing"), &json!(true)));
    assert_eq!((&result["since"], &result["until"]), (&json!("2011-09-01"), &json!("2025-03-06")));
    let withdrawal = &result["withdrawal"];
    assert_eq!(withdrawal["notice"], "2024-09-06");
    assert_eq!(withdrawal["effective"], "2025-03-06");
    assert_eq!((&withdrawal["days_left"], &withdrawal["conditional"]), (&json!(5), &json!(true)));
    assert_eq!((&withdrawal["article"], &withdrawal["ref"]), (&json!("20(3)"), &json!("C.N.347.2024.TREATIES-XXVI-6")));
    assert_eq!(result["as_of"], "2026-02-03");
}

#[test]
fn every_question_answers_as_one_json_document_with_its_schema_and_its_data() {
    for (words, schema) in [
        ("status lithuania", "treaty.status/1"),
        ("withdrawals", "treaty.withdrawals/1"),
        ("diff 2024-12-31 2025-12-31", "treaty.diff/1"),
        ("members ottawa", "treaty.members/1"),
        ("timeline lithuania ccm", "treaty.timeline/1"),
        ("show ccm", "treaty.show/1"),
        ("treaties", "treaty.treaties/1"),
        ("states", "treaty.states/1"),
        ("explain lithuania ccm", "treaty.explain/1"),
        ("upcoming", "treaty.upcoming/1"),
        ("project withdrawal ottawa norway --notice 2026-12-31", "treaty.project/1"),
        ("count ottawa", "treaty.count/1"),
        ("panel --treaty ccm --from 2020 --to 2021", "treaty.panel/1"),
        ("compare estonia latvia", "treaty.compare/1"),
        ("without ottawa", "treaty.without/1"),
        ("cohort ccm=former_party", "treaty.cohort/1"),
        ("stats ottawa", "treaty.stats/1"),
        ("assert 'lithuania party ccm on 2025-03-05'", "treaty.assert/1"),
    ] {
        let answer = treaty(&format!("{words} -f json")).json();
        assert_eq!(answer["schema"], schema, "{words}");
        assert!(answer["data"]["version"].is_string(), "{words}");
        assert!(keys(&answer).contains(&"results") || schema == "treaty.timeline/1", "{words}: {:?}", keys(&answer));
        for format in ["table", "jsonl", "csv", "tsv", "md"] {
            let run = treaty(&format!("{words} -f {format}"));
            assert!(run.code == 0 && !run.out.is_empty(), "{words} -f {format}: {}", run.err);
        }
    }
}

#[test]
fn a_withdrawal_says_how_it_came_out_as_of_today() {
    let answer = treaty("withdrawals --treaty ccm -f json").json();
    let [only] = answer["results"].as_array().expect("a list").as_slice() else { panic!("one state left: {answer}") };
    for key in ["state", "treaty", "notice", "effective", "outcome", "window_days", "nth", "rejoined", "article", "ref"]
    {
        assert!(keys(only).contains(&key), "{key} is missing");
    }
    assert_eq!((&only["outcome"], &only["window_days"], &only["nth"]), (&json!("effective"), &json!(181), &json!(1)));
    let then = treaty("withdrawals --treaty ccm --today 2025-03-05 -f json").json();
    assert_eq!(then["results"][0]["outcome"], "pending");
}

#[test]
fn a_diff_names_what_changed_and_counts_before_and_after() {
    let answer = treaty("diff 2024-12-31..2025-12-31 --treaty ottawa -f json").json();
    assert_eq!((&answer["from"], &answer["to"]), (&json!("2024-12-31"), &json!("2025-12-31")));
    let of = |state: &str| {
        let results = answer["results"].as_array().expect("a list");
        results.iter().find(|one| one["state"]["id"] == state).unwrap_or(&Value::Null).clone()
    };
    assert_eq!((&of("LTU")["change"], &of("LTU")["on"]), (&json!("left"), &json!("2025-12-27")));
    assert_eq!((&of("POL")["change"], &of("POL")["after"]), (&json!("notice"), &json!("withdrawing")));
    assert!(answer["counts"].as_array().is_some_and(|counts| counts[0]["before"].is_object()), "{answer}");
    assert_eq!(treaty("diff 2024-12-31..2025-12-31 --treaty ottawa --exit-code").code, 1);
    assert_eq!(treaty("diff 2025-02-01..2025-02-02 --treaty enmod --exit-code").code, 0);
}

#[test]
fn members_count_as_the_register_counts() {
    let answer = treaty("members ccm --date 2026-02-03 -f json").json();
    assert_eq!(answer["counts"]["un_parties"], 112, "{}", answer["counts"]);
    for status in ["party", "withdrawing", "former_party", "signatory", "consented"] {
        assert!(answer["counts"][status].is_u64(), "{status}");
    }
}

#[test]
fn a_timeline_has_the_facts_and_the_intervals() {
    let answer = treaty("timeline lithuania ccm -f json").json();
    let text = answer.to_string();
    for key in ["events", "intervals", "effective_computed", "effective_published"] {
        assert!(text.contains(&format!("\"{key}\"")), "{key}");
    }
}

#[test]
fn names_that_mean_nothing_or_too_much_are_answered_with_candidates() {
    treaty("status lithuanai ccm").complains(3, &["lithuanai", "LTU (Lithuania)"]);
    treaty("status congo ccm").complains(3, &["COD", "COG"]);
    treaty("status korea npt").complains(3, &["KOR", "PRK"]);
    treaty("status lithuania ccmm").complains(3, &["ccmm", "ccm"]);
    treaty("members 'geneva convention'").complains(3, &["gc1", "gc4"]);
}

#[test]
fn days_that_do_not_exist_are_refused_with_what_would_be_right() {
    treaty("status lithuania ccm --date 2025-02-30").complains(2, &["2025-02-30", "28 days"]);
    treaty("status lithuania ccm --date 01/03/2025").complains(2, &["2025-03-01"]);
    treaty("diff 2025-03-01 2024-01-01").complains(2, &["treaty diff 2024-01-01 2025-03-01"]);
    treaty("panel --from 2026 --to 2020").complains(2, &["empty"]);
    treaty("count ccm --of nonsense").complains(2, &["nonsense", "gw"]);
}

#[test]
fn a_doubt_is_an_exit_code_of_its_own() {
    assert_eq!(treaty("status turkey cfe --date 2010-01-01").code, 4);
    assert_eq!(treaty("assert 'lithuania party ccm on 2025-03-05'").code, 0);
    assert_eq!(treaty("assert 'lithuania party ccm on 2025-03-06'").code, 1);
    assert_eq!(treaty("status lithuania ccm --strict").code, 4);
}

#[test]
fn the_same_question_gives_the_same_bytes_and_pipes_get_no_colour() {
    for words in ["status lithuania", "withdrawals", "timeline ottawa"] {
        let run = treaty(words);
        assert_eq!(run.out, treaty(words).out);
        assert!(!run.out.contains('\u{1b}'), "{words}");
    }
    assert!(treaty("status lithuania --color always").out.contains('\u{1b}'));
}

#[test]
fn no_line_is_wider_than_asked() {
    for width in [40, 80, 120] {
        for words in
            ["status lithuania", "withdrawals", "show ccm", "explain lithuania ccm", "timeline ottawa", "treaties"]
        {
            for line in treaty(&format!("{words} --width {width}")).out.lines() {
                // An address is left whole, to be clicked.
                if line.trim_start().starts_with("<http") {
                    continue;
                }
                let columns = unicode_width::UnicodeWidthStr::width(line);
                assert!(columns <= width, "{words} at {width}: {columns} columns: {line}");
            }
        }
    }
}

#[test]
fn what_matters_comes_first() {
    let out = treaty("status lithuania --date 2025-03-01").out;
    let first = out.lines().find(|line| line.contains(':')).expect("there is news");
    assert!(first.starts_with("leaving: Convention on Cluster Munitions, 5 days left"), "{first}");
    let shown = treaty("show ccm").out;
    for verb in ["use", "develop", "produce", "acquire", "stockpile", "retain", "transfer", "assist"] {
        assert!(shown.contains(verb), "{verb}: {shown}");
    }
}

#[test]
fn the_last_line_of_explain_is_the_first_of_status() {
    for words in [
        "lithuania ccm --date 2025-03-01",
        "lithuania ccm --date 2025-03-06",
        "'trinidad and tobago' iccpr-op1 --date 1998-10-01",
        "russia ctbt --date 2024-01-01",
        "'united states' att --date 2024-01-01",
        "turkey cfe --date 2010-01-01",
        "slovakia genocide --date 1980-01-01",
        "ukraine ottawa",
    ] {
        let explained = treaty(&format!("explain {words} --width 250")).out;
        let status = treaty(&format!("status {words} --width 250")).out;
        let last = explained.trim_end().lines().last().expect("a proof").trim();
        let last = last.strip_prefix("conclusion").expect("it concludes").trim();
        let first = status.lines().next().expect("an answer").trim();
        assert_eq!(last, first, "{words}");
    }
}
