//! A fare opened down to counts × rates, with the source and date of each price.

use tokenfare_core::fare::{Bill, Fare, Item, ItemKind, Part, PartKind, Provenance};
use tokenfare_core::money::Usd;
use yew::prelude::*;

use crate::context::Context;
use crate::view::overhead;

pub(super) fn view(cx: &Context<'_>, fare: &Fare) -> Html {
    // The price of each of the first parts is a bill's.
    let bills = fare.bill.iter().chain(&fare.other_bills);
    let several = !fare.other_bills.is_empty();
    html! {
        <div class="explained">
            { for bills.zip(&fare.parts).map(|(bill, part)| conversation(cx, bill, several.then_some(part))) }
            if fare.bill.is_some() {
                <p class="label">{ cx.say("explain.month") }</p>
            }
            <ul>{ for fare.parts.iter().map(|part| share(cx, part)) }</ul>
            if let Some(month) = fare.per_month {
                { sum(cx, month) }
                { converted(cx, month) }
            }
            if let Some(provenance) = &fare.provenance {
                { source(cx, provenance) }
            }
        </div>
    }
}

/// What a conversation costs, item by item; where there are several bills, of which part of the month.
fn conversation(cx: &Context<'_>, bill: &Bill, part: Option<&Part>) -> Html {
    html! {
        <>
        <p class="label">
            { cx.count("explain.conversation", bill.messages) }
            if let Some(part) = part {
                { ": " }{ kind(cx, part) }
            }
        </p>
        <p>{ sent(cx) }{ " " }{ overhead(cx) }</p>
        <ul>{ for bill.items.iter().map(|item| line(cx, item)) }</ul>
        { sum(cx, bill.total) }
        </>
    }
}

/// What the tokens of a conversation are made of.
fn sent(cx: &Context<'_>) -> AttrValue {
    let tokens = &cx.report.tokens;
    let (system, first) = (cx.number(tokens.system), cx.number(tokens.first_input));
    let (last, all) = (cx.number(tokens.last_input), cx.number(tokens.conversation_input));
    let values = [("system", system.as_str()), ("first", &first), ("last", &last), ("all", &all)];
    cx.fill(if tokens.turns == 1 { "explain.sent-once" } else { "explain.sent" }, &values)
}

/// tokens × rate = cost.
fn line(cx: &Context<'_>, item: &Item) -> Html {
    let kind = match item.kind {
        ItemKind::Input => "explain.input",
        ItemKind::CachedInput => "explain.cached",
        ItemKind::CacheWrite => "explain.written",
        _ => "explain.output",
    };
    let rate = cx.format.exact(&item.rate.to_string());
    let values = [("count", cx.number(item.tokens)), ("rate", rate)];
    let [(_, count), (_, rate)] = &values;
    equation(
        cx,
        cx.say(kind),
        cx.fill("explain.tokens", &[("count", count), ("rate", rate)]),
        item.cost.to_string(),
    )
}

/// What a part of the month is.
fn kind(cx: &Context<'_>, part: &Part) -> AttrValue {
    cx.say(match part.kind {
        PartKind::Messages => "explain.messages",
        PartKind::PeakMessages => "explain.peak",
        PartKind::ColdMessages => "explain.cold",
        PartKind::ColdPeakMessages => "explain.cold-peak",
        PartKind::Seats => "explain.seats",
        PartKind::GpuTime => "explain.gpu",
        PartKind::Setup => "explain.setup",
        PartKind::IncludedUse => "explain.included-use",
        PartKind::ApiCredit => "explain.api-credit",
        PartKind::Upkeep => "explain.upkeep",
        _ => "explain.other",
    })
}

/// count × price / per = cost.
fn share(cx: &Context<'_>, part: &Part) -> Html {
    let (count, per) = (cx.number(part.count), cx.number(part.per));
    let price = cx.format.exact(&part.price.to_string());
    let key = if part.per == 1 { "explain.times" } else { "explain.times-per" };
    let values = [("count", count.as_str()), ("price", &price), ("per", &per)];
    equation(cx, kind(cx, part), cx.fill(key, &values), part.cost.to_string())
}

/// A month in the reader's currency: dollars × the rate that they gave.
fn converted(cx: &Context<'_>, month: Usd) -> Html {
    let Some(rate) = cx.state.scenario.exchange() else { return Html::default() };
    let what = match cx.state.scenario.rate_on {
        Some(day) => cx.fill("explain.rate-of", &[("date", &day.to_string())]),
        None => cx.say("explain.rate"),
    };
    let amount = cx.format.exact(&month.to_string());
    let rate = cx.format.decimal(&rate.to_string());
    let values = [("count", amount.as_str()), ("price", &rate)];
    html! { <ul>{ row(what, cx.fill("explain.times", &values), cx.format.money(month)) }</ul> }
}

fn equation(cx: &Context<'_>, what: AttrValue, product: AttrValue, cost: String) -> Html {
    row(what, product, cx.format.exact(&cost))
}

fn row(what: AttrValue, product: AttrValue, cost: String) -> Html {
    html! {
        <li>
            <span>{ what }</span>
            <span class="product">{ product }</span>
            <span class="cost">{ "= " }{ cost }</span>
        </li>
    }
}

fn sum(cx: &Context<'_>, exact: Usd) -> Html {
    html! { <p class="sum">{ "= " }{ cx.format.exact(&exact.to_string()) }</p> }
}

/// Where a price was read, when it was last compared with that, and whether that is too long ago.
fn source(cx: &Context<'_>, provenance: &Provenance) -> Html {
    let name = provenance.source.clone();
    let key = if provenance.stale { "explain.checked-stale" } else { "explain.checked" };
    let date = provenance.checked.to_string();
    let checked = cx.count_with(key, u64::from(provenance.age_days), &[("date", &date)]);
    html! {
        <p class="source">
            { cx.say("explain.source") }{ " " }
            if let Some(url) = provenance.url.clone() {
                <a href={url} target="_blank" rel="noreferrer">{ name }</a>
            } else {
                { name }
            }
            { " · " }{ checked }
            if let Some(note) = &provenance.note {
                <br />{ remark(cx, note) }
            }
        </p>
    }
}

/// A note in the reader's language; one that a site wrote itself is in no list and stands as it is.
fn remark(cx: &Context<'_>, note: &str) -> AttrValue {
    let key = format!("remark.{note}");
    let sentence = cx.say(&key);
    if sentence == key { AttrValue::from(note.to_owned()) } else { sentence }
}
