//! Which plans are compared with the API.

use yew::prelude::*;

use crate::context::Context;
use crate::view::controls::{self, Control};

/// The plans on sale that day by vendor, and those of other days that are compared anyway.
pub(super) fn view(cx: &Context<'_>) -> Html {
    let chosen = |id: &str| cx.state.compared_plans().any(|plan| plan == id);
    let vendors = cx.state.catalog.vendors.iter().filter_map(|vendor| {
        let plans = cx.state.catalog.plans.iter().filter(|plan| plan.vendor == vendor.id);
        let shown: Vec<_> = plans
            .filter(|plan| plan.terms_on(cx.report.on).is_some() || chosen(&plan.id))
            .map(|plan| controls::tick(cx, "plans", &plan.id, plan.name.clone().into()))
            .collect();
        (!shown.is_empty()).then(|| html! {
            <fieldset class="ticks"><legend>{ vendor.name.clone() }</legend>{ for shown }</fieldset>
        })
    });
    html! {
        <>
        <div class="buttons">
            { controls::preset(cx, "plans", Some("all"), "plans.all") }
            { controls::preset(cx, "plans", Some(""), "plans.none") }
            { controls::preset(cx, "plans", None, "plans.usual") }
        </div>
        { for vendors }
        { controls::view(cx, "billing", Control::Choice(&["monthly", "yearly"])) }
        </>
    }
}
