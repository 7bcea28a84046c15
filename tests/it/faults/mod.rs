//! Faults of the world around the program: it is killed, run twice at once, given no room, no rights, no terminal.
//!
//! Whatever happens, files are the old ones or the new ones, and the program answers or says why not in one line.

mod at_once;
mod files;
mod killed;
mod room;
mod surroundings;

use crate::common::TODAY;
use serde_json::json;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_treaty");

/// How often a run is killed, at moments spread over its whole time.
const KILLS: u32 = 60;

#[allow(clippy::print_stderr, reason = "a test that does nothing must say so")]
fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

// ---------------------------------------------------------------------------------------------------------------------
// Runs.

/// The program with arguments.
fn program<A: AsRef<OsStr>>(words: &[A]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(words).env("TREATY_TODAY", TODAY).stdin(Stdio::null());
    command
}

/// A shell that finds the program as `$TREATY`.
fn shell(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]).env("TREATY", PROGRAM).env("TREATY_TODAY", TODAY).stdin(Stdio::null());
    command
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs to the end and checks what always holds: no panic, and one of the documented exit codes.
#[track_caller]
fn run(command: &mut Command) -> Output {
    let output = command.output().expect("it runs");
    let err = text(&output.stderr);
    assert!(!err.contains("panicked at") && !text(&output.stdout).contains("panicked at"), "{command:?}: {err}");
    assert!(matches!(output.status.code(), Some(0..=4)), "{command:?}: {:?} {err}", output.status);
    output
}

/// That it complained in one line with these words in it.
#[track_caller]
fn complains(command: &mut Command, code: i32, words: &[&str]) {
    let output = run(command);
    let err = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{command:?}: {err}");
    assert!(err.starts_with("error: ") && err.trim_end().lines().count() == 1, "{command:?}: {err}");
    for word in words {
        assert!(err.contains(word), "{word:?} is not in {err}");
    }
}

/// That it answered and complained about nothing; returns the answer.
#[track_caller]
fn answers(command: &mut Command) -> String {
    let output = run(command);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{command:?}");
    text(&output.stdout)
}

/// Kills a run after a while, if it is still there then.
fn kill_after(command: &mut Command, delay: Duration) {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    let end = Instant::now() + delay;
    while Instant::now() < end && child.try_wait().expect("it can be asked").is_none() {
        thread::sleep(Duration::from_micros(200));
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it is dead");
}

/// What another program prints, if it is there and succeeds.
fn run_plain(name: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(name).args(args).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| text(&output.stdout))
}

fn time_of(command: &mut Command) -> Duration {
    let begin = Instant::now();
    run(command);
    begin.elapsed()
}

// ---------------------------------------------------------------------------------------------------------------------
// Files.

/// A new folder for one test.
fn place(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults").join(name);
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).expect("it can be made");
    place
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Every file below a folder, with its content.
fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    gather(folder, folder, &mut found);
    found
}

fn gather(folder: &Path, from: &Path, found: &mut Files) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, from, found);
        } else {
            let name = path.strip_prefix(from).expect("it is below").to_owned();
            found.insert(name, fs::read(&path).expect("it can be read"));
        }
    }
}

fn put(folder: &Path, files: &Files) {
    let _ = fs::remove_dir_all(folder);
    for (name, content) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
        fs::write(path, content).expect("it can be written");
    }
}

/// Whether a file is a draft, or in one: hidden, and so named that nobody reads it.
fn is_draft(name: &Path) -> bool {
    let first = name.iter().find(|part| part.as_bytes().starts_with(b"."));
    first.is_some_and(|part| part.as_bytes().ends_with(b".part"))
}

/// The drafts among files.
fn drafts(found: &Files) -> Vec<&PathBuf> {
    found.keys().filter(|name| is_draft(name)).collect()
}

