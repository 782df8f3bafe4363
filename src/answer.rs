//! The answer in short: two figures, and a sentence that says which way of paying is cheapest.

use tokenfare_core::fare::Fit;
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

/// Which way to pay, in a sentence. Core decides what is said.
pub(crate) fn verdict(scene: &Scene<'_>) -> AttrValue {
    let verdict = scene.report.verdict();
    verdict.first().map(|sentence| sentence.say(scene)).unwrap_or_default().into()
}

/// What is to be said beside the verdict, a line for each sentence.
fn reservations(scene: &Scene<'_>) -> Html {
    let beside = scene.report.verdict().into_iter().skip(1);
    beside.map(|sentence| obstacle::line(sentence.say(scene).into())).collect()
}
