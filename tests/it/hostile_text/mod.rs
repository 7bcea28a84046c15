//! Text from strangers in every field of a dataset, and what comes out of every command in every form.
//!
//! Each form has its own idea of what is harmless: nothing steers a terminal, a spreadsheet computes nothing, a page,
//! a picture, a calendar, a bibliography and a paper hold nothing that their author did not write.

mod complaints;
mod dataset;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::common::TODAY;
use dataset::{REST, dataset, folder, hostile, hostile_file, hostile_for, is_harmless, tame_file};

// ---------------------------------------------------------------------------------------------------------------------
// Runs.

struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_treaty"));
    command.args(args).env("TREATY_TODAY", TODAY).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run_with(command: &mut Command, input: &str) -> Run {
    let mut child = command.spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("it was piped");
    // Who does not read it closes it.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    let run = Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) };
    assert!(!run.err.contains("panicked at"), "{command:?}: {}", run.err);
    run
}

/// Asks the hostile data.
#[track_caller]
fn ask(line: &str) -> String {
    let mut args: Vec<&str> = line.split_whitespace().collect();
    args.extend(["--data", hostile_for(line)]);
    let run = run_with(&mut program(&args), "");
    assert!(matches!(run.code, Some(0 | 1 | 4)) && run.err.is_empty(), "{line}: {:?} {}", run.code, run.err);
    assert!(!run.out.is_empty(), "{line}");
    run.out
}

/// Every question, with the states and treaties of the dataset.
const QUESTIONS: [&str; 27] = [
    "status AAB",
    "status AAC,AAD alpha --date 2005-01-01",
    "withdrawals",
    "diff 1999-01-01 2026-01-01",
    "diff 2010 2011 --treaty alpha",
    "members alpha",
    "members beta --status all --date 2005-01-01",
    "timeline AAB",
    "timeline AAD alpha",
    "timeline alpha",
    "show alpha",
    "show alpha beta",
    "treaties",
    "states",
    "states AAA AAB",
    "explain AAB alpha",
    "explain AAD beta --view objectors",
    "upcoming",
    "project withdrawal alpha AAD --notice 2026-12-01",
    "project ratification beta AAE --deposit 2026-12-01",
    "count alpha beta",
    "count alpha --over 2000..2003",
    "compare AAA AAB AAC",
    "without alpha",
    "cohort alpha=party",
    "stats alpha",
    "check",
];

/// More that is answered in every form.
const MORE: [&str; 4] =
    ["cite", "cite --treaty alpha", "cite AAB alpha", "diff --known-on 2009-01-01 --known-on 2026-01-01"];

fn questions() -> impl Iterator<Item = &'static str> {
    QUESTIONS.into_iter().chain(MORE)
}

// ---------------------------------------------------------------------------------------------------------------------
// Statements.

#[test]
fn nothing_steers_a_terminal() {
    for question in questions() {
        is_harmless(question, &ask(question), &['\n']);
    }
    for question in ["status AAB", "show alpha", "timeline alpha", "explain AAB alpha", "withdrawals"] {
        is_harmless(question, &ask(&format!("{question} --width 20")), &['\n']);
        is_harmless(question, &ask(&format!("{question} --ascii")), &['\n']);
        let coloured = ask(&format!("{question} --color always"));
        is_harmless(question, &without_colours(&coloured), &['\n']);
        assert!(!coloured.contains("[31mred\u{1b}"), "{question}");
    }
}

/// Without the colours that the program itself writes: numbers between `ESC [` and `m`.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (codes, rest) = part.split_once('m').unwrap_or(("?", part));
        assert!(codes.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "no colour: {codes}");
        plain.push_str(rest);
    }
    plain
}

#[test]
fn an_answer_at_a_terminal_has_as_many_lines_as_with_tame_names() {
    let lines = |data: &Path| {
        let data = data.to_str().expect("UTF-8");
        let run = run_with(&mut program(&["treaties", "--width", "60000", "--data", data]), "");
        run.out.lines().filter(|line| !line.trim().is_empty()).count()
    };
    assert_eq!(lines(hostile_file()), lines(tame_file()), "no name adds a line that could be taken for another answer");
}

