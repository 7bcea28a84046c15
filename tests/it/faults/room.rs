//! No rights, and no room.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{
    PROGRAM, answers, complains, data_directory, files, pages, place, program, put, run, run_plain, shell, skipped,
    text, words,
};
use crate::common::TODAY;

/// A command as somebody for whom permissions count; `None` where they cannot run it on the data of this folder.
fn without_privileges(line: &[&OsStr]) -> Option<Command> {
    let is_root = run_plain("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    let mut command = if is_root {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", PROGRAM]);
        command
    } else {
        Command::new(PROGRAM)
    };
    // Where a folder above this one is private, they can do nothing here, whatever the program does.
    let reaches = Command::new(command.get_program())
        .args(command.get_args())
        .args(["states", "--data", concat!(env!("CARGO_MANIFEST_DIR"), "/data")])
        .output();
    command.args(line).env("TREATY_TODAY", TODAY).stdin(Stdio::null());
    reaches.is_ok_and(|output| output.status.success()).then_some(command)
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
        return skipped("nobody without privileges can run the program on what lies here");
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
