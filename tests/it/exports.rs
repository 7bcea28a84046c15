//! Other tools read the exports and answer as the program does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::program::treaty;

fn place(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).expect("it can be made");
    place
}

fn export(form: &str, to: &Path) {
    let run = treaty(&format!("export {form} -o {}", to.display()));
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
}

#[test]
fn every_tool_counts_the_parties_as_the_command_line_does() {
    let folder = place("exports");
    export("csv", &folder.join("csv"));
    export("jsonl", &folder.join("jsonl"));
    if cfg!(feature = "sqlite") {
        export("sqlite", &folder.join("treaty.sqlite"));
    }
    if cfg!(feature = "parquet") {
        export("parquet --partition", &folder.join("lake"));
    }
    let ours = treaty("members ottawa --date 2026-01-15 -f json").json()["counts"]["bound"].to_string();
    assert_eq!(ours, "162");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/read_exports.py");
    let Ok(output) = Command::new("python3").arg(script).arg(&folder).arg("2026-01-15").output() else {
        #[allow(clippy::print_stderr, reason = "a test that does nothing must say so")]
        {
            eprintln!("skipped: there is no python3");
        }
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).expect("it prints UTF-8");
    for line in told.lines() {
        assert!(line.ends_with(&format!(" {ours}")), "{line}, and not {ours}");
    }
}

#[test]
fn a_data_package_describes_each_of_its_tables() {
    let folder = place("package").join("data");
    export("datapackage", &folder);
    let text = fs::read_to_string(folder.join("datapackage.json")).expect("it is there");
    let package: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    for resource in package["resources"].as_array().expect("a list") {
        let path = folder.join(resource["path"].as_str().expect("a path"));
        let table = fs::read_to_string(path).expect("the table is there");
        let fields: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|field| field["name"].as_str())
            .collect();
        assert_eq!(table.lines().next(), Some(fields.join(",").as_str()));
    }
    assert!(package["sources"].as_array().is_some_and(|sources| sources.len() > 300));
}

#[test]
fn a_packed_record_answers_as_the_shipped_one_and_a_damaged_one_is_refused() {
    let folder = place("packed");
    let file = folder.join("record.bin");
    export("packed", &file);
    let words = "status lithuania ccm --date 2025-03-01";
    assert_eq!(treaty(&format!("{words} --data {}", file.display())).out, treaty(words).out);
    let mut bytes = fs::read(&file).expect("it is there");
    bytes.truncate(bytes.len() / 2);
    fs::write(&file, bytes).expect("it can be written");
    treaty(&format!("{words} --data {}", file.display())).complains(2, &["record.bin"]);
}

#[test]
fn an_export_replaces_only_an_export_and_leaves_no_draft() {
    let folder = place("careful");
    fs::write(folder.join("letter.txt"), "mine").expect("it can be written");
    treaty(&format!("export csv -o {}", folder.display())).complains(2, &["other files"]);
    assert!(folder.join("letter.txt").exists());
    let ours = folder.join("export");
    export("csv", &ours);
    export("csv", &ours);
    let left: Vec<_> = fs::read_dir(&folder).expect("it is there").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
    treaty("export csv").complains(2, &["-o"]);
    treaty("export csv -o /nowhere/export").complains(2, &["/nowhere"]);
}