#[test]
fn json_says_what_the_record_says_and_steers_nothing() {
    for question in questions() {
        let text = ask(&format!("{question} -f json"));
        is_harmless(question, &text, &['\n']);
        serde_json::from_str::<Value>(&text).unwrap_or_else(|error| panic!("{question}: {error}"));
        let lines = ask_or_nothing(&format!("{question} -f jsonl"));
        is_harmless(question, &lines, &['\n']);
        for line in lines.lines() {
            serde_json::from_str::<Value>(line).unwrap_or_else(|error| panic!("{question}: {error}"));
        }
    }
    let sarif = ask("check -f sarif");
    is_harmless("sarif", &sarif, &['\n']);
    serde_json::from_str::<Value>(&sarif).expect("it is JSON");
    let told: Value = serde_json::from_str(&ask("states -f json")).expect("it is JSON");
    let name = &dataset(false)["states"][0]["names"]["en"];
    let same =
        told["results"].as_array().expect("a list").iter().any(|one| one.to_string().contains(&name.to_string()));
    assert!(same, "no character of a name is lost");
}

/// As [`ask`], where an answer may have no rows.
fn ask_or_nothing(line: &str) -> String {
    let mut args: Vec<&str> = line.split_whitespace().collect();
    args.extend(["--data", hostile_for(line)]);
    run_with(&mut program(&args), "").out
}

/// That a table parses, computes nothing, and is harmless; returns its rows.
#[track_caller]
fn is_plain_table(what: &str, text: &str, delimiter: u8, but: &[char]) -> usize {
    is_harmless(what, text, but);
    let mut reader = csv::ReaderBuilder::new();
    reader.delimiter(delimiter).has_headers(false).comment(Some(b'#'));
    let mut rows = 0;
    for row in reader.from_reader(text.as_bytes()).records() {
        let row = row.unwrap_or_else(|error| panic!("{what}: {error}"));
        rows += 1;
        for cell in &row {
            let starts =
                cell.trim_start().starts_with(['=', '+', '-', '@', '＝']) || cell.starts_with(['\t', '\r', '\n']);
            assert!(!starts || cell.parse::<f64>().is_ok(), "{what}: a formula: {cell:?}");
        }
    }
    rows
}

#[test]
fn spreadsheets_compute_nothing_and_read_every_row() {
    let panel = "panel --from 2000 --to 2003 --universe record";
    for question in questions().chain([panel]) {
        let rows = is_plain_table(question, &ask(&format!("{question} -f csv")), b',', &['\n']);
        let text = ask(&format!("{question} -f tsv"));
        assert_eq!(is_plain_table(question, &text, b'\t', &['\n', '\t']), rows, "{question}");
        let mut tabs = text.lines().filter(|line| !line.starts_with('#')).map(|line| line.matches('\t').count());
        let first = tabs.next();
        assert!(tabs.all(|count| Some(count) == first), "{question}: a cell has a tab or ends a line");
    }
}

/// The fields of a Markdown row: what stands between bars that are not escaped.
fn bars(line: &str) -> usize {
    let mut escaped = false;
    let mut count = 0;
    for c in line.chars() {
        count += usize::from(c == '|' && !escaped);
        escaped = c == '\\' && !escaped;
    }
    count
}

#[test]
fn markdown_has_no_markup_but_its_table() {
    for question in questions().chain(["panel --from 2000 --to 2001 --universe record"]) {
        let text = ask(&format!("{question} -f md"));
        is_harmless(question, &text, &['\n']);
        let columns = bars(text.lines().next().expect("a heading"));
        for line in text.lines() {
            assert!(line.starts_with('|') && bars(line) == columns, "{question}: {line}");
            let plain = line.replace("\\\\", "").replace("&amp;", "").replace("&lt;", "").replace("state_name", "");
            for mark in ['[', '`', '*', '_', '$', '~'] {
                assert!(!plain.replace(&format!("\\{mark}"), "").contains(mark), "{question}: {mark} in {line}");
            }
            assert!(!plain.contains(['<', '&']), "{question}: {line}");
        }
    }
}

/// The commands that a LaTeX table is made of.
const TEX: [&str; 8] = [
    "textbackslash{}",
    "textasciitilde{}",
    "textasciicircum{}",
    "textless{}",
    "textgreater{}",
    "textbar{}",
    "hline\n",
    "begin{tabular}{",
];

/// That a LaTeX text runs no command but those and has nothing special; returns it without what is escaped.
#[track_caller]
fn is_plain_tex(what: &str, text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let known = TEX.iter().find(|command| after.starts_with(**command)).map(|command| command.len());
        let known = known.or_else(|| after.starts_with("end{tabular}").then_some("end{tabular}".len()));
        let sign = after.starts_with(['&', '%', '$', '#', '_', '{', '}', '\\']).then_some(1);
        let length = known
            .or(sign)
            .unwrap_or_else(|| panic!("{what}: a command: {}", after.chars().take(30).collect::<String>()));
        rest = &after[length..];
    }
    plain.push_str(rest);
    assert!(!plain.contains(['%', '$', '#', '_', '^', '~']), "{what}: {plain}");
    plain
}

