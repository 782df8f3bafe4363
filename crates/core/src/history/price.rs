//! What an event costs on a model's API.

use super::{Event, Repeated};
use crate::catalog::{Caching, Catalog, Date, Model, Tokens};
use crate::money::Usd;

/// A model with what its vendor does with prompts that come again.
pub(super) struct Priced<'a> {
    pub(super) model: &'a Model,
    caching: Option<Caching>,
}

impl<'a> Priced<'a> {
    pub(super) fn new(catalog: &Catalog, model: &'a Model) -> Self {
        let vendor = || catalog.vendor(&model.vendor)?.caching;
        Self { model, caching: model.caching.or_else(vendor) }
    }

    /// What `event` costs at the prices of a day; nothing where none is known.
    pub(super) fn cost(&self, event: &Event, on: Date) -> Option<Usd> {
        let card = self.model.card_on(on)?;
        let requests = u64::from(event.requests.max(1));
        let input = self.tokens(event, event.input);
        let output = self.tokens(event, event.output);
        let step = card.long.iter().rev().find(|long| long.holds_for(input / requests));
        let prices = step.map_or(card.prices, |long| long.prices);
        let (cached, written, written_long) = self.repeated(event, input);
        let mut fresh = input.saturating_sub(cached + written + written_long);
        let mut cost = Usd::ZERO;
        let long = prices.write_long.or(prices.write);
        for (tokens, rate) in
            [(cached, prices.cached), (written, prices.write), (written_long, long)]
        {
            match rate {
                Some(rate) => cost += rate * tokens,
                // Without a price of its own it is ordinary input.
                None => fresh += tokens,
            }
        }
        Some(cost + prices.input * fresh + prices.output * output)
    }

    /// Tokens of this model: those that were counted by another encoding are an estimate.
    fn tokens(&self, event: &Event, tokens: u64) -> u64 {
        match &self.model.tokens {
            Tokens::Estimate { low, high, .. } if !event.logged => {
                low.of(tokens).midpoint(high.of(tokens))
            }
            _ => tokens,
        }
    }

    /// What of the input is read from the cache, written to it, and written for long.
    fn repeated(&self, event: &Event, input: u64) -> (u64, u64, u64) {
        match event.repeated {
            Repeated::Logged { cached, written, written_long } => (cached, written, written_long),
            Repeated::Before { tokens, seconds } => {
                let Some(rule) = self.caching.filter(|rule| rule.automatic) else {
                    return (0, 0, 0);
                };
                // Where no lifetime is published, what came five minutes ago is still there.
                const USUAL: u32 = 5;
                let warm = seconds <= u64::from(rule.minutes.unwrap_or(USUAL)) * 60;
                let before = self.tokens(event, tokens).min(input);
                let cached = if warm { held(rule, before) } else { 0 };
                (cached, held(rule, input).saturating_sub(cached), 0)
            }
        }
    }
}

/// How much of a prefix a cache holds: whole steps, from the minimum on.
fn held(rule: Caching, prefix: u64) -> u64 {
    let step = rule.step.max(1);
    if prefix < rule.min { 0 } else { prefix / step * step }
}
