//! The text, and how many tokens it is.

use tokenfare_core::report::Basis;
use yew::prelude::*;

use super::{examples, transcript};
use crate::context::{Context, Msg};
use crate::host::TextArea;
use crate::state::{Action, Counting, Direction};

/// The field, which keeps its text itself.
pub(crate) struct TextField<'a> {
    /// Where it is in the page.
    pub(crate) node: &'a NodeRef,
    /// What stands in it when it is drawn for the first time.
    pub(crate) first: &'a AttrValue,
}

pub(super) fn view(cx: &Context<'_>, field: &TextField<'_>) -> Html {
    let text = &*cx.state.text;
    let empty = text.length() == 0;
    let direction = Direction::of(text).map(Direction::name);
    let oninput = cx
        .dispatch
        .reform(|event: InputEvent| Msg::Text(event.target_unchecked_into::<TextArea>().value()));
    let tokens = cx.report.tokens.pasted;
    html! {
        <section class="question">
            <div class="toolbar">
                <label for="text">{ cx.say("text.label") }</label>
                { files(cx) }
                if !empty {
                    <button type="button" class="small" data-action="clear"
                        onclick={cx.on(|_: MouseEvent| Action::Clear)}>
                        { cx.say("text.clear") }
                    </button>
                }
            </div>
            <div class="paper">
                <textarea id="text" part="text" ref={field.node} rows="9" spellcheck="false" autocomplete="off"
                    dir={direction} placeholder={cx.say("text.placeholder")} defaultvalue={field.first} {oninput} />
                if empty && cx.state.files.is_empty() {
                    { examples::view(cx) }
                }
            </div>
            <p class="tokens-line">
                <output for="text" data-figure="tokens">{ cx.number(tokens) }</output>
                { " " }{ cx.count("text.tokens", tokens) }{ " " }
                { basis(cx) }
            </p>
            if !cx.state.files.is_empty() {
                { cx.lazily(|part| (part.files)(cx)) }
            }
            { transcript::view(cx) }
            { failure(cx) }
        </section>
    }
}

/// Files to go with the text, chosen in the browser's own way; they may be dropped on the field too.
fn files(cx: &Context<'_>) -> Html {
    let onchange = cx.dispatch.reform(|event: Event| Msg::Files(event.target_unchecked_into()));
    html! {
        <label class="small chooser">
            { cx.say("files.choose") }
            <input id="files" type="file" multiple={true} {onchange} />
        </label>
    }
}

fn failure(cx: &Context<'_>) -> Html {
    let Counting::Failed { code, detail } = &cx.state.counting else { return Html::default() };
    html! {
        <div class="notice" role="alert">
            <p>{ cx.say(&format!("failure.{code}")) }<small>{ detail.clone() }</small></p>
            <button type="button" data-action="retry" onclick={cx.on(|_: MouseEvent| Action::Retry)}>
                { cx.say("failure.retry") }
            </button>
        </div>
    }
}

/// How good the number is, in a word; the title says what it rests on.
fn basis(cx: &Context<'_>) -> Html {
    let (basis, title, word) = match (&cx.state.counting, &cx.report.tokens.basis) {
        (Counting::Reading { share, .. }, _) => {
            let share = cx.format.percent(*share);
            ("estimate", None, cx.fill("text.counting", &[("share", &share)]))
        }
        (Counting::Changed { .. }, _) => ("estimate", None, cx.say("text.estimate")),
        (_, basis @ Basis::Exact { .. }) => {
            ("exact", Some(cx.tell(&basis.sentence())), cx.say("text.exact"))
        }
        (_, basis) => ("estimate", Some(cx.tell(&basis.sentence())), cx.say("text.estimate")),
    };
    html! { <span class="basis" data-basis={basis} {title}>{ word }</span> }
}
