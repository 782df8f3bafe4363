//! Ways to pay: the table of fares, best first, each with its arithmetic.

use std::cmp::Ordering;

use tokenfare_core::fare::{Fare, Fit};
use yew::prelude::*;

use super::reason;
use crate::context::Context;
use crate::state::{Action, Column, Sort, UiAction};

pub(crate) fn view(cx: &Context<'_>) -> Html {
    html! {
        <>
        <div class="scroll" role="region" tabindex="0" aria-label={cx.say("section.pay")}>
        <table class="fares" part="table">
            <caption>{ cx.count("pay.caption", cx.report.messages_per_month) }</caption>
            <thead>
                <tr>
                    { head(cx, Column::Name, "pay.access-model") }
                    { head(cx, Column::Month, "pay.month") }
                    { head(cx, Column::Message, "pay.message") }
                    { head(cx, Column::BreakEven, "pay.break-even") }
                </tr>
            </thead>
            <tbody>{ for sorted(cx).into_iter().map(|fare| rows(cx, fare)) }</tbody>
        </table>
        </div>
        <p class="note">{ cx.say("pay.two-bills") }</p>
        </>
    }
}

/// A handful, put in their places one by one: the library's sort would weigh more than the table.
fn sorted<'a>(cx: &Context<'a>) -> Vec<&'a Fare> {
    let mut sorted: Vec<&Fare> = Vec::new();
    for fare in &cx.report.fares {
        let after = |other: &&Fare| order(fare, other, cx.state.ui.sort) == Ordering::Less;
        let place = sorted.iter().position(after).unwrap_or(sorted.len());
        sorted.insert(place, fare);
    }
    sorted
}

/// What can't be used comes last, whatever the order; what has no figure comes after what has one.
fn order(a: &Fare, b: &Fare, sort: Sort) -> Ordering {
    let figure = |fare: &Fare| match sort.column {
        Column::Name => None,
        Column::Month => fare.per_month.map(|amount| amount.units()),
        Column::Message => fare.per_message.map(|amount| amount.units()),
        Column::BreakEven => fare.break_even.map(|meets| i128::from(meets.messages)),
    };
    let usable = |fare: &Fare| match fare.fit {
        Fit::Yes => 0,
        Fit::No => 2,
        _ => 1,
    };
    let (mut first, mut second) = (a, b);
    if sort.descending {
        (first, second) = (b, a);
    }
    usable(a)
        .cmp(&usable(b))
        .then_with(|| figure(a).is_none().cmp(&figure(b).is_none()))
        .then_with(|| figure(first).cmp(&figure(second)))
        .then_with(|| match sort.column {
            Column::Name => first.name.cmp(&second.name),
            _ => Ordering::Equal,
        })
}

fn head(cx: &Context<'_>, column: Column, label: &str) -> Html {
    let Sort { column: sorted, descending } = cx.state.ui.sort;
    let order = (sorted == column).then_some(if descending { "descending" } else { "ascending" });
    html! {
        <th scope="col" aria-sort={order}>
            <button type="button" class="sort"
                onclick={cx.on(move |_| Action::Ui(UiAction::Sort(column)))}>
                { cx.say(label) }
            </button>
        </th>
    }
}

fn rows(cx: &Context<'_>, fare: &Fare) -> Html {
    let cheapest = cx.state.best().is_some_and(|best| best.id == fare.id);
    let crossing = match fare.break_even {
        Some(crossing) if crossing.messages > 0 => cx.number(crossing.messages).into(),
        _ => cx.say("pay.none"),
    };
    let open = cx.state.ui.explained.as_ref() == Some(&fare.id);
    let id = fare.id.clone();
    let onclick = cx.on(move |_: MouseEvent| Action::Ui(UiAction::Explain(id.clone())));
    html! {
        <>
            <tr key={fare.id.clone()} data-fare={fare.id.clone()}
                data-unfit={(fare.fit == Fit::No).then_some("")}>
                <th scope="row">
                    <button type="button" class="explain" aria-expanded={open.to_string()} {onclick}>
                        { fare.name.clone() }
                    </button>
                    if cheapest {
                        <span class="mark">{ cx.say("pay.cheapest") }</span>
                    }
                    { reason::list(cx, &fare.obstacles) }
                    if fare.fit == Fit::Unknown {
                        { reason::doubts(cx, fare) }
                    }
                </th>
                <td data-figure="per-month">{ cx.money(fare.per_month) }</td>
                <td data-figure="per-message">{ cx.money(fare.per_message) }</td>
                <td data-figure="break-even">{ crossing }</td>
            </tr>
            if open {
                <tr key={format!("{}-why", fare.id)} class="why">
                    <td colspan="4">{ cx.lazily(|part| (part.explain)(cx, fare)) }</td>
                </tr>
            }
        </>
    }
}
