//! The reader's situation: which model, how many messages, how long the replies.

use tokenfare_core::catalog::Model;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::app::Msg;
use crate::scene::Scene;

/// A setting that was given what it can't be set to, and keeps its last value.
#[derive(Clone, PartialEq)]
pub(crate) struct Refused {
    pub(crate) name: String,
    pub(crate) value: String,
    /// Why, and what may be written.
    pub(crate) message: String,
}

pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let chosen = scene.catalog.model(&scene.scenario.model);
    let onchange = scene.link.callback(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::Set("model".into(), Some(value))
    });
    html! {
        <section class="settings">
            <div class="field">
                <label for="model">{ scene.say("setting.model") }</label>
                <select id="model" {onchange}>
                    { for scene.catalog.models.iter().map(|model| html! {
                        <option value={model.id.clone()} selected={chosen == Some(model)}>
                            { title(scene, model) }
                        </option>
                    }) }
                </select>
            </div>
            { number(scene, "messages-per-day", scene.scenario.messages_per_day) }
            { number(scene, "reply-tokens", scene.scenario.reply_tokens) }
            if let Some(refused) = scene.refused {
                <div class="notice" role="alert" id="refused"><p>{ refused.message.clone() }</p></div>
            }
        </section>
    }
}

fn title(scene: &Scene<'_>, model: &Model) -> AttrValue {
    if model.is_shut_down_on(scene.report.on) {
        scene.fill("setting.model-shut-down", &[("model", model.title())])
    } else {
        model.title().to_owned().into()
    }
}

/// A number field. It keeps what the reader typed, while the setting keeps its last valid value.
fn number(scene: &Scene<'_>, name: &'static str, value: u64) -> Html {
    let refused = scene.refused.filter(|refused| refused.name == name);
    let oninput = scene.link.callback(move |event: InputEvent| {
        let value = event.target_unchecked_into::<HtmlInputElement>().value();
        Msg::Set(name.into(), Some(value))
    });
    html! {
        <div class="field">
            <label for={name}>{ scene.say(&format!("setting.{name}")) }</label>
            <input id={name} type="number" inputmode="numeric" min="0" step="1"
                value={refused.map_or_else(|| value.to_string(), |refused| refused.value.clone())}
                aria-invalid={refused.map(|_| "true")}
                aria-describedby={refused.map(|_| "refused")} {oninput} />
        </div>
    }
}
