//! CSV and TSV.

use std::io::{self, Write};

use super::page::Sheet;
use super::sanitize::{harmless, no_formula};

pub(super) fn write(sheet: &Sheet, delimiter: u8, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    writer.write_record(sheet.columns.iter().map(|(heading, _)| heading.as_str())).map_err(io::Error::other)?;
    for row in &sheet.rows {
        let cells = row.iter().map(|cell| no_formula(&harmless(&cell.text)).into_owned());
        writer.write_record(cells).map_err(into_io)?;
    }
    writer.flush()
}

fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
