//! One encoding, ready to use.

use std::sync::Arc;

use tokenfare_core::tokenizer::{self as core, Encoding};
use wasm_bindgen::prelude::*;

use crate::TokenfareError;
use crate::text::{Text, each_part};

/// The file name, in `vocab/`, of an encoding's packed vocabulary.
///
/// # Errors
/// `unknown-encoding`
#[wasm_bindgen(js_name = vocabularyFile)]
pub fn vocabulary_file(encoding: &str) -> Result<String, TokenfareError> {
    Ok(format!("{}.vocab", encoding.parse::<Encoding>()?.file()))
}

/// The name of a model's encoding.
///
/// # Errors
/// `unknown-model`: the catalog has no such model, or its encoding is not known.
#[wasm_bindgen(js_name = encodingOf)]
pub fn encoding_of(model: &str) -> Result<String, TokenfareError> {
    let encoding = tokenfare_catalog::encoding_of(model);
    encoding.map(str::to_owned).ok_or_else(|| TokenfareError::unknown_model(model))
}

/// Has the browser compile what counts texts before there is one, a few milliseconds' worth; `from` is 0
/// first, and then what was returned, until that is nothing.
#[wasm_bindgen(js_name = warmUp)]
pub fn warm_up(tokenizer: &Tokenizer, from: u32) -> Option<u32> {
    tokenizer.0.warm_up(from)
}

/// Counts, encodes and decodes in one encoding. Its contract is in `www/element/tokenfare.d.ts`.
#[wasm_bindgen]
pub struct Tokenizer(pub(crate) Arc<core::Tokenizer>);

#[wasm_bindgen]
impl Tokenizer {
    /// Unpacks a vocabulary.
    ///
    /// # Errors
    /// `unknown-encoding`, `vocabulary-damaged`
    #[wasm_bindgen(constructor)]
    pub fn new(encoding: &str, packed: &[u8]) -> Result<Tokenizer, TokenfareError> {
        Ok(Self(Arc::new(core::Tokenizer::from_packed(encoding.parse()?, packed)?)))
    }

    /// How many tokens `text` is.
    ///
    /// # Errors
    /// A `TypeError` when it is no string.
    pub fn count(&self, text: &Text) -> Result<usize, JsValue> {
        let mut tokens = 0;
        each_part(text, &self.0, |part, place| tokens += self.0.count_part(part, place))?;
        Ok(tokens)
    }

    /// The ids of the tokens of `text`.
    ///
    /// # Errors
    /// A `TypeError` when it is no string; `no-ids` where only counts are known.
    pub fn encode(&self, text: &Text) -> Result<Vec<u32>, JsValue> {
        let mut ids = Ok(Vec::new());
        each_part(text, &self.0, |part, _| {
            if let Ok(all) = &mut ids {
                match self.0.encode(part) {
                    Ok(more) => all.extend(more),
                    Err(none) => ids = Err(none),
                }
            }
        })?;
        Ok(ids.map_err(TokenfareError::from)?)
    }

    /// The text of `ids`; what is not UTF-8 in it becomes U+FFFD.
    ///
    /// # Errors
    /// `unknown-token`
    pub fn decode(&self, ids: &[u32]) -> Result<String, TokenfareError> {
        Ok(String::from_utf8_lossy(&self.0.decode(ids)?).into_owned())
    }
}
