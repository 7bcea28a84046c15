//! CSV and TSV.

use std::io::{self, Write};

use super::page::Sheet;
use super::sanitize::no_formula;

/// Writes a sheet whose text is harmless.
pub(super) fn write(sheet: &Sheet, delimiter: u8, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    let mut put = |cells: &mut dyn Iterator<Item = &str>| {
        writer.write_record(cells.map(|cell| no_formula(cell).into_owned())).map_err(into_io)
    };
    put(&mut sheet.columns.iter().map(|(heading, _)| heading.as_str()))?;
    for row in &sheet.rows {
        put(&mut row.iter().map(|cell| cell.text.as_str()))?;
    }
    writer.flush()
}

/// The writer's own error: a closed pipe must be known as one.
pub(super) fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
