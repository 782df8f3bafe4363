//! Cost per month over messages: a line for each access model, the break-evens, and "you are here".

use tokenfare_core::fare::{Fare, Fit};
use tokenfare_core::report::Curves;
use yew::prelude::*;

use super::chart::{self, Chart, height};
use crate::app::Msg;
use crate::looks::Look;
use crate::scene::Scene;

pub(crate) fn gist(scene: &Scene<'_>) -> AttrValue {
    match scene.report.overtaken() {
        Some(crossing) => {
            let name = scene.name(&crossing.fare);
            let from = scene.number(crossing.messages);
            scene.fill("curve.gist", &[("name", &name), ("from", &from)])
        }
        None => AttrValue::default(),
    }
}

pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let report = scene.report;
    let Some(curves) = Curves::of(report) else { return html! { scene.say("curve.none") } };
    let here = report.messages_per_month;
    let at = scene.looks.volume.unwrap_or(here).min(curves.most);
    let chart = Chart {
        name: "curve",
        label: scene.say("curve.label"),
        top: curves.top,
        first: 0,
        last: curves.most,
        at,
        reading: reading(scene, at),
        point: |messages| Msg::Look(Look::Volume(messages)),
        scene,
    };
    let series = || curves.curves.iter().enumerate().filter(|(_, curve)| curve.in_sight);
    let usable = |id: &str| report.fare(id).is_some_and(|fare| fare.fit != Fit::No);
    let lines = series().map(|(at, curve)| {
        let unfit = (!usable(&curve.fare)).then_some("");
        // One that bends is level first and goes on from there.
        let (bend, from) = match curve.bend {
            Some((messages, cost)) => (chart.across(messages), cost),
            None => ("0".to_owned(), curve.from),
        };
        let dashes = chart::dashes(at);
        html! {
            <>
            if curve.bend.is_some() {
                <line class="line" data-dashes={dashes.clone()} data-unfit={unfit} x1="0" x2={bend.clone()}
                    y1={height(curve.from, curves.top)} y2={height(from, curves.top)} />
            }
            <line class="line" data-dashes={dashes} data-unfit={unfit} x1={bend} x2="100%" y1={height(from, curves.top)}
                y2={height(curve.to, curves.top)} />
            </>
        }
    });
    let crossings = curves.crossings.iter().filter_map(|crossing| {
        let cost = report.fare(&crossing.fare)?.line()?.cost(crossing.messages);
        let (x, y) = (chart.across(crossing.messages), height(cost, curves.top));
        Some(html! { <circle class="crossing" cx={x} cy={y} r="4" /> })
    });
    let x = chart.across(here);
    let anchor = if here.saturating_mul(2) > curves.most { "end" } else { "start" };
    let dx = if anchor == "end" { "-6" } else { "6" };
    let plot = html! {
        <>
        { for lines }
        { for crossings }
        <line class="here" x1={x.clone()} x2={x.clone()} y1="0" y2="100%" />
        <text class="here-label" {x} y="11" {dx} text-anchor={anchor}>{ scene.say("curve.here") }</text>
        </>
    };
    let below = html! { <>{ legend(scene, &curves, at) }{ table(scene, &curves) }</> };
    chart.view(plot, below)
}

/// What is cheapest at a volume, in a line.
fn reading(scene: &Scene<'_>, messages: u64) -> AttrValue {
    let best = scene.report.cheapest_at(messages);
    let values = [("count", scene.number(messages))];
    let [(_, count)] = &values;
    match best {
        None => scene.fill("curve.at", &[("count", count)]),
        Some(best) => {
            let price = scene.money(cost(best, messages));
            let values = [("count", count.as_str()), ("name", &best.name), ("price", &price)];
            scene.fill("curve.reading", &values)
        }
    }
}

fn cost(fare: &Fare, messages: u64) -> Option<tokenfare_core::money::Usd> {
    fare.line().map(|line| line.cost(messages))
}

fn legend(scene: &Scene<'_>, curves: &Curves, messages: u64) -> Html {
    let entries = curves.curves.iter().enumerate().filter_map(|(at, curve)| {
        let fare = scene.report.fare(&curve.fare)?;
        let unfit = (fare.fit == Fit::No).then_some("");
        Some(html! {
            <li data-unfit={unfit}>
                { chart::key(at) }
                <span>{ fare.name.clone() }</span>
                <output data-series={fare.id.clone()}>{ scene.money(cost(fare, messages)) }</output>
            </li>
        })
    });
    html! { <ul class="legend">{ for entries }</ul> }
}

/// The same as a table: at each mark of the axis, at each break-even, and at the reader's volume.
fn table(scene: &Scene<'_>, curves: &Curves) -> Html {
    let marks = chart::marks(u128::from(curves.most)).filter_map(|mark| u64::try_from(mark).ok());
    let crossings = curves.crossings.iter().map(|crossing| crossing.messages);
    let mut volumes: Vec<u64> = Vec::new();
    for volume in marks.chain(crossings).chain(Some(scene.report.messages_per_month)) {
        let place = volumes.iter().position(|other| *other >= volume).unwrap_or(volumes.len());
        if volumes.get(place) != Some(&volume) {
            volumes.insert(place, volume);
        }
    }
    let fares = || curves.curves.iter().filter_map(|curve| scene.report.fare(&curve.fare));
    html! {
        <details>
            <summary>{ scene.say("chart.table") }</summary>
            <div class="scroll" role="region" tabindex="0" aria-label={scene.say("chart.table")}>
            <table class="twin">
                <thead><tr>
                    <th scope="col">{ scene.say("curve.messages") }</th>
                    { for fares().map(|fare| html! { <th scope="col">{ fare.name.clone() }</th> }) }
                </tr></thead>
                <tbody>{ for volumes.iter().map(|messages| html! {
                    <tr>
                        <th scope="row">{ scene.number(*messages) }</th>
                        { for fares().map(|fare| html! {
                            <td>{ scene.money(cost(fare, *messages)) }</td>
                        }) }
                    </tr>
                }) }</tbody>
            </table>
            </div>
        </details>
    }
}
