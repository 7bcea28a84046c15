//! Faults of the world around the program: it is killed, run twice at once, given no room, no rights, no terminal.
//!
//! Whatever happens, files are the old ones or the new ones, and the program answers or says why not in one line.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Read;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::common::TODAY;

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

// ---------------------------------------------------------------------------------------------------------------------
// Killed.

/// What an interrupted import may leave: old and new files, a record that loads, and drafts that the next run removes.
#[track_caller]
fn is_repaired(data: &Path, pages: &[OsString], old: &Files, new: &Files, when: &str) {
    let left = files(data);
    if left == *old || left == *new {
        return;
    }
    old_or_new(&left, old, new, when);
    answers(program(&words("status lithuania ottawa --data")).arg(data));
    run(&mut import(data, pages));
    let repaired = files(data);
    // A draft of a file that was not to be written again is nobody's: the next run that writes the file removes it.
    let final_names: Files = repaired.into_iter().filter(|(name, _)| !is_draft(name)).collect();
    assert!(final_names == *new, "{when}: the next import does not finish the work");
}

#[test]
fn killed_at_any_moment_an_import_leaves_old_or_new_files_that_load() {
    let folder = place("killed-import");
    let (data, old, pages) = (folder.join("data"), data_directory(), pages(&folder));
    put(&data, &old);
    let whole = time_of(&mut import(&data, &pages));
    let new = files(&data);
    assert!(old[Path::new("sources.json")] != new[Path::new("sources.json")], "the sources change too");
    assert_eq!(drafts(&new), Vec::<&PathBuf>::new());
    for at in 0..KILLS {
        put(&data, &old);
        kill_after(&mut import(&data, &pages), whole * at / KILLS);
        is_repaired(&data, &pages, &old, &new, &format!("killed at {at}/{KILLS} of {whole:?}"));
    }
}

/// Runs under `strace`, which kills it as it enters the `number`th call of a name; false where it made fewer.
fn killed_at(call: &str, number: u32, command: &Command) -> Option<bool> {
    let mut traced = Command::new("strace");
    traced.args(["-f", "-qq", "-o", "/dev/null"]);
    traced.args(["-e", &format!("trace={call}"), "-e", &format!("inject={call}:signal=SIGKILL:when={number}")]);
    traced.arg(command.get_program()).args(command.get_args()).env("TREATY_TODAY", TODAY);
    let status = traced.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    Some(!matches!(status.code(), Some(0..=2)))
}

/// Whether runs can be traced here.
fn traces() -> bool {
    let can = killed_at("execve", 9, &program(&["--version"])) == Some(false);
    if !can {
        skipped("there is no strace, or it may not trace");
    }
    can
}

/// The calls that change files.
const CALLS: [&str; 6] = ["write", "fsync", "chmod", "rename", "renameat2", "flock"];

#[test]
fn killed_between_any_two_files_an_import_leaves_no_act_without_its_source() {
    if !traces() {
        return;
    }
    let folder = place("killed-between");
    let (data, old, pages) = (folder.join("data"), data_directory(), pages(&folder));
    put(&data, &old);
    run(&mut import(&data, &pages));
    let new = files(&data);
    let mut renames = 0;
    for call in CALLS {
        for number in 1..100 {
            put(&data, &old);
            if killed_at(call, number, &import(&data, &pages)) != Some(true) {
                break;
            }
            renames += u32::from(call == "rename");
            is_repaired(&data, &pages, &old, &new, &format!("killed at {call} {number}"));
        }
    }
    assert_eq!(renames, 4, "the sources and three treaties got their names one by one");
}

/// An export over an old one: the words of the command, without its place.
fn export(words_before_place: &str, to: &Path, data: &Path) -> Command {
    let mut command = program(&words(words_before_place));
    command.arg("--data").arg(data).arg("-o").arg(to);
    command
}

