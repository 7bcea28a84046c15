//! What fuzzing found stays mended: every file of the corpora goes through its door again.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[allow(unreachable_pub, reason = "the fuzz targets use the same file")]
#[path = "../../fuzz/src/lib.rs"]
mod doors;

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("the folder is there").flatten();
    entries.map(|entry| entry.path().file_stem().expect("a name").to_string_lossy().into_owned()).collect()
}

fn replay(name: &str) {
    let (_, door) = doors::DOORS.into_iter().find(|(door, _)| *door == name).expect("the door is listed");
    for file in fs::read_dir(home().join("corpus").join(name)).expect("the corpus is there").flatten() {
        let bytes = fs::read(file.path()).expect("the seed is readable");
        let passed = std::panic::catch_unwind(|| door(&bytes));
        assert!(passed.is_ok(), "the seed {} does not go through the door {name}", file.path().display());
    }
}

#[test]
fn every_door_has_a_target_and_a_corpus() {
    let doors: BTreeSet<String> = doors::DOORS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names_in(&home().join("fuzz_targets")), doors);
    assert_eq!(names_in(&home().join("corpus")), doors);
    for name in &doors {
        assert!(!names_in(&home().join("corpus").join(name)).is_empty(), "the corpus of {name} is empty");
    }
}

#[test]
fn data_files_are_refused_or_kept_whole() {
    replay("dataset");
}

#[test]
fn packed_records_are_refused_or_whole() {
    replay("packed");
}

#[test]
fn days_are_read_as_they_are_written() {
    replay("days");
}

#[test]
fn names_mean_what_their_folded_forms_mean() {
    replay("names");
}

#[test]
fn saved_pages_give_drafts_that_merge_once() {
    replay("html");
}

#[test]
fn downloads_give_drafts_that_merge_once() {
    replay("xml");
}

#[test]
fn tables_are_read_as_they_are_written() {
    replay("csv");
}
