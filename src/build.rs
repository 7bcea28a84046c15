//! Checks `data/` and lays it out in columns for the program to read in place.

#![allow(dead_code, unused_imports, unreachable_pub, missing_docs)] // The rooms are shared with the library, which uses all of them.

mod date;
mod law;
mod model;
mod names;
mod record;
mod text;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use record::File;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=data");
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            for line in problem.lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    let home = env::var_os("CARGO_MANIFEST_DIR").ok_or("CARGO_MANIFEST_DIR is not set: run this with cargo")?;
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: run this with cargo")?;
    let data = Path::new(&home).join("data");
    let files = read(&data).map_err(|error| format!("data cannot be read: {error}"))?;
    let record = record::read::directory(&files).map_err(|problems| problems.to_string())?;
    record::validate::validate(&record, &files).map_err(|problems| problems.to_string())?;
    let packed = record::pack(&record);
    fs::write(Path::new(&out).join("record.bin"), packed).map_err(|error| format!("the packed record: {error}"))
}

/// Reads the JSON files of a data directory, in the order of their names.
fn read(data: &Path) -> io::Result<Vec<File>> {
    let mut files = Vec::new();
    for (folder, prefix) in [(data.to_path_buf(), ""), (data.join("treaties"), "treaties/")] {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let is_record = prefix == "treaties/" || ["dataset.json", "states.json", "sources.json"].contains(&name);
            if is_record && path.extension().is_some_and(|extension| extension == "json") {
                files.push(File { name: format!("{prefix}{name}"), text: fs::read_to_string(&path)? });
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}
