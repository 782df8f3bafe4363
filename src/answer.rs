//! The answer in short: two figures, and a sentence that says which way of paying is cheapest.

use tokenfare_core::fare::{FareKind, Fit};
use tokenfare_core::money::Usd;
use yew::prelude::*;

use crate::obstacle;
use crate::scene::Scene;

pub(crate) fn view(scene: &Scene<'_>) -> Html {
    html! {
        <section class="answer" part="answer">
            if let Some(api) = scene.api() {
                <div class="headline" data-unfit={(api.fit == Fit::No).then_some("")}>
                    { figure(scene, "per-message", api.per_message) }
                    { figure(scene, "per-month", api.per_month) }
                </div>
            }
            <p class="verdict" part="verdict">
                <span data-figure="verdict">{ verdict(scene) }</span>
                { reservations(scene) }
            </p>
        </section>
    }
}

/// The answer in a line.
pub(crate) fn badge(scene: &Scene<'_>) -> Html {
    let tokens = scene.report.tokens.pasted;
    let cost = scene.money(scene.api().and_then(|api| api.per_message));
    html! {
        <p class="badge" part="badge" title={verdict(scene)}>
            <span data-figure="tokens">{ scene.number(tokens) }</span>{ " " }
            { scene.count("text.tokens", tokens) }{ " · " }<span data-figure="per-message">{ cost }</span>
        </p>
    }
}

/// The answer as it is read out.
pub(crate) fn spoken(scene: &Scene<'_>) -> AttrValue {
    let money = |amount: Option<Usd>| scene.money(amount);
    let api = scene.api();
    let (message, month) =
        (money(api.and_then(|api| api.per_message)), money(api.and_then(|api| api.per_month)));
    let verdict = verdict(scene);
    let values = [("message", message.as_str()), ("month", &month), ("verdict", &verdict)];
    scene.count_with("answer.spoken", scene.report.tokens.pasted, &values)
}

fn figure(scene: &Scene<'_>, name: &'static str, amount: Option<Usd>) -> Html {
    html! {
        <div class="figure">
            <output data-figure={name}>{ scene.money(amount) }</output>
            <span class="label">{ scene.say(&format!("answer.{name}")) }</span>
        </div>
    }
}

/// Which way of paying is cheapest, and where that changes. Core decides both.
pub(crate) fn verdict(scene: &Scene<'_>) -> AttrValue {
    let report = scene.report;
    let Some(best) = scene.best() else { return scene.say("verdict.none") };
    let api = scene.api().filter(|api| api.fit != Fit::No).and_then(|api| api.per_month);
    let overtaken = report.overtaken();
    let key = match (best.kind, api, overtaken) {
        (FareKind::Api, _, Some(_)) => "verdict.api",
        (FareKind::Api, ..) => "verdict.api-only",
        (_, None, _) => "verdict.without-api",
        _ if best.per_month == Some(Usd::ZERO) => "verdict.free",
        _ => "verdict.plan",
    };
    let from = match best.kind {
        FareKind::Api => overtaken.map(|crossing| crossing.messages),
        _ => best.break_even.map(|crossing| crossing.messages),
    };
    let from = scene.number(from.unwrap_or(0));
    let plan = overtaken.filter(|_| best.kind == FareKind::Api);
    let plan = plan.map_or_else(|| best.name.clone().into(), |plan| scene.name(&plan.fare));
    let (price, api) = (scene.money(best.per_month), scene.money(api));
    let values = [
        ("plan", plan.as_str()),
        ("from", &from),
        ("price", &price),
        ("api", &api),
        ("model", &report.model),
    ];
    scene.count_with(key, report.messages_per_month, &values)
}

/// What is to be said against the verdict: what nobody knows of the cheapest, and why something cheaper
/// is passed over.
fn reservations(scene: &Scene<'_>) -> Html {
    let doubtful = scene.best().filter(|best| best.fit == Fit::Unknown);
    // Where nothing can carry the text, the table says why; nothing is passed over for anything.
    let cheaper = scene.best().and(scene.report.recommendation.cheaper_but.as_deref());
    let cheaper = cheaper.and_then(|id| scene.report.fare(id)).map(|cheaper| {
        let reason = match cheaper.obstacles.first() {
            Some(first) => obstacle::reason(scene, first),
            None => obstacle::doubt(scene, cheaper),
        };
        let price = scene.money(cheaper.per_month);
        let values = [("plan", cheaper.name.as_str()), ("price", &price), ("reason", &reason)];
        scene.fill("verdict.passed-over", &values)
    });
    let doubt = doubtful.map(|best| obstacle::doubt(scene, best));
    html! { <>{ for doubt.map(obstacle::line) }{ for cheaper.map(obstacle::line) }</> }
}
