//! A second opinion: a slow evaluator that shares no code with the engine, asked about every state and treaty.
//!
//! It reads the JSON of `data/` as it stands, counts on the calendar day by day, and asks of each day what is so.

mod acts;
mod calendar;
mod clauses;
mod pair;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::thread;

use self::calendar::{Day, Reading, before, next};
use self::pair::Pair;
use crate::common::{TODAY, day, inquiry};
use serde_json::Value;
use treaty::built_in::dataset;
use treaty::record::{Dataset, TreatyId};

fn load(name: &str) -> Value {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)).expect("it ships");
    serde_json::from_str(&text).expect("it is JSON")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}

/// The state, and who goes on as the same person in law: what the Russian Federation did, the Soviet Union did.
fn persons<'j>(states: &'j [Value], state: &'j Value) -> Vec<&'j str> {
    let goes_on = |other: &&Value| {
        let mut before = other["predecessors"].as_array().into_iter().flatten();
        before.any(|one| one["state"] == state["id"] && one["how"] == "continuation")
    };
    // Only a state that is no more has one.
    let after = states.iter().filter(|_| !state["exists"]["until"].is_null()).filter(goes_on);
    [state].into_iter().chain(after).map(|state| text(&state["id"])).collect()
}

/// How one state stood under one treaty, with vague days read as early and as late as they can be.
struct Opinion<'j> {
    early: Pair<'j>,
    late: Pair<'j>,
}

impl Opinion<'_> {
    /// The days on which anything can change, the days beside them, and today.
    fn days(&self) -> BTreeSet<Day> {
        let turns = self.early.turns().into_iter().chain(self.late.turns());
        turns.flat_map(|day| [before(day), day, next(day)]).chain([day(TODAY)]).collect()
    }

    fn status(&self, on: Day) -> &'static str {
        let (early, late) = (self.early.status(on), self.late.status(on));
        if early == late { early } else { "undetermined" }
    }

    /// The days between which it is bound, unless a vague day leaves them open.
    fn spell(&self, on: Day) -> Option<(Option<Day>, Option<Day>)> {
        let is_bound = ["party", "withdrawing", "suspended"].contains(&self.status(on));
        Some(self.early.spell(on)).filter(|spell| is_bound && *spell == self.late.spell(on))
    }
}

/// What was compared, and what differs.
#[derive(Default)]
struct Tally {
    pairs: usize,
    acting: usize,
    days: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn and(mut self, other: Self) -> Self {
        self.pairs += other.pairs;
        self.acting += other.acting;
        self.days += other.days;
        self.wrong.extend(other.wrong);
        self
    }
}

/// Asks of every state under one treaty.
fn ask(data: &Dataset, states: &[Value], treaty: TreatyId) -> Tally {
    let (inquiry, id, mut tally) = (inquiry(data), data.treaty_id(treaty), Tally::default());
    let record = load(&format!("treaties/{id}.json"));
    let mut by_state: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for event in record["events"].as_array().expect("events") {
        by_state.entry(text(&event["state"])).or_default().push(event);
    }
    for state in states {
        let (name, persons) = (text(&state["id"]), persons(states, state));
        let events: Vec<&Value> = persons.iter().filter_map(|name| by_state.get(name)).flatten().copied().collect();
        let read = |reading| Pair::read(&record, state, &events, reading);
        let opinion = Opinion { early: read(Reading::First), late: read(Reading::Last) };
        let known = data.state(name).expect("the engine lists it too");
        tally.pairs += 1;
        tally.acting += usize::from(!events.is_empty());
        for on in opinion.days() {
            tally.days += 1;
            let answer = inquiry.status_of(known, treaty, on);
            let (theirs, ours, said) = (answer.status.word(), opinion.status(on), (answer.since, answer.until));
            if theirs != ours {
                tally.wrong.push(format!("{id} {name} {on}: engine {theirs}, second opinion {ours}"));
            } else if let Some(spell) = opinion.spell(on).filter(|spell| *spell != said) {
                tally.wrong.push(format!("{id} {name} {on}: {ours}, engine {said:?}, second opinion {spell:?}"));
            }
        }
    }
    tally
}

#[test]
#[allow(clippy::print_stderr, reason = "how much was compared is for a person to see")]
fn a_second_evaluator_agrees_on_every_turning_day_and_the_days_beside_it() {
    let (data, states) = (dataset(), load("states.json"));
    let (states, treaties) = (states.as_array().expect("states"), data.treaties().collect::<Vec<_>>());
    let all = |treaties: &[TreatyId]| {
        treaties.iter().map(|treaty| ask(&data, states, *treaty)).fold(Tally::default(), Tally::and)
    };
    // Two halves at once: asking the engine takes most of the time.
    let (some, others) = treaties.split_at(treaties.len() / 2);
    let found = thread::scope(|scope| {
        let others = scope.spawn(|| all(others));
        all(some).and(others.join().expect("no clause that is not known here"))
    });
    let Tally { pairs, acting, days, wrong } = found;
    eprintln!("second opinion: {days} days of {pairs} pairs of state and treaty, {acting} of them with acts");
    assert!(wrong.is_empty(), "{} of {days} differ:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    assert_eq!(pairs, states.len() * treaties.len(), "every state under every treaty");
    assert!(days > 300_000 && acting > 29_000, "{days} days, {acting} pairs with acts");
}
