//! The catalog beside public price lists: where they differ, and what they have that it lacks.
//!
//! The lists are read as data from the packages they ship in. A difference that people have looked
//! at has a decision in `decisions.toml`; it is open again as soon as the list says something else.

mod decision;
mod fetch;
mod genai_prices;
mod litellm;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use comfy_table::Table;
use comfy_table::presets::NOTHING;
use tokenfare_core::catalog::{Catalog, Date, Model, RateCard, Tier};

use crate::files::{self, FilesError};
use decision::Decisions;
pub use fetch::FetchError;

/// Why there is no comparison.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CompareError {
    /// The catalog or the decisions can't be read.
    #[error("{0}")]
    Files(#[from] FilesError),
    /// A list can't be had.
    #[error("{0}")]
    Fetch(#[from] FetchError),
}

/// A model as a list has it: figures by the names of our fields, as texts.
pub(crate) type Quote = BTreeMap<&'static str, String>;

/// Asks a list for a model of ours.
type Asked = Box<dyn Fn(&Model) -> Option<Quote>>;

/// A public price list.
pub(crate) struct List {
    /// Its name with its version.
    pub(crate) name: String,
    /// What it says of a model of ours, by vendor and id; nothing when it doesn't have it.
    pub(crate) quote: Asked,
    /// Ids of the models it sells by our vendors, each with the vendor's.
    pub(crate) models: Vec<(String, String)>,
}

/// One figure that a list has otherwise, or a model that it alone has.
struct Difference {
    list: String,
    model: String,
    field: &'static str,
    ours: String,
    theirs: String,
    decision: Option<String>,
}

/// What came out.
pub struct Comparison {
    differences: Vec<Difference>,
    same: usize,
    lists: Vec<String>,
}

/// The field under which a model stands that only the list has.
const MISSING: &str = "model";

/// Compares the catalog in `data` with the newest lists, as of `on`. Packages are kept in `work`.
///
/// # Errors
///
/// When the catalog or the decisions can't be read, or pip can't fetch the lists.
pub fn compare(data: &Path, work: &Path, on: Date) -> Result<Comparison, CompareError> {
    let catalog = files::read(data)?;
    let decisions = Decisions::read(&data.with_file_name("decisions.toml"))?;
    let lists = [litellm::list(work)?, genai_prices::list(work, on)?];
    let mut comparison =
        Comparison { differences: Vec::new(), same: 0, lists: Vec::with_capacity(lists.len()) };
    for list in lists {
        comparison.add(&catalog, &list, on);
        comparison.lists.push(list.name);
    }
    for difference in &mut comparison.differences {
        difference.decision = decisions.on(difference);
    }
    Ok(comparison)
}

impl Comparison {
    /// How many differences nobody has decided on.
    pub fn open(&self) -> usize {
        self.differences.iter().filter(|difference| difference.decision.is_none()).count()
    }

    fn add(&mut self, catalog: &Catalog, list: &List, on: Date) {
        let short = list.name.split(' ').next().unwrap_or_default();
        for model in catalog.models.iter().filter(|model| !model.is_shut_down_on(on)) {
            let (Some(theirs), Some(card)) = ((list.quote)(model), model.card_on(on)) else {
                continue;
            };
            let ours = figures(model, card);
            for (field, theirs) in theirs {
                match ours.get(field).map_or("absent", String::as_str) {
                    ours if ours == theirs => self.same += 1,
                    ours => self.differences.push(Difference {
                        list: short.to_owned(),
                        model: model.id.clone(),
                        field,
                        ours: ours.to_owned(),
                        theirs,
                        decision: None,
                    }),
                }
            }
        }
        self.add_missing(catalog, list, short);
    }

    /// Models that only the list has. Dated snapshots of a model are that model.
    fn add_missing(&mut self, catalog: &Catalog, list: &List, short: &str) {
        let known: BTreeSet<_> =
            catalog.models.iter().map(|model| model.id.to_ascii_lowercase()).collect();
        for (vendor, id) in &list.models {
            let lower = id.to_ascii_lowercase();
            let snapshot = known.iter().any(|known| {
                lower.strip_prefix(known.as_str()).is_some_and(|rest| {
                    rest.starts_with(['-', '@', ':'])
                        && rest.chars().skip(1).all(|c| c.is_ascii_digit() || c == '-' || c == ':')
                })
            });
            // Hosts' models carry the host in our ids.
            let here = known.contains(&lower)
                || known.iter().any(|known| known.ends_with(&format!("/{lower}")));
            if !snapshot && !here {
                self.differences.push(Difference {
                    list: short.to_owned(),
                    model: id.clone(),
                    field: MISSING,
                    ours: "absent".to_owned(),
                    theirs: vendor.clone(),
                    decision: None,
                });
            }
        }
    }
}

/// Our figures of a model, as texts.
fn figures(model: &Model, card: &RateCard) -> Quote {
    let batch = card.tiers.apply(Tier::Batch, card.prices);
    let prices = card.prices;
    let rates = [
        ("input", Some(prices.input)),
        ("cached", prices.cached),
        ("write", prices.write),
        ("writeLong", prices.write_long),
        ("output", Some(prices.output)),
        ("batch input", batch.map(|batch| batch.input)),
        ("batch output", batch.map(|batch| batch.output)),
        ("long input", card.long.first().map(|long| long.prices.input)),
        ("long output", card.long.first().map(|long| long.prices.output)),
    ];
    let rates = rates.into_iter().filter_map(|(field, rate)| Some((field, rate?.to_string())));
    let shutdown = model.shutdown.map(|day| ("shutdown", day.to_string()));
    let output = model.max_output.map(|tokens| ("maxOutput", tokens.to_string()));
    rates.chain(shutdown).chain(output).collect()
}

impl fmt::Display for Comparison {
    /// The open differences as a table, then how many there are of each kind.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new();
        table.load_preset(NOTHING).set_header(["model", "field", "ours", "theirs", "list"]);
        for open in self.differences.iter().filter(|difference| difference.decision.is_none()) {
            table.add_row([&open.model, open.field, &open.ours, &open.theirs, &open.list]);
        }
        if self.open() > 0 {
            writeln!(f, "{table}\n")?;
        }
        writeln!(f, "Lists: {}", self.lists.join(", "))?;
        let decided = self.differences.len() - self.open();
        writeln!(
            f,
            "{} figures agree, {decided} differences are decided, {} are open",
            self.same,
            self.open()
        )?;
        if self.open() > 0 {
            writeln!(f, "Correct data/*.toml, or add a decision to decisions.toml, for each.")?;
        }
        Ok(())
    }
}
