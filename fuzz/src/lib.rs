//! The doors through which strangers' bytes come in, each with what must hold whatever comes.
//!
//! The fuzz targets and the test that replays their corpora (`tests/it/corpora.rs`) call the same functions.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::OnceLock;

use chrono::NaiveDate;
use treaty::PartialDate;
use treaty::days::{Edge, parse_day, parse_range, parse_reach};
use treaty::import::merge::merge;
use treaty::import::{Draft, ImportError, Options, StatesOf, untc};
use treaty::law::Pick;
use treaty::model::{Event, Treaty, Witness};
use treaty::names::{fold, resolve_state, resolve_treaty, states_called};
use treaty::query::Inquiry;
use treaty::record::read::{bundle, directory, parse};
use treaty::record::validate::validate;
use treaty::record::write::canonical;
use treaty::record::{Dataset, EventRow, File, PACKED, Problems, Record, pack};

/// A door: its name, which is also that of its corpus, and what goes through it.
pub type Door = (&'static str, fn(&[u8]));

/// Every door.
pub const DOORS: [Door; 7] = [
    ("csv", csv),
    ("dataset", dataset),
    ("days", days),
    ("html", html),
    ("names", names),
    ("packed", packed),
    ("xml", xml),
];

/// The longest complaint in bytes: it is printed as one line.
const LONGEST_LINE: usize = 3_000;

/// The record that ships, opened once.
fn built_in() -> &'static Dataset {
    static DATA: OnceLock<Dataset> = OnceLock::new();
    DATA.get_or_init(treaty::built_in::dataset)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn today() -> NaiveDate {
    day("2026-11-24")
}

/// Days on which everything is asked: the ends of the calendar, and days on which small records turn.
fn days_to_ask() -> [NaiveDate; 6] {
    ["0001-01-01", "1949-12-31", "1990-05-06", "2012-06-30", "2025-03-05", "9999-12-31"].map(day)
}

fn is_one_line(line: &str) {
    assert!(!line.is_empty() && !line.contains('\n'), "not one line: {line:?}");
    assert!(line.len() <= LONGEST_LINE, "a complaint of {} bytes", line.len());
}

fn are_lines(problems: &Problems) {
    assert!(!problems.list().is_empty(), "refused without a reason");
    problems.list().iter().for_each(|problem| is_one_line(&problem.to_string()));
}

// ---------------------------------------------------------------------------------------------- the data files

/// The dataset's JSON: a whole dataset in one file, or files of a directory, each after a line `--- its/name`.
pub fn dataset(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (read, files) = if let Some(rest) = text.strip_prefix("--- ") {
        let file = |part: &str| {
            let (name, text) = part.split_once('\n').unwrap_or((part, ""));
            File { name: name.to_owned(), text: text.to_owned() }
        };
        let files: Vec<File> = rest.split("\n--- ").map(file).collect();
        (directory(&files), files)
    } else {
        let file = File { name: "-".into(), text: text.to_owned() };
        (bundle(&file), vec![file])
    };
    let record = match read {
        Ok(record) => record,
        Err(problems) => return are_lines(&problems),
    };
    writes_what_it_reads(&record);
    if let Err(problems) = validate(&record, &files) {
        are_lines(&problems);
        // An import packs the states of a record that nobody has checked yet.
        black_box(pack(&record));
        return;
    }
    let data = Dataset::of(&record);
    assert!(pack(&record) == data.packed(), "packing twice gives other bytes");
    Dataset::verified(data.packed().to_vec()).expect("what a sound record is packed into is sound");
    holds(&data, &record);
    ask_everything(&data);
}

/// The canonical form of every part reads back as the part, and its own canonical form is itself.
fn writes_what_it_reads(record: &Record) {
    fn again<T>(value: &T)
    where
        T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
    {
        let text = canonical(value).expect("plain JSON");
        let back: T = parse(&File { name: "x.json".into(), text: text.clone() }).expect("it was just written");
        assert_eq!(&back, value, "written and read again it is another");
        assert_eq!(canonical(&back).expect("plain JSON"), text);
    }
    again(&record.about);
    again(&record.states);
    again(&record.sources);
    record.treaties.iter().for_each(again);
}

/// Nothing of a checked record is lost in its packed form.
fn holds(data: &Dataset, record: &Record) {
    assert_eq!(data.about(), record.about);
    assert_eq!(usize::from(data.state_count()), record.states.len());
    assert_eq!(usize::from(data.source_count()), record.sources.len());
    assert_eq!(usize::from(data.treaty_count()), record.treaties.len());
    for state in &record.states {
        let found = data.state(&state.id).expect("the state is there");
        assert_eq!(data.full_state(found).as_ref(), Some(state));
        let called = resolve_state(data, &state.id, None);
        assert!(called.map_or_else(|error| error.ambiguous || fold(&state.id).is_empty(), |one| one == found));
    }
    for source in &record.sources {
        let found = data.source(&source.id).expect("the source is there");
        assert_eq!(data.full_source(found).as_ref(), Some(source));
    }
    for treaty in &record.treaties {
        let found = data.treaty(&treaty.id).expect("the treaty is there");
        assert_eq!(data.head(found), Some(treaty.head()));
        assert_eq!(resolve_treaty(data, &treaty.id), Ok(found));
        let rows = data.pairs_of_treaty(found).flat_map(|pair| {
            let state = data.state_id(pair.state);
            data.events(pair).map(move |row| event_of(data, state, &row))
        });
        let mut rows: Vec<Event> = rows.collect();
        for event in &treaty.events {
            let at = rows.iter().position(|row| row == event).expect("every event is there");
            rows.swap_remove(at);
        }
        assert!(rows.is_empty(), "there are events that nobody wrote");
    }
}

fn event_of(data: &Dataset, state: &str, row: &EventRow<'_>) -> Event {
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let more = row.rarer();
    Event {
        state: state.to_owned(),
        kind: row.kind,
        date: row.date,
        effective: row.effective,
        article: text(row.article),
        reference: text(row.reference),
        source: data.source_id(row.source).to_owned(),
        depositary: more.depositary,
        scope: text(row.scope),
        note: text(row.note),
        evidence: more.evidence,
        views: more.views,
        also: more.also,
        last_seen: more.last_seen,
    }
}

// --------------------------------------------------------------------------------------------- the packed form

/// The packed form: bytes that begin as one are taken as they are, others say what to change in a sound one.
pub fn packed(bytes: &[u8]) {
    let record = if bytes.starts_with(PACKED) { bytes.to_vec() } else { damaged(bytes) };
    let Ok(data) = Dataset::verified(record.clone()) else { return };
    assert!(data.packed() == record, "opening changes the bytes");
    ask_everything(&data);
}

/// A sound packed record with changes in it, five bytes each: where, which entry, to what, and how.
fn damaged(changes: &[u8]) -> Vec<u8> {
    static SOUND: OnceLock<Vec<u8>> = OnceLock::new();
    let sound = SOUND.get_or_init(|| {
        let file = File { name: "base.json".into(), text: include_str!("../base.json").into() };
        let record = bundle(&file).expect("the base is a dataset");
        validate(&record, &[file]).expect("the base is sound");
        pack(&record)
    });
    let mut bytes = sound.clone();
    let word = |bytes: &[u8], at: usize| {
        bytes.get(at..at + 4).map_or(0, |word| u32::from_le_bytes(word.try_into().expect("four bytes"))) as usize
    };
    for change in changes.chunks_exact(5).take(64) {
        let [place, entry, low, high, how] = change.try_into().expect("five bytes");
        let value = u16::from_le_bytes([low, high]);
        let columns = word(sound, PACKED.len());
        let head = PACKED.len() + 4 + 8 * usize::from(place);
        // Places past the last column are bytes anywhere, the head included.
        let (start, length) = if usize::from(place) < columns {
            (word(sound, head), word(sound, head + 4))
        } else {
            (usize::from(place) << 8, bytes.len())
        };
        let width = [1, 2, 4][usize::from(how % 3)];
        let at = start + usize::from(entry) * width % length.max(1);
        let old = word(&bytes, at);
        let new = match how / 3 % 4 {
            0 => usize::from(value),
            1 => old.wrapping_add(usize::from(value)),
            2 => old.wrapping_sub(usize::from(value)),
            _ => usize::MAX - usize::from(value),
        };
        if how >= 0xF0 {
            bytes.truncate(at);
        } else if let Some(place) = bytes.get_mut(at..at + width) {
            place.copy_from_slice(&new.to_le_bytes()[..width]);
        }
    }
    bytes
}

/// Asks whatever can be asked of a dataset that was let in.
fn ask_everything(data: &Dataset) {
    let plain = Inquiry::new(data, today());
    let computed = Inquiry { known_on: Some(NaiveDate::MAX), ..plain };
    let theirs = Inquiry { view: "objectors", known_on: Some(day("2024-12-31")), ..plain };
    black_box(data.about());
    for state in data.states() {
        assert!(data.full_state(state).is_some_and(|full| full.id == data.state_id(state)));
        assert_eq!(data.state(data.state_id(state)), Some(state));
        assert!(data.continued_by(state).is_none_or(|heir| heir.0 < data.state_count()));
        assert!(
            data.pairs_of_state(state).all(|pair| pair.state == state && data.pair(pair.treaty, state) == Some(pair))
        );
        black_box(data.lifetime(state));
        black_box(plain.state_ref(state));
    }
    for number in 0..data.source_count() {
        let source = treaty::record::SourceRow(number);
        assert!(data.full_source(source).is_some_and(|full| full.id == data.source_id(source)));
    }
    for (key, target) in data.all_state_keys() {
        assert!(target < data.state_count() && data.state_keys(key).iter().any(|row| row.target == target));
    }
    for (key, target) in data.all_treaty_keys() {
        assert!(target < data.treaty_count() && data.treaty_keys(key).iter().any(|row| row.target == target));
    }
    let mut pairs = 0;
    for treaty in data.treaties() {
        assert!(data.head(treaty).is_some_and(|head| head.id == data.treaty_id(treaty)));
        assert_eq!(data.treaty(data.treaty_id(treaty)), Some(treaty));
        for pair in data.pairs_of_treaty(treaty) {
            assert_eq!((pair.number, pair.treaty), (pairs, treaty));
            pairs += 1;
            ask_pair(data, pair, &plain, &computed);
        }
        let events: usize = data.pairs_of_treaty(treaty).map(|pair| data.events(pair).count()).sum();
        assert_eq!(data.event_count_of(treaty) as usize, events);
        for day in days_to_ask() {
            is_json(&plain.members(treaty, day, &[]));
            black_box(data.turns_under(treaty, day, NaiveDate::MAX));
        }
        is_json(&theirs.members(treaty, today(), &[]));
        is_json(&theirs.timeline_of_treaty(treaty));
    }
    assert_eq!(pairs, data.pair_count(), "there are pairs of no treaty");
    for leaving in data.leavings() {
        let pair = data.pair_at(leaving.pair);
        assert!(data.events(pair).any(|event| event.number == leaving.event), "a leaving is another pair's");
    }
    black_box(theirs.leavings());
    let treaties: Vec<_> = data.treaties().collect();
    for state in data.states() {
        is_json(&plain.status_everywhere(state, &treaties, today()));
        is_json(&theirs.explain(state, &treaties, today()));
    }
    is_json(&plain.upcoming(&[], &[], day("9999-12-31")));
    is_json(&plain.stats(&treaties));
}

fn is_json<T: serde::Serialize>(report: &T) {
    serde_json::to_string(report).expect("every report is JSON");
}

fn ask_pair(data: &Dataset, pair: treaty::record::Pair, plain: &Inquiry<'_>, computed: &Inquiry<'_>) {
    assert!(data.events(pair).count() == data.acts(pair).count());
    for event in data.events(pair) {
        assert_eq!(data.event(event.number), event);
        black_box(data.source_id(event.source));
        for pick in [Pick::Earliest, Pick::Latest] {
            black_box(event.act(pick, "objectors"));
        }
    }
    let intervals = plain.intervals(pair);
    for two in intervals.windows(2) {
        assert!(two[0].from < two[1].from && two[0].until == Some(two[1].from), "there is a gap, or an overlap");
    }
    for interval in &intervals {
        let own = |number| data.events(pair).any(|event| event.number == number);
        assert!(interval.event.is_none_or(own), "an interval rests on another pair's act");
        assert_eq!(data.status_on(pair, interval.from), Some(interval.status));
    }
    black_box(computed.reading(pair));
    for day in days_to_ask() {
        let spell = plain.spell_on(&intervals, day);
        assert_eq!(spell.interval.map(|interval| interval.status), data.status_on(pair, day));
        black_box(data.turns_for(pair, day, NaiveDate::MAX));
        let answer = plain.status_of(pair.state, pair.treaty, day);
        assert!(!answer.sentence(day).is_empty());
    }
}

// ---------------------------------------------------------------------------------------------- days and names

/// Dates of the record and days as people type them.
pub fn days(bytes: &[u8]) {
    if let Some(bits) = bytes.first_chunk::<4>()
        && let Some(date) = PartialDate::from_bits(u32::from_le_bytes(*bits))
    {
        assert_eq!(date.bits(), u32::from_le_bytes(*bits));
        is_date(date);
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match text.parse::<PartialDate>() {
        Ok(date) => {
            assert_eq!(date.to_string(), text, "a date is written as it was read");
            is_date(date);
        }
        Err(error) => is_one_line(&error.to_string()),
    }
    for today in [today(), day("0001-01-01"), day("9999-12-31")] {
        match (parse_day(text, today, Edge::Start), parse_day(text, today, Edge::End)) {
            (Ok(start), Ok(end)) => {
                assert!(start <= end);
                is_day(start);
                is_day(end);
                assert_eq!(parse_range(text, today), Ok((start, end)), "a stretch is a range");
            }
            (Err(start), Err(end)) => {
                assert_eq!(start, end);
                assert!(!start.why.is_empty());
            }
            (one, other) => panic!("only one end is a day: {one:?}, {other:?}"),
        }
        if let Ok((from, to)) = parse_range(text, today) {
            assert!(from <= to);
            is_day(from);
            is_day(to);
            assert_eq!(parse_range(&format!("{from}..{to}"), today), Ok((from, to)));
        }
        if let Ok(reached) = parse_reach(text, today) {
            assert!(today <= reached);
            is_day(reached);
        }
    }
}

fn is_date(date: PartialDate) {
    assert_eq!(PartialDate::from_bits(date.bits()), Some(date));
    assert_eq!(date.to_string().parse(), Ok(date));
    assert!(date.first_day() <= date.last_day() && date.overlaps(date));
    assert_eq!(date.day(), Some(date.first_day()).filter(|_| date.to_string().len() == 10));
    let json = serde_json::to_string(&date).expect("a text");
    assert_eq!(serde_json::from_str::<PartialDate>(&json).expect("it was just written"), date);
    let next = PartialDate::from(date.last_day());
    assert_eq!(date <= next, date.bits() <= next.bits(), "bits sort as dates do");
}

/// A day that was read is one that a record can hold, and its ISO form is read as the same day.
fn is_day(day: NaiveDate) {
    let text = day.to_string();
    for edge in [Edge::Start, Edge::End] {
        assert_eq!(parse_day(&text, today(), edge), Ok(day), "{text} is another day when read again");
    }
    assert_eq!(PartialDate::from(day).to_string(), text);
}

/// Names of states and treaties, asked of the record that ships.
pub fn names(bytes: &[u8]) {
    let Ok(name) = std::str::from_utf8(bytes) else { return };
    let folded = fold(name);
    assert_eq!(fold(&folded), folded, "folding twice gives another name");
    let data = built_in();
    for on in [None, Some(day("1980-01-01"))] {
        let called = states_called(data, name, on);
        assert_eq!(called, states_called(data, &folded, on), "the folded name means another state");
        if on.is_some() && called.len() != 1 {
            // The search for what is alike takes long, and is the same on every day.
            continue;
        }
        match resolve_state(data, name, on) {
            Ok(state) => assert_eq!(called, [state]),
            Err(error) => {
                assert_eq!(error.ambiguous, !called.is_empty());
                assert!(error.candidates.len() <= 8 && (!error.ambiguous || error.candidates.len() > 1));
                assert!(error.candidates.iter().all(|(id, _)| data.state(id).is_some()));
            }
        }
    }
    match resolve_treaty(data, name) {
        Ok(treaty) => {
            assert_eq!(resolve_treaty(data, data.treaty_id(treaty)), Ok(treaty));
            // Only a slug is taken as it stands.
            let by_slug = data.treaty(name).or(data.treaty(&folded)).is_some();
            assert!(by_slug || resolve_treaty(data, &folded) == Ok(treaty), "the folded name means another treaty");
        }
        Err(error) => assert!(error.candidates.iter().all(|(id, _)| data.treaty(id).is_some())),
    }
}

// ------------------------------------------------------------------------------------- pages and tables of others

fn options() -> Options {
    Options { slug: "slug".into(), read: Some("2026-11-24".parse().expect("a day")), as_of: None }
}

/// A status page as a browser saves it.
pub fn html(bytes: &[u8]) {
    let page = String::from_utf8_lossy(bytes);
    is_draft(&untc::read_html(&page, &StatesOf(built_in()), &options()));
}

/// A status page as the register's own download.
pub fn xml(bytes: &[u8]) {
    is_draft(&untc::read_xml(bytes, &StatesOf(built_in()), &options()));
}

fn is_draft(read: &Result<Draft, ImportError>) {
    let draft = match read {
        Ok(draft) => draft,
        Err(error) => return is_one_line(&error.to_string()),
    };
    let data = built_in();
    let own: BTreeSet<&str> = draft.sources.iter().map(|source| source.id.as_str()).collect();
    for event in &draft.treaty.events {
        assert!(own.contains(event.source.as_str()), "a fact without a source");
        assert!(data.state(&event.state).is_some() && event.date.is_some());
    }
    let mut acts = BTreeSet::new();
    for event in &draft.treaty.events {
        assert!(acts.insert((&event.state, event.kind, event.date)), "an act stands twice");
    }
    for unread in &draft.unread {
        is_one_line(&unread.to_string());
    }
    is_merged_once(draft);
}

/// A draft is written and read again as it is, and merging it a second time changes nothing.
fn is_merged_once(draft: &Draft) {
    let once = merge(None, draft);
    let text = canonical(&once.treaty).expect("plain JSON");
    let back: Treaty = parse(&File { name: "treaties/slug.json".into(), text }).expect("it was just written");
    assert_eq!(back, once.treaty);
    let twice = merge(Some(&once.treaty), draft);
    assert!(twice.changes.is_empty(), "merged again it changes: {:?}", twice.changes);
    assert_eq!(twice.treaty, once.treaty);
}

/// A table of acts.
pub fn csv(bytes: &[u8]) {
    let Ok(table) = std::str::from_utf8(bytes) else { return };
    let names = StatesOf(built_in());
    let draft = match treaty::import::csv::read(table, &names, &options()) {
        Ok(draft) => draft,
        Err(error) => return error.to_string().lines().for_each(is_one_line),
    };
    for event in &draft.treaty.events {
        assert!(built_in().state(&event.state).is_some() && !event.source.is_empty());
    }
    let written = table_of(&draft.treaty.events);
    let back = treaty::import::csv::read(&written, &names, &options());
    assert_eq!(back.expect("it was just written").treaty, draft.treaty, "written and read again it is another");
    is_merged(&draft);
}

/// As [`is_merged_once`], for acts that may stand twice in a table: merging ends.
fn is_merged(draft: &Draft) {
    let once = merge(None, draft);
    assert_eq!(once.treaty.events.len(), draft.treaty.events.len());
    let twice = merge(Some(&once.treaty), draft);
    assert_eq!(twice.treaty.events.len(), once.treaty.events.len());
}

fn table_of(events: &[Event]) -> String {
    let mut table = String::from("state,kind,date,effective,article,ref,source,depositary,scope,note,evidence,also\n");
    let mut row = |cells: [&str; 12]| {
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        table.push_str(&quoted.join(","));
        table.push('\n');
    };
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    for event in events {
        let evidence = event.evidence.map(|level| format!("{level:?}")).unwrap_or_default();
        row([
            &event.state,
            event.kind.word(),
            &date(event.date),
            &date(event.effective),
            event.article.as_deref().unwrap_or_default(),
            event.reference.as_deref().unwrap_or_default(),
            &event.source,
            event.depositary.as_deref().unwrap_or_default(),
            event.scope.as_deref().unwrap_or_default(),
            event.note.as_deref().unwrap_or_default(),
            &evidence,
            "",
        ]);
        for Witness { source, kind, date: on, effective, depositary, reference, evidence, note } in &event.also {
            let evidence = evidence.map(|level| format!("{level:?}")).unwrap_or_default();
            row([
                &event.state,
                kind.unwrap_or(event.kind).word(),
                &date(on.or(event.date)),
                &date(*effective),
                "",
                reference.as_deref().unwrap_or_default(),
                source,
                depositary.as_deref().unwrap_or_default(),
                "",
                note.as_deref().unwrap_or_default(),
                &evidence,
                "yes",
            ]);
        }
    }
    table
}
