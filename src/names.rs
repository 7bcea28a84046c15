//! What states and treaties are called, and which of them a name means.
//!
//! Names are compared after folding: case, accents, punctuation and the article do not count. Nothing is
//! guessed: a name that several bear is ambiguous, and an unknown one is answered with the nearest known.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::date::PartialDate;
use crate::model::{State, Treaty};
use crate::record::{Dataset, StateId, TreatyId};
use crate::text::short;

/// How many candidates an answer names at most.
const MOST_CANDIDATES: usize = 8;
/// How alike a suggestion must be to what was typed, from 0 to 1.
const ALIKE: f64 = 0.8;

/// The longest folded name, in bytes, for which anything alike is looked for: no title is as long.
const LONGEST: usize = 1_000;
/// How many characters of a name that nobody bears an answer repeats.
const MOST_REPEATED: usize = 200;
/// How many characters of a candidate's title an answer prints: its id tells it apart.
const MOST_OF_A_TITLE: usize = 50;

/// One folded name with what it means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The folded name.
    pub key: String,
    /// The place of what it means.
    pub target: u16,
    /// The first day on which it means that; open where absent.
    pub from: Option<PartialDate>,
    /// The first day on which it does no more; open where absent.
    pub until: Option<PartialDate>,
}

/// Folds a name: lower case, no accents, no punctuation, no article, `and` for `&`, `saint` for `st`.
///
/// # Examples
///
/// ```
/// use treaty::names::fold;
///
/// assert_eq!(fold("Côte d'Ivoire"), "cote d ivoire");
/// assert_eq!(fold("The Gambia"), "gambia");
/// assert_eq!(fold("St. Kitts & Nevis"), "saint kitts and nevis");
/// ```
#[must_use]
pub fn fold(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.nfkd().filter(|&c| !is_combining_mark(c)) {
        match c {
            '&' => plain.push_str(" and "),
            'ı' => plain.push('i'),
            'ß' | 'ẞ' => plain.push_str("ss"),
            'ø' | 'Ø' => plain.push('o'),
            'ł' | 'Ł' => plain.push('l'),
            c if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ => plain.push(' '),
        }
    }
    let mut folded = String::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        let word = match word {
            "the" => continue,
            "st" => "saint",
            word => word,
        };
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// The names of states, sorted; targets are places in `states`.
#[must_use]
pub fn state_entries(states: &[&State]) -> Vec<Entry> {
    let mut entries = BTreeSet::new();
    for (target, state) in (0_u16..).zip(states) {
        let mut put = |name: &str, from, until| {
            entries.insert(Entry { key: fold(name), target, from, until });
        };
        let (from, until) = (state.exists.from, state.exists.until);
        let codes = [Some(&state.id), state.alpha2.as_ref(), state.alpha3.as_ref()];
        let names = codes.into_iter().flatten().chain(state.names.values()).chain(&state.aliases);
        for name in names {
            put(name, from, until);
        }
        for former in &state.former_names {
            put(&former.name, former.from, former.until);
        }
    }
    entries.into_iter().filter(|entry| !entry.key.is_empty()).collect()
}

/// The names of treaties, sorted; targets are places in `treaties`.
#[must_use]
pub fn treaty_entries(treaties: &[&Treaty]) -> Vec<Entry> {
    let mut entries = BTreeSet::new();
    for (target, treaty) in (0_u16..).zip(treaties) {
        let given = [Some(&treaty.id), Some(&treaty.title), treaty.short_title.as_ref(), treaty.un_number.as_ref()];
        for name in given.into_iter().flatten().chain(&treaty.aliases) {
            entries.insert(Entry { key: fold(name), target, from: None, until: None });
        }
    }
    entries.into_iter().filter(|entry| !entry.key.is_empty()).collect()
}

/// A name that means nothing here, or too much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameError {
    /// `state` or `treaty`.
    pub what: &'static str,
    /// The name as it was given; the beginning of a very long one.
    pub name: String,
    /// Whether it means several.
    pub ambiguous: bool,
    /// What it means, or what is called much alike: id and name.
    pub candidates: Vec<(String, String)>,
    /// How many more it means than `candidates` names.
    pub others: usize,
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, name, .. } = self;
        let named = |(id, name): &(String, String)| format!("{id} ({})", short(name, MOST_OF_A_TITLE));
        let list = self.candidates.iter().map(named).collect::<Vec<_>>().join(", ");
        let more = if self.others > 0 { format!(" and {} more", self.others) } else { String::new() };
        match (self.ambiguous, self.candidates.is_empty()) {
            (true, _) => write!(f, "{name:?} may mean more than one {what}: {list}{more}; say which by its id"),
            (false, true) => write!(f, "no {what} is called {name:?}; `treaty {}` lists all", plural(what)),
            (false, false) => write!(f, "no {what} is called {name:?}; did you mean {list}?"),
        }
    }
}

