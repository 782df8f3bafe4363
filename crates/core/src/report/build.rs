//! The function that makes a report.

use super::past::past;
use super::{
    Counts, Crossing, Opening, Recommendation, Report, ReportError, TokenUsage, VendorAmount,
    WeighedTurn, Weights, what_if,
};
use crate::catalog::{Catalog, Date, Model, Need, Overhead, Plan};
use crate::fare::{
    BreakEven, Conversation, Fare, Fit, Line, Provenance, RunOut, Situation, Turn, api_fare,
    hosting_fare, hybrid_fare, needed, plan_fare, surplus_fare,
};
use crate::money::Usd;
use crate::scenario::Scenario;

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
    let model = catalog.find(&scenario.model)?;
    let plans = plans(catalog, scenario, model, on)?;
    let (weights, basis) = counts.under(&model.tokens);
    let conversation = conversation(scenario, model, &weights);
    let mut api = api_fare(catalog, scenario, model, &conversation, on);
    let empty = weights.is_empty() && scenario.system_tokens == 0;
    let needs = needed(scenario, &conversation);
    let (needs, conversation) = (&needs[..], &conversation);
    let situation = Situation { catalog, scenario, conversation, model, api: &api, needs, on };
    let hybrid = hybrid_fare(situation, &plans);
    let hosting = hosting_fare(scenario, conversation);
    let mut fares: Vec<_> = plans.iter().map(|plan| plan_fare(situation, plan)).collect();
    let flat: Vec<_> = plans.iter().copied().zip(&fares).collect();
    let surplus = surplus_fare(situation, &flat);
    fares.extend(hybrid.into_iter().chain(surplus).chain(hosting));
    let volume = scenario.messages_per_month();
    let no_prompt = weights.read.iter().copied().find(|read| read.kind.is_no_prompt());
    if no_prompt.is_some() || empty {
        api.withhold();
        fares.iter_mut().for_each(Fare::withhold);
    }
    if empty {
        (api.per_message, api.bill) = (None, None);
        api.other_bills.clear();
    }
    for fare in &mut fares {
        meet(fare, &api, volume);
    }
    let line = api.line().copied();
    fares.insert(0, api);
    let ranking = if no_prompt.is_some() { Vec::new() } else { ranking(&fares) };
    let goes = |amount| Some(RunOut::of(amount, &line?, scenario));
    let monthly_limit = scenario.monthly_limit.and_then(goes);
    let lasts = |amount| Some(RunOut::within(amount, &line?, scenario, scenario.credit_days));
    let (credits, limits) = vendor_amounts(catalog, scenario, model, on, line);
    let mut report = Report {
        model: model.id.clone(),
        on,
        tokens: TokenUsage::of(scenario, model, conversation, &weights, basis),
        messages_per_month: volume,
        credit: scenario.credit.and_then(lasts),
        monthly_limit,
        alert: scenario
            .monthly_limit
            .and_then(|limit| goes(limit.scaled(scenario.alert_share, 100))),
        credits,
        limits,
        cheapest: ranking
            .first()
            .copied()
            .filter(|fare| fare.fit != Fit::No && !empty && volume > 0)
            .map(|fare| fare.id.clone()),
        recommendation: match no_prompt {
            Some(read) => Recommendation::no_prompt(read),
            None => {
                Recommendation::of(scenario, &ranking, model, monthly_limit.as_ref(), empty, on)
            }
        },
        ranking: ranking.iter().map(|fare| fare.id.clone()).collect(),
        break_evens: crossings(&fares),
        past: match empty || no_prompt.is_some() {
            true => Vec::new(),
            false => past(catalog, scenario, model, conversation),
        },
        what_if: match scenario.compare && no_prompt.is_none() {
            true => what_if(catalog, scenario, counts, on),
            false => Vec::new(),
        },
        fares,
        scenario: scenario.clone(),
    };
    report.write_verdict();
    Ok(report)
}

/// The most that a usual plan costs a month.
const USUAL: Usd = Usd::from_dollars(30);

/// The plans that the scenario asks for, each once, and the one that is paid for. `all` stands for every
/// plan, `usual` for those that people buy of the model's vendor. A free tier of the model's own API is
/// one more way to pay for it, and needs no asking.
fn plans<'a>(
    catalog: &'a Catalog,
    scenario: &Scenario,
    model: &Model,
    on: Date,
) -> Result<Vec<&'a Plan>, ReportError> {
    let mut plans: Vec<&Plan> = Vec::new();
    let add = |plans: &mut Vec<&'a Plan>, plan: &'a Plan| {
        if !plans.iter().any(|known| known.id == plan.id) {
            plans.push(plan);
        }
    };
    let named = |id: &String| catalog.plan(id).ok_or_else(|| ReportError::UnknownPlan(id.clone()));
    for id in &scenario.plans {
        match id.as_str() {
            "all" => catalog.plans.iter().for_each(|plan| add(&mut plans, plan)),
            "usual" => {
                let usual = catalog.plans.iter().filter(|plan| is_usual(plan, model, on));
                usual.for_each(|plan| add(&mut plans, plan));
            }
            _ => add(&mut plans, named(id)?),
        }
    }
    if let Some(id) = &scenario.pays_for {
        add(&mut plans, named(id)?);
    }
    for plan in catalog.plans.iter().filter(|plan| plan.vendor == model.vendor) {
        let free = plan.terms_on(on).is_some_and(|terms| {
            terms.monthly == Some(Usd::ZERO) && terms.allows.contains(&Need::ApiAccess)
        });
        if free {
            add(&mut plans, plan);
        }
    }
    Ok(plans)
}

