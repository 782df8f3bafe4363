//! Texts that are conversations, weighed message by message.

use js_sys::Function;
use tokenfare_core::transcript::read;
use wasm_bindgen::prelude::*;

use crate::plain::checked;
use crate::prices::tokens;

/// What the conversations weigh that `text` is, as `Weights::encode` writes it; nothing for any other
/// text. `count` is called with a part of the text and returns its tokens.
///
/// # Errors
/// `engine-failed`, and what `count` throws.
#[wasm_bindgen]
pub fn conversations(text: String, count: &Function) -> Result<Option<String>, JsValue> {
    let text = checked(text)?;
    let Some(pasted) = read(&text) else { return Ok(None) };
    let mut failure = None;
    let count = |part: &str| {
        tokens(count.call1(&JsValue::NULL, &part.into())).unwrap_or_else(|error| {
            failure = Some(error);
            0
        })
    };
    let weights = pasted.weights(&text, count);
    failure.map_or_else(|| Ok(Some(weights.encode())), Err)
}
