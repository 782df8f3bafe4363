//! A fare opened down to counts × rates, with the source and date of each price.

use tokenfare_core::fare::{Bill, Fare, Item, ItemKind, Part, PartKind, Provenance};
use tokenfare_core::money::Usd;
use yew::prelude::*;

use crate::scene::Scene;
use crate::text::overhead_of;

pub(crate) fn view(scene: &Scene<'_>, fare: &Fare) -> Html {
    // The price of each of the first parts is a bill's.
    let bills = fare.bill.iter().chain(&fare.other_bills);
    let several = !fare.other_bills.is_empty();
    html! {
        <div class="explained">
            { for bills.zip(&fare.parts).map(|(bill, part)| conversation(scene, bill, several.then_some(part))) }
            if fare.bill.is_some() {
                <p class="label">{ scene.say("explain.month") }</p>
            }
            <ul>{ for fare.parts.iter().map(|part| share(scene, part)) }</ul>
            if let Some(month) = fare.per_month {
                { sum(scene, month) }
                { converted(scene, month) }
            }
            if let Some(provenance) = &fare.provenance {
                { source(scene, provenance) }
            }
        </div>
    }
}

/// What a conversation costs, item by item; where there are several bills, of which part of the month.
fn conversation(scene: &Scene<'_>, bill: &Bill, part: Option<&Part>) -> Html {
    html! {
        <>
        <p class="label">
            { scene.count("explain.conversation", bill.messages) }
            if let Some(part) = part {
                { ": " }{ kind(scene, part) }
            }
        </p>
        <p>{ sent(scene) }{ " " }{ overhead_of(scene) }</p>
        <ul>{ for bill.items.iter().map(|item| line(scene, item)) }</ul>
        { sum(scene, bill.total) }
        </>
    }
}

/// What the tokens of a conversation are made of.
fn sent(scene: &Scene<'_>) -> AttrValue {
    let tokens = &scene.report.tokens;
    let (system, first) = (scene.number(tokens.system), scene.number(tokens.first_input));
    let (last, all) = (scene.number(tokens.last_input), scene.number(tokens.conversation_input));
    let values = [("system", system.as_str()), ("first", &first), ("last", &last), ("all", &all)];
    scene.fill(if tokens.turns == 1 { "explain.sent-once" } else { "explain.sent" }, &values)
}

/// tokens × rate = cost.
fn line(scene: &Scene<'_>, item: &Item) -> Html {
    let kind = match item.kind {
        ItemKind::Input => "explain.input",
        ItemKind::CachedInput => "explain.cached",
        ItemKind::CacheWrite => "explain.written",
        _ => "explain.output",
    };
    let rate = scene.format.exact(&item.rate.to_string());
    let values = [("count", scene.number(item.tokens)), ("rate", rate)];
    let [(_, count), (_, rate)] = &values;
    equation(
        scene,
        scene.say(kind),
        scene.fill("explain.tokens", &[("count", count), ("rate", rate)]),
        item.cost.to_string(),
    )
}

/// What a part of the month is.
fn kind(scene: &Scene<'_>, part: &Part) -> AttrValue {
    scene.say(match part.kind {
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
fn share(scene: &Scene<'_>, part: &Part) -> Html {
    let (count, per) = (scene.number(part.count), scene.number(part.per));
    let price = scene.format.exact(&part.price.to_string());
    let key = if part.per == 1 { "explain.times" } else { "explain.times-per" };
    let values = [("count", count.as_str()), ("price", &price), ("per", &per)];
    equation(scene, kind(scene, part), scene.fill(key, &values), part.cost.to_string())
}

/// A month in the reader's currency: dollars × the rate that they gave.
fn converted(scene: &Scene<'_>, month: Usd) -> Html {
    let Some(rate) = scene.scenario.exchange() else { return Html::default() };
    let what = match scene.scenario.rate_on {
        Some(day) => scene.fill("explain.rate-of", &[("date", &day.to_string())]),
        None => scene.say("explain.rate"),
    };
    let amount = scene.format.exact(&month.to_string());
    let rate = scene.format.decimal(&rate.to_string());
    let values = [("count", amount.as_str()), ("price", &rate)];
    html! { <ul>{ row(what, scene.fill("explain.times", &values), scene.format.money(month)) }</ul> }
}

fn equation(scene: &Scene<'_>, what: AttrValue, product: AttrValue, cost: String) -> Html {
    row(what, product, scene.format.exact(&cost))
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

fn sum(scene: &Scene<'_>, exact: Usd) -> Html {
    html! { <p class="sum">{ "= " }{ scene.format.exact(&exact.to_string()) }</p> }
}

/// Where a price was read, when it was last compared with that, and whether that is too long ago.
fn source(scene: &Scene<'_>, provenance: &Provenance) -> Html {
    let name = provenance.source.clone();
    let key = if provenance.stale { "explain.checked-stale" } else { "explain.checked" };
    let date = provenance.checked.to_string();
    let checked = scene.count_with(key, u64::from(provenance.age_days), &[("date", &date)]);
    html! {
        <p class="source">
            { scene.say("explain.source") }{ " " }
            if let Some(url) = provenance.url.clone() {
                <a href={url} target="_blank" rel="noreferrer">{ name }</a>
            } else {
                { name }
            }
            { " · " }{ checked }
            if let Some(note) = &provenance.note {
                <br />{ remark(scene, note) }
            }
        </p>
    }
}

/// A note in the reader's language; one that a site wrote itself is in no list and stands as it is.
fn remark(scene: &Scene<'_>, note: &str) -> AttrValue {
    let key = format!("remark.{note}");
    let sentence = scene.say(&key);
    if sentence == key { AttrValue::from(note.to_owned()) } else { sentence }
}
