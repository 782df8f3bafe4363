//! The same text on every model, cheapest first.

use tokenfare_core::fare::Fit;
use tokenfare_core::report::{Basis, WhatIf, what_if};
use yew::prelude::*;

use super::past;
use crate::context::Context;
use crate::state::{Action, UiAction};
use crate::view::reason;

/// How many are listed at first.
const FEW: usize = 15;

pub(super) fn view(cx: &Context<'_>) -> Html {
    let all = what_if(&cx.state.catalog, &cx.state.scenario, &cx.state.counts, cx.report.on);
    let shown = if cx.state.ui.all_models { all.len() } else { FEW };
    // The reader's own model is in the list wherever it ranks.
    let mine = |what: &WhatIf| what.model == cx.report.model;
    let own = all.iter().skip(shown).find(|what| mine(what));
    // The button is above the list, which grows away from it.
    html! {
        <>
        <p class="buttons">
            <button type="button" class="small" data-action="all-models"
                onclick={cx.on(|_: MouseEvent| Action::Ui(UiAction::ToggleAllModels))}>
                if cx.state.ui.all_models {
                    { cx.say("compare.few") }
                } else {
                    { cx.count("compare.all", all.len() as u64) }
                }
            </button>
        </p>
        <div class="scroll" role="region" tabindex="0" aria-label={cx.say("section.compare")}>
        <table class="models">
            <caption>{ cx.count("pay.caption", cx.report.messages_per_month) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ cx.say("setting.model") }</th>
                    <th scope="col">{ cx.say("pay.month") }</th>
                    <th scope="col">{ cx.say("pay.message") }</th>
                    <th scope="col">{ cx.say("compare.tokens") }</th>
                </tr>
            </thead>
            <tbody>
                { for all.iter().take(shown).chain(own).map(|what| row(cx, what, mine(what))) }
            </tbody>
        </table>
        </div>
        { past::view(cx) }
        </>
    }
}

fn row(cx: &Context<'_>, what: &WhatIf, chosen: bool) -> Html {
    let title = cx.state.catalog.model(&what.model).map_or(what.model.as_str(), |m| m.title());
    let id = what.model.clone();
    let onclick = cx.on(move |_: MouseEvent| Action::Set("model".into(), Some(id.clone())));
    let (basis, word) = match what.basis {
        Basis::Exact { .. } => ("exact", "text.exact"),
        _ => ("estimate", "text.estimate"),
    };
    html! {
        <tr key={what.model.clone()} data-model={what.model.clone()}
            data-unfit={(what.fit == Fit::No).then_some("")}>
            <th scope="row">
                <button type="button" class="explain" aria-pressed={chosen.to_string()} {onclick}>
                    { title.to_owned() }
                </button>
                { reason::list(cx, &what.obstacles) }
            </th>
            <td data-figure="per-month">{ cx.money(Some(what.per_month)) }</td>
            <td data-figure="per-message">{ cx.money(Some(what.per_message)) }</td>
            <td>
                { cx.number(what.tokens) }{ " " }
                <span class="basis" data-basis={basis}>{ cx.say(word) }</span>
            </td>
        </tr>
    }
}
