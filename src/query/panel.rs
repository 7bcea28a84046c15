//! A panel: every state of a universe under every treaty in every period, as research reads it.
//!
//! The panel comes in blocks, one state under one treaty, so that a renderer can write millions of rows
//! without keeping any.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::common::{StateRef, TreatyRef};
use super::groups::{Days, Universe};
use super::inquiry::Inquiry;
use crate::law::Status;
use crate::model::CodeSpan;
use crate::record::{IntervalRow, StateId, TreatyId};

/// What a panel is asked over.
#[derive(Clone, Debug)]
pub struct PanelQuestion {
    /// The treaties.
    pub treaties: Vec<TreatyId>,
    /// The states.
    pub universe: Universe,
    /// The length of a period.
    pub period: Period,
    /// What a period says of a state.
    pub rule: PeriodRule,
    /// The first day of the first period.
    pub from: NaiveDate,
    /// The first day after the last period.
    pub until: NaiveDate,
}

/// The length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// A calendar year.
    Year,
    /// A calendar month.
    Month,
    /// A day.
    Day,
}

/// What a period says of a state that was bound on some of its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodRule {
    /// Bound on its first day.
    First,
    /// Bound on its last day.
    Last,
    /// Bound on any day of it.
    Any,
    /// Bound on every day of it.
    All,
    /// On how many of its days it was bound.
    Days,
    /// On which share of its days it was bound.
    Share,
}

/// One state under one treaty, through all periods in which the state belongs to the universe.
#[derive(Clone, Debug)]
pub struct PanelBlock<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// ISO 3166-1 alpha-2.
    pub alpha2: Option<&'d str>,
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// Its periods, in order.
    pub cells: Vec<PanelCell>,
}

/// One state under one treaty in one period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PanelCell {
    /// The period's first day, which names it.
    pub period: NaiveDate,
    /// The status on the day that the rule looks at: the first for `first`, the last for all others.
    pub status: Status,
    /// What the rule says.
    pub value: PanelValue,
    /// Correlates of War code in the period.
    pub cow: Option<u16>,
    /// Gleditsch-Ward code in the period.
    pub gw: Option<u16>,
    /// The first day of the status.
    pub since: Option<NaiveDate>,
    /// The first day after it.
    pub until: Option<NaiveDate>,
}

/// What a rule says of a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PanelValue {
    /// Bound or not; `None` where the facts do not decide it.
    Bound(Option<bool>),
    /// Days bound; `None` where the facts leave a day of the period open.
    Days(Option<u16>),
    /// Share of the days bound, from 0 to 1; `None` where the facts leave a day of the period open.
    Share(Option<f64>),
}

/// A period as days, with its codes.
#[derive(Clone, Copy, Debug)]
struct Span {
    from: NaiveDate,
    until: NaiveDate,
}

/// The codes of a state, which do not depend on a treaty.
#[derive(Default)]
struct Codes {
    alpha2: Option<String>,
    cow: Vec<CodeSpan>,
    gw: Vec<CodeSpan>,
}

/// A state of the universe, with the periods in which it belongs to it.
struct Member<'d> {
    state: StateId,
    reference: StateRef<'d>,
    frames: Vec<Frame>,
}

/// A period of a member: what of a row is the same under every treaty.
#[derive(Clone, Copy)]
struct Frame {
    span: Span,
    looked_at: NaiveDate,
    cow: Option<u16>,
    gw: Option<u16>,
}

impl<'d> Inquiry<'d> {
    /// Makes a panel, block by block, by treaty and state; the first error of `take` ends it.
    ///
    /// # Errors
    ///
    /// What `take` returns.
    pub fn panel<E>(
        &self,
        question: &PanelQuestion,
        mut take: impl FnMut(&PanelBlock<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let spans = spans(question);
        let codes: Vec<Codes> = self.data.states().map(|state| self.codes(state)).collect();
        let mut members: Vec<Member<'d>> = Vec::new();
        let mut cells = Vec::new();
        let mut universe_of = None;
        for &treaty in &question.treaties {
            // Only a universe that depends on the treaty is worked out anew for each.
            let changes = question.universe.depends_on_treaty();
            if universe_of.is_none() || changes {
                members = self.panel_members(question, treaty, &spans, &codes);
                universe_of = Some(treaty);
            }
            let head = self.head_if_needed(treaty);
            for member in &members {
                let pair = self.data.pair(treaty, member.state);
                let mut intervals: Vec<IntervalRow> = match (pair, head.as_ref()) {
                    (None, _) => Vec::new(),
                    (Some(pair), None) => self.data.intervals(pair).collect(),
                    (Some(pair), Some(head)) => self.intervals_under(head, pair),
                };
                self.open_before_acts(question, treaty, member.state, &mut intervals);
                fill_cells(&mut cells, member, &intervals, question.rule, &|status| self.bound(treaty, status));
                let block = PanelBlock {
                    state: member.reference,
                    alpha2: codes[usize::from(member.state.0)].alpha2.as_deref(),
                    treaty: self.treaty_ref(treaty),
                    cells,
                };
                if !block.cells.is_empty() {
                    take(&block)?;
                }
                cells = block.cells;
            }
        }
        Ok(())
    }

    /// Puts the days on which nobody can say whether the state was a party before its first act on record.
    fn open_before_acts(
        &self,
        question: &PanelQuestion,
        treaty: TreatyId,
        state: StateId,
        intervals: &mut Vec<IntervalRow>,
    ) {
        let first = intervals.first().map(|interval| interval.from);
        let eve = first.unwrap_or(question.until).pred_opt().unwrap_or(question.from);
        let (status, from) = self.before_any_act(treaty, state, eve);
        if status == Status::Undetermined {
            let from = from.unwrap_or(question.from.min(eve));
            intervals.insert(0, IntervalRow { from, until: first, status, event: None });
        }
    }

    fn codes(&self, state: StateId) -> Codes {
        let full = self.data.full_state(state);
        full.map(|full| Codes { alpha2: full.alpha2, cow: full.cow, gw: full.gw }).unwrap_or_default()
    }

    fn panel_members(
        &self,
        question: &PanelQuestion,
        treaty: TreatyId,
        spans: &[Span],
        codes: &[Codes],
    ) -> Vec<Member<'d>> {
        let member = |(state, days): (StateId, Vec<Days>)| {
            let own = &codes[usize::from(state.0)];
            let frame = |span: &Span| {
                let last_day = span.until.pred_opt().unwrap_or(span.from);
                let looked_at = if question.rule == PeriodRule::First { span.from } else { last_day };
                let belongs = days.iter().any(|days| days.contain(looked_at));
                let (cow, gw) = (code_on(&own.cow, looked_at), code_on(&own.gw, looked_at));
                belongs.then_some(Frame { span: *span, looked_at, cow, gw })
            };
            Member { state, reference: self.state_ref(state), frames: spans.iter().filter_map(frame).collect() }
        };
        self.universe(&question.universe, treaty).into_iter().map(member).collect()
    }
}

