//! Records of any size, the same for the same seed: treaties with clauses of every kind, and states that sign,
//! ratify, leave, come back and take notices back.

use chrono::{Days, NaiveDate};
use treaty::PartialDate;
use treaty::model::{
    Adoption, Coverage, Cutoff, Effects, EntryIntoForce, Event, EventKind, LaterParty, Offset, Source, Span, State,
    StateKind, Treaty, Trigger, Withdrawal, WithdrawalClass,
};
use treaty::record::{About, Record};

/// Numbers that look like chance and are not (the splitmix64 sequence).
pub(crate) struct Seeded(pub(crate) u64);

impl Seeded {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).expect("a day of our time")
}

/// A record with about `events` events of 200 states.
pub(crate) fn record(events: usize, seed: u64) -> Record {
    let mut chance = Seeded(seed);
    let states: Vec<State> = (0..200_u32).map(state).collect();
    let mut treaties = Vec::new();
    let mut made = 0;
    while made < events {
        let treaty = treaty(treaties.len(), &states, &mut chance);
        made += treaty.events.len();
        treaties.push(treaty);
    }
    let source = Source {
        id: "generated".into(),
        publisher: "Nobody".into(),
        title: "Made up".into(),
        address: None,
        as_of: None,
        read: None,
        licence: None,
        note: None,
    };
    Record { about: About { version: "0".into(), ..About::default() }, states, sources: vec![source], treaties }
}

fn state(number: u32) -> State {
    let letter = |place: u32| char::from(b'A' + u8::try_from(number / 26_u32.pow(place) % 26).expect("a letter"));
    let id: String = [letter(2), letter(1), letter(0)].iter().collect();
    State {
        names: [("en".to_owned(), format!("State {id}"))].into(),
        id,
        kind: StateKind::State,
        alpha2: None,
        alpha3: None,
        m49: None,
        region: None,
        subregion: None,
        aliases: Vec::new(),
        former_names: Vec::new(),
        cow: Vec::new(),
        gw: Vec::new(),
        un_member: Vec::new(),
        exists: Span::default(),
        predecessors: Vec::new(),
        sources: Vec::new(),
        note: None,
    }
}

fn treaty(number: usize, states: &[State], chance: &mut Seeded) -> Treaty {
    let adopted = later(NaiveDate::from_ymd_opt(1946, 1, 1).expect("a day"), chance.below(25_000));
    let months = u16::try_from(chance.below(12) + 1).expect("a year at most");
    let mut events = Vec::new();
    for state in states {
        if chance.below(10) > 0 {
            acts(state, adopted, chance, &mut events);
        }
    }
    let sources = vec!["generated".to_owned()];
    Treaty {
        id: format!("t-{number}"),
        title: format!("Treaty {number}"),
        short_title: None,
        aliases: Vec::new(),
        un_number: None,
        topics: Vec::new(),
        adopted: Some(Adoption { date: adopted.into(), place: None }),
        depositaries: Vec::new(),
        parent: None,
        obligations: None,
        entry_into_force: Some(EntryIntoForce {
            article: None,
            conditions: Vec::new(),
            offset: Some(Offset::Months(months)),
            date: Some(later(adopted, 700).into()),
            provisional: None,
            terminated: None,
            sources: sources.clone(),
            note: None,
        }),
        later_party: Some(LaterParty {
            article: None,
            offset: Offset::Months(months),
            trigger: Trigger::Deposit,
            cutoff: Cutoff::AfterEntryIntoForce,
            objection_period: None,
            later_date_allowed: false,
            sources: sources.clone(),
            note: None,
        }),
        withdrawal: Some(Withdrawal {
            offset: Some(Offset::Months(months)),
            sources: sources.clone(),
            ..Withdrawal::new(WithdrawalClass::Notice)
        }),
        coverage: Coverage {
            as_of: Some(PartialDate::from(NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day"))),
            sources,
            effects: Effects::Computed,
            consents: treaty::model::Consents::Complete,
            withdrawals_recorded: true,
            note: None,
        },
        published_counts: Vec::new(),
        note: None,
        events,
    }
}

fn acts(state: &State, adopted: NaiveDate, chance: &mut Seeded, events: &mut Vec<Event>) {
    let mut day = later(adopted, chance.below(400));
    let mut put = |kind: EventKind, day: NaiveDate| {
        events.push(Event { date: Some(day.into()), ..Event::new(&state.id, kind, "generated") });
    };
    put(EventKind::Signature, day);
    day = later(day, chance.below(3_000) + 1);
    put(EventKind::Ratification, day);
    while chance.below(8) == 0 {
        day = later(day, chance.below(3_000) + 400);
        put(EventKind::WithdrawalNotice, day);
        if chance.below(3) == 0 {
            day = later(day, 20);
            put(EventKind::WithdrawalRescinded, day);
        } else {
            day = later(day, chance.below(2_000) + 400);
            put(EventKind::Accession, day);
        }
    }
}
