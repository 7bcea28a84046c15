//! Run more than once at a time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;

use super::{Files, answers, data_directory, files, import, page, place, program, put, run, table, text, words};

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
