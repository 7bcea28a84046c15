//! The day on which each treaty entered into force, counted again from the deposits on record.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use treaty::check::recomputed_entry_into_force;
use treaty::model::{State, Treaty};

fn treaties() -> Vec<Treaty> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/treaties");
    let files = fs::read_dir(folder).expect("there are treaties");
    files
        .map(|file| {
            let text = fs::read_to_string(file.expect("it can be listed").path()).expect("it can be read");
            serde_json::from_str(&text).expect("it is a treaty")
        })
        .collect()
}

/// Treaties whose deposits on record give another day, with the days by which they differ.
fn differences(rests_on: impl Fn(&Treaty) -> bool) -> (usize, BTreeMap<String, i64>) {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/states.json"));
    let states: Vec<State> = serde_json::from_str(&text.expect("it can be read")).expect("it lists states");
    let (mut compared, mut differ) = (0, BTreeMap::new());
    for treaty in treaties().iter().filter(|treaty| rests_on(treaty)) {
        let published =
            treaty.entry_into_force.as_ref().and_then(|clause| clause.date).and_then(treaty::PartialDate::day);
        let (Some(published), Some(computed)) = (published, recomputed_entry_into_force(treaty, &states)) else {
            continue;
        };
        compared += 1;
        if computed != published {
            differ.insert(treaty.id.clone(), (computed - published).num_days());
        }
    }
    (compared, differ)
}

#[test]
fn the_deposits_of_the_depositary_s_own_pages_give_the_day_it_published() {
    let from_a_page =
        |treaty: &Treaty| treaty.coverage.sources.iter().any(|id| id == &format!("untc-{}-2026-02-03", treaty.id));
    let (compared, differ) = differences(from_a_page);
    assert!(compared >= 19, "only {compared} treaties could be compared");
    // The page lists 21 consents by 3 June 1998, and the depositary counted the instrument of that day as the 20th.
    assert_eq!(differ, BTreeMap::from([("ccw-p2a".to_owned(), -44)]));
}

#[test]
fn other_tables_lack_early_parties_so_that_their_count_comes_later() {
    let other = |treaty: &Treaty| {
        !treaty.coverage.sources.iter().any(|id| id.starts_with("untc-") && id.ends_with("2026-02-03"))
    };
    let (compared, differ) = differences(other);
    assert!(compared >= 40, "only {compared} treaties could be compared");
    // Fewer deposits than there were give a later day; an earlier one would mean that something was counted twice.
    let earlier: Vec<&String> = differ.iter().filter(|(_, days)| **days < 0).map(|(id, _)| id).collect();
    // The first table seems to date instruments by their home ratification, the second one of them a day early.
    assert_eq!(earlier, ["energy-charter", "rome-convention"], "{differ:?}");
}
