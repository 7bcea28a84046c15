//! What a careful reader would ask about a dataset: named checks, each with its findings.
//!
//! [`crate::record::validate`] refuses what cannot be; these checks list what can be and should be looked
//! at: sources that differ, days that a depositary published against the rule, counts that do not come out.
//! A finding that somebody has looked at goes on an ignore list, with the reason. `foreign` does the same for tables
//! of others, against the record.

mod facts;
mod figures;
#[cfg(feature = "import")]
pub mod foreign;
mod ignore;

use serde::Serialize;

pub use figures::recomputed_entry_into_force;
pub use ignore::{Explained, IgnoreList};

use crate::query::Inquiry;
use crate::query::common::DataRef;
use crate::record::Record;

/// Dates that other people's tables use for "unknown" or "never".
pub(crate) const SENTINELS: [&str; 9] = [
    "0000-00-00",
    "0001-01-01",
    "1111-11-11",
    "1800-01-01",
    "1899-12-30",
    "1900-01-01",
    "9999-01-01",
    "9999-12-31",
    "9999-99-99",
];

/// The checks, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// A date that stands for "unknown" in other people's tables: 1111-11-11, 1900-01-01, 9999-12-31.
    Sentinel,
    /// The same act twice.
    Duplicate,
    /// An act on a day when the state did not exist.
    OutsideLife,
    /// An act that changes nothing, because of another on record.
    WithoutEffect,
    /// A notice that has no effect by the treaty's clause.
    DisputedNotice,
    /// A published day of effect that the rule does not give.
    PublishedAgainstComputed,
    /// The treaty's own entry into force, which its deposits do not give.
    EntryIntoForce,
    /// A published count that the record does not give.
    PublishedCount,
    /// Sources that give different days for the same act.
    Conflict,
    /// An act that its source shows no more.
    Vanished,
    /// A state with a code that is not in the form of its list.
    Code,
    /// A record whose coverage ended long ago.
    StaleCoverage,
    /// A source that nothing cites.
    UnusedSource,
}

impl Check {
    /// Every check.
    pub const ALL: [Self; 13] = [
        Self::Sentinel,
        Self::Duplicate,
        Self::OutsideLife,
        Self::WithoutEffect,
        Self::DisputedNotice,
        Self::PublishedAgainstComputed,
        Self::EntryIntoForce,
        Self::PublishedCount,
        Self::Conflict,
        Self::Vanished,
        Self::Code,
        Self::StaleCoverage,
        Self::UnusedSource,
    ];

    /// Its name, as `--deny` and ignore lists write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sentinel => "sentinel",
            Self::Duplicate => "duplicate",
            Self::OutsideLife => "outside-life",
            Self::WithoutEffect => "without-effect",
            Self::DisputedNotice => "disputed-notice",
            Self::PublishedAgainstComputed => "published-against-computed",
            Self::EntryIntoForce => "entry-into-force",
            Self::PublishedCount => "published-count",
            Self::Conflict => "conflict",
            Self::Vanished => "vanished",
            Self::Code => "code",
            Self::StaleCoverage => "stale-coverage",
            Self::UnusedSource => "unused-source",
        }
    }

    /// What it looks for, in one line.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Sentinel => "dates that stand for 'unknown' in other people's tables",
            Self::Duplicate => "the same act twice",
            Self::OutsideLife => "acts on days when the state did not exist",
            Self::WithoutEffect => "acts that change nothing because of another on record",
            Self::DisputedNotice => "notices without effect by the treaty's clause",
            Self::PublishedAgainstComputed => "published days of effect that the rule does not give",
            Self::EntryIntoForce => "the treaty's own entry into force against its deposits",
            Self::PublishedCount => "published counts that the record does not give",
            Self::Conflict => "sources that give different days for one act",
            Self::Vanished => "acts that their source shows no more",
            Self::Code => "codes of states in the wrong form",
            Self::StaleCoverage => "records that end more than two years ago",
            Self::UnusedSource => "sources that nothing cites",
        }
    }

    /// The check with a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|check| check.name() == name)
    }
}

/// Something that should be looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// Which check found it.
    pub check: Check,
    /// The file it stands in, from the data directory.
    pub file: String,
    /// The line, where the file is at hand.
    pub line: Option<usize>,
    /// The slug of the treaty.
    pub treaty: Option<String>,
    /// The id of the state.
    pub state: Option<String>,
    /// What is to be looked at, in one line.
    pub message: String,
}

impl Finding {
    fn of_treaty(check: Check, treaty: &str, state: Option<&str>, message: String) -> Self {
        let file = format!("treaties/{treaty}.json");
        Self { check, file, line: None, treaty: Some(treaty.into()), state: state.map(str::to_owned), message }
    }
}

/// The answer to `treaty check`.
#[derive(Clone, Debug, Serialize)]
pub struct CheckReport {
    /// `treaty.check/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// How many checks ran.
    pub checks: usize,
    /// How many findings the ignore list explains.
    pub explained: usize,
    /// What nobody has explained, by file.
    pub results: Vec<Finding>,
    /// Entries of the ignore list that explain nothing any more.
    pub idle_explanations: Vec<Explained>,
}

/// Runs the checks that `wanted` names (all where empty) over a record and the dataset packed from it.
#[must_use]
pub fn check(record: &Record, inquiry: &Inquiry<'_>, wanted: &[Check], ignore: &IgnoreList) -> CheckReport {
    let mut findings = Vec::new();
    facts::findings(record, inquiry, &mut findings);
    figures::findings(record, inquiry, &mut findings);
    findings.retain(|finding| wanted.is_empty() || wanted.contains(&finding.check));
    findings.sort();
    let (results, explained, idle) = ignore.apply_to_record(findings, wanted);
    CheckReport {
        schema: "treaty.check/1",
        data: inquiry.data_ref(inquiry.data.treaties()),
        checks: if wanted.is_empty() { Check::ALL.len() } else { wanted.len() },
        explained,
        results,
        idle_explanations: idle,
    }
}
