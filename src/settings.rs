//! The reader's situation: which model, how many messages, how long the replies.

use std::rc::Rc;

use tokenfare_core::catalog::{Catalog, Date, Model};
use tokenfare_core::scenario::Scenario;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::messages::Messages;

/// A setting that was given what it can't be set to, and keeps its last value.
#[derive(Clone, PartialEq)]
pub(crate) struct Refused {
    pub(crate) name: String,
    pub(crate) value: String,
    /// Why, and what may be written.
    pub(crate) message: String,
}

#[derive(Properties, PartialEq)]
pub(crate) struct SettingsProps {
    pub(crate) messages: Messages,
    pub(crate) catalog: Rc<Catalog>,
    pub(crate) scenario: Scenario,
    /// The day the report is for.
    pub(crate) day: Date,
    pub(crate) refused: Option<Refused>,
    /// A setting's name and the text in its field.
    pub(crate) on_set: Callback<(&'static str, String)>,
}

#[component]
pub(crate) fn Settings(props: &SettingsProps) -> Html {
    let SettingsProps { messages, catalog, scenario, .. } = props;
    let chosen = catalog.model(&scenario.model);
    let onchange = props.on_set.reform(|event: Event| {
        ("model", event.target_unchecked_into::<HtmlSelectElement>().value())
    });
    html! {
        <div class="settings">
            <div class="field">
                <label for="model">{ messages.get("model") }</label>
                <select id="model" {onchange}>
                    { for catalog.models.iter().map(|model| html! {
                        <option value={model.id.clone()} selected={chosen == Some(model)}>
                            { title(props, model) }
                        </option>
                    }) }
                </select>
            </div>
            { number(props, "messages-per-day", scenario.messages_per_day) }
            { number(props, "reply-tokens", scenario.reply_tokens) }
            if let Some(refused) = &props.refused {
                <div class="notice" role="alert" id="refused"><p>{ refused.message.clone() }</p></div>
            }
        </div>
    }
}

fn title(SettingsProps { messages, day, .. }: &SettingsProps, model: &Model) -> AttrValue {
    if model.is_shut_down_on(*day) {
        messages.fill("model-shut-down", &[("model", model.title())])
    } else {
        model.title().to_owned().into()
    }
}

/// A number field. It keeps what the reader typed, while the setting keeps its last valid value.
fn number(props: &SettingsProps, name: &'static str, value: u64) -> Html {
    let refused = props.refused.as_ref().filter(|refused| refused.name == name);
    let oninput = props.on_set.reform(move |event: InputEvent| {
        (name, event.target_unchecked_into::<HtmlInputElement>().value())
    });
    html! {
        <div class="field">
            <label for={name}>{ props.messages.get(name) }</label>
            <input id={name} type="number" inputmode="numeric" min="0" step="1"
                value={refused.map_or_else(|| value.to_string(), |refused| refused.value.clone())}
                aria-invalid={refused.map(|_| "true")}
                aria-describedby={refused.map(|_| "refused")} {oninput} />
        </div>
    }
}
