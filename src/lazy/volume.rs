//! How much is sent, and by whom.

use yew::prelude::*;

use crate::context::Context;
use crate::view::controls::{Control, fields};

pub(super) fn view(cx: &Context<'_>) -> Html {
    fields(
        cx,
        &[
            ("days-per-month", Control::Number(&[1, 2, 5, 10, 15, 20, 22, 25, 28, 30, 31])),
            ("active-hours", Control::Number(&[1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24])),
            ("people", Control::Number(&[1, 2, 3, 5, 10, 20, 50, 100, 200, 500])),
            ("automation-share", Control::Number(&[0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])),
        ],
    )
}
