//! Files: read with a bound, written at once.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use treaty::record::read::{bundle, directory};
use treaty::record::validate::validate;
use treaty::record::{self, Dataset, PACKED, Record};

use super::draft::Draft;
use super::failure::Failure;

/// The largest dataset that is read as JSON, in bytes: all its files together.
const MAX_DATA: u64 = 512 << 20;
/// The largest packed record that is read, in bytes: it is not taken apart, and needs its own size only.
const MAX_PACKED: u64 = 1 << 30;
/// The largest list of names or statements that is read, in bytes.
const MAX_LIST: u64 = 16 << 20;

/// The files of a data directory, with their names from it.
pub fn data_files(path: &Path) -> Result<Vec<record::File>, Failure> {
    let problem = |at: &Path| {
        let name = at.display().to_string();
        move |error| Failure::Io(name, error)
    };
    let mut files = Vec::new();
    let mut left = MAX_DATA;
    // Treaties before their sources: an import writes them the other way round, so none is read without its sources.
    for (folder, prefix) in [(path.join("treaties"), "treaties/"), (path.to_path_buf(), "")] {
        for entry in fs::read_dir(&folder).map_err(problem(&folder))? {
            let at = entry.map_err(problem(&folder))?.path();
            let Some(name) = at.file_name().and_then(|name| name.to_str()) else { continue };
            let is_record = prefix == "treaties/" || ["dataset.json", "states.json", "sources.json"].contains(&name);
            if is_record && at.extension().is_some_and(|extension| extension == "json") {
                // To open a pipe would wait for somebody to write into it.
                if fs::metadata(&at).is_ok_and(|entry| !entry.is_file()) {
                    return Err(Failure::usage(format!("{}: is no file", at.display())));
                }
                let text = text(&at, read_bytes(&at, left)?)?;
                left -= text.len() as u64;
                files.push(record::File { name: format!("{prefix}{name}"), text });
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// Reads a list of names or statements, or standard input for `-`.
pub fn read(path: &Path) -> Result<String, Failure> {
    text(path, read_bytes(path, MAX_LIST)?)
}

/// Bytes as the text that they must be.
pub fn text(path: &Path, bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::usage(format!("{}: byte {at} is not UTF-8; save the file as UTF-8", path.display()))
    })
}

/// Reads the bytes of a file, or of standard input for `-`; never more than one byte past the limit.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let failure = |error| Failure::Io(path.display().to_string(), error);
    let too_large = || Failure::usage(format!("{}: larger than {limit} bytes, which is the limit", path.display()));
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().take(limit + 1).read_to_end(&mut bytes).map_err(failure)?;
    } else {
        let file = File::open(path).map_err(failure)?;
        // What says its size is not read at all where that is too much.
        let size = file.metadata().map_err(failure)?.len();
        if size > limit {
            return Err(too_large());
        }
        bytes.reserve_exact(usize::try_from(size).unwrap_or_default() + 1);
        file.take(limit + 1).read_to_end(&mut bytes).map_err(failure)?;
    }
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
}

/// Opens a packed record, where the file is one.
pub fn packed(path: &Path) -> Result<Option<Dataset>, Failure> {
    let failure = |error| Failure::Io(path.display().to_string(), error);
    if path == Path::new("-") || !path.is_file() {
        return Ok(None);
    }
    let mut magic = [0; PACKED.len()];
    let begins = File::open(path).map_err(failure)?.read_exact(&mut magic);
    if begins.is_err() || magic != *PACKED {
        return Ok(None);
    }
    let bytes = read_bytes(path, MAX_PACKED)?;
    let refuse = |error| Failure::usage(format!("{}: {error}", path.display()));
    Dataset::verified(bytes).map(Some).map_err(refuse)
}

/// Reads a record and refuses what cannot be, with every problem.
pub fn load(path: &Path) -> Result<Record, Failure> {
    let (record, files) = if path.is_dir() {
        let files = data_files(path)?;
        (directory(&files)?, files)
    } else {
        let file = record::File { name: path.display().to_string(), text: text(path, read_bytes(path, MAX_DATA)?)? };
        (bundle(&file)?, vec![file])
    };
    validate(&record, &files)?;
    Ok(record)
}

/// Writes a file so that under its name there is always the old content or the new.
pub fn write_at_once(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let failure = |error| Failure::Io(path.display().to_string(), error);
    let fill = |file: &File| {
        let mut out = io::BufWriter::new(file);
        write(&mut out)?;
        out.flush()
    };
    let written = match fs::metadata(path) {
        Ok(old) if old.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        // A device or a pipe takes the content; a file in its place would end it.
        Ok(old) if !old.is_file() => File::options().write(true).open(path).and_then(|file| fill(&file)),
        _ => Draft::file(path).and_then(|draft| {
            fill(draft.open_file()?)?;
            let finished = draft.path().to_owned();
            draft.replace_file(&finished)
        }),
    };
    written.map_err(failure)
}
