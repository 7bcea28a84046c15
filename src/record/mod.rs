//! The one door: files of facts come in, are checked, and are laid out to be asked.
//!
//! [`read`] turns the JSON files of a data directory into a [`Record`], [`validate`] refuses what cannot
//! be, [`write`] is the only writer of the files' form, and [`pack`] lays a record out in columns which a
//! [`Dataset`] reads in place. The program's own data and a `--data` directory end up behind the same
//! [`Dataset`].

mod columns;
mod dataset;
mod locate;
mod pack;
mod problem;
pub mod read;
mod rows;
pub mod validate;
mod verify;
pub mod write;

use serde::{Deserialize, Serialize};

pub use columns::{PACKED, PackedError};
pub use dataset::{Dataset, Pair};
pub use pack::pack;
pub use problem::{Problem, Problems};
pub use read::File;
pub use rows::{EventRow, IntervalRow, LeavingKind, LeavingRow, More, SourceRow, StateId, TreatyId};

use crate::date::PartialDate;
use crate::law::{History, Idle, NoEffect};
use crate::model::{EventKind, Source, State, Treaty};

/// A whole dataset as its files hold it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// What the dataset is called and which version it is.
    pub about: About,
    /// States and other participants, by id.
    pub states: Vec<State>,
    /// Sources, by id.
    pub sources: Vec<Source>,
    /// Treaties with their events, in the order in which they were read.
    pub treaties: Vec<Treaty>,
}

/// The dataset's own version, as `data/dataset.json` gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The version of the facts, apart from the program's.
    pub version: String,
    /// The day of this version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released: Option<PartialDate>,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The licence of the collection; each source keeps its own terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

/// Whose view an answer takes where nobody asks for another.
pub const DEFAULT_VIEW: &str = "depositary";

/// Every leaving in a history: those that took or will take effect, those taken back, those without effect.
#[must_use]
pub fn leavings(history: &History) -> Vec<LeavingRow> {
    let mut found = Vec::new();
    let row = |event, notice, effective, kind| LeavingRow {
        pair: 0,
        event,
        notice,
        effective,
        rescinded: None,
        kind,
        inferred: false,
        conditional: false,
    };
    for episode in &history.episodes {
        for (ending, back) in &episode.rescinded {
            let foreseen = Some(ending.effect.day);
            let rescinded = back.known_from();
            let taken_back = row(ending.act.event, ending.notice, foreseen, LeavingKind::Rescinded);
            found.push(LeavingRow { rescinded, ..taken_back });
        }
        for (notice, _) in &episode.disputed {
            found.push(row(notice.event, notice.day, notice.effective, LeavingKind::Disputed));
        }
        if let Some((notice, _)) = episode.open_notice {
            found.push(row(notice.event, notice.day, None, LeavingKind::Open));
        }
        let Some(ending) = episode.ending else { continue };
        let kind = match ending.act.kind {
            EventKind::WithdrawalNotice => LeavingKind::Notice,
            EventKind::MembershipCeased => LeavingKind::Cessation,
            _ => continue,
        };
        found.push(LeavingRow {
            inferred: ending.inferred,
            conditional: ending.tail.is_some(),
            ..row(ending.act.event, ending.notice, Some(ending.effect.day), kind)
        });
    }
    let ignored = history.idle.iter().filter(|(_, idle)| matches!(idle, Idle::NoEffect(NoEffect::NothingToLeave)));
    for (act, _) in ignored.filter(|(act, _)| act.kind == EventKind::WithdrawalNotice) {
        found.push(row(act.event, act.day, act.effective, LeavingKind::Disputed));
    }
    found
}
