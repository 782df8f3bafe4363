//! The reader's situation: all the settings, the three that matter most in sight and the others in
//! sections.

pub(crate) mod budget;
pub(crate) mod needs;
pub(crate) mod plans;

use tokenfare_core::catalog::Model;
use tokenfare_core::scenario::{History, Hosting};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::app::Msg;
use crate::control::{self, Control, MESSAGES, TOKENS};
use crate::scene::Scene;
use crate::section::place;

/// A setting that was given what it can't be set to, and keeps its last value.
#[derive(Clone, PartialEq)]
pub(crate) struct Refused {
    pub(crate) name: String,
    pub(crate) value: String,
    /// Why, and what may be written.
    pub(crate) message: String,
}

/// The settings in sight.
pub(crate) fn view(scene: &Scene<'_>) -> Html {
    html! {
        <section class="settings">
            <div class="field">
                <label for="model">{ scene.say("setting.model") }</label>
                { models(scene) }
            </div>
            { control::view(scene, "messages-per-day", MESSAGES) }
            { control::view(scene, "reply-tokens", TOKENS) }
            if let Some(refused) = scene.refused {
                <div class="notice" role="alert" id="refused"><p>{ refused.message.clone() }</p></div>
            }
        </section>
    }
}

/// Below the sections: back to where it began. It stays when there is nothing to put back, or it would
/// take the focus along.
pub(crate) fn reset(scene: &Scene<'_>) -> Html {
    let nothing = scene.scenario.changes().next().is_none();
    html! {
        <p class="reset">
            <button type="button" class="small" data-action="reset"
                aria-disabled={nothing.then_some("true")}
                onclick={scene.link.callback(|_| Msg::Reset)}>
                { scene.say("setting.reset") }
            </button>
        </p>
    }
}

/// The models on sale by vendor, then those of the past.
fn models(scene: &Scene<'_>) -> Html {
    let day = scene.report.on;
    let sold = |model: &Model| !model.is_shut_down_on(day) && model.card_on(day).is_some();
    let chosen = scene.catalog.model(&scene.scenario.model);
    let option = |model: &Model| {
        html! {
            <option value={model.id.clone()} selected={chosen == Some(model)}>
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
    let all = &scene.catalog.models;
    let onchange = scene.link.callback(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::Set("model".into(), Some(value))
    });
    html! {
        <select id="model" {onchange}>
            { for scene.catalog.vendors.iter().map(|vendor| {
                let mut of_vendor = all.iter().filter(|m| m.vendor == vendor.id && sold(m));
                group(vendor.name.clone().into(), &mut of_vendor)
            }) }
            { group(scene.say("setting.model-past"), &mut all.iter().filter(|m| !sold(m))) }
        </select>
    }
}

fn fields(scene: &Scene<'_>, fields: &[(&'static str, Control)]) -> Html {
    html! {
        <div class="fields">
            { for fields.iter().map(|(name, control)| control::view(scene, name, *control)) }
        </div>
    }
}

/// How much is sent, and by whom.
pub(crate) fn volume(scene: &Scene<'_>) -> Html {
    fields(
        scene,
        &[
            ("days-per-month", Control::Number(&[1, 2, 5, 10, 15, 20, 22, 25, 28, 30, 31])),
            ("active-hours", Control::Number(&[1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24])),
            ("people", Control::Number(&[1, 2, 3, 5, 10, 20, 50, 100, 200, 500])),
            ("automation-share", Control::Number(&[0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])),
        ],
    )
}

pub(crate) fn volume_gist(scene: &Scene<'_>) -> AttrValue {
    scene.count("volume.gist", scene.report.messages_per_month)
}

/// What is sent again with every message, and at which prices.
pub(crate) fn conversation(scene: &Scene<'_>) -> Html {
    // A pasted conversation has its own turns.
    let pasted = scene.weights.conversations() > 0;
    let mut shown = Vec::new();
    if !pasted {
        shown.push(("turns", Control::Number(&[1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 100])));
    }
    shown.extend([
        ("system-tokens", TOKENS),
        ("reasoning-tokens", TOKENS),
        ("history", Control::Choice(&["full", "window", "none"])),
    ]);
    if scene.scenario.history == History::Window {
        shown.push(("history-turns", Control::Number(&[0, 1, 2, 3, 5, 8, 10, 15, 20, 50])));
    }
    shown.extend([
        ("caching", Control::Choice(&["auto", "on", "off"])),
        ("tier", Control::Choice(&["standard", "batch", "flex", "fast", "ultrafast"])),
    ]);
    html! {
        <>
        if pasted {
            <p class="finding">{ scene.count("read.turns", scene.report.tokens.turns) }</p>
        }
        { fields(scene, &shown) }
        { place("prompt") }
        </>
    }
}

pub(crate) fn conversation_gist(scene: &Scene<'_>) -> AttrValue {
    scene.count("conversation.gist", scene.report.tokens.turns)
}

/// One's own machine, at which price and speed.
pub(crate) fn hosting(scene: &Scene<'_>) -> Html {
    let mut shown = vec![("hosting", Control::Choice(&["off", "always-on", "on-demand"]))];
    if scene.scenario.hosting != Hosting::Off {
        const SPEED: Control =
            Control::Number(&[50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000]);
        shown.extend([
            ("gpu-price", Control::Amount),
            ("gpus", Control::Number(&[1, 2, 4, 8, 16, 32, 64])),
            ("output-speed", SPEED),
            ("input-speed", SPEED),
            ("setup-cost", Control::Amount),
        ]);
    }
    fields(scene, &shown)
}

pub(crate) fn hosting_gist(scene: &Scene<'_>) -> AttrValue {
    scene.say(&format!("choice.hosting.{}", scene.scenario.hosting.word()))
}