/// Kills an export over an older one at many moments: the folder is the old one or the new one, never a mixture.
fn export_is_old_or_new(form: &str, kills: u32) {
    let folder = place(&format!("killed-{form}"));
    let (to, [first, second]) = (folder.join("out/tables"), two_datasets(&folder));
    fs::create_dir_all(folder.join("out")).expect("it can be made");
    let command = format!("export {form}");
    run(&mut export(&command, &to, &first));
    let old = files(&to);
    let whole = time_of(&mut export(&command, &to, &second));
    let new = files(&to);
    assert!(old != new && !new.is_empty());
    let check = |when: &str| {
        let found = files(&to);
        assert!(found == old || found == new, "{when}: a mixture of {:?}", found.keys());
    };
    for at in 0..kills {
        kill_after(&mut export(&command, &to, [&first, &second][at as usize % 2]), whole * at / kills);
        check(&format!("{form} killed at {at}/{kills} of {whole:?}"));
    }
    if traces() {
        for call in ["rename", "renameat2", "unlinkat", "rmdir", "mkdir"] {
            for number in [1, 2, 5] {
                killed_at(call, number, &export(&command, &to, [&first, &second][number as usize % 2]));
                check(&format!("{form} killed at {call} {number}"));
            }
        }
    }
    run(&mut export(&command, &to, &first));
    check("after the next export");
    let left = files(&folder.join("out"));
    assert_eq!(drafts(&left), Vec::<&PathBuf>::new(), "the next export removes what the dead ones left");
}

#[test]
fn killed_at_any_moment_an_export_leaves_the_old_folder_or_the_new_one() {
    export_is_old_or_new("csv", KILLS);
    export_is_old_or_new("datapackage", KILLS / 3);
    export_is_old_or_new("jsonl", KILLS / 6);
}

#[test]
fn killed_at_any_moment_an_output_file_is_the_old_one_or_the_new_one() {
    let folder = place("killed-output");
    let [first, second] = two_datasets(&folder);
    for (line, name) in [
        ("report", "report.html"),
        ("chart timeline ccm", "chart.svg"),
        ("panel --from 2000 --to 2020 --universe record -f csv", "panel.csv"),
        ("export packed", "record.bin"),
        ("members ccm -f json", "members.json"),
    ] {
        let out = folder.join(format!("out-{name}"));
        fs::create_dir_all(&out).expect("it can be made");
        let to = out.join(name);
        run(&mut export(line, &to, &first));
        let old = files(&out);
        let whole = time_of(&mut export(line, &to, &second));
        let new = files(&out);
        assert!(old != new, "{line}");
        for at in 0..KILLS / 5 {
            kill_after(&mut export(line, &to, [&first, &second][at as usize % 2]), whole * at / (KILLS / 5));
            old_or_new(&files(&out), &old, &new, line);
        }
        run(&mut export(line, &to, &second));
        assert!(files(&out) == new, "{line}: the next run leaves nothing but its file");
    }
}

#[test]
fn a_draft_of_a_living_run_is_left_alone_and_a_dead_one_with_the_same_number_is_no_obstacle() {
    let folder = place("drafts");
    let (file, mine) = (folder.join("a.txt"), folder.join(".a.txt.1-0.part"));
    let held = fs::File::create(&mine).expect("it can be made");
    held.lock().expect("it can be locked");
    let others = [".b.txt.1-0.part", ".a.txt.part", ".a.txt.1-0.old", "a.txt.1-0.part"].map(|name| folder.join(name));
    for path in &others {
        fs::write(path, "mine").expect("it can be written");
    }
    answers(program(&words("treaties -o")).arg(&file));
    assert!(mine.exists() && others.iter().all(|path| path.exists()), "nobody else's file is taken for a draft");
    drop(held);
    answers(program(&words("treaties -o")).arg(&file));
    assert!(!mine.exists() && others.iter().all(|path| path.exists()));
}

