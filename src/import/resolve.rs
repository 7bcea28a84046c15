//! From a name as a record writes it to a state's id.

use super::ParticipantNames;
use crate::date::PartialDate;

/// What a state is called besides its name. Longer forms come before the shorter that they contain.
const STYLES: [&str; 24] = [
    "Democratic Socialist Republic of ",
    "Federal Democratic Republic of ",
    "Federal Republic of ",
    "Federative Republic of ",
    "Socialist Republic of ",
    "Bolivarian Republic of ",
    "Plurinational State of ",
    "Islamic Republic of the ",
    "Islamic Republic of ",
    "United Republic of ",
    "Arab Republic of ",
    "People's Republic of ",
    "Republic of the ",
    "Republic of ",
    "Hashemite Kingdom of ",
    "Kingdom of the ",
    "Kingdom of ",
    "Grand Duchy of ",
    "Principality of ",
    "Commonwealth of the ",
    "Commonwealth of ",
    "Sultanate of ",
    "State of ",
    "Government of ",
];

/// Two states bear these names, so that the style is what tells them apart.
const SHARED: [&str; 6] = ["China", "Korea", "Congo", "Yemen", "Viet-Nam", "Viet Nam"];

/// The longest name in bytes: no state has one that comes near.
const LONGEST: usize = 256;

/// Returns the state that a printed name means.
pub(crate) fn state(names: &dyn ParticipantNames, name: &str, on: Option<PartialDate>) -> Option<String> {
    let name = name.trim().trim_end_matches([',', '.', ';', ':']).trim_end_matches("'s").trim_end_matches("’s");
    let name = name.trim_start_matches("the ").trim_start_matches("The ").trim();
    if name.len() > LONGEST {
        return None;
    }
    if !name.chars().next().is_some_and(char::is_uppercase) && !name.starts_with("former ") {
        return None;
    }
    if let Some(id) = names.state_id(name, on) {
        return Some(id);
    }
    if let Some(rest) = name.strip_prefix("former ").or_else(|| name.strip_prefix("Former ")) {
        return state(names, rest, on);
    }
    let plain = name.replace('’', "'");
    for style in STYLES {
        if let Some(rest) = plain.strip_prefix(style) {
            return if SHARED.iter().any(|shared| rest.starts_with(shared)) { None } else { state(names, rest, on) };
        }
    }
    let (before, _) = name.split_once(" (")?;
    if SHARED.contains(&before) { None } else { names.state_id(before, on) }
}

/// Returns the state whose name a text begins with: the longest that is one.
pub(super) fn leading(names: &dyn ParticipantNames, text: &str, on: Option<PartialDate>) -> Option<String> {
    let mut ends: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        if c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | ')') {
            ends.push(at);
            if ends.len() == 16 {
                break;
            }
        }
    }
    if ends.len() < 16 {
        ends.push(text.len());
    }
    ends.iter().rev().find_map(|&end| state(names, &text[..end], on))
}

/// Returns the state whose name a text ends with: the longest that is one.
pub(super) fn trailing(names: &dyn ParticipantNames, text: &str, on: Option<PartialDate>) -> Option<String> {
    let text = text.trim_end();
    let mut starts: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at + 1).collect();
    starts.insert(0, 0);
    let from = starts.len().saturating_sub(14);
    starts[from..].iter().find_map(|&start| text.get(start..).and_then(|name| state(names, name, on)))
}

/// Returns the state that a sentence calls the actor: whose Government does it.
pub(super) fn government(names: &dyn ParticipantNames, text: &str, on: Option<PartialDate>) -> Option<String> {
    let place = ["Government of ", "Government "].iter().find_map(|words| {
        let place = text.find(words)?;
        Some(place + words.len())
    })?;
    leading(names, &text[place..], on)
}
