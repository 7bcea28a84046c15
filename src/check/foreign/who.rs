//! Of which state, under which treaty a row is.

use chrono::NaiveDate;

use super::TableCheck as Check;
use super::TableOptions;
use super::cells::{is_nothing, quoted};
use super::findings::Findings;
use super::meaning::Meaning;
use super::names::Names;
use super::reading::{Claim, What};
use super::table::Line;
use crate::date::PartialDate;
use crate::record::{Dataset, StateId, TreatyId};

/// Whether the record has an act of a state under a treaty on one of the days that a row gives.
pub(super) fn acted(data: &Dataset, treaty: TreatyId, state: StateId, claims: &[Claim]) -> bool {
    let Some(pair) = data.pair(treaty, state) else { return false };
    let days: Vec<PartialDate> = claims
        .iter()
        .filter_map(|claim| match claim.what {
            What::Day(day) => day.date.day().map(|_| day.date),
            What::Standing(..) => None,
        })
        .collect();
    data.acts(pair).any(|(_, date)| date.is_some_and(|date| days.contains(&date)))
}

/// The state of a row.
pub(super) fn who(
    line: Line<'_>,
    on: NaiveDate,
    names: &mut Names<'_>,
    did: &dyn Fn(&StateId) -> bool,
    findings: &mut Findings<'_, '_>,
) -> Option<StateId> {
    let mut wrong = None;
    let mut found: Option<StateId> = None;
    for (at, column) in line.table.columns.iter().enumerate() {
        let cell = line.cell(at);
        if is_nothing(cell) && !(column.two_letters && cell == "NA") {
            continue;
        }
        let state = match column.meaning {
            Meaning::State => match names.state(cell, on) {
                Err(error) if error.ambiguous => {
                    // The row's own days tell whom it means where only one of several did something on them.
                    let several: Vec<StateId> = names.several(cell, on).into_iter().filter(did).collect();
                    if let [only] = several[..] { Ok(only) } else { Err(short_of(error)) }
                }
                state => state.map_err(short_of),
            },
            Meaning::CowCode | Meaning::GwCode => names
                .numbered(column.meaning == Meaning::CowCode, cell, on)
                .ok_or_else(|| format!("no state has the number {} on {on}", quoted(cell))),
            _ => continue,
        };
        match (state, found) {
            (Ok(state), None) => found = Some(state),
            (Ok(state), Some(before)) if state != before => {
                let (state, before) = (names.label(state), names.label(before));
                let claim = format!("{} is {state}, and the row begins with {before}", quoted(cell));
                findings.repeated(Check::UnknownState, line.spot(at), cell, claim);
                return None;
            }
            (Err(why), None) => {
                wrong.get_or_insert((at, cell, why));
            }
            _ => {}
        }
    }
    if found.is_none() {
        let (at, cell, claim) = wrong.unwrap_or_else(|| (0, "", "the row names no state".into()));
        findings.repeated(Check::UnknownState, line.spot(at), cell, claim);
    }
    found
}

fn short_of(mut error: crate::names::NameError) -> String {
    error.name = crate::text::short(&error.name, 60);
    error.to_string()
}

/// The treaty of a row.
pub(super) fn which(
    line: Line<'_>,
    names: &mut Names<'_>,
    options: &TableOptions<'_>,
    findings: &mut Findings<'_, '_>,
) -> Option<TreatyId> {
    let mut last = None;
    for at in line.table.all(Meaning::Treaty) {
        let cell = line.cell(at);
        if is_nothing(cell) {
            continue;
        }
        if let Some(treaty) = names.treaty(cell) {
            return Some(treaty);
        }
        last = Some((at, cell));
    }
    match last {
        None if line.table.has(Meaning::Treaty) && options.treaty.is_none() => {
            findings.repeated(Check::UnknownTreaty, line.spot(0), "", "the row names no treaty".into());
            None
        }
        None => options.treaty,
        // Who asks for one treaty asks nothing of rows under other names.
        Some(_) if options.treaty.is_some() => None,
        Some((at, cell)) => {
            findings.repeated(Check::UnknownTreaty, line.spot(at), cell, names.no_treaty(cell));
            None
        }
    }
}