#[test]
fn what_a_link_leads_to_is_replaced_and_permissions_stay() {
    let folder = place("links");
    let (file, link) = (folder.join("file.txt"), folder.join("link.txt"));
    fs::write(&file, "old").expect("it can be written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("they can be set");
    symlink(&file, &link).expect("it can be made");
    answers(program(&words("treaties -o")).arg(&link));
    assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
    assert!(fs::read_to_string(&file).expect("it is there").contains("ottawa"));
    assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o640);
    let (tables, link) = (folder.join("tables"), folder.join("link"));
    fs::create_dir(&tables).expect("it can be made");
    symlink(&tables, &link).expect("it can be made");
    answers(program(&words("export csv -o")).arg(&link));
    assert!(tables.join("states.csv").exists() && fs::symlink_metadata(&link).expect("it is there").is_symlink());
}

// ---------------------------------------------------------------------------------------------------------------------
// At once.

/// A table of acts for a treaty of its own.
fn table(folder: &Path, slug: &str) -> PathBuf {
    let path = folder.join(format!("{slug}.csv"));
    let rows: Vec<String> = (2000..2020).map(|year| format!("Finland,domestic,{year}-05-12,s\n")).collect();
    fs::write(&path, format!("state,kind,date,source\n{}", rows.concat())).expect("it can be written");
    path
}

#[test]
fn imports_at_once_succeed_or_say_that_another_is_running() {
    let folder = place("at-once");
    let (data, old) = (folder.join("data"), data_directory());
    let slugs: Vec<String> = (0..8).map(|at| format!("treaty-{at}")).collect();
    let tables: Vec<PathBuf> = slugs.iter().map(|slug| table(&folder, slug)).collect();
    let command = |table: &Path| {
        let mut command = program(&words("import csv --yes --data"));
        command.arg(&data).arg(table).stdout(Stdio::null()).stderr(Stdio::piped());
        command
    };
    put(&data, &old);
    for table in &tables {
        assert!(run(&mut command(table)).status.success());
    }
    let all = files(&data);
    for _ in 0..5 {
        put(&data, &old);
        let running: Vec<Child> = tables.iter().map(|table| command(table).spawn().expect("it starts")).collect();
        let mut expected: Files = old.clone();
        expected.insert("sources.json".into(), all[Path::new("sources.json")].clone());
        for (child, slug) in running.into_iter().zip(&slugs) {
            let output = child.wait_with_output().expect("it ends");
            let err = text(&output.stderr);
            if output.status.code() == Some(0) {
                let name = PathBuf::from(format!("treaties/{slug}.json"));
                expected.insert(name.clone(), all[&name].clone());
            } else {
                assert_eq!(output.status.code(), Some(2), "{err}");
                assert!(err.contains("another import is writing") && err.lines().count() == 1, "{err}");
            }
        }
        assert!(expected.len() > old.len(), "one of them succeeds");
        assert!(files(&data) == expected, "what succeeded is there, and nothing else");
        answers(program(&words("status lithuania ccm --data")).arg(&data));
    }
}

#[test]
fn who_asks_during_an_import_gets_an_answer() {
    let folder = place("asked-meanwhile");
    let data = folder.join("data");
    put(&data, &data_directory());
    thread::scope(|scope| {
        let importing = scope.spawn(|| {
            for day in 1..=20 {
                let pages = ["ottawa", "ccm", "tpnw"].map(|slug| {
                    let path = folder.join(format!("{slug}.html"));
                    fs::write(&path, page(&format!("{day:02}-02-2026"))).expect("it can be written");
                    path.into_os_string()
                });
                run(&mut import(&data, &pages));
            }
        });
        while !importing.is_finished() {
            answers(program(&words("status lithuania ccm --data")).arg(&data));
        }
    });
}

// ---------------------------------------------------------------------------------------------------------------------
// No rights, no room.

