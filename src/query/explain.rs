//! The proof of a status: each fact with its source, each rule with its article, the arithmetic, the conflicts.

use chrono::NaiveDate;
use serde::Serialize;

use super::clauses::{clamped, counted, entry_counting, leaving_clause};
use super::common::{DataRef, StateRef, TreatyRef};
use super::inquiry::Inquiry;
use super::status::{StatusResult, condition, contradicts, describe};
use super::timeline::effect_of;
use crate::law::{Effect, History, Lifetime, Pick, Rules, Status};
use crate::model::{EventKind, Treaty, WithdrawalClass};
use crate::record::{EventRow, StateId, TreatyId};

/// The answer to `treaty explain`.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainReport<'d> {
    /// `treaty.explain/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The day asked for.
    pub date: NaiveDate,
    /// The day whose knowledge it uses; `null` for all.
    pub known_on: Option<NaiveDate>,
    /// Whose view of contested acts it takes.
    pub view: &'d str,
    /// One for each treaty asked for.
    pub results: Vec<Proof<'d>>,
}

/// Why one state stands as it does under one treaty.
#[derive(Clone, Debug, Serialize)]
pub struct Proof<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// The steps, in the order in which one leads to the other; the last is the answer of `treaty status`.
    pub steps: Vec<Step>,
    /// That answer.
    pub answer: StatusResult<'d>,
}

/// One step of a proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What kind of step it is.
    pub kind: StepKind,
    /// What it says.
    pub text: String,
    /// The article of the treaty that it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// The depositary notification.
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The ids of the sources that say so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// The addresses of those sources, where they have one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
}

/// What kind of step a [`Step`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// An act, or a published day.
    Fact,
    /// A clause of the treaty, or of the law of treaties.
    Rule,
    /// A day counted by a rule.
    Arithmetic,
    /// Sources that differ.
    Conflict,
    /// Somebody sees it otherwise.
    View,
    /// How far the record goes, and what else a reader must know.
    Caution,
    /// The answer.
    Conclusion,
}

impl StepKind {
    /// The word of JSON answers.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Rule => "rule",
            Self::Arithmetic => "arithmetic",
            Self::Conflict => "conflict",
            Self::View => "view",
            Self::Caution => "caution",
            Self::Conclusion => "conclusion",
        }
    }
}

impl Step {
    fn new(kind: StepKind, text: impl Into<String>) -> Self {
        let (sources, addresses) = (Vec::new(), Vec::new());
        Self { kind, text: text.into(), article: None, reference: None, sources, addresses }
    }

    fn article(mut self, article: Option<&str>) -> Self {
        self.article = article.filter(|article| !article.is_empty()).map(str::to_owned);
        self
    }
}