impl std::error::Error for NameError {}

fn plural(what: &str) -> &'static str {
    if what == "state" { "states" } else { "treaties" }
}

/// Returns every state that a name or code means, on a day where the name meant different states in turn.
///
/// A reader that tries many phrases asks this: unlike [`resolve_state`] it looks for nothing alike.
#[must_use]
pub fn states_called(data: &Dataset, name: &str, on: Option<NaiveDate>) -> Vec<StateId> {
    called(data, &fold(name), on).into_iter().map(StateId).collect()
}

fn called(data: &Dataset, key: &str, on: Option<NaiveDate>) -> Vec<u16> {
    let mut found = data.state_keys(key);
    if found.len() > 1
        && let Some(on) = on
    {
        let means = |entry: &&KeyRow| {
            entry.from.is_none_or(|from| from.first_day() <= on)
                && entry.until.is_none_or(|until| on < until.first_day())
        };
        let then: Vec<KeyRow> = found.iter().filter(means).copied().collect();
        if !then.is_empty() {
            found = then;
        }
    }
    let mut targets: Vec<u16> = found.iter().map(|entry| entry.target).collect();
    targets.sort_unstable();
    targets.dedup();
    targets
}

/// Returns the state that a name or code means, on a day where the name meant different states in turn.
///
/// # Errors
///
/// Where no state, or more than one, is called so.
///
/// # Examples
///
/// ```
/// use treaty::names::resolve_state;
///
/// let data = treaty::built_in::dataset();
/// let day = |text: &str| Some(text.parse().unwrap());
/// let id = |state| data.state_id(state);
/// assert_eq!(resolve_state(&data, "yugoslavia", day("1980-01-01")).map(id).unwrap(), "YUCS");
/// assert_eq!(resolve_state(&data, "yugoslavia", day("1995-01-01")).map(id).unwrap(), "SRB");
/// assert!(resolve_state(&data, "congo", None).unwrap_err().ambiguous);
/// ```
pub fn resolve_state(data: &Dataset, name: &str, on: Option<NaiveDate>) -> Result<StateId, NameError> {
    let key = fold(name);
    let mut targets = called(data, &key, on);
    if let [only] = targets.as_slice() {
        return Ok(StateId(*only));
    }
    let ambiguous = !targets.is_empty();
    if !ambiguous {
        targets = alike(&key, data.all_state_keys());
    }
    let named = |target: u16| (data.state_id(StateId(target)).to_owned(), data.state_name(StateId(target)).to_owned());
    Err(NameError::new("state", name, ambiguous, targets, named))
}

/// Returns the treaty that a slug, an acronym, a UN number, a title, or words of a title mean.
///
/// # Errors
///
/// Where no treaty, or more than one, is called so.
///
/// # Examples
///
/// ```
/// use treaty::names::resolve_treaty;
///
/// let data = treaty::built_in::dataset();
/// for name in ["ccm", "XXVI-6", "Convention on Cluster Munitions", "cluster munitions"] {
///     assert_eq!(resolve_treaty(&data, name).map(|treaty| data.treaty_id(treaty)).unwrap(), "ccm");
/// }
/// ```
pub fn resolve_treaty(data: &Dataset, name: &str) -> Result<TreatyId, NameError> {
    let key = fold(name);
    let mut targets: Vec<u16> = data.treaty_keys(&key).iter().map(|entry| entry.target).collect();
    targets.dedup();
    // The slug is nobody else's, whatever aliases say.
    if let Some(treaty) = data.treaty(name) {
        return Ok(treaty);
    }
    if targets.is_empty() {
        targets = with_words(data, &key);
    }
    if let [only] = targets.as_slice() {
        return Ok(TreatyId(*only));
    }
    let ambiguous = !targets.is_empty();
    if !ambiguous {
        targets = alike(&key, data.all_treaty_keys());
    }
    let named =
        |target: u16| (data.treaty_id(TreatyId(target)).to_owned(), data.short_title(TreatyId(target)).to_owned());
    Err(NameError::new("treaty", name, ambiguous, targets, named))
}

