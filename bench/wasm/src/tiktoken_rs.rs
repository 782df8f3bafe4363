//! tiktoken-rs as a module.

use wasm_bindgen::prelude::*;

/// o200k_base.
#[wasm_bindgen]
pub struct Tokenizer(tiktoken_rs::CoreBPE);

#[wasm_bindgen]
impl Tokenizer {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Tokenizer, JsError> {
        tiktoken_rs::o200k_base().map(Self).map_err(|error| JsError::new(&error.to_string()))
    }

    pub fn count(&self, text: &str) -> usize {
        self.0.encode_ordinary(text).len()
    }

    pub fn encode(&self, text: &str) -> Vec<u32> {
        self.0.encode_ordinary(text)
    }
}