/// A command as somebody for whom permissions count; `None` where that cannot be had.
fn without_privileges(line: &[&OsStr]) -> Option<Command> {
    let is_root = run_plain("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    let mut command = if is_root {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", PROGRAM]);
        command
    } else {
        Command::new(PROGRAM)
    };
    let can = Command::new(command.get_program()).args(command.get_args()).arg("--version").output();
    command.args(line).env("TREATY_TODAY", TODAY).stdin(Stdio::null());
    can.is_ok_and(|output| output.status.success()).then_some(command)
}

fn run_plain(name: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(name).args(args).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| text(&output.stdout))
}

fn set_modes(folder: &Path, mode: u32) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir()) {
        set_modes(&entry.path(), mode);
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(mode)).expect("it can be set");
}

#[test]
fn a_read_only_data_directory_can_be_asked_and_not_written() {
    let folder = place("read-only");
    set_modes(&folder, 0o755);
    let (data, old, pages) = (folder.join("data"), data_directory(), pages(&folder));
    put(&data, &old);
    set_modes(&data, 0o555);
    let words = |line: &'static str| -> Vec<&OsStr> { line.split_whitespace().map(OsStr::new).collect() };
    let with_data = |line: &'static str| [words(line), vec![OsStr::new("--data"), data.as_os_str()]].concat();
    let import = [with_data("import untc --yes"), pages.iter().map(AsRef::as_ref).collect()].concat();
    let Some(mut import) = without_privileges(&import) else {
        return skipped("nobody without privileges can run the program here");
    };
    complains(&mut import, 2, &["sources.json", "Permission denied"]);
    let ask = without_privileges(&with_data("status lithuania ccm"));
    assert!(answers(&mut ask.expect("it ran before")).contains("Lithuania"));
    let tables = data.join("tables");
    for line in ["treaties -o", "export csv -o", "export packed -o", "report -o"] {
        let line = [words(line), vec![tables.as_os_str()]].concat();
        complains(&mut without_privileges(&line).expect("it ran before"), 2, &["tables", "Permission denied"]);
    }
    set_modes(&data, 0o755);
    assert!(files(&data) == old, "nothing was written, not even a draft");
}

/// A device that takes nothing, in a folder where nothing is lost if a program replaces it.
fn full_device(folder: &Path) -> PathBuf {
    let device = folder.join("full");
    let made = run_plain("mknod", &[device.to_str().expect("UTF-8"), "c", "1", "7"]).is_some();
    if made && fs::write(&device, "x").is_err() { device } else { "/dev/full".into() }
}

#[test]
fn a_full_device_is_told_and_stays_a_device() {
    if !Path::new("/dev/full").exists() {
        return skipped("there is no /dev/full");
    }
    let device = full_device(&place("full-device"));
    for line in [
        "treaties",
        "withdrawals -f csv",
        "states -f json",
        "report ccm",
        "panel --treaty ccm --from 2010 --to 2020",
        "upcoming -f ics",
        "cite --as bibtex",
        "members ottawa -f latex",
        "members ottawa -f md",
        "completions bash",
        "schema treaty",
    ] {
        complains(program(&words(line)).arg("-o").arg(&device), 2, &["full", "No space left"]);
        assert!(fs::metadata(&device).expect("it is there").file_type().is_char_device(), "{line} replaced a device");
        complains(&mut shell(&format!("exec \"$TREATY\" {line} >/dev/full")), 2, &["standard output", "No space left"]);
    }
    complains(&mut shell("exec \"$TREATY\" --help >/dev/full"), 2, &["standard output"]);
    complains(program(&words("export csv -o")).arg(&device), 2, &["is a file"]);
    let pipe = format!("echo '{}' | \"$TREATY\" mcp >/dev/full", r#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#);
    complains(&mut shell(&pipe), 2, &["standard output"]);
}

#[test]
fn a_full_disk_leaves_what_was_there() {
    let folder = place("full-disk");
    let disk = folder.join("disk");
    fs::create_dir_all(&disk).expect("it can be made");
    let mount = "mount -t tmpfs -o size=128k tmpfs \"$DISK\"";
    let own_mounts = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["-m", "sh", "-c", script]).env("DISK", &disk).env("TREATY", PROGRAM).env("TREATY_TODAY", TODAY);
        command.stdin(Stdio::null());
        command
    };
    if !own_mounts(mount).output().is_ok_and(|output| output.status.success()) {
        return skipped("no file system can be mounted here");
    }
    let list = "cd \"$DISK\" && find . -type f -exec md5sum {} + | sort";
    for (before, line) in [
        ("treaty.txt", "report ccm -o \"$DISK/treaty.txt\""),
        ("treaty.txt", "export packed -o \"$DISK/treaty.txt\""),
        ("tables/states.csv", "export csv -o \"$DISK/tables\""),
        ("tables/states.jsonl", "export jsonl -o \"$DISK/tables\""),
        ("treaty.txt", "export datapackage -o \"$DISK/new\""),
    ] {
        let script = format!(
            "{mount} && mkdir \"$DISK/tables\" && echo old > \"$DISK/{before}\"; old=$({list}); \"$TREATY\" {line}; \
             code=$?; test \"$old\" = \"$({list})\" || echo changed; exit $code"
        );
        let output = run(&mut own_mounts(&script));
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        assert_eq!((output.status.code(), out.as_str(), err.lines().count()), (Some(2), "", 1), "{line}: {err}");
        assert!(err.contains("No space left"), "{err}");
    }
}

