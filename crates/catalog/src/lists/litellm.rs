//! BerriAI/litellm: USD per token as JSON numbers, one object for each provider and model.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use tokenfare_core::money::Rate;

use super::fetch::{self, FetchError};
use super::{List, Quote};

const PACKAGE: &str = "litellm";
const FILE: &str = "litellm/model_prices_and_context_window_backup.json";

/// Our vendors by the providers of the list, and how the provider's keys begin.
const PROVIDERS: [(&str, &str, &str); 12] = [
    ("openai", "openai", ""),
    ("anthropic", "anthropic", ""),
    ("google", "gemini", "gemini/"),
    ("deepseek", "deepseek", "deepseek/"),
    ("mistral", "mistral", "mistral/"),
    ("xai", "xai", "xai/"),
    ("qwen", "dashscope", "dashscope/"),
    ("moonshot", "moonshot", "moonshot/"),
    ("zai", "zai", "zai/"),
    ("minimax", "minimax", "minimax/"),
    ("meta", "meta", "meta/"),
    ("cohere", "cohere_chat", ""),
];

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    litellm_provider: String,
    #[serde(default)]
    mode: String,
    #[serde(flatten)]
    fields: HashMap<String, Value>,
}

pub(super) fn list(work: &Path) -> Result<List, FetchError> {
    let (folder, version) = fetch::package(PACKAGE, work)?;
    let path = folder.join(FILE);
    let text = fs::read(&path).map_err(|error| FetchError::File { path, error })?;
    read(&text, &version)
}

/// The list in the file's text.
pub(crate) fn read(text: &[u8], version: &str) -> Result<List, FetchError> {
    let entries: HashMap<String, Entry> = serde_json::from_slice(text)
        .map_err(|error| FetchError::Format { package: PACKAGE, reason: error.to_string() })?;
    let mut models: Vec<_> = entries.iter().filter_map(|(key, entry)| ours(key, entry)).collect();
    models.sort();
    let quote = move |vendor: &str, id: &str| {
        let prefix = PROVIDERS.iter().find(|(known, ..)| *known == vendor);
        let key = format!("{}{id}", prefix.map_or("", |(.., prefix)| prefix));
        Some(figures(&entries.get(&key)?.fields))
    };
    Ok(List {
        name: format!("{PACKAGE} {version}"),
        source: PACKAGE,
        as_of: None,
        quote: Box::new(quote),
        since: Box::new(|_, _| None),
        models,
    })
}

/// Vendor and id of a text model by one of our vendors.
fn ours(key: &str, entry: &Entry) -> Option<(String, String)> {
    let (vendor, _, prefix) =
        PROVIDERS.iter().find(|(_, provider, _)| *provider == entry.litellm_provider)?;
    let text = ["chat", "responses", "completion"].contains(&entry.mode.as_str());
    // Fine-tuned models and regions are the same models at other prices.
    let plain = !key.starts_with("ft:") && !key.contains("/us/") && !key.contains("/eu/");
    let id = key.strip_prefix(prefix)?;
    (text && plain && !id.contains('/')).then(|| ((*vendor).to_owned(), id.to_owned()))
}

pub(crate) fn figures(fields: &HashMap<String, Value>) -> Quote {
    let rate = |name: &str| fields.get(name).and_then(Value::as_f64).and_then(per_token);
    let long = |name: &str| {
        let mut steps = fields.keys().filter(|key| {
            key.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with("_above_") && rest.ends_with("k_tokens"))
        });
        steps.next().and_then(|key| rate(key))
    };
    let rates = [
        ("input", rate("input_cost_per_token")),
        ("cached", rate("cache_read_input_token_cost")),
        // No fee for writing: such tokens are ordinary input, which an absent price means.
        ("write", rate("cache_creation_input_token_cost").filter(|rate| rate != "0")),
        (
            "writeLong",
            rate("cache_creation_input_token_cost_above_1hr")
                .or_else(|| rate("cache_creation_input_token_cost_above_12hr")),
        ),
        ("output", rate("output_cost_per_token")),
        ("batch input", rate("input_cost_per_token_batches")),
        ("batch output", rate("output_cost_per_token_batches")),
        ("long input", long("input_cost_per_token")),
        ("long output", long("output_cost_per_token")),
    ];
    let rates = rates.into_iter().filter_map(|(field, rate)| Some((field, rate?)));
    let text = |name: &str| fields.get(name).map(|value| value.to_string().replace('"', ""));
    let shutdown = text("deprecation_date").map(|day| ("shutdown", day));
    let output = text("max_output_tokens").map(|tokens| ("maxOutput", tokens));
    rates.chain(shutdown).chain(output).collect()
}

/// USD per token, which the list holds as a float, to our text of USD per million. Six decimals of
/// a price per million are more than any page quotes, so rounding there undoes the float.
fn per_token(usd: f64) -> Option<String> {
    let units = (usd * 1e12).round();
    let whole = (0.0..1e15).contains(&units);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole, from 0 to 10¹⁵"
    )]
    whole.then(|| Rate::from_units(units as u64).to_string())
}
