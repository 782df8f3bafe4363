//! The same text on every model.

use serde::{Deserialize, Serialize};

use super::{Basis, Counts, conversation};
use crate::catalog::{Catalog, Date};
use crate::fare::{Fit, Obstacle, api_fare};
use crate::money::Usd;
use crate::scenario::Scenario;

/// What a model's API would cost for the same text and scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct WhatIf {
    /// The model's id.
    pub model: String,
    /// Its vendor's id.
    pub vendor: String,
    /// Tokens of the message under its encoding.
    pub tokens: u64,
    /// How they were counted.
    pub basis: Basis,
    /// USD a message.
    pub per_message: Usd,
    /// USD a month.
    pub per_month: Usd,
    /// The name of the source of its price.
    pub source: String,
    /// The day its price was last compared.
    pub checked: Date,
    /// Whether that is too long ago to rely on.
    pub stale: bool,
    /// Whether it can do what the scenario asks.
    pub fit: Fit,
    /// Why it can't.
    pub obstacles: Vec<Obstacle>,
}

/// Every model that has a price on `on` and isn't shut down, cheapest first; those that don't fit,
/// such as by a window that is too small, come last.
pub fn what_if(catalog: &Catalog, scenario: &Scenario, counts: &Counts, on: Date) -> Vec<WhatIf> {
    let models = catalog.models.iter().filter(|model| !model.is_shut_down_on(on));
    let mut all: Vec<_> = models
        .filter_map(|model| {
            let (weights, basis) = counts.under(&model.tokens);
            if weights.is_empty() && scenario.system_tokens == 0 {
                return None;
            }
            let conversation = conversation(scenario, model, &weights);
            let fare = api_fare(catalog, scenario, model, &conversation, on);
            let provenance = fare.provenance?;
            Some(WhatIf {
                model: model.id.clone(),
                vendor: model.vendor.clone(),
                tokens: weights.message,
                basis,
                per_message: fare.per_message?,
                per_month: fare.per_month?,
                source: provenance.source,
                checked: provenance.checked,
                stale: provenance.stale,
                fit: fare.fit,
                obstacles: fare.obstacles,
            })
        })
        .collect();
    all.sort_by(|a, b| {
        let rank = |what: &WhatIf| (what.fit == Fit::No, what.per_month);
        rank(a).cmp(&rank(b)).then_with(|| a.model.cmp(&b.model))
    });
    all
}
