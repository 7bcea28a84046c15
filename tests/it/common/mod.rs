//! What tests of the shipped record share.

#![allow(dead_code, unreachable_pub, reason = "each test takes what it needs")]

#[cfg(feature = "cli")]
pub mod program;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use treaty::query::Inquiry;
use treaty::query::status::StatusResult;
use treaty::record::{Dataset, StateId, TreatyId};

/// The day on which tests of the shipped record take place.
pub const TODAY: &str = "2026-11-24";

/// A day, as written in the test.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("the test has a proper day")
}

/// An inquiry on [`TODAY`].
pub fn inquiry(data: &Dataset) -> Inquiry<'_> {
    Inquiry::new(data, day(TODAY))
}

/// The state with an id.
#[track_caller]
pub fn state(data: &Dataset, id: &str) -> StateId {
    data.state(id).unwrap_or_else(|| panic!("the record has no state {id}"))
}

/// The treaty with a slug.
#[track_caller]
pub fn treaty(data: &Dataset, id: &str) -> TreatyId {
    data.treaty(id).unwrap_or_else(|| panic!("the record has no treaty {id}"))
}

/// The status of a state under a treaty on a day.
#[track_caller]
pub fn status<'d>(data: &'d Dataset, who: &str, what: &str, on: &str) -> StatusResult<'d> {
    inquiry(data).status_of(state(data, who), treaty(data, what), day(on))
}

/// The folder with the depositaries' saved records, where there is one: they are too large to ship.
pub fn sources() -> Option<PathBuf> {
    let named = std::env::var_os("TREATY_SOURCES").map(PathBuf::from);
    let near = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sources");
    [named, Some(near)].into_iter().flatten().find(|path| path.is_dir())
}
