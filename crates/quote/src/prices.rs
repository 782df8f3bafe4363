//! A catalog, and what can be asked of it.

use js_sys::Function;
use tokenfare_core::catalog::Catalog;
use tokenfare_core::report::{Counts, ReportError, Weights, report};
use tokenfare_core::scenario::Scenario;
use tokenfare_core::tokenizer::Encoding;
use tokenfare_core::transcript::read;
use wasm_bindgen::prelude::*;

use crate::TokenfareError;

/// The catalog that ships, alone or with a file of the caller's on top.
#[wasm_bindgen]
pub struct Prices(Catalog);

#[wasm_bindgen]
impl Prices {
    /// `own` is the JSON of a catalog.
    ///
    /// # Errors
    /// `invalid-catalog`, with the field or entry that breaks a rule.
    #[wasm_bindgen(constructor)]
    pub fn new(own: Option<String>) -> Result<Prices, TokenfareError> {
        let builtin = tokenfare_catalog::builtin();
        let Some(own) = own else { return Ok(Self(builtin)) };
        let mut json = serde_json::Deserializer::from_str(&own);
        let own: Catalog = serde_path_to_error::deserialize(&mut json).map_err(|error| {
            TokenfareError::invalid_catalog(&format!("{}: {}", error.path(), error.inner()))
        })?;
        let catalog = builtin.extended_with(own);
        match catalog.check() {
            Ok(()) => Ok(Self(catalog)),
            Err(errors) => {
                let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
                Err(TokenfareError::invalid_catalog(&lines.join("; ")))
            }
        }
    }

    /// Every model, as `tokenfare models --json` prints them.
    pub fn models(&self) -> String {
        serde_json::to_string(&self.0.models).unwrap_or_default()
    }

    /// Every plan, as `tokenfare plans --json` prints them.
    pub fn plans(&self) -> String {
        serde_json::to_string(&self.0.plans).unwrap_or_default()
    }

    /// The catalog in the form that the widget takes.
    pub fn packed(&self) -> Vec<u8> {
        self.0.pack()
    }

    /// The encodings in which a text has to be counted to answer for a scenario.
    ///
    /// # Errors
    /// `invalid-setting`, `unknown-model`
    pub fn encodings(&self, scenario: &str) -> Result<Vec<String>, TokenfareError> {
        let scenario = settings(scenario)?;
        let own = self.encoding(&scenario)?;
        let others = Encoding::ALL.iter().filter(|other| scenario.compare && **other != own);
        Ok(std::iter::once(&own).chain(others).map(|encoding| encoding.name().to_owned()).collect())
    }

    /// The report on a text, as JSON. `count` is called with an encoding and a part of the text, and
    /// returns its tokens. `today` is the day whose prices hold unless the scenario names one.
    ///
    /// # Errors
    /// `invalid-setting`, `unknown-model`, `unknown-plan`
    pub fn quote(
        &self,
        text: &str,
        scenario: &str,
        today: &str,
        count: &Function,
    ) -> Result<String, TokenfareError> {
        let mut settings = settings(scenario)?;
        settings.check_currency().map_err(|error| TokenfareError::invalid_setting(&error))?;
        settings.on = settings.on.or_else(|| today.parse().ok());
        let own = self.encoding(&settings)?;
        let mut failure = None;
        let mut weigh = |encoding: &str| {
            weigh(text, |part| match count.call2(&JsValue::NULL, &encoding.into(), &part.into()) {
                Ok(tokens) => tokens.as_f64().unwrap_or_default() as u64,
                Err(error) => {
                    failure = Some(error);
                    0
                }
            })
        };
        let mut counts = Counts::exact(own.name(), weigh(own.name()));
        for other in self.encodings(scenario)?.iter().skip(1) {
            counts = counts.and_exact(other, weigh(other));
        }
        if let Some(failure) = failure {
            return Err(failure.unchecked_into());
        }
        let report = report(&self.0, &settings, &counts)?;
        Ok(serde_json::to_string(&report).unwrap_or_default())
    }
}

impl Prices {
    fn encoding(&self, scenario: &Scenario) -> Result<Encoding, TokenfareError> {
        let model = self.0.find(&scenario.model).map_err(ReportError::from)?;
        model.tokens.encoding().parse().map_err(
            |error: tokenfare_core::tokenizer::UnknownEncoding| {
                TokenfareError::invalid_catalog(&error.to_string())
            },
        )
    }
}

fn settings(scenario: &str) -> Result<Scenario, TokenfareError> {
    serde_json::from_str(scenario).map_err(|error| TokenfareError::invalid_setting(&error))
}

/// What a text is: conversations where it looks like any, else a message.
fn weigh(text: &str, mut count: impl FnMut(&str) -> u64) -> Weights {
    match read(text) {
        None => Weights::from(count(text)),
        Some(pasted) => pasted.weights(text, count),
    }
}
