//! Reasons on lines of their own: why something cannot be used, or what nobody knows of it.

use tokenfare_core::fare::{Fare, Obstacle};
use yew::prelude::*;

use crate::context::Context;

/// All that stands in the way, a line for each.
pub(crate) fn list(cx: &Context<'_>, obstacles: &[Obstacle]) -> Html {
    let reason = |obstacle: &Obstacle| {
        let said: Vec<_> = obstacle.sentences().iter().map(|said| cx.tell(said)).collect();
        said.iter().map(AttrValue::as_str).collect::<Vec<_>>().join(" ").into()
    };
    obstacles.iter().map(|obstacle| line(reason(obstacle))).collect()
}

/// What isn't known of a fare against which nothing speaks.
pub(crate) fn doubts(cx: &Context<'_>, fare: &Fare) -> Html {
    fare.doubts.iter().map(|doubt| line(cx.tell(&doubt.sentence()))).collect()
}

/// A reason on a line of its own.
pub(crate) fn line(sentence: AttrValue) -> Html {
    html! { <small class="reason">{ sentence }</small> }
}
