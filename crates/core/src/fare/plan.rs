//! Plans: paid by the month, within caps.

use super::api::overflow;
use super::{
    Conversation, Fare, FareKind, Fit, Line, Obstacle, Part, PartKind, Provenance, RunOut,
};
use crate::catalog::{Allowance, Catalog, Date, Model, Need, Plan, Terms};
use crate::scenario::{Billing, Scenario};

/// Hours in a day and in a week, the spans in which people's use repeats.
const DAY: u64 = 24;
const WEEK: u64 = 168;

/// The API whose fare a metered plan bills on top of its seats.
#[derive(Clone, Copy)]
pub(crate) struct Metered<'a> {
    pub(crate) model: &'a Model,
    pub(crate) fare: &'a Fare,
}

/// What a plan costs, and whether the scenario fits it.
pub(crate) fn plan_fare(
    catalog: &Catalog,
    scenario: &Scenario,
    plan: &Plan,
    conversation: &Conversation,
    api: Metered<'_>,
    on: Date,
) -> Fare {
    let mut fare = Fare::new(plan.id.clone(), FareKind::Plan, plan.name.clone());
    let Some(terms) = plan.terms_on(on) else {
        fare.obstacles.push(match plan.ended {
            Some(since) if since <= on => Obstacle::Ended { since },
            _ => Obstacle::no_price(plan.launched, plan.terms.first().map(|terms| terms.from), on),
        });
        fare.judge(Fit::No);
        return fare;
    };
    fare.provenance = Some(Provenance::of_terms(catalog, terms, on));
    fare.apart = terms.denies.contains(&Need::ApiAccess);
    fare.meet(&scenario.needs, &terms.allows, &terms.denies);
    let needed = scenario.needs.contains(&Need::Automation);
    if scenario.automation_share > 0 && !needed {
        fare.meet(&[Need::Automation], &terms.allows, &terms.denies);
    }
    let best = carry(&mut fare, scenario, terms, conversation);
    let own = plan.vendor == api.model.vendor;
    if let (Some(credit), Some(line), true) = (terms.api_credit, api.fare.line(), own) {
        let credit = credit * scenario.people.max(1);
        let days = scenario.days_per_month;
        fare.api_credit = Some(RunOut::of(credit, line, scenario.messages_per_day, days));
    }
    price(&mut fare, scenario, plan, terms, api);
    fare.judge(best);
    fare
}

/// Prices the seats. Without a list price there is no price.
fn price(fare: &mut Fare, scenario: &Scenario, plan: &Plan, terms: &Terms, api: Metered<'_>) {
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
        if plan.vendor != api.model.vendor {
            // Its use is billed at rates of its own vendor, which the model doesn't have.
            fare.obstacles.push(Obstacle::OtherVendor { model: api.model.id.clone() });
            return;
        }
        let Some(metered) = api.fare.line() else { return };
        parts.extend(&api.fare.parts);
        line = metered.plus_fixed(seats.cost);
        let lacks = |obstacle: &&Obstacle| matches!(obstacle, Obstacle::Lacks { .. });
        fare.obstacles.extend(api.fare.obstacles.iter().filter(|o| !lacks(o)).cloned());
    }
    fare.price(parts, line, scenario.messages_per_month());
}

/// How well any model of the plan can carry the scenario, and how many messages a month it could.
///
/// When none can, the obstacles are those of the first, which is the best one the plan opens by
/// default. A model whose limits nobody publishes doesn't stand in for one whose cap is reached.
fn carry(fare: &mut Fare, scenario: &Scenario, terms: &Terms, conversation: &Conversation) -> Fit {
    let mut best: Option<Carried> = None;
    let (mut most, mut endless) = (0, false);
    for allowance in &terms.allowances {
        let carried = Carried::by(allowance, scenario, conversation);
        match carried.capacity {
            Some(own) if carried.fits_window => most = most.max(own),
            None if allowance.unlimited && carried.fits_window => endless = true,
            None if best.is_none() => endless = true,
            _ => {}
        }
        let better = match &best {
            None => true,
            Some(best) => best.fit == Fit::No && carried.fit == Fit::Yes,
        };
        if better {
            best = Some(carried);
        }
    }
    let Some(best) = best else { return Fit::Unknown };
    fare.capacity = Some(most).filter(|_| !endless);
    fare.obstacles.extend(best.obstacles);
    best.fit
}

