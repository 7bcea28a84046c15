//! What one state did under one treaty, as the data have it.

use serde_json::Value;

use super::calendar::{Day, Reading, read};

const CONSENTS: [&str; 8] = [
    "ratification",
    "acceptance",
    "approval",
    "accession",
    "succession",
    "formal_confirmation",
    "consent_to_be_bound",
    "definitive_signature",
];

/// One act that counts in law.
#[derive(Clone, Debug)]
pub(super) struct Act<'j> {
    pub(super) kind: &'j str,
    /// The day it was done, where a source gives it.
    pub(super) done: Option<Day>,
    /// The day of effect that the depositary published.
    pub(super) published: Option<Day>,
}

impl Act<'_> {
    /// The day by which acts stand in order: its own, or that of its effect where no other is known.
    pub(super) fn day(&self) -> Day {
        self.done.or(self.published).expect("an act has a day")
    }

    pub(super) fn is_signature(&self) -> bool {
        ["signature", "succession_to_signature"].contains(&self.kind)
    }

    pub(super) fn is_consent(&self) -> bool {
        CONSENTS.contains(&self.kind)
    }

    pub(super) fn is_exit(&self) -> bool {
        ["withdrawal_notice", "membership_ceased"].contains(&self.kind)
    }

    /// Of one day, an end is read before a new beginning: Guyana left the first protocol and came back at once.
    pub(super) fn precedes(&self, other: &Self) -> bool {
        (self.day(), self.is_consent()) < (other.day(), other.is_consent())
    }
}

/// The acts that count: not steps at home, nor for a territory, nor what the depositary holds to be without effect.
pub(super) fn acts<'j>(events: &[&'j Value], reading: Reading) -> Vec<Act<'j>> {
    let mut acts = Vec::new();
    for event in events {
        let kind = event["kind"].as_str().expect("a kind");
        let in_part = !event["scope"].is_null() && kind != "provisional_application";
        let views = event["views"].as_array().into_iter().flatten();
        let void = views.filter(|view| view["by"] == "depositary").any(|view| view["effective"] == false);
        if kind != "domestic" && !in_part && !void {
            let (done, published) = (read(&event["date"], reading), read(&event["effective"], reading));
            acts.push(Act { kind, done, published });
        }
    }
    acts
}
