//! What is needed besides an answer.

use tokenfare_core::catalog::Need;
use yew::prelude::*;

use crate::context::Context;
use crate::view::controls;

pub(super) fn view(cx: &Context<'_>) -> Html {
    let ticks = Need::ALL.iter().map(|need| {
        let label = cx.say(&format!("need.{}", need.name()));
        controls::tick(cx, "needs", need.name(), label)
    });
    html! {
        <fieldset class="ticks"><legend>{ cx.say("needs.legend") }</legend>{ for ticks }</fieldset>
    }
}
