//! What one state's acts under one treaty amount to: its episodes of membership, in order.

use chrono::NaiveDate;

use super::act::Act;
use super::entry::{Basis, Effect, entry_into_force};
use super::leaving::{NoEffect, effect_of_notice, latest_notice};
use super::rules::Rules;
use super::status::Status;
use crate::model::{EventKind, Tail};

/// The days on which a state exists, `[from, until)`; absent ends are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lifetime {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The first day after it.
    pub until: Option<NaiveDate>,
}

/// One spell of consent: from an instrument to what ended it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Episode {
    /// The instrument.
    pub consent: Act,
    /// The day from which the treaty is in force for the state; `None` while it is not.
    pub in_force: Option<Effect>,
    /// Where the instrument is not on record: the first day from which it may have been standing.
    pub unrecorded_from: Option<NaiveDate>,
    /// What ended it, or will.
    pub ending: Option<Ending>,
    /// Notices that were taken back before they took effect, with the act that took each back.
    pub rescinded: Vec<(Ending, Act)>,
    /// A notice whose day of effect nobody can tell, with the reason: from it on the status is open.
    pub open_notice: Option<(Act, NoEffect)>,
    /// Notices without effect, with the reason.
    pub disputed: Vec<(Act, NoEffect)>,
}

/// What ends an episode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The notice, the cessation, or the undoing of the instrument.
    pub act: Act,
    /// The day the notice was received; inferred where only the effect is known.
    pub notice: Option<NaiveDate>,
    /// Whether the day of the notice was inferred from the clause.
    pub inferred: bool,
    /// The first day on which the state is out.
    pub effect: Effect,
    /// A condition under which the effect would wait.
    pub tail: Option<Tail>,
}

/// Why an act changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// It is a step at home.
    Domestic,
    /// It concerns only a territory or some articles.
    Limited,
    /// An instrument of consent was already standing.
    AlreadyConsented,
    /// The state had already signed.
    AlreadySigned,
    /// The notice has no effect.
    NoEffect(NoEffect),
    /// There was no running notice to take back.
    NothingToRescind,
    /// There was no instrument to undo, or the treaty was already in force for the state.
    NothingToUndo,
    /// There was no suspension to end, or the suspension is contested.
    NothingSuspended,
    /// The view that was asked for gives it no effect.
    Contested,
}

/// What a status on a day rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The state had done nothing yet.
    NoAct,
    /// The state did not exist on the day.
    StateNotExisting,
    /// The treaty had ceased to exist.
    Terminated,
    /// It signed.
    Signed,
    /// It applies the treaty provisionally.
    AppliesProvisionally,
    /// It deposited an instrument whose effect lies ahead.
    AwaitsEntryIntoForce,
    /// It deposited an instrument, and the treaty is not in force.
    TreatyNotInForce,
    /// It deposited an instrument, and the record knows only deposits.
    DepositsOnly,
    /// The treaty is in force for it.
    InForce,
    /// It left later, and the act by which it had become a party is not on record.
    ConsentNotRecorded,
    /// Its notice was received and takes effect later.
    NoticeRuns,
    /// Its withdrawal or the end of its membership took effect.
    Left,
    /// It undid its instrument.
    ConsentUndone,
    /// Operation is suspended.
    Suspended,
    /// Its notice was received, and the day of effect is not known.
    EffectUnknown,
}

/// What one state's acts under one treaty amount to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The signature that stands.
    pub signature: Option<Act>,
    /// The latest declaration that the signatory will not become a party.
    pub intention: Option<Act>,
    /// Provisional application, in order.
    pub provisional: Vec<Act>,
    /// Spells of consent, in order.
    pub episodes: Vec<Episode>,
    /// Suspensions, each with the act that ended it.
    pub suspensions: Vec<(Act, Option<Act>)>,
    /// Acts that change nothing, and why.
    pub idle: Vec<(Act, Idle)>,
    lifetime: Lifetime,
    terminated: Option<NaiveDate>,
    provisional_until: Option<NaiveDate>,
    treaty_in_force: Option<NaiveDate>,
    deposits_only: bool,
}

impl History {
    /// Reads a state's acts in the order in which they were done.
    ///
    /// The order in `acts` does not matter: they are sorted by day, and acts of one day in the order of
    /// [`EventKind::ALL`].
    #[must_use]
    pub fn of(rules: &Rules, acts: &[Act], lifetime: Lifetime) -> Self {
        let mut acts = acts.to_vec();
        acts.sort_by_key(|act| (act.known_from(), act.kind.rank(), act.effective, act.event));
        let mut history = Self {
            lifetime,
            terminated: rules.terminated,
            provisional_until: rules.provisional_until,
            treaty_in_force: rules.in_force,
            deposits_only: rules.deposits_only,
            ..Self::default()
        };
        for act in acts {
            if let Err(idle) = history.read(rules, act) {
                history.idle.push((act, idle));
            }
        }
        history
    }