impl<'d> Inquiry<'d> {
    /// Proves a state's status under each treaty on a day.
    #[must_use]
    pub fn explain(&self, state: StateId, treaties: &[TreatyId], date: NaiveDate) -> ExplainReport<'d> {
        ExplainReport {
            schema: "treaty.explain/1",
            data: self.data_ref(treaties.iter().copied()),
            date,
            known_on: self.known_on,
            view: self.view,
            results: treaties.iter().map(|&treaty| self.proof(state, treaty, date)).collect(),
        }
    }

    fn proof(&self, state: StateId, treaty: TreatyId, date: NaiveDate) -> Proof<'d> {
        let answer = self.status_of(state, treaty, date);
        let mut steps = Vec::new();
        if let Some(head) = self.data.head(treaty) {
            steps.extend(self.treaty_step(&head));
            steps.extend(self.provisional_step(&head));
            if let Some((pair, _)) = self.pair(treaty, state) {
                let reading = self.reading_under(&head, pair);
                let lifetime = self.data.lifetime(pair.state);
                for event in self.data.events(pair).filter(|event| self.is_known(&head, event)) {
                    self.event_steps(&head, &reading.earliest, lifetime, &event, &mut steps);
                }
            }
        }
        if self.pair(treaty, state).is_none() {
            steps.push(Step::new(StepKind::Fact, "the record holds no act of this state under this treaty"));
        }
        if answer.status == Status::Withdrawing && answer.since.is_none() {
            let text = "only a party can withdraw, so that it was bound; since when is not on record (VCLT art. 54)";
            steps.push(Step::new(StepKind::Rule, text));
        }
        for note in &answer.notes {
            steps.push(Step::new(StepKind::Caution, note.text.clone()));
        }
        steps.push(Step::new(StepKind::Conclusion, answer.sentence(date)));
        Proof { state: answer.state, treaty: answer.treaty, steps, answer }
    }

    fn sourced(&self, mut step: Step, ids: &[String]) -> Step {
        for id in ids {
            if step.sources.contains(id) {
                continue;
            }
            let full = self.data.source(id).and_then(|source| self.data.full_source(source));
            step.addresses.extend(full.and_then(|full| full.address));
            step.sources.push(id.clone());
        }
        step
    }

    fn treaty_step(&self, head: &Treaty) -> Option<Step> {
        let clause = head.entry_into_force.as_ref()?;
        let text = match (clause.date, clause.terminated) {
            (Some(date), Some(end)) => format!("the treaty entered into force on {date} and was no more from {end}"),
            (Some(date), None) => format!("the treaty entered into force on {date}"),
            (None, _) => "the treaty is not in force".into(),
        };
        Some(self.sourced(Step::new(StepKind::Fact, text).article(clause.article.as_deref()), &clause.sources))
    }

    fn provisional_step(&self, head: &Treaty) -> Option<Step> {
        let clause = head.entry_into_force.as_ref()?;
        let end = clause.provisional.as_ref()?;
        let text = format!("nobody applies the treaty provisionally from {} on", end.until);
        Some(self.sourced(Step::new(StepKind::Rule, text).article(Some(&end.article)), &clause.sources))
    }

    fn event_steps(
        &self,
        head: &Treaty,
        history: &History,
        lifetime: Lifetime,
        event: &EventRow<'_>,
        steps: &mut Vec<Step>,
    ) {
        let (effect, amounts_to) = effect_of(history, event);
        let mut text = describe(event);
        if !event.scope.is_empty() {
            text = format!("{text}, limited to {}", event.scope);
        }
        if let Some(published) = event.effective.filter(|_| event.date.is_some()) {
            text = format!("{text}, published as effective on {published}");
        }
        let own = [self.data.source_id(event.source).to_owned()];
        let mut fact = self.sourced(Step::new(StepKind::Fact, text), &own).article(Some(event.article));
        fact.reference = Some(event.reference.to_owned()).filter(|reference| !reference.is_empty());
        steps.push(fact);
        if event.kind.is_consent()
            && let Some(effect) = effect
        {
            self.entry_steps(head, lifetime, event, &effect, steps);
        } else if matches!(event.kind, EventKind::WithdrawalNotice)
            && let Some(effect) = effect
        {
            self.leaving_steps(head, event, &effect, steps);
        }
        if let Some(effect) = effect {
            let later = Rules::of(head, Pick::Earliest).later;
            let earliest = event.kind.is_consent() && later.is_some_and(|later| later.is_earliest(event.kind));
            disagreement(event, &effect, earliest, steps);
        }
        if !amounts_to.is_empty() {
            steps.push(Step::new(StepKind::Arithmetic, amounts_to));
        }
        self.other_voices(event, effect.as_ref(), steps);
    }

    fn entry_steps(
        &self,
        head: &Treaty,
        lifetime: Lifetime,
        event: &EventRow<'_>,
        effect: &Effect,
        steps: &mut Vec<Step>,
    ) {
        let Some(counting) = entry_counting(head, lifetime, event.kind, event.date, effect) else { return };
        let rule = Step::new(StepKind::Rule, counting.rule).article(counting.article);
        steps.push(self.sourced(rule, counting.sources));
        steps.push(Step::new(StepKind::Arithmetic, counting.arithmetic));
    }

    fn leaving_steps(&self, head: &Treaty, event: &EventRow<'_>, effect: &Effect, steps: &mut Vec<Step>) {
        let Some(clause) = head.withdrawal.as_ref() else { return };
        let rule = Step::new(StepKind::Rule, leaving_clause(clause)).article(clause.article.as_deref());
        steps.push(self.sourced(rule, &clause.sources));
        if let Some(tail) = clause.tail {
            steps.push(Step::new(StepKind::Rule, condition(Some(tail))).article(clause.article.as_deref()));
        }
        let (Some(computed), Some(notice)) = (effect.computed, event.date) else { return };
        let text = match (clause.class, clause.offset) {
            (WithdrawalClass::Cycle | WithdrawalClass::FixedAnnualDate, _) | (_, None) => {
                format!("notice received on {notice} takes effect on {computed}")
            }
            (_, Some(offset)) => counted(&notice.to_string(), offset, computed),
        };
        steps.push(Step::new(StepKind::Arithmetic, clamped(text, effect)));
    }

    fn other_voices(&self, event: &EventRow<'_>, effect: Option<&Effect>, steps: &mut Vec<Step>) {
        if event.more.is_empty() {
            return;
        }
        let more = event.rarer();
        for witness in &more.also {
            let mut says = Vec::new();
            says.extend(witness.kind.map(|kind| kind.word().replace('_', " ")));
            says.extend(witness.date.map(|date| format!("on {date}")));
            says.extend(witness.effective.map(|day| format!("effective {day}")));
            says.extend(witness.depositary.as_ref().map(|depositary| format!("with {depositary}")));
            let other_kind = witness.depositary.is_none() && witness.kind.is_some_and(|kind| kind != event.kind);
            let kind = if other_kind || contradicts(witness, event, effect.map(|effect| effect.day)) {
                StepKind::Conflict
            } else {
                StepKind::Fact
            };
            let mut text = format!("another source: {}", says.join(", "));
            if let Some(note) = &witness.note {
                text = format!("{text} ({note})");
            }
            steps.push(self.sourced(Step::new(kind, text), std::slice::from_ref(&witness.source)));
        }
        for held in &more.views {
            let effect = match (held.effective, held.on) {
                (true, Some(on)) => format!("it has effect on {on}"),
                (true, None) => "it has its effect".into(),
                (false, _) => "it has no effect".into(),
            };
            let note = held.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
            let step = Step::new(StepKind::View, format!("in the view of {}, {effect}{note}", with_article(&held.by)));
            steps.push(self.sourced(step, held.source.as_slice()));
        }
        if let Some(seen) = more.last_seen {
            let text = format!("its source showed it last on {seen}; later readings are silent about it");
            steps.push(Step::new(StepKind::Conflict, text));
        }
        if !event.note.is_empty() {
            steps.push(Step::new(StepKind::Caution, event.note));
        }
    }
}

fn with_article(who: &str) -> String {
    format!("the {who}")
}

/// The published day governs; where the rule gives another, both are shown.
fn disagreement(event: &EventRow<'_>, effect: &Effect, earliest: bool, steps: &mut Vec<Step>) {
    if earliest
        && event.effective.is_none_or(|published| effect.computed.is_some_and(|day| day <= published.last_day()))
    {
        let text = "the clause counts from a notification by the depositary, which comes after the deposit: the computed day is the earliest possible";
        steps.push(Step::new(StepKind::Caution, text));
        return;
    }
    if let (Some(computed), Some(published)) = (effect.computed, event.effective)
        && (computed < published.first_day() || computed > published.last_day())
    {
        let text =
            format!("the rule gives {computed}, the depositary published {published}: the published day governs");
        steps.push(Step::new(StepKind::Conflict, text));
    }
}
