//! Odd surroundings: locales, terminals, pagers, pipes.

use std::ffi::OsStr;
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{
    PROGRAM, answers, complains, data_directory, files, import, pages, place, program, put, run, shell, skipped, text,
    words,
};
use crate::common::TODAY;

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
