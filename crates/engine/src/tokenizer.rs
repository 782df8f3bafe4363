//! One encoding, ready to use.

use std::cell::RefCell;
use std::sync::{Arc, Weak};

use tokenfare_core::tokenizer::{self as core, Encoding};
use wasm_bindgen::prelude::*;

use crate::TokenfareError;
use crate::text::{Text, checked, each_part};

/// The file name, in `vocab/`, of an encoding's packed vocabulary.
///
/// # Errors
/// `unknown-encoding`
#[wasm_bindgen(js_name = vocabularyFile)]
pub fn vocabulary_file(encoding: String) -> Result<String, TokenfareError> {
    Ok(checked(encoding)?.parse::<Encoding>()?.vocabulary().file_name().to_owned())
}

/// The name of a model's encoding.
///
/// # Errors
/// `unknown-model`: the catalog has no such model, or its vendor published no encoding.
#[wasm_bindgen(js_name = encodingOf)]
pub fn encoding_of(model: String) -> Result<String, TokenfareError> {
    let model = checked(model)?;
    let encoding = tokenfare_catalog::encoding_of(&model);
    encoding.map(str::to_owned).ok_or_else(|| TokenfareError::unknown_model(&model))
}

/// Has the browser compile what counts texts before there is one, a few milliseconds' worth; `from` is 0
/// first, and then what was returned, until that is nothing.
#[wasm_bindgen(js_name = warmUp)]
pub fn warm_up(tokenizer: &Tokenizer, from: u32) -> Option<u32> {
    tokenizer.0.warm_up(from)
}

thread_local! {
    /// The tokenizers of this thread, for as long as somebody holds them.
    static OPENED: RefCell<Vec<(Encoding, Weak<core::Tokenizer>)>> =
        const { RefCell::new(Vec::new()) };
}

fn opened(encoding: Encoding) -> Option<Arc<core::Tokenizer>> {
    OPENED.with_borrow(|all| {
        let (_, tokenizer) = all.iter().find(|(other, _)| *other == encoding)?;
        tokenizer.upgrade()
    })
}

/// Counts, encodes and decodes in one encoding. Its contract is in `www/element/tokenfare.d.ts`.
#[wasm_bindgen]
pub struct Tokenizer(pub(crate) Arc<core::Tokenizer>);

#[wasm_bindgen]
impl Tokenizer {
    /// One that shares the vocabulary of those that are open in this encoding, if there are any.
    ///
    /// # Errors
    /// `unknown-encoding`
    pub fn opened(encoding: String) -> Result<Option<Tokenizer>, TokenfareError> {
        Ok(opened(checked(encoding)?.parse()?).map(Self))
    }

    /// As [`Tokenizer::opened`]; unpacks the vocabulary where none is open.
    ///
    /// # Errors
    /// `unknown-encoding`, `vocabulary-damaged`
    #[wasm_bindgen(constructor)]
    pub fn new(encoding: String, packed: &[u8]) -> Result<Tokenizer, TokenfareError> {
        let encoding = checked(encoding)?.parse()?;
        if let Some(opened) = opened(encoding) {
            return Ok(Self(opened));
        }
        let tokenizer = Arc::new(core::Tokenizer::from_packed(encoding, packed)?);
        OPENED.with_borrow_mut(|all| {
            all.retain(|(other, _)| *other != encoding);
            all.push((encoding, Arc::downgrade(&tokenizer)));
        });
        Ok(Self(tokenizer))
    }

    /// How many tokens `text` is.
    ///
    /// # Errors
    /// A `TypeError` when it is no string.
    pub fn count(&self, text: &Text) -> Result<usize, JsValue> {
        let mut tokens = 0;
        each_part(text, &self.0, |part| tokens += self.0.count(part))?;
        Ok(tokens)
    }

    /// The ids of the tokens of `text`.
    ///
    /// # Errors
    /// A `TypeError` when it is no string.
    pub fn encode(&self, text: &Text) -> Result<Vec<u32>, JsValue> {
        let mut ids = Vec::new();
        each_part(text, &self.0, |part| ids.append(&mut self.0.encode(part)))?;
        Ok(ids)
    }

    /// The text of `ids`; what is not UTF-8 in it becomes U+FFFD.
    ///
    /// # Errors
    /// `unknown-token`
    pub fn decode(&self, ids: &[u32]) -> Result<String, TokenfareError> {
        Ok(String::from_utf8_lossy(&self.0.decode(ids)?).into_owned())
    }
}
