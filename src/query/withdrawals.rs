//! Every withdrawal there ever was, pending and rescinded ones included.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::common::{DataRef, StateRef, TreatyRef};
use super::inquiry::Inquiry;
use crate::date::PartialDate;
use crate::record::{LeavingKind, LeavingRow, StateId, TreatyId};

/// Which withdrawals are asked for; empty lists and `None` mean all.
#[derive(Clone, Debug, Default)]
pub struct WithdrawalsQuestion {
    /// Only from these treaties.
    pub treaties: Vec<TreatyId>,
    /// Only by these states.
    pub states: Vec<StateId>,
    /// Only with a notice or an effect on this day or later.
    pub since: Option<NaiveDate>,
    /// Only with a notice or an effect on this day or earlier.
    pub until: Option<NaiveDate>,
    /// Only with one of these outcomes.
    pub outcomes: Vec<Outcome>,
}

/// What has become of a notice by today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The state is out.
    Effective,
    /// The notice was received, and its effect lies ahead.
    Pending,
    /// The notice was taken back before it took effect.
    Rescinded,
    /// The notice was received, and nobody can tell its day of effect.
    Open,
    /// The notice has no effect by the treaty's clause or in the view that was asked for.
    Disputed,
}

impl Outcome {
    /// The word of JSON answers.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Effective => "effective",
            Self::Pending => "pending",
            Self::Rescinded => "rescinded",
            Self::Open => "open",
            Self::Disputed => "disputed",
        }
    }
}

/// In which manner a state left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// By its own notice of withdrawal or denunciation.
    Notice,
    /// Without a notice of its own: expulsion, or the end of a parent membership.
    Cessation,
}

/// The answer to `treaty withdrawals`.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawalsReport<'d> {
    /// `treaty.withdrawals/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The day as of which the outcomes are given.
    pub today: NaiveDate,
    /// The first day asked for.
    pub since: Option<NaiveDate>,
    /// The last day asked for, included.
    pub until: Option<NaiveDate>,
    /// The day whose knowledge it uses; `null` for all.
    pub known_on: Option<NaiveDate>,
    /// Whose view of contested acts it takes.
    pub view: &'d str,
    /// In the order of the days of effect.
    pub results: Vec<Leaving<'d>>,
}

/// One withdrawal.
#[derive(Clone, Debug, Serialize)]
pub struct Leaving<'d> {
    /// The state.
    pub state: StateRef<'d>,
    /// The treaty.
    pub treaty: TreatyRef<'d>,
    /// The day the depositary received the notice; `null` where no source gives it.
    pub notice: Option<NaiveDate>,
    /// Whether that day was inferred from the clause and the day of effect.
    pub notice_inferred: bool,
    /// The first day out; `null` where the notice was rescinded or has no effect.
    pub effective: Option<NaiveDate>,
    /// What became of it by today.
    pub outcome: Outcome,
    /// The days from the notice, included, to the effect, excluded: bound, and leaving.
    pub window_days: Option<i64>,
    /// The how many-th it is to leave this treaty; states that left on one day share their place.
    pub nth: Option<u32>,
    /// The first day on which the treaty was in force for the state again; `null` where it did not come back.
    pub rejoined: Option<NaiveDate>,
    /// The article.
    pub article: Option<&'d str>,
    /// The depositary notification.
    #[serde(rename = "ref")]
    pub reference: Option<&'d str>,
    /// The day the notice was taken back.
    pub rescinded: Option<NaiveDate>,
    /// The day of effect that a rescinded or disputed notice named or would have had.
    pub foreseen: Option<NaiveDate>,
    /// Whether a condition can hold the effect back.
    pub conditional: bool,
    /// How it left.
    pub manner: Manner,
}

impl<'d> Inquiry<'d> {
    /// Lists withdrawals with what had become of each by today.
    ///
    /// A notice, or an expulsion, that comes after today is not listed: today it has not happened.
    #[must_use]
    pub fn withdrawals(&self, question: &WithdrawalsQuestion) -> WithdrawalsReport<'d> {
        let rows = self.leavings();
        let places = self.places(&rows);
        let mut found: Vec<(LeavingRow, Leaving<'d>)> = Vec::new();
        for row in rows {
            let pair = self.data.pair_at(row.pair);
            let asked = (question.treaties.is_empty() || question.treaties.contains(&pair.treaty))
                && (question.states.is_empty() || self.answers_for_any(&question.states, pair.state));
            if asked
                && let Some(leaving) = self.leaving(&row, &places)
                && (question.outcomes.is_empty() || question.outcomes.contains(&leaving.outcome))
                && in_time(&leaving, question)
            {
                found.push((row, leaving));
            }
        }
        let day = |leaving: &Leaving<'_>| leaving.effective.or(leaving.foreseen).or(leaving.notice);
        found.sort_by_key(|(row, leaving)| (day(leaving), leaving.notice, row.pair, row.event));
        WithdrawalsReport {
            schema: "treaty.withdrawals/1",
            data: if question.treaties.is_empty() {
                self.data_ref(self.data.treaties())
            } else {
                self.data_ref(question.treaties.iter().copied())
            },
            today: self.today,
            since: question.since,
            until: question.until,
            known_on: self.known_on,
            view: self.view,
            results: found.into_iter().map(|(_, leaving)| leaving).collect(),
        }
    }

