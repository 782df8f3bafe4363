//! wakamex/model-prices: models.dev's prices with sourced corrections, as timelines, in JSON.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use serde_json::Value;
use tokenfare_core::catalog::Date;
use tokenfare_core::money::Rate;

use super::fetch::{self, FetchError};
use super::{List, Quote};

const PACKAGE: &str = "model-prices";
const FILE: &str = "model_prices/snapshot.json";

/// Our vendors by the providers of the list.
const PROVIDERS: [(&str, &str); 12] = [
    ("openai", "openai"),
    ("anthropic", "anthropic"),
    ("google", "google"),
    ("deepseek", "deepseek"),
    ("mistral", "mistral"),
    ("xai", "xai"),
    ("qwen", "alibaba"),
    ("moonshot", "moonshotai"),
    ("zai", "zai"),
    ("minimax", "minimax"),
    ("meta", "meta"),
    ("cohere", "cohere"),
];

pub(super) fn list(work: &Path, on: Date) -> Result<List, FetchError> {
    let (folder, version) = fetch::package(PACKAGE, work)?;
    let path = folder.join(FILE);
    let text = fs::read(&path).map_err(|error| FetchError::File { path, error })?;
    read(&text, &version, on)
}

/// The list in the file's text.
pub(crate) fn read(text: &[u8], version: &str, on: Date) -> Result<List, FetchError> {
    let snapshot: Value = serde_json::from_slice(text)
        .map_err(|error| FetchError::Format { package: PACKAGE, reason: error.to_string() })?;
    let as_of = snapshot.get("updated_at").and_then(day);
    let gone = |provider: &str, id: &str| {
        let status = snapshot.pointer(&format!("/status/{provider}"));
        status.is_some_and(|status| status.get(id).is_some())
    };
    let mut models = Vec::new();
    for (vendor, provider) in PROVIDERS {
        let known = snapshot.pointer(&format!("/prices/{provider}")).and_then(Value::as_object);
        let ids = known.into_iter().flat_map(serde_json::Map::keys);
        let sold = ids.filter(|id| !gone(provider, id));
        models.extend(sold.map(|id| (vendor.to_owned(), id.clone())));
    }
    let snapshot = Rc::new(snapshot);
    let same = Rc::clone(&snapshot);
    Ok(List {
        name: format!("{PACKAGE} {version}"),
        source: PACKAGE,
        as_of,
        quote: Box::new(move |vendor, id| figures(&snapshot, vendor, id, on)),
        since: Box::new(move |vendor, id| {
            in_force(&same, vendor, id, "standard", on)?.get("start").and_then(day)
        }),
        models,
    })
}

fn figures(snapshot: &Value, vendor: &str, id: &str, on: Date) -> Option<Quote> {
    let standard = in_force(snapshot, vendor, id, "standard", on)?.get("rates")?;
    let rate = |rates: &Value, field: &str| {
        let text = rates.get(field)?.to_string();
        Some(text.parse::<Rate>().ok()?.to_string())
    };
    // No fee for writing: such tokens are ordinary input, which an absent price means.
    let fee = |rate: &String| rate != "0";
    let fields = [
        ("input", rate(standard, "input")),
        ("cached", rate(standard, "cache_read")),
        ("write", rate(standard, "cache_write").filter(fee)),
        ("output", rate(standard, "output")),
    ];
    Some(fields.into_iter().filter_map(|(field, rate)| Some((field, rate?))).collect())
}

/// The entry of a tier's timeline that is in force on a day.
fn in_force<'a>(
    snapshot: &'a Value,
    vendor: &str,
    id: &str,
    tier: &str,
    on: Date,
) -> Option<&'a Value> {
    let (_, provider) = PROVIDERS.iter().find(|(known, _)| *known == vendor)?;
    let timeline = snapshot.get("prices")?.get(provider)?.get(id)?.get(tier)?.as_array()?;
    timeline.iter().rev().find(|entry| match entry.get("start") {
        None | Some(Value::Null) => true,
        Some(start) => day(start).is_some_and(|start| start <= on),
    })
}

/// The day of a time such as `2026-08-25T04:37:24Z`.
fn day(time: &Value) -> Option<Date> {
    time.as_str()?.get(..10)?.parse().ok()
}
