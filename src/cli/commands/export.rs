//! `treaty export`.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum;
use treaty::form::export;
use treaty::query::export::Table;

use crate::cli::context::Context;
use crate::cli::draft::Draft;
use crate::cli::failure::{Exit, Failure};
use crate::cli::files;
use crate::cli::progress::Progress;

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty export csv -o treaty-data
  treaty export datapackage -o treaty-data
  treaty export sqlite -o treaty.sqlite
  treaty export parquet --partition -o lake

Tables: states, treaties, sources, events, intervals. Intervals are [from, until), as every answer has them.")]
pub struct Args {
    /// The form
    form: Form,
    /// Parquet: one folder for each treaty (treaty=ccm/), as large tools read them
    #[arg(long)]
    partition: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A folder of CSV files with their Table Schemas
    Csv,
    /// A folder of JSON Lines files
    Jsonl,
    /// A folder of CSV files with a Frictionless Data Package
    Datapackage,
    /// A SQLite database (feature `sqlite`)
    Sqlite,
    /// A folder of Parquet files (feature `parquet`)
    Parquet,
    /// The packed form of the data, which --data opens at once
    Packed,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let Some(path) = context.shared.output.clone() else {
        return Err(Failure::usage("an export needs a place: name it with -o"));
    };
    if args.partition && args.form != Form::Parquet {
        return Err(Failure::usage("--partition is for parquet"));
    }
    if args.form == Form::Packed {
        let bytes = context.inquiry().data.packed();
        files::write_at_once(&path, |out| out.write_all(bytes))?;
        return Ok(Exit::Answered);
    }
    let tables = context.inquiry().tables();
    let mut progress = Progress::new();
    let mut say = |table: &Table<'_>| progress.say(|| format!("{}: {} rows", table.name, table.rows.len()));
    match args.form {
        Form::Csv | Form::Datapackage => folder(&path, |folder| {
            for table in &tables {
                say(table);
                file(folder, &format!("{}.csv", table.name), |out| export::csv(table, out))?;
                if args.form == Form::Csv {
                    let schema = export::table_schema(table);
                    file(folder, &format!("{}.schema.json", table.name), |out| json(&schema, out))?;
                }
            }
            if args.form == Form::Datapackage {
                let package = export::data_package(&tables, &context.inquiry().data.about().version);
                file(folder, "datapackage.json", |out| json(&package, out))?;
            }
            Ok(())
        }),
        Form::Jsonl => folder(&path, |folder| {
            for table in &tables {
                say(table);
                file(folder, &format!("{}.jsonl", table.name), |out| export::jsonl(table, out))?;
            }
            Ok(())
        }),
        Form::Sqlite => sqlite(&tables, &path),
        Form::Parquet => folder(&path, |folder| parquet(&tables, args.partition, folder)),
        Form::Packed => Ok(()),
    }?;
    Ok(Exit::Answered)
}

fn json(value: &serde_json::Value, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(treaty::form::json_page(value)?.as_bytes())
}

fn failure(path: &Path) -> impl Fn(io::Error) -> Failure {
    let name = path.display().to_string();
    move |error| Failure::Io(name.clone(), error)
}

/// Fills a folder beside its final name and moves it there when all is done: the old files and the new never mix.
fn folder(path: &Path, fill: impl FnOnce(&Path) -> Result<(), Failure>) -> Result<(), Failure> {
    if path.exists() && !path.is_dir() {
        return Err(Failure::usage(format!("{} is a file; name a folder", path.display())));
    }
    let is_ours = |path: &Path| {
        path.join("states.csv").exists() || path.join("states.jsonl").exists() || path.join("states.parquet").exists()
    };
    let holds_files = fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some());
    if holds_files && !is_ours(path) {
        return Err(Failure::usage(format!("{} holds other files; name a new or empty folder", path.display())));
    }
    let draft = Draft::folder(path).map_err(failure(path))?;
    fill(draft.path())?;
    draft.replace_folder().map_err(failure(path))
}

fn file(folder: &Path, name: &str, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let path = folder.join(name);
    let written = fs::File::create(&path).and_then(|file| {
        let mut out = io::BufWriter::with_capacity(1 << 16, file);
        write(&mut out)?;
        out.flush()
    });
    written.map_err(failure(&path))
}

#[cfg(feature = "sqlite")]
fn sqlite(tables: &[Table<'_>], path: &Path) -> Result<(), Failure> {
    let wrong = |error: rusqlite::Error| Failure::usage(format!("{}: {error}", path.display()));
    // In a folder of its own, for SQLite keeps a journal beside its file.
    let draft = Draft::folder(path).map_err(failure(path))?;
    let file = draft.path().join("tables.sqlite");
    export::sqlite::write(tables, &file).map_err(wrong)?;
    draft.replace_file(&file).map_err(failure(path))
}

#[cfg(not(feature = "sqlite"))]
fn sqlite(_: &[Table<'_>], _: &Path) -> Result<(), Failure> {
    Err(Failure::usage("this build has no SQLite; build it with `--features sqlite`, or export csv"))
}

#[cfg(feature = "parquet")]
fn parquet(tables: &[Table<'_>], partition: bool, folder: &Path) -> Result<(), Failure> {
    use treaty::query::export::Value;
    let write = |table: &Table<'_>, path: &Path| {
        let file = fs::File::create(path).map_err(failure(path))?;
        let wrong = |error| Failure::usage(format!("{}: {error}", path.display()));
        export::parquet::write(table, io::BufWriter::new(file)).map_err(wrong)
    };
    for table in tables {
        let by = table.columns.iter().position(|column| column.name == "treaty");
        let Some(by) = by.filter(|_| partition && ["events", "intervals"].contains(&table.name)) else {
            write(table, &folder.join(format!("{}.parquet", table.name)))?;
            continue;
        };
        for rows in table.rows.chunk_by(|a, b| a[by] == b[by]) {
            let Value::Text(treaty) = &rows[0][by] else { continue };
            let place = folder.join(table.name).join(format!("treaty={treaty}"));
            fs::create_dir_all(&place).map_err(failure(&place))?;
            // The folder's name is the column.
            let columns: Vec<_> =
                table.columns.iter().enumerate().filter(|(at, _)| *at != by).map(|(_, one)| *one).collect();
            let rows = rows.iter().map(|row| {
                row.iter().enumerate().filter(|(at, _)| *at != by).map(|(_, value)| value.clone()).collect()
            });
            let part = Table { name: table.name, columns: columns.into(), rows: rows.collect() };
            write(&part, &place.join("part-0.parquet"))?;
        }
    }
    Ok(())
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &[Table<'_>], _: bool, _: &Path) -> Result<(), Failure> {
    Err(Failure::usage("this build has no Parquet; build it with `--features parquet`, or export csv"))
}
