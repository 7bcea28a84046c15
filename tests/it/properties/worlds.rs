//! Made-up records: one treaty with any clauses, three states, and acts in any order, lawful or not.
//!
//! Strategies are boxed: unboxed, their trees overflow the stack of a test in a debug build.
//!
//! The days lie close together, so that acts share a day, notices run into each other and periods end within the story.

use chrono::{Days, NaiveDate};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::strategy::BoxedStrategy;
use treaty::PartialDate;
use treaty::model::{
    Adoption, Consents, Coverage, Cutoff, Effects, EntryIntoForce, Event, EventKind, LaterParty, Offset, Predecessor,
    ProvisionalEnd, Source, Span, State, StateKind, Succession, Tail, Treaty, Trigger, View, Withdrawal,
    WithdrawalClass,
};
use treaty::record::{About, Record};

/// The first day of every story.
pub(super) fn dawn() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day")
}

/// A day of a story: any of eight years, often an end of a month, where counting is hardest.
pub(super) fn day() -> impl Strategy<Value = NaiveDate> {
    let any = (0..2_900_u64).prop_map(|days| dawn().checked_add_days(Days::new(days)).expect("within the calendar"));
    let ends = (2000..2008_i32, 1..=12_u32).prop_map(|(year, month)| {
        let first = NaiveDate::from_ymd_opt(year, month, 1).expect("a first of a month");
        first.checked_add_months(chrono::Months::new(1)).and_then(|next| next.pred_opt()).expect("within the calendar")
    });
    prop_oneof![3 => any, 1 => ends]
}

/// A date as a record holds it: mostly to the day, sometimes only to the month or year.
fn date() -> BoxedStrategy<PartialDate> {
    (day(), 0..12_u8)
        .prop_map(|(day, precision)| {
            let text = day.to_string();
            let known = match precision {
                0 => &text[..4],
                1 => &text[..7],
                _ => &text,
            };
            known.parse().expect("a part of a date is a date")
        })
        .boxed()
}

fn offset() -> BoxedStrategy<Offset> {
    prop_oneof![
        Just(Offset::SameDay),
        (0..400_u16).prop_map(Offset::Days),
        (0..24_u16).prop_map(Offset::Months),
        (0..3_u16).prop_map(Offset::Years),
        (0..9_u16).prop_map(Offset::FirstOfNthMonth),
        (0..6_u16).prop_map(Offset::FirstOfMonthAfterMonths),
        (0..120_u16).prop_map(Offset::FirstOfMonthAfterDays),
    ]
    .boxed()
}

fn general() -> BoxedStrategy<EntryIntoForce> {
    (of(offset()), weighted(0.9, date()), weighted(0.1, date()), weighted(0.1, date()))
        .prop_map(|(offset, date, ended, terminated)| EntryIntoForce {
            article: Some("A".into()),
            conditions: Vec::new(),
            offset,
            date,
            provisional: ended.map(|until| ProvisionalEnd { until, article: "D".into() }),
            terminated,
            sources: vec!["s".into()],
            note: None,
        })
        .boxed()
}

fn later() -> BoxedStrategy<LaterParty> {
    let trigger = prop_oneof![6 => Just(Trigger::Deposit), 1 => Just(Trigger::Notification)];
    let cutoff = prop_oneof![
        Just(Cutoff::AfterNth),
        Just(Cutoff::AfterEntryIntoForce),
        Just(Cutoff::AfterConditions),
        Just(Cutoff::Any),
    ];
    (offset(), trigger, cutoff, weighted(0.1, offset()))
        .prop_map(|(offset, trigger, cutoff, objection_period)| LaterParty {
            article: Some("B".into()),
            offset,
            trigger,
            cutoff,
            objection_period,
            later_date_allowed: false,
            sources: vec!["s".into()],
            note: None,
        })
        .boxed()
}

fn leaving() -> BoxedStrategy<Withdrawal> {
    let class = prop_oneof![
        6 => Just(WithdrawalClass::Notice),
        1 => Just(WithdrawalClass::ExtraordinaryEvents),
        1 => Just(WithdrawalClass::Cycle),
        1 => Just(WithdrawalClass::Window),
        1 => Just(WithdrawalClass::FixedAnnualDate),
        1 => Just(WithdrawalClass::Conditional),
        1 => Just(WithdrawalClass::Silent),
    ];
    let period = || weighted(0.8, (1..4_u16).prop_map(Offset::Years));
    let minimum = || weighted(0.15, offset());
    (
        class,
        weighted(0.9, offset()),
        (minimum(), minimum()),
        (period(), period()),
        weighted(0.8, offset()),
        any::<bool>(),
    )
        .prop_map(|(class, offset, minimums, periods, months, tail)| Withdrawal {
            article: Some("C".into()),
            offset,
            minimum_in_force: minimums.0,
            minimum_treaty_in_force: minimums.1,
            first_period: periods.0,
            next_period: periods.1,
            notice_before: months,
            window: months,
            notice_by: Some("01-01".into()),
            effect_on: Some("06-30".into()),
            tail: tail.then_some(Tail::ArmedConflictAtExpiry),
            sources: vec!["s".into()],
            ..Withdrawal::new(class)
        })
        .boxed()
}

