//! What acts are the days of, by their kinds and names.

use super::meaning::Meaning;
use crate::model::EventKind;

/// What an act is the day of.
pub(super) fn of_kind(kind: EventKind) -> Meaning {
    match kind {
        EventKind::WithdrawalNotice | EventKind::ConsentWithdrawn | EventKind::MembershipCeased => Meaning::Leaving,
        EventKind::ProvisionalApplication => Meaning::Provisional,
        kind if kind.is_signature() => Meaning::Signature,
        kind if kind.is_consent() => Meaning::Consent,
        // Other acts change no standing that is compared.
        _ => Meaning::Ignored,
    }
}

/// The act that a cell names, and whether it is a succession.
pub(super) fn act_of(cell: &str) -> Option<(Meaning, bool)> {
    let words = cell.to_lowercase();
    let word = words.replace([' ', '-'], "_");
    if let Some(kind) = EventKind::ALL.into_iter().find(|kind| kind.word() == word) {
        return Some((of_kind(kind), kind == EventKind::Succession));
    }
    let has = |stems: &[&str]| stems.iter().any(|stem| words.contains(stem));
    if has(&["withdr", "denunc", "denounc"]) {
        return Some((Meaning::Leaving, false));
    }
    if has(&["force", "effect"]) {
        return Some((Meaning::InForce, false));
    }
    if has(&["provisional"]) {
        return Some((Meaning::Provisional, false));
    }
    if has(&[
        "ratif",
        "acced",
        "access",
        "accept",
        "approv",
        "succe",
        "consent",
        "definitive",
        "confirmation",
        "deposit",
    ]) {
        return Some((Meaning::Consent, has(&["succe"])));
    }
    has(&["sign"]).then_some((Meaning::Signature, false))
}
