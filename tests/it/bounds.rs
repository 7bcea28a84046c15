//! What is too large, too deep or too many is refused in one line, at once, and with little memory.
//!
//! The program runs under the shell's own limit of address space: what would need more ends it without a line.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::program::Run;

const MEGABYTE: usize = 1 << 20;
/// What SECURITY.md promises for a page or table, and for whatever is refused unread.
const MEMORY: usize = 512 * MEGABYTE;
/// No refusal takes as long, in a debug build on a busy machine.
const TIME: Duration = Duration::from_secs(30);

/// A folder of its own with a small dataset, removed afterwards.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bounds-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("data/treaties")).expect("it can be made");
        let place = Self(folder);
        place.put("data/dataset.json", |file| file.write_all(b"{\"version\": \"1\"}"));
        place.put("data/sources.json", |file| file.write_all(SOURCES.as_bytes()));
        place.put("data/states.json", |file| file.write_all(STATES.as_bytes()));
        place
    }

    fn put(&self, name: &str, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> String {
        let path = self.0.join(name);
        let mut file = std::io::BufWriter::new(File::create(&path).expect("it can be made"));
        write(&mut file).and_then(|()| file.flush()).expect("it can be written");
        path.display().to_string()
    }

    /// A file that says that it has so many bytes, of which none takes any room.
    fn hollow(&self, name: &str, size: usize) -> String {
        let path = self.0.join(name);
        let file = File::create(&path).expect("it can be made");
        file.set_len(size as u64).expect("the system has hollow files");
        path.display().to_string()
    }

    fn import(&self, what: &str, file: &str) -> Run {
        self.import_from(what, file, || None)
    }

    fn import_from(&self, what: &str, file: &str, input: impl FnMut() -> Option<Vec<u8>> + Send + 'static) -> Run {
        let data = self.0.join("data").display().to_string();
        run(MEMORY, &["import", what, file, "--slug", "bound", "--data", &data], input)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const SOURCES: &str = "[{\"id\": \"s\", \"publisher\": \"P\", \"title\": \"T\"}]";
const STATES: &str = "[{\"id\": \"NOR\", \"names\": {\"en\": \"Norway\"}, \"sources\": [\"s\"]}]";

/// Runs the program within a limit of memory, with what `input` gives until it gives nothing or nobody reads.
fn run(memory: usize, args: &[&str], mut input: impl FnMut() -> Option<Vec<u8>> + Send + 'static) -> Run {
    let begun = Instant::now();
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -v {} && exec \"$@\"", memory / 1024), "sh", env!("CARGO_BIN_EXE_treaty")]);
    command.args(args).env("TREATY_TODAY", crate::common::TODAY).env_remove("RUST_BACKTRACE");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("there is a shell");
    let mut stdin = child.stdin.take().expect("it was piped");
    let writer = std::thread::spawn(move || {
        while let Some(chunk) = input() {
            if stdin.write_all(&chunk).is_err() {
                return;
            }
        }
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("it wrote");
    let took = begun.elapsed();
    assert!(took < TIME, "it took {took:?}");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints UTF-8");
    // A limit that was hit ends the program by a signal: there is no code then.
    Run { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// Asks data from standard input.
fn ask(memory: usize, data: String) -> Run {
    let mut data = Some(data.into_bytes());
    run(memory, &["status", "norway", "bound", "--data", "-"], move || data.take())
}

/// The same bytes again and again, for ever.
fn endless(bytes: &str) -> impl FnMut() -> Option<Vec<u8>> + Send + 'static {
    let chunk = bytes.repeat(MEGABYTE / bytes.len());
    move || Some(chunk.clone().into_bytes())
}

/// A refusal in one line of a length that a person can read.
#[track_caller]
fn refused(run: &Run, words: &[&str]) {
    run.complains(2, words);
    assert!(run.err.len() < 2_000, "{} bytes", run.err.len());
}

const PAGE: &str = "STATUS AS AT : 03-02-2026<table id='tblgrid'><tr class='thead-one'><td>Participant<td>Signature";
const DOWNLOAD: &str = "<?xml version='1.0'?><T><ExternalData><S>AS AT 03-02-2026</S></ExternalData><Participants><Table>\
                        <Thead><Row><Entry>Participant</Entry><Entry>Signature</Entry></Row></Thead>";
const TABLE: &str = "state,kind,date,source,note\n";

/// The words of the limit that a page or a table has.
fn limit(what: &str) -> &'static str {
    if what == "csv" { "4194304 bytes, which is the limit" } else { "16777216 bytes, which is the limit" }
}

#[test]
fn a_page_of_100_megabytes_is_refused_in_one_line() {
    let place = Place::new("page");
    for (what, name) in [("untc", "page.html"), ("untc", "page.xml"), ("csv", "table.csv")] {
        let file = place.hollow(name, 100 * MEGABYTE);
        refused(&place.import(what, &file), &[name, "larger than", limit(what)]);
    }
    let file = place.hollow("page.html", 1 << 40);
    refused(&place.import("untc", &file), &["larger than 16777216 bytes"]);
}

#[test]
fn a_line_without_an_end_is_read_up_to_the_limit() {
    let place = Place::new("endless");
    for what in ["untc", "csv"] {
        refused(&place.import_from(what, "-", endless("a")), &["-: larger than", limit(what)]);
    }
    let run = run(MEMORY, &["assert", "-i", "-"], endless("norway "));
    refused(&run, &["-: larger than 16777216 bytes"]);
    let file = place.hollow("line.json", 50 * MEGABYTE);
    refused(&crate::bounds::run(MEMORY, &["status", "norway", "--data", &file], || None), &["line.json:1"]);
}

#[test]
fn ten_million_rows_are_refused_in_one_line() {
    let place = Place::new("rows");
    refused(&place.import_from("csv", "-", endless("Norway,signature,2001-01-01,s,\n")), &[limit("csv")]);
    refused(&place.import_from("untc", "-", endless("<tr><td>Norway<td>1 Jan 2001")), &[limit("untc")]);
    // What fits into the bytes may still be too many.
    let rows = "NOR,signature,2001,s\n".repeat(60_000);
    let table = place.put("rows.csv", |file| write!(file, "{TABLE}{rows}"));
    refused(&place.import("csv", &table), &["number of lines too large", "the limit is 50000"]);
    let rows = "<tr><td>x<td>".repeat(100_000);
    let page = place.put("rows.html", |file| write!(file, "{PAGE}{rows}"));
    refused(&place.import("untc", &page), &["number of rows too large", "the limit is 20000"]);
    let rows = "<Row><Entry>x</Entry></Row>".repeat(100_000);
    let page = place.put("rows.xml", |file| write!(file, "{DOWNLOAD}{rows}"));
    refused(&place.import("untc", &page), &["number of rows too large", "the limit is 20000"]);
}

#[test]
fn a_cell_of_10_megabytes_is_refused_in_one_line() {
    let place = Place::new("cell");
    let cell = "x".repeat(10 * MEGABYTE);
    for (name, before) in [("cell.html", format!("{PAGE}<tr><td>")), ("cell.xml", format!("{DOWNLOAD}<Row><Entry>"))] {
        let page = place.put(name, |file| write!(file, "{before}{cell}"));
        refused(&place.import("untc", &page), &["cell too large", "the limit is 65536"]);
    }
    let table = place.put("cell.csv", |file| write!(file, "{TABLE}{cell}"));
    refused(&place.import("csv", &table), &[limit("csv")]);
    let cell = "x".repeat(3 * MEGABYTE);
    for row in ["{},signature,2001,s,", "NOR,{},2001,s,", "NOR,signature,{},s,", "NOR,signature,2001,s,{}"] {
        let row = row.replace("{}", &cell);
        let table = place.put("cell.csv", |file| write!(file, "{TABLE}{row}"));
        refused(&place.import("csv", &table), &["line 2", "the cell is longer than 65536 bytes"]);
    }
    let table = place.put("heading.csv", |file| write!(file, "{cell}"));
    let run = place.import("csv", &table);
    assert!(run.code == 2 && run.err.len() < 2_000, "{} bytes", run.err.len());
}

#[test]
fn a_table_of_100_000_columns_is_refused_in_one_line() {
    let place = Place::new("columns");
    let cells = "x,".repeat(100_000);
    for (name, table) in [("heading.csv", cells.clone()), ("row.csv", format!("{TABLE}NOR,signature,2001,s,{cells}"))] {
        let table = place.put(name, |file| write!(file, "{table}"));
        let words: &[&str] =
            if name == "row.csv" { &["more cells than the heading"] } else { &["number of columns", "limit is 64"] };
        refused(&place.import("csv", &table), words);
    }
    let table = place.put("commas.csv", |file| file.write_all(",".repeat(MEGABYTE).as_bytes()));
    refused(&place.import("csv", &table), &["number of columns too large", "limit is 64"]);
    let row = "<td>x".repeat(100_000);
    let page = place.put("columns.html", |file| write!(file, "{PAGE}<tr>{row}"));
    refused(&place.import("untc", &page), &["number of columns too large", "limit is 64"]);
    let row = "<Entry/>".repeat(100_000);
    let page = place.put("columns.xml", |file| write!(file, "{DOWNLOAD}<Row>{row}"));
    refused(&place.import("untc", &page), &["number of columns too large", "limit is 64"]);
}

#[test]
fn nesting_has_a_floor() {
    let place = Place::new("nesting");
    for open in ["[", "{\"states\":", "{\"treaties\":[", "[{\"a\":"] {
        refused(&ask(MEMORY, open.repeat(100_000)), &["-:"]);
    }
    for (open, times) in [("<b>", 1_000_000), ("<table>", 100_000), ("<sup>", 100_000), ("<i><div>", 100_000)] {
        let page = place.put("deep.html", |file| file.write_all(open.repeat(times).as_bytes()));
        refused(&place.import("untc", &page), &["found: is this a treaty's status page?"]);
    }
    for open in ["<a>", "<entry>", "<EndNotes><Note>", "<ExternalData><Table><Row>"] {
        let page = place.put("deep.xml", |file| write!(file, "<?xml version='1.0'?>{}", open.repeat(100_000)));
        refused(&place.import("untc", &page), &["nesting too large: 257, the limit is 256"]);
    }
}

#[test]
fn an_entity_bomb_does_not_go_off() {
    let place = Place::new("bomb");
    let mut bomb = String::from("<?xml version='1.0'?><!DOCTYPE T [<!ENTITY a0 'ha'>");
    for level in 1..=40 {
        bomb.extend(["<!ENTITY a", &level.to_string(), " '", &format!("&a{};", level - 1).repeat(10), "'>"]);
    }
    let page = place.put("bomb.xml", |file| write!(file, "{bomb}]><T>&a40;</T>"));
    refused(&place.import("untc", &page), &["a document type is not read"]);
    let swollen = format!("{DOWNLOAD}<Row><Entry>{}", "&nbsp;".repeat(MEGABYTE));
    let page = place.put("swollen.xml", |file| write!(file, "{swollen}"));
    refused(&place.import("untc", &page), &["cell too large"]);
}

#[test]
fn complaints_do_not_outgrow_the_page() {
    let place = Place::new("complaints");
    // One row of 128 KB that is nothing but what no reader understands.
    let (name, years) = ("N".repeat(60_000), "0000 ".repeat(12_000));
    let page = place.put("odd.html", |file| write!(file, "{PAGE}<tr><td>{name}<td>{years}"));
    refused(&place.import("untc", &page), &["number of things not understood", "the limit is 10000"]);
    let rows = "Atlantis,left,31.12.99,,\n".repeat(40_000);
    let table = place.put("wrong.csv", |file| write!(file, "{TABLE}{rows}"));
    let run = place.import("csv", &table);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.lines().count() <= 110 && run.err.contains("there is more that is wrong"), "{}", run.err);
}

