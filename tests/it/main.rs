//! The one test binary: each file is a room of statements about the world, the data or the program.
//!
//! One program links once, so that the tests start as soon as it is built.

mod common;
#[allow(dead_code, unreachable_pub, reason = "the benchmarks use all of it")]
#[path = "../../benches/generated/mod.rs"]
mod generated;

// What is true of the world, by the record that ships.
mod fixed_points;
#[cfg(feature = "cli")]
mod questions;

// The law, held against others.
mod entry_into_force;
mod law;
mod packed_and_computed;
mod properties;
mod published_dates;
mod reconciliation;
mod second_opinion;

// The questions, in process.
mod queries;

// The data and their door.
#[cfg(feature = "cli")]
mod bad_data;
#[cfg(feature = "cli")]
mod data_checks;
mod data_form;
mod data_package;
#[cfg(feature = "cli")]
mod foreign_tables;
#[cfg(feature = "import")]
mod import_untc;
#[cfg(feature = "schema")]
mod schemas;

// The world around the program.
#[cfg(all(feature = "cli", unix))]
mod faults;

// Strangers' bytes.
#[cfg(all(feature = "cli", target_os = "linux"))]
mod bounds;
#[cfg(feature = "import")]
mod corpora;
#[cfg(feature = "import")]
mod nothing_fetched;

// The forms in which answers leave.
#[cfg(feature = "cli")]
mod contract;
#[cfg(feature = "cli")]
mod doors;
#[cfg(feature = "cli")]
mod exports;
#[cfg(feature = "cli")]
mod hostile_text;
#[cfg(feature = "cli")]
mod pictures;

#[test]
fn every_file_beside_this_one_is_listed_in_it() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let listed = std::fs::read_to_string(here.join("main.rs")).expect("this file");
    for file in std::fs::read_dir(here).expect("this folder").flatten() {
        let path = file.path();
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name in UTF-8");
        assert!(
            name == "main" || listed.contains(&format!("\nmod {name};")),
            "{name} is not listed: its tests never run"
        );
    }
}
