//! What is worth seeing of a section while it is closed, in a few words.

use tokenfare_core::scenario::Value;
use yew::AttrValue;

use crate::context::Context;

pub(super) fn volume(cx: &Context<'_>) -> AttrValue {
    cx.count("volume.gist", cx.report.messages_per_month)
}

pub(super) fn conversation(cx: &Context<'_>) -> AttrValue {
    cx.count("conversation.gist", cx.report.tokens.turns)
}

pub(super) fn plans(cx: &Context<'_>) -> AttrValue {
    match cx.state.setting("plans") {
        Value::List(plans) if plans.iter().any(|plan| plan == "all") => cx.say("plans.all"),
        Value::List(_) => cx.count("plans.gist", cx.state.compared_plans().count() as u64),
        _ => AttrValue::default(),
    }
}

pub(super) fn needs(cx: &Context<'_>) -> AttrValue {
    match cx.state.scenario.needs.as_slice() {
        [] => cx.say("needs.none"),
        [need] => cx.say(&format!("need.{}", need.name())),
        needs => cx.count("needs.gist", needs.len() as u64),
    }
}

pub(super) fn budget(cx: &Context<'_>) -> AttrValue {
    let days = [cx.report.credit, cx.report.monthly_limit].into_iter().flatten();
    match days.filter_map(|run_out| run_out.day).min() {
        Some(day) => cx.fill("budget.gist", &[("day", &cx.number(day))]),
        None => cx.say("budget.none"),
    }
}

pub(super) fn currency(cx: &Context<'_>) -> AttrValue {
    cx.format.currency().to_owned().into()
}

pub(super) fn hosting(cx: &Context<'_>) -> AttrValue {
    cx.say(&format!("choice.hosting.{}", cx.state.scenario.hosting.word()))
}

pub(super) fn fares(cx: &Context<'_>) -> AttrValue {
    match cx.state.best() {
        None => cx.say("pay.nothing-fits"),
        Some(best) => {
            let price = cx.money(best.per_month);
            cx.fill("pay.gist", &[("name", &best.name), ("price", &price)])
        }
    }
}

pub(super) fn curve(cx: &Context<'_>) -> AttrValue {
    match cx.report.overtaken() {
        Some(crossing) => {
            let name = cx.name(&crossing.fare);
            let from = cx.number(crossing.messages);
            cx.fill("curve.gist", &[("name", &name), ("from", &from)])
        }
        None => AttrValue::default(),
    }
}

pub(super) fn snowball(cx: &Context<'_>) -> AttrValue {
    let bill = cx.state.api().and_then(|api| api.bill.as_ref());
    let ends = bill.and_then(|bill| bill.turns.first().zip(bill.turns.last()));
    // In a conversation that was pasted, replies are of any length: its last turn may be the shortest.
    let grows = cx.report.tokens.turns > 1 && cx.state.weights.conversations() == 0;
    let Some((first, last)) = ends.filter(|_| grows) else {
        return cx.say("snowball.gist-one");
    };
    let tenths = last.cost.units() * 10 / first.cost.units().max(1);
    let times = cx.format.decimal(&format!("{}.{}", tenths / 10, tenths % 10));
    cx.fill("snowball.gist", &[("times", &times)])
}

pub(super) fn models(cx: &Context<'_>) -> AttrValue {
    cx.say("compare.gist")
}

pub(super) fn tokens(cx: &Context<'_>) -> AttrValue {
    let tokens = cx.state.counting.exact().unwrap_or(cx.report.tokens.pasted);
    cx.count("tokens.tokens", tokens)
}

pub(super) fn share(cx: &Context<'_>) -> AttrValue {
    cx.say("share.gist")
}

pub(super) fn notes(cx: &Context<'_>) -> AttrValue {
    cx.say("notes.gist")
}
