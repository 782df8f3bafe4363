//! Good to know: what readers ask when they compare a subscription with an API.

use yew::prelude::*;

use crate::context::Context;

/// Each has a question, `note.<name>`, and an answer, `note.<name>-answer`.
const NOTES: [&str; 6] = ["bills", "keys", "limit", "month", "caps", "training"];

pub(super) fn view(cx: &Context<'_>) -> Html {
    let notes = NOTES.iter().map(|name| {
        html! {
            <>
            <dt>{ cx.say(&format!("note.{name}")) }</dt>
            <dd>{ cx.say(&format!("note.{name}-answer")) }</dd>
            </>
        }
    });
    html! { <dl class="notes">{ for notes }</dl> }
}