#[test]
fn a_limit_on_the_size_of_files_leaves_what_was_there() {
    let folder = place("limited");
    let file = folder.join("report.html");
    fs::write(&file, "old").expect("it can be written");
    let mut limited = shell("ulimit -f 8; exec \"$TREATY\" report ccm -o \"$FILE\"");
    let output = limited.env("FILE", &file).output().expect("it runs");
    assert!(!output.status.success() && !text(&output.stderr).contains("panicked"));
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "old");
    answers(program(&words("report ccm -o")).arg(&file));
    assert_eq!(files(&folder).len(), 1, "the next run removes what was left");
}

// ---------------------------------------------------------------------------------------------------------------------
// Odd surroundings.

#[test]
fn no_home_no_terminal_and_odd_locales_change_no_answer() {
    let line = words("status türkiye ottawa");
    let expected = answers(&mut program(&line));
    assert!(expected.contains("Türkiye"));
    for (name, values) in [
        ("HOME", &["", "/nonexistent", "\u{1b}[31m"][..]),
        ("LC_ALL", &["tr_TR.UTF-8", "C", "POSIX", "xx_YY", "", "en_US.ISO-8859-1"]),
        ("LANG", &["C", "tr_TR", "nonsense"]),
        ("TERM", &["", "dumb", "nonsense", "xterm-256color"]),
        ("COLUMNS", &["0", "-1", "20", "99999999999999999999"]),
        ("TZ", &["", ":", "Nonsense/Zone", "/etc/passwd", ":/etc", "UTC+99999", "<+14>-14", "\u{1b}"]),
        ("RUST_BACKTRACE", &["full"]),
    ] {
        for value in values {
            assert_eq!(answers(program(&line).env(name, value)), expected, "{name}={value}");
        }
        assert_eq!(answers(program(&line).env_remove(name)), expected, "without {name}");
    }
    assert_eq!(answers(program(&line).env("TZ", OsStr::from_bytes(b"\xff"))), expected);
    assert_eq!(answers(program(&line).env_clear().env("TREATY_TODAY", TODAY)), expected);
    assert!(answers(program(&line).env_remove("TREATY_TODAY").env("TZ", "Nonsense")).contains("Türkiye"));
}

#[test]
fn a_day_in_the_environment_that_is_none_is_told() {
    for value in ["", "soon", "2025-02-30", "99999-01-01", "\u{1b}[31m"] {
        complains(program(&words("status lithuania ccm")).env("TREATY_TODAY", value), 2, &["is no day"]);
    }
    let output = run(program(&words("status lithuania ccm")).env("TREATY_TODAY", OsStr::from_bytes(b"\xff")));
    assert_eq!(output.status.code(), Some(2));
}

