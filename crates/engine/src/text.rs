//! Text on its way from JavaScript, as UTF-8 and in parts: a long one is never in memory as a whole, and
//! what counts it is entered anew for each, which is when a browser goes over from the code that it
//! compiled in haste to the better one.
//!
//! In `loadTokenizer` it is the page's own `TextEncoder` that writes the bytes, and any script of the page
//! may have replaced it. So they are looked at before they are taken for a string.

use tokenfare_core::document::Parts;
use tokenfare_core::tokenizer::Tokenizer;
use wasm_bindgen::prelude::*;

use crate::TokenfareError;

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

/// Bytes of UTF-8 that a unit is at most.
const BYTES: usize = 3;

/// Calls `each` with a text in parts that are tokenized as they are within the text.
pub(crate) fn each_part(
    text: &Text,
    tokenizer: &Tokenizer,
    mut each: impl FnMut(&str),
) -> Result<(), JsValue> {
    let mut parts = Parts::default();
    let mut encoded = Encoded::of(text)?;
    while encoded.left > 0 {
        parts.push(tokenizer, |to| encoded.append_next(to), &mut each)?;
    }
    each(parts.rest());
    Ok(())
}

/// The whole text.
pub(crate) fn whole(text: &Text) -> Result<String, JsValue> {
    let mut encoded = Encoded::of(text)?;
    let mut whole = String::with_capacity(encoded.left);
    while encoded.left > 0 {
        encoded.append_next(&mut whole)?;
    }
    Ok(whole)
}

/// A string that the bindings have handed over, which take the encoder at its word.
///
/// # Errors
/// `engine-failed` when it is not UTF-8.
pub(crate) fn checked(text: String) -> Result<String, TokenfareError> {
    String::from_utf8(text.into_bytes()).map_err(|_| TokenfareError::bad_encoder())
}

/// A text of which some has been encoded.
struct Encoded<'a> {
    text: &'a Text,
    /// Where the next part starts, in units.
    start: usize,
    /// Units from there on.
    left: usize,
    /// Room for the bytes of a part.
    bytes: Vec<u8>,
}

impl<'a> Encoded<'a> {
    fn of(text: &'a Text) -> Result<Self, JsValue> {
        let left = units_of(text)?;
        Ok(Self { text, start: 0, left, bytes: vec![0; BYTES * UNITS.min(left)] })
    }

    /// Appends the next part.
    fn append_next(&mut self, to: &mut String) -> Result<(), JsValue> {
        let encoded = encode_part(self.text, self.start, &mut self.bytes)?;
        let (units, length) = ((encoded & 0xFFFF) as usize, (encoded >> 16) as usize);
        let part = self.bytes.get(..length).and_then(|bytes| str::from_utf8(bytes).ok());
        // Offsets on both sides agree only if it is as long here as it is there.
        let part = part.filter(|part| units > 0 && units_in(part) == units);
        let (Some(part), Some(left)) = (part, self.left.checked_sub(units)) else {
            return Err(TokenfareError::bad_encoder().into());
        };
        to.push_str(part);
        (self.start, self.left) = (self.start + units, left);
        Ok(())
    }
}

/// The length of a text in UTF-16 units: one for each character, and one more for those of four bytes.
fn units_in(text: &str) -> usize {
    let starts = |byte: u8| byte & 0xC0 != 0x80;
    text.bytes().map(|byte| usize::from(starts(byte)) + usize::from(byte >= 0xF0)).sum()
}

#[cfg(test)]
mod tests {
    #[test]
    fn units_are_those_of_utf16() {
        for text in ["", "a", "é", "漢字", "a😀é漢", "\u{7f}\u{80}\u{7ff}\u{800}\u{ffff}\u{10000}"] {
            assert_eq!(super::units_in(text), text.encode_utf16().count(), "{text:?}");
        }
    }
}
