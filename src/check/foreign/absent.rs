//! States that a table has not.

use std::collections::HashSet;

use super::TableCheck as Check;
use super::findings::{Findings, Said};
use super::side::{Side, Subject};
use crate::law::Status;
use crate::model::{EventKind, StateKind};
use crate::query::Inquiry;
use crate::record::StateId;
use chrono::NaiveDate;

/// What a table has, as far as it matters for what it has not.
pub(super) struct Present {
    /// The states of its rows under the treaty, and those who may be meant by a name of several.
    pub states: HashSet<StateId>,
    /// How many of its rows name nobody that is known.
    pub unknown: usize,
    /// Whether it tells of ends, so that former parties belong in it.
    pub tells_of_ends: bool,
    /// Whether it has days or words of consent, so that those belong in it for whom the treaty is not in force yet.
    pub has_consents: bool,
    /// Whether it has rows of organisations, so that they belong in it.
    pub has_organisations: bool,
}

/// Finds parties and former parties without a row; a table without most of the parties is a selection, and a note
/// says so instead.
pub(super) fn absent(
    inquiry: &Inquiry<'_>,
    subject: &Subject,
    present: &Present,
    on: NaiveDate,
    findings: &mut Findings<'_, '_>,
) -> Option<String> {
    let data = inquiry.data;
    let treaty = subject.treaty;
    if !subject.has_consents {
        return None;
    }
    let covered: HashSet<u32> =
        present.states.iter().filter_map(|&state| inquiry.pair(treaty, state)).map(|(pair, _)| pair.number).collect();
    let (mut members, mut missing) = (0_usize, Vec::new());
    for pair in data.pairs_of_treaty(treaty) {
        let is_organisation = || data.full_state(pair.state).is_some_and(|full| full.kind == StateKind::Organisation);
        if !present.has_organisations && is_organisation() {
            continue;
        }
        let side = Side::of(inquiry, subject, pair.state, on);
        let is_covered = covered.contains(&pair.number) || present.states.contains(&pair.state);
        if side.is_member(present.has_consents) {
            members += 1;
            if !is_covered {
                missing.push(side);
            }
        } else if !is_covered && present.tells_of_ends && has_left(&side) {
            let said = side.leaving(on);
            let claim = "has no row, though it was a party and left".to_owned();
            findings.push(Check::WithdrawnMissing, None, (treaty, Some(pair.state)), claim, said);
        }
    }
    if missing.is_empty() {
        return None;
    }
    if missing.len() <= present.unknown {
        let name = data.short_title(treaty);
        let (without, unnamed) = (missing.len(), present.unknown);
        return Some(format!(
            "{name}: parties without a row: {without}; rows that name nobody known: {unnamed}; these may be the same, \
             and the absent are not listed"
        ));
    }
    if missing.len() * 2 > members {
        let name = data.short_title(treaty);
        return Some(format!(
            "{name}: the table has {} of {members} parties; it is taken for a selection, and the absent are not listed",
            members - missing.len()
        ));
    }
    for side in missing {
        let event = side.latest_episode(on).map(|episode| episode.consent.event);
        let event = side.events.iter().find(|row| Some(row.number) == event && row.kind.is_consent());
        let said: Option<Said> = event.map(|event| side.consent_in_words(event));
        let bound = side.status.bound() == Some(true);
        let was = if bound { "it was a party" } else { "its instrument was deposited" };
        let claim = format!("has no row, though {was}");
        findings.push(Check::MemberMissing, None, (treaty, Some(side.state)), claim, said);
    }
    None
}

fn has_left(side: &Side<'_, '_>) -> bool {
    let ended = side.latest_episode(side.on).and_then(|episode| episode.ending);
    side.status == Status::FormerParty && ended.is_some_and(|ending| ending.act.kind != EventKind::ConsentWithdrawn)
}