/// Runs a shell line on a terminal of its own; `None` where none can be had.
fn on_terminal(line: &str, set: &[(&str, &str)]) -> Option<String> {
    let mut command = Command::new("script");
    command.args(["-qec", line, "/dev/null"]).env("TREATY", PROGRAM).env("TREATY_TODAY", TODAY).env("TERM", "xterm");
    command.env_remove("NO_COLOR").env_remove("PAGER").stdin(Stdio::null()).envs(set.iter().copied());
    let output = command.output().ok()?;
    let told = text(&output.stdout);
    assert!(!told.contains("panicked at"), "{line}: {told}");
    assert!(output.status.success(), "{line}: {told}");
    Some(told)
}

fn has_terminals() -> bool {
    let can = on_terminal("true", &[]).is_some();
    if !can {
        skipped("there is no `script` to make terminals with");
    }
    can
}

/// Without the colours.
fn plain(told: &str) -> String {
    let mut parts = told.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    parts.for_each(|part| plain.push_str(part.split_once('m').map_or("", |(_, rest)| rest)));
    plain
}

#[test]
fn twenty_columns_are_enough_for_every_word() {
    let questions = [
        "status lithuania",
        "withdrawals",
        "show ccm",
        "explain lithuania ccm",
        "timeline ottawa",
        "timeline lithuania ccm",
        "treaties",
        "states",
        "stats ottawa",
        "count ottawa",
        "compare estonia latvia",
        "members ottawa",
        "upcoming --within 5y",
        "diff 2024 2025",
    ];
    let fits = |line: &str, told: &str| {
        for drawn in told.lines().map(|drawn| drawn.trim_end_matches('\r')) {
            let wide = unicode_width::UnicodeWidthStr::width(drawn);
            // A word that is longer than the line is left whole.
            assert!(wide <= 20 || drawn.split_whitespace().count() == 1, "{line}: {wide} columns: {drawn}");
        }
    };
    for line in questions {
        for width in ["0", "1", "20"] {
            fits(line, &answers(&mut program(&[words(line), vec!["--width", width]].concat())));
        }
    }
    if !has_terminals() {
        return;
    }
    for line in &questions[..4] {
        let told =
            on_terminal(&format!("stty rows 24 cols 20; \"$TREATY\" {line} --no-pager"), &[]).expect("it ran before");
        fits(line, &plain(&told));
    }
    for size in ["rows 24 cols 0", "rows 24 cols 1", "rows 0 cols 0", "rows 1 cols 65535"] {
        on_terminal(&format!("stty {size}; \"$TREATY\" status lithuania"), &[("PAGER", "cat")]);
    }
}

#[test]
fn a_pager_that_is_not_there_or_leaves_at_once_is_no_fault() {
    if !has_terminals() {
        return;
    }
    let line = "stty rows 5 cols 80; \"$TREATY\" withdrawals";
    for pager in ["/nowhere/pager", "", "  ", "nonsense --with options", "\u{1b}[31m"] {
        let told = on_terminal(line, &[("PAGER", pager)]).expect("it ran before");
        assert!(told.contains("Lithuania"), "PAGER={pager}: {told}");
    }
    for pager in ["true", "false", "head -1", "sh -c exit\u{a0}3"] {
        on_terminal(line, &[("PAGER", pager)]);
    }
    assert!(on_terminal(line, &[("PAGER", "cat")]).expect("it ran before").contains("Lithuania"));
    let dumb = on_terminal("\"$TREATY\" status lithuania --no-pager", &[("TERM", "dumb")]).expect("it ran before");
    assert!(!dumb.contains('\u{1b}'), "{dumb}");
}