fn kind() -> impl Strategy<Value = EventKind> {
    prop_oneof![
        2 => Just(EventKind::Signature),
        4 => Just(EventKind::Ratification),
        3 => Just(EventKind::Accession),
        1 => Just(EventKind::Succession),
        6 => Just(EventKind::WithdrawalNotice),
        3 => Just(EventKind::WithdrawalRescinded),
        8 => (0..EventKind::ALL.len()).prop_map(|at| EventKind::ALL[at]),
    ]
}

/// The ids of the three states.
pub(super) const STATES: [&str; 3] = ["AAA", "BBB", "CCC"];

/// Any act by one of the states.
pub(super) fn event() -> BoxedStrategy<Event> {
    let days = (weighted(0.94, date()), weighted(0.15, date()));
    (
        0..3_usize,
        kind(),
        days,
        weighted(0.06, Just("a territory")),
        weighted(0.1, (any::<bool>(), weighted(0.3, date()))),
    )
        .prop_map(|(state, kind, (date, effective), scope, view)| Event {
            date,
            effective,
            scope: scope.map(str::to_owned),
            views: view
                .map(|(effective, on)| View { by: "depositary".into(), effective, on, note: None, source: None })
                .into_iter()
                .collect(),
            ..Event::new(STATES[state], kind, "s")
        })
        .boxed()
}

fn state((id, exists): (&str, Span)) -> State {
    // The second goes on as the third.
    let predecessors = match id {
        "CCC" => vec![Predecessor { state: "BBB".into(), on: dawn().into(), how: Succession::Continuation }],
        _ => Vec::new(),
    };
    State {
        id: id.to_owned(),
        kind: StateKind::State,
        alpha2: None,
        alpha3: None,
        m49: None,
        region: None,
        subregion: None,
        names: [("en".to_owned(), format!("State {id}"))].into(),
        aliases: Vec::new(),
        former_names: Vec::new(),
        exists,
        un_member: Vec::new(),
        cow: Vec::new(),
        gw: Vec::new(),
        predecessors,
        sources: vec!["s".into()],
        note: None,
    }
}

fn span() -> impl Strategy<Value = Span> {
    (weighted(0.15, date()), weighted(0.15, date())).prop_map(|(from, until)| {
        let ends_after = until.filter(|until| from.is_none_or(|from| from.first_day() < until.first_day()));
        Span { from, until: ends_after }
    })
}

fn coverage() -> impl Strategy<Value = Coverage> {
    let consents = prop_oneof![
        6 => Just(Consents::Complete),
        1 => Just(Consents::Incomplete),
        1 => Just(Consents::Absent),
    ];
    let effects = prop_oneof![9 => Just(Effects::Computed), 1 => Just(Effects::DepositsOnly)];
    (consents, effects).prop_map(|(consents, effects)| Coverage {
        as_of: Some("2030-01-01".parse().expect("a day")),
        sources: vec!["s".into()],
        effects,
        consents,
        withdrawals_recorded: true,
        note: None,
    })
}

/// A record with one treaty and up to a dozen acts.
pub(super) fn record() -> BoxedStrategy<Record> {
    let clauses = (weighted(0.95, general()), weighted(0.9, later()), weighted(0.9, leaving()));
    (clauses, coverage(), [span(), span(), span()], vec(event(), 0..12))
        .prop_map(|((entry_into_force, later_party, withdrawal), coverage, spans, events)| {
            let treaty = Treaty {
                id: "t".into(),
                title: "Treaty".into(),
                short_title: None,
                aliases: Vec::new(),
                un_number: None,
                topics: vec!["topic".into()],
                adopted: Some(Adoption { date: dawn().into(), place: None }),
                depositaries: Vec::new(),
                parent: None,
                obligations: None,
                entry_into_force,
                later_party,
                withdrawal,
                coverage,
                published_counts: Vec::new(),
                note: None,
                events,
            };
            let source = Source {
                id: "s".into(),
                publisher: "The depositary".into(),
                title: "Status".into(),
                address: None,
                as_of: None,
                read: None,
                licence: None,
                note: None,
            };
            Record {
                about: About { version: "0".into(), ..About::default() },
                states: STATES.into_iter().zip(spans).map(state).collect(),
                sources: vec![source],
                treaties: vec![treaty],
            }
        })
        .boxed()
}
