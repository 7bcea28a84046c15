//! How long a question takes: `cargo bench`.
//!
//! `treaty` on the shipped record, and the same on records that a generator makes.

#![allow(missing_docs, reason = "a benchmark is no library")]

mod generated;

use std::io::{self, Write};

use chrono::NaiveDate;
use divan::{Bencher, black_box};
use treaty::built_in::dataset;
use treaty::query::Inquiry;
use treaty::query::diff::DiffQuestion;
use treaty::query::groups::{Membership, Universe};
use treaty::query::panel::{PanelQuestion, Period, PeriodRule};
use treaty::query::withdrawals::WithdrawalsQuestion;
use treaty::record::{Dataset, pack};

fn main() {
    divan::main();
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn inquiry(data: &Dataset) -> Inquiry<'_> {
    Inquiry::new(data, day("2026-11-24"))
}

#[divan::bench]
fn open_the_shipped_record() -> Dataset {
    dataset()
}

#[divan::bench]
fn status_of_one_state_under_one_treaty(bencher: Bencher<'_, '_>) {
    let data = dataset();
    let (state, treaty) = (data.state("LTU").expect("it is there"), data.treaty("ccm").expect("it is there"));
    bencher.bench(|| inquiry(&data).status_of(black_box(state), treaty, day("2025-03-01")).bound);
}

#[divan::bench]
fn every_withdrawal(bencher: Bencher<'_, '_>) {
    let data = dataset();
    bencher.bench(|| inquiry(&data).withdrawals(&WithdrawalsQuestion::default()).results.len());
}

#[divan::bench]
fn difference_over_all(bencher: Bencher<'_, '_>) {
    let data = dataset();
    let question = DiffQuestion {
        from: day("2024-12-31"),
        to: day("2025-12-31"),
        treaties: data.treaties().collect(),
        states: Vec::new(),
        count_all: false,
    };
    bencher.bench(|| inquiry(&data).diff(&question).results.len());
}

/// Counts bytes and throws them away.
struct Sink(u64);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn panel_of(data: &Dataset) -> u64 {
    let question = PanelQuestion {
        treaties: data.treaties().collect(),
        universe: Universe {
            name: "record".into(),
            plural: "states in the record".into(),
            membership: Membership::InRecord,
            fixed_on: None,
        },
        period: Period::Year,
        rule: PeriodRule::Last,
        from: day("1945-01-01"),
        until: day("2027-01-01"),
    };
    let mut sink = Sink(0);
    let outcome: io::Result<()> = inquiry(data).panel(&question, |block| {
        for cell in &block.cells {
            sink.write_all(cell.status.word().as_bytes())?;
        }
        Ok(())
    });
    outcome.expect("a sink takes everything");
    sink.0
}

#[divan::bench(sample_count = 10)]
fn panel_of_every_state_treaty_and_year_since_1945(bencher: Bencher<'_, '_>) {
    let data = dataset();
    bencher.bench(|| panel_of(&data));
}

/// The files of the shipped record as one JSON document.
fn bundle() -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).expect("it ships");
    let mut treaties: Vec<_> =
        std::fs::read_dir(folder.join("treaties")).expect("it ships").flatten().map(|file| file.path()).collect();
    treaties.sort();
    let treaties: Vec<String> = treaties.iter().map(|path| std::fs::read_to_string(path).expect("it ships")).collect();
    format!(
        "{{\"dataset\":{},\"states\":{},\"sources\":{},\"treaties\":[{}]}}",
        text("dataset.json"),
        text("states.json"),
        text("sources.json"),
        treaties.join(",")
    )
}

mod json {
    use super::{Bencher, Dataset, bundle};
    use treaty::model::{Source, State, Treaty};
    use treaty::record::read;
    use treaty::record::validate::validate;
    use treaty::record::{About, File};

    /// What `serde_json` alone takes for the same bytes into the same types.
    #[derive(serde::Deserialize)]
    #[allow(dead_code, reason = "only the time of reading it counts")]
    struct Typed {
        dataset: About,
        states: Vec<State>,
        sources: Vec<Source>,
        treaties: Vec<Treaty>,
    }

    #[divan::bench(sample_count = 20)]
    fn serde_json_alone(bencher: Bencher<'_, '_>) {
        let text = bundle();
        bencher.bench(|| std::mem::forget(serde_json::from_str::<Typed>(&text).expect("it is sound")));
    }

    #[divan::bench(sample_count = 20)]
    fn read_check_and_pack(bencher: Bencher<'_, '_>) {
        let file = File { name: "data.json".into(), text: bundle() };
        bencher.bench(|| {
            let record = read::bundle(&file).expect("it is sound");
            validate(&record, std::slice::from_ref(&file)).expect("it is sound");
            let data = Dataset::of(&record);
            std::mem::forget(record);
            data
        });
    }
}

mod grown {
    use super::{Bencher, Dataset, black_box, day, generated, inquiry, pack, panel_of};

    const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

    #[divan::bench(args = SIZES, sample_count = 5)]
    fn open_a_packed_record(bencher: Bencher<'_, '_>, events: usize) {
        let bytes = pack(&generated::record(events, 1));
        bencher.with_inputs(|| bytes.clone()).bench_values(|bytes| Dataset::verified(bytes).expect("it is sound"));
    }

    #[divan::bench(args = SIZES)]
    fn status_of_one_state_under_one_treaty(bencher: Bencher<'_, '_>, events: usize) {
        let data = Dataset::of(&generated::record(events, 1));
        let (state, treaty) = (data.state("AAB").expect("it is there"), data.treaty("t-3").expect("it is there"));
        bencher.bench(|| inquiry(&data).status_of(black_box(state), treaty, day("2025-03-01")).bound);
    }

    #[divan::bench(args = SIZES, sample_count = 3)]
    fn panel(bencher: Bencher<'_, '_>, events: usize) {
        let data = Dataset::of(&generated::record(events, 1));
        bencher.bench(|| panel_of(&data));
    }
}
