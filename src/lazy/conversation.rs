//! What is sent again with every message, and at which prices.

use tokenfare_core::scenario::History;
use yew::prelude::*;

use super::prompt;
use crate::context::Context;
use crate::view::controls::{Control, TOKENS, fields};

pub(super) fn view(cx: &Context<'_>) -> Html {
    // A pasted conversation has its own turns.
    let pasted = cx.state.weights.conversations() > 0;
    let mut shown = Vec::new();
    if !pasted {
        shown.push(("turns", Control::Number(&[1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 100])));
    }
    shown.extend([
        ("system-tokens", TOKENS),
        ("reasoning-tokens", TOKENS),
        ("history", Control::Choice(&["full", "window", "none"])),
    ]);
    if cx.state.scenario.history == History::Window {
        shown.push(("history-turns", Control::Number(&[0, 1, 2, 3, 5, 8, 10, 15, 20, 50])));
    }
    shown.extend([
        ("caching", Control::Choice(&["auto", "on", "off"])),
        ("tier", Control::Choice(&["standard", "batch", "flex", "fast", "ultrafast"])),
    ]);
    html! {
        <>
        if pasted {
            <p class="finding">{ cx.count("read.turns", cx.report.tokens.turns) }</p>
        }
        { fields(cx, &shown) }
        { prompt::view(cx) }
        </>
    }
}
