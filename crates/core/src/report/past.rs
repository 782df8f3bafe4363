//! What the same text has cost since its first price.

use serde::{Deserialize, Serialize};

use crate::catalog::{Catalog, Date, Model};
use crate::fare::{Conversation, api_fare};
use crate::money::Usd;
use crate::scenario::Scenario;

/// What the text costs on the model's API from one day on, until the next begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PastPrice {
    /// The first day of this price. A day after the report's is an announced change.
    pub from: Date,
    /// USD a message.
    pub per_message: Usd,
    /// USD a month.
    pub per_month: Usd,
}

/// The prices of the model's API since its first, oldest first; days on which nothing changes for this
/// text are left out.
pub(super) fn past(
    catalog: &Catalog,
    scenario: &Scenario,
    model: &Model,
    conversation: &Conversation,
) -> Vec<PastPrice> {
    let mut prices: Vec<PastPrice> = Vec::new();
    for card in &model.cards {
        let fare = api_fare(catalog, scenario, model, conversation, card.from);
        let Some((per_message, per_month)) = fare.per_message.zip(fare.per_month) else { continue };
        if prices.last().is_none_or(|last| last.per_message != per_message) {
            prices.push(PastPrice { from: card.from, per_message, per_month });
        }
    }
    prices
}
