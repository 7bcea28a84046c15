//! What a dataset must be before anybody may ask it.
//!
//! These are the things without which an answer would be wrong or have no ground: names that lead nowhere,
//! acts in an order that cannot be. What is merely odd is the business of `treaty check`.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::locate::{Step, line_of};
use super::problem::{Problem, Problems};
use super::{File, Record, pack};
use crate::date::PartialDate;
use crate::model::{Consents, Event, EventKind, Offset, State, Treaty};

/// The most states, treaties and sources: their numbers have 16 bits in the packed form, and one means nobody.
pub(super) const MOST: usize = 65_000;
/// The most acts of one state under one treaty: a history is read act by act, each against all.
pub(super) const MOST_ACTS: usize = 1_000;
/// The first year of acts and clauses: no day that is counted back from one comes before the calendar.
const FIRST_YEAR: i32 = 1000;
/// The longest time that a clause counts, in days: a hundred years.
const LONGEST: u32 = 36_525;
/// The shortest period of a cycle or window, in days: all periods since the entry into force are gone through.
const SHORTEST: u32 = 360;
/// The most problems that are told.
const MOST_PROBLEMS: usize = 1_000;
/// How many bytes are looked through for the lines of problems; those that come later have none.
const LOOKED_THROUGH: usize = 256 << 20;

/// Refuses a record that cannot be.
///
/// `files` are the texts it was read from, for line numbers; without them problems have none.
///
/// # Errors
///
/// Everything that is wrong, not only the first thing; of very much, the first thousand.
pub fn validate(record: &Record, files: &[File]) -> Result<(), Problems> {
    let mut checker = Checker::new(record, files);
    checker.sizes();
    checker.sources();
    checker.states();
    for (place, treaty) in record.treaties.iter().enumerate() {
        checker.treaty(place, treaty);
    }
    Problems::none_or(checker.problems)
}

struct Checker<'a> {
    record: &'a Record,
    files: &'a [File],
    sources: FxHashSet<&'a str>,
    states: FxHashSet<&'a str>,
    /// How many treaties bear each id.
    treaties: FxHashMap<&'a str, usize>,
    problems: Vec<Problem>,
    /// How many bytes were looked through for lines.
    looked_through: usize,
}

impl<'a> Checker<'a> {
    fn new(record: &'a Record, files: &'a [File]) -> Self {
        let mut treaties = FxHashMap::default();
        for treaty in &record.treaties {
            *treaties.entry(treaty.id.as_str()).or_default() += 1;
        }
        Self {
            record,
            files,
            sources: record.sources.iter().map(|source| source.id.as_str()).collect(),
            states: record.states.iter().map(|state| state.id.as_str()).collect(),
            treaties,
            problems: Vec::new(),
            looked_through: 0,
        }
    }

    /// Notes a problem; `group` is the part of a whole-dataset file that the named file would be.
    fn note(&mut self, file: &str, bundle: &[Step<'_>], path: &[Step<'_>], what: &str) {
        if self.problems.len() >= MOST_PROBLEMS {
            return;
        }
        let found = self.files.iter().find(|candidate| candidate.name == file);
        let (name, steps) = match (found, self.files) {
            (Some(found), _) => (found.name.clone(), path.to_vec()),
            (None, [only]) => (only.name.clone(), [bundle, path].concat()),
            (None, _) => (file.to_owned(), path.to_vec()),
        };
        let text = match (found, self.files) {
            (Some(file), _) | (None, [file]) => Some(file.text.as_str()),
            _ => None,
        };
        self.looked_through += text.map_or(0, str::len);
        let line = text.filter(|_| self.looked_through <= LOOKED_THROUGH).map(|text| line_of(text, &steps));
        let mut field = String::new();
        for step in &steps {
            match step {
                Step::Key(key) if field.is_empty() => field.push_str(key),
                Step::Key(key) => field.extend([".", key]),
                Step::At(at) => field.extend(["[", &at.to_string(), "]"]),
            }
        }
        self.problems.push(Problem::new(&name, line, &field, what));
        if self.problems.len() == MOST_PROBLEMS - 1 {
            let name = self.problems.last().map(|last| last.file.clone()).unwrap_or_default();
            self.problems.push(Problem::new(&name, None, "", "there is more that is wrong; mend this first"));
        }
    }

