//! Where a fact comes from.

use serde::{Deserialize, Serialize};

use crate::date::PartialDate;

/// A publication that facts were read from, as `data/sources.json` lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The name that events cite it by, for example `untc-ccm-2026-02-03`.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// What it is called.
    pub title: String,
    /// Where it stands: a web address, or a bibliographic reference where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The day its content stood at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<PartialDate>,
    /// The day it was read for this dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<PartialDate>,
    /// The licence or terms of the publication, where it states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// What a reader must know of its quality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
