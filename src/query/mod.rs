//! Questions to a dataset, each with one typed answer.
//!
//! A question takes an [`Inquiry`] (the dataset, today's date, what is known when, whose view) and returns a
//! report that serialises to the documented JSON. Renderers draw reports; nothing is computed there.

pub mod assertion;
pub mod atlas;
pub mod changes;
pub mod chart;
pub mod cite;
pub mod clauses;
pub mod common;
pub mod compare;
pub mod count;
pub mod diff;
pub mod explain;
pub mod export;
pub mod groups;
mod inquiry;
pub mod lists;
pub mod members;
pub mod panel;
pub mod project;
pub mod show;
pub mod stats;
pub mod status;
pub mod timeline;
pub mod upcoming;
pub mod withdrawals;

pub use common::{Counts, DataRef, Note, StateRef, TreatyRef};
pub use inquiry::{Inquiry, Spell};
