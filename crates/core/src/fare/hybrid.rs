//! People on a plan, programs on the API.

use super::plan::Metered;
use super::{Conversation, Fare, FareKind, Fit, Obstacle, Part, plan_fare};
use crate::catalog::{Catalog, Date, Need, Plan};
use crate::scenario::Scenario;

const PERCENT: u64 = 100;

/// The cheapest of `plans` that carries the people's messages, with the programs' on the API;
/// nothing when everybody or nobody is a program, or no plan carries them.
pub(crate) fn hybrid_fare(
    catalog: &Catalog,
    scenario: &Scenario,
    plans: &[&Plan],
    conversation: &Conversation,
    metered: Metered<'_>,
    on: Date,
) -> Option<Fare> {
    let share = scenario.automation_share;
    if !(1..PERCENT).contains(&share) {
        return None;
    }
    let api = metered.fare;
    let people = people_only(scenario);
    let carried = plans
        .iter()
        .map(|plan| plan_fare(catalog, &people, plan, conversation, metered, on))
        .filter(|fare| fare.fit != Fit::No);
    let plan = carried.min_by_key(|fare| (fare.fit != Fit::Yes, fare.per_month))?;
    let (flat, programs) = (plan.per_month?, api.line()?.part(share, PERCENT));
    let volume = scenario.messages_per_month();
    let mut fare = Fare::new("hybrid", FareKind::Hybrid, format!("{} + {}", plan.name, api.name));
    // The limit is on what the API costs, not on the plan beside it.
    let mut on_the_api = Fare::new("", FareKind::Api, "");
    let part =
        |part: &Part| Part::new(part.kind, part.price, part.count * share, part.per * PERCENT);
    let parts: Vec<_> = api.parts.iter().map(part).collect();
    on_the_api.price(parts.clone(), programs, volume);
    on_the_api.keep_within(scenario);
    let limited = |obstacle: &&Obstacle| matches!(obstacle, Obstacle::MonthlyLimit { .. });
    fare.obstacles.extend(api.obstacles.iter().filter(|obstacle| !limited(obstacle)).cloned());
    fare.obstacles.append(&mut on_the_api.obstacles);
    // The plan carries its share of all messages.
    let people_carry =
        plan.capacity.map(|messages| messages.saturating_mul(PERCENT) / (PERCENT - share));
    fare.capacity = [people_carry, on_the_api.capacity].into_iter().flatten().min();
    let all = plan.parts.iter().copied().chain(parts);
    fare.price(all.collect(), programs.plus_fixed(flat), volume);
    // The API gives the programs what they need and the plan gives the people the rest.
    fare.doubts = plan.doubts.iter().filter(|need| api.doubts.contains(need)).copied().collect();
    fare.provenance.clone_from(&plan.provenance);
    fare.judge(plan.fit);
    Some(fare)
}

/// The scenario of the people alone.
fn people_only(scenario: &Scenario) -> Scenario {
    let mut people = scenario.clone();
    let share = PERCENT - scenario.automation_share;
    people.messages_per_day = scenario.messages_per_day.saturating_mul(share).div_ceil(PERCENT);
    people.automation_share = 0;
    let programs = [
        Need::Automation,
        Need::ApiAccess,
        Need::SystemPrompt,
        Need::Temperature,
        Need::StructuredOutput,
        Need::FineTuning,
    ];
    people.needs.retain(|need| !programs.contains(need));
    people
}
