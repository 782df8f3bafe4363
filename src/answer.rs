//! The answer: two figures, a sentence, and the table of fares.

use std::rc::Rc;

use tokenfare_core::fare::{Fare, FareKind, Fit, Obstacle, Provenance};
use tokenfare_core::money::Usd;
use tokenfare_core::report::Report;
use yew::prelude::*;

use crate::format::Format;
use crate::messages::Messages;

#[derive(Properties, PartialEq)]
pub(crate) struct AnswerProps {
    pub(crate) messages: Messages,
    pub(crate) format: Format,
    pub(crate) report: Rc<Report>,
}

#[component]
pub(crate) fn Answer(props: &AnswerProps) -> Html {
    let AnswerProps { messages, report, .. } = props;
    let api = report.fares.iter().find(|fare| fare.kind == FareKind::Api);
    html! {
        <section class="answer">
            if let Some(api) = api {
                <div class={classes!("headline", (api.fit == Fit::No).then_some("unusable"))}>
                    { figure(props, "per-message", api.per_message) }
                    { figure(props, "per-month", api.per_month) }
                </div>
            }
            <p class="verdict" data-figure="verdict">{ verdict(props) }</p>
            { table(props) }
            if let Some(provenance) = api.and_then(|api| api.provenance.as_ref()) {
                <p class="source">
                    { messages.fill("source", &[("model", &report.model)]) }{ " " }
                    if let Some(url) = provenance.url.clone() {
                        <a href={url} target="_blank" rel="noreferrer">{ provenance.source.clone() }</a>
                    } else {
                        { provenance.source.clone() }
                    }
                    { ", " }{ checked(props, provenance) }
                </p>
            }
        </section>
    }
}

/// When a price was last compared with its source, and whether that is too long ago.
fn checked(
    AnswerProps { messages, format, .. }: &AnswerProps,
    provenance: &Provenance,
) -> AttrValue {
    let key = if provenance.stale { "checked-stale" } else { "checked" };
    let days = format.integer(u64::from(provenance.age_days));
    messages.fill(key, &[("date", &provenance.checked.to_string()), ("days", &days)])
}

fn figure(props: &AnswerProps, name: &'static str, amount: Option<Usd>) -> Html {
    html! {
        <div class="figure">
            <output data-figure={name}>{ money(props, amount) }</output>
            <span class="label">{ props.messages.get(name) }</span>
        </div>
    }
}

fn money(props: &AnswerProps, amount: Option<Usd>) -> AttrValue {
    match amount {
        None => props.messages.get("unknown"),
        Some(Usd::ZERO) => props.messages.get("free"),
        Some(amount) => props.format.money(amount).into(),
    }
}

/// Which way of paying is cheapest, and where that changes.
fn verdict(AnswerProps { messages, format, report }: &AnswerProps) -> AttrValue {
    let sent = format.integer(report.messages_per_month);
    let Some(best) = report.cheapest.as_deref().and_then(|id| report.fare(id)) else {
        return messages.get("verdict-none");
    };
    if best.kind == FareKind::Api {
        return match next_plan(report) {
            Some((plan, from)) => {
                let from = format.integer(from);
                let values = [("plan", plan.name.as_str()), ("from", &from), ("sent", &sent)];
                messages.fill("verdict-api", &values)
            }
            None => messages.fill("verdict-api-only", &[("sent", &sent)]),
        };
    }
    let money = |amount: Option<Usd>| amount.map(|amount| format.money(amount));
    let api = report.fares.iter().find(|fare| fare.kind == FareKind::Api && fare.fit != Fit::No);
    let key = match api.and_then(|api| api.per_month) {
        None => "verdict-without-api",
        Some(_) if best.per_month == Some(Usd::ZERO) => "verdict-free",
        Some(_) => "verdict-plan",
    };
    messages.fill(
        key,
        &[
            ("plan", &best.name),
            ("price", &money(best.per_month).unwrap_or_default()),
            ("api", &money(api.and_then(|api| api.per_month)).unwrap_or_default()),
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

fn table(props: &AnswerProps) -> Html {
    let AnswerProps { messages, format, report } = props;
    let sent = format.integer(report.messages_per_month);
    html! {
        <div class="scroll" role="region" tabindex="0" aria-label={messages.get("access-models")}>
        <table>
            <caption>{ messages.fill("fares", &[("messages", &sent)]) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ messages.get("access-model") }</th>
                    <th scope="col">{ messages.get("month") }</th>
                    <th scope="col">{ messages.get("message") }</th>
                    <th scope="col" title={messages.get("break-even-title")}>{ messages.get("break-even") }</th>
                </tr>
            </thead>
            <tbody>{ for report.fares.iter().map(|fare| row(props, fare)) }</tbody>
        </table>
        </div>
    }
}

fn row(props: &AnswerProps, fare: &Fare) -> Html {
    let AnswerProps { messages, format, report } = props;
    let cheapest = report.cheapest.as_deref() == Some(fare.id.as_str());
    let crossing = match fare.break_even {
        Some(crossing) if crossing.messages > 0 => format.integer(crossing.messages).into(),
        _ => messages.get("none"),
    };
    html! {
        <>
            <tr data-fare={fare.id.clone()}>
                <th scope="row">
                    { fare.name.clone() }
                    if cheapest {
                        <span class="mark">{ messages.get("cheapest") }</span>
                    }
                </th>
                <td data-figure="per-month">{ money(props, fare.per_month) }</td>
                <td data-figure="per-message">{ money(props, fare.per_message) }</td>
                <td data-figure="break-even">{ crossing }</td>
            </tr>
            { for fare.obstacles.iter().map(|obstacle| html! {
                <tr><td class="reason" colspan="4">{ reason(props, obstacle) }</td></tr>
            }) }
        </>
    }
}

/// Why an access model cannot do what is asked.
fn reason(AnswerProps { messages, format, .. }: &AnswerProps, obstacle: &Obstacle) -> AttrValue {
    let number = |number: u64| format.integer(number);
    match obstacle {
        Obstacle::Cap { messages: cap, hours, sent, .. } => messages.fill(
            "obstacle-cap",
            &[
                ("cap", &number(u64::from(*cap))),
                ("hours", &number(u64::from(*hours))),
                ("sent", &number(*sent)),
            ],
        ),
        Obstacle::Window { tokens, window, .. } => messages
            .fill("obstacle-window", &[("tokens", &number(*tokens)), ("window", &number(*window))]),
        Obstacle::Output { tokens, max } => messages
            .fill("obstacle-output", &[("tokens", &number(*tokens)), ("max", &number(*max))]),
        Obstacle::NotSold { on } => {
            messages.fill("obstacle-not-sold", &[("date", &on.to_string())])
        }
        Obstacle::ShutDown { since } => {
            messages.fill("obstacle-shut-down", &[("date", &since.to_string())])
        }
        Obstacle::NoListPrice => messages.get("obstacle-no-list-price"),
        other => other.to_string().into(),
    }
}
