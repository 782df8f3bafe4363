//! The snowball: what each turn of a conversation costs, with all that came before sent again.

use std::fmt::Write as _;

use tokenfare_core::money::Usd;
use tokenfare_core::report::{Snowball, SnowballTurn, snowball};
use yew::prelude::*;

use super::chart::{self, Chart, height};
use crate::app::Msg;
use crate::looks::Look;
use crate::scene::Scene;

/// A single message rolls up nothing: a conversation of so many turns is shown then.
const TURNS: u64 = 20;

/// Levels of the plot that a bar can reach.
const LEVELS: u64 = 10_000;

pub(crate) fn gist(scene: &Scene<'_>) -> AttrValue {
    let bill = scene.api().and_then(|api| api.bill.as_ref());
    let ends = bill.and_then(|bill| bill.turns.first().zip(bill.turns.last()));
    // In a conversation that was pasted, replies are of any length: its last turn may be the shortest.
    let grows = scene.report.tokens.turns > 1 && scene.weights.conversations() == 0;
    let Some((first, last)) = ends.filter(|_| grows) else {
        return scene.say("snowball.gist-one");
    };
    let tenths = last.cost.units() * 10 / first.cost.units().max(1);
    let times = scene.format.decimal(&format!("{}.{}", tenths / 10, tenths % 10));
    scene.fill("snowball.gist", &[("times", &times)])
}

pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let ball = snowball(scene.catalog, scene.scenario, scene.counts, scene.report.on, TURNS);
    let Some(ball) = ball else { return html! { scene.say("curve.none") } };
    let last = ball.turns.len() as u64;
    let at = scene.looks.turn.unwrap_or(last).clamp(1, last);
    let costs = ball.turns.iter().flat_map(|turn| [turn.naive, turn.cached]);
    let top = costs.max().unwrap_or(Usd::ZERO).max(Usd::from_units(1));
    let chart = Chart {
        name: "snowball",
        label: scene.say("snowball.label"),
        top,
        first: 1,
        last: last.max(2),
        at,
        reading: reading(scene, &ball, at),
        point: |turn| Msg::Look(Look::Turn(turn)),
        scene,
    };
    let bars = |name: &'static str, cost: fn(&SnowballTurn) -> Usd| {
        html! {
            <path class="bars" data-bars={name} d={outline(&ball, cost, top)}
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
        <p>{ sum(scene, &ball) }</p>
        { chart.view(plot, html! { <>{ legend(scene, &ball) }{ table(scene, &ball) }</> }) }
        </>
    }
}

/// A staircase: a step for each turn, as high as its cost.
fn outline(ball: &Snowball, cost: fn(&SnowballTurn) -> Usd, top: Usd) -> String {
    let mut path = format!("M0 {LEVELS}");
    for (turn, snow) in (1..).zip(&ball.turns) {
        let share = cost(snow).units().unsigned_abs() * u128::from(LEVELS);
        let level = u128::from(LEVELS) - share / top.units().unsigned_abs().max(1);
        let _: Result<_, _> = write!(path, "V{level}H{turn}");
    }
    let _: Result<_, _> = write!(path, "V{LEVELS}Z");
    path
}

fn sum(scene: &Scene<'_>, ball: &Snowball) -> AttrValue {
    let money = |amount| scene.money(Some(amount));
    let (naive, alone, cached) = (money(ball.naive), money(ball.alone), money(ball.cached));
    let values = [("naive", naive.as_str()), ("alone", &alone), ("cached", &cached)];
    scene.count_with("snowball.sum", ball.turns.len() as u64, &values)
}

fn reading(scene: &Scene<'_>, ball: &Snowball, turn: u64) -> AttrValue {
    let at = usize::try_from(turn.saturating_sub(1)).unwrap_or(0);
    let Some(snow) = ball.turns.get(at) else { return AttrValue::default() };
    let money = |amount| scene.money(Some(amount));
    let (turn, tokens) = (scene.number(turn), scene.number(snow.input));
    let (naive, cached) = (money(snow.naive), money(snow.cached));
    let values =
        [("turn", turn.as_str()), ("tokens", &tokens), ("naive", &naive), ("cached", &cached)];
    scene.fill("snowball.reading", &values)
}

fn legend(scene: &Scene<'_>, ball: &Snowball) -> Html {
    let entry = |name: &'static str, label, amount| {
        html! {
            <li>
                <svg class="key" data-bars={name} aria-hidden="true">
                    <line x1="0" x2="100%" y1="50%" y2="50%" />
                </svg>
                <span>{ scene.say(label) }</span>
                <output>{ scene.money(Some(amount)) }</output>
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
fn table(scene: &Scene<'_>, ball: &Snowball) -> Html {
    let last = ball.turns.len() as u64;
    let turns = chart::marks(u128::from(last)).map(|mark| mark.max(1));
    let rows = turns.filter_map(|turn| {
        let snow = ball.turns.get(usize::try_from(turn - 1).ok()?)?;
        Some(html! {
            <tr>
                <th scope="row">{ scene.number(u64::try_from(turn).ok()?) }</th>
                <td>{ scene.number(snow.input) }</td>
                <td>{ scene.money(Some(snow.naive)) }</td>
                <td>{ scene.money(Some(snow.cached)) }</td>
            </tr>
        })
    });
    html! {
        <details>
            <summary>{ scene.say("chart.table") }</summary>
            <div class="scroll" role="region" tabindex="0" aria-label={scene.say("section.snowball")}>
            <table class="twin">
                <thead><tr>
                    <th scope="col">{ scene.say("snowball.turn") }</th>
                    <th scope="col">{ scene.say("snowball.input") }</th>
                    <th scope="col">{ scene.say("snowball.naive") }</th>
                    <th scope="col">{ scene.say("snowball.cached") }</th>
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
            </div>
        </details>
    }
}
