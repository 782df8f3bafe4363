//! The catalog beside public price lists: where they differ, and what they have that it lacks.
//!
//! A difference that people have looked at has a decision in `decisions.toml`; it is open again as soon
//! as the list says something else.

mod decision;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use comfy_table::Table;
use comfy_table::presets::NOTHING;
use tokenfare_core::catalog::{Catalog, Date, Model, RateCard, Tier};

use crate::files::{self, FilesError};
pub use crate::lists::FetchError;
use crate::lists::{self, List, Quote};
pub use decision::DecisionError;
pub(crate) use decision::Decisions;

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
    /// The decisions can't be read, or one lacks what it must have.
    #[error("{0}")]
    Decisions(#[from] DecisionError),
}

/// One figure that a list has otherwise, or a model that it alone has.
pub(crate) struct Difference {
    pub(crate) list: String,
    pub(crate) model: String,
    pub(crate) field: &'static str,
    pub(crate) ours: String,
    pub(crate) theirs: String,
    pub(crate) decision: Option<String>,
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
    let lists = lists::fetch(work, on)?;
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
        let short = list.short();
        for model in catalog.models.iter().filter(|model| !model.is_shut_down_on(on)) {
            let quote = (list.quote)(&model.vendor, &model.id);
            let (Some(theirs), Some(card)) = (quote, model.card_on(on)) else {
                continue;
            };
            if list.as_of.is_some_and(|day| card.from > day) {
                continue;
            }
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
        // What a list of an earlier day has alone is older than our own files.
        if list.as_of.is_none() {
            self.add_missing(catalog, list, short);
        }
    }

    /// Models that only the list has. Dated snapshots of a model are that model.
    fn add_missing(&mut self, catalog: &Catalog, list: &List, short: &str) {
        let known: BTreeSet<_> =
            catalog.models.iter().map(|model| model.id.to_ascii_lowercase()).collect();
        for (vendor, id) in &list.models {
            // Hosts' models carry the host in our ids.
            let ending = format!("/{}", id.to_ascii_lowercase());
            let hosted = known.iter().any(|known| known.ends_with(&ending));
            let counted = catalog.counted.iter().any(|name| !name.prefix && name.name == *id);
            if catalog.model(id).is_none() && !hosted && !counted {
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
pub(crate) fn figures(model: &Model, card: &RateCard) -> Quote {
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