/// Whether one person buys this plan of the model's vendor on that day for little money, to write by
/// hand.
fn is_usual(plan: &Plan, model: &Model, on: Date) -> bool {
    plan.vendor == model.vendor
        && plan.terms_on(on).is_some_and(|terms| {
            let in_an_app = !terms.allows.contains(&Need::ApiAccess);
            terms.seats.is_none() && in_an_app && terms.monthly.is_some_and(|price| price <= USUAL)
        })
}

/// The conversation that the scenario makes of the text: the pasted one, or turns that are all alike.
pub(super) fn conversation(scenario: &Scenario, model: &Model, weights: &Weights) -> Conversation {
    let none = Overhead { message: 0, request: 0, documented: true, function: None };
    let overhead = model.overhead.filter(|_| scenario.overhead).unwrap_or(none);
    let usual = weights.reply.unwrap_or(scenario.reply_tokens);
    let beside = weights.system + scenario.system_tokens;
    let opens = |opening: &Opening| {
        let messages = opening.messages + u64::from(beside > 0);
        let functions =
            overhead.function.map_or(0, |each| each * opening.functions + opening.framing);
        opening.tokens + beside + messages * overhead.message + functions
    };
    let turn = |turn: &WeighedTurn| Turn {
        opens: turn.opening.as_ref().map(opens),
        message: turn.message,
        messages: turn.messages,
        reply: turn.reply.unwrap_or(usual),
        replies: turn.replies,
        reasoning: scenario.reasoning_of(model),
    };
    let mut turns: Vec<_> = if weights.turns.is_empty() {
        let count = usize::try_from(scenario.turns).unwrap_or(1);
        vec![turn(&WeighedTurn::new(weights.message, None)); count]
    } else {
        weights.turns.iter().map(turn).collect()
    };
    if let Some(first) = turns.first_mut() {
        first.opens = first.opens.or_else(|| Some(opens(&Opening::default())));
    }
    Conversation { turns, history: scenario.history, window: scenario.history_turns, overhead }
}

/// Notes where a price meets the API's, and whether the fare can carry so many messages.
fn meet(fare: &mut Fare, api: &Fare, volume: u64) {
    let Some((line, other)) = fare.line().zip(api.line()) else { return };
    let Some(messages) = line.pays_from(other) else { return };
    if fare.capacity.is_some_and(|most| messages > most) {
        fare.break_even_beyond = Some(messages);
    } else {
        fare.break_even = Some(BreakEven { messages, reached: volume >= messages });
    }
}

/// Every two fares of which one is dearer at first and no dearer from some volume on that both carry.
fn crossings(fares: &[Fare]) -> Vec<Crossing> {
    let pairs = fares.iter().flat_map(|fare| fares.iter().map(move |other| (fare, other)));
    let met = pairs.filter_map(|(fare, other)| {
        let messages = fare.line()?.break_even(other.line()?)?;
        let carried = |fare: &Fare| fare.capacity.is_none_or(|most| messages <= most);
        let both = carried(fare) && carried(other);
        both.then(|| Crossing { fare: fare.id.clone(), against: other.id.clone(), messages })
    });
    met.collect()
}

/// The credit that the model's vendor gives to new accounts, and the limits that it sets, with the day
/// on which each is used up.
fn vendor_amounts(
    catalog: &Catalog,
    scenario: &Scenario,
    model: &Model,
    on: Date,
    line: Option<Line>,
) -> (Vec<VendorAmount>, Vec<VendorAmount>) {
    let Some(line) = line else { return (Vec::new(), Vec::new()) };
    let lasts = |amount, days| RunOut::within(amount, &line, scenario, days);
    let credits = catalog.credits.iter();
    let credits = credits.filter(|credit| credit.vendor == model.vendor && credit.holds_on(on));
    let limits = catalog.limits.iter();
    let limits = limits.filter(|limit| limit.vendor == model.vendor && limit.holds_on(on));
    let credits = credits.map(|credit| VendorAmount {
        id: credit.id.clone(),
        name: credit.name.clone(),
        valid_days: credit.valid_days,
        run_out: lasts(credit.amount, credit.valid_days.map_or(u64::MAX, u64::from)),
        provenance: Provenance::of_credit(catalog, credit, on),
    });
    let limits = limits.map(|limit| VendorAmount {
        id: limit.id.clone(),
        name: limit.name.clone(),
        valid_days: None,
        run_out: RunOut::of(limit.monthly, &line, scenario),
        provenance: Provenance::of_limit(catalog, limit, on),
    });
    (credits.collect(), limits.collect())
}

/// The fares that have a price, from best to worst: see [`Fare::rank`].
fn ranking(fares: &[Fare]) -> Vec<&Fare> {
    let mut ranking: Vec<_> = fares.iter().filter(|fare| fare.per_month.is_some()).collect();
    ranking.sort_by_key(|fare| fare.rank());
    ranking
}
