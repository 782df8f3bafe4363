//! Why an access model cannot do what is asked, or nobody knows whether it can, in the reader's language.

use tokenfare_core::fare::{Fare, Obstacle};
use yew::AttrValue;

use crate::scene::Scene;

pub(crate) fn reason(scene: &Scene<'_>, obstacle: &Obstacle) -> AttrValue {
    let number = |number: u64| scene.number(number);
    match obstacle {
        Obstacle::Cap { messages, hours, sent, seats, then, .. } => {
            let (cap, hours, sent) =
                (number((*messages).into()), number((*hours).into()), number(*sent));
            let values = [("cap", cap.as_str()), ("hours", &hours), ("sent", &sent)];
            let cap = scene.count_with("obstacle.cap", *seats, &values);
            let Some(then) = then else { return cap };
            let then = scene.fill("obstacle.cap-then", &[("model", then)]);
            [&*cap, &*then].join(" ").into()
        }
        Obstacle::Tokens { tokens, hours, used } => {
            let (tokens, hours, used) = (number(*tokens), number((*hours).into()), number(*used));
            let values = [("tokens", tokens.as_str()), ("hours", &hours), ("used", &used)];
            scene.fill("obstacle.tokens", &values)
        }
        Obstacle::Window { tokens, window, turn } => {
            let key = if *turn > 1 { "obstacle.window-turn" } else { "obstacle.window" };
            let (tokens, window, turn) = (number(*tokens), number(*window), number(*turn));
            let values = [("tokens", tokens.as_str()), ("window", &window), ("turn", &turn)];
            scene.fill(key, &values)
        }
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
        Obstacle::PriceUnknown { on, first: None } => {
            scene.fill("obstacle.price-unknown", &[("date", &on.to_string())])
        }
        Obstacle::PriceUnknown { on, first: Some(first) } => scene.fill(
            "obstacle.price-unknown-before",
            &[("date", &on.to_string()), ("first", &first.to_string())],
        ),
        Obstacle::Ended { since } => scene.fill("obstacle.ended", &[("date", &since.to_string())]),
        Obstacle::ShutDown { since } => {
            scene.fill("obstacle.shut-down", &[("date", &since.to_string())])
        }
        Obstacle::Unlisted { seen } => {
            scene.fill("obstacle.unlisted", &[("date", &seen.to_string())])
        }
        Obstacle::OtherVendor { model } => scene.fill("obstacle.other-vendor", &[("model", model)]),
        Obstacle::MonthlyLimit { limit, messages, day } => {
            let key = match day {
                Some(_) => "obstacle.monthly-limit-day",
                None => "obstacle.monthly-limit",
            };
            let (limit, messages) = (scene.money(Some(*limit)), number(*messages));
            let day = number(day.unwrap_or(0));
            scene.fill(key, &[("limit", &limit), ("messages", &messages), ("day", &day)])
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
