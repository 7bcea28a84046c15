//! The end notes: acts that the table does not show, told in the depositary's regular words.
//!
//! A note tells an act as `On DAY, the Government of STATE notified the Secretary-General of …`, with the day of
//! effect, the article and the depositary notification in the same sentence or the next. What is told in other
//! words and could be such an act is handed back unread.

use super::acts::Acts;
use super::grid::Note;
use super::text::{DateAt, article, dates, references, sentences};
use super::words::{Topic, another_treaty, is_treaty, reports_receipt, topics};
use super::{MAX_SENTENCE, ParticipantNames, Unread, resolve};
use crate::date::PartialDate;
use crate::model::{Event, EventKind, View};
use crate::text::short;

/// The most things that one sentence can be about.
const MAX_TOPICS: usize = 32;

/// What the notes say.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The acts, each with the place it was read at.
    pub events: Acts,
    /// What was not understood.
    pub unread: Vec<Unread>,
    /// The state that applies articles provisionally, with the last that it is said of.
    pub provisional: Option<(String, String)>,
}

/// What the notes are about.
#[derive(Debug)]
pub(super) struct About<'a> {
    /// The id of the source.
    pub source: &'a str,
    /// The title of the treaty, in lower case.
    pub title: &'a str,
    /// What the table and the notes before said.
    pub known: &'a Acts,
}

/// Reads a note; `owners` are the states whose rows point to it.
pub(super) fn read(note: &Note, owners: &[String], about: &About<'_>, names: &dyn ParticipantNames) -> Told {
    let mut reader = Reader {
        names,
        owners,
        about,
        told: Told::default(),
        context: Context::default(),
        last_notice: None,
        unwilling: Vec::new(),
    };
    for (at, paragraph) in note.paragraphs.iter().enumerate() {
        let mut why = None;
        let mut understood = false;
        for sentence in sentences(paragraph) {
            match reader.sentence(sentence) {
                Reading::Act => understood = true,
                Reading::Nothing => {}
                Reading::Unclear(reason) => why = why.or(Some((sentence, reason))),
            }
        }
        // An objection or a reservation is quoted at length, and speaks of withdrawals without being one.
        let aside = paragraph.to_lowercase();
        let aside = ["reservation", "objection", "objects", "declaration"].iter().any(|word| aside.contains(word));
        let doubtful = |sentence: &str| !understood && (!aside || reports_receipt(sentence));
        if let Some((sentence, reason)) = why.filter(|(sentence, _)| doubtful(sentence)) {
            let place = format!("end note {}, paragraph {}", note.number, at + 1);
            reader.told.unread.push(Unread { place, text: short(sentence, 160), why: reason.to_owned() });
        }
    }
    reader.told
}

enum Reading {
    /// The sentence gave an act, or more about one.
    Act,
    /// It is about something else.
    Nothing,
    /// It could be about an act.
    Unclear(&'static str),
}

/// The state and the day that the note spoke of last.
#[derive(Default)]
struct Context {
    state: Option<String>,
    date: Option<PartialDate>,
    effect: Option<PartialDate>,
    /// Whether the note told of the withdrawal of something else: what follows may speak of that.
    aside: bool,
}

struct Reader<'a> {
    names: &'a dyn ParticipantNames,
    owners: &'a [String],
    about: &'a About<'a>,
    told: Told,
    context: Context,
    /// The place of the last notice, or of what takes back or undoes.
    last_notice: Option<usize>,
    /// States of which the note said that they will not become a party.
    unwilling: Vec<String>,
}

/// The dates of a sentence by what they are for.
struct Days {
    acts: Vec<PartialDate>,
    effect: Option<PartialDate>,
}

