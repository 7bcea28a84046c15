//! What holds of every record, whatever states did: shown on records that chance makes up.

mod worlds;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use serde_json::{Value, json};
use treaty::PartialDate;
use treaty::law::Status;
use treaty::model::{Event, EventKind};
use treaty::query::Inquiry;
use treaty::query::diff::DiffQuestion;
use treaty::record::read::directory;
use treaty::record::write::canonical;
use treaty::record::{Dataset, File, IntervalRow, LeavingKind, Record, pack};
use worlds::{STATES, day, event, record};

const TODAY: &str = "2010-01-01";

fn inquiry(data: &Dataset) -> Inquiry<'_> {
    Inquiry::new(data, TODAY.parse().expect("a day"))
}

fn known_on(data: &Dataset, on: NaiveDate) -> Inquiry<'_> {
    let mut inquiry = inquiry(data);
    inquiry.known_on = Some(on);
    inquiry
}

/// A record with one more act.
fn with(record: &Record, acts: &[&Event]) -> Record {
    let mut more = record.clone();
    more.treaties[0].events.extend(acts.iter().map(|&act| act.clone()));
    more
}

/// Every day on which a status of the record turns, with the day before and the day after.
fn turning_days(data: &Dataset) -> Vec<NaiveDate> {
    let pairs = data.treaties().flat_map(|treaty| data.pairs_of_treaty(treaty));
    let intervals = pairs.flat_map(|pair| data.intervals(pair).collect::<Vec<IntervalRow>>());
    let mut days: Vec<NaiveDate> = intervals
        .flat_map(|interval| [interval.from.pred_opt(), Some(interval.from), interval.from.succ_opt()])
        .flatten()
        .collect();
    days.push(worlds::dawn());
    days.sort_unstable();
    days.dedup();
    days
}

fn statuses(inquiry: &Inquiry<'_>, on: NaiveDate) -> Vec<Status> {
    let treaty = inquiry.data.treaty("t").expect("it is there");
    let of = |id: &&str| inquiry.status_of(inquiry.data.state(id).expect("it is there"), treaty, on).status;
    STATES.iter().map(of).collect()
}

/// All that is said of a day: each state's answer with its proof, the members with their counts.
fn answers(inquiry: &Inquiry<'_>, on: NaiveDate) -> Value {
    let treaty = inquiry.data.treaty("t").expect("it is there");
    let proofs: Vec<Value> = STATES
        .iter()
        .map(|id| json!(inquiry.explain(inquiry.data.state(id).expect("it is there"), &[treaty], on)))
        .collect();
    json!({ "proofs": proofs, "members": inquiry.members(treaty, on, &[]) })
}

