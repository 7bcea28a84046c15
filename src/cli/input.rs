//! Names and groups as people type them.

use chrono::NaiveDate;
use treaty::days::{Edge, parse_day};
use treaty::law::Status;
use treaty::names::{resolve_state, resolve_treaty};
use treaty::query::groups::{Membership, Universe};
use treaty::record::{StateId, TreatyId};

use super::context::Context;
use super::failure::Failure;

/// The states that names mean on a day; a comma separates several.
pub fn states(context: &Context, names: &[String], on: NaiveDate) -> Result<Vec<StateId>, Failure> {
    let data = context.inquiry().data;
    let mut found = Vec::new();
    for name in names {
        // A name with a comma in it is tried whole first.
        if let Ok(state) = resolve_state(data, name, Some(on)) {
            found.push(state);
            continue;
        }
        for part in name.split(',').filter(|part| !part.trim().is_empty()) {
            found.push(resolve_state(data, part, Some(on))?);
        }
    }
    dedup(&mut found);
    Ok(found)
}

/// One state.
pub fn state(context: &Context, name: &str, on: NaiveDate) -> Result<StateId, Failure> {
    Ok(resolve_state(context.inquiry().data, name, Some(on))?)
}

/// One treaty.
pub fn treaty(context: &Context, name: &str) -> Result<TreatyId, Failure> {
    Ok(resolve_treaty(context.inquiry().data, name)?)
}

/// The treaties that names mean; a comma separates several.
pub fn treaties(context: &Context, names: &[String]) -> Result<Vec<TreatyId>, Failure> {
    let data = context.inquiry().data;
    let mut found = Vec::new();
    for name in names {
        if let Ok(treaty) = resolve_treaty(data, name) {
            found.push(treaty);
            continue;
        }
        for part in name.split(',').filter(|part| !part.trim().is_empty()) {
            found.push(resolve_treaty(data, part)?);
        }
    }
    dedup(&mut found);
    Ok(found)
}

/// The treaties of a topic, those named, or all.
pub fn treaties_or_topic(context: &Context, names: &[String], topic: Option<&str>) -> Result<Vec<TreatyId>, Failure> {
    let data = context.inquiry().data;
    let mut found = treaties(context, names)?;
    if let Some(topic) = topic {
        let of_topic = |treaty: &TreatyId| data.topics(*treaty).any(|own| own.eq_ignore_ascii_case(topic));
        let all: Vec<TreatyId> = data.treaties().filter(of_topic).collect();
        if all.is_empty() {
            let mut topics: Vec<&str> = data.treaties().flat_map(|treaty| data.topics(treaty)).collect();
            topics.sort_unstable();
            topics.dedup();
            let message = format!("no treaty has the topic {topic:?}; there are {}", topics.join(", "));
            return Err(Failure::usage(message));
        }
        found.extend(all);
    } else if names.is_empty() {
        found = data.treaties().collect();
    }
    dedup(&mut found);
    Ok(found)
}

fn dedup<T: PartialEq + Copy>(list: &mut Vec<T>) {
    let mut seen: Vec<T> = Vec::with_capacity(list.len());
    list.retain(|item| {
        let is_new = !seen.contains(item);
        seen.push(*item);
        is_new
    });
}

/// Statuses, separated by commas.
pub fn statuses(words: &[String]) -> Result<Vec<Status>, Failure> {
    let mut found = Vec::new();
    for word in words.iter().flat_map(|words| words.split(',')).filter(|word| !word.is_empty()) {
        let plain = word.trim().to_lowercase().replace([' ', '-'], "_");
        match plain.as_str() {
            "bound" => found.extend([Status::Party, Status::Withdrawing, Status::Suspended]),
            "all" => found.extend(Status::ALL),
            plain => found.push(Status::from_word(plain).ok_or_else(|| {
                let known: Vec<&str> = Status::ALL.iter().map(|status| status.word()).collect();
                Failure::usage(format!("no status is called {word:?}; there are {}, bound, all", known.join(", ")))
            })?),
        }
    }
    dedup(&mut found);
    Ok(found)
}

/// A group of states: `un`, `gw`, `cow`, `iso`, `record`, a region, a treaty's parties, a file; `@` fixes its day.
pub fn universe(context: &Context, text: &str) -> Result<Universe, Failure> {
    let (name, day) = match text.split_once('@') {
        Some((name, day)) => (name, Some(parse_day(day, context.today, Edge::End)?)),
        None => (text, None),
    };
    let (membership, plural) = membership(context, name)?;
    Ok(Universe { name: text.to_owned(), plural, membership, fixed_on: day })
}

fn membership(context: &Context, name: &str) -> Result<(Membership, String), Failure> {
    let data = context.inquiry().data;
    Ok(match name.to_lowercase().as_str() {
        "un" => (Membership::UnitedNations, "UN members".into()),
        "gw" => (Membership::GleditschWard, "states by Gleditsch and Ward".into()),
        "cow" => (Membership::CorrelatesOfWar, "states by the Correlates of War".into()),
        "iso" => (Membership::Iso, "states with an ISO code".into()),
        "record" => (Membership::InRecord, "states in the record".into()),
        lower => {
            let regions: Vec<String> = data
                .states()
                .filter_map(|state| data.full_state(state))
                .flat_map(|full| [full.region, full.subregion])
                .flatten()
                .collect();
            if let Some(region) = regions.iter().find(|region| region.to_lowercase() == lower) {
                return Ok((Membership::Region(region.clone()), format!("states of {region}")));
            }
            if let Some(path) = name.strip_prefix("file:") {
                let text = super::files::read(std::path::Path::new(path))?;
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
                let names: Vec<String> = lines.map(str::to_owned).collect();
                let listed = states(context, &names, context.today)?;
                return Ok((Membership::Listed(listed), format!("states in {path}")));
            }
            match resolve_treaty(data, name) {
                Ok(treaty) if !context.inquiry().bound_can_be_counted(treaty) => {
                    let message = format!(
                        "{name}: who is bound by the {} is not on record, so its parties are no group",
                        data.short_title(treaty)
                    );
                    return Err(Failure::usage(message));
                }
                Ok(treaty) => (Membership::Bound(treaty), format!("parties to the {}", data.short_title(treaty))),
                Err(error) if error.ambiguous => return Err(error.into()),
                Err(_) => {
                    let message = format!(
                        "no group is called {name:?}; there are un, gw, cow, iso, record, the regions of the UN \
                         (europe, northern europe), the parties to a treaty (npt), and file:PATH"
                    );
                    return Err(Failure::usage(message));
                }
            }
        }
    })
}
