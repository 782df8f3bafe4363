//! A plan and the API together: programs on the API beside people on a plan, or what a plan's caps
//! leave over on the API.

use super::needs::asked;
use super::plan::{Situation, api_credit};
use super::{Fare, FareKind, Fit, Lack, Line, Obstacle, Part, PartKind, plan_fare};
use crate::catalog::{Need, Plan, Tier};
use crate::scenario::Scenario;

const PERCENT: u64 = 100;

/// What programs need, and people in an app don't.
const OF_PROGRAMS: [Need; 6] = [
    Need::Automation,
    Need::ApiAccess,
    Need::SystemPrompt,
    Need::Temperature,
    Need::StructuredOutput,
    Need::FineTuning,
];

/// The cheapest of `plans` that carries the people's messages, with the programs' on the API;
/// nothing when everybody or nobody is a program, or no plan carries them.
pub(crate) fn hybrid_fare(situation: Situation<'_>, plans: &[&Plan]) -> Option<Fare> {
    let Situation { scenario, api, .. } = situation;
    let share = scenario.automation_share;
    if !(1..PERCENT).contains(&share) {
        return None;
    }
    let programs = api.line()?.part(share, PERCENT);
    let part =
        |part: &Part| Part::new(part.kind, part.price, part.count * share, part.per * PERCENT);
    let parts: Vec<_> = api.parts.iter().map(part).collect();
    let people = people_only(scenario);
    let needs = asked(&people.needs);
    let halves = Situation { scenario: &people, needs: &needs, ..situation };
    let both = plans.iter().filter_map(|plan| {
        let carried = plan_fare(halves, plan);
        let mut fare = beside(situation, FareKind::Hybrid, plan, &carried, &parts, programs)?;
        // The plan carries its share of all messages.
        fare.capacity =
            carried.capacity.map(|messages| messages.saturating_mul(PERCENT) / (PERCENT - share));
        Some(fare)
    });
    both.min_by_key(Fare::rank)
}

/// The cheapest of the `plans` that are paid for of which nothing but a cap is exceeded, with what goes
/// beyond the cap on the API; nothing where no plan has such a cap.
pub(crate) fn surplus_fare(situation: Situation<'_>, plans: &[(&Plan, &Fare)]) -> Option<Fare> {
    let volume = situation.scenario.messages_per_month();
    let line = situation.api.line()?;
    let both = plans.iter().filter_map(|(plan, alone)| {
        let carries = carried_like(situation.scenario, alone)?;
        let rest = volume.checked_sub(carries).filter(|rest| *rest > 0 && carries > 0)?;
        let beyond = line.with_free(line.cost(carries) - line.cost(0));
        // The number of a part is the volume times its share, so this division leaves nothing over.
        let of_rest =
            |part: &Part| Part::new(part.kind, part.price, part.count / volume * rest, part.per);
        let parts: Vec<_> = situation.api.parts.iter().map(of_rest).collect();
        let mut within = Fare::clone(alone);
        within.obstacles.clear();
        within.lacks.retain(|lack| !matches!(lack, Lack::SmallerBeyond { .. }));
        within.fit = Fit::Yes;
        beside(situation, FareKind::Surplus, plan, &within, &parts, beyond)
    });
    both.min_by_key(Fare::rank)
}

/// Messages a month up to which a plan that costs something answers as was asked, where there is such a
/// number and nothing else is in the way.
fn carried_like(scenario: &Scenario, plan: &Fare) -> Option<u64> {
    plan.per_month.filter(|price| !price.is_zero())?;
    let less = |lack: &Lack| lack.is_less() && !matches!(lack, Lack::SmallerBeyond { .. });
    if plan.lacks.iter().any(less) {
        return None;
    }
    let beyond = plan.lacks.iter().find_map(|lack| match lack {
        Lack::SmallerBeyond { daily, .. } => Some(daily.saturating_mul(scenario.days_per_month)),
        _ => None,
    });
    let capped =
        |obstacle: &Obstacle| matches!(obstacle, Obstacle::Cap { .. } | Obstacle::Tokens { .. });
    match plan.obstacles.is_empty() {
        true => beyond,
        false => plan.capacity.filter(|_| plan.obstacles.iter().all(capped)),
    }
}

/// A plan that fits with something on the API beside it. The credit that comes with the plan pays first.
fn beside(
    situation: Situation<'_>,
    kind: FareKind,
    plan: &Plan,
    carried: &Fare,
    parts: &[Part],
    on_the_api: Line,
) -> Option<Fare> {
    let Situation { scenario, api, .. } = situation;
    if carried.fit == Fit::No {
        return None;
    }
    let flat = carried.per_month?;
    let volume = scenario.messages_per_month();
    let id = if kind == FareKind::Hybrid { "hybrid" } else { "surplus" };
    let mut fare = Fare::new(id, kind, format!("{} + {}", carried.name, api.name));
    fare.plan = Some(plan.id.clone());
    let mut all: Vec<_> = carried.parts.iter().chain(parts).copied().collect();
    let mut line = on_the_api;
    if let Some(credit) = api_credit(situation, plan) {
        all.extend(Part::credit(PartKind::ApiCredit, credit.min(line.cost(volume))));
        line = line.and_free(credit);
    }
    fare.price(all, line.plus_fixed(flat), volume);
    fare.obstacles.clone_from(&api.obstacles);
    // The API gives the programs what they need, and the plan gives the people the rest.
    fare.doubts = carried.doubts.clone();
    fare.lacks.clone_from(&carried.lacks);
    fare.provenance.clone_from(&carried.provenance);
    fare.judge(Fit::Yes);
    Some(fare)
}

/// The scenario of the people alone: they write in an app, whatever tier and region the programs use.
fn people_only(scenario: &Scenario) -> Scenario {
    let mut people = scenario.clone();
    let share = PERCENT - scenario.automation_share;
    people.messages_per_day = scenario.messages_per_day.saturating_mul(share).div_ceil(PERCENT);
    people.automation_share = 0;
    people.tier = Tier::Standard;
    people.regional = false;
    people.needs.retain(|need| !OF_PROGRAMS.contains(need));
    people
}
