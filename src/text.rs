//! The text, and how many tokens it is.

use js_sys::JsString;
use tokenfare_core::report::{Basis, LeftOut, OverheadBasis};
use yew::prelude::*;

use crate::app::Msg;
use crate::counting::Counting;
use crate::examples;
use crate::host::TextArea;
use crate::scene::Scene;
use crate::section::place;

/// `first` stands in the field when it is drawn for the first time; then the field keeps its own, which
/// is `text` by now.
pub(crate) fn view(scene: &Scene<'_>, field: &NodeRef, first: &AttrValue, text: &JsString) -> Html {
    let empty = text.length() == 0;
    let oninput = scene
        .link
        .callback(|event: InputEvent| Msg::Text(event.target_unchecked_into::<TextArea>().value()));
    let tokens = scene.report.tokens.pasted;
    html! {
        <section class="question">
            <div class="toolbar">
                <label for="text">{ scene.say("text.label") }</label>
                { files(scene) }
                if !empty {
                    <button type="button" class="small" data-action="clear"
                        onclick={scene.link.callback(|_| Msg::Clear)}>
                        { scene.say("text.clear") }
                    </button>
                }
            </div>
            <div class="paper">
                <textarea id="text" part="text" ref={field} rows="9" spellcheck="false" autocomplete="off"
                    dir={direction(text)} placeholder={scene.say("text.placeholder")} defaultvalue={first} {oninput} />
                if empty && scene.attached.count == 0 {
                    { examples::view(scene) }
                }
            </div>
            <p class="tokens-line">
                <output for="text" data-figure="tokens">{ scene.number(tokens) }</output>
                { " " }{ scene.count("text.tokens", tokens) }{ " " }
                { basis(scene) }
            </p>
            if scene.attached.count > 0 {
                { place("files") }
            }
            { conversation(scene) }
            { failure(scene) }
        </section>
    }
}

/// Which way the text runs, by its first letter, if that is among the first few. `dir="auto"` would be
/// this too, but browsers then take minutes to lay out some megabytes.
fn direction(text: &JsString) -> Option<&'static str> {
    (0..text.length().min(64)).find_map(|at| match text.char_code_at(at) as u32 {
        // Hebrew, Arabic and their neighbours, and their presentation forms.
        0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff => Some("rtl"),
        0x41..=0x5a | 0x61..=0x7a | 0xc0..=0x58f | 0x900..=0x1fff | 0x2e80.. => Some("ltr"),
        _ => None,
    })
}

/// Files to go with the text, chosen in the browser's own way; they may be dropped on the field too.
fn files(scene: &Scene<'_>) -> Html {
    let onchange = scene.link.callback(|event: Event| Msg::Files(event.target_unchecked_into()));
    html! {
        <label class="small chooser">
            { scene.say("files.choose") }
            <input type="file" multiple={true} {onchange} />
        </label>
    }
}

/// What a conversation was read as, and the ways to read it otherwise.
fn conversation(scene: &Scene<'_>) -> Html {
    if scene.counting.conversations().is_none() && !scene.attached.conversations {
        return Html::default();
    }
    let weights = scene.weights;
    let sentence = match weights.conversations() {
        0 => scene.say("read.plain"),
        1 => scene.count("read.conversation", weights.messages()),
        all => {
            let all = scene.number(all as u64);
            scene.count_with("read.conversations", weights.messages(), &[("conversations", &all)])
        }
    };
    let tick = |name: &'static str, checked: bool, onchange: Callback<Event>| {
        html! {
            <label class="tick">
                <input type="checkbox" data-tick={name} {checked} {onchange} />
                <span>{ scene.say(&format!("read.{name}")) }</span>
            </label>
        }
    };
    let overhead = scene.scenario.overhead;
    let switched = if overhead { "off" } else { "on" };
    html! {
        <div class="read">
            <p><span data-figure="read">{ sentence }</span>{ " " }{ left_out(scene) }</p>
            { tick("as-plain", scene.plain, scene.link.callback(|_: Event| Msg::Plain)) }
            { tick("overhead", overhead, scene.link.callback(move |_: Event| {
                Msg::Set("overhead".into(), Some(switched.to_owned()))
            })) }
            <p class="note">{ overhead_of(scene) }</p>
        </div>
    }
}

/// What is part of a conversation and can't be counted.
fn left_out(scene: &Scene<'_>) -> Html {
    let left = &scene.report.tokens.left_out;
    if left.is_empty() {
        return Html::default();
    }
    let all: Vec<_> = left.iter().map(LeftOut::to_string).collect();
    html! { scene.fill("read.left-out", &[("list", &all.join(", "))]) }
}

/// What the chat format adds to a message, and what that figure rests on.
pub(crate) fn overhead_of(scene: &Scene<'_>) -> AttrValue {
    let tokens = &scene.report.tokens;
    let key = match tokens.overhead_basis {
        OverheadBasis::Documented => "overhead.documented",
        OverheadBasis::Assumed => "overhead.assumed",
        OverheadBasis::Off => "overhead.off",
        _ => "overhead.unknown",
    };
    scene.count(key, tokens.overhead)
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
    let (basis, title, word) = match (scene.counting, &scene.report.tokens.basis) {
        (Counting::Reading { share, .. }, _) => {
            let share = scene.format.percent(*share);
            ("estimate", None, scene.fill("text.counting", &[("share", &share)]))
        }
        (_, Basis::Exact { encoding }) => {
            let title = scene.fill("text.exact-title", &[("encoding", encoding)]);
            ("exact", Some(title), scene.say("text.exact"))
        }
        (_, Basis::Reconstructed { encoding, .. }) => {
            let title = scene.fill("text.reconstructed-title", &[("encoding", encoding)]);
            ("reconstructed", Some(title), scene.say("text.reconstructed"))
        }
        (_, Basis::Estimate { reason, .. }) => {
            ("estimate", Some(reason.clone().into()), scene.say("text.estimate"))
        }
        _ => ("estimate", None, scene.say("text.estimate")),
    };
    html! { <span class="basis" data-basis={basis} {title}>{ word }</span> }
}
