//! The answer: a fare for each access model, with every number it was made of.

mod counts;
mod estimate;

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::catalog::{Catalog, Date, Model, Overhead, Plan};
use crate::fare::{BreakEven, Conversation, Fare, FareKind, Fit, Turn, api_fare, plan_fare};
use crate::money::Usd;
use crate::scenario::Scenario;
pub use counts::{Basis, Counts, Weights};
pub use estimate::estimate;

/// What a text costs under each access model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Report {
    /// The model whose API is priced.
    pub model: String,
    /// The day whose prices these are.
    pub on: Date,
    /// What the text weighs.
    pub tokens: Tokens,
    /// Messages in a month.
    pub messages_per_month: u64,
    /// The API first, then the plans in the order asked for.
    pub fares: Vec<Fare>,
    /// Id of the cheapest fare that fits; absent when none is known to.
    pub cheapest: Option<String>,
    /// What was asked.
    pub scenario: Scenario,
}

impl Report {
    /// The fare with this id.
    pub fn fare(&self, id: &str) -> Option<&Fare> {
        self.fares.iter().find(|fare| fare.id == id)
    }
}

/// What a message and its reply weigh under the model's encoding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Tokens {
    /// The pasted text.
    pub message: u64,
    /// How that was counted.
    pub basis: Basis,
    /// System prompt or other fixed beginning.
    pub system: u64,
    /// What the chat format adds to a request of one message.
    pub overhead: u64,
    /// Whether the vendor documents that overhead.
    pub overhead_documented: bool,
    /// The reply.
    pub reply: u64,
    /// Hidden reasoning.
    pub reasoning: u64,
    /// All that the first request of a conversation sends.
    pub first_input: u64,
    /// All that the last request of a conversation sends.
    pub last_input: u64,
    /// All that a conversation sends.
    pub conversation_input: u64,
    /// All that comes back in a conversation.
    pub conversation_output: u64,
}

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
    let volume = scenario.messages_per_month();
    let mut fares = Vec::with_capacity(plans.len() + 1);
    for plan in plans {
        let mut fare = plan_fare(catalog, scenario, plan, &conversation, on);
        fare.break_even = break_even(&fare, &api, volume);
        fares.push(fare);
    }
    fares.insert(0, api);
    Ok(Report {
        model: model.id.clone(),
        on,
        tokens: tokens(&conversation, basis),
        messages_per_month: volume,
        cheapest: cheapest(&fares),
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

/// The conversation that the scenario makes of the text.
fn conversation(scenario: &Scenario, model: &Model, weights: &Weights) -> Conversation {
    let none = Overhead { message: 0, request: 0, documented: true };
    let turn = Turn {
        message: weights.message,
        reply: weights.reply.unwrap_or(scenario.reply_tokens),
        reasoning: scenario.reasoning_tokens,
    };
    Conversation {
        system: weights.system + scenario.system_tokens,
        turns: vec![turn; usize::try_from(scenario.turns).unwrap_or(1)],
        history: scenario.history,
        window: scenario.history_turns,
        overhead: model.overhead.filter(|_| scenario.overhead).unwrap_or(none),
    }
}

fn tokens(conversation: &Conversation, basis: Basis) -> Tokens {
    let turn = conversation.turns.first().copied().unwrap_or_default();
    let overhead = conversation.overhead;
    let input = |request: Option<crate::fare::Request>| request.map_or(0, |request| request.input);
    Tokens {
        message: turn.message,
        basis,
        system: conversation.system,
        overhead: overhead.message + overhead.request,
        overhead_documented: overhead.documented,
        reply: turn.reply,
        reasoning: turn.reasoning,
        first_input: input(conversation.requests().next()),
        last_input: input(conversation.requests().last()),
        conversation_input: conversation.requests().map(|request| request.input).sum(),
        conversation_output: conversation.requests().map(|request| request.output).sum(),
    }
}

/// Where a flat price meets the API's. A free plan is no dearer from the first message on.
fn break_even(flat: &Fare, api: &Fare, volume: u64) -> Option<BreakEven> {
    let (flat, api) = (flat.line()?, api.line()?);
    let messages = match flat.cost(0) {
        Usd::ZERO => 0,
        _ => flat.break_even(&api)?,
    };
    Some(BreakEven { messages, reached: volume >= messages })
}

/// The fare that costs least among those that fit; one whose limits are known goes before one whose
/// limits aren't, and the API before a plan of the same price.
fn cheapest(fares: &[Fare]) -> Option<String> {
    let can = fares.iter().filter(|fare| fare.fit != Fit::No);
    let priced = can.filter_map(|fare| {
        Some(((fare.fit != Fit::Yes, fare.per_month?, fare.kind != FareKind::Api), fare))
    });
    priced.min_by_key(|(rank, _)| *rank).map(|(_, fare)| fare.id.clone())
}
