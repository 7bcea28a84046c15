//! A dataset with wiles in every field, and a tame one of the same shape.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::{program, run_with};

/// How a text may begin to be more than a text.
const BEGINNINGS: [&str; 16] = [
    "=cmd|' /C calc'!A0",
    "+1+cmd",
    "-2+3+cmd",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "[1cm]",
    "*",
    "\u{1b}[2J",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "# heading",
    "\u{feff}=1+1",
];

/// What everything holds besides.
pub(super) const REST: &str = concat!(
    // Terminals: colour, links, the clipboard, the title, in seven bits and in eight.
    "\u{1b}[31mred\u{1b}]8;;http://evil.example\u{7}link\u{1b}]8;;\u{7}\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}]0;title\u{9c}",
    "\u{9b}31m\u{9d}0;x\u{90}q\u{7f}\u{0}\u{1}\u{8}\u{b}\u{c}\u{85}\r\n\t",
    // Turning text around, and hiding in it.
    "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}",
    "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{ad}\u{34f}\u{180e}\u{fe0f}\u{e0001}\u{e0041}\u{e007f}\u{e0100}",
    "\u{2028}\u{2029}\u{fff9}\u{fffb}\u{ffff}\u{fdd0}\u{1ffff}",
    // Pages and pictures.
    "</script><script>alert(2)</script></title></svg><svg onload=alert(3)> javascript:alert(4) ]]> --> <!-- &lt; &#60;",
    // Calendars.
    "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil\r\n;,:\\n",
    // Papers, notes, bibliographies.
    " \\input{/etc/passwd} \\write18{id} % $x$ ^^M \\catcode`\\%=12 \\end{tabular} & # _ ~ {",
    " | `code` [link](javascript:alert(5)) ![image](http://evil.example) **bold** <b>",
    " },\n@misc{evil, title = {evil}}\n \" ' --- !!python/object:os.system"
);

/// Characters that no form may hold as they are, but for those named.
fn steering(text: &str, but: &[char]) -> Option<char> {
    text.chars().filter(|c| !but.contains(c)).find(|&c| {
        c.is_control()
            || "\u{ad}\u{34f}\u{61c}\u{180e}\u{feff}\u{ffff}\u{fdd0}\u{1ffff}".contains(c)
            || ('\u{200b}'..='\u{200f}').contains(&c)
            || ('\u{2028}'..='\u{202e}').contains(&c)
            || ('\u{2060}'..='\u{206f}').contains(&c)
            || ('\u{fe00}'..='\u{fe0f}').contains(&c)
            || ('\u{fff9}'..='\u{fffb}').contains(&c)
            || ('\u{e0000}'..='\u{e0fff}').contains(&c)
    })
}

#[track_caller]
pub(super) fn is_harmless(what: &str, text: &str, but: &[char]) {
    if let Some(c) = steering(text, but) {
        let at = text.find(c).unwrap_or_default();
        let near: String = text[at..].chars().take(30).collect();
        panic!("{what}: {c:?} before {near:?}");
    }
}

/// Gives every field a text of its own; a tame one has the same shape and no wiles.
struct Texts {
    given: usize,
    tame: bool,
}

impl Texts {
    fn next(&mut self) -> String {
        self.given += 1;
        let number = self.given;
        if self.tame { format!("Text {number}") } else { format!("{}{number}{REST}", BEGINNINGS[number % 16]) }
    }

    fn list(&mut self) -> Vec<String> {
        vec![self.next(), self.next()]
    }
}

const STATES: [&str; 16] =
    ["AAA", "AAB", "AAC", "AAD", "AAE", "AAF", "AAG", "AAH", "AAI", "AAJ", "AAK", "AAL", "AAM", "AAN", "AAO", "AAP"];

fn state(id: &str, text: &mut Texts) -> Value {
    json!({
        "id": id, "alpha2": text.next(), "m49": text.next(), "region": text.next(), "subregion": text.next(),
        "names": {"en": text.next(), "fr": text.next()}, "aliases": text.list(), "note": text.next(),
        "former_names": [{"name": text.next(), "until": "1990"}], "un_member": [{"from": "1945"}],
        "cow": [{"code": 2}], "gw": [{"code": 2}], "sources": ["s-1"],
    })
}

/// An act; of every third, others say something too.
fn event(state: &str, kind: &str, date: &str, text: &mut Texts) -> Value {
    let mut event = json!({
        "state": state, "kind": kind, "date": date, "source": "s-1", "article": text.next(), "ref": text.next(),
    });
    if text.given.is_multiple_of(3) {
        event["depositary"] = json!(text.next());
        event["note"] = json!(text.next());
        event["evidence"] = json!("C");
        event["views"] = json!([{"by": text.next(), "effective": true, "note": text.next(), "source": "s-2"}]);
        event["also"] = json!([{"source": "s-2", "ref": text.next(), "note": text.next(), "depositary": text.next()}]);
    }
    event
}

