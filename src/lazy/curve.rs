//! Cost per month over messages: a line for each access model, the break-evens, and "you are here".

use tokenfare_core::fare::{Fare, Fit};
use tokenfare_core::report::Curves;
use yew::prelude::*;

use super::chart::{self, Chart};
use super::geometry::{self, height};
use crate::context::Context;
use crate::state::UiAction;

pub(super) fn view(cx: &Context<'_>) -> Html {
    let report = cx.report;
    let Some(curves) = Curves::of(report) else { return html! { cx.say("curve.none") } };
    let here = report.messages_per_month;
    let at = cx.state.ui.volume.unwrap_or(here).min(curves.most);
    let chart = Chart {
        name: "curve",
        label: cx.say("curve.label"),
        top: curves.top,
        first: 0,
        last: curves.most,
        at,
        reading: reading(cx, at),
        point: UiAction::ReadVolume,
        cx,
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
        <text class="here-label" {x} y="11" {dx} text-anchor={anchor}>{ cx.say("curve.here") }</text>
        </>
    };
    let below = html! { <>{ legend(cx, &curves, at) }{ table(cx, &curves) }</> };
    chart.view(plot, below)
}

/// What is cheapest at a volume, in a line.
fn reading(cx: &Context<'_>, messages: u64) -> AttrValue {
    let best = cx.report.cheapest_at(messages);
    let values = [("count", cx.number(messages))];
    let [(_, count)] = &values;
    match best {
        None => cx.fill("curve.at", &[("count", count)]),
        Some(best) => {
            let price = cx.money(cost(best, messages));
            let values = [("count", count.as_str()), ("name", &best.name), ("price", &price)];
            cx.fill("curve.reading", &values)
        }
    }
}

fn cost(fare: &Fare, messages: u64) -> Option<tokenfare_core::money::Usd> {
    fare.line().map(|line| line.cost(messages))
}

fn legend(cx: &Context<'_>, curves: &Curves, messages: u64) -> Html {
    let entries = curves.curves.iter().enumerate().filter_map(|(at, curve)| {
        let fare = cx.report.fare(&curve.fare)?;
        let unfit = (fare.fit == Fit::No).then_some("");
        Some(html! {
            <li data-unfit={unfit}>
                { chart::key(at) }
                <span>{ fare.name.clone() }</span>
                <output data-series={fare.id.clone()}>{ cx.money(cost(fare, messages)) }</output>
            </li>
        })
    });
    html! { <ul class="legend">{ for entries }</ul> }
}

/// The same as a table: at each mark of the axis, at each break-even, and at the reader's volume.
fn table(cx: &Context<'_>, curves: &Curves) -> Html {
    let marks =
        geometry::marks(u128::from(curves.most)).filter_map(|mark| u64::try_from(mark).ok());
    let crossings = curves.crossings.iter().map(|crossing| crossing.messages);
    let here = Some(cx.report.messages_per_month);
    let volumes = geometry::ascending(marks.chain(crossings).chain(here));
    let fares = || curves.curves.iter().filter_map(|curve| cx.report.fare(&curve.fare));
    html! {
        <details>
            <summary>{ cx.say("chart.table") }</summary>
            <div class="scroll" role="region" tabindex="0" aria-label={cx.say("chart.table")}>
            <table class="twin">
                <thead><tr>
                    <th scope="col">{ cx.say("curve.messages") }</th>
                    { for fares().map(|fare| html! { <th scope="col">{ fare.name.clone() }</th> }) }
                </tr></thead>
                <tbody>{ for volumes.iter().map(|messages| html! {
                    <tr>
                        <th scope="row">{ cx.number(*messages) }</th>
                        { for fares().map(|fare| html! {
                            <td>{ cx.money(cost(fare, *messages)) }</td>
                        }) }
                    </tr>
                }) }</tbody>
            </table>
            </div>
        </details>
    }
}
