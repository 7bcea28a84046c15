//! The law: what a state's acts and a treaty's clauses make of a day.
//!
//! Pure: acts and rules go in, episodes, intervals and statuses come out. Nothing here prints, reads a
//! file or knows today's date. Days are calendar days without a time zone, intervals are half-open.
//!
//! The parts, in the order in which they build on each other: [`arithmetic`] counts from one day to
//! another; [`Rules`] are a treaty's clauses; [`History`] is what one state's [`Act`]s under one treaty
//! amount to; [`Interval`]s cut that history into days of one [`Status`].

mod act;
pub mod arithmetic;
mod entry;
mod history;
mod interval;
mod leaving;
mod reading;
mod rules;
mod status;

pub use act::{Act, Pick};
pub use entry::{Basis, Effect, general_date};
pub use history::{Ending, Episode, History, Idle, Lifetime, Reason, Standing};
pub use interval::{Interval, intervals};
pub use leaving::{NoEffect, earliest_notice, effect_of_notice, latest_notice};
pub use reading::Reading;
pub use rules::{LaterRule, LeavingRule, Rules};
pub use status::Status;
