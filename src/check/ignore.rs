//! The list of findings that somebody has looked at, each with the reason.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

#[cfg(feature = "import")]
use super::foreign::{TableCheck, TableFinding};
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

/// What an explanation looks at in a finding.
struct Looked<'a> {
    check: &'a str,
    treaty: Option<&'a str>,
    state: Option<&'a str>,
    message: Cow<'a, str>,
}

/// A finding of either kind.
trait Look {
    fn look(&self) -> Looked<'_>;
}

impl Look for Finding {
    fn look(&self) -> Looked<'_> {
        Looked {
            check: self.check.name(),
            treaty: self.treaty.as_deref(),
            state: self.state.as_deref(),
            message: Cow::Borrowed(&self.message),
        }
    }
}

#[cfg(feature = "import")]
impl Look for TableFinding<'_> {
    fn look(&self) -> Looked<'_> {
        Looked {
            check: self.check.name(),
            treaty: self.treaty.map(|treaty| treaty.id),
            state: self.state.map(|state| state.id),
            message: Cow::Owned(self.message()),
        }
    }
}

impl Explained {
    fn explains(&self, finding: &Looked<'_>) -> bool {
        let same = |wanted: &Option<String>, found: Option<&str>| wanted.is_none() || wanted.as_deref() == found;
        finding.check == self.check
            && same(&self.treaty, finding.treaty)
            && same(&self.state, finding.state)
            && self.contains.as_ref().is_none_or(|words| finding.message.contains(words))
    }
}

/// The names of all checks: of the record, and of other people's tables.
fn names() -> Vec<&'static str> {
    let names = Check::ALL.iter().map(|check| check.name());
    #[cfg(feature = "import")]
    let names = names.chain(TableCheck::ALL.iter().map(|check| check.name()));
    let mut known: Vec<&str> = Vec::new();
    for name in names {
        if !known.contains(&name) {
            known.push(name);
        }
    }
    known
}

impl IgnoreList {
    /// What is wrong with the list itself: unknown checks, explanations without a reason.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let known = names();
            if !known.contains(&entry.check.as_str()) {
                found.push(format!("entry {at}: no check is called {:?}; there are {}", entry.check, known.join(", ")));
            }
            if entry.reason.trim().is_empty() {
                found.push(format!("entry {at}: an explanation needs its reason"));
            }
        }
        found
    }

    /// Applies the list to findings in the record.
    pub(super) fn apply_to_record(
        &self,
        findings: Vec<Finding>,
        wanted: &[Check],
    ) -> (Vec<Finding>, usize, Vec<Explained>) {
        let ran = |name: &str| Check::from_name(name).is_some_and(|it| wanted.is_empty() || wanted.contains(&it));
        self.apply(findings, ran)
    }

    /// Applies the list to findings in a table of somebody else.
    #[cfg(feature = "import")]
    pub(super) fn apply_to_table<'d>(
        &self,
        findings: Vec<TableFinding<'d>>,
        wanted: &[TableCheck],
    ) -> (Vec<TableFinding<'d>>, usize, Vec<Explained>) {
        let ran = |name: &str| TableCheck::from_name(name).is_some_and(|it| wanted.is_empty() || wanted.contains(&it));
        self.apply(findings, ran)
    }

    /// Splits findings into those that stand and the number of those explained; lists idle explanations of checks
    /// that ran.
    fn apply<F: Look>(&self, findings: Vec<F>, ran: impl Fn(&str) -> bool) -> (Vec<F>, usize, Vec<Explained>) {
        if self.entries.is_empty() {
            return (findings, 0, Vec::new());
        }
        let mut used = vec![false; self.entries.len()];
        let before = findings.len();
        let stands = |finding: &F| {
            let finding = finding.look();
            let mut explained = false;
            for (entry, used) in self.entries.iter().zip(&mut used) {
                if entry.explains(&finding) {
                    *used = true;
                    explained = true;
                }
            }
            !explained
        };
        let left: Vec<F> = findings.into_iter().filter(stands).collect();
        let idle = self.entries.iter().zip(used).filter(|(entry, used)| !used && ran(&entry.check));
        let idle = idle.map(|(entry, _)| entry.clone()).collect();
        let explained = before - left.len();
        (left, explained, idle)
    }
}
