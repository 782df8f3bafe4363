//! The answer in short: two figures, and a sentence that says which way of paying is cheapest.

use tokenfare_core::fare::{Fare, FareKind, Fit};
use tokenfare_core::money::Usd;
use tokenfare_core::report::Report;
use yew::prelude::*;

use crate::scene::Scene;

pub(crate) fn view(scene: &Scene<'_>) -> Html {
    html! {
        <section class="answer" part="answer">
            if let Some(api) = scene.api() {
                <div class={classes!("headline", (api.fit == Fit::No).then_some("unusable"))}>
                    { figure(scene, "per-message", api.per_message) }
                    { figure(scene, "per-month", api.per_month) }
                </div>
            }
            <p class="verdict" part="verdict" data-figure="verdict">{ verdict(scene) }</p>
        </section>
    }
}

/// The answer in a line.
pub(crate) fn badge(scene: &Scene<'_>) -> Html {
    let tokens = scene.number(scene.report.tokens.message);
    let cost = scene.money(scene.api().and_then(|api| api.per_message));
    html! {
        <p class="badge" part="badge" title={verdict(scene)}>
            <span data-figure="tokens">{ tokens }</span>{ " " }{ scene.say("text.tokens") }
            { " · " }<span data-figure="per-message">{ cost }</span>
        </p>
    }
}

fn figure(scene: &Scene<'_>, name: &'static str, amount: Option<Usd>) -> Html {
    html! {
        <div class="figure">
            <output data-figure={name}>{ scene.money(amount) }</output>
            <span class="label">{ scene.say(&format!("answer.{name}")) }</span>
        </div>
    }
}

/// Which way of paying is cheapest, and where that changes.
fn verdict(scene: &Scene<'_>) -> AttrValue {
    let report = scene.report;
    let sent = scene.number(report.messages_per_month);
    let Some(best) = report.cheapest.as_deref().and_then(|id| report.fare(id)) else {
        return scene.say("verdict.none");
    };
    if best.kind == FareKind::Api {
        return match next_plan(report) {
            Some((plan, from)) => {
                let from = scene.number(from);
                let values = [("plan", plan.name.as_str()), ("from", &from), ("sent", &sent)];
                scene.fill("verdict.api", &values)
            }
            None => scene.fill("verdict.api-only", &[("sent", &sent)]),
        };
    }
    let api = scene.api().filter(|api| api.fit != Fit::No).and_then(|api| api.per_month);
    let key = match api {
        None => "verdict.without-api",
        Some(_) if best.per_month == Some(Usd::ZERO) => "verdict.free",
        Some(_) => "verdict.plan",
    };
    scene.fill(
        key,
        &[
            ("plan", &best.name),
            ("price", &scene.money(best.per_month)),
            ("api", &scene.money(api)),
            ("model", &report.model),
            ("sent", &sent),
        ],
    )
}

/// The plan that would be the first to pay off if more were sent, and from how many messages.
fn next_plan(report: &Report) -> Option<(&Fare, u64)> {
    let plans = report.fares.iter().filter(|fare| fare.fit != Fit::No);
    let crossings = plans.filter_map(|fare| {
        let crossing = fare.break_even.filter(|crossing| !crossing.reached)?;
        Some((fare, crossing.messages))
    });
    crossings.min_by_key(|(_, messages)| *messages)
}
