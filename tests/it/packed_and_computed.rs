//! What the packed record says is what the law computes from its events, on every day on which anything turns.

use std::fs;
use std::path::Path;

use crate::common::inquiry;
use chrono::NaiveDate;
use treaty::built_in::dataset;
use treaty::record::read::directory;
use treaty::record::{Dataset, File, pack};

/// Every status of every pair, packed and computed, on each turning day and the days beside it.
fn compare(data: &Dataset) -> u64 {
    let plain = inquiry(data);
    // With everything known, the answer is computed from the events instead of read from the intervals.
    let mut computed = inquiry(data);
    computed.known_on = Some(NaiveDate::MAX);
    let mut compared = 0;
    for treaty in data.treaties() {
        let head = data.head(treaty).expect("every treaty has a head");
        for pair in data.pairs_of_treaty(treaty) {
            let packed = plain.intervals(pair);
            let again = computed.intervals_under(&head, pair);
            let days = packed.iter().chain(&again).map(|interval| interval.from);
            for day in days.flat_map(|day| [day.pred_opt(), Some(day), day.succ_opt()]).flatten() {
                let (one, other) = (plain.spell_on(&packed, day), computed.spell_on(&again, day));
                assert_eq!(one, other, "{} {} on {day}", data.treaty_id(treaty), data.state_id(pair.state));
                assert_eq!(data.status_on(pair, day), one.interval.map(|interval| interval.status));
                compared += 1;
            }
        }
    }
    compared
}

#[test]
fn the_shipped_record_says_what_the_law_computes() {
    assert!(compare(&dataset()) > 200_000);
}

#[test]
fn generated_records_say_what_the_law_computes() {
    for seed in 1..=3 {
        assert!(compare(&Dataset::of(&crate::generated::record(20_000, seed))) > 50_000);
    }
}

#[test]
fn the_same_files_give_the_same_bytes_and_they_are_those_in_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut files = Vec::new();
    for name in ["dataset.json", "states.json", "sources.json"] {
        files.push(File { name: name.into(), text: fs::read_to_string(folder.join(name)).expect("it ships") });
    }
    for file in fs::read_dir(folder.join("treaties")).expect("it ships").flatten() {
        let name = format!("treaties/{}", file.file_name().to_string_lossy());
        files.push(File { name, text: fs::read_to_string(file.path()).expect("it ships") });
    }
    let record = directory(&files).expect("the data are sound");
    assert!(pack(&record) == pack(&record), "packing twice gives other bytes");
    // Neither does the order of the files matter.
    files.reverse();
    assert!(pack(&directory(&files).expect("the data are sound")) == dataset().packed());
}
