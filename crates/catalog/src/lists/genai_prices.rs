//! pydantic/genai-prices: USD per million as decimals, with start dates, shipped as a Python literal.

use std::path::Path;
use std::rc::Rc;

use serde_json::Value;
use tokenfare_core::catalog::Date;
use tokenfare_core::money::Rate;

use super::fetch::{self, FetchError};
use super::{List, Quote};

const PACKAGE: &str = "genai-prices";
const FILE: &str = "genai_prices/data.py";
/// Turns that literal into JSON without running it.
const READER: &str = include_str!("literal.py");

/// Our vendors by the providers of the list.
const PROVIDERS: [(&str, &str); 14] = [
    ("openai", "openai"),
    ("anthropic", "anthropic"),
    ("google", "google"),
    ("deepseek", "deepseek"),
    ("mistral", "mistral"),
    ("xai", "x-ai"),
    ("moonshot", "moonshotai"),
    ("zai", "zai"),
    ("minimax", "minimax"),
    ("meta", "meta"),
    ("cohere", "cohere"),
    ("groq", "groq"),
    ("cerebras", "cerebras"),
    ("together-ai", "together"),
];

pub(super) fn list(work: &Path, on: Date) -> Result<List, FetchError> {
    let (folder, version) = fetch::package(PACKAGE, work)?;
    let json = fetch::python(&["-c", READER, &folder.join(FILE).to_string_lossy()])?;
    read(&json, &version, on)
}

/// The list in the text that the reader made of its file.
pub(crate) fn read(json: &[u8], version: &str, on: Date) -> Result<List, FetchError> {
    let providers: Value = serde_json::from_slice(json)
        .map_err(|error| FetchError::Format { package: PACKAGE, reason: error.to_string() })?;
    let mut models = Vec::new();
    for (vendor, provider) in PROVIDERS {
        for model in models_of(&providers, provider) {
            let id = model.get("id").and_then(Value::as_str).unwrap_or_default();
            models.push((vendor.to_owned(), id.to_owned()));
        }
    }
    let providers = Rc::new(providers);
    let same = Rc::clone(&providers);
    Ok(List {
        name: format!("{PACKAGE} {version}"),
        source: PACKAGE,
        as_of: None,
        quote: Box::new(move |vendor, id| Some(figures(entry(&providers, vendor, id)?, on))),
        since: Box::new(move |vendor, id| since(entry(&same, vendor, id)?, on)),
        models,
    })
}

fn entry<'a>(providers: &'a Value, vendor: &str, id: &str) -> Option<&'a Value> {
    let (_, provider) = PROVIDERS.iter().find(|(known, _)| *known == vendor)?;
    // Hosts' models carry the host in our ids.
    let id = id.split_once('/').map_or(id, |(_, id)| id);
    let named = |entry: &&Value| {
        let known = entry.get("id").and_then(Value::as_str);
        known.is_some_and(|known| known.eq_ignore_ascii_case(id))
    };
    models_of(providers, provider).find(named)
}

/// The day from which the prices of a day hold.
fn since(model: &Value, on: Date) -> Option<Date> {
    let begun = |price: &&Value| {
        price.get("constraint")?.get("start_date").and_then(date).filter(|from| *from <= on)
    };
    model.get("prices")?.as_array()?.iter().filter_map(|price| begun(&price)).max()
}

fn models_of<'a>(providers: &'a Value, id: &str) -> impl Iterator<Item = &'a Value> {
    let all = providers.as_array().into_iter().flatten();
    let provider =
        all.into_iter().find(|provider| provider.get("id").and_then(Value::as_str) == Some(id));
    let models = provider.and_then(|provider| provider.get("models")?.as_array());
    models.into_iter().flatten()
}

pub(crate) fn figures(model: &Value, on: Date) -> Quote {
    let Some(prices) = model.get("prices").and_then(|prices| in_force(prices, on)) else {
        return Quote::new();
    };
    let fields = [
        ("input", "input_mtok"),
        ("cached", "cache_read_mtok"),
        ("write", "cache_write_mtok"),
        ("output", "output_mtok"),
    ];
    let rates =
        fields.into_iter().filter_map(|(ours, theirs)| Some((ours, rate(prices.get(theirs)?)?)));
    rates.collect()
}

/// The prices on a day: the last of those that have begun, off-peak.
fn in_force(prices: &Value, on: Date) -> Option<&Value> {
    let Some(conditional) = prices.as_array() else { return Some(prices) };
    let mut begun = conditional.iter().rev().filter(|price| match price.get("constraint") {
        None | Some(Value::Null) => true,
        Some(constraint) => {
            constraint.get("start_date").and_then(date).is_some_and(|from| from <= on)
        }
    });
    begun.next()?.get("prices")
}

/// A call of `date(2026, 12, 1)`.
fn date(call: &Value) -> Option<Date> {
    let parts: Option<Vec<_>> = call.get("of")?.as_array()?.iter().map(Value::as_u64).collect();
    match parts?.as_slice() {
        [year, month, day] => format!("{year:04}-{month:02}-{day:02}").parse().ok(),
        _ => None,
    }
}

/// A call of `Decimal('2.5')`, or of `TieredPrices(base=Decimal('2.5'), …)`.
fn rate(call: &Value) -> Option<String> {
    let decimal = call.get("base").unwrap_or(call);
    let text = decimal.get("of")?.as_array()?.first()?.as_str()?;
    Some(text.parse::<Rate>().ok()?.to_string())
}
