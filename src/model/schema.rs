//! JSON Schemas of the files in `data/`, made from the types, for editors.

use schemars::{Schema, generate::SchemaSettings};

use super::{Source, State, Treaty};

/// The schema of each kind of file, with the name of the schema's own file.
///
/// # Examples
///
/// ```
/// let schemas = treaty::model::schema::schemas();
/// let treaty = &schemas[0];
/// assert_eq!(treaty.0, "treaty.schema.json");
/// assert!(treaty.1.get("properties").is_some());
/// ```
#[must_use]
pub fn schemas() -> [(&'static str, Schema); 3] {
    let generator = || SchemaSettings::draft07().into_generator();
    [
        ("treaty.schema.json", generator().into_root_schema_for::<Treaty>()),
        ("states.schema.json", generator().into_root_schema_for::<Vec<State>>()),
        ("sources.schema.json", generator().into_root_schema_for::<Vec<Source>>()),
    ]
}
