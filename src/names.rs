//! stub
use crate::date::PartialDate;
use crate::model::{State, Treaty};
pub struct Entry {
    pub key: String,
    pub target: u16,
    pub from: Option<PartialDate>,
    pub until: Option<PartialDate>,
}
pub fn state_entries(_: &[&State]) -> Vec<Entry> {
    Vec::new()
}
pub fn treaty_entries(_: &[&Treaty]) -> Vec<Entry> {
    Vec::new()
}