impl Reader<'_> {
    fn sentence(&mut self, sentence: &str) -> Reading {
        if sentence.len() > MAX_SENTENCE {
            return Reading::Unclear("a sentence that is too long to be read");
        }
        let lower = sentence.to_lowercase();
        let references = references(sentence);
        let days = days(sentence, &references);
        let on = days.acts.first().copied();
        let actor = self.actor(sentence, on);
        let same_day = ["same date", "same day", "that date"].iter().any(|words| lower.contains(words));
        let date = on.or(if same_day { self.context.date } else { None });
        let told = reports_receipt(sentence);
        if told && date.is_some() {
            self.context.date = date;
            self.context.effect = days.effect;
            self.context.state.clone_from(&actor);
        }
        self.provisional(sentence, &lower);
        let mut reading = self.consents(sentence, &days, date);
        let partly = lower.contains("in respect of") || lower.contains("territor") || lower.contains("on behalf of");
        for topic in topics(sentence, self.about.title).into_iter().take(MAX_TOPICS) {
            let kind = match topic {
                Topic::Leaving => EventKind::WithdrawalNotice,
                Topic::TakingBack => EventKind::WithdrawalRescinded,
                Topic::UndoingConsent => EventKind::ConsentWithdrawn,
                Topic::NotBecomingParty => {
                    reading = self.not_becoming_party(date, actor.clone()).or(reading);
                    continue;
                }
                Topic::SomethingElse => {
                    self.context.aside = true;
                    continue;
                }
                Topic::Unclear => {
                    reading = self.comment(sentence, &lower, &days, &references).or(reading);
                    continue;
                }
            };
            let next = match (date, &actor) {
                (Some(date), Some(state)) if told && !partly => {
                    let state = state.clone();
                    let number = references.first().map(|found| found.0.clone());
                    let event = Event {
                        effective: days.effect,
                        article: article(sentence).filter(|_| days.effect.is_some() || lower.contains("accordance")),
                        reference: number,
                        ..event(&state, kind, date, self.about.source)
                    };
                    self.add(event);
                    Reading::Act
                }
                _ if partly && told => Reading::Unclear("a notice that may concern a territory or a part only"),
                _ => self.comment(sentence, &lower, &days, &references),
            };
            reading = next.or(reading);
        }
        if matches!(reading, Reading::Nothing) && (days.effect.is_some() || !references.is_empty()) {
            // A sentence of its own with the effect or the notification of the act before it.
            self.supplement(sentence, &lower, &days, &references);
        }
        reading
    }

    /// Whose act a sentence tells: its own Government, else the only state whose row points to the note.
    fn actor(&self, sentence: &str, on: Option<PartialDate>) -> Option<String> {
        let named = resolve::government(self.names, sentence, on);
        named.or_else(|| self.subject(sentence, on)).or_else(|| match self.owners {
            [only] => Some(only.clone()),
            _ => None,
        })
    }

    /// The state that stands before the verb of telling: `Lithuania notified the Secretary-General`.
    fn subject(&self, sentence: &str, on: Option<PartialDate>) -> Option<String> {
        let place = [" notified", " informed", " deposited", " denounced", " withdrew"]
            .iter()
            .find_map(|verb| sentence.find(verb))?;
        let clause = clause(&sentence[..place]);
        resolve::trailing(self.names, clause, on)
    }

    fn not_becoming_party(&mut self, date: Option<PartialDate>, actor: Option<String>) -> Reading {
        let kind = EventKind::IntentionNotToBecomeParty;
        let state = self.context.state.clone().or(actor);
        let (Some(state), Some(date)) = (state, date.or(self.context.date)) else {
            return Reading::Unclear("says that a state will not become a party; the state or the day is not plain");
        };
        // The letter itself says it again.
        if !self.unwilling.contains(&state) {
            self.add(event(&state, kind, date, self.about.source));
            self.unwilling.push(state);
        }
        Reading::Act
    }

    /// A sentence that speaks of a withdrawal without telling one: more about the last, or not understood.
    fn comment(&mut self, sentence: &str, lower: &str, days: &Days, references: &[(String, usize, usize)]) -> Reading {
        if self.supplement(sentence, lower, days, references) {
            return Reading::Act;
        }
        let not_possible = lower.contains("not appear possible") || lower.contains("not possible");
        if let Some(last) = self.last_notice().filter(|_| not_possible && lower.contains("secretary-general")) {
            let view = View { by: "depositary".into(), effective: false, on: None, note: None, source: None };
            if !last.views.contains(&view) {
                last.views.push(view);
            }
            return Reading::Act;
        }
        if self.context.aside && !reports_receipt(sentence) {
            return Reading::Nothing;
        }
        Reading::Unclear("speaks of a withdrawal, denunciation or succession in words that are not known")
    }

    fn last_notice(&mut self) -> Option<&mut Event> {
        self.last_notice.and_then(|place| self.told.events.at(place))
    }

    /// Gives the last notice what this sentence adds to it: the day of effect, the article, the notification.
    fn supplement(&mut self, sentence: &str, lower: &str, days: &Days, references: &[(String, usize, usize)]) -> bool {
        let about = ["withdraw", "denunciation", "notification", "effect"].iter().any(|word| lower.contains(word));
        let other = ["reservation", "declaration", "objection"].iter().any(|word| lower.contains(word));
        let Some(last) = self.last_notice().filter(|_| about && !other) else { return false };
        let mut added = false;
        if let (None, Some(effect)) = (last.effective, days.effect) {
            last.effective = Some(effect);
            if last.article.is_none() {
                last.article = article(sentence);
            }
            added = true;
        }
        if let (None, Some((number, ..))) = (&last.reference, references.first()) {
            last.reference = Some(number.clone());
            added = true;
        }
        added
    }

    /// `The former Yugoslavia had signed and ratified the Convention on 8 August 1967 and 2 June 1971, respectively.`
    fn consents(&mut self, sentence: &str, days: &Days, date: Option<PartialDate>) -> Reading {
        let Some(told) = consent_verbs(sentence, self.about.title) else { return Reading::Nothing };
        if told.on_behalf {
            let plain = !days.acts.is_empty() && !reports_receipt(sentence);
            return if plain { Reading::Unclear("an act done on behalf of somebody") } else { Reading::Nothing };
        }
        let mut days: Vec<PartialDate> =
            if days.acts.is_empty() { date.into_iter().collect() } else { days.acts.clone() };
        // Days of other things may follow those of the acts.
        days.truncate(told.kinds.len());
        if sentence.contains("same date") || sentence.contains("same day") {
            // Of the notice or of its effect: the page says which elsewhere, or it stays open.
            let either = [self.context.date, self.context.effect];
            days = either.into_iter().flatten().filter(|&day| self.is_known(&told.kinds, day)).take(1).collect();
            if days.is_empty() {
                return Reading::Unclear("an act of the same date as another, which is not plain");
            }
        }
        let on = days.first().copied();
        let clause = clause(&sentence[..told.start]);
        let state = resolve::government(self.names, clause, on).or_else(|| resolve::trailing(self.names, clause, on));
        if days.len() < told.kinds.len() {
            let many = state.is_some() && !days.is_empty();
            return if many { Reading::Unclear("fewer days than acts") } else { Reading::Nothing };
        }
        let Some(state) = state else {
            return Reading::Unclear("an act whose state is not known");
        };
        let number = references(sentence).first().map(|found| found.0.clone());
        for (kind, day) in told.kinds.iter().zip(days) {
            let reference = number.clone().filter(|_| kind.is_consent() && told.kinds.len() == 1);
            self.add(Event { reference, ..event(&state, *kind, day, self.about.source) });
        }
        Reading::Act
    }

    /// Whether the page tells of such an act on that day elsewhere.
    fn is_known(&self, kinds: &[EventKind], day: PartialDate) -> bool {
        let known = |state: &String, kind| {
            self.about.known.has(state, kind, Some(day)) || self.told.events.has(state, kind, Some(day))
        };
        let mut concerned = self.owners.iter().chain(&self.context.state);
        concerned.any(|state| kinds.iter().any(|&kind| known(state, kind)))
    }

    fn provisional(&mut self, sentence: &str, lower: &str) {
        if !lower.contains("provisionally") {
            return;
        }
        let found = lower.find("provisionally").and_then(|place| article(sentence.get(place..)?));
        if let (Some(article), [only]) = (found, self.owners) {
            self.told.provisional = Some((only.clone(), article));
        }
    }

    fn add(&mut self, event: Event) {
        if let Some(known) = self.told.events.same(&event) {
            known.effective = known.effective.or(event.effective);
            known.article = known.article.take().or(event.article);
            known.reference = known.reference.take().or(event.reference);
            return;
        }
        let is_notice = matches!(
            event.kind,
            EventKind::WithdrawalNotice | EventKind::ConsentWithdrawn | EventKind::WithdrawalRescinded
        );
        let place = self.told.events.push(event);
        if is_notice {
            self.last_notice = Some(place);
        }
    }
}

