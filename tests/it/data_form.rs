//! The one form of the files in `data/`. `BLESS=1 cargo test --test it data_form` writes it.

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Serialize;
use serde::de::DeserializeOwned;
use treaty::check::Explained;
use treaty::model::{Source, State, Treaty};
use treaty::record::About;
use treaty::record::write::canonical;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn hold<T: Serialize + DeserializeOwned>(path: &Path, wrong: &mut Vec<String>, in_order: impl Fn(&mut T)) {
    let text = fs::read_to_string(path).expect("the file can be read");
    let mut value: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    in_order(&mut value);
    let right = canonical(&value).expect("data types are plain JSON");
    if text == right {
        return;
    }
    if env::var_os("BLESS").is_some() {
        fs::write(path, right).expect("the file can be written");
    } else {
        let differs = text.lines().zip(right.lines()).position(|(is, should)| is != should);
        wrong.push(format!("{}:{}", path.display(), differs.unwrap_or_default() + 1));
    }
}

#[test]
fn every_file_is_in_the_canonical_form() {
    let mut wrong = Vec::new();
    hold::<About>(&data().join("dataset.json"), &mut wrong, |_| {});
    hold::<Vec<Source>>(&data().join("sources.json"), &mut wrong, |sources| sources.sort_by(|a, b| a.id.cmp(&b.id)));
    hold::<Vec<State>>(&data().join("states.json"), &mut wrong, |states| states.sort_by(|a, b| a.id.cmp(&b.id)));
    let explained = data().join("check-ignore.json");
    if explained.exists() {
        hold::<Vec<Explained>>(&explained, &mut wrong, |_| {});
    }
    for entry in fs::read_dir(data().join("treaties")).expect("there are treaties") {
        hold::<Treaty>(&entry.expect("it can be read").path(), &mut wrong, |treaty| {
            treaty.events.sort_by(|a, b| {
                (&a.state, a.date.or(a.effective), a.kind.rank()).cmp(&(
                    &b.state,
                    b.date.or(b.effective),
                    b.kind.rank(),
                ))
            });
        });
    }
    assert!(wrong.is_empty(), "not in the canonical form; BLESS=1 writes it:\n{}", wrong.join("\n"));
}