#[test]
fn a_pipe_that_is_closed_early_is_no_fault() {
    for line in [
        "withdrawals",
        "withdrawals -f json",
        "states -f csv",
        "states -f tsv",
        "states -f md",
        "states -f latex",
        "status lithuania -f jsonl",
        "panel --treaty ottawa,npt --from 1900 --to 2026",
        "panel --treaty ottawa,npt --from 1900 --to 2026 -f json",
        "report ccm",
        "chart map ottawa",
        "upcoming --within 50y -f ics",
        "cite --treaty ottawa --as csl",
        "completions zsh",
        "schema treaty",
        "check --list",
        "--help",
    ] {
        let mut child = program(&words(line)).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut first = [0];
        let _ = child.stdout.take().expect("it was piped").read(&mut first);
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{line}");
    }
}

#[test]
fn an_import_whose_report_nobody_reads_writes_all_the_same() {
    let folder = place("nobody-reads");
    let (data, old, pages) = (folder.join("data"), data_directory(), pages(&folder));
    put(&data, &old);
    let mut child = import(&data, &pages).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    assert!(files(&data)[Path::new("sources.json")] != old[Path::new("sources.json")]);
}

#[test]
fn closed_streams_are_no_fault() {
    let expected = answers(&mut program(&words("status lithuania ccm")));
    assert_eq!(answers(&mut shell("exec \"$TREATY\" status lithuania ccm <&-")), expected);
    assert_eq!(answers(&mut shell("exec \"$TREATY\" status lithuania ccm 2>&-")), expected);
    assert_eq!(answers(&mut shell("exec \"$TREATY\" status lithuania ccm >&-")), "");
    assert_eq!(run(&mut shell("exec \"$TREATY\" status nowhere >&- 2>&- <&-")).status.code(), Some(3));
    assert_eq!(run(&mut shell("exec \"$TREATY\" nonsense 2>&-")).status.code(), Some(2));
    complains(&mut shell("exec \"$TREATY\" status lithuania ccm --data - <&-"), 2, &["-:"]);
    assert_eq!(answers(&mut shell("exec \"$TREATY\" mcp <&-")), "");
    complains(&mut shell("exec \"$TREATY\" assert <&-"), 2, &["nothing to judge"]);
}

// ---------------------------------------------------------------------------------------------------------------------
// Odd names and odd files.

#[test]
fn names_that_are_no_text_are_refused_or_used() {
    let folder = place("no-text");
    let odd = OsString::from_vec(b"a\xff\x1b[31m".to_vec());
    for before in ["status", "members", "show", "cite --treaty", "panel --treaty", "nonsense", "-f", "--date"] {
        let output = run(program(&words(before)).arg(&odd));
        assert_eq!(output.status.code(), Some(2), "{before}");
        assert!(!output.stderr.contains(&0x1b), "{before}: {}", text(&output.stderr));
    }
    let file = folder.join(&odd);
    for line in ["report ccm", "treaties", "chart map ccm", "panel --treaty ccm --from 2020 --to 2021", "export packed"]
    {
        let named = if line.starts_with("chart") { file.with_extension("svg") } else { file.clone() };
        answers(program(&words(line)).arg("-o").arg(&named));
        assert!(named.exists(), "{line}");
        assert_eq!(drafts(&files(&folder)), Vec::<&PathBuf>::new());
    }
    answers(program(&words("export csv -o")).arg(folder.join("tables").with_file_name(OsStr::from_bytes(b"t\xff"))));
    answers(program(&words("status lithuania ccm --data")).arg(&file));
    let data = folder.join("data");
    put(&data, &data_directory());
    let table = table(&folder, "acts");
    fs::rename(table, folder.join(OsStr::from_bytes(b"\xff.csv"))).expect("it can be renamed");
    let mut import = program(&words("import csv --yes --data"));
    complains(import.arg(&data).arg(folder.join(OsStr::from_bytes(b"\xff.csv"))), 2, &["--slug"]);
    for line in ["status lithuania --data", "assert -i", "check --data", "count ccm --of", "import csv --data"] {
        let output = run(program(&words(line)).arg(folder.join(OsStr::from_bytes(b"missing\xff"))));
        assert_eq!(output.status.code(), Some(2), "{line}");
    }
    let long = folder.join("x".repeat(250));
    answers(program(&words("treaties -o")).arg(&long));
    complains(program(&words("treaties -o")).arg(folder.join("x".repeat(300))), 2, &["name too long"]);
}

