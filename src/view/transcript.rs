//! What a pasted conversation was read as, and the ways to read it otherwise.

use tokenfare_core::report::{LeftOut, OverheadBasis};
use yew::prelude::*;

use crate::context::Context;
use crate::state::Action;

/// What a conversation was read as, and the ways to read it otherwise.
pub(super) fn view(cx: &Context<'_>) -> Html {
    if cx.state.counting.conversations().is_none() && !cx.state.files_have_conversations() {
        return Html::default();
    }
    let weights = &cx.state.weights;
    let sentence = match weights.conversations() {
        0 => cx.say("read.plain"),
        1 => cx.count("read.conversation", weights.messages()),
        all => {
            let all = cx.number(all as u64);
            cx.count_with("read.conversations", weights.messages(), &[("conversations", &all)])
        }
    };
    let tick = |name: &'static str, checked: bool, onchange: Callback<Event>| {
        html! {
            <label class="tick">
                <input type="checkbox" data-tick={name} {checked} {onchange} />
                <span>{ cx.say(&format!("read.{name}")) }</span>
            </label>
        }
    };
    let counted = cx.state.scenario.overhead;
    let switched = if counted { "off" } else { "on" };
    html! {
        <div class="read">
            <p><span data-figure="read">{ sentence }</span>{ " " }{ left_out(cx) }</p>
            { tick("as-plain", cx.state.plain_text, cx.on(|_: Event| Action::TogglePlainText)) }
            { tick("overhead", counted, cx.on(move |_: Event| {
                Action::Set("overhead".into(), Some(switched.to_owned()))
            })) }
            <p class="note">{ overhead(cx) }</p>
        </div>
    }
}

/// What is part of a conversation and can't be counted.
fn left_out(cx: &Context<'_>) -> Html {
    let left = &cx.report.tokens.left_out;
    if left.is_empty() {
        return Html::default();
    }
    let all: Vec<_> = left.iter().map(LeftOut::to_string).collect();
    html! { cx.fill("read.left-out", &[("list", &all.join(", "))]) }
}

/// What the chat format adds to a message, and what that figure rests on.
pub(crate) fn overhead(cx: &Context<'_>) -> AttrValue {
    let tokens = &cx.report.tokens;
    let key = match tokens.overhead_basis {
        OverheadBasis::Documented => "overhead.documented",
        OverheadBasis::Assumed => "overhead.assumed",
        OverheadBasis::Off => "overhead.off",
        _ => "overhead.unknown",
    };
    cx.count(key, tokens.overhead)
}
