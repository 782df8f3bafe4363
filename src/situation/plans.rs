//! Which plans are compared with the API.

use tokenfare_core::fare::FareKind;
use tokenfare_core::scenario::Value;
use yew::prelude::*;

use crate::control::{self, Control};
use crate::scene::Scene;

pub(crate) fn gist(scene: &Scene<'_>) -> AttrValue {
    match control::value(scene, "plans") {
        Value::List(plans) if plans.iter().any(|plan| plan == "all") => scene.say("plans.all"),
        Value::List(_) => scene.count("plans.gist", compared(scene).count() as u64),
        _ => AttrValue::default(),
    }
}

/// The ids of the plans that the report compares, whether they were named or a word stands for them.
fn compared<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = &'a str> {
    let plans = scene.report.fares.iter().filter(|fare| fare.kind == FareKind::Plan);
    plans.map(|fare| fare.id.as_str())
}

/// The plans on sale that day by vendor, and those of other days that are compared anyway.
pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let chosen = |id: &str| compared(scene).any(|plan| plan == id);
    let vendors = scene.catalog.vendors.iter().filter_map(|vendor| {
        let plans = scene.catalog.plans.iter().filter(|plan| plan.vendor == vendor.id);
        let shown: Vec<_> = plans
            .filter(|plan| plan.terms_on(scene.report.on).is_some() || chosen(&plan.id))
            .map(|plan| control::tick(scene, "plans", &plan.id, plan.name.clone().into()))
            .collect();
        (!shown.is_empty()).then(|| html! {
            <fieldset class="ticks"><legend>{ vendor.name.clone() }</legend>{ for shown }</fieldset>
        })
    });
    html! {
        <>
        <div class="buttons">
            { control::preset(scene, "plans", Some("all"), "plans.all") }
            { control::preset(scene, "plans", Some(""), "plans.none") }
            { control::preset(scene, "plans", None, "plans.usual") }
        </div>
        { for vendors }
        { control::view(scene, "billing", Control::Choice(&["monthly", "yearly"])) }
        </>
    }
}