/// A dataset with a treaty that has these fields beside its own.
fn data(more: &str) -> String {
    format!(
        "{{\"states\": {STATES}, \"sources\": {SOURCES}, \"treaties\": [{{\"id\": \"bound\", \"title\": \"Bound\", \
         \"adopted\": {{\"date\": \"1990-01-01\"}}, \"coverage\": {{\"sources\": [\"s\"]}}, {more}}}]}}"
    )
}

#[test]
fn a_number_of_any_length_is_refused_in_one_line() {
    let digits = "9".repeat(10 * MEGABYTE);
    for number in [digits.as_str(), "1e999999999", "-1", "65536", "1.5"] {
        let more = format!(
            "\"events\": [], \"entry_into_force\": {{\"sources\": [\"s\"], \"offset\": {{\"days\": {number}}}}}"
        );
        refused(&ask(MEMORY, data(&more)), &["-:1", "entry_into_force.offset"]);
    }
    let more =
        "\"events\": [], \"later_party\": {\"sources\": [\"s\"], \"cutoff\": \"any\", \"offset\": {\"years\": 65535}}";
    refused(&ask(MEMORY, data(more)), &["later_party.offset", "longer than a hundred years"]);
}

#[test]
fn a_word_of_10_megabytes_is_repeated_in_short() {
    let word = "x".repeat(10 * MEGABYTE);
    refused(&ask(MEMORY, data(&format!("\"events\": [], \"{word}\": 1"))), &["unknown field", "…"]);
    let event = format!(
        "\"events\": [{{\"state\": \"{word}\", \"kind\": \"signature\", \"date\": \"2001\", \"source\": \"s\"}}]"
    );
    refused(&ask(MEMORY, data(&event)), &["unknown state", "…"]);
    let run = run(MEMORY, &["assert", "-i", "-"], {
        let mut line = Some(format!("{} party bound on 2001-01-01\n", &word[..MEGABYTE / 4]).into_bytes());
        move || line.take()
    });
    assert_eq!(run.code, 3, "{} bytes", run.err.len());
    assert!(run.err.len() < 2_000 && run.err.lines().count() == 1, "{} bytes", run.err.len());
}

