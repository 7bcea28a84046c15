//! Writes a made-up record of any size in the packed form: `cargo run --release --example generate -- EVENTS FILE`.

use std::process::ExitCode;

#[path = "../benches/generated/mod.rs"]
mod generated;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let events = words.next().and_then(|word| word.parse().ok());
    let (Some(events), Some(file)) = (events, words.next()) else { return ExitCode::from(2) };
    let packed = treaty::record::pack(&generated::record(events, 1));
    match std::fs::write(file, packed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