    fn read(&mut self, rules: &Rules, act: Act) -> Result<(), Idle> {
        match act.kind {
            EventKind::Domestic => Err(Idle::Domestic),
            EventKind::ProvisionalApplication if act.contested => Err(Idle::Contested),
            EventKind::ProvisionalApplication => {
                self.provisional.push(act);
                Ok(())
            }
            _ if act.limited => Err(Idle::Limited),
            EventKind::WithdrawalNotice => self.read_notice(rules, act),
            _ if act.contested => Err(Idle::Contested),
            EventKind::Signature | EventKind::SuccessionToSignature => {
                if self.signature.is_some() {
                    return Err(Idle::AlreadySigned);
                }
                self.signature = Some(act);
                Ok(())
            }
            EventKind::IntentionNotToBecomeParty => {
                self.intention = Some(act);
                Ok(())
            }
            EventKind::WithdrawalRescinded => self.read_rescission(rules, act),
            EventKind::ConsentWithdrawn => self.read_undoing(act),
            EventKind::MembershipCeased => self.read_cessation(rules, act),
            EventKind::Suspension => {
                self.suppose_consent(rules, act, act.effective.or(act.day));
                self.suspensions.push((act, None));
                Ok(())
            }
            EventKind::SuspensionEnded => {
                let open = self.suspensions.last_mut().filter(|(_, ended)| ended.is_none());
                open.ok_or(Idle::NothingSuspended)?.1 = Some(act);
                Ok(())
            }
            _ => self.read_consent(rules, act),
        }
    }

    fn read_consent(&mut self, rules: &Rules, act: Act) -> Result<(), Idle> {
        let mut in_force = entry_into_force(rules, &act, self.lifetime.from);
        if let Some(standing) = self.episodes.last_mut().filter(|episode| episode.ending.is_none()) {
            if !in_force.is_some_and(|effect| standing.lacks_instrument_of(effect.day)) {
                return Err(Idle::AlreadyConsented);
            }
            standing.rest_on(act, in_force);
            return Ok(());
        }
        let before = self.episodes.last();
        // Nobody is a party twice: a new instrument given while a notice runs counts from its effect.
        if let (Some(effect), Some(ending)) = (in_force.as_mut(), before.and_then(|episode| episode.ending))
            && effect.published.is_none()
            && ending.act.kind != EventKind::ConsentWithdrawn
        {
            effect.day = effect.day.max(ending.effect.day);
        }
        self.episodes.push(Episode::begun_by(act, in_force));
        Ok(())
    }

    /// Begins the spell that an act proves where the record lacks the instrument: it is sure from `since`.
    fn suppose_consent(&mut self, rules: &Rules, act: Act, since: Option<NaiveDate>) {
        let before = self.episodes.last();
        let standing = before.is_some_and(|episode| match episode.ending {
            None => true,
            Some(ending) => since < Some(ending.effect.day),
        });
        let Some(since) = since.filter(|_| rules.consents_missing && !standing) else { return };
        let ended = before.and_then(|episode| episode.ending).map(|ending| ending.effect.day);
        let signed = self.signature.and_then(|act| act.day);
        let from = [ended, signed, rules.adopted, self.lifetime.from].into_iter().flatten().max().unwrap_or(since);
        let effect = Effect { day: since, computed: None, published: None, clamped: false, basis: Basis::Act };
        let consent = Act { kind: EventKind::ConsentToBeBound, day: None, effective: Some(since), ..act };
        let supposed = Episode::begun_by(consent, Some(effect));
        self.episodes.push(Episode { unrecorded_from: Some(from.min(since)), ..supposed });
    }

