//! Plans: paid by the month, within caps.

use super::api::overflow;
use super::{Conversation, Fare, FareKind, Fit, Line, Obstacle, Part, PartKind, Provenance};
use crate::catalog::{Allowance, Cap, Catalog, Date, Need, Plan, Terms, TokenCap};
use crate::scenario::{Billing, Scenario};

/// Hours in a day and in a week, the spans in which people's use repeats.
const DAY: u64 = 24;
const WEEK: u64 = 168;

/// What a plan costs, and whether the scenario fits it. `api` is the API's fare, which a metered
/// plan bills on top of its seats.
pub(crate) fn plan_fare(
    catalog: &Catalog,
    scenario: &Scenario,
    plan: &Plan,
    conversation: &Conversation,
    api: &Fare,
    on: Date,
) -> Fare {
    let mut fare = Fare::new(plan.id.clone(), FareKind::Plan, plan.name.clone());
    let Some(terms) = plan.terms_on(on) else {
        fare.obstacles.push(Obstacle::NotSold { on });
        fare.judge(Fit::No);
        return fare;
    };
    fare.provenance = Some(Provenance::of_terms(catalog, terms, on));
    price(&mut fare, scenario, terms, api);
    fare.meet(&scenario.needs, &terms.allows, &terms.denies);
    let needed = scenario.needs.contains(&Need::Automation);
    if scenario.automation_share > 0 && !needed {
        fare.meet(&[Need::Automation], &terms.allows, &terms.denies);
    }
    let best = carry(&mut fare, scenario, terms, conversation);
    fare.judge(best);
    fare
}

/// Prices the seats. Without a list price there is no price.
fn price(fare: &mut Fare, scenario: &Scenario, terms: &Terms, api: &Fare) {
    let yearly = terms.yearly.filter(|_| scenario.billing == Billing::Yearly);
    let Some(price) = yearly.or(terms.monthly) else {
        fare.obstacles.push(Obstacle::NoListPrice);
        return;
    };
    let (min, max) = terms.seats.map_or((1, None), |seats| (seats.min, seats.max));
    let seats = scenario.people.max(u64::from(min));
    if let Some(max) = max.map(u64::from).filter(|max| seats > *max) {
        fare.obstacles.push(Obstacle::Seats { people: scenario.people, max });
    }
    let seats = Part::new(PartKind::Seats, price, seats, 1);
    let flat = Line::fixed(seats.cost);
    let (mut parts, mut line) = (vec![seats], flat);
    if terms.metered {
        let Some(metered) = api.line() else { return };
        parts.extend(&api.parts);
        line = metered.plus_fixed(seats.cost);
    }
    fare.price(parts, line, scenario.messages_per_month());
}

/// How well any model of the plan can carry the scenario. When none can, the obstacles are those of
/// the first, which is the best one the plan opens by default.
fn carry(fare: &mut Fare, scenario: &Scenario, terms: &Terms, conversation: &Conversation) -> Fit {
    let mut judged =
        terms.allowances.iter().map(|allowance| allow(scenario, allowance, conversation));
    let first = judged.next();
    let best = match first {
        Some((Fit::No, _)) => judged.find(|(fit, _)| *fit != Fit::No).or(first),
        first => first,
    };
    let (fit, obstacles) = best.unwrap_or((Fit::Unknown, Vec::new()));
    fare.obstacles.extend(obstacles);
    fit
}

fn allow(
    scenario: &Scenario,
    allowance: &Allowance,
    conversation: &Conversation,
) -> (Fit, Vec<Obstacle>) {
    let sizes = conversation.requests().map(|request| request.input + request.output);
    let window = allowance.window.and_then(|window| overflow(sizes, window));
    let cap = allowance.cap.and_then(|cap| over_cap(scenario, allowance, cap));
    let tokens = allowance.tokens.and_then(|cap| over_tokens(scenario, cap, conversation));
    let obstacles: Vec<_> = window.into_iter().chain(cap).chain(tokens).collect();
    let known = allowance.unlimited || allowance.cap.is_some() || allowance.tokens.is_some();
    let fit = match (obstacles.is_empty(), known) {
        (false, _) => Fit::No,
        (true, true) => Fit::Yes,
        (true, false) => Fit::Unknown,
    };
    (fit, obstacles)
}

/// The obstacle, when one seat's cap is less than what one person sends in its span.
fn over_cap(scenario: &Scenario, allowance: &Allowance, cap: Cap) -> Option<Obstacle> {
    let sent = sent_in(scenario, u64::from(cap.hours));
    let allowed = u64::from(cap.messages);
    let each = sent.div_ceil(scenario.people.max(1));
    (each > allowed).then(|| Obstacle::Cap {
        model: allowance.model.clone(),
        messages: cap.messages,
        hours: cap.hours,
        sent: each,
        seats: sent.div_ceil(allowed.max(1)),
    })
}

/// The obstacle, when one seat's tokens are fewer than one person uses in their span.
fn over_tokens(
    scenario: &Scenario,
    cap: TokenCap,
    conversation: &Conversation,
) -> Option<Obstacle> {
    let used: u64 = conversation.requests().map(|request| request.input + request.output).sum();
    let turns = conversation.turns.len().max(1) as u128;
    let sent = u128::from(sent_in(scenario, u64::from(cap.hours)));
    let used = (u128::from(used) * sent).div_ceil(turns * u128::from(scenario.people.max(1)));
    let used = u64::try_from(used).unwrap_or(u64::MAX);
    (used > cap.tokens).then_some(Obstacle::Tokens { tokens: cap.tokens, hours: cap.hours, used })
}

/// The most messages in any span of so many hours, when each day's messages are spread evenly over
/// its active hours and the busy days of a month over its weeks.
fn sent_in(scenario: &Scenario, hours: u64) -> u64 {
    let daily = scenario.messages_per_day;
    if hours < DAY {
        let busy = hours.min(scenario.active_hours);
        return daily.saturating_mul(busy).div_ceil(scenario.active_hours.max(1));
    }
    let days = (hours / DAY).min(scenario.days_per_month);
    let days = if hours <= WEEK { days.min(7) } else { days };
    daily.saturating_mul(days)
}
