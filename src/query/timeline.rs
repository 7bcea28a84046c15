//! Every act with its effect in law, in order, and the intervals that follow.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{DataRef, Note, StateRef, TreatyRef};
use super::inquiry::Inquiry;
use crate::date::PartialDate;
use crate::law::{Effect, History, Idle, NoEffect, Status};
use crate::model::{EventKind, Treaty};
use crate::record::{EventRow, Pair, StateId, TreatyId};

/// The answer to `treaty timeline`.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineReport<'d> {
    /// `treaty.timeline/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// Today: where an open interval is drawn to.
    pub today: NaiveDate,
    /// The day whose knowledge it uses; `null` for all.
    pub known_on: Option<NaiveDate>,
    /// Whose view of contested acts it takes.
    pub view: &'d str,
    /// The events, where one state under one treaty was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<TimelineEvent<'d>>>,
    /// The intervals, where one state under one treaty was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intervals: Option<Vec<TimelineInterval>>,
    /// One for each state and treaty.
    pub results: Vec<Timeline<'d>>,
    /// What a reader must know.
    pub notes: Vec<Note>,
}

/// One state under one treaty.
#[derive(Clone, Debug, Serialize)]
pub struct Timeline<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// What was done, in order.
    pub events: Vec<TimelineEvent<'d>>,
    /// What follows; before the first the state is `not_party`.
    pub intervals: Vec<TimelineInterval>,
}

/// One act.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineEvent<'d> {
    /// The day of the act.
    pub date: Option<PartialDate>,
    /// What was done.
    pub kind: EventKind,
    /// The day of effect that follows from the rule.
    pub effective_computed: Option<NaiveDate>,
    /// The day of effect that the depositary published.
    pub effective_published: Option<PartialDate>,
    /// What it amounts to in law, in words.
    pub effect: String,
    /// The article.
    pub article: Option<&'d str>,
    /// The depositary notification.
    #[serde(rename = "ref")]
    pub reference: Option<&'d str>,
    /// The territory or the articles it is limited to.
    pub scope: Option<&'d str>,
    /// What a reader must know.
    pub note: Option<&'d str>,
    /// The id of the source.
    pub source: &'d str,
}

/// Days of one status, `[from, until)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineInterval {
    /// The status.
    pub status: Status,
    /// The first day.
    pub from: NaiveDate,
    /// The first day after it; `null` where no end is known.
    pub until: Option<NaiveDate>,
}

impl<'d> Inquiry<'d> {
    /// Tells a state's timeline under each treaty.
    #[must_use]
    pub fn timeline_of_state(&self, state: StateId, treaties: &[TreatyId]) -> TimelineReport<'d> {
        let pairs = treaties.iter().filter_map(|&treaty| self.pair(treaty, state)).map(|(pair, _)| pair).collect();
        self.timeline(treaties, pairs)
    }

    /// Tells the timeline of every state under a treaty.
    #[must_use]
    pub fn timeline_of_treaty(&self, treaty: TreatyId) -> TimelineReport<'d> {
        let head = self.head_if_needed(treaty);
        self.timeline(&[treaty], self.pairs_of_treaty(treaty, head.as_ref()).collect())
    }

    fn timeline(&self, treaties: &[TreatyId], pairs: Vec<Pair>) -> TimelineReport<'d> {
        let mut head: Option<(TreatyId, Treaty)> = None;
        let mut results = Vec::new();
        for pair in pairs {
            if head.as_ref().is_none_or(|(treaty, _)| *treaty != pair.treaty) {
                head = self.data.head(pair.treaty).map(|found| (pair.treaty, found));
            }
            if let Some((_, head)) = head.as_ref() {
                results.push(self.timeline_of_pair(head, pair));
            }
        }
        let mut notes = Vec::new();
        if let [treaty] = treaties {
            self.coverage_notes(*treaty, self.today, &mut notes);
        }
        let only = match results.as_slice() {
            [only] if treaties.len() == 1 => Some(only),
            _ => None,
        };
        TimelineReport {
            schema: "treaty.timeline/1",
            data: self.data_ref(treaties.iter().copied()),
            today: self.today,
            known_on: self.known_on,
            view: self.view,
            events: only.map(|only| only.events.clone()),
            intervals: only.map(|only| only.intervals.clone()),
            results,
            notes,
        }
    }

    fn timeline_of_pair(&self, head: &Treaty, pair: Pair) -> Timeline<'d> {
        let reading = self.reading_under(head, pair);
        let history = &reading.earliest;
        let known = self.data.events(pair).filter(|event| self.is_known(head, event));
        let mut events: Vec<TimelineEvent<'d>> = known.map(|event| self.timeline_event(history, &event)).collect();
        events.sort_by_key(|event| {
            (event.date.map(PartialDate::first_day).or(event.effective_computed), event.kind.rank())
        });
        let intervals = self.intervals_under(head, pair).into_iter();
        let interval =
            |row: crate::record::IntervalRow| TimelineInterval { status: row.status, from: row.from, until: row.until };
        Timeline {
            state: self.state_ref(pair.state),
            treaty: self.treaty_ref(pair.treaty),
            events,
            intervals: intervals.map(interval).collect(),
        }
    }

    fn timeline_event(&self, history: &History, event: &EventRow<'d>) -> TimelineEvent<'d> {
        let (effect, words) = effect_of(history, event);
        let present = |text: &'d str| Some(text).filter(|text| !text.is_empty());
        TimelineEvent {
            date: event.date,
            kind: event.kind,
            effective_computed: effect.and_then(|effect| effect.computed),
            effective_published: event.effective,
            effect: words,
            article: present(event.article),
            reference: present(event.reference),
            scope: present(event.scope),
            note: present(event.note),
            source: self.data.source_id(event.source),
        }
    }
}

