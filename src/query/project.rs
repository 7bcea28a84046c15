//! What if: the day of effect of an act that nobody has done. Nothing is stored.

use chrono::NaiveDate;
use serde::Serialize;

use super::clauses::{clamped, counted, entry_counting, leaving_clause};
use super::common::{DataRef, Note, StateRef, TreatyRef};

use super::inquiry::Inquiry;
use super::status::condition;
use super::timeline::{why_idle, why_no_effect};
use crate::law::{Act, Effect, Episode, History, Lifetime, Pick, earliest_notice, effect_of_notice};
use crate::model::{EventKind, Obligations, Treaty};
use crate::record::{EventRow, StateId, TreatyId};

/// The number of the event that is only imagined.
const IMAGINED: u32 = u32::MAX;

/// The act that is imagined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Imagined {
    /// A notice of withdrawal.
    Withdrawal,
    /// The deposit of an instrument of consent.
    Ratification,
}

/// The answer to `treaty project`.
#[derive(Clone, Debug, Serialize)]
pub struct ProjectReport<'d> {
    /// `treaty.project/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The act that is imagined.
    pub act: Imagined,
    /// The day on which the depositary would receive it.
    pub date: NaiveDate,
    /// The day whose knowledge it uses; `null` for all.
    pub known_on: Option<NaiveDate>,
    /// One for each state and treaty.
    pub results: Vec<Projection<'d>>,
}

/// What an act would bring.
#[derive(Clone, Debug, Serialize)]
pub struct Projection<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// The first day out, or the first day in; `null` where there is none.
    pub effective: Option<NaiveDate>,
    /// Days from the act, included, to its effect, excluded.
    pub window_days: Option<i64>,
    /// The article.
    pub article: Option<String>,
    /// The rule in words.
    pub rule: Option<String>,
    /// How the day was counted.
    pub arithmetic: Option<String>,
    /// The first day on which a notice is lawful, where the clause sets one.
    pub earliest_notice: Option<NaiveDate>,
    /// The day of effect of a notice on that first day.
    pub earliest_effective: Option<NaiveDate>,
    /// A condition that can hold the effect back.
    pub condition: Option<&'static str>,
    /// Why the act would have no effect.
    pub obstacle: Option<String>,
    /// What would no longer, or would from then on, bind the state.
    pub obligations: Option<Obligations>,
    /// What goes on binding after a withdrawal.
    pub consequences: Option<String>,
    /// What a reader must know.
    pub notes: Vec<Note>,
}

