//! What a command works with: the data, today, and where the answer goes.

use std::path::Path;

use chrono::NaiveDate;
use treaty::built_in;
use treaty::days::{Edge, parse_day};
use treaty::query::Inquiry;
use treaty::record::Dataset;

use super::args::Shared;
use super::failure::Failure;
use super::files;

/// The surroundings of a command.
pub struct Context {
    /// The shared arguments.
    pub shared: Shared,
    /// Today, by the clock or as told.
    pub today: NaiveDate,
    data: Dataset,
    /// The days whose knowledge was asked for; only `diff` takes two.
    pub known_on: Vec<NaiveDate>,
}

impl Context {
    /// Opens the data; a command that reads them itself gets those built in.
    pub fn new(shared: &Shared, asks_the_data: bool) -> Result<Self, Failure> {
        let clock = chrono::Local::now().date_naive();
        let today = match &shared.today {
            Some(text) => parse_day(text, clock, Edge::End)?,
            None => clock,
        };
        let known_on =
            shared.known_on.iter().map(|text| parse_day(text, today, Edge::End)).collect::<Result<_, _>>()?;
        if !["depositary", "state", "objectors"].contains(&shared.view.as_str()) {
            let message =
                format!("nobody's view is called {:?}; there are depositary, state and objectors", shared.view);
            return Err(Failure::usage(message));
        }
        let data = match &shared.data {
            Some(path) if asks_the_data => open(path)?,
            _ => built_in::dataset(),
        };
        Ok(Self { shared: shared.clone(), today, data, known_on })
    }

    /// The inquiry that commands ask.
    pub fn inquiry(&self) -> Inquiry<'_> {
        let mut inquiry = Inquiry::new(&self.data, self.today);
        inquiry.known_on = self.known_on.first().copied();
        inquiry.view = &self.shared.view;
        inquiry
    }

    /// A day, with a longer stretch standing for its last day.
    pub fn day(&self, text: Option<&str>) -> Result<NaiveDate, Failure> {
        match text {
            Some(text) => Ok(parse_day(text, self.today, Edge::End)?),
            None => Ok(self.today),
        }
    }
}

/// Opens other data than those built in.
pub fn open(path: &Path) -> Result<Dataset, Failure> {
    if let Some(packed) = files::packed(path)? {
        return Ok(packed);
    }
    let record = files::load(path)?;
    let data = Dataset::of(&record);
    // The process ends soon: giving back every string of the record would take a tenth of the time of reading it.
    std::mem::forget(record);
    Ok(data)
}
