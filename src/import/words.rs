//! What the words of an end note are about: leaving a treaty, or something else that is withdrawn.

/// What a sentence says is done to what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// The state leaves the treaty.
    Leaving,
    /// A notice of leaving is taken back.
    TakingBack,
    /// An instrument of consent is undone.
    UndoingConsent,
    /// A signature is undone, or the state says that it will not become a party.
    NotBecomingParty,
    /// Something else is withdrawn: a reservation, a declaration, an extension to a territory.
    SomethingElse,
    /// It speaks of a withdrawal or a succession, and of what is not clear.
    Unclear,
}

/// Things that can be withdrawn and are not the treaty; also what speaks of the clause and not of an act.
const OTHER_THINGS: [&str; 27] = [
    "reservation",
    "declaration",
    "objection",
    "understanding",
    "statement",
    "interpretat",
    "exclusion",
    "derogation",
    "extension",
    "limitation",
    "territorial",
    "communication",
    "recognition",
    "partial",
    "proposal",
    "provision",
    "clause",
    "modification",
    "remark",
    "observation",
    "competence",
    "troops",
    "forces",
    "military",
    "requirement",
    "condition",
    "nationality",
];

const TREATIES: [&str; 10] = [
    "convention",
    "convenant",
    "covenant",
    "protocol",
    "treaty",
    "agreement",
    "statute",
    "amendment",
    "charter",
    "constitution",
];

const INSTRUMENTS: [&str; 5] = ["ratification", "acceptance", "approval", "accession", "succession"];

/// Whether a word names a treaty.
pub(super) fn is_treaty(word: &str) -> bool {
    TREATIES.iter().any(|treaty| word.starts_with(treaty))
}

/// Finds what a sentence says about withdrawing, denouncing, rescinding, succeeding and not becoming a party.
///
/// Empty where it speaks of none of these.
pub(super) fn topics(sentence: &str) -> Vec<Topic> {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = Vec::new();
    if lower.contains("not intend to become") || lower.contains("not to become a party") || no_intention(&lower) {
        found.push(Topic::NotBecomingParty);
    }
    let mut past = 0;
    for (at, word) in words.iter().enumerate() {
        if at < past {
            continue;
        }
        let before = &words[at.saturating_sub(12)..at];
        let after = &words[at + 1..words.len().min(at + 16)];
        let topic = if word.starts_with("withdr") {
            withdrawing(before, after)
        } else if word.starts_with("denounc") || word.starts_with("denunc") {
            denouncing(before, after)
        } else if word.starts_with("rescind") || word.starts_with("rescis") || word.starts_with("revo") {
            // The words of withdrawal that follow belong to what is taken back.
            if after.iter().take(8).any(|word| is_notice(word)) {
                past = at + 9;
                Some(Topic::TakingBack)
            } else {
                None
            }
        } else if *word == "succession" || word.starts_with("succeed") {
            succeeding(before, after)
        } else {
            None
        };
        found.extend(topic);
    }
    found.dedup();
    found
}

fn no_intention(lower: &str) -> bool {
    lower.contains("no intention") && lower.contains("party")
}

fn is_notice(word: &&str) -> bool {
    word.starts_with("withdr") || word.starts_with("denunc") || word.starts_with("denounc")
}

fn is_other(word: &&str) -> bool {
    OTHER_THINGS.iter().any(|other| word.starts_with(other))
}

fn withdrawing(before: &[&str], after: &[&str]) -> Option<Topic> {
    let near = &after[..after.len().min(7)];
    let noun = before.last().is_some_and(|word| *word == "of") && before.iter().rev().nth(1).is_some_and(is_a_paper);
    if !noun && near.iter().any(is_a_paper) && near.iter().any(is_notice) {
        return Some(Topic::TakingBack);
    }
    if near.contains(&"signature") {
        return Some(Topic::NotBecomingParty);
    }
    let treaty = after.iter().position(|word| is_treaty(word));
    let other = after.iter().position(is_other);
    let instrument = near.iter().position(|word| INSTRUMENTS.contains(word));
    if instrument.is_some_and(|at| other.is_none_or(|other| at < other) && treaty.is_none_or(|treaty| at < treaty)) {
        let object = &near[..instrument.unwrap_or_default()];
        if object.iter().all(|word| matches!(*word, "of" | "the" | "its" | "instrument" | "their" | "s" | "from")) {
            return Some(Topic::UndoingConsent);
        }
    }
    match (treaty, other) {
        // `withdraw from the Statute`, before anything else is named.
        (Some(at), other) if other.is_none_or(|other| at < other) && after[..at].contains(&"from") => {
            Some(Topic::Leaving)
        }
        (_, Some(_)) => Some(Topic::SomethingElse),
        _ if before.iter().any(is_other) => Some(Topic::SomethingElse),
        _ if noun || decided(before) => Some(Topic::Leaving),
        _ => Some(Topic::Unclear),
    }
}

