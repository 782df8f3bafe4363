//! Good to know: what readers ask when they compare a subscription with an API.

use yew::prelude::*;

use crate::scene::Scene;

/// Each has a question, `note.<name>`, and an answer, `note.<name>-answer`.
const NOTES: [&str; 6] = ["bills", "keys", "limit", "month", "caps", "training"];

pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let notes = NOTES.iter().map(|name| {
        html! {
            <>
            <dt>{ scene.say(&format!("note.{name}")) }</dt>
            <dd>{ scene.say(&format!("note.{name}-answer")) }</dd>
            </>
        }
    });
    html! { <dl class="notes">{ for notes }</dl> }
}
