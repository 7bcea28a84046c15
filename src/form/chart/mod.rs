//! Pictures, as SVG: text that any browser, editor or typesetting program draws.
//!
//! Colours are those of Okabe and Ito, which people with any colour vision can tell apart; a window of
//! withdrawal is hatched besides, so that colour is not needed to find it.

mod map;
mod members;
mod svg;
mod timeline;

pub use map::map;
pub use members::members;
pub use timeline::timeline;

use crate::law::Status;

/// The colour of a status.
#[must_use]
pub const fn colour(status: Status) -> &'static str {
    match status {
        Status::Party => "#0072b2",
        Status::Withdrawing => "#e69f00",
        Status::FormerParty => "#d55e00",
        Status::Suspended => "#f0e442",
        Status::Consented => "#009e73",
        Status::Provisional => "#cc79a7",
        Status::Signatory => "#56b4e9",
        Status::Undetermined => "#999999",
        Status::NotParty => "#e4e4e4",
    }
}

/// What stands under every picture: where it comes from and how it was made.
#[derive(Clone, Copy, Debug)]
pub struct Caption<'a> {
    /// The data, in words.
    pub data: &'a str,
    /// The command that makes the picture again.
    pub command: &'a str,
}
