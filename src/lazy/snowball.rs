//! The snowball: what each turn of a conversation costs, with all that came before sent again.

use tokenfare_core::money::Usd;
use tokenfare_core::report::{Snowball, SnowballTurn, snowball};
use yew::prelude::*;

use super::chart::Chart;
use super::geometry::{self, LEVELS, height};
use crate::context::Context;
use crate::state::UiAction;

/// A single message rolls up nothing: a conversation of so many turns is shown then.
const TURNS: u64 = 20;

pub(super) fn view(cx: &Context<'_>) -> Html {
    let ball =
        snowball(&cx.state.catalog, &cx.state.scenario, &cx.state.counts, cx.report.on, TURNS);
    let Some(ball) = ball else { return html! { cx.say("curve.none") } };
    let last = ball.turns.len() as u64;
    let at = cx.state.ui.turn.unwrap_or(last).clamp(1, last);
    let costs = ball.turns.iter().flat_map(|turn| [turn.naive, turn.cached]);
    let top = costs.max().unwrap_or(Usd::ZERO).max(Usd::from_units(1));
    let chart = Chart {
        name: "snowball",
        label: cx.say("snowball.label"),
        top,
        first: 1,
        last: last.max(2),
        at,
        reading: reading(cx, &ball, at),
        point: UiAction::ReadTurn,
        cx,
    };
    let bars = |name: &'static str, cost: fn(&SnowballTurn) -> Usd| {
        html! {
            <path class="bars" data-bars={name} d={geometry::staircase(ball.turns.iter().map(cost), top)}
                vector-effect="non-scaling-stroke" />
        }
    };
    let alone = height(ball.turns.first().map_or(Usd::ZERO, |turn| turn.naive), top);
    let plot = html! {
        <>
        <svg width="100%" height="100%" preserveAspectRatio="none"
            viewBox={format!("0 0 {last} {LEVELS}")}>
            { bars("naive", |turn| turn.naive) }
            { bars("cached", |turn| turn.cached) }
        </svg>
        <line class="alone" x1="0" x2="100%" y1={alone.clone()} y2={alone} />
        </>
    };
    html! {
        <>
        <p>{ sum(cx, &ball) }</p>
        { chart.view(plot, html! { <>{ legend(cx, &ball) }{ table(cx, &ball) }</> }) }
        </>
    }
}

fn sum(cx: &Context<'_>, ball: &Snowball) -> AttrValue {
    let money = |amount| cx.money(Some(amount));
    let (naive, alone, cached) = (money(ball.naive), money(ball.alone), money(ball.cached));
    let values = [("naive", naive.as_str()), ("alone", &alone), ("cached", &cached)];
    cx.count_with("snowball.sum", ball.turns.len() as u64, &values)
}

fn reading(cx: &Context<'_>, ball: &Snowball, turn: u64) -> AttrValue {
    let at = usize::try_from(turn.saturating_sub(1)).unwrap_or(0);
    let Some(snow) = ball.turns.get(at) else { return AttrValue::default() };
    let money = |amount| cx.money(Some(amount));
    let (turn, tokens) = (cx.number(turn), cx.number(snow.input));
    let (naive, cached) = (money(snow.naive), money(snow.cached));
    let values =
        [("turn", turn.as_str()), ("tokens", &tokens), ("naive", &naive), ("cached", &cached)];
    cx.fill("snowball.reading", &values)
}

fn legend(cx: &Context<'_>, ball: &Snowball) -> Html {
    let entry = |name: &'static str, label, amount| {
        html! {
            <li>
                <svg class="key" data-bars={name} aria-hidden="true">
                    <line x1="0" x2="100%" y1="50%" y2="50%" />
                </svg>
                <span>{ cx.say(label) }</span>
                <output>{ cx.money(Some(amount)) }</output>
            </li>
        }
    };
    html! {
        <ul class="legend">
            { entry("naive", "snowball.naive", ball.naive) }
            { entry("cached", "snowball.cached", ball.cached) }
            { entry("alone", "snowball.alone", ball.alone) }
        </ul>
    }
}

/// The same as a table: the first turn and the marks of the axis.
fn table(cx: &Context<'_>, ball: &Snowball) -> Html {
    let last = ball.turns.len() as u64;
    let turns = geometry::marks(u128::from(last)).map(|mark| mark.max(1));
    let rows = turns.filter_map(|turn| {
        let snow = ball.turns.get(usize::try_from(turn - 1).ok()?)?;
        Some(html! {
            <tr>
                <th scope="row">{ cx.number(u64::try_from(turn).ok()?) }</th>
                <td>{ cx.number(snow.input) }</td>
                <td>{ cx.money(Some(snow.naive)) }</td>
                <td>{ cx.money(Some(snow.cached)) }</td>
            </tr>
        })
    });
    html! {
        <details>
            <summary>{ cx.say("chart.table") }</summary>
            <div class="scroll" role="region" tabindex="0" aria-label={cx.say("section.snowball")}>
            <table class="twin">
                <thead><tr>
                    <th scope="col">{ cx.say("snowball.turn") }</th>
                    <th scope="col">{ cx.say("snowball.input") }</th>
                    <th scope="col">{ cx.say("snowball.naive") }</th>
                    <th scope="col">{ cx.say("snowball.cached") }</th>
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
            </div>
        </details>
    }
}