#[test]
fn data_that_are_no_file_are_told_or_read() {
    let folder = place("no-file");
    // Who waits for the other end of a pipe waits for ever.
    let ask = |path: &Path| {
        let mut command = Command::new("timeout");
        command.args(["20", PROGRAM]).args(words("status lithuania ccm --data")).arg(path).env("TREATY_TODAY", TODAY);
        command
    };
    let loops = folder.join("loop");
    symlink(&loops, &loops).expect("it can be made");
    complains(&mut ask(&loops), 2, &["loop"]);
    fs::create_dir_all(folder.join("empty/treaties")).expect("it can be made");
    complains(&mut ask(&folder), 2, &["treaties"]);
    let output = run(&mut ask(&folder.join("empty")));
    assert_eq!((output.status.code(), text(&output.stderr).lines().count()), (Some(2), 3), "each missing file is told");
    complains(&mut ask(Path::new("/dev/null")), 2, &["/dev/null:"]);
    assert_eq!(run(&mut ask(Path::new(""))).status.code(), Some(2));
    let data = folder.join("data");
    for (name, make) in [("folder", "mkdir"), ("pipe", "mkfifo")] {
        put(&data, &data_directory());
        let inside = data.join(format!("treaties/{name}.json"));
        assert!(run_plain(make, &[inside.to_str().expect("UTF-8")]).is_some());
        complains(&mut ask(&data), 2, &[name, "no file"]);
    }
    put(&data, &data_directory());
    symlink(&loops, data.join("treaties/loop.json")).expect("it can be made");
    complains(&mut ask(&data), 2, &["loop.json"]);
}

#[test]
fn a_pipe_is_read_from_and_written_to() {
    let folder = place("pipes");
    let [first, _] = two_datasets(&folder);
    let mut command = shell(
        "mkfifo \"$D/in\" \"$D/out\"; timeout 20 cat \"$DATA\" > \"$D/in\" & timeout 20 cat \"$D/out\" & \
         \"$TREATY\" members ccm -f csv --data \"$D/in\" -o \"$D/out\"; code=$?; wait; exit $code",
    );
    let told = answers(command.env("D", &folder).env("DATA", &first));
    assert!(told.contains("State 1 of 1"), "{told}");
    assert!(fs::metadata(folder.join("out")).expect("it is there").file_type().is_fifo());
}

#[test]
fn a_directory_that_vanishes_is_told() {
    let folder = place("vanishing");
    let (data, pages) = (folder.join("data"), pages(&folder));
    put(&data, &data_directory());
    let whole = time_of(&mut import(&data, &pages));
    for at in 0..KILLS / 4 {
        put(&data, &data_directory());
        let mut command = import(&data, &pages);
        let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
        thread::sleep(whole * at / (KILLS / 4));
        let _ = fs::remove_dir_all(&data);
        let output = child.wait_with_output().expect("it ends");
        let err = text(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 2)) && !err.contains("panicked"), "{err}");
        assert!(output.status.success() || err.starts_with("error: "), "{err}");
    }
    let gone = "mkdir \"$D/gone\"; cd \"$D/gone\"; rmdir \"$D/gone\"; exec \"$TREATY\"";
    for (line, code) in [("status lithuania ccm", 0), ("import csv x.csv", 2), ("check", 2), ("treaties -o x", 2)] {
        let output = run(shell(&format!("{gone} {line}")).env("D", &folder));
        assert_eq!(output.status.code(), Some(code), "{line}: {}", text(&output.stderr));
    }
}
