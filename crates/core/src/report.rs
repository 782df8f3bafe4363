//! The answer: a fare for each access model, with every number it was made of.

mod answer;
mod counts;
mod csv;
mod curve;
mod distribution;
mod estimate;
mod explain;
mod markdown;
mod recommendation;
mod snowball;
mod transcript;
mod what_if;

#[cfg(test)]
mod tests;

use crate::catalog::{Catalog, Model, Overhead, Plan};
use crate::fare::{
    BreakEven, Conversation, Fare, FareKind, Fit, RunOut, Turn, api_fare, hosting_fare,
    hybrid_fare, plan_fare,
};
use crate::money::Usd;
use crate::scenario::Scenario;
pub use answer::{Crossing, Report, Tokens};
pub use counts::{Basis, Counts, Weights};
pub use curve::{Curve, Curves, tick};
pub use distribution::{Distribution, Summary};
pub use estimate::estimate;
pub use recommendation::Recommendation;
pub use snowball::{Snow, Snowball, snowball};
pub use transcript::{Entry, Role, Transcript};
pub use what_if::{WhatIf, what_if};

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The catalog has no such model.
    #[error("no model is called `{0}`; the catalog lists the models it knows")]
    UnknownModel(String),
    /// The catalog has no such plan.
    #[error("no plan is called `{0}`; the catalog lists the plans it knows")]
    UnknownPlan(String),
    /// The catalog is empty, so there is no day to report for.
    #[error("the catalog has no prices at all")]
    EmptyCatalog,
}

/// What `counts` cost under each access model of `scenario`.
///
/// # Errors
///
/// When the scenario names a model or plan that the catalog doesn't have.
///
/// ```
/// use tokenfare_core::catalog::Catalog;
/// use tokenfare_core::report::{Counts, ReportError, report};
/// use tokenfare_core::scenario::Scenario;
///
/// let counts = Counts::exact("o200k_base", 1_000);
/// let answer = report(&Catalog::default(), &Scenario::default(), &counts);
/// assert_eq!(answer, Err(ReportError::EmptyCatalog));
/// ```
pub fn report(
    catalog: &Catalog,
    scenario: &Scenario,
    counts: &Counts,
) -> Result<Report, ReportError> {
    let on = scenario.on.or_else(|| catalog.as_of()).ok_or(ReportError::EmptyCatalog)?;
    let model = catalog.model(&scenario.model);
    let model = model.ok_or_else(|| ReportError::UnknownModel(scenario.model.clone()))?;
    let plans = plans(catalog, scenario)?;
    let (weights, basis) = counts.under(&model.tokens);
    let conversation = conversation(scenario, model, &weights);
    let api = api_fare(catalog, scenario, model, &conversation, on);
    let hybrid = hybrid_fare(catalog, scenario, &plans, &conversation, &api, on);
    let hosting = hosting_fare(scenario, &conversation);
    let flat = plans.iter().map(|plan| plan_fare(catalog, scenario, plan, &conversation, &api, on));
    let mut fares: Vec<_> = flat.chain(hybrid).chain(hosting).collect();
    let volume = scenario.messages_per_month();
    for fare in &mut fares {
        fare.break_even = break_even(fare, &api, volume);
    }
    fares.insert(0, api);
    let ranking = ranking(&fares);
    let line = fares.first().and_then(Fare::line);
    let goes = |amount, days| Some(RunOut::of(amount, line?, scenario.messages_per_day, days));
    let limit = scenario.monthly_limit;
    Ok(Report {
        model: model.id.clone(),
        on,
        tokens: Tokens::of(&conversation, basis),
        messages_per_month: volume,
        credit: scenario.credit.and_then(|credit| goes(credit, scenario.credit_days)),
        monthly_limit: limit.and_then(|limit| goes(limit, scenario.days_per_month)),
        alert: limit.and_then(|limit| {
            goes(limit.scaled(scenario.alert_share, 100), scenario.days_per_month)
        }),
        cheapest: ranking
            .first()
            .copied()
            .filter(|fare| fare.fit != Fit::No)
            .map(|fare| fare.id.clone()),
        recommendation: Recommendation::of(scenario, &ranking),
        ranking: ranking.iter().map(|fare| fare.id.clone()).collect(),
        break_evens: crossings(&fares),
        what_if: if scenario.compare { what_if(catalog, scenario, counts, on) } else { Vec::new() },
        fares,
        scenario: scenario.clone(),
    })
}

/// The plans that the scenario asks for, each once; `all` stands for every plan.
fn plans<'a>(catalog: &'a Catalog, scenario: &Scenario) -> Result<Vec<&'a Plan>, ReportError> {
    let mut plans: Vec<&Plan> = Vec::new();
    for id in &scenario.plans {
        if id == "all" {
            return Ok(catalog.plans.iter().collect());
        }
        let plan = catalog.plan(id).ok_or_else(|| ReportError::UnknownPlan(id.clone()))?;
        if !plans.iter().any(|known| known.id == plan.id) {
            plans.push(plan);
        }
    }
    Ok(plans)
}

/// The conversation that the scenario makes of the text: the pasted one, or turns that are all alike.
fn conversation(scenario: &Scenario, model: &Model, weights: &Weights) -> Conversation {
    let none = Overhead { message: 0, request: 0, documented: true };
    let usual = weights.reply.unwrap_or(scenario.reply_tokens);
    let turn = |message, reply: Option<u64>| Turn {
        message,
        reply: reply.unwrap_or(usual),
        reasoning: scenario.reasoning_tokens,
    };
    let turns = match weights.turns.as_slice() {
        [] => {
            let count = usize::try_from(scenario.turns).unwrap_or(1);
            vec![turn(weights.message, None); count]
        }
        pasted => pasted.iter().map(|(message, reply)| turn(*message, *reply)).collect(),
    };
    Conversation {
        system: weights.system + scenario.system_tokens,
        turns,
        history: scenario.history,
        window: scenario.history_turns,
        overhead: model.overhead.filter(|_| scenario.overhead).unwrap_or(none),
    }
}

/// Where a price meets the API's. A free plan is no dearer from the first message on.
fn break_even(fare: &Fare, api: &Fare, volume: u64) -> Option<BreakEven> {
    let (line, api) = (fare.line()?, api.line()?);
    let messages = match line.cost(0) {
        Usd::ZERO => 0,
        _ => line.break_even(api)?,
    };
    Some(BreakEven { messages, reached: volume >= messages })
}

/// Every two fares of which one is dearer at first and no dearer from some volume on.
fn crossings(fares: &[Fare]) -> Vec<Crossing> {
    let pairs = fares.iter().flat_map(|fare| fares.iter().map(move |other| (fare, other)));
    let met = pairs.filter_map(|(fare, other)| {
        let messages = fare.line()?.break_even(other.line()?)?;
        Some(Crossing { fare: fare.id.clone(), against: other.id.clone(), messages })
    });
    met.collect()
}

/// The fares from best to worst: those that fit by price, then those of which it isn't known, then
/// those that don't fit; the API before a plan of the same price.
fn ranking(fares: &[Fare]) -> Vec<&Fare> {
    let mut ranking: Vec<_> = fares.iter().filter(|fare| fare.per_month.is_some()).collect();
    ranking.sort_by_key(|fare| {
        let fit = match fare.fit {
            Fit::Yes => 0,
            Fit::Unknown => 1,
            Fit::No => 2,
        };
        (fit, fare.per_month, fare.kind != FareKind::Api)
    });
    ranking
}
