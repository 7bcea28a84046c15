//! Tables as a SQLite database. Days are text in the form `YYYY-MM-DD`, which SQLite's own functions read.

use std::path::Path;

use rusqlite::{Connection, params_from_iter, types::Value as Cell};

use crate::query::export::{Kind, Table, Value};

/// Writes a new database.
///
/// # Errors
///
/// What SQLite says.
pub fn write(tables: &[Table<'_>], path: &Path) -> rusqlite::Result<()> {
    let mut connection = Connection::open(path)?;
    let transaction = connection.transaction()?;
    for table in tables {
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|column| {
                let kind = match column.kind {
                    Kind::Text => "TEXT",
                    Kind::Date => "DATE",
                    Kind::Number => "INTEGER",
                    Kind::Truth => "BOOLEAN",
                };
                format!("\"{}\" {kind}", column.name)
            })
            .collect();
        transaction.execute(&format!("CREATE TABLE {} ({})", table.name, columns.join(", ")), ())?;
        let places = vec!["?"; table.columns.len()].join(", ");
        let mut insert = transaction.prepare(&format!("INSERT INTO {} VALUES ({places})", table.name))?;
        for row in &table.rows {
            insert.execute(params_from_iter(row.iter().map(|value| match value {
                Value::Text(text) => Cell::Text(text.clone().into_owned()),
                Value::Date(day) => Cell::Text(day.to_string()),
                Value::Number(number) => Cell::Integer(*number),
                Value::Truth(truth) => Cell::Integer(i64::from(*truth)),
                Value::Missing => Cell::Null,
            })))?;
        }
    }
    transaction.execute("CREATE INDEX intervals_by_treaty ON intervals (treaty, state, \"from\")", ())?;
    transaction.execute("CREATE INDEX events_by_treaty ON events (treaty, state)", ())?;
    transaction.commit()
}
