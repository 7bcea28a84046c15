//! The schemas that editors use are those of the types. `BLESS=1 cargo test --all-features --test it schemas` writes them.

use std::path::Path;
use std::{env, fs};

#[test]
fn the_schemas_in_the_data_are_those_of_the_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/schemas");
    for (name, schema) in treaty::model::schema::schemas() {
        let right = format!("{}\n", serde_json::to_string_pretty(&schema).expect("a schema is JSON"));
        let path = folder.join(name);
        if env::var_os("BLESS").is_some() {
            fs::create_dir_all(&folder).expect("the folder can be made");
            fs::write(&path, &right).expect("the schema can be written");
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        assert!(text == right, "{name} is not the schema of the type; BLESS=1 writes it");
    }
}

#[test]
fn a_schema_names_every_field_of_an_event_and_allows_no_other() {
    let [(_, treaty), ..] = treaty::model::schema::schemas();
    let event = treaty.pointer("/definitions/Event").expect("a treaty has events");
    assert_eq!(event["additionalProperties"], false);
    for field in ["state", "kind", "date", "effective", "source", "ref", "article", "scope", "views", "also"] {
        assert!(event["properties"].get(field).is_some(), "{field}");
    }
}
