//! A credit to use up, and the most that a month may cost.

use tokenfare_core::fare::RunOut;
use yew::prelude::*;

use super::fields;
use crate::control::Control;
use crate::scene::Scene;

pub(crate) fn gist(scene: &Scene<'_>) -> AttrValue {
    let days = [scene.report.credit, scene.report.monthly_limit].into_iter().flatten();
    match days.filter_map(|run_out| run_out.day).min() {
        Some(day) => scene.fill("budget.gist", &[("day", &scene.number(day))]),
        None => scene.say("budget.none"),
    }
}

pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let report = scene.report;
    html! {
        <>
        { fields(scene, &[
            ("credit", Control::Amount),
            ("credit-days", Control::Number(&[7, 14, 30, 60, 90, 180, 365])),
            ("monthly-limit", Control::Amount),
            ("alert-share", Control::Number(&[10, 20, 30, 40, 50, 60, 70, 80, 90, 100])),
        ]) }
        { goes(scene, "credit", report.credit) }
        { goes(scene, "limit", report.monthly_limit) }
        { goes(scene, "alert", report.alert) }
        </>
    }
}

/// How far an amount goes, in a sentence.
fn goes(scene: &Scene<'_>, what: &str, run_out: Option<RunOut>) -> Html {
    let Some(run_out) = run_out else { return Html::default() };
    let amount = scene.money(Some(run_out.amount));
    let number = |number: Option<u64>| number.map(|n| scene.number(n)).unwrap_or_default();
    let (day, messages) = (number(run_out.day), number(run_out.messages));
    let key = if run_out.day.is_some() { "ends" } else { "lasts" };
    let values = [("amount", amount.as_str()), ("day", &day), ("messages", &messages)];
    html! {
        <p class="finding" data-figure={format!("{what}-day")}>
            { scene.fill(&format!("budget.{what}-{key}"), &values) }
        </p>
    }
}
