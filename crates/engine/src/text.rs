//! Text on its way from JavaScript, as UTF-8 and in parts: a long one is never in memory as a whole, and
//! what counts it is entered anew for each, which is when a browser goes over from the code that it
//! compiled in haste to the better one.

use tokenfare_core::document::Parts;
use tokenfare_core::tokenizer::{Place, Tokenizer};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "../count/utf8.js")]
extern "C" {
    /// A string.
    #[wasm_bindgen(typescript_type = "string")]
    pub type Text;

    #[wasm_bindgen(js_name = unitsOf, catch)]
    fn units_of(text: &Text) -> Result<usize, JsValue>;

    #[wasm_bindgen(js_name = encodePart, catch)]
    fn encode_part(text: &Text, start: usize, bytes: &mut [u8]) -> Result<u32, JsValue>;
}

/// The most units that `utf8.js` encodes at once.
const UNITS: usize = 0x4000;

/// Calls `each` with a text in parts that are tokenized as they are within the text, and their places.
pub(crate) fn each_part(
    text: &Text,
    tokenizer: &Tokenizer,
    mut each: impl FnMut(&str, Place),
) -> Result<(), JsValue> {
    let mut parts = Parts::default();
    let (mut start, end) = (0, units_of(text)?);
    while start < end {
        parts.push(tokenizer, |to| append(text, &mut start, end, to), &mut each)?;
    }
    let (rest, place) = parts.rest();
    each(rest, place);
    Ok(())
}

/// The whole text.
pub(crate) fn whole(text: &Text) -> Result<String, JsValue> {
    let (mut start, end) = (0, units_of(text)?);
    let mut whole = String::with_capacity(end);
    while start < end {
        append(text, &mut start, end, &mut whole)?;
    }
    Ok(whole)
}

/// Appends the part of `text` that begins at unit `start`, which becomes where the next does.
#[expect(unsafe_code, reason = "UTF-8 from the browser's encoder is not worth a check")]
fn append(text: &Text, start: &mut usize, end: usize, to: &mut String) -> Result<(), JsValue> {
    // SAFETY: `encodeInto` writes UTF-8, whole characters only, and the rest is cut off again.
    let bytes = unsafe { to.as_mut_vec() };
    let length = bytes.len();
    bytes.resize(length + 3 * UNITS.min(end - *start), 0);
    let encoded = encode_part(text, *start, bytes.get_mut(length..).unwrap_or_default());
    let encoded_or_none = *encoded.as_ref().unwrap_or(&0);
    bytes.truncate(length + (encoded_or_none >> 16) as usize);
    *start += (encoded? & 0xFFFF) as usize;
    Ok(())
}
