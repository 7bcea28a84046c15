//! Whom and what the cells of a foreign table name.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::cells::{quoted, without_notes};
use crate::date::PartialDate;
use crate::import::{ParticipantNames, resolve};
use crate::model::CodeSpan;
use crate::names::{NameError, fold, resolve_state, resolve_treaty, states_called};
use crate::record::{Dataset, StateId, TreatyId};
use crate::text::short;

/// For how many unknown names the nearest known ones are looked up, which takes long.
const MOST_SUGGESTIONS: usize = 200;

/// Finds states and treaties, each name once.
pub(super) struct Names<'d> {
    pub data: &'d Dataset,
    states: HashMap<String, Vec<StateId>>,
    /// Who bears a name in the table that is nobody else's.
    distinct: HashSet<StateId>,
    treaties: HashMap<String, Option<TreatyId>>,
    cow: HashMap<u16, Vec<(CodeSpan, StateId)>>,
    gw: HashMap<u16, Vec<(CodeSpan, StateId)>>,
    suggested: usize,
    /// Who may be meant by a name that several bear.
    pub possible: HashSet<StateId>,
}

/// The names of a table, where several states may bear one in turn.
struct Strict<'d>(&'d Dataset);

impl ParticipantNames for Strict<'_> {
    fn state_id(&self, name: &str, on: Option<PartialDate>) -> Option<String> {
        match states_called(self.0, name, on.map(PartialDate::first_day)).as_slice() {
            [only] => Some(self.0.state_id(*only).to_owned()),
            _ => None,
        }
    }
}

impl<'d> Names<'d> {
    pub(super) fn new(data: &'d Dataset) -> Self {
        Self {
            data,
            states: HashMap::new(),
            distinct: HashSet::new(),
            treaties: HashMap::new(),
            cow: HashMap::new(),
            gw: HashMap::new(),
            suggested: 0,
            possible: HashSet::new(),
        }
    }

    /// Reads the lists of numbers, for a table that has them.
    pub(super) fn know_numbers(&mut self) {
        for state in self.data.states() {
            let Some(full) = self.data.full_state(state) else { continue };
            for (list, codes) in [(&mut self.cow, full.cow), (&mut self.gw, full.gw)] {
                for span in codes {
                    list.entry(span.code).or_default().push((span, state));
                }
            }
        }
    }

    /// The state that has a number on a day; `None` where none or several have.
    pub(super) fn numbered(&self, cow: bool, cell: &str, on: NaiveDate) -> Option<StateId> {
        let code: u16 = cell.strip_suffix(".0").unwrap_or(cell).parse().ok()?;
        let holders = if cow { &self.cow } else { &self.gw }.get(&code)?;
        let then = |(span, _): &&(CodeSpan, StateId)| {
            span.from.is_none_or(|from| from.first_day() <= on) && span.until.is_none_or(|until| on < until.first_day())
        };
        let mut found: Vec<StateId> = holders.iter().filter(then).map(|&(_, state)| state).collect();
        found.dedup();
        if let [only] = found[..] { Some(only) } else { None }
    }

    /// Takes note of a name, so that another in the table can be told from it.
    pub(super) fn note(&mut self, name: &str) {
        if let [only] = *self.called(name) {
            self.distinct.insert(only);
        }
    }

    /// Whom a name can mean, on whatever day.
    fn called(&mut self, name: &str) -> &[StateId] {
        if !self.states.contains_key(name) {
            let data = self.data;
            let plain = plain(name);
            let styled = |name: &str| resolve::state(&Strict(data), name, None).and_then(|id| data.state(&id));
            let mut found = states_called(data, &plain, None);
            if found.is_empty() {
                found.extend(styled(&plain));
            }
            self.states.insert(name.to_owned(), found);
        }
        &self.states[name]
    }

