//! Everything a page for readers needs: the intervals, acts and withdrawals of some treaties, with their sources.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::chart::Bar;
use super::common::{DataRef, Note};
use super::inquiry::Inquiry;
use super::withdrawals::{Leaving, WithdrawalsQuestion};
use crate::date::PartialDate;
use crate::record::TreatyId;

/// The content of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Atlas<'d> {
    /// `treaty.atlas/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The day the page was made for.
    pub today: NaiveDate,
    /// Whose view of contested acts it takes.
    pub view: &'d str,
    /// The treaties, in the order asked for.
    pub results: Vec<AtlasTreaty<'d>>,
    /// Names of the states that occur or exist, by id.
    pub states: BTreeMap<&'d str, AtlasState<'d>>,
    /// The sources that are cited, by id.
    pub sources: BTreeMap<String, AtlasSource>,
    /// Every withdrawal from these treaties.
    pub withdrawals: Vec<Leaving<'d>>,
}

/// A state on the page.
#[derive(Clone, Debug, Serialize)]
pub struct AtlasState<'d> {
    /// The name.
    pub name: &'d str,
    /// The first day it existed; `null` where that is open.
    pub from: Option<NaiveDate>,
    /// The first day it existed no more.
    pub until: Option<NaiveDate>,
}

/// A source on the page.
#[derive(Clone, Debug, Serialize)]
pub struct AtlasSource {
    /// Publisher and title.
    pub title: String,
    /// Its address.
    pub address: Option<String>,
}

/// A treaty on the page.
#[derive(Clone, Debug, Serialize)]
pub struct AtlasTreaty<'d> {
    /// The slug.
    pub id: &'d str,
    /// The title.
    pub name: &'d str,
    /// What tables call it.
    pub short: &'d str,
    /// The day up to which its record is complete.
    pub as_of: Option<PartialDate>,
    /// What a reader must know.
    pub notes: Vec<Note>,
    /// The engine's own intervals of each state, `[from, until)`.
    pub intervals: BTreeMap<&'d str, Vec<Bar>>,
    /// The acts of each state, in order.
    pub acts: BTreeMap<&'d str, Vec<AtlasAct<'d>>>,
}

/// An act on the page.
#[derive(Clone, Debug, Serialize)]
pub struct AtlasAct<'d> {
    /// The day, as it is known.
    pub date: Option<PartialDate>,
    /// What was done.
    pub kind: &'static str,
    /// What it amounts to in law.
    pub effect: String,
    /// The depositary notification.
    #[serde(rename = "ref", skip_serializing_if = "str::is_empty")]
    pub reference: &'d str,
    /// The id of the source.
    pub source: &'d str,
}

impl<'d> Inquiry<'d> {
    /// Gathers what a page about these treaties shows.
    #[must_use]
    pub fn atlas(&self, treaties: &[TreatyId]) -> Atlas<'d> {
        let mut sources = BTreeMap::new();
        let results: Vec<AtlasTreaty<'d>> =
            treaties.iter().map(|&treaty| self.atlas_treaty(treaty, &mut sources)).collect();
        let states = self.data.states().map(|state| {
            let life = self.data.lifetime(state);
            let shown = AtlasState { name: self.data.state_name(state), from: life.from, until: life.until };
            (self.data.state_id(state), shown)
        });
        let question = WithdrawalsQuestion { treaties: treaties.to_vec(), ..WithdrawalsQuestion::default() };
        Atlas {
            schema: "treaty.atlas/1",
            data: self.data_ref(treaties.iter().copied()),
            today: self.today,
            view: self.view,
            results,
            states: states.collect(),
            sources,
            withdrawals: self.withdrawals(&question).results,
        }
    }

    fn atlas_treaty(&self, treaty: TreatyId, sources: &mut BTreeMap<String, AtlasSource>) -> AtlasTreaty<'d> {
        let (mut intervals, mut acts) = (BTreeMap::new(), BTreeMap::new());
        for told in self.timeline_of_treaty(treaty).results {
            let bars = told.intervals.iter().map(|one| Bar { from: one.from, until: one.until, status: one.status });
            intervals.insert(told.state.id, bars.collect());
            let of_state: Vec<AtlasAct<'d>> = told
                .events
                .into_iter()
                .map(|event| {
                    if !sources.contains_key(event.source) {
                        let full = self.data.source(event.source).and_then(|source| self.data.full_source(source));
                        let shown = full.map(|full| AtlasSource {
                            title: format!("{}: {}", full.publisher, full.title),
                            address: full.address,
                        });
                        sources.extend(shown.map(|shown| (event.source.to_owned(), shown)));
                    }
                    AtlasAct {
                        date: event.date,
                        kind: event.kind.word(),
                        effect: event.effect,
                        reference: event.reference.unwrap_or_default(),
                        source: event.source,
                    }
                })
                .collect();
            acts.insert(told.state.id, of_state);
        }
        let mut notes = Vec::new();
        self.coverage_notes(treaty, self.today, &mut notes);
        AtlasTreaty {
            id: self.data.treaty_id(treaty),
            name: self.data.title(treaty),
            short: self.data.short_title(treaty),
            as_of: self.data.as_of(treaty),
            notes,
            intervals,
            acts,
        }
    }
}
