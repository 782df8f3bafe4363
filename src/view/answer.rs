//! The answer in short: what the way to take costs, what the API does, and a sentence that compares them.

use tokenfare_core::fare::{Fare, FareKind, Fit};
use tokenfare_core::money::Usd;
use yew::prelude::*;

use super::reason;
use crate::context::Context;

pub(crate) fn view(cx: &Context<'_>) -> Html {
    html! {
        <section class="answer" part="answer">
            if let Some(api) = cx.state.api() {
                <div class="headline">{ figures(cx, api) }</div>
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

/// The price of the way to take, and what the API costs. Where nothing is to be taken, the API's alone.
fn figures(cx: &Context<'_>, api: &Fare) -> Html {
    let best = cx.report.recommendation.fare.as_deref().and_then(|id| cx.report.fare(id));
    let unfit = api.fit == Fit::No;
    let of_api = |name: &'static str, amount: Option<Usd>| {
        let label = cx.say(&format!("answer.{name}"));
        figure(cx, Figure { name, amount, label, is_main: best.is_none(), unfit })
    };
    let message = of_api("per-message", api.per_message);
    let Some(best) = best else {
        return html! { <>{ message }{ of_api("per-month", api.per_month) }</> };
    };
    let (name, month) = match best.kind {
        FareKind::Api => ("per-month", Html::default()),
        _ => ("best", of_api("per-month", api.per_month)),
    };
    let label = cx.fill("answer.best", &[("name", &best.name)]);
    let main = Figure { name, amount: best.per_month, label, is_main: true, unfit: false };
    html! { <>{ figure(cx, main) }{ month }{ message }</> }
}

/// An amount and what it is of.
struct Figure {
    name: &'static str,
    amount: Option<Usd>,
    label: AttrValue,
    /// Whether it is the answer, not only beside it.
    is_main: bool,
    /// Whether it is of a way that can't be taken.
    unfit: bool,
}

fn figure(cx: &Context<'_>, of: Figure) -> Html {
    html! {
        <div class="figure" data-main={of.is_main.then_some("")} data-unfit={of.unfit.then_some("")}>
            <output data-figure={of.name}>{ cx.money(of.amount) }</output>
            <span class="label">{ of.label }</span>
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