    /// The state that a name means on a day.
    ///
    /// A name that several bear means the one whose own name it is where the table names all the others otherwise:
    /// beside "Democratic Republic of the Congo", "Congo" is the other.
    pub(super) fn state(&mut self, name: &str, on: NaiveDate) -> Result<StateId, NameError> {
        match *self.called(name) {
            [only] => return Ok(only),
            [] => {
                if self.suggested >= MOST_SUGGESTIONS {
                    let name = name.to_owned();
                    return Err(NameError { what: "state", name, ambiguous: false, candidates: Vec::new(), others: 0 });
                }
                self.suggested += 1;
                return resolve_state(self.data, &plain(name), Some(on));
            }
            _ => {}
        }
        let plain = plain(name);
        let then = states_called(self.data, &plain, Some(on));
        if let [only] = then[..] {
            return Ok(only);
        }
        let own = |state: &&StateId| fold(self.data.state_name(**state)) == fold(&plain);
        if let Some(&own) = then.iter().find(own)
            && then.iter().all(|state| *state == own || self.distinct.contains(state))
        {
            return Ok(own);
        }
        self.possible.extend(then);
        resolve_state(self.data, &plain, Some(on))
    }

    /// The treaty of a name with its short name or number behind it: `WIPO Copyright Treaty (WCT)`.
    fn with_brackets(&self, name: &str) -> Option<TreatyId> {
        let (title, inner) = name.strip_suffix(')')?.rsplit_once('(')?;
        let mut found: Vec<u16> =
            [title, inner].iter().flat_map(|part| self.data.treaty_keys(&fold(part))).map(|key| key.target).collect();
        found.sort_unstable();
        found.dedup();
        if let [only] = found[..] { Some(TreatyId(only)) } else { None }
    }

    /// Who may be meant by a name that several bear on a day.
    pub(super) fn several(&self, name: &str, on: NaiveDate) -> Vec<StateId> {
        states_called(self.data, &plain(name), Some(on))
    }

    /// A state as findings name it.
    pub(super) fn label(&self, state: StateId) -> String {
        format!("{} ({})", self.data.state_name(state), self.data.state_id(state))
    }

    /// Why a name is no treaty's.
    pub(super) fn no_treaty(&mut self, name: &str) -> String {
        self.suggested += 1;
        if self.suggested > MOST_SUGGESTIONS {
            return format!("no treaty is called {}", quoted(name));
        }
        let error = resolve_treaty(self.data, name).err();
        let error = error.map(|error| NameError { name: short(&error.name, 60), ..error });
        error.map_or_else(|| format!("{} is no treaty's name", quoted(name)), |error| error.to_string())
    }

    /// The treaty that a name means; `None` where it means none or several.
    pub(super) fn treaty(&mut self, name: &str) -> Option<TreatyId> {
        // A running number of theirs is the name of nothing here.
        if !name.chars().any(char::is_alphabetic) {
            return None;
        }
        if let Some(&known) = self.treaties.get(name) {
            return known;
        }
        let found = if self.treaties.len() < MOST_SUGGESTIONS * 10 {
            resolve_treaty(self.data, name).ok().or_else(|| self.with_brackets(name))
        } else {
            self.data.treaty(name)
        };
        self.treaties.insert(name.to_owned(), found);
        found
    }
}

/// A name without footnote marks: `Andorra* a`, `Albania 2`, `Netherlands<sup>3</sup>`.
fn plain(name: &str) -> String {
    let name = without_notes(name);
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let is_mark = |word: &str| {
        word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase())
            || word.chars().all(|c| matches!(c, '*' | '[' | ']' | ',' | '†' | '‡' | '§' | '0'..='9'))
    };
    while words.len() > 1 && words.last().is_some_and(|word| is_mark(word)) {
        words.pop();
    }
    words.join(" ").trim_end_matches(['*', '†', '‡', '§', '¹', '²', '³']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn footnote_marks_are_no_part_of_a_name() {
        for (printed, wanted) in [
            ("Andorra* a", "Andorra"),
            ("Albania 2, 3", "Albania"),
            ("Netherlands<superscript>3</superscript>", "Netherlands"),
            ("Korea, Republic of", "Korea, Republic of"),
            ("France [1]", "France"),
            ("004", "004"),
        ] {
            assert_eq!(plain(printed), wanted);
        }
    }
}
