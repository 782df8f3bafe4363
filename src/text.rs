//! The text, and how many tokens it is.

use std::rc::Rc;

use tokenfare_core::report::{Basis, Report};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::counting::Counting;
use crate::format::Format;
use crate::host::TextArea;
use crate::messages::Messages;

#[derive(Properties, PartialEq)]
pub(crate) struct TextProps {
    pub(crate) messages: Messages,
    pub(crate) format: Format,
    /// What stands in the field at first; from then on the field keeps its own text.
    pub(crate) first_text: AttrValue,
    pub(crate) report: Rc<Report>,
    pub(crate) counting: Counting,
    pub(crate) on_text: Callback<js_sys::JsString>,
    pub(crate) on_retry: Callback<()>,
}

#[component]
pub(crate) fn Text(props: &TextProps) -> Html {
    let TextProps { messages, format, first_text, report, counting, .. } = props;
    let oninput = props.on_text.reform(|event: InputEvent| {
        event.target_unchecked_into::<web_sys::HtmlElement>().unchecked_into::<TextArea>().value()
    });
    html! {
        <div class="field text">
            <label for="text">{ messages.get("text") }</label>
            <textarea id="text" rows="9" spellcheck="false" autocomplete="off"
                placeholder={messages.get("text-placeholder")} defaultvalue={first_text} {oninput} />
            <p class="tokens">
                <output for="text" data-figure="tokens">{ format.integer(report.tokens.message) }</output>
                { " " }{ messages.get("tokens") }{ " " }
                { basis(props) }
            </p>
            if let Counting::Failed { code, detail } = counting {
                <div class="notice" role="alert">
                    <p>{ messages.get(code) }<small>{ detail }</small></p>
                    <button type="button" data-action="retry" onclick={props.on_retry.reform(|_| ())}>
                        { messages.get("retry") }
                    </button>
                </div>
            }
        </div>
    }
}

/// How good the number is, in a word; the title says what it rests on.
fn basis(TextProps { messages, format, report, counting, .. }: &TextProps) -> Html {
    if let Counting::Reading { share, .. } = counting {
        let share = format.percent(*share);
        return html! { <span class="basis estimate">{ messages.fill("counting", &[("share", &share)]) }</span> };
    }
    match &report.tokens.basis {
        Basis::Exact { encoding } => html! {
            <span class="basis exact" title={messages.fill("exact-title", &[("encoding", encoding)])}>
                { messages.get("exact") }
            </span>
        },
        Basis::Estimate { reason, .. } => html! {
            <span class="basis estimate" title={reason.clone()}>{ messages.get("estimate") }</span>
        },
        _ => html! { <span class="basis estimate">{ messages.get("estimate") }</span> },
    }
}
