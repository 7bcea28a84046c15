//! Words that pages share.

use chrono::NaiveDate;
use treaty::PartialDate;
use treaty::form::{Page, Role, Span, one_line};
use treaty::law::Status;
use treaty::query::common::{Counts, DataRef, Note};

/// A day, or nothing.
pub fn day(day: Option<NaiveDate>) -> Span {
    Span::from(day.map(|day| day.to_string()).unwrap_or_default())
}

/// A date, or nothing.
pub fn date(date: Option<PartialDate>) -> Span {
    Span::from(date.map(|date| date.to_string()).unwrap_or_default())
}

/// A text, or nothing.
pub fn text(text: Option<&str>) -> Span {
    Span::from(text.unwrap_or_default())
}

/// A number, or nothing.
pub fn number<T: ToString>(number: Option<T>) -> Span {
    Span::from(number.map(|number| number.to_string()).unwrap_or_default())
}

/// Yes, no, or open.
pub fn truth(truth: Option<bool>) -> Span {
    Span::from(match truth {
        Some(true) => "yes",
        Some(false) => "no",
        None => "?",
    })
}

/// A status with its colour.
pub fn status(status: Status) -> Span {
    Span::new(status.word().replace('_', " "), role(status))
}

/// The status as scripts write it.
pub fn status_word(status: Status) -> Span {
    Span::new(status.word(), role(status))
}

/// The colour of a status.
pub fn role(status: Status) -> Role {
    match status {
        Status::Party => Role::Good,
        Status::Withdrawing | Status::Suspended | Status::Undetermined => Role::Warning,
        Status::FormerParty => Role::Bad,
        Status::Signatory | Status::Consented | Status::Provisional | Status::NotParty => Role::Plain,
    }
}

/// What a reader must know, each once.
pub fn notes(page: &mut Page, notes: &[Note]) {
    let mut told: Vec<&str> = Vec::new();
    for note in notes {
        if !told.contains(&note.text.as_str()) {
            page.note(note.text.clone());
            told.push(&note.text);
        }
    }
}

/// The last line of a page: which data.
pub fn data(page: &mut Page, data: &DataRef) {
    let as_of = data.as_of.map(|as_of| format!(", records complete to {as_of} at least")).unwrap_or_default();
    page.push(treaty::form::Block::Text(vec![Span::new(format!("Data {}{as_of}.", data.version), Role::Faint)]));
}

/// Counts in one line.
pub fn counts(counts: &Counts) -> String {
    let parts = [
        (counts.party, "party"),
        (counts.withdrawing, "withdrawing"),
        (counts.suspended, "suspended"),
        (counts.consented, "consented"),
        (counts.provisional, "provisional"),
        (counts.signatory, "signatory"),
        (counts.former_party, "former party"),
        (counts.undetermined, "undetermined"),
    ];
    let told: Vec<String> =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, word)| format!("{number} {word}")).collect();
    let (told, parties, signatories) = (told.join(", "), counts.un_parties, counts.un_signatories);
    match counts.bound {
        Some(bound) => {
            format!("{bound} bound ({told}); as the UN counts: {parties} parties, {signatories} signatories")
        }
        // A part of the instruments is no count of parties.
        None => format!(
            "who is bound is not on record ({told}); on record: {parties} instruments, {signatories} signatures"
        ),
    }
}

/// `1 day`, `5 days`.
pub fn days(days: i64) -> String {
    if days == 1 { "1 day".into() } else { format!("{days} days") }
}

/// The command line, as it can be given again, harmless wherever it is written.
pub fn command_line() -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.,:/=+@%".contains(c);
    let quoted = |word: std::ffi::OsString| {
        let word = one_line(&word.to_string_lossy()).into_owned();
        if !word.is_empty() && word.chars().all(is_plain) { word } else { format!("'{}'", word.replace('\'', "'\\''")) }
    };
    let words = std::env::args_os().skip(1).map(quoted);
    std::iter::once("treaty".to_owned()).chain(words).collect::<Vec<_>>().join(" ")
}
