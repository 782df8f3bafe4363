//! A catalog, and what can be asked of it.

use js_sys::Function;
use tokenfare_core::catalog::Catalog;
use tokenfare_core::report::{Counts, ReportError, Weights, report};
use tokenfare_core::scenario::Scenario;
use tokenfare_core::tokenizer::{Encoding, UnknownEncoding};
use tokenfare_core::transcript::read;
use wasm_bindgen::prelude::*;

use crate::error::Code;
use crate::plain::{self, checked};
use crate::{Settings, TokenfareError};

/// The catalog that ships, alone or with one of the caller's on top.
#[wasm_bindgen]
pub struct Prices(Catalog);

#[wasm_bindgen]
impl Prices {
    /// `own` is a catalog; undefined for none.
    ///
    /// # Errors
    /// `invalid-catalog`, with the field or entry that breaks a rule.
    #[wasm_bindgen(constructor)]
    pub fn new(own: JsValue) -> Result<Prices, TokenfareError> {
        let builtin = tokenfare_catalog::builtin();
        if own.is_undefined() {
            return Ok(Self(builtin));
        }
        let catalog = builtin.extended_with(plain::read(own, Code::InvalidCatalog)?);
        match catalog.check() {
            Ok(()) => Ok(Self(catalog)),
            Err(errors) => {
                let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
                Err(Code::InvalidCatalog.because(lines.join("; ")))
            }
        }
    }

    /// Every model, as `tokenfare models --json` prints them.
    ///
    /// # Errors
    /// `engine-failed`
    pub fn models(&self) -> Result<JsValue, TokenfareError> {
        plain::write(&self.0.models)
    }

    /// Every plan, as `tokenfare plans --json` prints them.
    ///
    /// # Errors
    /// `engine-failed`
    pub fn plans(&self) -> Result<JsValue, TokenfareError> {
        plain::write(&self.0.plans)
    }

    /// The catalog in the form that the widget takes.
    pub fn packed(&self) -> Vec<u8> {
        self.0.pack()
    }

    /// The encodings in which a text has to be counted to answer for a scenario.
    ///
    /// # Errors
    /// `unknown-model`
    pub fn encodings(&self, settings: &Settings) -> Result<Vec<String>, TokenfareError> {
        let own = self.encoding(&settings.0)?;
        let others = Encoding::ALL.iter().filter(|other| settings.0.compare && **other != own);
        Ok(std::iter::once(&own).chain(others).map(|encoding| encoding.name().to_owned()).collect())
    }

    /// The report on a text. `count` is called with an encoding and a part of the text, and returns its
    /// tokens.
    ///
    /// # Errors
    /// `unknown-model`, `unknown-plan`, `engine-failed`, and what `count` throws.
    pub fn quote(
        &self,
        text: String,
        settings: &Settings,
        count: &Function,
    ) -> Result<JsValue, JsValue> {
        let text = checked(text)?;
        let own = self.encoding(&settings.0)?;
        let mut counts = Counts::exact(own.name(), weigh(&text, own.name(), count)?);
        for other in self.encodings(settings)?.iter().skip(1) {
            counts = counts.and_exact(other, weigh(&text, other, count)?);
        }
        let report = report(&self.0, &settings.0, &counts).map_err(TokenfareError::from)?;
        Ok(plain::write(&report)?)
    }
}

impl Prices {
    fn encoding(&self, scenario: &Scenario) -> Result<Encoding, TokenfareError> {
        let model = self.0.find(&scenario.model).map_err(ReportError::from)?;
        let encoding = model.tokens.encoding().parse();
        encoding.map_err(|error: UnknownEncoding| Code::InvalidCatalog.because(error))
    }
}

/// What a text weighs in an encoding: conversations where it is any, else a message.
fn weigh(text: &str, encoding: &str, count: &Function) -> Result<Weights, JsValue> {
    let encoding = JsValue::from(encoding);
    let mut failure = None;
    let count = |part: &str| match tokens(count, &encoding, part) {
        Ok(tokens) => tokens,
        Err(error) => {
            failure = Some(error);
            0
        }
    };
    let weights = weights(text, count);
    failure.map_or(Ok(weights), Err)
}

fn weights(text: &str, mut count: impl FnMut(&str) -> u64) -> Weights {
    match read(text) {
        None => Weights::from(count(text)),
        Some(pasted) => pasted.weights(text, count),
    }
}

/// What `count` says of a part of a text.
fn tokens(count: &Function, encoding: &JsValue, part: &str) -> Result<u64, JsValue> {
    let counted = count.call2(&JsValue::NULL, encoding, &part.into())?;
    let tokens = counted.as_f64().filter(|tokens| *tokens >= 0.0);
    let none = || Code::EngineFailed.because("the tokenizer did not answer with a number");
    Ok(tokens.ok_or_else(none)? as u64)
}
