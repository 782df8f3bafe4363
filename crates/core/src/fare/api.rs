//! The API: paid by the token.

use super::bill::Terms;
use super::{Bill, Conversation, Fare, FareKind, Fit, Obstacle, Provenance};
use crate::catalog::{Caching, Catalog, Date, Model};
use crate::scenario::{self, Scenario};

/// What the API costs.
pub(crate) fn api_fare(
    catalog: &Catalog,
    scenario: &Scenario,
    model: &Model,
    conversation: &Conversation,
    on: Date,
) -> Fare {
    let mut obstacles: Vec<_> = limits(model, conversation).collect();
    if let Some(since) = model.shutdown.filter(|since| *since <= on) {
        obstacles.push(Obstacle::ShutDown { since });
    }
    let card = model.card_on(on);
    let bill = card.and_then(|card| {
        let caching = caching(catalog, scenario, model);
        Bill::of(conversation, Terms { card, tier: scenario.tier, caching })
    });
    match (card, &bill) {
        (None, _) => obstacles.push(Obstacle::NotSold { on }),
        (Some(_), None) => obstacles.push(Obstacle::TierNotOffered { tier: scenario.tier }),
        (Some(_), Some(_)) => {}
    }
    Fare {
        id: "api".to_owned(),
        kind: FareKind::Api,
        name: format!("{} API", model.title()),
        per_message: bill.as_ref().map(|bill| bill.cost_of(1)),
        per_month: bill.as_ref().map(|bill| bill.cost_of(scenario.messages_per_month())),
        fit: if obstacles.is_empty() { Fit::Yes } else { Fit::No },
        obstacles,
        seats: None,
        bill,
        break_even: None,
        provenance: card.map(|card| Provenance::of_card(catalog, card, on)),
    }
}

/// How this scenario's prompts are cached; nothing when they aren't, or nobody says how.
fn caching(catalog: &Catalog, scenario: &Scenario, model: &Model) -> Option<Caching> {
    let vendor = || catalog.vendor(&model.vendor)?.caching;
    let rule = model.caching.or_else(vendor)?;
    match scenario.caching {
        scenario::Caching::Off => None,
        scenario::Caching::On => Some(rule),
        scenario::Caching::Auto => Some(rule).filter(|rule| rule.automatic),
    }
}

/// Where the conversation is too long for the model.
fn limits(model: &Model, conversation: &Conversation) -> impl Iterator<Item = Obstacle> {
    let window = model.window.and_then(|window| {
        let sizes = conversation.requests().map(|request| request.input + request.output);
        overflow(sizes, window)
    });
    let input = model.max_input.filter(|_| window.is_none());
    let input = input.and_then(|max| overflow(conversation.requests().map(|r| r.input), max));
    let longest = conversation.requests().map(|request| request.output).max().unwrap_or(0);
    let output = model.max_output.filter(|max| longest > *max);
    let output = output.map(|max| Obstacle::Output { tokens: longest, max });
    [window, input, output].into_iter().flatten()
}

/// The first turn that is larger than `window`, and the largest size reached.
pub(super) fn overflow(sizes: impl Iterator<Item = u64>, window: u64) -> Option<Obstacle> {
    let (mut first, mut tokens) = (None, 0);
    for (turn, size) in (1..).zip(sizes) {
        tokens = size.max(tokens);
        first = first.or((size > window).then_some(turn));
    }
    first.map(|turn| Obstacle::Window { tokens, window, turn })
}