fn spans(question: &PanelQuestion) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = question.from;
    while from < question.until {
        let next = match question.period {
            Period::Day => from.succ_opt(),
            Period::Month if from.month() == 12 => NaiveDate::from_ymd_opt(from.year() + 1, 1, 1),
            Period::Month => NaiveDate::from_ymd_opt(from.year(), from.month() + 1, 1),
            Period::Year => NaiveDate::from_ymd_opt(from.year() + 1, 1, 1),
        };
        let until = next.unwrap_or(question.until).min(question.until);
        found.push(Span { from, until });
        from = until;
    }
    found
}

/// Whether a status means that the treaty binds; `None` where that is open.
type Bound<'a> = &'a dyn Fn(Status) -> Option<bool>;

fn fill_cells(
    cells: &mut Vec<PanelCell>,
    member: &Member<'_>,
    intervals: &[IntervalRow],
    rule: PeriodRule,
    bound: Bound<'_>,
) {
    cells.clear();
    let mut first = 0;
    for frame in &member.frames {
        let (span, looked_at) = (&frame.span, frame.looked_at);
        while intervals.get(first).is_some_and(|interval| interval.until.is_some_and(|until| until <= span.from)) {
            first += 1;
        }
        let within = &intervals[first..];
        let on = within.iter().take_while(|interval| interval.from <= looked_at).last();
        let status = on.map_or(Status::NotParty, |interval| interval.status);
        let value = match rule {
            PeriodRule::First | PeriodRule::Last => PanelValue::Bound(bound(status)),
            PeriodRule::Any | PeriodRule::All => PanelValue::Bound(over_period(within, *span, rule, bound)),
            PeriodRule::Days => {
                let days = counted_days(within, *span, bound);
                PanelValue::Days(days.and_then(|days| u16::try_from(days).ok()))
            }
            PeriodRule::Share => {
                let length = (span.until - span.from).num_days();
                #[allow(clippy::cast_precision_loss)] // A period has at most 366 days.
                PanelValue::Share(counted_days(within, *span, bound).map(|days| days as f64 / length as f64))
            }
        };
        cells.push(PanelCell {
            period: span.from,
            status,
            value,
            cow: frame.cow,
            gw: frame.gw,
            since: on.map(|interval| interval.from),
            until: on.and_then(|interval| interval.until),
        });
    }
}

fn code_on(codes: &[CodeSpan], date: NaiveDate) -> Option<u16> {
    let applies = |code: &&CodeSpan| {
        code.from.is_none_or(|from| from.first_day() <= date) && code.until.is_none_or(|until| date < until.first_day())
    };
    codes.iter().find(applies).map(|code| code.code)
}

/// How many days of a span an interval covers.
fn overlap(interval: &IntervalRow, span: Span) -> i64 {
    let until = interval.until.map_or(span.until, |until| until.min(span.until));
    (until - interval.from.max(span.from)).num_days().max(0)
}

fn bound_days(intervals: &[IntervalRow], span: Span) -> i64 {
    let inside = intervals.iter().take_while(|interval| interval.from < span.until);
    inside.filter(|interval| interval.status.bound() == Some(true)).map(|interval| overlap(interval, span)).sum()
}

fn open_days(intervals: &[IntervalRow], span: Span, is_bound: Bound<'_>) -> i64 {
    let inside = intervals.iter().take_while(|interval| interval.from < span.until);
    inside.filter(|interval| is_bound(interval.status).is_none()).map(|interval| overlap(interval, span)).sum()
}

/// How many days it was bound; `None` where a day is open.
fn counted_days(intervals: &[IntervalRow], span: Span, is_bound: Bound<'_>) -> Option<i64> {
    (open_days(intervals, span, is_bound) == 0).then(|| bound_days(intervals, span))
}

/// Whether it was bound on any or on all days; `None` where an undetermined day could tip it.
fn over_period(intervals: &[IntervalRow], span: Span, rule: PeriodRule, is_bound: Bound<'_>) -> Option<bool> {
    let length = (span.until - span.from).num_days();
    let bound = bound_days(intervals, span);
    let open = open_days(intervals, span, is_bound);
    match rule {
        PeriodRule::Any if bound > 0 => Some(true),
        PeriodRule::Any => (open == 0).then_some(false),
        _ if bound == length => Some(true),
        _ => (bound + open < length).then_some(false),
    }
}
