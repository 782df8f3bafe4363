//! Why an access model cannot do what is asked, in the reader's language.

use tokenfare_core::fare::Obstacle;
use yew::AttrValue;

use crate::scene::Scene;

pub(crate) fn reason(scene: &Scene<'_>, obstacle: &Obstacle) -> AttrValue {
    let number = |number: u64| scene.number(number);
    match obstacle {
        Obstacle::Cap { messages: cap, hours, sent, .. } => scene.fill(
            "obstacle.cap",
            &[
                ("cap", &number(u64::from(*cap))),
                ("hours", &number(u64::from(*hours))),
                ("sent", &number(*sent)),
            ],
        ),
        Obstacle::Window { tokens, window, .. } => scene
            .fill("obstacle.window", &[("tokens", &number(*tokens)), ("window", &number(*window))]),
        Obstacle::Output { tokens, max } => {
            scene.fill("obstacle.output", &[("tokens", &number(*tokens)), ("max", &number(*max))])
        }
        Obstacle::NotSold { on, .. } => {
            scene.fill("obstacle.not-sold", &[("date", &on.to_string())])
        }
        Obstacle::ShutDown { since } => {
            scene.fill("obstacle.shut-down", &[("date", &since.to_string())])
        }
        Obstacle::NoListPrice => scene.say("obstacle.no-list-price"),
        other => other.to_string().into(),
    }
}
