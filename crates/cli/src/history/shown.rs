//! An answer as tables for the terminal.

use tokenfare_core::history::{Answer, Way};
use tokenfare_core::money::Usd;

use crate::table::Table;

/// Lines of what is left out that a terminal shows; JSON has them all.
const LEFT_OUT: usize = 12;

pub(super) fn answer(answer: &Answer) -> String {
    let mut text = String::new();
    for source in &answer.sources {
        text += &format!(
            "Read {} \u{d7} {} with {} requests.\n",
            source.conversations,
            bare(source.kind.title()),
            source.requests
        );
    }
    text += &format!("\n{}\n{}\n{}", months(answer), models(answer), ways(answer));
    text += &format!("\n{}\n", answer.sentence);
    if let Some(forecast) = &answer.forecast {
        text += &format!(
            "{} on the API: {} so far; {} by its end, from {} to {} in eight of ten cases.\n",
            forecast.month,
            forecast.so_far.rounded(),
            forecast.middle.rounded(),
            forecast.low.rounded(),
            forecast.high.rounded()
        );
    }
    for window in &answer.windows {
        text += &format!(
            "One percent of the window of {} minutes{} was worth {} tokens, measured over {} percent.\n",
            window.minutes,
            window.plan.as_ref().map_or_else(String::new, |plan| format!(" of plan {plan}")),
            window.tokens_per_percent,
            window.percent
        );
    }
    if !answer.scenario.is_empty() {
        let flags: Vec<_> =
            answer.scenario.iter().map(|(name, value)| format!("--{name} {value}")).collect();
        text += &format!("A scenario like it: {}\n", flags.join(" "));
    }
    for left in answer.left_out.iter().take(LEFT_OUT) {
        text += &format!("Left out: {left}.\n");
    }
    if answer.left_out.len() > LEFT_OUT {
        text += &format!(
            "Left out: {} more kinds; --json has them all.\n",
            answer.left_out.len() - LEFT_OUT
        );
    }
    text
}

/// A title without its article.
fn bare(title: &str) -> &str {
    ["a ", "an "].iter().find_map(|article| title.strip_prefix(article)).unwrap_or(title)
}

fn months(answer: &Answer) -> String {
    let api = answer.ways.first();
    let mut table =
        Table::new(&["month", "messages", "requests", "sent", "received", "API then", "API today"]);
    for (at, month) in answer.months.iter().enumerate() {
        let cost = api.and_then(|way| way.months.get(at)).copied().unwrap_or_default();
        table.row(vec![
            month.month.clone(),
            month.messages.to_string(),
            month.requests.to_string(),
            month.input.to_string(),
            month.output.to_string(),
            amount(cost.then),
            amount(cost.today),
        ]);
    }
    table.to_string()
}

fn models(answer: &Answer) -> String {
    let mut table = Table::new(&["model asked", "priced as", "requests", "sent", "received"]);
    for model in &answer.models {
        table.row(vec![
            model.asked.clone(),
            model.priced.clone().unwrap_or_else(|| "no known price".to_owned()),
            model.requests.to_string(),
            model.input.to_string(),
            model.output.to_string(),
        ]);
    }
    table.to_string()
}

fn ways(answer: &Answer) -> String {
    let mut table = Table::new(&["", "at the prices then", "at today's", "would have"]);
    for way in &answer.ways {
        table.row(vec![way.name.clone(), amount(way.then), amount(way.today), stops(way)]);
    }
    table.to_string()
}

fn stops(way: &Way) -> String {
    match (way.stops, way.unpublished) {
        (Some(stops), _) if stops.times > 0 => stops.to_string(),
        (Some(_), false) => "never stopped you".to_owned(),
        (Some(_), true) => "never stopped you, as far as its limits are published".to_owned(),
        (None, true) => "limits that are not published".to_owned(),
        (None, false) if way.id.contains("api") => String::new(),
        (None, false) => "no caps".to_owned(),
    }
}

fn amount(amount: Option<Usd>) -> String {
    amount.map_or_else(|| "?".to_owned(), |amount| amount.rounded().to_string())
}