/// A hundred stories each on every run; `PROPTEST_CASES=10000` for a long look.
fn config() -> ProptestConfig {
    let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let cases = wanted.unwrap_or(100);
    ProptestConfig { cases, max_global_rejects: cases * 100, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn statuses_partition_time(record in record()) {
        let data = Dataset::of(&record);
        for pair in data.treaties().flat_map(|treaty| data.pairs_of_treaty(treaty)) {
            let intervals: Vec<IntervalRow> = data.intervals(pair).collect();
            for two in intervals.windows(2) {
                prop_assert_eq!(two[0].until, Some(two[1].from), "a gap or an overlap");
                prop_assert!(two[0].from < two[1].from);
                prop_assert!(two[0].status != two[1].status || two[0].event != two[1].event, "one interval cut in two");
            }
            prop_assert_eq!(intervals.last().and_then(|last| last.until), None, "time goes on");
            prop_assert_ne!(intervals.first().map(|first| first.status), Some(Status::NotParty));
            let mut on = worlds::dawn();
            while on < TODAY.parse().expect("a day") {
                let within = intervals.iter().filter(|row| row.from <= on && row.until.is_none_or(|until| on < until));
                let within: Vec<Status> = within.map(|row| row.status).collect();
                prop_assert!(within.len() <= 1, "{on} lies in {} intervals", within.len());
                prop_assert_eq!(data.status_on(pair, on), within.first().copied());
                on = on.succ_opt().expect("within the calendar");
            }
        }
    }

    #[test]
    fn an_answer_holds_from_its_first_day_to_the_day_before_its_end(record in record()) {
        let data = Dataset::of(&record);
        let treaty = data.treaty("t").expect("it is there");
        for state in STATES.map(|id| data.state(id).expect("it is there")) {
            let answer = |on: NaiveDate| inquiry(&data).status_of(state, treaty, on);
            let standing = |on: NaiveDate| (answer(on).bound, answer(on).since, answer(on).until);
            for on in turning_days(&data) {
                let (bound, since, until) = standing(on);
                prop_assert!(since.is_none_or(|since| since <= on) && until.is_none_or(|until| on < until));
                if let Some(until) = until {
                    let last = until.pred_opt().expect("within the calendar");
                    prop_assert_eq!(standing(last), (bound, since, Some(until)), "the last day is another standing");
                    prop_assert_ne!(standing(until), (bound, since, Some(until)), "the end is within");
                }
                if let Some(since) = since {
                    prop_assert_eq!(standing(since), (bound, Some(since), until), "the first day is another standing");
                    let before = since.pred_opt().expect("within the calendar");
                    prop_assert_ne!(standing(before), (bound, Some(since), until), "it began earlier");
                }
            }
        }
    }

    #[test]
    fn on_the_day_a_withdrawal_takes_effect_the_state_is_out_and_on_the_day_before_it_is_bound(record in record()) {
        let data = Dataset::of(&record);
        let inquiry = inquiry(&data);
        for pair in data.treaties().flat_map(|treaty| data.pairs_of_treaty(treaty)) {
            let reading = inquiry.reading(pair).expect("it has a head");
            let ended = reading.earliest.episodes.iter().filter_map(|episode| Some((episode, episode.ending?)));
            for (episode, ending) in ended.filter(|_| reading.latest.is_none()) {
                let out = ending.effect.day;
                let again = reading.earliest.episodes.iter().any(|other| other != episode && other.binds_on(out));
                let standing = data.status_on(pair, out).unwrap_or(Status::NotParty);
                prop_assert!(again || standing.bound() != Some(true), "{standing:?} on {out}, the day of effect");
                let last = out.pred_opt().expect("within the calendar");
                let life = data.lifetime(pair.state);
                let exists = life.from.is_none_or(|from| from <= last) && life.until.is_none_or(|until| last < until);
                let treaty_stands = record.treaties[0]
                    .entry_into_force.as_ref().and_then(|clause| clause.terminated).is_none_or(|end| last < end.first_day());
                if exists && treaty_stands && episode.in_force.is_some_and(|from| from.day < out) {
                    let standing = data.status_on(pair, last).unwrap_or(Status::NotParty);
                    // A notice whose day of effect nobody can tell leaves it open.
                    prop_assert_ne!(standing.bound(), Some(false), "{:?} on {}, its last day", standing, last);
                    let runs = ending.notice.is_some_and(|notice| notice <= last);
                    let window = matches!(standing, Status::Withdrawing | Status::Suspended | Status::Undetermined);
                    prop_assert!(!runs || window, "{standing:?} while a notice runs");
                }
            }
        }
    }

    #[test]
    fn what_happens_after_a_day_changes_nothing_that_was_known_on_it(
        record in record(), extra in event(), on in day(), known in day()
    ) {
        let later = extra.date.is_some_and(|date| date.first_day() > known);
        prop_assume!(later);
        let (before, after) = (Dataset::of(&record), Dataset::of(&with(&record, &[&extra])));
        let days = turning_days(&after).into_iter().chain([on, known]);
        for on in days {
            prop_assert_eq!(answers(&known_on(&before, known), on), answers(&known_on(&after, known), on), "on {}", on);
        }
    }

    #[test]
    fn the_order_of_events_in_a_file_does_not_matter(record in record(), twin in event(), seed in any::<u64>()) {
        // Two acts of one day and kind, of which one is contested or has another note.
        let noted = Event { note: Some("seen twice".into()), views: Vec::new(), ..twin.clone() };
        let record = with(&record, &[&noted, &twin]);
        let mut shuffled = record.clone();
        let events = &mut shuffled.treaties[0].events;
        let mut chance = seed;
        for at in (1..events.len()).rev() {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            events.swap(at, usize::try_from(chance >> 33).expect("31 bits") % (at + 1));
        }
        shuffled.states.reverse();
        prop_assert!(pack(&record) == pack(&shuffled), "another order gives other bytes");
    }

    #[test]
    fn a_rescinded_notice_leaves_no_trace_in_status(
        record in record(), given in day(), back in 1..100_u64, who in 0..STATES.len()
    ) {
        let act = |kind: EventKind, day: NaiveDate| Event { date: Some(day.into()), ..Event::new(STATES[who], kind, "s") };
        let taken_back = given.checked_add_days(Days::new(back)).expect("within the calendar");
        let notice = act(EventKind::WithdrawalNotice, given);
        let rescission = act(EventKind::WithdrawalRescinded, taken_back);
        // A state with an instrument, and nothing else in the days between its notice and its change of mind.
        let mut record = record;
        let elsewhere = |date: Option<PartialDate>| {
            date.is_none_or(|date| date.day().is_some() && (date.last_day() < given || taken_back < date.first_day()))
        };
        record.treaties[0].events.retain(|event| elsewhere(event.date) && elsewhere(event.effective) && event.views.is_empty());
        let record = with(&record, &[&act(EventKind::Ratification, worlds::dawn())]);
        let (without, both) = (Dataset::of(&record), Dataset::of(&with(&record, &[&notice, &rescission])));
        let stood = statuses(&inquiry(&without), given)[who].has_standing_consent();
        let taken_back_in_time = both.leavings().any(|leaving| {
            leaving.kind == LeavingKind::Rescinded && both.event(leaving.event).date == notice.date
        });
        // However an imprecise day is read: on some clauses it decides whether the notice had taken effect before.
        let given_alone = Dataset::of(&with(&record, &[&notice]));
        let still_runs = statuses(&inquiry(&given_alone), taken_back)[who].has_standing_consent();
        prop_assume!(stood && taken_back_in_time && still_runs);
        for on in turning_days(&both).into_iter().chain(turning_days(&without)) {
            prop_assert_eq!(statuses(&inquiry(&without), on), statuses(&inquiry(&both), on), "on {}", on);
        }
    }

    #[test]
    fn a_difference_applied_to_the_first_day_gives_the_second(record in record(), a in day(), b in day()) {
        let data = Dataset::of(&record);
        let treaty = data.treaty("t").expect("it is there");
        let question = DiffQuestion { from: a.min(b), to: a.max(b), treaties: vec![treaty], states: Vec::new(), count_all: true };
        for inquiry in [inquiry(&data), known_on(&data, NaiveDate::MAX)] {
            let difference = inquiry.diff(&question);
            let standing = |on: NaiveDate| -> Vec<(String, Status)> {
                let members = inquiry.members(treaty, on, &Status::ALL).results;
                let mut all: Vec<_> = members.into_iter().map(|one| (one.state.id.to_owned(), one.status)).collect();
                all.sort();
                all
            };
            let mut applied = standing(question.from);
            for change in &difference.results {
                let place = applied.iter_mut().find(|(id, _)| id == change.state.id).expect("a state of the record");
                prop_assert_eq!(place.1, change.before);
                prop_assert_ne!(change.before, change.after);
                prop_assert!(question.from < change.on && change.on <= question.to, "changed on {}", change.on);
                place.1 = change.after;
            }
            prop_assert_eq!(applied, standing(question.to));
            let counts = &difference.counts[0];
            prop_assert_eq!(json!(counts.before), json!(inquiry.counts(treaty, question.from, &[])));
            prop_assert_eq!(json!(counts.after), json!(inquiry.counts(treaty, question.to, &[])));
        }
    }

    #[test]
    fn counts_are_the_number_of_members_listed(record in record(), on in day()) {
        let data = Dataset::of(&record);
        let treaty = data.treaty("t").expect("it is there");
        for inquiry in [inquiry(&data), known_on(&data, on)] {
            for status in Status::ALL {
                let report = inquiry.members(treaty, on, &[status]);
                let counted = json!(report.counts)[status.word()].as_u64();
                prop_assert_eq!(counted, Some(report.results.len() as u64), "{}", status.word());
            }
            let report = inquiry.members(treaty, on, &[]);
            let bound = report.results.iter().filter(|member| member.status.bound() == Some(true)).count();
            let countable = inquiry.bound_can_be_counted(treaty);
            prop_assert_eq!(report.counts.bound.map(|bound| bound as usize), countable.then_some(bound));
            let listed: u64 = Status::ALL.iter().filter_map(|status| json!(report.counts)[status.word()].as_u64()).sum();
            prop_assert_eq!(listed, inquiry.members(treaty, on, &Status::ALL).results.len() as u64);
        }
    }

    #[test]
    fn packed_and_json_records_answer_alike(record in record(), on in day()) {
        let file = |name: &str, text: serde_json::Result<String>| File { name: name.into(), text: text.expect("plain JSON") };
        let files = [
            file("dataset.json", canonical(&record.about)),
            file("states.json", canonical(&record.states)),
            file("sources.json", canonical(&record.sources)),
            file("treaties/t.json", canonical(&record.treaties[0])),
        ];
        let read = directory(&files).expect("what the one writer wrote can be read");
        prop_assert_eq!(&read, &record);
        let (json, packed) = (Dataset::of(&read), Dataset::verified(pack(&record)).expect("a sound record"));
        for on in turning_days(&json).into_iter().chain([on]) {
            let told = answers(&inquiry(&json), on);
            prop_assert_eq!(&told, &answers(&inquiry(&packed), on));
            // The intervals that lie in the packed form are an index: the law gives the same without them.
            prop_assert_eq!(statuses(&inquiry(&packed), on), statuses(&known_on(&packed, NaiveDate::MAX), on));
        }
    }

    #[test]
    fn the_last_step_of_a_proof_is_the_answer(record in record(), on in day()) {
        let data = Dataset::of(&record);
        let treaty = data.treaty("t").expect("it is there");
        for inquiry in [inquiry(&data), known_on(&data, on)] {
            for state in STATES.map(|id| data.state(id).expect("it is there")) {
                let proof = &inquiry.explain(state, &[treaty], on).results[0];
                let answer = inquiry.status_of(state, treaty, on);
                prop_assert_eq!(proof.steps.last().map(|step| step.text.clone()), Some(answer.sentence(on)));
                prop_assert_eq!(json!(proof.answer), json!(answer));
            }
        }
    }
}
