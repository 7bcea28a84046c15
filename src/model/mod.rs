//! What the dataset stores: states, sources, treaties with their final clauses, and events.
//!
//! These types are the files of `data/`, one to one. They hold facts and rules and never a status: what
//! follows from them is the business of [`crate::law`].

mod event;
mod rule;
#[cfg(feature = "schema")]
pub mod schema;
mod source;
mod state;
mod treaty;

pub use event::{Event, EventKind, Evidence, View, Witness};
pub use rule::{
    Condition, Counting, Cutoff, EntryIntoForce, LaterParty, Offset, ProvisionalEnd, Tail, Trigger, Withdrawal,
    WithdrawalClass,
};
pub use source::Source;
pub use state::{CodeSpan, FormerName, Predecessor, Span, State, StateKind, Succession};
pub use treaty::{Adoption, Consents, Coverage, Effects, Obligations, PublishedCount, Treaty};
