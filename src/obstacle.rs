//! Why an access model cannot do what is asked, in the reader's language.

use tokenfare_core::fare::Obstacle;
use yew::AttrValue;

use crate::scene::Scene;

pub(crate) fn reason(scene: &Scene<'_>, obstacle: &Obstacle) -> AttrValue {
    let number = |number: u64| scene.number(number);
    match obstacle {
        Obstacle::Cap { messages, hours, sent, seats, .. } => {
            let (cap, hours, sent) =
                (number((*messages).into()), number((*hours).into()), number(*sent));
            let values = [("cap", cap.as_str()), ("hours", &hours), ("sent", &sent)];
            scene.count_with("obstacle.cap", *seats, &values)
        }
        Obstacle::Tokens { tokens, hours, used } => {
            let (tokens, hours, used) = (number(*tokens), number((*hours).into()), number(*used));
            let values = [("tokens", tokens.as_str()), ("hours", &hours), ("used", &used)];
            scene.fill("obstacle.tokens", &values)
        }
        Obstacle::Window { tokens, window, .. } => scene
            .fill("obstacle.window", &[("tokens", &number(*tokens)), ("window", &number(*window))]),
        Obstacle::Output { tokens, max } => {
            scene.fill("obstacle.output", &[("tokens", &number(*tokens)), ("max", &number(*max))])
        }
        Obstacle::Lacks { need } => {
            let need = scene.say(&format!("need.{}", need.name()));
            scene.fill("obstacle.lacks", &[("need", &need)])
        }
        Obstacle::TierNotOffered { tier } => {
            let tier = scene.say(&format!("choice.tier.{}", tier.word()));
            scene.fill("obstacle.tier", &[("tier", &tier)])
        }
        Obstacle::NotSold { on, .. } => {
            scene.fill("obstacle.not-sold", &[("date", &on.to_string())])
        }
        Obstacle::ShutDown { since } => {
            scene.fill("obstacle.shut-down", &[("date", &since.to_string())])
        }
        Obstacle::NoListPrice => scene.say("obstacle.no-list-price"),
        Obstacle::NoGpuPrice => scene.say("obstacle.no-gpu-price"),
        Obstacle::Throughput { hours, available, gpus } => {
            let (hours, available) = (number(*hours), number(*available));
            let values = [("hours", hours.as_str()), ("available", &available)];
            scene.count_with("obstacle.throughput", *gpus, &values)
        }
        Obstacle::Seats { people, max } => {
            scene.count_with("obstacle.seats", *people, &[("max", &number(*max))])
        }
        other => other.to_string().into(),
    }
}
