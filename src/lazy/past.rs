//! What the same text has cost since the model's first price, and the day whose prices hold.

use tokenfare_core::report::PastPrice;
use tokenfare_core::sentence::Language;
use yew::prelude::*;

use crate::context::Context;
use crate::view::controls::{Control, fields};

pub(super) fn view(cx: &Context<'_>) -> Html {
    let past = &cx.report.past;
    html! {
        <div class="stack" data-panel="past">
            { fields(cx, &[("on", Control::Day)]) }
            if !past.is_empty() {
                <table class="past">
                    <caption>{ cx.say("past.caption") }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ cx.say("past.from") }</th>
                            <th scope="col">{ cx.say("pay.month") }</th>
                            <th scope="col">{ cx.say("pay.message") }</th>
                        </tr>
                    </thead>
                    <tbody>{ for past.iter().map(|price| row(cx, price)) }</tbody>
                </table>
            }
        </div>
    }
}

fn row(cx: &Context<'_>, price: &PastPrice) -> Html {
    html! {
        <tr data-from={price.from.to_string()}>
            <th scope="row">{ cx.day(price.from) }</th>
            <td data-figure="per-month">{ cx.money(Some(price.per_month)) }</td>
            <td data-figure="per-message">{ cx.money(Some(price.per_message)) }</td>
        </tr>
    }
}
