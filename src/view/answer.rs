//! The answer in short: two figures, and a sentence that says which way of paying is cheapest.

use tokenfare_core::fare::Fit;
use tokenfare_core::money::Usd;
use yew::prelude::*;

use super::reason;
use crate::context::Context;

pub(crate) fn view(cx: &Context<'_>) -> Html {
    html! {
        <section class="answer" part="answer">
            if let Some(api) = cx.state.api() {
                <div class="headline" data-unfit={(api.fit == Fit::No).then_some("")}>
                    { figure(cx, "per-message", api.per_message) }
                    { figure(cx, "per-month", api.per_month) }
                </div>
            }
            <p class="verdict" part="verdict">
                <span data-figure="verdict">{ verdict(cx) }</span>
                { reservations(cx) }
            </p>
        </section>
    }
}

/// The answer in a line.
pub(crate) fn badge(cx: &Context<'_>) -> Html {
    let tokens = cx.report.tokens.pasted;
    let cost = cx.money(cx.state.api().and_then(|api| api.per_message));
    html! {
        <p class="badge" part="badge" title={verdict(cx)}>
            <span data-figure="tokens">{ cx.number(tokens) }</span>{ " " }
            { cx.count("text.tokens", tokens) }{ " · " }<span data-figure="per-message">{ cost }</span>
        </p>
    }
}

/// The answer as it is read out.
pub(crate) fn spoken(cx: &Context<'_>) -> AttrValue {
    let money = |amount: Option<Usd>| cx.money(amount);
    let api = cx.state.api();
    let (message, month) =
        (money(api.and_then(|api| api.per_message)), money(api.and_then(|api| api.per_month)));
    let verdict = verdict(cx);
    let values = [("message", message.as_str()), ("month", &month), ("verdict", &verdict)];
    cx.count_with("answer.spoken", cx.report.tokens.pasted, &values)
}

fn figure(cx: &Context<'_>, name: &'static str, amount: Option<Usd>) -> Html {
    html! {
        <div class="figure">
            <output data-figure={name}>{ cx.money(amount) }</output>
            <span class="label">{ cx.say(&format!("answer.{name}")) }</span>
        </div>
    }
}

/// Which way to pay, in a sentence. Core decides what is said.
pub(crate) fn verdict(cx: &Context<'_>) -> AttrValue {
    let verdict = cx.report.verdict();
    verdict.first().map(|sentence| cx.tell(sentence)).unwrap_or_default()
}

/// What is to be said beside the verdict, a line for each sentence.
fn reservations(cx: &Context<'_>) -> Html {
    let beside = cx.report.verdict().into_iter().skip(1);
    beside.map(|sentence| reason::line(cx.tell(&sentence))).collect()
}
