//! Questions to a dataset, each with one typed answer.
//!
//! A question takes an [`Inquiry`] (the dataset, today's date, what is known when, whose view) and returns a
//! report that serialises to the documented JSON. Renderers draw reports; nothing is computed there.

pub mod common;
pub mod diff;
pub mod explain;
mod inquiry;
pub mod lists;
pub mod members;
pub mod show;
pub mod status;
pub mod timeline;
pub mod withdrawals;

pub use common::{Counts, DataRef, Note, StateRef, TreatyRef};
pub use inquiry::{Inquiry, Spell};