impl Reading {
    /// The better of two readings of one sentence.
    fn or(self, other: Self) -> Self {
        match (&self, &other) {
            (Self::Act, _) | (Self::Unclear(_), Self::Nothing) => self,
            _ => other,
        }
    }
}

/// An event with nothing but who, what, when and where it is said.
pub(super) fn event(state: &str, kind: EventKind, date: PartialDate, source: &str) -> Event {
    Event { date: Some(date), ..Event::new(state, kind, source) }
}

/// Sorts the dates of a sentence: days of acts, the day of effect, and those that date a document.
fn days(sentence: &str, references: &[(String, usize, usize)]) -> Days {
    let mut days = Days { acts: Vec::new(), effect: None };
    let mut from = 0;
    for DateAt { date, start, end } in dates(sentence) {
        let before = sentence[from..start].to_lowercase();
        let document = references.iter().any(|&(_, _, at)| at <= start && start - at < 12);
        if of_effect(&before) {
            days.effect = days.effect.or(Some(date));
        } else if !document && !before.trim_end().ends_with("dated") {
            days.acts.push(date);
        }
        from = end;
    }
    days
}

/// Whether the words before a day make it the first day of an effect: `with effect from`, `as of`.
fn of_effect(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().collect();
    let near = &words[words.len().saturating_sub(12)..];
    let effect = near.iter().rposition(|word| word.starts_with("effect"));
    // `with immediate effect, its notification deposited on …`: the day is that of the paper.
    let sudden = |at: usize| at > 0 && near[at - 1] == "immediate";
    effect.is_some_and(|at| !sudden(at))
        || before.contains("entered into force")
        || matches!(near, [.., "as", "of" | "from"])
}

