//! One's own machine, at which price and speed.

use tokenfare_core::scenario::Hosting;
use yew::prelude::*;

use crate::context::Context;
use crate::view::controls::{Control, fields};

pub(super) fn view(cx: &Context<'_>) -> Html {
    const SPEED: Control =
        Control::Number(&[50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000]);
    let mut shown = vec![("hosting", Control::Choice(&["off", "always-on", "on-demand"]))];
    if cx.state.scenario.hosting != Hosting::Off {
        shown.extend([
            ("gpu-price", Control::Amount),
            ("gpus", Control::Number(&[1, 2, 4, 8, 16, 32, 64])),
            ("output-speed", SPEED),
            ("input-speed", SPEED),
            ("setup-cost", Control::Amount),
        ]);
    }
    fields(cx, &shown)
}
