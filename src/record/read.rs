//! From the text of the data files to a [`Record`].

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::problem::{Problem, Problems};
use super::{About, Record};
use crate::model::{Source, State, Treaty};

/// A file of facts: its name relative to the data directory, with `/`, and its text.
#[derive(Clone, Debug)]
pub struct File {
    /// For example `treaties/ccm.json`.
    pub name: String,
    /// The JSON text.
    pub text: String,
}

/// A whole dataset in one file, for `--data FILE` and for standard input.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bundle {
    #[serde(default)]
    dataset: About,
    states: Vec<State>,
    sources: Vec<Source>,
    treaties: Vec<Treaty>,
}

/// Reads the files of a data directory: `dataset.json`, `states.json`, `sources.json`, `treaties/*.json`.
///
/// # Errors
///
/// Every file that is not what it should be, with line and field.
pub fn directory(files: &[File]) -> Result<Record, Problems> {
    let mut record = Record::default();
    let mut problems = Vec::new();
    let mut found = [false; 3];
    for file in files {
        match file.name.as_str() {
            "dataset.json" => found[0] |= take(parse(file), &mut record.about, &mut problems),
            "states.json" => found[1] |= take(parse(file), &mut record.states, &mut problems),
            "sources.json" => found[2] |= take(parse(file), &mut record.sources, &mut problems),
            name if name.starts_with("treaties/") => match parse(file) {
                Ok(treaty) => record.treaties.push(treaty),
                Err(problem) => problems.push(problem),
            },
            _ => {}
        }
    }
    for (name, found) in ["dataset.json", "states.json", "sources.json"].into_iter().zip(found) {
        if !found && !problems.iter().any(|problem| problem.file == name) {
            let what = "is missing; a data directory has dataset.json, states.json, sources.json and treaties/";
            problems.push(Problem::new(name, None, "", what));
        }
    }
    Problems::none_or(problems)?;
    record.treaties.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(record)
}

/// Reads a whole dataset from one file with `states`, `sources`, `treaties` and, if it likes, `dataset`.
///
/// # Errors
///
/// Where the file is not what it should be, with line and field.
pub fn bundle(file: &File) -> Result<Record, Problems> {
    let bundle: Bundle = parse(file).map_err(|problem| Problems::none_or(vec![problem]).expect_err("there is one"))?;
    // The treaties stay in the order of the file, by which a problem finds its line.
    let Bundle { dataset: about, states, sources, treaties } = bundle;
    Ok(Record { about, states, sources, treaties })
}

fn take<T>(parsed: Result<T, Problem>, into: &mut T, problems: &mut Vec<Problem>) -> bool {
    match parsed {
        Ok(value) => *into = value,
        Err(problem) => {
            problems.push(problem);
            return false;
        }
    }
    true
}

/// In a file of more bytes than this, objects must have so many on average: emptier ones swell when they are read.
const DENSE: (usize, usize) = (1 << 20, 16);

/// Reads one file; the path to the field is only searched for when something is wrong.
///
/// # Errors
///
/// The first thing that is wrong, with line and field.
pub fn parse<T: DeserializeOwned>(file: &File) -> Result<T, Problem> {
    let size = file.text.len();
    if size > DENSE.0 && file.text.bytes().filter(|&byte| byte == b'{').count() > size / DENSE.1 {
        return Err(Problem::new(
            &file.name,
            None,
            "",
            "has more objects than its size is worth; leave empty ones out",
        ));
    }
    if let Ok(value) = serde_json::from_str(&file.text) {
        return Ok(value);
    }
    let mut reader = serde_json::Deserializer::from_str(&file.text);
    let Err(error) = serde_path_to_error::deserialize::<_, T>(&mut reader) else {
        let (line, what) = (file.text.lines().count(), "there is more after the end of the JSON document");
        return Err(Problem::new(&file.name, Some(line), "", what));
    };
    let path = error.path().to_string();
    let inner = error.into_inner();
    let text = inner.to_string();
    let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    let field = if path == "." { "" } else { &path };
    Err(Problem::new(&file.name, Some(inner.line()), field, what))
}
