//! The same text on every model, cheapest first.

use tokenfare_core::fare::Fit;
use tokenfare_core::report::{Basis, WhatIf, what_if};
use yew::prelude::*;

use crate::app::Msg;
use crate::looks::Look;
use crate::obstacle;
use crate::scene::Scene;

/// How many are listed at first.
const FEW: usize = 15;

pub(crate) fn gist(scene: &Scene<'_>) -> AttrValue {
    scene.say("compare.gist")
}

pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let all = what_if(scene.catalog, scene.scenario, scene.counts, scene.report.on);
    let shown = if scene.looks.all_models { all.len() } else { FEW };
    // The reader's own model is in the list wherever it ranks.
    let mine = |what: &WhatIf| what.model == scene.report.model;
    let own = all.iter().skip(shown).find(|what| mine(what));
    // The button is above the list, which grows away from it.
    html! {
        <>
        <p class="buttons">
            <button type="button" class="small" data-action="all-models"
                onclick={scene.link.callback(|_| Msg::Look(Look::AllModels))}>
                if scene.looks.all_models {
                    { scene.say("compare.few") }
                } else {
                    { scene.count("compare.all", all.len() as u64) }
                }
            </button>
        </p>
        <div class="scroll" role="region" tabindex="0" aria-label={scene.say("section.compare")}>
        <table class="models">
            <caption>{ scene.count("pay.caption", scene.report.messages_per_month) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ scene.say("setting.model") }</th>
                    <th scope="col">{ scene.say("pay.month") }</th>
                    <th scope="col">{ scene.say("pay.message") }</th>
                    <th scope="col">{ scene.say("compare.tokens") }</th>
                </tr>
            </thead>
            <tbody>
                { for all.iter().take(shown).chain(own).map(|what| row(scene, what, mine(what))) }
            </tbody>
        </table>
        </div>
        </>
    }
}

fn row(scene: &Scene<'_>, what: &WhatIf, chosen: bool) -> Html {
    let title = scene.catalog.model(&what.model).map_or(what.model.as_str(), |m| m.title());
    let id = what.model.clone();
    let onclick =
        scene.link.callback(move |_: MouseEvent| Msg::Set("model".into(), Some(id.clone())));
    let (basis, word) = match what.basis {
        Basis::Exact { .. } => ("exact", "text.exact"),
        Basis::Reconstructed { .. } => ("reconstructed", "text.reconstructed"),
        _ => ("estimate", "text.estimate"),
    };
    html! {
        <tr key={what.model.clone()} data-model={what.model.clone()}
            data-unfit={(what.fit == Fit::No).then_some("")}>
            <th scope="row">
                <button type="button" class="explain" aria-pressed={chosen.to_string()} {onclick}>
                    { title.to_owned() }
                </button>
                { obstacle::list(scene, &what.obstacles) }
            </th>
            <td data-figure="per-month">{ scene.money(Some(what.per_month)) }</td>
            <td data-figure="per-message">{ scene.money(Some(what.per_message)) }</td>
            <td>
                { scene.number(what.tokens) }{ " " }
                <span class="basis" data-basis={basis}>{ scene.say(word) }</span>
            </td>
        </tr>
    }
}
