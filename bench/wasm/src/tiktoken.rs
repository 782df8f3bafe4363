//! The crate tiktoken as a module.

use wasm_bindgen::prelude::*;

/// o200k_base.
#[wasm_bindgen]
pub struct Tokenizer(&'static tiktoken::CoreBpe);

#[wasm_bindgen]
impl Tokenizer {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Tokenizer, JsError> {
        tiktoken::get_encoding("o200k_base").map(Self).ok_or_else(|| JsError::new("no o200k_base"))
    }

    pub fn count(&self, text: &str) -> usize {
        self.0.count(text)
    }

    pub fn encode(&self, text: &str) -> Vec<u32> {
        self.0.encode(text)
    }
}
