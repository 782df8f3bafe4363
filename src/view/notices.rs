//! What does not work, in sentences, where the widget itself goes on.

use yew::prelude::*;

use crate::context::Context;
use crate::state::Notice;

/// Above the widget: what was asked for and is not shown.
pub(super) fn above(cx: &Context<'_>) -> Html {
    let state = cx.state;
    let link = state.link_notice.as_ref().map(|link| (link, link.detail.as_str()));
    let currency = state.currency_notice();
    let currency = currency.as_ref().map(|notice| (notice, state.scenario.currency.code()));
    link.into_iter()
        .chain(currency)
        .map(|(notice, value)| line(cx, notice, value, Some("alert")))
        .collect()
}

/// Below it: what works in another way.
pub(super) fn below(cx: &Context<'_>) -> Html {
    cx.state.notices.iter().map(|notice| line(cx, notice, "", None)).collect()
}

fn line(cx: &Context<'_>, notice: &Notice, value: &str, role: Option<&'static str>) -> Html {
    let sentence = cx.fill(&format!("failure.{}", notice.code), &[("value", value)]);
    html! {
        <p class="notice" part="notice" key={notice.code} {role} title={notice.detail.clone()}>{ sentence }</p>
    }
}