    fn read_notice(&mut self, rules: &Rules, act: Act) -> Result<(), Idle> {
        let nothing = Idle::NoEffect(NoEffect::NothingToLeave);
        let inferred = || act.effective.map(|effect| latest_notice(rules, effect).unwrap_or(effect));
        self.suppose_consent(rules, act, act.day.or_else(inferred));
        let episode = self.episodes.last_mut().ok_or(nothing)?;
        if let Some(ending) = episode.ending {
            let runs = act.known_from() < Some(ending.effect.day);
            return Err(if runs { Idle::NoEffect(NoEffect::AlreadyLeaving) } else { nothing });
        }
        if act.contested {
            episode.disputed.push((act, NoEffect::Contested));
            return Ok(());
        }
        let since = episode.known_since();
        let computed = match act.day {
            Some(notice) => effect_of_notice(rules, notice, since),
            None => Err(NoEffect::ClauseUnknown),
        };
        let effect = match (act.effective, computed) {
            (Some(day), computed) => Effect {
                day,
                computed: computed.ok().map(|counted| counted.day),
                published: Some(day),
                clamped: computed.is_ok_and(|counted| counted.clamped),
                basis: Basis::Published,
            },
            (None, Ok(counted)) => Effect {
                day: counted.day,
                computed: Some(counted.day),
                published: None,
                clamped: counted.clamped,
                basis: Basis::Withdrawal,
            },
            (None, Err(reason @ (NoEffect::ClauseUnknown | NoEffect::Conditional))) => {
                episode.open_notice = episode.open_notice.or(Some((act, reason)));
                return Ok(());
            }
            (None, Err(reason)) => {
                episode.disputed.push((act, reason));
                return Ok(());
            }
        };
        let inferred = act.day.is_none();
        let notice = act.day.or_else(|| latest_notice(rules, effect.day));
        // A state cannot have left before it joined.
        let notice =
            notice.map(|notice| since.map_or(notice, |since| if inferred { notice.max(since) } else { notice }));
        let tail = rules.leaving.and_then(|clause| clause.tail);
        episode.ending = Some(Ending { act, notice, inferred: inferred && notice.is_some(), effect, tail });
        Ok(())
    }

    fn read_rescission(&mut self, rules: &Rules, act: Act) -> Result<(), Idle> {
        let runs = |episode: &Episode| {
            let ends_later = |ending: &Ending| act.known_from() < Some(ending.effect.day);
            let by_notice = |ending: &Ending| ending.act.kind == EventKind::WithdrawalNotice;
            match &episode.ending {
                Some(ending) => ends_later(ending) && (by_notice(ending) || episode.open_notice.is_some()),
                None => episode.open_notice.is_some(),
            }
        };
        let at = self.episodes.iter().rposition(runs).ok_or(Idle::NothingToRescind)?;
        let meanwhile: Vec<Act> = self.episodes.drain(at + 1..).map(|later| later.consent).collect();
        let episode = self.episodes.last_mut().ok_or(Idle::NothingToRescind)?;
        for consent in meanwhile {
            let in_force = entry_into_force(rules, &consent, self.lifetime.from);
            let effect = in_force.map(|effect| effect.day);
            if consent.day.into_iter().chain(effect).any(|day| episode.lacks_instrument_of(day)) {
                episode.rest_on(consent, in_force);
            } else {
                // It never left, so an instrument given meanwhile brought it back to nothing.
                self.idle.push((consent, Idle::AlreadyConsented));
            }
        }
        if let Some(notice) = episode.open_notice.take() {
            episode.disputed.push(notice);
        } else if let Some(ending) = episode.ending.take() {
            episode.rescinded.push((ending, act));
        }
        Ok(())
    }

    fn read_undoing(&mut self, act: Act) -> Result<(), Idle> {
        let day = act.effective.or(act.day).ok_or(Idle::NothingToUndo)?;
        let episode = self.episodes.last_mut().filter(|episode| episode.ending.is_none()).ok_or(Idle::NothingToUndo)?;
        if episode.in_force.is_some_and(|effect| effect.day <= day) {
            return Err(Idle::NothingToUndo);
        }
        episode.ending = Some(ended_by(act, day));
        Ok(())
    }

    fn read_cessation(&mut self, rules: &Rules, act: Act) -> Result<(), Idle> {
        let nothing = Idle::NoEffect(NoEffect::NothingToLeave);
        let day = act.effective.or(act.day).ok_or(nothing)?;
        // The decision itself says that it is a party until the membership ceases.
        self.suppose_consent(rules, act, act.day.or(Some(day)));
        let episode = self.episodes.last_mut().ok_or(nothing)?;
        if episode.ending.is_some_and(|ending| ending.effect.day <= day) {
            return Err(Idle::NoEffect(NoEffect::AlreadyLeaving));
        }
        episode.ending = Some(ended_by(act, day));
        Ok(())
    }

