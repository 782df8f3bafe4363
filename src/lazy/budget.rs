//! A credit to use up, and the most that a month may cost.

use tokenfare_core::fare::RunOut;
use yew::prelude::*;

use crate::context::Context;
use crate::view::controls::{Control, fields};

pub(super) fn view(cx: &Context<'_>) -> Html {
    let report = cx.report;
    html! {
        <>
        { fields(cx, &[
            ("credit", Control::Amount),
            ("credit-days", Control::Number(&[7, 14, 30, 60, 90, 180, 365])),
            ("monthly-limit", Control::Amount),
            ("alert-share", Control::Number(&[10, 20, 30, 40, 50, 60, 70, 80, 90, 100])),
        ]) }
        { goes(cx, "credit", report.credit) }
        { goes(cx, "limit", report.monthly_limit) }
        { goes(cx, "alert", report.alert) }
        </>
    }
}

/// How far an amount goes, in a sentence.
fn goes(cx: &Context<'_>, what: &str, run_out: Option<RunOut>) -> Html {
    let Some(run_out) = run_out else { return Html::default() };
    let amount = cx.money(Some(run_out.amount));
    let number = |number: Option<u64>| number.map(|n| cx.number(n)).unwrap_or_default();
    let (day, messages) = (number(run_out.day), number(run_out.messages));
    let key = if run_out.day.is_some() { "ends" } else { "lasts" };
    let values = [("amount", amount.as_str()), ("day", &day), ("messages", &messages)];
    html! {
        <p class="finding" data-figure={format!("{what}-day")}>
            { cx.fill(&format!("budget.{what}-{key}"), &values) }
        </p>
    }
}