/// What an event amounts to in its history: its day of effect, and the words for it.
#[must_use]
pub fn effect_of(history: &History, event: &EventRow<'_>) -> (Option<Effect>, String) {
    let is_it = |number: u32| number == event.number;
    for episode in &history.episodes {
        if is_it(episode.consent.event) && event.kind.is_consent() {
            return match episode.in_force {
                Some(effect) => (Some(effect), format!("in force for it on {}", effect.day)),
                None => (None, "an instrument that stands; no day of entry into force".into()),
            };
        }
        if let Some(ending) = episode.ending.filter(|ending| is_it(ending.act.event)) {
            let words = match ending.act.kind {
                EventKind::ConsentWithdrawn => "undoes its instrument".into(),
                _ => format!("out on {}", ending.effect.day),
            };
            return (Some(ending.effect), words);
        }
        for (ending, back) in &episode.rescinded {
            if is_it(ending.act.event) {
                let day = back.known_from().map(|day| day.to_string()).unwrap_or_default();
                return (Some(ending.effect), format!("taken back on {day}"));
            }
            if is_it(back.event) {
                return (None, "takes its notice back: it never left".into());
            }
        }
        if let Some((_, reason)) = episode.open_notice.filter(|(act, _)| is_it(act.event)) {
            return (None, format!("its day of effect is open: {}", why_no_effect(reason)));
        }
        if let Some((_, reason)) = episode.disputed.iter().find(|(act, _)| is_it(act.event)) {
            return (None, format!("no effect: {}", why_no_effect(*reason)));
        }
    }
    if let Some((_, idle)) = history.idle.iter().find(|(act, _)| is_it(act.event)) {
        return (None, why_idle(*idle));
    }
    let words = match event.kind {
        EventKind::Signature | EventKind::SuccessionToSignature => "signed, not bound by it",
        EventKind::ProvisionalApplication => "applies it provisionally",
        EventKind::IntentionNotToBecomeParty => "ends the duty of VCLT art. 18(a); the signature stays listed",
        EventKind::Suspension => "operation suspended",
        EventKind::SuspensionEnded => "operation resumed",
        _ => "",
    };
    (None, words.into())
}

/// Why a notice has no effect, in words.
#[must_use]
pub fn why_no_effect(reason: NoEffect) -> String {
    match reason {
        NoEffect::NoClause => "the treaty has no withdrawal clause (VCLT art. 56)".into(),
        NoEffect::ClauseUnknown => "the clause is not known here, and no day of effect was published".into(),
        NoEffect::Conditional => "the clause depends on conditions, and no day of effect was published".into(),
        NoEffect::TooEarly(earliest) => format!("it came before {earliest}, the first day the clause allows"),
        NoEffect::OutsideWindow => "it came outside the window that the clause opens".into(),
        NoEffect::Contested => "it is contested, and has none in this view".into(),
        NoEffect::NothingToLeave => "the state had no instrument standing".into(),
        NoEffect::AlreadyLeaving => "an earlier notice was already running".into(),
    }
}

/// Why an act changes nothing, in words.
#[must_use]
pub fn why_idle(idle: Idle) -> String {
    match idle {
        Idle::Domestic => "a step at home, without effect in international law".into(),
        Idle::Limited => "limited in scope: does not change the state's own standing".into(),
        Idle::AlreadyConsented => "an instrument was already standing".into(),
        Idle::AlreadySigned => "it had already signed".into(),
        Idle::NoEffect(reason) => format!("no effect: {}", why_no_effect(reason)),
        Idle::NothingToRescind => "no effect: no notice was running".into(),
        Idle::NothingToUndo => "no effect: nothing to undo, or already in force for the state".into(),
        Idle::NothingSuspended => "no effect: no suspension was running".into(),
        Idle::Contested => "contested, and without effect in this view".into(),
    }
}
