//! What is complained about is quoted harmlessly.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::dataset::{REST, dataset, folder, hostile, is_harmless, tame_file};
use super::{Run, is_plain_picture, is_plain_table, program, run_with, without_colours};

/// Words that a shell could be made to pass on.
const ODD: [&str; 6] = [
    "\u{1b}]0;qqzzx\u{7}",
    "\u{9b}31mqqzzx",
    "qqone\nerror: two",
    "\u{202e}xzzqq",
    "--\u{1b}[31mqqzzx",
    "\u{e0041}\u{200b}\r\u{8}\u{7f}",
];

#[track_caller]
fn complains_harmlessly(args: &[&str], run: &Run) {
    assert!(matches!(run.code, Some(2 | 3)), "{args:?}: {:?} {}{}", run.code, run.out, run.err);
    assert!(!run.err.is_empty(), "{args:?}");
    let err = without_colours(&run.err);
    is_harmless(&format!("{args:?}"), &err, &['\n']);
    assert!(err.starts_with("error: ") && !err.contains("\nerror: "), "{args:?}: {err}");
    is_harmless("what it printed", &run.out, &['\n']);
}

#[test]
fn complaints_quote_arguments_harmlessly() {
    for odd in ODD {
        for before in [
            &["status"][..],
            &["status", "lithuania"],
            &["members"],
            &["members", "ccm", "--date"],
            &["members", "ccm", "--status"],
            &["treaties", "--topic"],
            &["diff", "2024"],
            &["count", "ccm", "--of"],
            &["cohort"],
            &["assert"],
            &["assert", "-i"],
            &["check", "--data", tame_file().to_str().expect("UTF-8"), "--deny"],
            &["check", "--data"],
            &["export"],
            &["export", "csv", "-o", "/nowhere"],
            &["import", "csv", "--data"],
            &["chart", "map"],
            &["completions"],
            &["treaties", "-f"],
            &["treaties", "--width"],
            &["treaties", "--view"],
            &["treaties", "--data"],
            &["panel", "--universe"],
            &["upcoming", "--within"],
            &[],
        ] {
            let args = [before, &[odd]].concat();
            complains_harmlessly(&args, &run_with(&mut program(&args), ""));
        }
        // A file is no folder, for those either who may make folders anywhere.
        let nowhere = format!("{}/{odd}.svg", env!("CARGO_BIN_EXE_treaty"));
        for args in [["treaties", "-o", &nowhere], ["report", "-o", &nowhere], ["man", "-o", &nowhere]] {
            complains_harmlessly(&args, &run_with(&mut program(&args), ""));
        }
        let forced = run_with(program(&[odd]).env("CLICOLOR_FORCE", "1"), "");
        complains_harmlessly(&[odd], &forced);
        let today = run_with(program(&["treaties"]).env("TREATY_TODAY", odd), "");
        complains_harmlessly(&["TREATY_TODAY", odd], &today);
    }
}

#[test]
fn complaints_quote_files_harmlessly() {
    let ask_with = |data: &str| run_with(&mut program(&["status", "AAB", "alpha", "--data", "-"]), data);
    let tame = dataset(true);
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut data = tame.clone();
        change(&mut data);
        ask_with(&data.to_string())
    };
    for odd in ODD {
        for run in [
            changed(&|data| data["states"][0][odd] = json!(1)),
            changed(&|data| data["states"][0]["kind"] = json!(odd)),
            changed(&|data| data["states"][0]["sources"] = json!([odd])),
            changed(&|data| data["treaties"][0]["id"] = json!(odd)),
            changed(&|data| data["treaties"][0]["parent"] = json!(odd)),
            changed(&|data| data["treaties"][0]["events"][0]["state"] = json!(odd)),
            changed(&|data| data["treaties"][0]["events"][0]["kind"] = json!(odd)),
            changed(&|data| data["treaties"][0]["events"][0]["date"] = json!(odd)),
            changed(&|data| data["sources"][1]["id"] = json!(odd)),
            ask_with(&format!("{{\"{odd}\"")),
        ] {
            assert_eq!(run.code, Some(2), "{odd:?}: {}", run.err);
            is_harmless(&format!("{odd:?}"), &run.err, &['\n']);
            assert!(!run.err.contains("\nerror: two"), "{odd:?}: {}", run.err);
        }
    }
    for name in ["AAZ", "Text"] {
        let data = hostile();
        let run = run_with(&mut program(&["status", name, "--data", data]), "");
        complains_harmlessly(&["status", name], &run);
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    }
}

#[test]
fn candidates_for_a_name_are_told_in_one_harmless_line() {
    let mut data = dataset(false);
    data["states"][0]["aliases"] = json!(["twin"]);
    data["states"][1]["aliases"] = json!(["twin"]);
    let run = run_with(&mut program(&["status", "twin", "--data", "-"]), &data.to_string());
    complains_harmlessly(&["status", "twin"], &run);
    assert!(run.code == Some(3) && run.err.contains("AAA (") && run.err.lines().count() == 1, "{}", run.err);
}

