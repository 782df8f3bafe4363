//! Why an access model cannot do what is asked, or nobody knows whether it can, in the reader's language.

use tokenfare_core::fare::{Fare, Obstacle};
use yew::AttrValue;

use crate::host::to_js;
use crate::scene::Scene;

/// The sentence `obstacle.<kind>`, with the obstacle's own fields in it. `www/sections.js` fills it in: a
/// branch for each kind would weigh more here than all their sentences.
pub(crate) fn reason(scene: &Scene<'_>, obstacle: &Obstacle) -> AttrValue {
    let limit = match obstacle {
        Obstacle::MonthlyLimit { limit, .. } => scene.format.money(*limit),
        _ => String::new(),
    };
    scene.host.reason(&to_js(obstacle), &limit).into()
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
