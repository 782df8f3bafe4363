//! Why an access model cannot do what is asked, or nobody knows whether it can, in the reader's language.

use tokenfare_core::fare::{Fare, Obstacle};
use yew::prelude::*;

use crate::scene::Scene;

/// All that stands in the way, a line for each.
pub(crate) fn list(scene: &Scene<'_>, obstacles: &[Obstacle]) -> Html {
    obstacles.iter().map(|obstacle| line(reason(scene, obstacle))).collect()
}

fn reason(scene: &Scene<'_>, obstacle: &Obstacle) -> AttrValue {
    let said: Vec<_> = obstacle.sentences().iter().map(|sentence| sentence.say(scene)).collect();
    said.join(" ").into()
}

/// A reason on a line of its own.
pub(crate) fn line(sentence: AttrValue) -> Html {
    html! { <small class="reason">{ sentence }</small> }
}

/// What isn't known of a fare against which nothing speaks.
pub(crate) fn doubts(scene: &Scene<'_>, fare: &Fare) -> Html {
    fare.doubts.iter().map(|doubt| line(doubt.sentence().say(scene).into())).collect()
}