#[test]
fn a_dataset_that_would_swell_or_take_for_ever_is_refused() {
    let empty = vec!["{}"; MEGABYTE].join(",");
    let more = format!("\"events\": [], \"entry_into_force\": {{\"sources\": [\"s\"], \"conditions\": [{empty}]}}");
    refused(&ask(MEMORY, data(&more)), &["more objects than its size is worth"]);
    let act = "{\"state\": \"NOR\", \"kind\": \"domestic\", \"date\": \"2001\", \"source\": \"s\"}";
    refused(
        &ask(MEMORY, data(&format!("\"events\": [{}]", vec![act; 20_000].join(",")))),
        &["one act more than the 1000"],
    );
    let states: Vec<String> = (0..66_000)
        .map(|at| format!("{{\"id\": \"S{at}\", \"names\": {{\"en\": \"S{at}\"}}, \"sources\": []}}"))
        .collect();
    let many = data("\"events\": []").replace(STATES, &format!("[{}]", states.join(",")));
    refused(&ask(MEMORY, many), &["has 66000 entries; a dataset has up to 65000"]);
    let unknown = "{\"state\": \"ZZZ\", \"kind\": \"signature\", \"date\": \"2001\", \"source\": \"nobody\"}";
    let run = ask(MEMORY, data(&format!("\"events\": [{}]", vec![unknown; 20_000].join(","))));
    assert_eq!((run.code, run.err.lines().count()), (2, 1_000));
}

#[test]
fn a_dataset_that_is_too_large_is_not_read() {
    let place = Place::new("data");
    let file = place.hollow("large.json", 1 << 40);
    refused(&run(MEMORY, &["status", "norway", "--data", &file], || None), &["larger than 536870912 bytes"]);
    let file = place.put("packed", |file| file.write_all(treaty::record::PACKED));
    File::options().write(true).open(&file).and_then(|file| file.set_len(1 << 40)).expect("hollow");
    refused(&run(MEMORY, &["status", "norway", "--data", &file], || None), &["larger than 1073741824 bytes"]);
    let folder = place.0.join("data");
    place.hollow("data/treaties/large.json", 1 << 40);
    let folder = folder.display().to_string();
    refused(&run(MEMORY, &["status", "norway", "--data", &folder], || None), &["large.json: larger than 5368"]);
}