    /// The status on a day, what it rests on, and the episode or act that governs it.
    #[must_use]
    pub fn status_on(&self, day: NaiveDate) -> Standing<'_> {
        let existing = |until: Option<NaiveDate>| until.is_none_or(|until| day < until);
        if !existing(self.lifetime.until) || self.lifetime.from.is_some_and(|from| day < from) {
            return Standing::without_episode(Status::NotParty, Reason::StateNotExisting, None);
        }
        let bound = self.episodes.iter().find(|episode| episode.binds_on(day));
        if let Some(end) = self.terminated.filter(|&end| end <= day) {
            let was_bound =
                self.episodes.iter().rev().find(|episode| episode.in_force.is_some_and(|effect| effect.day < end));
            return match was_bound {
                Some(episode) => match episode.ending.filter(|ending| ending.effect.day <= end) {
                    Some(left) => {
                        Standing { act: Some(left.act), ..Standing::of(Status::FormerParty, Reason::Left, episode) }
                    }
                    None => Standing::of(Status::FormerParty, Reason::Terminated, episode),
                },
                None => Standing::without_episode(Status::NotParty, Reason::Terminated, None),
            };
        }
        let open = |episode: &&Episode| {
            let given = episode.open_notice.and_then(|(notice, _)| notice.day).is_some_and(|given| given <= day);
            given && episode.ending.is_none_or(|ending| day < ending.effect.day)
        };
        if let Some(episode) = self.episodes.iter().find(open) {
            let act = episode.open_notice.map(|(notice, _)| notice);
            return Standing { act, ..Standing::of(Status::Undetermined, Reason::EffectUnknown, episode) };
        }
        if let Some(episode) = bound {
            if let Some(suspension) = self.suspended_on(day) {
                return Standing {
                    act: Some(suspension),
                    ..Standing::of(Status::Suspended, Reason::Suspended, episode)
                };
            }
            let leaving = episode.ending.filter(|ending| ending.notice.is_some_and(|notice| notice <= day));
            return match leaving {
                Some(ending) => {
                    Standing { act: Some(ending.act), ..Standing::of(Status::Withdrawing, Reason::NoticeRuns, episode) }
                }
                None => Standing::of(Status::Party, Reason::InForce, episode),
            };
        }
        let doubtful = |episode: &&Episode| {
            let sure = episode.in_force.map(|effect| effect.day);
            episode.unrecorded_from.is_some_and(|from| from <= day) && Some(day) < sure
        };
        if let Some(episode) = self.episodes.iter().find(doubtful) {
            return Standing::of(Status::Undetermined, Reason::ConsentNotRecorded, episode);
        }
        let begun =
            self.episodes.iter().rev().find(|episode| episode.consent.known_from().is_some_and(|start| start <= day));
        match begun {
            Some(episode) => match episode.ending.filter(|ending| ending.effect.day <= day) {
                Some(ending) if ending.act.kind == EventKind::ConsentWithdrawn => self.unconsented(day, Some(episode)),
                Some(ending) => {
                    Standing { act: Some(ending.act), ..Standing::of(Status::FormerParty, Reason::Left, episode) }
                }
                None => self.awaiting(day, episode),
            },
            None => self.unconsented(day, None),
        }
    }

    /// An instrument stands, and no day is known from which the treaty is in force for the state.
    fn awaiting<'a>(&'a self, day: NaiveDate, episode: &'a Episode) -> Standing<'a> {
        let reason = match (episode.in_force, self.treaty_in_force) {
            (Some(_), _) => Reason::AwaitsEntryIntoForce,
            (None, _) if self.deposits_only => Reason::DepositsOnly,
            (None, None) => Reason::TreatyNotInForce,
            (None, Some(_)) => Reason::DepositsOnly,
        };
        // Only who is bound can give notice, whatever the day on which it came to be bound.
        let gave_notice = |ending: &Ending| ending.notice.is_some_and(|notice| notice <= day);
        if let Some(ending) = episode.ending.filter(gave_notice).filter(|_| reason == Reason::DepositsOnly) {
            let act = Some(ending.act);
            return Standing { act, ..Standing::of(Status::Withdrawing, Reason::NoticeRuns, episode) };
        }
        if let Some(act) = self.provisional_on(day) {
            return Standing {
                act: Some(act),
                ..Standing::of(Status::Provisional, Reason::AppliesProvisionally, episode)
            };
        }
        Standing::of(Status::Consented, reason, episode)
    }

    /// No instrument stands.
    fn unconsented<'a>(&'a self, day: NaiveDate, undone: Option<&'a Episode>) -> Standing<'a> {
        if let Some(act) = self.provisional_on(day).filter(|_| undone.is_none()) {
            return Standing::without_episode(Status::Provisional, Reason::AppliesProvisionally, Some(act));
        }
        if let Some(act) = self.signature.filter(|act| act.day.is_some_and(|signed| signed <= day)) {
            let reason = if undone.is_some() { Reason::ConsentUndone } else { Reason::Signed };
            return Standing { episode: undone, ..Standing::without_episode(Status::Signatory, reason, Some(act)) };
        }
        if let Some(episode) = undone {
            return Standing::of(Status::NotParty, Reason::ConsentUndone, episode);
        }
        Standing::without_episode(Status::NotParty, Reason::NoAct, None)
    }

    fn provisional_on(&self, day: NaiveDate) -> Option<Act> {
        if self.provisional_until.is_some_and(|end| end <= day) {
            return None;
        }
        self.provisional.iter().rev().copied().find(|act| act.effective.or(act.day).is_some_and(|start| start <= day))
    }

    fn suspended_on(&self, day: NaiveDate) -> Option<Act> {
        let starts = |act: &Act| act.effective.or(act.day);
        let found = self.suspensions.iter().rev().find(|(act, ended)| {
            starts(act).is_some_and(|start| start <= day) && ended.as_ref().and_then(starts).is_none_or(|end| day < end)
        });
        found.map(|(act, _)| *act)
    }

    /// Every day on which the status can change, in order.
    #[must_use]
    pub fn turning_days(&self) -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> = Vec::new();
        days.extend(self.signature.and_then(|act| act.day));
        days.extend(self.provisional.iter().filter_map(|act| act.effective.or(act.day)));
        days.extend(self.provisional_until.filter(|_| !self.provisional.is_empty()));
        for episode in &self.episodes {
            days.extend(episode.unrecorded_from);
            days.extend(episode.open_notice.and_then(|(notice, _)| notice.day));
            days.extend(episode.consent.known_from());
            days.extend(episode.in_force.map(|effect| effect.day));
            if let Some(ending) = episode.ending {
                days.extend(ending.notice);
                days.push(ending.effect.day);
            }
        }
        for (act, ended) in &self.suspensions {
            days.extend(act.effective.or(act.day));
            days.extend(ended.and_then(|act| act.effective.or(act.day)));
        }
        days.extend(self.lifetime.from);
        days.extend(self.lifetime.until);
        days.extend(self.terminated);
        days.sort_unstable();
        days.dedup();
        days
    }
}

