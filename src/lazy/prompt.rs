//! A field for the text of the system prompt, whose tokens become the setting.

use yew::prelude::*;

use crate::context::{Context, PanelMsg};
use crate::host::TextArea;

pub(super) fn view(cx: &Context<'_>) -> Html {
    let prompt = cx.state.prompt.as_ref();
    // The field keeps its text; one that is drawn anew begins with what was pasted.
    let text = prompt.map(|prompt| prompt.text.beginning(u32::MAX)).unwrap_or_default();
    let note = match prompt.filter(|prompt| prompt.text.length() > 0) {
        None => cx.say("prompt.hint"),
        Some(prompt) if prompt.exact => cx.count("prompt.exact", prompt.tokens),
        Some(prompt) => cx.count("prompt.estimate", prompt.tokens),
    };
    let oninput = cx.ask(|event: InputEvent| {
        PanelMsg::Prompt(event.target_unchecked_into::<TextArea>().value())
    });
    html! {
        <div class="field prompt">
            <label for="system-prompt">{ cx.say("prompt.label") }</label>
            <textarea id="system-prompt" rows="3" spellcheck="false" defaultvalue={text}
                placeholder={cx.say("prompt.placeholder")} aria-describedby="system-prompt-tokens"
                {oninput} />
            <p class="note" id="system-prompt-tokens">{ note }</p>
        </div>
    }
}
