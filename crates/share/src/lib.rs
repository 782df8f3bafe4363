//! What a reader takes along of a page: links, tags for pages of their own, tables. Core writes all of it.
//!
//! A module of its own, which only those load who share something or open a link: it reads whole reports,
//! and neither the interface nor who asks for a quote needs that.

use serde::Serialize;
use tokenfare_core::report::Report;
use tokenfare_core::scenario::{Link, Scenario};
use wasm_bindgen::prelude::*;

/// What a link says, as `www/element/link.js` has it.
#[derive(Serialize)]
struct Said {
    /// Names and values of the settings that differ from the default.
    settings: Vec<(&'static str, String)>,
    text: Option<String>,
    /// Names and values that no setting has, in the link's order.
    refused: Vec<(String, String)>,
}

/// What an address says, as JSON: its settings, its text if it has one, and what can't be set.
///
/// # Errors
/// When it holds no scenario, or one of a later version.
#[wasm_bindgen(js_name = readLink)]
pub fn read_link(address: &str) -> Result<String, JsError> {
    let link = Link::read(address)?;
    let mut scenario = Scenario::default();
    let is_refused = |(name, value): &(String, String)| scenario.set(name, value).is_err();
    let refused = link.settings.into_iter().filter(is_refused).collect();
    let said = Said { settings: scenario.changes().collect(), text: link.text, refused };
    Ok(serde_json::to_string(&said)?)
}

/// The part of an address that holds a scenario, given as JSON, from `#` on.
///
/// # Errors
/// When that is no scenario.
#[wasm_bindgen]
pub fn link(scenario: &str, text: Option<String>) -> Result<String, JsError> {
    Ok(serde_json::from_str::<Scenario>(scenario)?.link(text.as_deref()))
}

/// The element for a page of one's own. `others` are attributes that are no settings, as a JSON list of
/// names and values.
///
/// # Errors
/// When these are no scenario and no such list.
#[wasm_bindgen]
pub fn snippet(scenario: &str, others: &str, text: &str) -> Result<String, JsError> {
    let others: Vec<(String, String)> = serde_json::from_str(others)?;
    let others: Vec<_> = others.iter().map(|(name, value)| (&**name, &**value)).collect();
    Ok(serde_json::from_str::<Scenario>(scenario)?.snippet(&others, text))
}

/// A report's tables as Markdown.
///
/// # Errors
/// When that is no report.
#[wasm_bindgen]
pub fn markdown(report: &str) -> Result<String, JsError> {
    Ok(serde_json::from_str::<Report>(report)?.to_markdown())
}

/// A report's tables as comma-separated values.
///
/// # Errors
/// When that is no report.
#[wasm_bindgen]
pub fn csv(report: &str) -> Result<String, JsError> {
    Ok(serde_json::from_str::<Report>(report)?.to_csv())
}