/// What one model of a plan makes of the scenario.
struct Carried {
    fit: Fit,
    fits_window: bool,
    /// Messages a month, where its caps are published.
    capacity: Option<u64>,
    obstacles: Vec<Obstacle>,
}

impl Carried {
    fn by(allowance: &Allowance, scenario: &Scenario, conversation: &Conversation) -> Self {
        let mut obstacles = Vec::new();
        obstacles.extend(allowance.window.and_then(|window| overflow(conversation, true, window)));
        let fits_window = obstacles.is_empty();
        let mut most: Option<u64> = None;
        let people = scenario.people.max(1);
        if let Some(cap) = allowance.cap {
            let allowed = u64::from(cap.messages);
            let span = Span::of(scenario, cap.hours);
            let sent = span.holds(scenario.messages_per_day);
            let each = sent.div_ceil(people);
            if each > allowed {
                obstacles.push(Obstacle::Cap {
                    model: allowance.model.clone(),
                    messages: cap.messages,
                    hours: cap.hours,
                    sent: each,
                    seats: sent.div_ceil(allowed.max(1)),
                    then: allowance.then.clone(),
                });
            }
            most = Some(span.most_a_day(allowed.saturating_mul(people)));
        }
        if let Some(cap) = allowance.tokens {
            let of_all: u64 =
                conversation.requests().map(|request| request.input + request.output).sum();
            let turns = conversation.turns.len().max(1) as u128;
            let span = Span::of(scenario, cap.hours);
            let sent = u128::from(span.holds(scenario.messages_per_day));
            let used = (u128::from(of_all) * sent).div_ceil(turns * u128::from(people));
            let used = u64::try_from(used).unwrap_or(u64::MAX);
            if used > cap.tokens {
                obstacles.push(Obstacle::Tokens { tokens: cap.tokens, hours: cap.hours, used });
            }
            let sendable = (u128::from(cap.tokens) * turns * u128::from(people))
                .checked_div(u128::from(of_all));
            let sendable = sendable.and_then(|messages| u64::try_from(messages).ok());
            let daily = span.most_a_day(sendable.unwrap_or(u64::MAX));
            most = Some(most.map_or(daily, |most| most.min(daily)));
        }
        let fit = match (obstacles.is_empty(), allowance.unlimited || most.is_some()) {
            (false, _) => Fit::No,
            (true, true) => Fit::Yes,
            (true, false) => Fit::Unknown,
        };
        let capacity = most.map(|daily| daily.saturating_mul(scenario.days_per_month));
        Self { fit, fits_window, capacity, obstacles }
    }
}

/// A span of hours, as the part of a day's messages that it holds at most: each day's messages are
/// spread evenly over its active hours, and the busy days of a month over its weeks.
struct Span {
    /// Days, or active hours of a day.
    held: u64,
    /// 1, or all active hours of a day.
    of: u64,
}

impl Span {
    fn of(scenario: &Scenario, hours: u32) -> Self {
        let hours = u64::from(hours);
        if hours < DAY {
            let of = scenario.active_hours.max(1);
            return Self { held: hours.min(of).max(1), of };
        }
        let days = (hours / DAY).min(scenario.days_per_month);
        Self { held: if hours <= WEEK { days.min(7) } else { days }.max(1), of: 1 }
    }

    /// The most messages in any such span, at `daily` messages a day.
    fn holds(&self, daily: u64) -> u64 {
        daily.saturating_mul(self.held).div_ceil(self.of)
    }

    /// The most messages a day of which no such span holds more than `allowed`.
    fn most_a_day(&self, allowed: u64) -> u64 {
        allowed.saturating_mul(self.of) / self.held
    }
}
