//! Public price lists, read as data from the packages they ship in.

mod fetch;
pub(crate) mod genai_prices;
pub(crate) mod litellm;
pub(crate) mod model_prices;

use std::collections::BTreeMap;
use std::path::Path;

use tokenfare_core::catalog::Date;

pub use fetch::FetchError;

/// A model as a list has it: figures by the names of our fields, as texts.
pub(crate) type Quote = BTreeMap<&'static str, String>;

/// Asks a list for a model of ours, by vendor and id.
pub(crate) type Asked<T> = Box<dyn Fn(&str, &str) -> Option<T>>;

/// A public price list.
pub(crate) struct List {
    /// Its name with its version.
    pub(crate) name: String,
    /// Id of the source that it is in our files.
    pub(crate) source: &'static str,
    /// The day its content is of, where it says so. A card that begins later is news to it.
    pub(crate) as_of: Option<Date>,
    /// What it says of a model of ours; nothing when it doesn't have it.
    pub(crate) quote: Asked<Quote>,
    /// Since when the prices in force hold, where it says so.
    pub(crate) since: Asked<Date>,
    /// Ids of the models it sells by our vendors, each with the vendor's.
    pub(crate) models: Vec<(String, String)>,
}

impl List {
    /// Its name without the version.
    pub(crate) fn short(&self) -> &str {
        self.name.split(' ').next().unwrap_or_default()
    }
}

/// The newest of each list, as of `on`. Packages are kept in `work`.
pub(crate) fn fetch(work: &Path, on: Date) -> Result<[List; 3], FetchError> {
    Ok([litellm::list(work)?, genai_prices::list(work, on)?, model_prices::list(work, on)?])
}
