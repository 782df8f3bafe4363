//! The API: paid by the token.

use super::bill::Rates;
use super::caching::Policy;
use super::needs::asked;
use super::{
    Bill, Conversation, Doubt, Fare, FareKind, Fit, Line, Obstacle, Part, PartKind, Provenance,
};
use crate::catalog::{Catalog, Date, Model, Need};
use crate::money::{Factor, Usd};
use crate::scenario::Scenario;

/// What the API costs.
pub(crate) fn api_fare(
    catalog: &Catalog,
    scenario: &Scenario,
    model: &Model,
    conversation: &Conversation,
    on: Date,
) -> Fare {
    let mut fare = Fare::new("api", FareKind::Api, format!("{} API", model.title()));
    limits(&mut fare.obstacles, model, conversation);
    if let Some(since) = model.shutdown.filter(|since| *since <= on) {
        fare.obstacles.push(Obstacle::ShutDown { since });
    } else if let Some(seen) = model.unlisted.filter(|seen| *seen <= on) {
        fare.obstacles.push(Obstacle::Unlisted { seen });
    }
    let vendor = catalog.vendor(&model.vendor);
    let (allows, denies): (&[Need], &[Need]) =
        vendor.map_or((&[], &[]), |vendor| (&vendor.allows, &vendor.denies));
    fare.meet(&asked(&scenario.needs), allows, denies);
    match model.card_on(on) {
        None => {
            let first = model.cards.first().map(|card| card.from);
            fare.obstacles.push(Obstacle::no_price(model.released, first, on));
        }
        Some(card) => {
            let caching = Policy::of(catalog, scenario, model);
            let rates = Rates { card, scenario, caching, warm: true, factor: Factor::ONE };
            fare.provenance = Some(Provenance::of_card(catalog, card, on));
            if scenario.regional && card.regional.is_none() {
                fare.doubts.push(Doubt::Region);
            }
            price(&mut fare, conversation, rates);
        }
    }
    fare.judge(Fit::Yes);
    fare
}

/// Prices a month of such conversations, some of them perhaps in peak hours or with a cold cache.
fn price(fare: &mut Fare, conversation: &Conversation, rates: Rates<'_>) {
    const PERCENT: u64 = 100;
    let scenario = rates.scenario;
    let messages = conversation.turns.len() as u64;
    fare.cache_hits =
        rates.caching.and_then(|policy| policy.hits(scenario, conversation, rates.card));
    // Without a beginning to find in the cache every conversation starts alike.
    let starts = match fare.cache_hits {
        None => [(true, 1), (false, 0)],
        Some(hits) if hits.warm_messages == 0 => [(true, 0), (false, 1)],
        Some(hits) => [(true, hits.warm_messages), (false, hits.cold_messages)],
    };
    let peak = rates.card.peak.as_ref().filter(|_| scenario.peak_share > 0);
    let hours = match peak {
        None => [(Factor::ONE, 1, false), (Factor::ONE, 0, true)],
        Some(peak) => [
            (Factor::ONE, PERCENT - scenario.peak_share, false),
            (peak.factor, scenario.peak_share, true),
        ],
    };
    let volume = scenario.messages_per_month();
    let shares = starts.iter().map(|(_, share)| share).sum::<u64>()
        * hours.iter().map(|(_, share, _)| share).sum::<u64>();
    let per = messages.saturating_mul(shares);
    let mut parts = Vec::new();
    let mut bills = Vec::new();
    let mut both = Usd::ZERO;
    for (factor, of_hours, in_peak) in hours {
        for (warm, of_starts) in starts {
            let share = of_hours * of_starts;
            if share == 0 {
                continue;
            }
            let Some(bill) = Bill::of(conversation, Rates { factor, warm, ..rates }) else {
                fare.obstacles.push(Obstacle::TierNotOffered { tier: scenario.tier });
                return;
            };
            let kind = match (in_peak, warm || shares == 1) {
                (false, true) => PartKind::Messages,
                (true, true) => PartKind::PeakMessages,
                (false, false) => PartKind::ColdMessages,
                (true, false) => PartKind::ColdPeakMessages,
            };
            parts.push(Part::new(kind, bill.total, volume.saturating_mul(share), per));
            both += bill.total * share;
            bills.push(bill);
        }
    }
    let mut bills = bills.into_iter();
    fare.bill = bills.next();
    fare.other_bills = bills.collect();
    fare.price(parts, Line::per_message(both, per), volume);
}

/// Where the conversation is too long for the model.
fn limits(obstacles: &mut Vec<Obstacle>, model: &Model, conversation: &Conversation) {
    let window = model.window.and_then(|window| overflow(conversation, true, window));
    let input = model.max_input.filter(|_| window.is_none());
    obstacles.extend(window);
    obstacles.extend(input.and_then(|max| overflow(conversation, false, max)));
    let longest = conversation.requests().map(|request| request.output).max().unwrap_or(0);
    let output = model.max_output.filter(|max| longest > *max);
    obstacles.extend(output.map(|max| Obstacle::Output { tokens: longest, max }));
}

/// The first turn that is larger than `window`, and the largest size reached; a window may hold the
/// output too.
pub(super) fn overflow(
    conversation: &Conversation,
    with_output: bool,
    window: u64,
) -> Option<Obstacle> {
    let (mut first, mut tokens) = (None, 0);
    for (turn, request) in (1..).zip(conversation.requests()) {
        let size = request.input + if with_output { request.output } else { 0 };
        tokens = size.max(tokens);
        first = first.or((size > window).then_some(turn));
    }
    first.map(|turn| Obstacle::Window { tokens, window, turn })
}
