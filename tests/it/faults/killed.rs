//! Killed at any moment.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{
    Files, KILLS, answers, data_directory, drafts, files, import, is_draft, kill_after, old_or_new, pages, place,
    program, put, run, skipped, time_of, two_datasets, words,
};
use crate::common::TODAY;

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
