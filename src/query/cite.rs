//! How to cite the dataset, a treaty's record, an answer, or an act.

use chrono::NaiveDate;
use serde::Serialize;

use super::common::DataRef;
use super::inquiry::Inquiry;
use crate::record::{StateId, TreatyId};

/// The answer to `treaty cite`.
#[derive(Clone, Debug, Serialize)]
pub struct CiteReport {
    /// `treaty.cite/1`.
    pub schema: &'static str,
    /// The data it rests on.
    pub data: DataRef,
    /// The dataset, or what of it, first; then every source that it rests on.
    pub results: Vec<Citation>,
}

/// One thing to cite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// A key for bibliographies.
    pub id: String,
    /// Who publishes it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Its version, for the dataset.
    pub version: Option<String>,
    /// The day its content stood at or was released, as it is known.
    pub issued: Option<String>,
    /// The day it was read.
    pub accessed: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// What of it is cited.
    pub note: Option<String>,
}

/// What is to be cited.
#[derive(Clone, Copy, Debug)]
pub enum Cited {
    /// The dataset.
    Dataset,
    /// A treaty's record.
    Treaty(TreatyId),
    /// The answer for a state under a treaty on a day, with every source of its proof.
    Answer(StateId, TreatyId, NaiveDate),
}

impl Inquiry<'_> {
    /// Says what to cite.
    #[must_use]
    pub fn cite(&self, what: Cited) -> CiteReport {
        let about = self.data.about();
        let (note, treaties, sources): (Option<String>, Vec<TreatyId>, Vec<String>) = match what {
            Cited::Dataset => (None, self.data.treaties().collect(), Vec::new()),
            Cited::Treaty(treaty) => {
                let sources = self.data.head(treaty).map(|head| head.coverage.sources).unwrap_or_default();
                (Some(format!("record of the {}", self.data.title(treaty))), vec![treaty], sources)
            }
            Cited::Answer(state, treaty, date) => {
                let proof = self.explain(state, &[treaty], date);
                let mut sources: Vec<String> = Vec::new();
                for id in proof.results.iter().flat_map(|proof| &proof.steps).flat_map(|step| &step.sources) {
                    if !sources.contains(id) {
                        sources.push(id.clone());
                    }
                }
                (Some(self.status_of(state, treaty, date).sentence(date)), vec![treaty], sources)
            }
        };
        let mut results = vec![Citation {
            id: format!("treaty-data-{}", about.version),
            publisher: "The treaty project".into(),
            title: about.title.unwrap_or_else(|| "States and treaty events".into()),
            version: Some(about.version),
            issued: about.released.map(|day| day.to_string()),
            accessed: None,
            address: None,
            note,
        }];
        let full = sources.iter().filter_map(|id| self.data.source(id)).filter_map(|row| self.data.full_source(row));
        results.extend(full.map(|source| Citation {
            id: source.id,
            publisher: source.publisher,
            title: source.title,
            version: None,
            issued: source.as_of.map(|day| day.to_string()),
            accessed: source.read.map(|day| day.to_string()),
            address: source.address,
            note: None,
        }));
        CiteReport { schema: "treaty.cite/1", data: self.data_ref(treaties), results }
    }
}