    fn sizes(&mut self) {
        let Record { states, sources, treaties, .. } = self.record;
        for (file, list, found) in [
            ("states.json", "states", states.len()),
            ("sources.json", "sources", sources.len()),
            ("treaties/", "treaties", treaties.len()),
        ] {
            if found > MOST {
                self.note(file, &[Step::Key(list)], &[], &format!("has {found} entries; a dataset has up to {MOST}"));
            }
        }
    }

    fn sources(&mut self) {
        let mut seen = BTreeSet::new();
        for (at, source) in self.record.sources.iter().enumerate() {
            if !seen.insert(&source.id) {
                let what = format!("the source `{}` is listed twice; keep one", source.id);
                self.note("sources.json", &[Step::Key("sources")], &[Step::At(at), Step::Key("id")], &what);
            }
        }
    }

    fn states(&mut self) {
        let mut seen = BTreeSet::new();
        for (at, state) in self.record.states.iter().enumerate() {
            let mut wrong = |field: &'static str, what: String| {
                self.note("states.json", &[Step::Key("states")], &[Step::At(at), Step::Key(field)], &what);
            };
            if !seen.insert(&state.id) {
                wrong("id", format!("the state `{}` is listed twice; keep one", state.id));
            }
            if !state.names.contains_key("en") {
                wrong("names", "has no English name; add `en`".into());
            }
            if let (Some(from), Some(until)) = (state.exists.from, state.exists.until)
                && until.first_day() <= from.first_day()
            {
                wrong("exists", format!("ends on {until}, not after it begins on {from}"));
            }
            self.state_references(at, state);
        }
    }

    fn state_references(&mut self, at: usize, state: &State) {
        for (place, before) in state.predecessors.iter().enumerate() {
            if !self.states.contains(before.state.as_str()) {
                let path = [Step::At(at), Step::Key("predecessors"), Step::At(place), Step::Key("state")];
                let what = format!("unknown state `{}`; add it to states.json", before.state);
                self.note("states.json", &[Step::Key("states")], &path, &what);
            }
        }
        for (place, source) in state.sources.iter().enumerate() {
            if !self.sources.contains(source.as_str()) {
                let path = [Step::At(at), Step::Key("sources"), Step::At(place)];
                let what = unknown_source(source);
                self.note("states.json", &[Step::Key("states")], &path, &what);
            }
        }
    }

    fn treaty(&mut self, place: usize, treaty: &'a Treaty) {
        let file = format!("treaties/{}.json", treaty.id);
        let bundle = [Step::Key("treaties"), Step::At(place)];
        if self.treaties.get(treaty.id.as_str()).is_some_and(|&bearers| bearers > 1) {
            let what = format!("two files give the treaty `{}`; keep one", treaty.id);
            self.note(&file, &bundle, &[Step::Key("id")], &what);
        }
        if treaty.coverage.consents == Consents::Incomplete && treaty.adopted.is_none() {
            let what =
                "says that consents are missing; then the day of adoption must be known, before which there were none";
            self.note(&file, &bundle, &[Step::Key("coverage"), Step::Key("consents")], what);
        }
        let slug = !treaty.id.is_empty()
            && treaty.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !slug {
            let what = format!("`{}` is no id; use lower-case letters, digits and hyphens", treaty.id);
            self.note(&file, &bundle, &[Step::Key("id")], &what);
        }
        for (field, named) in [("parent", treaty.parent.as_deref())] {
            if named.is_some_and(|named| !self.treaties.contains_key(named)) {
                let what = format!("unknown treaty `{}`; it has no file", named.unwrap_or_default());
                self.note(&file, &bundle, &[Step::Key(field)], &what);
            }
        }
        for (clause, field, what) in clauses(treaty) {
            self.note(&file, &bundle, &[Step::Key(clause), Step::Key(field)], what);
        }
        for (path, source) in head_sources(treaty) {
            if !self.sources.contains(source) {
                self.note(&file, &bundle, &path, &unknown_source(source));
            }
        }
        let mut by_state: BTreeMap<&str, Vec<(usize, &Event)>> = BTreeMap::new();
        for (at, event) in treaty.events.iter().enumerate() {
            by_state.entry(&event.state).or_default().push((at, event));
            for (field, what) in self.event(treaty, event) {
                let path = [Step::Key("events"), Step::At(at), Step::Key(field)];
                self.note(&file, &bundle, &path, &what);
            }
        }
        for events in by_state.values_mut() {
            if let Some((at, _)) = events.get(MOST_ACTS) {
                let what = format!("is one act more than the {MOST_ACTS} that one state may have under a treaty");
                self.note(&file, &bundle, &[Step::Key("events"), Step::At(*at)], &what);
                continue;
            }
            events.sort_by_key(|(_, event)| pack::order_of(event));
            for (at, what) in out_of_order(events, treaty.coverage.consents) {
                self.note(&file, &bundle, &[Step::Key("events"), Step::At(at)], &what);
            }
        }
    }

    /// What is wrong with one event by itself, by field.
    fn event(&self, treaty: &Treaty, event: &Event) -> Vec<(&'static str, String)> {
        let mut wrong = Vec::new();
        if !self.states.contains(event.state.as_str()) {
            wrong.push(("state", format!("unknown state `{}`; add it to states.json", event.state)));
        }
        let witnesses = event.also.iter().map(|witness| &witness.source);
        let views = event.views.iter().filter_map(|view| view.source.as_ref());
        for source in std::iter::once(&event.source).chain(witnesses).chain(views) {
            if !self.sources.contains(source.as_str()) {
                wrong.push(("source", unknown_source(source)));
            }
        }
        let leaves = matches!(event.kind, EventKind::WithdrawalNotice | EventKind::MembershipCeased);
        // Some tables give only the day of effect of these.
        let may_lack_its_day = leaves || event.kind.is_consent() || event.kind == EventKind::Suspension;
        match (event.date, event.effective) {
            (None, None) => wrong.push(("date", "has no day; give the day of the act".into())),
            (None, Some(_)) if !may_lack_its_day => {
                wrong.push(("date", "has a day of effect and no day of the act; give the day of the act".into()));
            }
            (Some(date), Some(effective)) if leaves && effective.last_day() < date.first_day() => {
                wrong.push(("effective", format!("takes effect on {effective}, before its notice of {date}")));
            }
            _ => {}
        }
        let held = event.views.iter().map(|view| ("views", view.on));
        for (field, date) in [("date", event.date), ("effective", event.effective)].into_iter().chain(held) {
            if let Some(date) = date.filter(|date| date.year() < FIRST_YEAR) {
                wrong.push((field, format!("is on {date}; no act is older than the year {FIRST_YEAR}")));
            }
        }
        let adopted = treaty.adopted.as_ref().map(|adoption| adoption.date);
        if let (Some(adopted), Some(date)) = (adopted, event.date)
            && date.last_day() < adopted.first_day()
            && event.kind != EventKind::Domestic
        {
            wrong.push(("date", format!("is before the treaty existed: it was adopted on {adopted}")));
        }
        wrong
    }
}

