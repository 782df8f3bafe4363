//! A conversation priced item by item.

use serde::Serialize;

use super::{Conversation, Request};
use crate::catalog::{Caching, Prices, RateCard, Tier};
use crate::money::{Rate, Usd};

/// What one conversation costs on the API. The total is the sum of the items, exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Bill {
    /// Messages in the conversation, which the total is for.
    pub messages: u64,
    /// Counts × rates.
    pub items: Vec<Item>,
    /// Their sum.
    pub total: Usd,
}

/// One line of a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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

/// Everything but the text that decides a bill's rates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms<'a> {
    pub(super) card: &'a RateCard,
    pub(super) tier: Tier,
    /// How prompts are cached; nothing when they aren't.
    pub(super) caching: Option<Caching>,
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
    pub(super) fn of(conversation: &Conversation, terms: Terms<'_>) -> Option<Self> {
        let card = terms.card;
        // One usage for the standard prices and one for each long-context step.
        let mut usages = vec![Usage::default(); card.long.len() + 1];
        for request in conversation.requests() {
            let step = card.long.iter().take_while(|long| request.input > long.above).count();
            if let Some(usage) = usages.get_mut(step) {
                usage.add(request, terms.caching);
            }
        }
        let steps = card.long.iter().map(|long| (Some(long.above), long.prices));
        let steps = std::iter::once((None, card.prices)).chain(steps);
        let mut bill = Self { messages: conversation.turns.len() as u64, ..Self::default() };
        for ((above, prices), usage) in steps.zip(usages) {
            let prices = card.tiers.apply(terms.tier, prices)?;
            bill.items.extend(usage.items(above, prices));
        }
        bill.total = bill.items.iter().map(|item| item.cost).sum();
        Some(bill)
    }

    /// USD for `messages` messages of such conversations.
    pub fn cost_of(&self, messages: u64) -> Usd {
        self.total.scaled(messages, self.messages)
    }
}

impl Usage {
    fn add(&mut self, request: Request, caching: Option<Caching>) {
        let (cached, kept) = match caching {
            Some(rule) => (rule.of(request.repeated), rule.of(request.repeated_next)),
            None => (0, 0),
        };
        let written = kept.saturating_sub(cached);
        self.cached += cached;
        self.written += written;
        self.input += request.input - cached - written;
        self.output += request.output;
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

impl Caching {
    /// How much of a repeated prefix the cache holds: whole steps, from the minimum on.
    fn of(self, prefix: u64) -> u64 {
        if prefix < self.min { 0 } else { prefix / self.step.max(1) * self.step.max(1) }
    }
}
