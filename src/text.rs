//! The text, and how many tokens it is.

use tokenfare_core::report::Basis;
use yew::prelude::*;

use crate::app::Msg;
use crate::counting::Counting;
use crate::examples;
use crate::host::TextArea;
use crate::scene::Scene;

/// `first` stands in the field when it is drawn for the first time; then the field keeps its own.
pub(crate) fn view(scene: &Scene<'_>, field: &NodeRef, first: &AttrValue, empty: bool) -> Html {
    let oninput = scene
        .link
        .callback(|event: InputEvent| Msg::Text(event.target_unchecked_into::<TextArea>().value()));
    let tokens = scene.report.tokens.message;
    html! {
        <section class="question">
            <div class="toolbar">
                <label for="text">{ scene.say("text.label") }</label>
                if !empty {
                    <button type="button" class="small" data-action="clear"
                        onclick={scene.link.callback(|_| Msg::Clear)}>
                        { scene.say("text.clear") }
                    </button>
                }
            </div>
            <div class="paper">
                <textarea id="text" part="text" ref={field} rows="9" spellcheck="false" autocomplete="off"
                    placeholder={scene.say("text.placeholder")} defaultvalue={first} {oninput} />
                if empty {
                    { examples::view(scene) }
                }
            </div>
            <p class="tokens-line">
                <output for="text" data-figure="tokens">{ scene.number(tokens) }</output>
                { " " }{ scene.count("text.tokens", tokens) }{ " " }
                { basis(scene) }
            </p>
            { failure(scene) }
        </section>
    }
}

fn failure(scene: &Scene<'_>) -> Html {
    let Counting::Failed { code, detail } = scene.counting else { return Html::default() };
    html! {
        <div class="notice" role="alert">
            <p>{ scene.say(&format!("failure.{code}")) }<small>{ detail }</small></p>
            <button type="button" data-action="retry" onclick={scene.link.callback(|_| Msg::Retry)}>
                { scene.say("failure.retry") }
            </button>
        </div>
    }
}

/// How good the number is, in a word; the title says what it rests on.
fn basis(scene: &Scene<'_>) -> Html {
    let (class, title, word) = match (scene.counting, &scene.report.tokens.basis) {
        (Counting::Reading { share, .. }, _) => {
            let share = scene.format.percent(*share);
            ("basis estimate", None, scene.fill("text.counting", &[("share", &share)]))
        }
        (_, Basis::Exact { encoding }) => {
            let title = scene.fill("text.exact-title", &[("encoding", encoding)]);
            ("basis exact", Some(title), scene.say("text.exact"))
        }
        (_, Basis::Estimate { reason, .. }) => {
            ("basis estimate", Some(reason.clone().into()), scene.say("text.estimate"))
        }
        _ => ("basis estimate", None, scene.say("text.estimate")),
    };
    html! { <span {class} {title}>{ word }</span> }
}