impl NameError {
    /// Whoever is not found, or is several: the first of the `targets` are named.
    fn new(
        what: &'static str,
        name: &str,
        ambiguous: bool,
        targets: Vec<u16>,
        named: impl Fn(u16) -> (String, String),
    ) -> Self {
        let others = targets.len().saturating_sub(MOST_CANDIDATES);
        let candidates = targets.into_iter().take(MOST_CANDIDATES).map(named).collect();
        Self { what, name: short(name, MOST_REPEATED), ambiguous, candidates, others }
    }
}

/// One row of a packed column of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// The place of what it means.
    pub target: u16,
    /// The first day on which it means that.
    pub from: Option<PartialDate>,
    /// The first day on which it does no more.
    pub until: Option<PartialDate>,
}

/// Treaties one of whose names has all the words that were asked for; the shortest names first.
fn with_words(data: &Dataset, key: &str) -> Vec<u16> {
    let words: Vec<&str> = key.split(' ').filter(|word| word.len() > 1).collect();
    if words.is_empty() || key.len() > LONGEST {
        return Vec::new();
    }
    let has_all = |name: &str| words.iter().all(|&word| name.split(' ').any(|own| own == word));
    let mut found: Vec<(usize, u16)> =
        data.all_treaty_keys().filter(|(name, _)| has_all(name)).map(|(name, target)| (name.len(), target)).collect();
    found.sort_unstable();
    let mut told = BTreeSet::new();
    found.into_iter().map(|(_, target)| target).filter(|&target| told.insert(target)).collect()
}

/// What is called much alike, the most alike first.
fn alike<'a>(key: &str, names: impl Iterator<Item = (&'a str, u16)>) -> Vec<u16> {
    let mut scored: Vec<(f64, u16)> = Vec::new();
    let length = key.chars().count();
    if key.len() > LONGEST {
        return Vec::new();
    }
    for (name, target) in names {
        let own = name.chars().count();
        let (shortest, longest) = (length.min(own), length.max(own));
        if name.len().min(key.len()) < 3 || key.len() < 4 && name.len() < 4 || longest > 60 {
            continue;
        }
        // Each character more on one side is a change at least: most names need no closer look.
        let may_be_alike = shortest * 10 >= longest * 7;
        let mut score = if may_be_alike { strsim::normalized_damerau_levenshtein(key, name) } else { 0.0 };
        if key.len() >= 4 && name.starts_with(key) {
            score = score.max(ALIKE + 0.1);
        }
        if score >= ALIKE - 0.1 {
            scored.push((score, target));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut found = Vec::new();
    for (_, target) in scored {
        if !found.contains(&target) && found.len() < 3 {
            found.push(target);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_articles_and_punctuation_do_not_tell_names_apart() {
        assert_eq!(fold("Türkiye"), fold("TURKIYE"));
        assert_eq!(fold("Guinea-Bissau"), fold("guinea bissau"));
        assert_eq!(fold("Bolivia (Plurinational State of)"), "bolivia plurinational state of");
    }

    #[test]
    fn folding_twice_is_folding_once_for_every_letter() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|c| c.is_alphanumeric()) {
            let once = fold(c.encode_utf8(&mut [0; 4]));
            assert_eq!(fold(&once), once, "{c:?}");
        }
    }

    #[test]
    fn who_means_many_treaties_the_shortest_name_first_in_one_short_line() {
        let data = crate::built_in::dataset();
        let error = resolve_treaty(&data, "who").unwrap_err();
        assert!(error.ambiguous);
        assert_eq!(error.candidates[0].0, "who-fctc");
        let line = error.to_string();
        assert!(line.starts_with("\"who\" may mean more than one treaty: who-fctc "), "{line}");
        assert!(line.ends_with("; say which by its id"), "{line}");
        assert!(
            error.candidates.iter().all(|(id, name)| line.contains(id) && line.contains(&short(name, 50))),
            "{line}"
        );
        assert!(line.chars().count() < 90 * MOST_CANDIDATES, "{line}");
    }

    #[test]
    fn of_many_treaties_the_rest_is_counted() {
        let data = crate::built_in::dataset();
        let line = resolve_treaty(&data, "protocol to the").unwrap_err();
        assert_eq!(line.candidates.len(), MOST_CANDIDATES);
        assert!(line.others > 0);
        assert!(line.to_string().contains(&format!(" and {} more; say which", line.others)), "{line}");
    }

    #[test]
    fn other_scripts_stay_as_they_are() {
        assert_eq!(fold("Литва"), "литва");
        assert_eq!(fold("立陶宛"), "立陶宛");
    }
}
