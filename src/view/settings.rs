//! The settings in sight: those that matter most. The others are in sections.

use tokenfare_core::catalog::{Model, Plan};
use tokenfare_core::money::Usd;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::controls::{self, MESSAGES, TOKENS};
use crate::context::Context;
use crate::state::{Action, Drawn};

/// The settings in sight.
pub(crate) fn view(cx: &Context<'_>) -> Html {
    html! {
        <section class="settings">
            <div class="field">
                <label for="model">{ cx.say("setting.model") }</label>
                { models(cx) }
            </div>
            <div class="field">
                <label for="pays-for">{ cx.say("setting.pays-for") }</label>
                { plans(cx) }
            </div>
            { controls::view(cx, "messages-per-day", MESSAGES) }
            { controls::view(cx, "reply-tokens", TOKENS) }
            if let Some(refused) = cx.state.refused.as_ref() {
                <div class="notice" role="alert" id="refused"><p>{ cx.tell(&refused.why.sentence()) }</p></div>
            }
        </section>
    }
}

/// Below the sections: back to where it began. It stays when there is nothing to put back, or it would
/// take the focus along.
pub(crate) fn reset(cx: &Context<'_>) -> Html {
    let nothing = cx.state.scenario.changes().next().is_none();
    html! {
        <p class="reset">
            <button type="button" class="small" data-action="reset"
                aria-disabled={nothing.then_some("true")}
                onclick={cx.on(|_: MouseEvent| Action::Reset)}>
                { cx.say("setting.reset") }
            </button>
        </p>
    }
}

/// The models on sale by vendor, then those of the past.
fn models(cx: &Context<'_>) -> Html {
    let day = cx.report.on;
    let sold = |model: &Model| !model.is_shut_down_on(day) && model.card_on(day).is_some();
    let chosen = cx.state.catalog.model(&cx.state.scenario.model);
    let is_chosen = |model: &Model| chosen.is_some_and(|chosen| chosen.id == model.id);
    let drawn = |model: &&Model| cx.state.ui.drawn == Drawn::All || is_chosen(model);
    let option = |model: &Model| {
        html! {
            <option value={model.id.clone()} selected={is_chosen(model)}>
                { model.title().to_owned() }
            </option>
        }
    };
    let group = |label: AttrValue, models: &mut dyn Iterator<Item = &Model>| {
        let options: Vec<_> = models.map(option).collect();
        match options.is_empty() {
            true => Html::default(),
            false => html! { <optgroup {label}>{ for options }</optgroup> },
        }
    };
    let all = &cx.state.catalog.models;
    let onchange = cx.on(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Action::Set("model".into(), Some(value))
    });
    html! {
        <select id="model" {onchange}>
            { for cx.state.catalog.vendors.iter().map(|vendor| {
                let mut of_vendor = all.iter().filter(drawn).filter(|m| m.vendor == vendor.id && sold(m));
                group(vendor.name.clone().into(), &mut of_vendor)
            }) }
            { group(cx.say("setting.model-past"), &mut all.iter().filter(drawn).filter(|m| !sold(m))) }
        </select>
    }
}

/// The plans that can be paid for on the day, by vendor, and none of them.
fn plans(cx: &Context<'_>) -> Html {
    let day = cx.report.on;
    let chosen = cx.state.scenario.pays_for.as_deref();
    let is_listed = |plan: &Plan| {
        let monthly = plan.terms_on(day).and_then(|terms| terms.monthly);
        chosen == Some(plan.id.as_str())
            || cx.state.ui.drawn == Drawn::All && monthly.is_some_and(|price| price > Usd::ZERO)
    };
    let onchange = cx.on(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Action::Set("pays-for".into(), Some(value).filter(|value| !value.is_empty()))
    });
    html! {
        <select id="pays-for" {onchange}>
            <option value="" selected={chosen.is_none()}>{ cx.say("setting.pays-for-none") }</option>
            { for cx.state.catalog.vendors.iter().map(|vendor| {
                let of_vendor = cx.state.catalog.plans.iter().filter(|plan| plan.vendor == vendor.id);
                let options: Vec<_> = of_vendor.filter(|plan| is_listed(plan)).map(|plan| html! {
                    <option value={plan.id.clone()} selected={chosen == Some(plan.id.as_str())}>
                        { plan.name.clone() }
                    </option>
                }).collect();
                match options.is_empty() {
                    true => Html::default(),
                    false => html! { <optgroup label={vendor.name.clone()}>{ for options }</optgroup> },
                }
            }) }
        </select>
    }
}