#[test]
fn latex_runs_no_command_that_is_not_its_table_s() {
    for question in questions() {
        let text = ask(&format!("{question} -f latex"));
        is_harmless(question, &text, &['\n']);
        is_plain_tex(question, &text);
        assert_eq!(text.matches("\\end{tabular}").count(), 1, "{question}");
        let rows: Vec<&str> = text.lines().filter(|line| line.ends_with("\\\\")).collect();
        let cells = |row: &str| row.replace("\\&", "").matches('&').count();
        for row in &rows {
            assert_eq!(cells(row), cells(rows[0]), "{question}: {row}");
            assert!(!row.trim_start().starts_with(['[', '*']), "{question}: an argument of the row before: {row}");
        }
    }
}

#[test]
fn a_calendar_has_its_own_events_and_no_others() {
    let text = ask("upcoming -f ics");
    let told: Value = serde_json::from_str(&ask("upcoming -f json")).expect("it is JSON");
    let expected = told["results"].as_array().expect("a list").len();
    assert!(expected > 4);
    is_harmless("ics", &text, &['\r', '\n']);
    assert_eq!(text.matches('\r').count(), text.matches("\r\n").count(), "lines end with both");
    assert!(text.lines().all(|line| line.len() <= 75));
    assert_eq!(text.lines().filter(|line| *line == "BEGIN:VEVENT").count(), expected);
    let calendar: icalendar::Calendar = text.parse().expect("it is a calendar");
    assert_eq!(calendar.components.len(), expected);
    for component in &calendar.components {
        use icalendar::Component;
        let event = component.as_event().expect("an event");
        let summary = event.get_summary().expect("a summary");
        assert!(summary.contains("BEGIN:VEVENT") && summary != "evil", "it is text there: {summary}");
    }
}

/// That XML is well-formed, and of the elements and attributes of a picture alone.
#[track_caller]
fn is_plain_picture(what: &str, svg: &str) {
    use quick_xml::events::Event;
    const ELEMENTS: &str = " svg title desc defs pattern rect path g circle text ";
    const ATTRIBUTES: &str = " xmlns viewBox width height role aria-labelledby font-family id patternUnits patternTransform fill \
        x y cx cy r d font-size text-anchor stroke stroke-width transform ";
    is_harmless(what, svg, &['\n']);
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{what}: {error}")) {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = String::from_utf8_lossy(tag.name().into_inner().as_ref()).into_owned();
                assert!(ELEMENTS.contains(&format!(" {name} ")), "{what}: {name}");
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap_or_else(|error| panic!("{what}: {error}"));
                    let key = String::from_utf8_lossy(attribute.key.into_inner().as_ref()).into_owned();
                    assert!(ATTRIBUTES.contains(&format!(" {key} ")), "{what}: {key}");
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Text(_) | Event::GeneralRef(_) => {}
            Event::Eof => break,
            other => panic!("{what}: {other:?}"),
        }
    }
    assert!(depth >= 0 && svg.matches("<svg").count() == 1 && svg.trim_end().ends_with("</svg>"), "{what}");
}

#[test]
fn pictures_hold_no_element_that_nobody_drew() {
    for line in [
        "chart members alpha beta",
        "chart timeline alpha",
        "chart timeline AAB",
        "chart timeline AAB alpha",
        "chart map alpha",
        "chart members alpha --known-on 2010-01-01",
    ] {
        is_plain_picture(line, &ask(line));
    }
}

/// The tags of a page, without what its scripts hold.
fn tags(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>').expect("a tag ends");
        found.push(tag.to_owned());
        rest = after;
        for raw in ["script", "style"] {
            if tag == raw || tag.starts_with(&format!("{raw} ")) {
                let end = rest.find(&format!("</{raw}")).expect("it ends");
                rest = &rest[end..];
            }
        }
    }
    found
}

fn embedded(html: &str) -> Value {
    let (_, after) = html.split_once("id=\"atlas\">").expect("it has one");
    let (json, _) = after.split_once("</script>").expect("it ends");
    serde_json::from_str(json).expect("it is JSON")
}

