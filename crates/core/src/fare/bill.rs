//! A conversation priced item by item.

use serde::{Deserialize, Serialize};

use super::caching::{Policy, Split};
use super::{Conversation, Request};
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
    /// What each kind of text in it costs: another way to add up the same total.
    pub split: Vec<Portion>,
    /// What each turn costs, in order: later ones more, where history is sent again.
    pub turns: Vec<TurnCost>,
    /// The sum of the items, of the portions and of the turns.
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

/// What one kind of text costs in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Portion {
    /// What kind of text it is.
    pub kind: PortionKind,
    /// Its tokens, in all turns together.
    pub tokens: u64,
    /// What they cost, each at the rate of what happened to it.
    pub cost: Usd,
}

/// A kind of text in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PortionKind {
    /// The system prompt or other fixed beginning.
    System,
    /// Earlier messages and replies that are sent again.
    History,
    /// The reader's own text: the newest message of each request.
    Text,
    /// What the chat format adds to it.
    Format,
    /// Hidden reasoning.
    Reasoning,
    /// The replies.
    Reply,
}

impl PortionKind {
    /// Every kind, in the order in which a turn has them.
    pub const ALL: [Self; 6] =
        [Self::System, Self::History, Self::Text, Self::Format, Self::Reasoning, Self::Reply];
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
        let mut portions =
            PortionKind::ALL.map(|kind| Portion { kind, tokens: 0, cost: Usd::ZERO });
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
                divide(&mut portions, &request, split, prices);
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
        let split = portions.into_iter().filter(|portion| portion.tokens > 0).collect();
        Some(Self { messages: turns.len() as u64, items, split, turns, total })
    }
}

/// Adds what each kind of text in a request costs. The cache holds the beginning of a request, so the
/// kinds take what is read, then what is written, then what is neither, in the order they are sent.
fn divide(portions: &mut [Portion; 6], request: &Request, split: Split, prices: &Prices) {
    let mut rates = [
        (split.read, prices.cached.unwrap_or(prices.input)),
        (split.written, prices.write.unwrap_or(prices.input)),
        (split.fresh, prices.input),
    ];
    let text = request.input - request.beginning - request.history - request.format;
    let sent = [request.beginning, request.history, text, request.format];
    let reply = request.output - request.reasoning;
    for (portion, mut left) in portions.iter_mut().zip(sent) {
        portion.tokens += left;
        for (tokens, rate) in &mut rates {
            let taken = left.min(*tokens);
            portion.cost += *rate * taken;
            left -= taken;
            *tokens -= taken;
        }
    }
    for (portion, tokens) in portions.iter_mut().skip(sent.len()).zip([request.reasoning, reply]) {
        portion.tokens += tokens;
        portion.cost += prices.output * tokens;
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