/// Acts of every state: some in, some out, some leaving, some only signed, some about to be in.
fn events(text: &mut Texts) -> Vec<Value> {
    let mut events = Vec::new();
    for (at, id) in STATES.iter().enumerate() {
        let mut put = |kind, date| events.push(event(id, kind, date, text));
        put("signature", "2000-01-01");
        match at % 5 {
            0 => put("ratification", "2026-11-01"),
            4 => {}
            _ => put("ratification", "2001-02-03"),
        }
        match at % 5 {
            1 => put("withdrawal_notice", "2026-10-01"),
            2 => put("withdrawal_notice", "2010-10-01"),
            3 => put("domestic", "2012-10-01"),
            _ => {}
        }
        let last = events.len() - 1;
        if at % 5 == 3 {
            events[last]["scope"] = json!(text.next());
        }
    }
    events
}

fn treaty(id: &str, text: &mut Texts) -> Value {
    json!({
        "id": id, "title": text.next(), "short_title": text.next(), "aliases": text.list(), "un_number": text.next(),
        "topics": text.list(), "adopted": {"date": "1999-01-01", "place": text.next()}, "depositaries": text.list(),
        "obligations": {"article": text.next(), "of": text.next(), "must_not": text.list(), "must": text.list(), "sources": ["s-1"]},
        "entry_into_force": {"article": text.next(), "date": "2000-06-01", "sources": ["s-1"], "note": text.next(),
            "conditions": [{"deposits": 1, "text": text.next(), "states": [text.next()]}], "offset": {"months": 3}},
        "later_party": {"article": text.next(), "offset": {"months": 3}, "cutoff": "after_nth", "sources": ["s-1"], "note": text.next()},
        "withdrawal": {"class": "notice", "article": text.next(), "offset": {"months": 6}, "addressees": text.list(),
            "tail": "armed_conflict_at_expiry", "reasons": text.next(), "consequences": text.next(),
            "sources": ["s-2"], "note": text.next()},
        "coverage": {"as_of": "2026-02-03", "sources": ["s-1", "s-2"], "note": text.next()},
        "published_counts": [{"as_of": "2026-02-03", "source": "s-1", "parties": 3, "signatories": 3}],
        "note": text.next(), "events": events(text),
    })
}

fn source(id: &str, address: &str, text: &mut Texts) -> Value {
    json!({
        "id": id, "publisher": text.next(), "title": text.next(), "address": address, "as_of": "2026-02-03",
        "read": "2026-02-04", "licence": text.next(), "note": text.next(),
    })
}

pub(super) fn dataset(tame: bool) -> Value {
    let mut text = Texts { given: 0, tame };
    let addresses = if tame {
        ["https://one.example".into(), "two".into()]
    } else {
        ["javascript:alert(1)//".to_owned() + REST, format!("https://x.example/{REST}")]
    };
    let [one, two] = addresses;
    json!({
        "dataset": {"version": text.next(), "title": text.next(), "licence": text.next()},
        "states": STATES.map(|id| state(id, &mut text)),
        "sources": [source("s-1", &one, &mut text), source("s-2", &two, &mut text)],
        "treaties": [treaty("alpha", &mut text), treaty("beta", &mut text)],
    })
}

pub(super) fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    fs::create_dir_all(&folder).expect("it can be made");
    folder
}

/// Writes a file whole or not at all: another process of the tests may be reading it.
fn written(name: &str, dataset: &Value) -> PathBuf {
    let (file, draft) = (folder().join(name), folder().join(format!("{name}.{}", std::process::id())));
    fs::write(&draft, dataset.to_string()).expect("it can be written");
    fs::rename(&draft, &file).expect("it can be put in place");
    file
}

/// The hostile dataset, in a file.
pub(super) fn hostile_file() -> &'static Path {
    static FILE: OnceLock<PathBuf> = OnceLock::new();
    FILE.get_or_init(|| written("hostile.json", &dataset(false)))
}

/// A dataset of the same shape without wiles, in a file.
pub(super) fn tame_file() -> &'static Path {
    static FILE: OnceLock<PathBuf> = OnceLock::new();
    FILE.get_or_init(|| written("tame.json", &dataset(true)))
}

/// The same as the hostile one, packed: it is opened hundreds of times.
pub(super) fn hostile() -> &'static str {
    static FILE: OnceLock<PathBuf> = OnceLock::new();
    let packed = FILE.get_or_init(|| {
        let file = folder().join("hostile.bin");
        let run = run_with(program(&["export", "packed", "-o"]).arg(&file).arg("--data").arg(hostile_file()), "");
        assert_eq!(run.code, Some(0), "{}", run.err);
        file
    });
    packed.to_str().expect("UTF-8")
}

/// Where a command finds the hostile dataset: `check` reads the facts themselves.
pub(super) fn hostile_for(line: &str) -> &'static str {
    if line.starts_with("check") { hostile_file().to_str().expect("UTF-8") } else { hostile() }
}
