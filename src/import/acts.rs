//! Acts in the order in which they were read, found by who did what and when.

use rustc_hash::FxHashMap;

use crate::date::PartialDate;
use crate::model::{Event, EventKind};

/// A list of acts in which none stands twice.
#[derive(Debug, Default)]
pub(super) struct Acts {
    list: Vec<Event>,
    /// For each day and kind, the states that acted, with their place in the list.
    places: FxHashMap<(Option<PartialDate>, EventKind), FxHashMap<String, usize>>,
}

impl Acts {
    fn place(&self, state: &str, kind: EventKind, date: Option<PartialDate>) -> Option<usize> {
        self.places.get(&(date, kind))?.get(state).copied()
    }

    /// Whether the state did such a thing on that day.
    pub(super) fn has(&self, state: &str, kind: EventKind, date: Option<PartialDate>) -> bool {
        self.place(state, kind, date).is_some()
    }

    /// The same act, where it is there.
    pub(super) fn same(&mut self, event: &Event) -> Option<&mut Event> {
        let place = self.place(&event.state, event.kind, event.date)?;
        self.list.get_mut(place)
    }

    /// Puts an act at the end that is not there yet, and returns its place.
    pub(super) fn push(&mut self, event: Event) -> usize {
        let place = self.list.len();
        self.places.entry((event.date, event.kind)).or_default().insert(event.state.clone(), place);
        self.list.push(event);
        place
    }

    /// The act at a place.
    pub(super) fn at(&mut self, place: usize) -> Option<&mut Event> {
        self.list.get_mut(place)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// All of them.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Event> {
        self.list.iter_mut()
    }

    /// All of them, given away.
    pub(super) fn into_list(self) -> Vec<Event> {
        self.list
    }
}
