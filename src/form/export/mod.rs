//! Tables as files for other tools.

#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "sqlite")]
pub mod sqlite;

use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use super::delimited::into_io;
use super::sanitize::{harmless, json_line, no_formula};
use crate::query::export::{Kind, Table, Value};

/// Writes a table as comma-separated values (RFC 4180); what is missing is empty.
///
/// # Errors
///
/// What the writer returns.
pub fn csv(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(table.columns.iter().map(|column| column.name)).map_err(into_io)?;
    for row in &table.rows {
        let cells = row.iter().map(|value| match value {
            Value::Text(text) => no_formula(&harmless(text)).into_owned(),
            Value::Date(day) => day.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Truth(truth) => truth.to_string(),
            Value::Missing => String::new(),
        });
        writer.write_record(cells).map_err(into_io)?;
    }
    writer.flush()
}

/// Writes a table as one JSON object a line; what is missing is `null`.
///
/// # Errors
///
/// What the writer returns.
pub fn jsonl(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    for row in &table.rows {
        let object: Map<String, Json> =
            table.columns.iter().zip(row).map(|(column, value)| (column.name.to_owned(), json_of(value))).collect();
        writeln!(out, "{}", json_line(&object)?)?;
    }
    Ok(())
}

fn json_of(value: &Value<'_>) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Date(day) => json!(day),
        Value::Number(number) => json!(number),
        Value::Truth(truth) => json!(truth),
        Value::Missing => Json::Null,
    }
}

/// The Table Schema of a table (Frictionless Data).
#[must_use]
pub fn table_schema(table: &Table<'_>) -> Json {
    let fields = table.columns.iter().map(|column| {
        let kind = match column.kind {
            Kind::Text => "string",
            Kind::Date => "date",
            Kind::Number => "integer",
            Kind::Truth => "boolean",
        };
        json!({"name": column.name, "type": kind, "description": column.about})
    });
    json!({"fields": fields.collect::<Vec<_>>(), "missingValues": [""]})
}

/// The Data Package (Frictionless Data) that describes tables written as CSV.
#[must_use]
pub fn data_package(tables: &[Table<'_>], version: &str) -> Json {
    let licence = |row: &Vec<Value<'_>>| match &row[7] {
        Value::Text(licence) => json!([{"name": licence}]),
        _ => json!([{"name": "facts", "title": "Facts, under the publisher's own terms"}]),
    };
    let sources = tables.iter().find(|table| table.name == "sources").into_iter().flat_map(|table| &table.rows);
    let sources = sources.map(|row| {
        json!({"name": json_of(&row[0]), "title": json_of(&row[2]), "path": json_of(&row[3]), "licenses": licence(row)})
    });
    let resources = tables.iter().map(|table| {
        json!({
            "name": table.name,
            "path": format!("{}.csv", table.name),
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": table_schema(table),
        })
    });
    json!({
        "profile": "tabular-data-package",
        "name": "states-and-treaty-events",
        "version": version,
        "description": "Facts about acts of states under treaties, and the statuses that follow from them. Intervals are [from, until).",
        "licenses": [{"name": "CC-BY-4.0", "title": "The collection; each source keeps its own terms"}],
        "sources": sources.collect::<Vec<_>>(),
        "resources": resources.collect::<Vec<_>>(),
    })
}
