//! Participants as a record knows them.

use super::ParticipantNames;
use crate::date::PartialDate;
use crate::names::{fold, states_called};
use crate::record::{Dataset, StateId};

/// Finds participants among the states of a record, by every name, former name, alias and code.
#[derive(Clone, Copy, Debug)]
pub struct StatesOf<'d>(pub &'d Dataset);

impl ParticipantNames for StatesOf<'_> {
    fn state_id(&self, name: &str, on: Option<PartialDate>) -> Option<String> {
        let Self(data) = self;
        let id = |state: StateId| data.state_id(state).to_owned();
        match states_called(data, name, on.map(PartialDate::first_day)).as_slice() {
            [only] => Some(id(*only)),
            // A register prints a state's own name: `Congo` there is the state whose name is just that.
            several => {
                let own = several.iter().find(|&&state| fold(data.state_name(state)) == fold(name));
                own.map(|&state| id(state))
            }
        }
    }
}
