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
/// Empty where it speaks of none of these. `title` is the treaty's own in lower case, to tell it from another.
pub(super) fn topics(sentence: &str, title: &str) -> Vec<Topic> {
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
            let topic = withdrawing(before, after, title);
            if topic == Topic::TakingBack {
                past = at + 9;
            }
            Some(topic)
        } else if word.starts_with("denounc") || word.starts_with("denunc") {
            Some(denouncing(before, after, title))
        } else if word.starts_with("rescind") || word.starts_with("rescis") || word.starts_with("revo") {
            // The words of withdrawal that follow belong to what is taken back.
            if after.iter().take(8).any(is_notice) {
                past = at + 9;
                Some(Topic::TakingBack)
            } else {
                None
            }
        } else if *word == "succession" || word.starts_with("succeed") {
            Some(succeeding(before, after, &lower))
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

/// Whether the words after a treaty's noun make it another one: `the Convention concerning Underground Work`.
///
/// `title` is the treaty's own in lower case.
pub(super) fn another_treaty(after: &[&str], title: &str) -> bool {
    let (Some(joint), Some(next)) = (after.first(), after.get(1)) else { return false };
    // `for Lithuania`, `for the second time`: whom or when it concerns.
    let matter_of = *joint == "for" && *next == "the" && !after.get(2).is_some_and(|word| word.ends_with("nd"));
    let names_it = matter_of || matches!(*joint, "of" | "on" | "against" | "concerning" | "relating" | "between");
    let matter = after[1..].iter().find(|word| !matches!(**word, "the" | "to" | "a"));
    names_it
        && !next.starts_with(|c: char| c.is_ascii_digit())
        && matter.is_none_or(|word| !title.contains(word.to_lowercase().as_str()))
}

fn withdrawing(before: &[&str], after: &[&str], title: &str) -> Topic {
    let near = &after[..after.len().min(7)];
    let noun = before.last().is_some_and(|word| *word == "of") && before.iter().rev().nth(1).is_some_and(is_a_paper);
    if !noun && near.iter().any(is_a_paper) && near.iter().any(is_notice) {
        return Topic::TakingBack;
    }
    // What stands between the verb and its object when nothing else does.
    let direct = |object: &[&str]| {
        object.iter().all(|word| matches!(*word, "of" | "the" | "its" | "instrument" | "their" | "s" | "from"))
    };
    if near.iter().position(|word| *word == "signature").is_some_and(|at| direct(&near[..at])) {
        return Topic::NotBecomingParty;
    }
    if near.iter().position(|word| INSTRUMENTS.contains(word)).is_some_and(|at| direct(&near[..at])) {
        return Topic::UndoingConsent;
    }
    let treaty = after.iter().position(|word| is_treaty(word));
    let other = after.iter().position(is_other);
    match (treaty, other) {
        (Some(at), _) if another_treaty(&after[at + 1..], title) => Topic::SomethingElse,
        // `withdraw from the Statute`, before anything else is named.
        (Some(at), other) if other.is_none_or(|other| at < other) && after[..at].contains(&"from") => Topic::Leaving,
        (_, Some(_)) => Topic::SomethingElse,
        _ if before.iter().any(is_other) => Topic::SomethingElse,
        _ if noun || decided(before) => Topic::Leaving,
        _ => Topic::Unclear,
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

fn denouncing(before: &[&str], after: &[&str], title: &str) -> Topic {
    let treaty = after.iter().position(|word| is_treaty(word));
    let other = after.iter().position(is_other);
    if let Some(at) = treaty.filter(|&at| at < 7 && other.is_none_or(|other| at < other)) {
        return if another_treaty(&after[at + 1..], title) { Topic::SomethingElse } else { Topic::Leaving };
    }
    match other {
        Some(at) if at < 6 => Topic::SomethingElse,
        _ if decided(before) || before.last().is_some_and(|word| *word == "of") => Topic::Leaving,
        _ => Topic::Unclear,
    }
}

fn succeeding(before: &[&str], after: &[&str], lower: &str) -> Topic {
    let throne = ["throne", "possession", "chieftain", "titles", "property", "estate", "intestate", "inherit"];
    let upon = before.iter().rev().take(4).any(|word| matches!(*word, "upon" | "accession" | "or" | "after"));
    let other = before.iter().chain(after).any(is_other);
    // `upon succession`: when a reservation was made, not that the state succeeded.
    let aside = ["recognition", "does not imply", "vienna convention"].iter().any(|words| lower.contains(words));
    let inherited = after.iter().take(8).any(|word| throne.iter().any(|thing| word.starts_with(thing)));
    if upon || other || aside || inherited { Topic::SomethingElse } else { Topic::Unclear }
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
            "notified the Secretary-General of its decision to withdraw from the Convention on Mines.",
        ] {
            assert_eq!(topics(text, "convention on mines"), [Topic::Leaving], "{text}");
        }
        for text in [
            "notified the Secretary-General of its decision to withdraw the reservation to article 7 of the Convention.",
            "notified its withdrawal of the following declarations concerning articles 9, 10",
            "The withdrawn reservation read as follows:",
            "The reservation to Article 7 (b) was withdrawn in 2000.",
            "the notification of withdrawal of reservations was signed by the Minister",
            "notified the Secretary-General of a partial withdrawal as follows:",
            "As the Covenant does not contain a withdrawal provision, the Secretariat forwarded an aide-mémoire",
            "that it denounced the Convention concerning the employment of women on underground work in 1987",
            "its decision to withdraw the declaration made upon signature and confirmed upon ratification",
            "subject to the understanding that none of its obligations extend to the succession to the throne",
        ] {
            assert_eq!(topics(text, "convention on mines"), [Topic::SomethingElse], "{text}");
        }
    }

    #[test]
    fn taking_back_and_undoing_are_acts_of_their_own() {
        for text in [
            "notified the Secretary-General of its decision to rescind its notification of withdrawal.",
            "informed the Secretary-General of the revocation of the notice of withdrawal from the Statute.",
            "decided to withdraw its notification of withdrawal from the Convention",
        ] {
            assert_eq!(topics(text, "convention on mines"), [Topic::TakingBack], "{text}");
        }
        let text =
            "notified the Secretary-General of its decision to withdraw its instrument of accession to the Statute";
        assert_eq!(topics(text, "convention on mines"), [Topic::UndoingConsent]);
        let text = "notified the Secretary-General of the withdrawal of its ratification of the Treaty.";
        assert_eq!(topics(text, "convention on mines"), [Topic::UndoingConsent]);
        let text = "that the United States does not intend to become a party to the treaty";
        assert_eq!(topics(text, "convention on mines"), [Topic::NotBecomingParty]);
    }
}