/// What is wrong with the numbers of a treaty's clauses: the clause, its field, and why.
pub(super) fn clauses(treaty: &Treaty) -> Vec<(&'static str, &'static str, &'static str)> {
    let mut wrong = Vec::new();
    let general = treaty.entry_into_force.as_ref();
    let adopted = treaty.adopted.as_ref().map(|adoption| adoption.date);
    for (clause, field, date) in [
        ("adopted", "date", adopted),
        ("entry_into_force", "date", general.and_then(|clause| clause.date)),
        ("entry_into_force", "terminated", general.and_then(|clause| clause.terminated)),
    ] {
        if date.is_some_and(|date| date.year() < FIRST_YEAR) {
            wrong.push((clause, field, "is before the year 1000; no treaty is so old"));
        }
    }
    let later = treaty.later_party.as_ref();
    let leaving = treaty.withdrawal.as_ref();
    for (clause, field, offset) in [
        ("entry_into_force", "offset", general.and_then(|clause| clause.offset)),
        ("later_party", "offset", later.map(|clause| clause.offset)),
        ("later_party", "objection_period", later.and_then(|clause| clause.objection_period)),
        ("withdrawal", "offset", leaving.and_then(|clause| clause.offset)),
        ("withdrawal", "minimum_in_force", leaving.and_then(|clause| clause.minimum_in_force)),
        ("withdrawal", "minimum_treaty_in_force", leaving.and_then(|clause| clause.minimum_treaty_in_force)),
        ("withdrawal", "first_period", leaving.and_then(|clause| clause.first_period)),
        ("withdrawal", "next_period", leaving.and_then(|clause| clause.next_period)),
        ("withdrawal", "notice_before", leaving.and_then(|clause| clause.notice_before)),
        ("withdrawal", "window", leaving.and_then(|clause| clause.window)),
    ] {
        let Some(days) = offset.map(rough_days) else { continue };
        if days > LONGEST {
            wrong.push((clause, field, "is longer than a hundred years"));
        } else if field == "next_period" && days < SHORTEST {
            wrong.push((clause, field, "is shorter than a year"));
        }
    }
    wrong
}

