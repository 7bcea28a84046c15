//! Charts and the report: what they draw, and that a reader can use them.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::common::program::treaty;

/// Holds a picture to the one that was looked at; `BLESS=1` takes the new one.
fn golden(name: &str, words: &str) -> String {
    let drawn = treaty(words).out;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures").join(name);
    if env::var_os("BLESS").is_some() {
        fs::create_dir_all(file.parent().expect("it has one")).expect("it can be made");
        fs::write(&file, &drawn).expect("it can be written");
    }
    let looked_at = fs::read_to_string(&file).unwrap_or_default();
    assert!(drawn == looked_at, "{name} is drawn otherwise; look at it, then BLESS=1 cargo test --test it pictures");
    drawn
}

#[test]
fn members_over_time_are_drawn_as_they_were() {
    let svg = golden("members.svg", "chart members ccm tpnw");
    assert!(svg.contains("Convention on Cluster Munitions: 1 out on 2025-03-06"));
    assert!(svg.contains("data 2026.") && svg.contains("treaty chart members ccm tpnw"));
}

#[test]
fn a_timeline_is_drawn_as_it_was() {
    let svg = golden("timeline.svg", "chart timeline ottawa estonia lithuania norway");
    assert!(svg.contains("Lithuania: withdrawing from 2025-06-27 until 2025-12-27"));
    assert!(svg.contains("url(#window)"), "a window is hatched, not only coloured");
}

#[test]
fn a_map_shows_every_state_of_the_day_and_the_smallest_as_points() {
    let svg = treaty("chart map ottawa --date 2026-01-15").out;
    assert!(svg.contains("<title>Poland: withdrawing until 2026-02-20</title>"));
    assert!(svg.contains("<title>Finland: former party</title>"));
    assert!(svg.contains("<title>Tuvalu: party</title>") && svg.contains("<circle"));
    assert!(svg.contains("withdrawing (1)") && svg.contains("no position on any claim"));
}

#[test]
fn a_picture_goes_where_it_is_told_or_nowhere() {
    treaty("chart map ottawa -o map.gif").complains(2, &[".svg", ".png"]);
    treaty("chart map ottawa -o /nowhere/map.svg").complains(2, &["/nowhere/map.svg"]);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("map.png");
    let _ = fs::remove_file(&file);
    let run = treaty(&format!("chart map ottawa -o {}", file.display()));
    if run.code == 0 {
        let bytes = fs::read(&file).expect("it was written");
        assert!(bytes.starts_with(b"\x89PNG"));
    } else {
        assert!(run.err.contains("--features png") || run.err.contains("no font"), "{}", run.err);
        assert!(!file.exists());
    }
}

#[test]
fn a_report_is_one_file_that_asks_nothing_of_any_network() {
    let html = treaty("report --topic disarmament").out;
    assert!(html.len() < 2_000_000, "{} bytes", html.len());
    assert!(html.contains("Content-Security-Policy") && html.contains("default-src 'none'"));
    for loads in ["<link", "<img", "src=\"http", "@import", "url(http", "fetch(", "XMLHttpRequest"] {
        assert!(!html.contains(loads), "{loads}");
    }
    assert_eq!(html.matches("</script>").count(), 3, "nothing in the data ends a script");
    assert!(html.contains("prefers-color-scheme: dark") && html.contains("@media print"));
}

#[test]
fn a_reader_finds_lithuania_leaving_and_gone() {
    let chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let Some(chromium) = chromium.into_iter().find(|path| Path::new(path).exists()) else {
        return skipped("there is no Chromium");
    };
    let has_playwright = Command::new("python3").args(["-c", "import playwright"]).output();
    if !has_playwright.is_ok_and(|output| output.status.success()) {
        return skipped("there is no python3 with playwright");
    }
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report.html");
    assert_eq!(treaty(&format!("report --topic disarmament -o {}", file.display())).code, 0);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/drive_report.py");
    let output = Command::new("python3").arg(script).arg(&file).arg(chromium).output().expect("python3 runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).expect("it prints UTF-8");
    assert_eq!(
        told.lines().collect::<Vec<_>>(),
        ["Convention on Cluster Munitions: leaving, 5 days left", "Convention on Cluster Munitions: left"]
    );
}

#[allow(clippy::print_stderr, reason = "a test that does nothing must say so")]
fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}