    /// Whether a pair's state is one of `states`, or continues one of them.
    fn answers_for_any(&self, states: &[StateId], state: StateId) -> bool {
        states.iter().any(|&asked| asked == state || self.data.continued_by(asked) == Some(state))
    }

    /// The place of each day of leaving among those of its treaty.
    fn places(&self, rows: &[LeavingRow]) -> HashMap<(TreatyId, NaiveDate), u32> {
        let mut left: Vec<(TreatyId, NaiveDate)> = rows
            .iter()
            .filter(|row| matches!(row.kind, LeavingKind::Notice | LeavingKind::Cessation))
            .filter_map(|row| Some((self.data.pair_at(row.pair).treaty, row.effective?)))
            .collect();
        left.sort_unstable();
        let mut places = HashMap::with_capacity(left.len());
        let (mut first, mut treaty) = (0, None);
        for (at, &(this, day)) in left.iter().enumerate() {
            if treaty != Some(this) {
                (first, treaty) = (at, Some(this));
            }
            places.entry((this, day)).or_insert_with(|| u32::try_from(at - first + 1).unwrap_or(u32::MAX));
        }
        places
    }

    fn leaving(&self, row: &LeavingRow, places: &HashMap<(TreatyId, NaiveDate), u32>) -> Option<Leaving<'d>> {
        let pair = self.data.pair_at(row.pair);
        let event = self.data.event(row.event);
        // An expulsion has no notice: it is known from the day on which it was decided.
        let done = row.notice.or_else(|| event.date.map(PartialDate::last_day)).or(row.effective);
        if done.is_some_and(|day| day > self.today) {
            return None;
        }
        let rescinded = row.rescinded.filter(|&back| back <= self.today);
        let outcome = match row.kind {
            LeavingKind::Disputed => Outcome::Disputed,
            LeavingKind::Open => Outcome::Open,
            LeavingKind::Rescinded if rescinded.is_some() => Outcome::Rescinded,
            _ if row.effective.is_some_and(|effective| effective <= self.today) => Outcome::Effective,
            _ => Outcome::Pending,
        };
        let takes_effect = matches!(outcome, Outcome::Effective | Outcome::Pending);
        let (effective, foreseen) = if takes_effect { (row.effective, None) } else { (None, row.effective) };
        let counts = matches!(row.kind, LeavingKind::Notice | LeavingKind::Cessation);
        let rejoined = effective.filter(|_| counts).and_then(|effective| {
            let intervals = self.intervals(pair);
            let mut later = intervals.iter().filter(|interval| interval.from >= effective);
            let back = later.find(|interval| interval.status.bound() == Some(true))?;
            // Where only a later notice proves that it came back, nobody knows when.
            let from = self.spell_of(pair, &intervals, back.from).since?;
            let instrument = back.event.and_then(|event| self.data.event(event).date);
            // Its return is known from the day of its new instrument on.
            let known = instrument.map_or(from, PartialDate::last_day) <= self.today;
            known.then_some(from)
        });
        let manner = if row.kind == LeavingKind::Cessation { Manner::Cessation } else { Manner::Notice };
        let clause = self.data.withdrawal_article(pair.treaty);
        let article = match (event.article, manner) {
            ("", Manner::Notice) => clause,
            (article, _) => article,
        };
        let window = |effective: NaiveDate, notice: NaiveDate| (effective - notice).num_days();
        Some(Leaving {
            state: self.state_ref(pair.state),
            treaty: self.treaty_ref(pair.treaty),
            notice: row.notice,
            notice_inferred: row.inferred,
            effective,
            outcome,
            window_days: effective.zip(row.notice).map(|(effective, notice)| window(effective, notice)),
            nth: effective.filter(|_| counts).and_then(|day| places.get(&(pair.treaty, day)).copied()),
            rejoined,
            article: Some(article).filter(|article| !article.is_empty()),
            reference: Some(event.reference).filter(|reference| !reference.is_empty()),
            rescinded,
            foreseen,
            conditional: row.conditional && outcome == Outcome::Pending,
            manner,
        })
    }
}

fn in_time(leaving: &Leaving<'_>, question: &WithdrawalsQuestion) -> bool {
    if question.since.is_none() && question.until.is_none() {
        return true;
    }
    let within = |day: NaiveDate| {
        question.since.is_none_or(|since| since <= day) && question.until.is_none_or(|until| day <= until)
    };
    [leaving.notice, leaving.effective, leaving.foreseen].into_iter().flatten().any(within)
}
