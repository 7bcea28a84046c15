//! Made-up records: one treaty and three states, for what no shipped record happens to hold.

use serde_json::{Value, json};
use treaty::record::{About, Dataset, Record};

/// A record of one treaty, `t`, adopted in 2000, in force since 2001 and with six months for whoever comes or
/// leaves later; `changes` replace its fields, `states` stand beside `AAA`, `BBB` and `CCC` or replace them.
///
/// Acts need no source: where one is missing, it is `s`; the record knows another, `r`, where it is cited.
pub(super) fn story(changes: &Value, states: &[Value]) -> Dataset {
    let mut treaty = json!({
        "id": "t",
        "title": "Treaty of T",
        "adopted": {"date": "2000-01-01"},
        "entry_into_force": {"article": "1", "offset": {"months": 6}, "date": "2001-01-01", "sources": ["s"]},
        "later_party": {"article": "2", "offset": {"months": 6}, "cutoff": "after_entry_into_force", "sources": ["s"]},
        "withdrawal": {"class": "notice", "article": "3", "offset": {"months": 6}, "sources": ["s"]},
        "coverage": {"as_of": "2030-01-01", "sources": ["s"]},
        "events": [],
    });
    for (field, value) in changes.as_object().expect("an object of fields") {
        treaty[field] = value.clone();
    }
    for event in treaty["events"].as_array_mut().expect("a list of acts") {
        if event["source"].is_null() {
            event["source"] = json!("s");
        }
    }
    let mut all: Vec<Value> = states.to_vec();
    for (id, name) in [("AAA", "Arcadia"), ("BBB", "Borduria"), ("CCC", "Cythera")] {
        if all.iter().all(|state| state["id"] != id) {
            all.push(json!({"id": id, "kind": "state", "names": {"en": name}, "sources": ["s"]}));
        }
    }
    all.sort_by_key(|state| state["id"].as_str().map(str::to_owned));
    let source = |id: &str| json!({"id": id, "publisher": "The depositary", "title": format!("Status {id}")});
    let text = treaty.to_string();
    let is_cited = |id: &&str| *id == "s" || text.contains(&format!("\"{id}\""));
    Dataset::of(&Record {
        about: About { version: "0".into(), ..About::default() },
        states: all.into_iter().map(of).collect(),
        sources: ["r", "s"].into_iter().filter(is_cited).map(source).map(of).collect(),
        treaties: vec![of(treaty)],
    })
}

/// What a test wrote down, as the model has it.
#[track_caller]
fn of<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap_or_else(|error| panic!("the test has a flawed record: {error}"))
}
