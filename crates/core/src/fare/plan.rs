//! Plans: paid by the month, within caps.

use super::carry::Asked;
use super::needs::Needed;
use super::{
    Conversation, Fare, FareKind, Fit, Lack, Line, Obstacle, Part, PartKind, Provenance, RunOut,
};
use crate::catalog::{Catalog, Date, Model, Need, Overage, Plan, Terms};
use crate::money::{Factor, Usd};
use crate::scenario::{Billing, Scenario};

/// All that a plan is priced from.
#[derive(Clone, Copy)]
pub(crate) struct Situation<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) scenario: &'a Scenario,
    pub(crate) conversation: &'a Conversation,
    /// The model whose API is priced, and that fare: what is billed beyond a plan is billed so.
    pub(crate) model: &'a Model,
    pub(crate) api: &'a Fare,
    /// What a plan must be able to do.
    pub(crate) needs: &'a [Needed],
    pub(crate) on: Date,
}

/// What a plan costs, and whether the scenario fits it.
pub(crate) fn plan_fare(situation: Situation<'_>, plan: &Plan) -> Fare {
    let Situation { catalog, scenario, conversation, model, on, .. } = situation;
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
    fare.meet(situation.needs, &terms.allows, &terms.denies);
    let carried = Asked { catalog, scenario, conversation, model, plan, terms }.carry();
    fare.obstacles.extend(carried.obstacles);
    fare.doubts.extend(carried.doubts);
    fare.lacks.extend(carried.lacks);
    fare.capacity = carried.capacity;
    fare.lacks.extend(terms.ads.then_some(Lack::Ads));
    fare.lacks.extend(terms.denies.contains(&Need::PrivateData).then_some(Lack::Trains));
    if let (Some(credit), Some(line)) = (api_credit(situation, plan), situation.api.line()) {
        fare.api_credit = Some(RunOut::of(credit, line, scenario));
    }
    price(&mut fare, situation, plan, terms);
    fare.judge(Fit::Yes);
    fare
}

/// The credit for the model's API that a plan brings along in a month.
pub(super) fn api_credit(situation: Situation<'_>, plan: &Plan) -> Option<Usd> {
    let terms = plan.terms_on(situation.on)?;
    let own = plan.vendor == situation.model.vendor;
    let credit = terms.api_credit.filter(|_| own)?;
    Some(of_account(credit, terms, situation.scenario))
}

/// An amount that is for each seat, or for all of them.
fn of_account(amount: Usd, terms: &Terms, scenario: &Scenario) -> Usd {
    if terms.pooled { amount } else { amount * seats(terms, scenario) }
}

/// Seats, or accounts, that are paid for.
fn seats(terms: &Terms, scenario: &Scenario) -> u64 {
    scenario.people.max(terms.seats.map_or(1, |seats| u64::from(seats.min)))
}

/// Prices the seats, and what is billed beyond them. Without a list price there is no price.
fn price(fare: &mut Fare, situation: Situation<'_>, plan: &Plan, terms: &Terms) {
    let Situation { scenario, model, api, .. } = situation;
    let yearly = terms.yearly.filter(|_| scenario.billing == Billing::Yearly);
    let Some(price) = yearly.or(terms.monthly) else {
        fare.obstacles.push(Obstacle::NoListPrice);
        return;
    };
    let bought = seats(terms, scenario);
    let max = terms.seats.and_then(|seats| seats.max).map(u64::from);
    if let Some(max) = max.filter(|max| bought > *max) {
        fare.obstacles.push(Obstacle::Seats { people: scenario.people, max });
    }
    let seats = Part::new(PartKind::Seats, price, bought, 1);
    let (mut parts, mut line) = (vec![seats], Line::fixed(seats.cost));
    let included = terms.included_use.map(|amount| of_account(amount, terms, scenario));
    if terms.metered || included.is_some() {
        if plan.vendor != model.vendor && !terms.serves.contains(&model.vendor) {
            // Its use is billed at rates of its own vendor, which the model doesn't have.
            fare.obstacles.push(Obstacle::OtherVendor { model: model.id.clone() });
            return;
        }
        let Some(metered) = api.line() else { return };
        let limits = |obstacle: &&Obstacle| {
            matches!(obstacle, Obstacle::Window { .. } | Obstacle::Output { .. })
        };
        fare.obstacles.extend(api.obstacles.iter().filter(limits).cloned());
        let factor = terms.use_factor.unwrap_or(Factor::ONE);
        let (above, below) = (u64::from(factor.numerator()), u64::from(factor.denominator()));
        let used = metered.part(above, below);
        let of_use =
            |part: &Part| Part::new(part.kind, part.price, part.count * above, part.per * below);
        let included = included.unwrap_or(Usd::ZERO);
        let volume = scenario.messages_per_month();
        let use_of_month = used.cost(volume);
        let billed = terms.metered || terms.overage == Some(Overage::ApiRates);
        if billed {
            parts.extend(api.parts.iter().map(of_use));
            parts.extend(Part::credit(PartKind::IncludedUse, included.min(use_of_month)));
            line = used.with_free(included).plus_fixed(seats.cost);
        } else {
            fare.capacity = used.affordable(included).into_iter().chain(fare.capacity).min();
            if use_of_month > included {
                fare.obstacles.push(Obstacle::Use { included, used: use_of_month });
            }
        }
    }
    fare.price(parts, line, scenario.messages_per_month());
}
