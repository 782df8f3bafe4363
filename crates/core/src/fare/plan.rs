//! Plans: paid by the month, within caps.

use super::api::overflow;
use super::{Conversation, Fare, FareKind, Fit, Obstacle, Provenance, SeatCount};
use crate::catalog::{Allowance, Cap, Catalog, Date, Plan, Terms};
use crate::scenario::Scenario;

/// Hours in a day and in a week, the spans in which people's use repeats.
const DAY: u64 = 24;
const WEEK: u64 = 168;

/// What a plan costs, and whether the scenario fits it.
pub(crate) fn plan_fare(
    catalog: &Catalog,
    scenario: &Scenario,
    plan: &Plan,
    conversation: &Conversation,
    on: Date,
) -> Fare {
    let terms = plan.terms_on(on);
    let (fit, obstacles) = match terms {
        Some(terms) => judge(scenario, terms, conversation),
        None => (Fit::No, vec![Obstacle::NotSold { on }]),
    };
    let count = terms.and_then(|terms| terms.seats).map_or(1, |seats| seats.min);
    let price = terms.and_then(|terms| terms.monthly);
    let per_month = price.map(|price| price * u64::from(count));
    let messages = scenario.messages_per_month();
    Fare {
        id: plan.id.clone(),
        kind: FareKind::Plan,
        name: plan.name.clone(),
        per_message: per_month.filter(|_| messages > 0).map(|price| price.scaled(1, messages)),
        per_month,
        fit,
        obstacles,
        seats: price.map(|price| SeatCount { count, price }),
        bill: None,
        break_even: None,
        provenance: terms.map(|terms| Provenance::of_terms(catalog, terms, on)),
    }
}

/// Whether any model of the plan can carry the scenario. When none can, the obstacles are those of
/// the first, which is the best one the plan opens by default.
fn judge(scenario: &Scenario, terms: &Terms, conversation: &Conversation) -> (Fit, Vec<Obstacle>) {
    let mut reasons = Vec::new();
    if terms.monthly.is_none() {
        reasons.push(Obstacle::NoListPrice);
    }
    let mut judged =
        terms.allowances.iter().map(|allowance| allow(scenario, allowance, conversation));
    let first = judged.next();
    let best = match first {
        Some((Fit::No, _)) => judged.find(|(fit, _)| *fit != Fit::No).or(first),
        first => first,
    };
    let (fit, obstacles) = best.unwrap_or((Fit::Unknown, Vec::new()));
    reasons.extend(obstacles);
    (if reasons.is_empty() { fit } else { Fit::No }, reasons)
}

fn allow(
    scenario: &Scenario,
    allowance: &Allowance,
    conversation: &Conversation,
) -> (Fit, Vec<Obstacle>) {
    let sizes = conversation.requests().map(|request| request.input + request.output);
    let window = allowance.window.and_then(|window| overflow(sizes, window));
    let cap = allowance.cap.and_then(|cap| over_cap(scenario, allowance, cap));
    let obstacles: Vec<_> = window.into_iter().chain(cap).collect();
    let known = allowance.unlimited || allowance.cap.is_some();
    let fit = match (obstacles.is_empty(), known) {
        (false, _) => Fit::No,
        (true, true) => Fit::Yes,
        (true, false) => Fit::Unknown,
    };
    (fit, obstacles)
}

/// The obstacle, when one seat's cap is less than what is sent in its span.
fn over_cap(scenario: &Scenario, allowance: &Allowance, cap: Cap) -> Option<Obstacle> {
    let sent = sent_in(scenario, u64::from(cap.hours));
    let allowed = u64::from(cap.messages);
    (sent > allowed).then(|| Obstacle::Cap {
        model: allowance.model.clone(),
        messages: cap.messages,
        hours: cap.hours,
        sent,
        seats: if allowed == 0 { u64::MAX } else { sent.div_ceil(allowed) },
    })
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
