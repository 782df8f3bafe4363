//! A conversation priced item by item.

use serde::{Deserialize, Serialize};

use super::Conversation;
use super::caching::{Policy, Split};
use crate::catalog::{Long, Prices, RateCard};
use crate::money::{Factor, Rate, Usd};
use crate::scenario::{Retention, Scenario};

/// What one conversation costs on the API. The total is the sum of the items, exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Bill {
    /// Messages in the conversation, which the total is for.
    pub messages: u64,
    /// Counts × rates.
    pub items: Vec<Item>,
    /// What each turn costs, in order: later ones more, where history is sent again.
    pub turns: Vec<TurnCost>,
    /// The sum of the items, and of the turns.
    pub total: Usd,
}

/// One line of a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Item {
    /// What happened to these tokens.
    pub kind: ItemKind,
    /// The long-context step they fell under: input above so many tokens.
    pub above: Option<u64>,
    /// How many tokens.
    pub tokens: u64,
    /// USD per million of them, tier and region included.
    pub rate: Rate,
    /// tokens × rate.
    pub cost: Usd,
}

/// What happened to the tokens of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ItemKind {
    /// Read afresh.
    Input,
    /// Read from the cache.
    CachedInput,
    /// Written to the cache.
    CacheWrite,
    /// Written by the model, reasoning included.
    Output,
}

/// What one turn costs: the request that it sends and the reply it gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TurnCost {
    /// All that is sent, in tokens.
    pub input: u64,
    /// The part of it that is read from the cache.
    pub cached: u64,
    /// All that comes back, reasoning included.
    pub output: u64,
    /// What it costs.
    pub cost: Usd,
}

/// All that decides the price of a token.
#[derive(Clone, Copy)]
pub(super) struct Rates<'a> {
    pub(super) card: &'a RateCard,
    pub(super) scenario: &'a Scenario,
    /// How prompts are cached; nothing when they aren't.
    pub(super) caching: Option<Policy>,
    /// Whether the fixed beginning is in the cache already when the conversation starts.
    pub(super) warm: bool,
    /// What every price is multiplied by.
    pub(super) factor: Factor,
}

impl Rates<'_> {
    /// The prices of requests below every long-context step and above each; nothing when the card
    /// doesn't offer the tier.
    fn steps(&self) -> Option<Vec<(Option<u64>, Prices)>> {
        let long = self.card.long.iter().map(|long| (Some(long.above), long.prices));
        let steps = std::iter::once((None, self.card.prices)).chain(long);
        steps.map(|(above, prices)| Some((above, self.apply(prices)?))).collect()
    }

    fn apply(&self, prices: Prices) -> Option<Prices> {
        let mut prices = self.card.tiers.apply(self.scenario.tier, prices)?;
        if self.scenario.cache_retention == Retention::Long {
            prices.write = prices.write_long.or(prices.write);
        }
        let region = self.card.regional.filter(|_| self.scenario.regional);
        Some(prices.times(region.unwrap_or(Factor::ONE)).times(self.factor))
    }
}

/// Tokens of all requests at one set of prices.
#[derive(Debug, Clone, Copy, Default)]
struct Usage {
    input: u64,
    cached: u64,
    written: u64,
    output: u64,
}

impl Bill {
    /// Prices a conversation; nothing when the card doesn't offer the tier.
    pub(super) fn of(conversation: &Conversation, rates: Rates<'_>) -> Option<Self> {
        let steps = rates.steps()?;
        let mut usages = vec![Usage::default(); steps.len()];
        let mut turns = Vec::with_capacity(conversation.turns.len());
        for request in conversation.requests() {
            let passed = |long: &&Long| long.holds_for(request.input);
            let step = rates.card.long.iter().take_while(passed).count();
            let split = match rates.caching {
                Some(policy) => policy.split(&request, rates.warm),
                None => Split { fresh: request.input, ..Split::default() },
            };
            let usage = Usage::of(split, request.output);
            if let (Some(total), Some((above, prices))) = (usages.get_mut(step), steps.get(step)) {
                total.add(usage);
                turns.push(TurnCost {
                    input: request.input,
                    cached: if prices.cached.is_some() { usage.cached } else { 0 },
                    output: request.output,
                    cost: usage.items(*above, *prices).map(|item| item.cost).sum(),
                });
            }
        }
        let priced = steps.into_iter().zip(usages);
        let items: Vec<_> =
            priced.flat_map(|((above, prices), usage)| usage.items(above, prices)).collect();
        let total = items.iter().map(|item| item.cost).sum();
        Some(Self { messages: turns.len() as u64, items, turns, total })
    }
}

impl Usage {
    const fn of(split: Split, output: u64) -> Self {
        Self { input: split.fresh, cached: split.read, written: split.written, output }
    }

    fn add(&mut self, other: Self) {
        self.input += other.input;
        self.cached += other.cached;
        self.written += other.written;
        self.output += other.output;
    }

    /// The items with tokens in them. Where reading from the cache or writing to it has no price of
    /// its own, it is ordinary input.
    fn items(self, above: Option<u64>, prices: Prices) -> impl Iterator<Item = Item> {
        let mut input = self.input;
        let mut own = |tokens: u64, rate: Option<Rate>| match rate {
            Some(rate) => (tokens, rate),
            None => {
                input += tokens;
                (0, Rate::default())
            }
        };
        let cached = own(self.cached, prices.cached);
        let written = own(self.written, prices.write);
        [
            (ItemKind::Input, (input, prices.input)),
            (ItemKind::CachedInput, cached),
            (ItemKind::CacheWrite, written),
            (ItemKind::Output, (self.output, prices.output)),
        ]
        .into_iter()
        .filter(|(_, (tokens, _))| *tokens > 0)
        .map(move |(kind, (tokens, rate))| Item {
            kind,
            above,
            tokens,
            rate,
            cost: rate * tokens,
        })
    }
}
