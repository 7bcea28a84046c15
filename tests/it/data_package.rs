//! The dataset's description for other tools (Frictionless Data Package) and its citation are those of the data.
//! `BLESS=1 cargo test --test it data_package` writes the description.

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Value, json};
use treaty::model::Source;
use treaty::record::About;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let text = fs::read_to_string(path(name)).expect("the file can be read");
    serde_json::from_str(&text).expect("the file is what it should be")
}

/// Terms of a source, as the package names them.
fn licence(source: &Source) -> Value {
    match source.licence.as_deref() {
        Some(licence) => json!({"name": licence, "title": format!("{}: {licence}", source.publisher)}),
        None => {
            json!({"name": "facts", "title": format!("{}: facts, under the publisher's own terms", source.publisher)})
        }
    }
}

fn package() -> Value {
    let about: About = read("data/dataset.json");
    let sources: Vec<Source> = read("data/sources.json");
    let mut treaties: Vec<String> = fs::read_dir(path("data/treaties"))
        .expect("there are treaties")
        .map(|file| format!("treaties/{}", file.expect("it can be listed").file_name().to_string_lossy()))
        .collect();
    treaties.sort();
    let resource = |name: &str, path: Value, schema: &str| json!({"name": name, "path": path, "format": "json", "mediatype": "application/json", "encoding": "utf-8", "jsonSchema": schema});
    json!({
        "profile": "data-package",
        "name": "states-and-treaty-events",
        "title": about.title,
        "version": about.version,
        "created": about.released,
        "description": "Facts about acts of states under treaties, each with its source. No legal advice: the depositary's own records prevail.",
        "licenses": [{"name": about.licence, "title": "The collection; each source keeps its own terms, see there"}],
        "sources": sources.iter().map(|source| {
            json!({"title": format!("{}: {}", source.publisher, source.title), "path": source.address, "name": source.id, "licenses": [licence(source)]})
        }).collect::<Vec<_>>(),
        "resources": [
            resource("states", json!("states.json"), "schemas/states.schema.json"),
            resource("sources", json!("sources.json"), "schemas/sources.schema.json"),
            resource("treaties", json!(treaties), "schemas/treaty.schema.json"),
        ],
    })
}

#[test]
fn the_data_package_describes_the_data() {
    let right = format!("{}\n", serde_json::to_string_pretty(&package()).expect("it is JSON"));
    let file = path("data/datapackage.json");
    if env::var_os("BLESS").is_some() {
        fs::write(&file, &right).expect("it can be written");
    }
    assert!(fs::read_to_string(file).unwrap_or_default() == right, "BLESS=1 writes data/datapackage.json");
}

#[test]
fn the_citation_and_the_changelog_name_the_version_of_the_data() {
    let about: About = read("data/dataset.json");
    let citation = fs::read_to_string(path("CITATION.cff")).expect("there is a citation");
    assert!(citation.contains(&format!("version: {}\n", about.version)));
    let released = about.released.expect("a release has a day");
    assert!(citation.contains(&format!("date-released: {released}\n")));
    let changelog = fs::read_to_string(path("data/CHANGELOG.md")).expect("there is a changelog");
    assert!(changelog.contains(&format!("## {} ({released})", about.version)));
}