/// The dataset with ids that are wiles themselves, packed; `None` where such ids are refused.
fn with_odd_ids() -> Option<PathBuf> {
    let mut data = dataset(true).to_string();
    for id in ["AAA", "AAB", "s-1", "s-2"] {
        data = data.replace(&format!("\"{id}\""), &json!(format!("={id}{REST}")).to_string());
    }
    let file = folder().join("ids.bin");
    let run = run_with(program(&["export", "packed", "--data", "-", "-o"]).arg(&file), &data);
    is_harmless("ids", &run.err, &['\n']);
    (run.code == Some(0)).then_some(file)
}

#[test]
fn ids_that_are_wiles_are_refused_or_harmless() {
    let Some(file) = with_odd_ids() else { return };
    let ask = |line: &str, form: [&str; 2]| {
        let run =
            run_with(program(&line.split_whitespace().collect::<Vec<_>>()).args(form).arg("--data").arg(&file), "");
        is_harmless(line, &run.err, &['\n']);
        run.out
    };
    for line in ["members alpha", "withdrawals", "explain AAD alpha", "treaties", "panel --universe record --from 2020"]
    {
        for form in ["table", "json", "md", "latex"] {
            is_harmless(line, &ask(line, ["-f", form]), &['\n']);
        }
        is_plain_table(line, &ask(line, ["-f", "csv"]), b',', &['\n']);
        is_plain_table(line, &ask(line, ["-f", "tsv"]), b'\t', &['\n', '\t']);
    }
    for line in ["chart map alpha", "chart members alpha", "chart timeline alpha"] {
        is_plain_picture(line, &ask(line, ["--view", "depositary"]));
    }
    let calendar = ask("upcoming", ["-f", "ics"]);
    is_harmless("ics", &calendar, &['\r', '\n']);
    let ends = calendar.lines().filter(|line| *line == "END:VEVENT").count();
    assert_eq!(ends, calendar.matches("UID:").count(), "{calendar}");
    let entries = ask("cite --treaty alpha", ["--as", "bibtex"]);
    is_harmless("bibtex", &entries, &['\n']);
    assert_eq!(entries.lines().filter(|line| line.starts_with('@')).count(), 3, "{entries}");
}

#[test]
fn what_an_import_shows_is_harmless() {
    let folder = folder();
    let data = folder.join("data");
    let _ = fs::remove_dir_all(&data);
    fs::create_dir_all(data.join("treaties")).expect("it can be made");
    let all = dataset(false);
    for (name, part) in [("dataset", "dataset"), ("states", "states"), ("sources", "sources")] {
        fs::write(data.join(format!("{name}.json")), all[part].to_string()).expect("it can be written");
    }
    let safe = REST.replace(['\u{0}', ','], "");
    let table =
        format!("state,kind,date,source,note\nAAA,ratification,2001-01-01,s-1,\"{}\"\n", safe.replace('"', "\"\""));
    let page = format!(
        "STATUS AS AT : 03-02-2026 10:16:18 EDT\n<div>{safe}</div><table id='tblgrid'>\n\
         <tr class='thead-one'><td>Participant</td><td>Signature</td><td>{safe} Accession(a), Ratification</td></tr>\n\
         <tr><td>{safe}</td><td>26 Feb 1999 {safe}</td><td>12 May 2003</td></tr>\n\
         <tr><td>AAA</td><td>26 Feb 1999</td><td>{safe}</td></tr>\n</table>"
    );
    let wrong = format!("state,kind,date,source,{safe}\n\"{}\",\"{0}\",\"{0}\",\"{0}\",x\n", safe.replace('"', "\"\""));
    let wrong_cells = format!("state,kind,date,source\n\"{}\",\"{0}\",\"{0}\",\"{0}\"\n", safe.replace('"', "\"\""));
    for (name, kind, content) in [
        ("acts.csv", "csv", table),
        ("\u{9b}31m\u{202e}name.html", "untc", page),
        ("wrong.csv", "csv", wrong),
        ("cells.csv", "csv", wrong_cells),
        ("bad.xml", "untc", format!("<?xml version='1.0'?><Treaty><{safe}>&{safe};</Treaty>")),
    ] {
        let file = folder.join(name);
        fs::write(&file, content).expect("it can be written");
        let slug = if kind == "csv" { "alpha" } else { "beta" };
        let args =
            ["import", kind, "--slug", slug, "--data", data.to_str().expect("UTF-8"), file.to_str().expect("UTF-8")];
        let run = run_with(&mut program(&args), "");
        assert!(matches!(run.code, Some(0 | 2)), "{name}: {}", run.err);
        is_harmless(name, &run.out, &['\n']);
        is_harmless(name, &run.err, &['\n']);
        for line in run.err.lines().skip(1) {
            assert!(line.contains("line "), "{name}: each line is a problem of a line: {line}");
        }
    }
}