fn is_a_paper(word: &&str) -> bool {
    matches!(*word, "notification" | "notice" | "instrument" | "decision" | "letter")
}

/// `notified … of its decision to withdraw`, `of its withdrawal`.
fn decided(before: &[&str]) -> bool {
    let last = &before[before.len().saturating_sub(4)..];
    last.iter().any(|word| matches!(*word, "decision" | "decided" | "notified" | "intention" | "its"))
}

fn denouncing(before: &[&str], after: &[&str]) -> Option<Topic> {
    let treaty = after.iter().position(|word| is_treaty(word));
    let other = after.iter().position(is_other);
    if treaty.is_some_and(|at| at < 7 && other.is_none_or(|other| at < other)) {
        // Words of other states about the practice carry no act of this one.
        return Some(Topic::Leaving);
    }
    match other {
        Some(at) if at < 6 => Some(Topic::SomethingElse),
        _ if decided(before) || before.last().is_some_and(|word| *word == "of") => Some(Topic::Leaving),
        _ => Some(Topic::Unclear),
    }
}

fn succeeding(before: &[&str], after: &[&str]) -> Option<Topic> {
    let throne = ["throne", "possession", "chieftain", "titles", "property", "estate", "intestate", "inherit"];
    if after.iter().take(8).any(|word| throne.iter().any(|thing| word.starts_with(thing))) {
        return Some(Topic::SomethingElse);
    }
    // `upon succession`: when a reservation was made, not that the state succeeded.
    let upon = before.iter().rev().take(4).any(|word| matches!(*word, "upon" | "accession" | "or" | "after"));
    let other = before.iter().chain(after).any(is_other) || after.contains(&"imply") || after.contains(&"vienna");
    if upon || other { Some(Topic::SomethingElse) } else { Some(Topic::Unclear) }
}

/// Whether a sentence reports what the depositary received, which is how every act in a note is told.
pub(super) fn reports_receipt(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let told =
        ["notified", "notification", "informed", "deposited", "received", "communicated", "denounced", "withdrew"]
            .iter()
            .any(|word| lower.contains(word));
    told && (lower.contains("secretary-general")
        || lower.contains("depositary")
        || lower.contains("government")
        || lower.contains("deposited")
        || lower.contains("denounced"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_to_leave_is_told_from_other_withdrawals() {
        for text in [
            "On 6 September 2024, the Government of X deposited with the Secretary-General a notification of withdrawal.",
            "received from the Government of X a notification of withdrawal from the Covenant, dated 23 August 1997.",
            "the Government of X notified the Secretary-General of its denunciation of the Protocol.",
            "informed the Secretary-General of its decision to denounce the Optional Protocol with effect from 26 August",
            "the Government of X notified the Secretary-General of its decision to withdraw from the Statute",
            "notified the Secretary-General that it had decided to withdraw from the Kyoto Protocol effective 15 December",
            "X notified of its decision to withdraw, effective 6 March 2025.",
        ] {
            assert_eq!(topics(text), [Topic::Leaving], "{text}");
        }
        for text in [
            "notified the Secretary-General of its decision to withdraw the reservation to article 7 of the Convention.",
            "notified its withdrawal of the following declarations concerning articles 9, 10",
            "The withdrawn reservation read as follows:",
            "The reservation to Article 7 (b) was withdrawn in 2000.",
            "the notification of withdrawal of reservations was signed by the Minister",
            "notified the Secretary-General of a partial withdrawal as follows:",
            "As the Covenant does not contain a withdrawal provision, the Secretariat forwarded an aide-mémoire",
            "subject to the understanding that none of its obligations extend to the succession to the throne",
        ] {
            assert_eq!(topics(text), [Topic::SomethingElse], "{text}");
        }
    }

    #[test]
    fn taking_back_and_undoing_are_acts_of_their_own() {
        for text in [
            "notified the Secretary-General of its decision to rescind its notification of withdrawal.",
            "informed the Secretary-General of the revocation of the notice of withdrawal from the Statute.",
            "decided to withdraw its notification of withdrawal from the Convention",
        ] {
            assert_eq!(topics(text), [Topic::TakingBack], "{text}");
        }
        let text =
            "notified the Secretary-General of its decision to withdraw its instrument of accession to the Statute";
        assert_eq!(topics(text), [Topic::UndoingConsent]);
        let text = "notified the Secretary-General of the withdrawal of its ratification of the Treaty.";
        assert_eq!(topics(text), [Topic::UndoingConsent]);
        let text = "that the United States does not intend to become a party to the treaty";
        assert_eq!(topics(text), [Topic::NotBecomingParty]);
    }
}
