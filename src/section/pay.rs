//! Ways to pay: the table of fares.

use tokenfare_core::fare::{Fare, Provenance};
use yew::prelude::*;

use crate::obstacle;
use crate::scene::Scene;

pub(crate) fn summary(scene: &Scene<'_>) -> AttrValue {
    let count = scene.number(scene.report.fares.len() as u64);
    scene.fill("pay.gist", &[("count", &count)])
}

pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let report = scene.report;
    let sent = scene.number(report.messages_per_month);
    html! {
        <>
        <div class="scroll" role="region" tabindex="0" aria-label={scene.say("section.pay")}>
        <table part="table">
            <caption>{ scene.fill("pay.caption", &[("messages", &sent)]) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ scene.say("pay.access-model") }</th>
                    <th scope="col">{ scene.say("pay.month") }</th>
                    <th scope="col">{ scene.say("pay.message") }</th>
                    <th scope="col" title={scene.say("pay.break-even-title")}>
                        { scene.say("pay.break-even") }
                    </th>
                </tr>
            </thead>
            <tbody>{ for report.fares.iter().map(|fare| row(scene, fare)) }</tbody>
        </table>
        </div>
        if let Some(provenance) = scene.api().and_then(|api| api.provenance.as_ref()) {
            <p class="source">
                { scene.fill("pay.source", &[("model", &report.model)]) }{ " " }
                if let Some(url) = provenance.url.clone() {
                    <a href={url} target="_blank" rel="noreferrer">{ provenance.source.clone() }</a>
                } else {
                    { provenance.source.clone() }
                }
                { ", " }{ checked(scene, provenance) }
            </p>
        }
        </>
    }
}

/// When a price was last compared with its source, and whether that is too long ago.
fn checked(scene: &Scene<'_>, provenance: &Provenance) -> AttrValue {
    let key = if provenance.stale { "pay.checked-stale" } else { "pay.checked" };
    let days = scene.number(u64::from(provenance.age_days));
    scene.fill(key, &[("date", &provenance.checked.to_string()), ("days", &days)])
}

fn row(scene: &Scene<'_>, fare: &Fare) -> Html {
    let cheapest = scene.report.cheapest.as_deref() == Some(fare.id.as_str());
    let crossing = match fare.break_even {
        Some(crossing) if crossing.messages > 0 => scene.number(crossing.messages).into(),
        _ => scene.say("pay.none"),
    };
    html! {
        <>
            <tr data-fare={fare.id.clone()}>
                <th scope="row">
                    { fare.name.clone() }
                    if cheapest {
                        <span class="mark">{ scene.say("pay.cheapest") }</span>
                    }
                </th>
                <td data-figure="per-month">{ scene.money(fare.per_month) }</td>
                <td data-figure="per-message">{ scene.money(fare.per_message) }</td>
                <td data-figure="break-even">{ crossing }</td>
            </tr>
            { for fare.obstacles.iter().map(|obstacle| html! {
                <tr><td class="reason" colspan="4">{ obstacle::reason(scene, obstacle) }</td></tr>
            }) }
        </>
    }
}
