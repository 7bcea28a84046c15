//! Data that cannot be are refused, with file, line, field and remedy, and all of it at once.

use crate::common::program::{treaty, treaty_with};
use serde_json::{Value, json};

/// A small dataset with one treaty and the events given.
fn data(events: &Value) -> Value {
    json!({
        "states": [{"id": "LTU", "names": {"en": "Lithuania"}, "sources": ["s"]}],
        "sources": [{"id": "s", "publisher": "The depositary", "title": "Status"}],
        "treaties": [{
            "id": "ccm", "title": "Convention", "adopted": {"date": "2008-05-30"},
            "coverage": {"as_of": "2026-02-03", "sources": ["s"]},
            "events": events,
        }],
    })
}

fn refused(events: &Value, words: &[&str]) {
    let run = treaty_with("status lithuania ccm --data -", &serde_json::to_string_pretty(&data(events)).expect("JSON"));
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    for word in words {
        assert!(run.err.contains(word), "{word:?} is not in {}", run.err);
    }
}

#[test]
fn good_data_from_standard_input_are_answered() {
    let events = json!([{"state": "LTU", "kind": "ratification", "date": "2011-03-24", "source": "s"}]);
    let run = treaty_with("status lithuania ccm --data - -f json", &data(&events).to_string());
    assert_eq!(run.json()["results"][0]["status"], "consented");
}

#[test]
fn an_act_before_the_treaty_existed_is_refused() {
    let event = json!([{"state": "LTU", "kind": "ratification", "date": "1999-01-01", "source": "s"}]);
    refused(&event, &["events[0].date", "before the treaty existed"]);
}

#[test]
fn a_notice_before_consent_is_refused() {
    let event = json!([{"state": "LTU", "kind": "withdrawal_notice", "date": "2024-09-06", "source": "s"}]);
    refused(&event, &["events[0]", "before any consent"]);
}

#[test]
fn an_effect_before_its_notice_and_an_unknown_source_are_both_told() {
    let events = json!([
        {"state": "LTU", "kind": "ratification", "date": "2011-03-24", "source": "nobody"},
        {"state": "LTU", "kind": "withdrawal_notice", "date": "2024-09-06", "effective": "2024-01-01", "source": "s"},
    ]);
    refused(&events, &["events[0].source", "unknown source `nobody`", "events[1].effective", "before its notice"]);
}

#[test]
fn an_unknown_field_is_an_error_with_its_line_and_what_would_be_right() {
    let events = json!([{"state": "LTU", "kind": "ratification", "date": "2011-03-24", "source": "s", "sorce": 1}]);
    refused(&events, &["sorce", "source", ":"]);
    let events = json!([{"state": "LTU", "kind": "ratified", "date": "2011-03-24", "source": "s"}]);
    refused(&events, &["ratified", "ratification"]);
    let events = json!([{"state": "LTU", "kind": "ratification", "date": "2011-02-30", "source": "s"}]);
    refused(&events, &["2011-02-30", "day"]);
}

#[test]
fn what_is_no_json_or_not_there_is_one_line() {
    treaty_with("status lithuania ccm --data -", "{\"states\": [").complains(2, &["-:1"]);
    treaty("status lithuania ccm --data /nowhere").complains(2, &["/nowhere"]);
    let deep = "[".repeat(100_000);
    treaty_with("status lithuania ccm --data -", &deep).complains(2, &["-:1"]);
}

#[test]
fn a_problem_is_told_with_the_line_of_its_own_treaty_whatever_their_order() {
    let mut two = data(&json!([{"state": "LTU", "kind": "ratification", "date": "2011-03-24", "source": "s"}]));
    let mut other = two["treaties"][0].clone();
    other["id"] = json!("aaa");
    two["treaties"].as_array_mut().expect("a list").push(other);
    two["treaties"][0]["events"][0]["source"] = json!("nobody");
    let text = serde_json::to_string_pretty(&two).expect("JSON");
    let line = 1 + text.lines().position(|line| line.contains("nobody")).expect("it is there");
    let run = treaty_with("status lithuania ccm --data -", &text);
    run.complains(2, &[&format!("-:{line}: treaties[0].events[0].source")]);
}
