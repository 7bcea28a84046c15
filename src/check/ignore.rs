//! The list of findings that somebody has looked at, each with the reason.

use serde::{Deserialize, Serialize};

use super::{Check, Finding};

/// Findings that are explained.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IgnoreList {
    /// The explanations.
    pub entries: Vec<Explained>,
}

/// One explanation: which findings it is for, and why they may stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Explained {
    /// The name of the check.
    pub check: String,
    /// The treaty; absent for every treaty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub treaty: Option<String>,
    /// The state; absent for every state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Words that the finding contains; absent for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contains: Option<String>,
    /// Why it may stand.
    pub reason: String,
}

impl Explained {
    fn explains(&self, finding: &Finding) -> bool {
        let same = |wanted: &Option<String>, found: &Option<String>| wanted.is_none() || wanted == found;
        finding.check.name() == self.check
            && same(&self.treaty, &finding.treaty)
            && same(&self.state, &finding.state)
            && self.contains.as_ref().is_none_or(|words| finding.message.contains(words))
    }
}

impl IgnoreList {
    /// What is wrong with the list itself: unknown checks, explanations without a reason.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if Check::from_name(&entry.check).is_none() {
                let known: Vec<&str> = Check::ALL.iter().map(|check| check.name()).collect();
                found.push(format!("entry {at}: no check is called {:?}; there are {}", entry.check, known.join(", ")));
            }
            if entry.reason.trim().is_empty() {
                found.push(format!("entry {at}: an explanation needs its reason"));
            }
        }
        found
    }

    /// Splits findings into those that stand and the number of those explained; lists idle explanations.
    pub(super) fn apply(&self, findings: Vec<Finding>, wanted: &[Check]) -> (Vec<Finding>, usize, Vec<Explained>) {
        let mut used = vec![false; self.entries.len()];
        let before = findings.len();
        let stands = |finding: &Finding| {
            let mut explained = false;
            for (entry, used) in self.entries.iter().zip(&mut used) {
                if entry.explains(finding) {
                    *used = true;
                    explained = true;
                }
            }
            !explained
        };
        let left: Vec<Finding> = findings.into_iter().filter(stands).collect();
        let asked = |entry: &Explained| wanted.is_empty() || wanted.iter().any(|check| check.name() == entry.check);
        let idle = self.entries.iter().zip(used).filter(|(entry, used)| !used && asked(entry));
        let idle = idle.map(|(entry, _)| entry.clone()).collect();
        let explained = before - left.len();
        (left, explained, idle)
    }
}