impl Episode {
    /// Since when the treaty is known to be in force for the state.
    ///
    /// `None` where it is not, and where the instrument is not on record: an act that proves one says nothing
    /// of its day.
    #[must_use]
    pub fn known_since(&self) -> Option<NaiveDate> {
        self.in_force.filter(|_| self.unrecorded_from.is_none()).map(|effect| effect.day)
    }

    fn begun_by(consent: Act, in_force: Option<Effect>) -> Self {
        Self {
            consent,
            in_force,
            unrecorded_from: None,
            ending: None,
            rescinded: Vec::new(),
            open_notice: None,
            disputed: Vec::new(),
        }
    }

    /// Whether an act alone proves it, and an instrument of `day` can be the one that was missing.
    fn lacks_instrument_of(&self, day: NaiveDate) -> bool {
        self.unrecorded_from.is_some() && self.in_force.is_some_and(|supposed| day <= supposed.day)
    }

    fn rest_on(&mut self, consent: Act, in_force: Option<Effect>) {
        (self.consent, self.in_force, self.unrecorded_from) = (consent, in_force, None);
    }

    /// Whether the treaty is in force for the state by this episode on `day`.
    #[must_use]
    pub fn binds_on(&self, day: NaiveDate) -> bool {
        self.in_force.is_some_and(|effect| effect.day <= day)
            && self.ending.is_none_or(|ending| day < ending.effect.day)
    }
}

fn ended_by(act: Act, day: NaiveDate) -> Ending {
    let effect = Effect { day, computed: None, published: act.effective, clamped: false, basis: Basis::Act };
    Ending { act, notice: None, inferred: false, effect, tail: None }
}

/// A status on a day with what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The status.
    pub status: Status,
    /// What it rests on.
    pub reason: Reason,
    /// The spell of consent it belongs to.
    pub episode: Option<&'a Episode>,
    /// The act that governs it.
    pub act: Option<Act>,
}

impl<'a> Standing<'a> {
    fn of(status: Status, reason: Reason, episode: &'a Episode) -> Self {
        Self { status, reason, episode: Some(episode), act: Some(episode.consent) }
    }

    fn without_episode(status: Status, reason: Reason, act: Option<Act>) -> Self {
        Self { status, reason, episode: None, act }
    }
}
