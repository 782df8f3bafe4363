//! What each turn of a conversation costs, when the history is sent again with every message.

use super::{Counts, conversation};
use crate::catalog::{Catalog, Date};
use crate::fare::{Bill, api_fare};
use crate::money::Usd;
use crate::scenario::{CacheUse, Scenario};

/// A conversation turn by turn, without a cache and as the scenario pays for it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Snowball {
    /// The turns in order.
    pub turns: Vec<SnowballTurn>,
    /// All turns without a cache.
    pub naive: Usd,
    /// All turns as they are paid for: with the cache, where the scenario has one.
    pub cached: Usd,
    /// All turns, if each cost what the first does: without any history.
    pub alone: Usd,
}

/// One turn of a [`Snowball`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SnowballTurn {
    /// All that it sends, in tokens.
    pub input: u64,
    /// What it costs without a cache.
    pub naive: Usd,
    /// What is paid for it: with a cache, where the scenario has one.
    pub cached: Usd,
}

/// The snowball of the scenario's conversation at the prices of the day `on`, drawn out to at least
/// `turns` turns; nothing when the catalog has no such model or its API no price on that day.
pub fn snowball(
    catalog: &Catalog,
    scenario: &Scenario,
    counts: &Counts,
    on: Date,
    turns: u64,
) -> Option<Snowball> {
    let model = catalog.model(&scenario.model)?;
    let (weights, _) = counts.under(&model.tokens);
    let bill = |caching| -> Option<Bill> {
        let scenario = Scenario { caching, turns: scenario.turns.max(turns), ..scenario.clone() };
        let conversation = conversation(&scenario, model, &weights);
        api_fare(catalog, &scenario, model, &conversation, on).bill
    };
    let (naive, cached) = (bill(CacheUse::Off)?, bill(scenario.caching)?);
    let first = naive.turns.first().map_or(Usd::ZERO, |turn| turn.cost);
    let turns = naive.turns.iter().zip(&cached.turns).map(|(naive, cached)| SnowballTurn {
        input: naive.input,
        naive: naive.cost,
        cached: cached.cost,
    });
    Some(Snowball {
        turns: turns.collect(),
        naive: naive.total,
        cached: cached.total,
        alone: first * naive.messages,
    })
}