/// Every string and key of JSON.
fn strings<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(fields) => {
            for (key, item) in fields {
                found.push(key);
                strings(item, found);
            }
        }
        _ => {}
    }
}

#[test]
fn a_report_has_the_tags_of_its_author_and_nothing_closes_its_scripts() {
    let hostile = ask("report");
    let run = run_with(program(&["report", "--data"]).arg(tame_file()), "");
    assert_eq!(tags(&hostile), tags(&run.out));
    assert_eq!(hostile.matches("</script").count(), 3);
    assert!(!hostile.contains("<!--") && !hostile.contains("]]>"), "the markup of the data is gone");
    is_harmless("report", &hostile, &['\n']);
    let atlas = embedded(&hostile);
    let mut found = Vec::new();
    strings(&atlas, &mut found);
    for text in found {
        is_harmless("what the page shows", text, &[]);
    }
    let only = ask("report alpha");
    assert_eq!(tags(&only), tags(&run.out), "a title of its own is text too");
}

#[test]
fn a_report_links_to_nothing_but_pages() {
    let page = ask("report");
    let (_, after) = page.split_once("function source(id) {").expect("it has one");
    let (function, _) = after.split_once("\n}\n").expect("it ends");
    let script = format!(
        "const document = {{ createTextNode: (text) => ({{ text }}) }}, element = (name, attributes) => attributes;\n\
         const atlas = {{ sources: {{}} }};\nfunction source(id) {{{function}\n}}\n\
         const linked = (address) => {{ atlas.sources.x = {{ address, title: 't' }}; return 'href' in source('x'); }};\n\
         const all = ['javascript:alert(1)', ' javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'file:///etc/passwd',\n\
           '//evil', 'java\\nscript:x', '\\u0001javascript:x', '', null, undefined, 'https://a.example', 'http://b.example'];\n\
         console.log(all.filter(linked).join(' '));"
    );
    let Ok(output) = Command::new("node").arg("-e").arg(script).output() else {
        #[allow(clippy::print_stderr, reason = "a test that does nothing must say so")]
        {
            eprintln!("skipped: there is no node");
        }
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "https://a.example http://b.example");
}

#[test]
fn a_bibliography_has_its_own_entries_and_no_others() {
    for line in ["cite", "cite --treaty alpha", "cite AAB alpha"] {
        let text = ask(&format!("{line} --as bibtex"));
        is_harmless(line, &text, &['\n']);
        let told: Value = serde_json::from_str(&ask(&format!("{line} -f json"))).expect("it is JSON");
        let entries = text.lines().filter(|line| line.starts_with('@')).count();
        assert_eq!(entries, told["results"].as_array().expect("a list").len(), "{text}");
        let mut depth = 0;
        let without_addresses: Vec<&str> =
            text.lines().filter(|line| !line.starts_with("  url") && !line.starts_with('@')).collect();
        let plain = is_plain_tex(line, &without_addresses.join("\n"));
        for c in plain.chars() {
            depth += i32::from(c == '{') - i32::from(c == '}');
        }
        assert_eq!(depth, -i32::try_from(entries).expect("few"), "each entry is closed once: {text}");
        let urls = text.lines().filter_map(|line| line.strip_prefix("  url = {"));
        for url in urls {
            let url = url.strip_suffix("},").expect("it ends");
            assert!(url.starts_with("https://x.example/") && url.bytes().all(|byte| byte.is_ascii_graphic()), "{url}");
            assert!(!url.contains(['{', '}', '\\', '"', '<', '>', '^', '`', '|']), "{url}");
        }
        let csl = ask(&format!("{line} --as csl"));
        is_harmless(line, &csl, &['\n']);
        serde_json::from_str::<Value>(&csl).expect("it is JSON");
    }
}

#[test]
fn exports_are_plain_tables_and_lines() {
    let folder = folder();
    for form in ["csv", "jsonl", "datapackage"] {
        let to = folder.join(format!("export-{form}"));
        let data = hostile();
        let run = run_with(&mut program(&["export", form, "-o", to.to_str().expect("UTF-8"), "--data", data]), "");
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
        for file in fs::read_dir(&to).expect("it is there").flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            let text = fs::read_to_string(file.path()).expect("it is UTF-8");
            is_harmless(&name, &text, &['\n']);
            match name.rsplit_once('.').map(|(_, form)| form) {
                Some("csv") => assert!(is_plain_table(&name, &text, b',', &['\n']) > 2),
                Some("jsonl") => {
                    for line in text.lines() {
                        serde_json::from_str::<Value>(line).expect("it is JSON");
                    }
                }
                _ => {
                    serde_json::from_str::<Value>(&text).expect("it is JSON");
                }
            }
        }
    }
    let rows = fs::read_to_string(folder.join("export-jsonl/states.jsonl")).expect("it is there");
    let first: Value = serde_json::from_str(rows.lines().next().expect("a row")).expect("it is JSON");
    assert_eq!(first["name"], dataset(false)["states"][0]["names"]["en"], "no character of a name is lost");
}

