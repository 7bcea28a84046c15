//! The whole record as tables, for other tools: states, treaties, sources, events, intervals.

use chrono::NaiveDate;

use super::inquiry::Inquiry;
use crate::date::PartialDate;
use crate::record::SourceRow;

/// A table with typed columns.
#[derive(Clone, Debug)]
pub struct Table<'d> {
    /// Its name.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: std::borrow::Cow<'static, [Column]>,
    /// Its rows; each has a value for each column.
    pub rows: Vec<Vec<Value<'d>>>,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// What it means.
    pub about: &'static str,
}

/// What the values of a column are; each may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A day.
    Date,
    /// A whole number.
    Number,
    /// True or false.
    Truth,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'d> {
    /// Text.
    Text(std::borrow::Cow<'d, str>),
    /// A day.
    Date(NaiveDate),
    /// A whole number.
    Number(i64),
    /// True or false.
    Truth(bool),
    /// Not known, or none.
    Missing,
}

impl<'d> Value<'d> {
    fn text(text: &'d str) -> Self {
        if text.is_empty() { Self::Missing } else { Self::Text(text.into()) }
    }

    fn owned(text: Option<String>) -> Self {
        text.map_or(Self::Missing, |text| Self::Text(text.into()))
    }

    fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Missing, Self::Date)
    }

    /// A date in its two columns: the day where it is known to the day, and as it is known.
    fn date(date: Option<PartialDate>) -> [Self; 2] {
        [Self::day(date.and_then(PartialDate::day)), Self::owned(date.map(|date| date.to_string()))]
    }
}

macro_rules! columns {
    ($($name:literal $kind:ident $about:literal),* $(,)?) => {
        &[$(Column { name: $name, kind: Kind::$kind, about: $about }),*]
    };
}

const STATES: &[Column] = columns![
    "state" Text "ISO 3166-1 alpha-3, ISO 3166-3 alpha-4 for former states",
    "name" Text "English name",
    "kind" Text "state, former_state, organisation or territory",
    "alpha2" Text "ISO 3166-1 alpha-2",
    "m49" Text "UN M49 code",
    "region" Text "UN M49 region",
    "subregion" Text "UN M49 subregion",
    "exists_from" Date "first day of the state; missing where that is open",
    "exists_until" Date "first day after it",
];
const TREATIES: &[Column] = columns![
    "treaty" Text "slug",
    "title" Text "full title",
    "short_title" Text "what tables call it",
    "un_number" Text "number in the UN's collection",
    "topics" Text "topics, separated by semicolons",
    "adopted" Date "day of adoption, where known to the day",
    "adopted_as_known" Text "adoption as it is known: day, month or year",
    "in_force" Date "day of the treaty's own entry into force",
    "in_force_as_known" Text "the same as it is known",
    "withdrawal_article" Text "article on withdrawal",
    "complete_to" Date "day to which the record is complete",
    "complete_to_as_known" Text "the same as it is known",
    "effects_known" Truth "whether days of entry into force can be given",
    "withdrawals_recorded" Truth "whether the sources record withdrawals",
    "consents_recorded" Truth "whether acts by which states became parties are on record",
];
const SOURCES: &[Column] = columns![
    "source" Text "id",
    "publisher" Text "who publishes it",
    "title" Text "title",
    "address" Text "address",
    "as_of" Date "day its content stood at, where known to the day",
    "as_of_as_known" Text "the same as it is known",
    "read" Date "day it was read",
    "licence" Text "licence, where it names one",
];
const EVENTS: &[Column] = columns![
    "event" Number "number in this edition of the data",
    "treaty" Text "slug",
    "state" Text "id",
    "kind" Text "what was done",
    "date" Date "day of the act, where known to the day",
    "date_as_known" Text "the same as it is known",
    "effective" Date "day of effect as published, where known to the day",
    "effective_as_known" Text "the same as it is known",
    "article" Text "article",
    "reference" Text "depositary notification",
    "scope" Text "territory or articles it is limited to",
    "source" Text "id of the source",
    "evidence" Text "B official, C secondary, D press; missing for the depositary's own record",
    "note" Text "what a reader must know",
];
const INTERVALS: &[Column] = columns![
    "treaty" Text "slug",
    "state" Text "id",
    "from" Date "first day of the status",
    "until" Date "first day after it; missing where the end is open",
    "status" Text "status on all of these days",
    "bound" Truth "whether the treaty is in force for the state; missing where open",
    "event" Number "event that governs it",
];

