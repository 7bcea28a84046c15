//! Completions, man pages, citations, and the door for assistants.

use std::path::Path;
use std::process::Command;

use crate::common::program::{treaty, treaty_with};
use serde_json::{Value, json};

#[test]
fn a_shell_completes_states_and_treaties_from_the_data() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(treaty(&format!("completions {shell}")).out.contains("treaty"), "{shell}");
    }
    let complete = |words: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_treaty"))
            .env("COMPLETE", "bash")
            .env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string())
            .env("_CLAP_IFS", "\n")
            .arg("--")
            .args(words)
            .output()
            .expect("it runs");
        String::from_utf8(output.stdout).expect("it prints UTF-8")
    };
    assert_eq!(complete(&["treaty", "status", "lith"]), "lithuania");
    assert!(complete(&["treaty", "members", "otta"]).contains("ottawa"));
    assert!(complete(&["treaty", "withd"]).contains("withdrawals"));
}

#[test]
fn an_answer_is_cited_with_every_source_of_its_proof() {
    let bibtex = treaty("cite lithuania ccm --date 2025-03-01 --as bibtex").out;
    assert!(bibtex.contains("@misc{untc-ccm-2026-02-03,") && bibtex.contains("still bound"), "{bibtex}");
    assert!(bibtex.contains("author = {{United Nations Treaty Collection}}"), "{bibtex}");
    let csl: Value = treaty("cite --treaty ottawa --as csl").json();
    assert_eq!(csl[0]["type"], "dataset");
    assert_eq!(csl[1]["issued"]["date-parts"], json!([[2026, 2, 3]]));
    assert!(treaty("cite").out.contains("version 2026."));
}

#[test]
fn man_pages_are_written_or_the_remedy_is_told() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("man");
    let run = treaty(&format!("man -o {}", folder.display()));
    if run.code == 0 {
        let page = std::fs::read_to_string(folder.join("treaty-status.1")).expect("it was written");
        assert!(page.contains("Whether a state is bound"));
    } else {
        assert!(run.err.contains("--features man"), "{}", run.err);
    }
}

/// Sends messages to the door for assistants and reads the answers.
fn speak(messages: &[Value]) -> Vec<Value> {
    let lines: Vec<String> = messages.iter().map(ToString::to_string).collect();
    let run = treaty_with("mcp", &format!("{}\n", lines.join("\n")));
    assert_eq!(run.code, 0, "{}", run.err);
    run.out.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

#[test]
fn an_assistant_is_told_the_convention_the_coverage_and_the_view() {
    let answers = speak(&[
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18"}}),
        json!({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        json!({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "status",
            "arguments": {"state": "lithuania", "treaty": "ccm", "date": "2025-03-01"}}}),
        json!({"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "status", "arguments": {"state": "congo"}}}),
        json!({"jsonrpc": "2.0", "id": 4, "method": "tools/call", "params": {"name": "denounce", "arguments": {}}}),
        json!({"jsonrpc": "2.0", "id": 5, "method": "nonsense"}),
    ]);
    assert_eq!(answers.len(), 5, "a notification has no answer");
    assert_eq!(answers[0]["result"]["protocolVersion"], "2025-06-18");
    let report = &answers[1]["result"]["structuredContent"];
    assert_eq!(report["results"][0]["withdrawal"]["days_left"], 5);
    assert_eq!((&report["data"]["as_of"], &report["view"]), (&json!("2026-02-03"), &json!("depositary")));
    assert!(report["intervals"].as_str().is_some_and(|words| words.starts_with("[from, until)")));
    assert_eq!(answers[2]["result"]["isError"], true);
    assert_eq!((&answers[3]["error"]["code"], &answers[4]["error"]["code"]), (&json!(-32602), &json!(-32601)));
}

#[test]
fn the_protocol_s_own_client_is_understood() {
    let installed = Command::new("python3").args(["-c", "import mcp"]).output();
    if !installed.is_ok_and(|output| output.status.success()) {
        #[allow(clippy::print_stderr, reason = "a test that does nothing must say so")]
        {
            eprintln!("skipped: there is no python3 with mcp");
        }
        return;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/ask_mcp.py");
    let output = Command::new("python3").arg(script).arg(env!("CARGO_BIN_EXE_treaty")).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).expect("it prints UTF-8");
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "diff,explain,members,status,upcoming,withdrawals");
    assert_eq!(lines[1], "withdrawing 5 2026-02-03 depositary");
    assert!(lines[2].starts_with("True") && lines[2].contains("LTU (Lithuania)"), "{}", lines[2]);
}
