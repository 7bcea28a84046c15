//! `treaty import`.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use treaty::PartialDate;
use treaty::import::merge::{Merged, merge};
use treaty::import::{Draft, ImportError, MAX_BYTES, MAX_TABLE, Options, StatesOf, csv, untc};
use treaty::model::{Source, Treaty};
use treaty::record::read::{directory, parse};
use treaty::record::validate::validate;
use treaty::record::write::canonical;
use treaty::record::{self, Dataset, Record};

use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};
use crate::cli::files;
use crate::cli::progress::Progress;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty import untc ccm.html ottawa.html --data data
  treaty import untc page.xml --slug ccm --data data --yes
  treaty import csv acts.csv --slug bern --data data

Without --yes it shows the change and asks; away from a terminal it only shows.")]
pub struct Args {
    #[command(subcommand)]
    from: From,
}

#[derive(Debug, clap::Subcommand)]
enum From {
    /// Status pages of the UN Treaty Collection, as a browser saves them (HTML) or as its XML download
    Untc(Files),
    /// Tables of acts: state, kind, date, effective, article, ref, source, depositary, scope, note, evidence, also
    Csv(Files),
}

#[derive(Debug, clap::Args)]
struct Files {
    /// The files
    #[arg(required = true)]
    file: Vec<PathBuf>,
    /// The treaty's slug; the file's name where absent
    #[arg(long, value_name = "SLUG")]
    slug: Option<String>,
    /// The day at which the content stood, where the file does not say so itself
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// Write without asking
    #[arg(long)]
    yes: bool,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let (files, is_table) = match &args.from {
        From::Untc(files) => (files, false),
        From::Csv(files) => (files, true),
    };
    if files.slug.is_some() && files.file.len() > 1 {
        return Err(Failure::usage("--slug names one treaty; give one file with it"));
    }
    let data = context.shared.data.clone().unwrap_or_else(|| PathBuf::from("data"));
    match std::fs::metadata(&data) {
        Ok(found) if found.is_dir() => {}
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Failure::usage(format!("{}: {error}", data.display())));
        }
        _ => {
            let message = format!("{} is no data directory; name one with --data", data.display());
            return Err(Failure::usage(message));
        }
    }
    let _lock = Lock::take(&data)?;
    let old_files = files::data_files(&data)?;
    let mut record = directory(&old_files)?;
    let states = Dataset::of(&Record { states: record.states.clone(), ..Record::default() });
    let names = StatesOf(&states);
    let as_of = files.as_of.as_deref().map(|text| context.day(Some(text))).transpose()?;
    let mut changed = Vec::new();
    let mut out = io::stdout().lock();
    let mut progress = Progress::new();
    for path in &files.file {
        progress.say(|| format!("reading {}", path.display()));
        let slug = files.slug.clone().or_else(|| slug_of(path)).ok_or_else(|| {
            Failure::usage(format!("{}: the file's name is no name for a treaty; give one with --slug", path.display()))
        })?;
        let read = PartialDate::from(context.today);
        let options = Options { slug: slug.clone(), read: Some(read), as_of: as_of.map(PartialDate::from) };
        let draft = draft(path, is_table, &names, &options)?;
        let old = record.treaties.iter().position(|treaty| treaty.id == slug);
        let merged = merge(old.map(|at| &record.treaties[at]), &draft);
        match report(path, &draft, &merged, &mut out) {
            // Whoever reads has read enough of what is to be written in any case.
            Err(error) if files.yes && error.kind() == io::ErrorKind::BrokenPipe => {}
            told => told.map_err(|error| Failure::Io("standard output".into(), error))?,
        }
        match old {
            Some(at) => record.treaties[at] = merged.treaty,
            None => record.treaties.push(merged.treaty),
        }
        add_sources(&mut record.sources, merged.sources);
        if !merged.changes.is_empty() {
            changed.push(slug);
        }
    }
    drop(out);
    if changed.is_empty() {
        println_or_nothing("Nothing changes.");
        return Ok(Exit::Answered);
    }
    if !(files.yes || confirmed()?) {
        println_or_nothing("Nothing was written; --yes writes.");
        return Ok(Exit::Answered);
    }
    write(&data, &mut record, &changed)?;
    Ok(Exit::Answered)
}

