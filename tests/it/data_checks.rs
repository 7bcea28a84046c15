//! The data that ship pass their own checks, and two editions of them can be told apart.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::program::treaty;
use serde_json::Value;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

/// A copy of the data in which a treaty's file is changed.
fn edition(name: &str, treaty: &str, change: impl Fn(&mut Value)) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("treaties")).expect("it can be made");
    for file in ["dataset.json", "states.json", "sources.json"] {
        fs::copy(data().join(file), folder.join(file)).expect("it can be copied");
    }
    for file in fs::read_dir(data().join("treaties")).expect("there are treaties").flatten() {
        fs::copy(file.path(), folder.join("treaties").join(file.file_name())).expect("it can be copied");
    }
    let file = folder.join(format!("treaties/{treaty}.json"));
    let mut value = serde_json::from_str(&fs::read_to_string(&file).expect("it can be read")).expect("JSON");
    change(&mut value);
    fs::write(&file, serde_json::to_string_pretty(&value).expect("JSON")).expect("it can be written");
    folder
}

#[test]
fn nothing_in_the_shipped_data_is_unexplained() {
    let run = treaty(&format!("check --data {}", data().display()));
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(!run.out.contains("explains nothing"), "{}", run.out);
}

#[test]
fn a_check_that_is_denied_shows_what_the_list_explains() {
    let run = treaty(&format!("check --data {} --deny vanished -f json", data().display()));
    assert_eq!(run.code, 1);
    let results = &run.json()["results"];
    assert_eq!((&results[0]["treaty"], &results[0]["state"]), (&"ctbt".into(), &"RUS".into()));
    let sarif = treaty(&format!("check --data {} --deny vanished -f sarif", data().display())).json();
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "vanished");
}

#[test]
fn a_date_that_stands_for_unknown_and_a_wrong_count_are_found() {
    let folder = edition("sentinel", "ccm", |ccm| {
        ccm["events"][0]["date"] = "9999-12-31".into();
        ccm["published_counts"][0]["parties"] = 1.into();
    });
    let run = treaty(&format!("check --data {} -f json", folder.display()));
    assert_eq!(run.code, 1);
    for check in ["sentinel", "published-count"] {
        assert!(run.out.contains(check), "{check}: {}", run.out);
    }
}

#[test]
fn two_editions_differ_in_what_they_say_of_past_and_future() {
    let folder = edition("older", "ccm", |ccm| {
        let events = ccm["events"].as_array_mut().expect("a list");
        events.retain(|event| event["state"] != "LTU" || event["kind"] != "withdrawal_notice");
    });
    let run = treaty(&format!("diff --data {} {} -f json", folder.display(), data().display()));
    let answer = run.json();
    assert_eq!(answer["schema"], "treaty.changes/1");
    let told: Vec<String> = answer["results"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|change| {
            format!(
                "{} {} {} {} {}",
                change["state"]["id"], change["from"], change["until"], change["before"], change["after"]
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            r#""LTU" "2024-09-06" "2025-03-06" "party" "withdrawing""#,
            r#""LTU" "2025-03-06" null "party" "former_party""#,
        ]
    );
    let same = treaty(&format!("diff --data {} {} --exit-code", data().display(), data().display()));
    assert_eq!(same.code, 0, "{}", same.out);
}

#[test]
fn what_became_known_between_two_days_is_told() {
    let answer = treaty("diff --known-on 2024-08-01 --known-on 2024-10-01 --treaty ccm -f json").json();
    assert_eq!((&answer["known_on_before"], &answer["known_on"]), (&"2024-08-01".into(), &"2024-10-01".into()));
    assert_eq!(answer["results"].as_array().map(Vec::len), Some(2));
    assert_eq!(answer["results"][1]["after"], "former_party");
    treaty("status lithuania --known-on 2024-08-01 --known-on 2024-10-01").complains(2, &["diff"]);
}
