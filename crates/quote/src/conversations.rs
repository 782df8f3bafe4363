//! Texts that are conversations, weighed message by message.

use js_sys::Function;
use tokenfare_core::transcript::read;
use wasm_bindgen::prelude::*;

/// What the conversations weigh that `text` is, as `Weights::encode` writes it; nothing for any other
/// text. `count` is called with a part of the text and returns its tokens.
#[wasm_bindgen]
pub fn conversations(text: &str, count: &Function) -> Option<String> {
    let pasted = read(text)?;
    let count = |part: &str| {
        let tokens = count.call1(&JsValue::NULL, &part.into()).ok();
        tokens.and_then(|tokens| tokens.as_f64()).unwrap_or_default() as u64
    };
    Some(pasted.weights(text, count).encode())
}