fn println_or_nothing(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// `ccw_p2a.html` is the page of `ccw-p2a`.
fn slug_of(path: &Path) -> Option<String> {
    Some(path.file_stem()?.to_str()?.to_lowercase().replace('_', "-"))
}

fn draft(path: &Path, is_table: bool, names: &StatesOf<'_>, options: &Options) -> Result<Draft, Failure> {
    let bytes = files::read_bytes(path, if is_table { MAX_TABLE } else { MAX_BYTES } as u64)?;
    let failure = |error| match error {
        ImportError::Lines(lines) => {
            Failure::Data(lines.iter().map(|line| format!("{}: {line}", path.display())).collect())
        }
        error => Failure::Usage(format!("{}: {error}", path.display())),
    };
    if is_table {
        let text = files::text(path, bytes)?;
        return csv::read(&text, names, options).map_err(failure);
    }
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or_default();
    if bytes[start..].starts_with(b"<?xml") || bytes[start..].starts_with(b"\xef\xbb\xbf<?xml") {
        return untc::read_xml(&bytes, names, options).map_err(failure);
    }
    let text = String::from_utf8_lossy(&bytes);
    untc::read_html(&text, names, options).map_err(failure)
}

fn report(path: &Path, draft: &Draft, merged: &Merged, out: &mut impl Write) -> io::Result<()> {
    let clean = treaty::form::one_line;
    writeln!(
        out,
        "{}: {} acts read; {} changes, {} not understood",
        clean(&path.display().to_string()),
        draft.treaty.events.len(),
        merged.changes.len(),
        draft.unread.len()
    )?;
    for change in &merged.changes {
        writeln!(out, "  {}", clean(&change.to_string()))?;
    }
    for unread in &draft.unread {
        writeln!(out, "  ? {}", clean(&unread.to_string()))?;
    }
    Ok(())
}

fn add_sources(sources: &mut Vec<Source>, new: Vec<Source>) {
    for source in new {
        if !sources.iter().any(|known| known.id == source.id) {
            sources.push(source);
        }
    }
    sources.sort_by(|a, b| a.id.cmp(&b.id));
}

fn confirmed() -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Ok(false);
    }
    let failure = |error| Failure::Io("terminal".into(), error);
    write!(io::stderr(), "Write these changes? [y/N] ").map_err(failure)?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).map_err(failure)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// Checks the whole record as it will be, then writes the files that change, each at once.
///
/// The sources come first: whatever moment this is killed in, no file names a source that is not there.
fn write(data: &Path, record: &mut Record, changed: &[String]) -> Result<(), Failure> {
    record.treaties.sort_by(|a, b| a.id.cmp(&b.id));
    let text = |error: serde_json::Error| Failure::usage(error.to_string());
    let mut new_files =
        vec![record::File { name: "sources.json".into(), text: canonical(&record.sources).map_err(text)? }];
    for treaty in record.treaties.iter().filter(|treaty| changed.contains(&treaty.id)) {
        new_files.push(record::File {
            name: format!("treaties/{}.json", treaty.id),
            text: canonical(treaty).map_err(text)?,
        });
        parse::<Treaty>(new_files.last().expect("it was just put there"))
            .map_err(|problem| Failure::usage(problem.to_string()))?;
    }
    validate(record, &new_files)?;
    for file in &new_files {
        let path = data.join(&file.name);
        if fs::read_to_string(&path).is_ok_and(|old| old == file.text) {
            continue;
        }
        files::write_at_once(&path, |out| out.write_all(file.text.as_bytes()))?;
    }
    println_or_nothing(&format!("{} files written.", changed.len()));
    Ok(())
}

/// Keeps a second import out of the same directory; the system lets go of it when the program ends.
struct Lock(#[allow(dead_code, reason = "the open file is the lock")] fs::File);

impl Lock {
    fn take(data: &Path) -> Result<Self, Failure> {
        let failure = |error| Failure::Io(data.display().to_string(), error);
        // The directory itself is locked, so that no lock file is left behind.
        let folder = fs::File::open(data).map_err(failure)?;
        match folder.try_lock() {
            Ok(()) => Ok(Self(folder)),
            Err(fs::TryLockError::WouldBlock) => {
                Err(Failure::usage(format!("another import is writing to {}; wait for it", data.display())))
            }
            Err(fs::TryLockError::Error(error)) => Err(failure(error)),
        }
    }
}
