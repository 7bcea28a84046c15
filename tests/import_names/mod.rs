//! A resolver of participants' names for the tests of the readers.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use treaty::PartialDate;
use treaty::import::ParticipantNames;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Names, folded, and the ids they stand for.
pub struct Names(HashMap<String, String>);

impl ParticipantNames for Names {
    fn state_id(&self, name: &str, _: Option<PartialDate>) -> Option<String> {
        self.0.get(&fold(name)).cloned()
    }
}

/// Lower case, no accents, the words in alphabetical order: `Korea, Republic of` is `Republic of Korea`.
fn fold(name: &str) -> String {
    let plain: String = name.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect();
    let words = plain.replace(['’', '\''], "").replace("st.", "saint");
    let mut words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
    words.retain(|word| !word.is_empty() && !matches!(*word, "the" | "of" | "and"));
    words.sort_unstable();
    words.join(" ")
}

/// The folder with the saved records, where there is one.
pub fn sources() -> Option<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = std::env::var_os("TREATY_SOURCES").map(PathBuf::from);
    let near = ["../shared/sources", "../../shared/sources"].iter().map(|path| manifest.join(path));
    named.into_iter().chain(near).find(|path| path.is_dir())
}

/// Names from the states of the dataset, or from the list of codes beside the saved records.
pub fn names() -> Names {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut known = HashMap::new();
    let states = ["data/states.json", "../states/data/states.json"].iter().map(|path| manifest.join(path));
    if let Some(text) = states.into_iter().find_map(|path| std::fs::read_to_string(path).ok()) {
        let value: Value = serde_json::from_str(&text).expect("states.json is JSON");
        let list = value.as_array().or_else(|| value["states"].as_array()).expect("states.json holds a list");
        for state in list {
            let names = state["names"].as_object().into_iter().flat_map(|names| names.values());
            let aliases = state["aliases"].as_array().into_iter().flatten();
            let former = state["former_names"].as_array().into_iter().flatten().map(|former| &former["name"]);
            for name in names.chain(aliases).chain(former).filter_map(Value::as_str) {
                known.entry(fold(name)).or_insert_with(|| state["id"].as_str().unwrap_or_default().to_owned());
            }
        }
    } else if let Some(text) =
        sources().and_then(|dir| std::fs::read_to_string(dir.join("states/iso_3166-1.json")).ok())
    {
        let value: Value = serde_json::from_str(&text).expect("the list of codes is JSON");
        for state in value["3166-1"].as_array().into_iter().flatten() {
            for key in ["name", "common_name", "official_name"] {
                if let Some(name) = state[key].as_str() {
                    known.insert(fold(name), state["alpha_3"].as_str().unwrap_or_default().to_owned());
                }
            }
        }
    }
    for (id, name) in STAND_INS {
        known.entry(fold(name)).or_insert_with(|| id.to_owned());
    }
    Names(known)
}

/// Names of the register that the lists of codes do not have.
const STAND_INS: [(&str, &str); 28] = [
    ("BHS", "Bahamas (The)"),
    ("CIV", "Côte d'Ivoire"),
    ("CPV", "Cabo Verde"),
    ("COD", "Democratic Republic of the Congo"),
    ("CSHH", "Czechoslovakia"),
    ("CZE", "Czech Republic"),
    ("DDDE", "German Democratic Republic"),
    ("EUE", "European Union"),
    ("FIN", "Finland"),
    ("GBR", "United Kingdom of Great Britain and Northern Ireland"),
    ("GMB", "Gambia (Republic of The)"),
    ("JAM", "Jamaica"),
    ("LAO", "Lao People's Democratic Republic"),
    ("LTU", "Lithuania"),
    ("LVA", "Latvia"),
    ("MKD", "North Macedonia"),
    ("NLD", "Netherlands (Kingdom of the)"),
    ("POL", "Poland"),
    ("PRK", "Democratic People's Republic of Korea"),
    ("KOR", "Republic of Korea"),
    ("PSE", "State of Palestine"),
    ("SWZ", "Eswatini"),
    ("SWZ", "Swaziland"),
    ("TUR", "Türkiye"),
    ("VAT", "Holy See"),
    ("YMDD", "Democratic Yemen"),
    ("YEM", "Yemen Arab Republic"),
    ("YUCS", "Yugoslavia"),
];
