//! Ways to pay: the table of fares, best first, each with its arithmetic.

use std::cmp::Ordering;

use tokenfare_core::fare::{Fare, Fit};
use yew::prelude::*;

use crate::app::Msg;
use crate::looks::{Column, Look, Sort};
use crate::obstacle;
use crate::scene::Scene;

pub(crate) fn gist(scene: &Scene<'_>) -> AttrValue {
    match scene.best() {
        None => scene.say("pay.nothing-fits"),
        Some(best) => {
            let price = scene.money(best.per_month);
            scene.fill("pay.gist", &[("name", &best.name), ("price", &price)])
        }
    }
}

pub(crate) fn view(scene: &Scene<'_>) -> Html {
    html! {
        <>
        <div class="scroll" role="region" tabindex="0" aria-label={scene.say("section.pay")}>
        <table class="fares" part="table">
            <caption>{ scene.count("pay.caption", scene.report.messages_per_month) }</caption>
            <thead>
                <tr>
                    { head(scene, Column::Name, "pay.access-model") }
                    { head(scene, Column::Month, "pay.month") }
                    { head(scene, Column::Message, "pay.message") }
                    { head(scene, Column::BreakEven, "pay.break-even") }
                </tr>
            </thead>
            <tbody>{ for sorted(scene).into_iter().map(|fare| rows(scene, fare)) }</tbody>
        </table>
        </div>
        <p class="note">{ scene.say("pay.two-bills") }</p>
        </>
    }
}

/// A handful, put in their places one by one: the library's sort would weigh more than the table.
fn sorted<'a>(scene: &Scene<'a>) -> Vec<&'a Fare> {
    let mut sorted: Vec<&Fare> = Vec::new();
    for fare in &scene.report.fares {
        let after = |other: &&Fare| order(fare, other, scene.looks.sort) == Ordering::Less;
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

fn head(scene: &Scene<'_>, column: Column, label: &str) -> Html {
    let Sort { column: sorted, descending } = scene.looks.sort;
    let order = (sorted == column).then_some(if descending { "descending" } else { "ascending" });
    html! {
        <th scope="col" aria-sort={order}>
            <button type="button" class="sort"
                onclick={scene.link.callback(move |_| Msg::Look(Look::Sort(column)))}>
                { scene.say(label) }
            </button>
        </th>
    }
}

fn rows(scene: &Scene<'_>, fare: &Fare) -> Html {
    let cheapest = scene.best().is_some_and(|best| best.id == fare.id);
    let crossing = match fare.break_even {
        Some(crossing) if crossing.messages > 0 => scene.number(crossing.messages).into(),
        _ => scene.say("pay.none"),
    };
    let open = scene.looks.explained.as_ref() == Some(&fare.id);
    let id = fare.id.clone();
    let onclick = scene.link.callback(move |_: MouseEvent| Msg::Look(Look::Explain(id.clone())));
    html! {
        <>
            <tr key={fare.id.clone()} data-fare={fare.id.clone()}
                data-unfit={(fare.fit == Fit::No).then_some("")}>
                <th scope="row">
                    <button type="button" class="explain" aria-expanded={open.to_string()} {onclick}>
                        { fare.name.clone() }
                    </button>
                    if cheapest {
                        <span class="mark">{ scene.say("pay.cheapest") }</span>
                    }
                    { obstacle::list(scene, &fare.obstacles) }
                    if fare.fit == Fit::Unknown {
                        { obstacle::doubts(scene, fare) }
                    }
                </th>
                <td data-figure="per-month">{ scene.money(fare.per_month) }</td>
                <td data-figure="per-message">{ scene.money(fare.per_message) }</td>
                <td data-figure="break-even">{ crossing }</td>
            </tr>
            if open {
                <tr key={format!("{}-why", fare.id)} class="why">
                    <td colspan="4">{ scene.depth.view(scene, |drawing| (drawing.explain)(scene, fare)) }</td>
                </tr>
            }
        </>
    }
}