/// About how many days an offset counts.
fn rough_days(offset: Offset) -> u32 {
    match offset {
        Offset::SameDay => 0,
        Offset::Days(n) | Offset::FirstOfMonthAfterDays(n) => u32::from(n),
        Offset::Months(n) | Offset::FirstOfNthMonth(n) | Offset::FirstOfMonthAfterMonths(n) => u32::from(n) * 30,
        Offset::Years(n) => u32::from(n) * 365,
    }
}

fn unknown_source(source: &str) -> String {
    format!("unknown source `{source}`; list it in sources.json")
}

/// Acts of one state that cannot follow each other, with the place of each in the file.
fn out_of_order(events: &[(usize, &Event)], consents: Consents) -> Vec<(usize, String)> {
    let mut wrong = Vec::new();
    let latest = |date: PartialDate| date.last_day();
    for (at, event) in events {
        let day = event.date.or(event.effective).map(latest);
        let before = |wanted: fn(EventKind) -> bool| {
            events.iter().any(|(_, other)| {
                wanted(other.kind) && other.date.or(other.effective).map(PartialDate::first_day) <= day
            })
        };
        match event.kind {
            // A notice limited to a territory may concern one that was bound before the state was.
            EventKind::WithdrawalNotice | EventKind::MembershipCeased
                if event.scope.is_none() && consents == Consents::Complete && !before(EventKind::is_consent) =>
            {
                let what = "is a withdrawal before any consent to be bound; add the consent, correct the day, or say in `coverage.consents` that consents are `incomplete` or `absent`";
                wrong.push((*at, what.to_owned()));
            }
            EventKind::WithdrawalRescinded if !before(|kind| kind == EventKind::WithdrawalNotice) => {
                wrong.push((*at, "takes back a notice that was never given; add the notice".into()));
            }
            EventKind::ConsentWithdrawn if !before(EventKind::is_consent) => {
                wrong.push((*at, "undoes a consent that was never given; add the consent".into()));
            }
            EventKind::SuspensionEnded if !before(|kind| kind == EventKind::Suspension) => {
                wrong.push((*at, "ends a suspension that never began; add the suspension".into()));
            }
            _ => {}
        }
    }
    for pair in events.windows(2) {
        let ((_, first), (at, second)) = (pair[0], pair[1]);
        if first == second {
            wrong.push((at, "says the same as the event before it; keep one".into()));
        }
    }
    wrong
}

fn head_sources(treaty: &Treaty) -> Vec<(Vec<Step<'static>>, &str)> {
    let mut found: Vec<(Vec<Step<'static>>, &str)> = Vec::new();
    let groups: [(&'static str, Option<&Vec<String>>); 5] = [
        ("obligations", treaty.obligations.as_ref().map(|clause| &clause.sources)),
        ("entry_into_force", treaty.entry_into_force.as_ref().map(|clause| &clause.sources)),
        ("later_party", treaty.later_party.as_ref().map(|clause| &clause.sources)),
        ("withdrawal", treaty.withdrawal.as_ref().map(|clause| &clause.sources)),
        ("coverage", Some(&treaty.coverage.sources)),
    ];
    for (field, sources) in groups {
        for (at, source) in sources.into_iter().flatten().enumerate() {
            found.push((vec![Step::Key(field), Step::Key("sources"), Step::At(at)], source));
        }
    }
    for (at, count) in treaty.published_counts.iter().enumerate() {
        found.push((vec![Step::Key("published_counts"), Step::At(at), Step::Key("source")], &count.source));
    }
    found
}
