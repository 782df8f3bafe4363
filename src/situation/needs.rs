//! What is needed besides an answer.

use tokenfare_core::catalog::Need;
use yew::prelude::*;

use crate::control;
use crate::scene::Scene;

pub(crate) fn gist(scene: &Scene<'_>) -> AttrValue {
    match scene.scenario.needs.as_slice() {
        [] => scene.say("needs.none"),
        [need] => scene.say(&format!("need.{}", need.name())),
        needs => scene.count("needs.gist", needs.len() as u64),
    }
}

pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let ticks = Need::ALL.iter().map(|need| {
        let label = scene.say(&format!("need.{}", need.name()));
        control::tick(scene, "needs", need.name(), label)
    });
    html! {
        <fieldset class="ticks"><legend>{ scene.say("needs.legend") }</legend>{ for ticks }</fieldset>
    }
}
