//! Whether a state was bound by a treaty on a day, why, and until when.
//!
//! The house has four rooms, and each knows only those before it: the facts ([`model`], [`date`])
//! walk in at one door, go through the law, are asked, and leave in a form.

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod built_in;
pub mod check;
pub mod date;
pub mod days;
#[cfg(feature = "cli")]
pub mod form;
#[cfg(feature = "import")]
pub mod import;
pub mod law;
pub mod model;
pub mod names;
pub mod query;
pub mod record;
mod text;

pub use date::{DateError, PartialDate};