impl<'d> Inquiry<'d> {
    /// The tables, each with all its rows.
    #[must_use]
    pub fn tables(&self) -> Vec<Table<'d>> {
        vec![self.state_rows(), self.treaty_rows(), self.source_rows(), self.event_rows(), self.interval_rows()]
    }

    fn state_rows(&self) -> Table<'d> {
        let rows = self.data.states().map(|state| {
            let full = self.data.full_state(state);
            let kind = full.as_ref().and_then(|full| serde_json::to_value(full.kind).ok());
            let kind = kind.and_then(|kind| kind.as_str().map(str::to_owned));
            let (alpha2, m49, region, subregion) =
                full.map(|full| (full.alpha2, full.m49, full.region, full.subregion)).unwrap_or_default();
            let life = self.data.lifetime(state);
            vec![
                Value::text(self.data.state_id(state)),
                Value::text(self.data.state_name(state)),
                Value::owned(kind),
                Value::owned(alpha2),
                Value::owned(m49),
                Value::owned(region),
                Value::owned(subregion),
                Value::day(life.from),
                Value::day(life.until),
            ]
        });
        Table { name: "states", columns: STATES.into(), rows: rows.collect() }
    }

    fn treaty_rows(&self) -> Table<'d> {
        let rows = self.data.treaties().map(|treaty| {
            let head = self.data.head(treaty);
            let adopted = head.as_ref().and_then(|head| head.adopted.as_ref()).map(|adoption| adoption.date);
            let in_force = head.as_ref().and_then(|head| head.entry_into_force.as_ref()).and_then(|clause| clause.date);
            let topics: Vec<&str> = self.data.topics(treaty).collect();
            let mut row = vec![
                Value::text(self.data.treaty_id(treaty)),
                Value::text(self.data.title(treaty)),
                Value::text(self.data.short_title(treaty)),
                Value::owned(head.and_then(|head| head.un_number)),
                Value::owned(Some(topics.join(";")).filter(|topics| !topics.is_empty())),
            ];
            row.extend(Value::date(adopted));
            row.extend(Value::date(in_force));
            row.push(Value::text(self.data.withdrawal_article(treaty)));
            row.extend(Value::date(self.data.as_of(treaty)));
            row.push(Value::Truth(!self.data.deposits_only(treaty)));
            row.push(Value::Truth(self.data.withdrawals_recorded(treaty)));
            row.push(Value::Truth(!self.data.consents_absent(treaty)));
            row
        });
        Table { name: "treaties", columns: TREATIES.into(), rows: rows.collect() }
    }

    fn source_rows(&self) -> Table<'d> {
        let rows =
            (0..self.data.source_count()).filter_map(|row| self.data.full_source(SourceRow(row))).map(|source| {
                let [as_of, as_known] = Value::date(source.as_of);
                let [read, _] = Value::date(source.read);
                vec![
                    Value::owned(Some(source.id)),
                    Value::owned(Some(source.publisher)),
                    Value::owned(Some(source.title)),
                    Value::owned(source.address),
                    as_of,
                    as_known,
                    read,
                    Value::owned(source.licence),
                ]
            });
        Table { name: "sources", columns: SOURCES.into(), rows: rows.collect() }
    }

    fn event_rows(&self) -> Table<'d> {
        let mut rows = Vec::new();
        for treaty in self.data.treaties() {
            for pair in self.data.pairs_of_treaty(treaty) {
                for event in self.data.events(pair) {
                    let mut row = vec![
                        Value::Number(event.number.into()),
                        Value::text(self.data.treaty_id(treaty)),
                        Value::text(self.data.state_id(pair.state)),
                        Value::text(event.kind.word()),
                    ];
                    row.extend(Value::date(event.date));
                    row.extend(Value::date(event.effective));
                    row.extend([event.article, event.reference, event.scope].map(Value::text));
                    row.push(Value::text(self.data.source_id(event.source)));
                    let evidence = if event.more.is_empty() { None } else { event.rarer().evidence };
                    row.push(Value::owned(evidence.map(|level| format!("{level:?}"))));
                    row.push(Value::text(event.note));
                    rows.push(row);
                }
            }
        }
        Table { name: "events", columns: EVENTS.into(), rows }
    }

    fn interval_rows(&self) -> Table<'d> {
        let mut rows = Vec::new();
        for treaty in self.data.treaties() {
            let head = self.head_if_needed(treaty);
            for pair in self.data.pairs_of_treaty(treaty) {
                let intervals = match head.as_ref() {
                    Some(head) => self.intervals_under(head, pair),
                    None => self.data.intervals(pair).collect(),
                };
                for interval in intervals {
                    rows.push(vec![
                        Value::text(self.data.treaty_id(treaty)),
                        Value::text(self.data.state_id(pair.state)),
                        Value::Date(interval.from),
                        Value::day(interval.until),
                        Value::text(interval.status.word()),
                        self.bound(treaty, interval.status).map_or(Value::Missing, Value::Truth),
                        interval.event.map_or(Value::Missing, |event| Value::Number(event.into())),
                    ]);
                }
            }
        }
        Table { name: "intervals", columns: INTERVALS.into(), rows }
    }
}
