//! The API: paid by the token.

use super::bill::Rates;
use super::{Bill, Conversation, Fare, FareKind, Fit, Line, Obstacle, Part, PartKind, Provenance};
use crate::catalog::{Caching, Catalog, Date, Model, Need};
use crate::money::Factor;
use crate::scenario::{self, Scenario};

/// What the API costs.
pub(crate) fn api_fare(
    catalog: &Catalog,
    scenario: &Scenario,
    model: &Model,
    conversation: &Conversation,
    on: Date,
) -> Fare {
    let mut fare = Fare::new("api", FareKind::Api, format!("{} API", model.title()));
    fare.obstacles.extend(limits(model, conversation));
    if let Some(since) = model.shutdown.filter(|since| *since <= on) {
        fare.obstacles.push(Obstacle::ShutDown { since });
    }
    let vendor = catalog.vendor(&model.vendor);
    let (allows, denies): (&[Need], &[Need]) =
        vendor.map_or((&[], &[]), |vendor| (&vendor.allows, &vendor.denies));
    fare.meet(&scenario.needs, allows, denies);
    match model.card_on(on) {
        None => fare.obstacles.push(Obstacle::NotSold { on }),
        Some(card) => {
            let caching = caching(catalog, scenario, model);
            let rates = Rates { card, scenario, caching, factor: Factor::ONE };
            fare.provenance = Some(Provenance::of_card(catalog, card, on));
            match Bill::of(conversation, rates) {
                None => fare.obstacles.push(Obstacle::TierNotOffered { tier: scenario.tier }),
                Some(bill) => price(&mut fare, bill, conversation, rates),
            }
        }
    }
    fare.judge(Fit::Yes);
    fare
}

/// Prices a month of such conversations, part of them perhaps in peak hours.
fn price(fare: &mut Fare, bill: Bill, conversation: &Conversation, rates: Rates<'_>) {
    const PERCENT: u64 = 100;
    let volume = rates.scenario.messages_per_month();
    let peak = rates.card.peak.as_ref().filter(|_| rates.scenario.peak_share > 0);
    let peak = peak.and_then(|peak| Bill::of(conversation, Rates { factor: peak.factor, ..rates }));
    let (parts, line) = match peak {
        None => (
            vec![Part::new(PartKind::Messages, bill.total, volume, bill.messages)],
            Line::per_message(bill.total, bill.messages),
        ),
        Some(peak) => {
            let share = rates.scenario.peak_share;
            let (rest, per) = (PERCENT - share, PERCENT * bill.messages);
            let both = bill.total * rest + peak.total * share;
            let parts = vec![
                Part::new(PartKind::Messages, bill.total, volume * rest, per),
                Part::new(PartKind::PeakMessages, peak.total, volume * share, per),
            ];
            (parts, Line::per_message(both, per))
        }
    };
    fare.bill = Some(bill);
    fare.price(parts, line, volume);
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