/// The last clause of a text, without the day it may begin with.
fn clause(text: &str) -> &str {
    let text = text.rsplit([';', ':']).next().unwrap_or(text).trim();
    let text = text.trim_end_matches(" had").trim_end_matches(" has");
    let mut text = text;
    for adverb in [" initially", " previously", " also", " subsequently", " further", " had", " has", " then"] {
        text = text.strip_suffix(adverb).unwrap_or(text);
    }
    text.trim_end_matches(" had").trim_end_matches(" has")
}

/// The acts of consent that a sentence tells of this treaty.
struct Verbs {
    /// Where the first verb stands.
    start: usize,
    kinds: Vec<EventKind>,
    /// Whether somebody else did them for the state.
    on_behalf: bool,
}

fn consent_verbs(sentence: &str, title: &str) -> Option<Verbs> {
    const VERBS: [(&str, EventKind); 6] = [
        ("signed", EventKind::Signature),
        ("ratified", EventKind::Ratification),
        ("acceded", EventKind::Accession),
        ("re-acceded", EventKind::Accession),
        ("accepted", EventKind::Acceptance),
        ("approved", EventKind::Approval),
    ];
    let mut kinds = Vec::new();
    let mut start = None;
    let mut words = sentence.split_inclusive(char::is_whitespace);
    let mut at = 0;
    let mut object = Vec::new();
    for word in words.by_ref() {
        let plain = word.trim().trim_end_matches([',', '.', ')']);
        if let Some((_, kind)) = VERBS.iter().find(|(verb, _)| verb.eq_ignore_ascii_case(plain)) {
            start = start.or(Some(at));
            kinds.push(*kind);
            object.clear();
        } else if start.is_some() {
            object.push(plain);
        }
        at += word.len();
    }
    let start = start?;
    if object.starts_with(&["on", "behalf", "of"]) {
        return Some(Verbs { start, kinds, on_behalf: true });
    }
    // `signed and ratified the Convention on 3 May`: a treaty named `on` or `of` a matter is another one.
    let treaty = object.iter().take(10).position(|word| is_treaty(&word.to_lowercase()))?;
    let of_this = object[..treaty].iter().all(|word| {
        matches!(*word, "to" | "the" | "said" | "Optional" | "Second" | "above" | "present" | "this" | "and" | "")
    });
    let this = of_this && !another_treaty(&object[treaty + 1..], title);
    this.then_some(Verbs { start, kinds, on_behalf: false })
}
