//! Why an access model cannot do what is asked, or nobody knows whether it can, in the reader's language.

use tokenfare_core::fare::{Fare, Obstacle};
use yew::prelude::*;

use crate::host::to_js;
use crate::scene::Scene;

/// The sentence `obstacle.<kind>`, with the obstacle's own fields in it. `www/sections/sections.js` fills it in: a
/// branch for each kind would weigh more here than all their sentences.
pub(crate) fn reason(scene: &Scene<'_>, obstacle: &Obstacle) -> AttrValue {
    let limit = match obstacle {
        Obstacle::MonthlyLimit { limit, .. } => scene.format.money(*limit),
        _ => String::new(),
    };
    scene.host.reason(&to_js(obstacle), &limit).into()
}

/// All that stands in the way, a line for each.
pub(crate) fn list(scene: &Scene<'_>, obstacles: &[Obstacle]) -> Html {
    obstacles.iter().map(|obstacle| line(reason(scene, obstacle))).collect()
}

/// A reason on a line of its own.
pub(crate) fn line(sentence: AttrValue) -> Html {
    html! { <small class="reason">{ sentence }</small> }
}

/// What isn't known of a fare against which nothing speaks.
pub(crate) fn doubt(scene: &Scene<'_>, fare: &Fare) -> AttrValue {
    match fare.doubts.first() {
        None => scene.say("pay.limits-unknown"),
        Some(need) => {
            let need = scene.say(&format!("need.{}", need.name()));
            scene.fill("pay.need-unknown", &[("need", &need)])
        }
    }
}
