//! Odd names, and data that are no file.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use super::{
    KILLS, PROGRAM, answers, complains, data_directory, drafts, files, import, pages, place, program, put, run,
    run_plain, shell, table, text, time_of, two_datasets, words,
};
use crate::common::TODAY;

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