impl<'d> Inquiry<'d> {
    /// Says what a notice, or an instrument, received on `date` would bring.
    #[must_use]
    pub fn project(&self, act: Imagined, treaty: TreatyId, states: &[StateId], date: NaiveDate) -> ProjectReport<'d> {
        let head = self.data.head(treaty);
        let results =
            states.iter().filter_map(|&state| Some(self.projection(act, head.as_ref()?, treaty, state, date)));
        ProjectReport {
            schema: "treaty.project/1",
            data: self.data_ref([treaty]),
            act,
            date,
            known_on: self.known_on,
            results: results.collect(),
        }
    }

    fn projection(
        &self,
        imagined: Imagined,
        head: &Treaty,
        treaty: TreatyId,
        state: StateId,
        date: NaiveDate,
    ) -> Projection<'d> {
        let rules = self.rules(head, Pick::Earliest);
        let mut acts: Vec<Act> = Vec::new();
        if let Some((pair, _)) = self.pair(treaty, state) {
            let known = self.data.events(pair).filter(|event: &EventRow<'_>| self.is_known(head, event));
            acts.extend(known.map(|event| event.act(Pick::Earliest, self.view)));
        }
        let lifetime = self.data.lifetime(state);
        let before = History::of(&rules, &acts, lifetime);
        let kind = match imagined {
            Imagined::Withdrawal => EventKind::WithdrawalNotice,
            Imagined::Ratification => EventKind::Ratification,
        };
        let act = Act { kind, day: Some(date), effective: None, limited: false, contested: false, event: IMAGINED };
        acts.push(act);
        let after = History::of(&rules, &acts, lifetime);
        let mut projection = Projection {
            state: self.state_ref(state),
            treaty: self.treaty_ref(treaty),
            effective: None,
            window_days: None,
            article: None,
            rule: None,
            arithmetic: None,
            earliest_notice: None,
            earliest_effective: None,
            condition: None,
            obstacle: obstacle(&after),
            obligations: head.obligations.clone(),
            consequences: None,
            notes: Vec::new(),
        };
        let effect = effect_of_imagined(&after);
        projection.effective = effect.map(|effect| effect.day);
        projection.window_days = effect.map(|effect| (effect.day - date).num_days());
        match imagined {
            Imagined::Withdrawal => {
                let since = before.episodes.last().and_then(Episode::known_since);
                self.project_leaving(head, since, date, effect, &mut projection);
            }
            Imagined::Ratification => project_joining(head, lifetime, date, effect, &mut projection),
        }
        self.coverage_notes(treaty, date, &mut projection.notes);
        projection
    }

    fn project_leaving(
        &self,
        head: &Treaty,
        since: Option<NaiveDate>,
        date: NaiveDate,
        effect: Option<Effect>,
        projection: &mut Projection<'_>,
    ) {
        let rules = self.rules(head, Pick::Earliest);
        let Some(clause) = head.withdrawal.as_ref() else {
            projection.obstacle.get_or_insert_with(|| "the withdrawal clause of this treaty is not known here".into());
            return;
        };
        projection.article.clone_from(&clause.article);
        projection.rule = Some(leaving_clause(clause));
        projection.condition = clause.tail.map(|tail| condition(Some(tail)));
        projection.consequences.clone_from(&clause.consequences);
        projection.earliest_notice = earliest_notice(&rules, since).filter(|_| since.is_some());
        projection.earliest_effective = projection
            .earliest_notice
            .and_then(|notice| effect_of_notice(&rules, notice, since).ok())
            .map(|counted| counted.day);
        projection.arithmetic = effect.map(|effect| match clause.offset {
            Some(offset) if clause.next_period.is_none() => {
                clamped(counted(&date.to_string(), offset, effect.day), &effect)
            }
            _ => format!("notice received on {date} takes effect on {}", effect.day),
        });
    }
}

fn effect_of_imagined(history: &History) -> Option<Effect> {
    history.episodes.iter().find_map(|episode| {
        let left = episode.ending.filter(|ending| ending.act.event == IMAGINED).map(|ending| ending.effect);
        // A notice proves an instrument that is not on record; the day of that proof is no entry into force.
        let joined =
            episode.in_force.filter(|_| episode.consent.event == IMAGINED && episode.unrecorded_from.is_none());
        left.or(joined)
    })
}

fn obstacle(history: &History) -> Option<String> {
    let disputed = history.episodes.iter().flat_map(|episode| &episode.disputed);
    if let Some((_, reason)) = disputed.into_iter().find(|(act, _)| act.event == IMAGINED) {
        return Some(why_no_effect(*reason));
    }
    history.idle.iter().find(|(act, _)| act.event == IMAGINED).map(|(_, idle)| why_idle(*idle))
}

fn project_joining(
    head: &Treaty,
    lifetime: Lifetime,
    date: NaiveDate,
    effect: Option<Effect>,
    projection: &mut Projection<'_>,
) {
    if let Some(effect) = effect {
        let counting = entry_counting(head, lifetime, EventKind::Ratification, Some(date.into()), &effect);
        if let Some(counting) = counting {
            projection.article = counting.article.map(str::to_owned);
            projection.rule = Some(counting.rule);
            projection.arithmetic = Some(counting.arithmetic);
        }
    } else if projection.obstacle.is_none() {
        let reason = if head.entry_into_force.as_ref().is_some_and(|clause| clause.date.is_some()) {
            "the clause on entry into force for later parties is not known here"
        } else {
            "the treaty is not in force, so that the instrument would wait"
        };
        projection.obstacle = Some(reason.into());
    }
}
