//! What an empty field offers.

use yew::prelude::*;

use crate::context::Context;
use crate::state::{Action, EXAMPLES};

/// The examples' titles as buttons.
pub(crate) fn view(cx: &Context<'_>) -> Html {
    let buttons = EXAMPLES.iter().map(|example| {
        html! {
            <button type="button" class="small" data-example={example.name}
                onclick={cx.on(move |_: MouseEvent| Action::Example(example))}>
                { cx.say(&format!("example.{}-title", example.name)) }
            </button>
        }
    });
    html! {
        <div class="examples" role="group" aria-label={cx.say("example.offer")}>
            <span class="label" aria-hidden="true">{ cx.say("example.offer") }</span>
            { for buttons }
        </div>
    }
}