/// That every file is the old one or the new one, and nothing else bears a final name.
#[track_caller]
fn old_or_new(found: &Files, old: &Files, new: &Files, when: &str) {
    for (name, content) in found.iter().filter(|(name, _)| !is_draft(name)) {
        let known = [old.get(name), new.get(name)];
        assert!(known.contains(&Some(content)), "{when}: {} is neither the old nor the new one", name.display());
    }
    for name in old.keys() {
        assert!(found.contains_key(name), "{when}: {} is gone", name.display());
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Data.

/// A small data directory with three treaties and some states.
fn data_directory() -> Files {
    let states: Vec<_> = [("EST", "Estonia"), ("LVA", "Latvia"), ("LTU", "Lithuania"), ("FIN", "Finland")]
        .into_iter()
        .map(|(id, name)| json!({"id": id, "names": {"en": name}, "sources": ["s"]}))
        .collect();
    let mut found = Files::new();
    let mut put = |name: &str, value: serde_json::Value| found.insert(name.into(), value.to_string().into_bytes());
    put("dataset.json", json!({"version": "1"}));
    put("states.json", json!(states));
    put("sources.json", json!([{"id": "s", "publisher": "The depositary", "title": "Status"}]));
    for slug in ["ottawa", "ccm", "tpnw"] {
        let treaty = json!({
            "id": slug, "title": format!("The {slug} treaty"), "coverage": {"as_of": "2020-01-01", "sources": ["s"]},
            "events": [{"state": "LTU", "kind": "ratification", "date": "2011-03-24", "source": "s"}],
        });
        put(&format!("treaties/{slug}.json"), treaty);
    }
    found
}

/// A status page of the UN Treaty Collection as it stood on a day, with many acts.
fn page(day: &str) -> String {
    let states = ["Estonia", "Latvia", "Lithuania", "Finland"];
    let rows: Vec<String> = states
        .iter()
        .map(|state| format!("<tr><td>{state}</td><td>26 Feb 1999</td><td>12 May 2003</td></tr>"))
        .collect();
    format!(
        "STATUS AS AT : {day} 10:16:18 EDT\n<table id='tblgrid'>\n\
         <tr class='thead-one'><td>Participant</td><td>Signature</td><td>Accession(a), Ratification</td></tr>\n{}</table>",
        rows.join("\n")
    )
}

/// Pages that change `sources.json` and three treaties, as arguments.
fn pages(folder: &Path) -> Vec<OsString> {
    let one = |slug: &str| {
        let path = folder.join(format!("{slug}.html"));
        fs::write(&path, page("03-02-2026")).expect("it can be written");
        path.into_os_string()
    };
    ["ottawa", "ccm", "tpnw"].into_iter().map(one).collect()
}

fn import(data: &Path, pages: &[OsString]) -> Command {
    let mut command = program(&["import", "untc", "--yes", "--data"]);
    command.arg(data).args(pages);
    command
}

/// A dataset in one file, of so many states that an export takes a while.
fn dataset(version: u32) -> String {
    let id = |at: u32| format!("X{at:03}");
    let states: Vec<_> = (0..300)
        .map(|at| json!({"id": id(at), "names": {"en": format!("State {at} of {version}")}, "sources": ["s"]}))
        .collect();
    let events: Vec<_> = (0..300)
        .map(|at| json!({"state": id(at), "kind": "ratification", "date": format!("{}-03-24", 2000 + version), "source": "s"}))
        .collect();
    let treaty = json!({
        "id": "ccm", "title": "A convention", "coverage": {"as_of": "2020-01-01", "sources": ["s"]}, "events": events,
        "entry_into_force": {"article": "1", "date": "2000-01-01", "sources": ["s"]},
    });
    let sources = json!([{"id": "s", "publisher": "The depositary", "title": format!("Status {version}")}]);
    json!({"dataset": {"version": version.to_string()}, "states": states, "sources": sources, "treaties": [treaty]})
        .to_string()
}

/// Two datasets that differ in every table.
fn two_datasets(folder: &Path) -> [PathBuf; 2] {
    [1, 2].map(|version| {
        let path = folder.join(format!("data-{version}.json"));
        fs::write(&path, dataset(version)).expect("it can be written");
        path
    })
}

/// A table of acts for a treaty of its own.
fn table(folder: &Path, slug: &str) -> PathBuf {
    let path = folder.join(format!("{slug}.csv"));
    let rows: Vec<String> = (2000..2020).map(|year| format!("Finland,domestic,{year}-05-12,s\n")).collect();
    fs::write(&path, format!("state,kind,date,source\n{}", rows.concat())).expect("it can be written");
    path
}