#[test]
fn panels_say_what_the_record_says_and_steer_nothing() {
    for line in ["panel --from 2000 --to 2001 --universe record", "panel --topic nothing --from 2000"] {
        let args: Vec<&str> = line.split_whitespace().chain(["--data", hostile()]).collect();
        for form in ["csv", "tsv", "md", "json", "jsonl", "latex"] {
            let run = run_with(program(&args).args(["-f", form]), "");
            is_harmless(line, &run.out, if form == "tsv" { &['\n', '\t'] } else { &['\n'] });
            is_harmless(line, &run.err, &['\n']);
            if form == "json" && run.code == Some(0) {
                serde_json::from_str::<Value>(&run.out).expect("it is JSON");
            }
        }
    }
}

#[test]
fn what_is_said_of_a_foreign_table_is_harmless() {
    let quoted = format!("\"{}\"", REST.replace('"', "\"\""));
    let table = format!(
        "state,ratification,withdrawal,{quoted}\nAAB,2001-02-04,{quoted},x\nAAC,{quoted},,{quoted}\n\
         {quoted},2001-02-03,,\nAAZ,2001-02-03,,\n=AAD,1999-01-01,,+1\n"
    );
    let line = "check --csv - --treaty alpha --data";
    let args: Vec<&str> = line.split_whitespace().chain([hostile()]).collect();
    for (form, but) in [
        ("table", &['\n'][..]),
        ("json", &['\n']),
        ("jsonl", &['\n']),
        ("csv", &['\n']),
        ("tsv", &['\n', '\t']),
        ("md", &['\n']),
        ("latex", &['\n']),
        ("sarif", &['\n']),
    ] {
        let run = run_with(program(&args).args(["-f", form]), &table);
        assert!(matches!(run.code, Some(1)), "{form}: {}", run.err);
        is_harmless(form, &run.out, but);
        is_harmless(form, &run.err, &['\n']);
        match form {
            "json" | "sarif" => drop(serde_json::from_str::<Value>(&run.out).expect("it is JSON")),
            "csv" => assert!(is_plain_table(form, &run.out, b',', but) > 2),
            "tsv" => assert!(is_plain_table(form, &run.out, b'\t', but) > 2),
            "latex" => drop(is_plain_tex(form, &run.out)),
            _ => {}
        }
    }
}

#[test]
fn an_assistant_is_told_nothing_that_steers() {
    let call = |name: &str, arguments: Value| {
        json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": arguments}})
            .to_string()
    };
    let messages = [
        call("status", json!({"state": "AAB"})),
        call("status", json!({"state": "AAB", "treaty": "alpha"})),
        call("explain", json!({"state": "AAB", "treaty": "alpha"})),
        call("withdrawals", json!({})),
        call("members", json!({"treaty": "alpha"})),
        call("diff", json!({"from": "2000", "to": "2026"})),
        call("upcoming", json!({"within": "1y"})),
        call("status", json!({"state": REST})),
        call("status", json!({"state": "AAZ"})),
        call("status", json!({REST: "x"})),
        call("members", json!({"treaty": "alpha", "date": REST})),
        call(REST, json!({})),
        json!({"jsonrpc": "2.0", "id": REST, "method": REST}).to_string(),
        format!("{{\"jsonrpc\": \"{}\"", "\u{9b}31m"),
    ];
    let data = hostile();
    let run = run_with(&mut program(&["mcp", "--data", data]), &format!("{}\n", messages.join("\n")));
    assert_eq!((run.code, run.err.as_str(), run.out.lines().count()), (Some(0), "", messages.len()));
    is_harmless("mcp", &run.out, &['\n']);
    for line in run.out.lines() {
        let answer: Value = serde_json::from_str(line).expect("it is JSON");
        if let Some(text) = answer["result"]["content"][0]["text"].as_str() {
            is_harmless("what an assistant shows", text, &['\n']);
        }
    }
}
