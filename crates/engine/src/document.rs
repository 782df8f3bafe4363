//! A text being edited, counted in slices.

use tokenfare_core::document as core;
use tokenfare_core::transcript::LONGEST_RECOGNISED;
use wasm_bindgen::prelude::*;

use crate::text::{self, Text};
use crate::{TokenfareError, Tokenizer, conversations, spans};

/// Bytes counted between two looks at the clock: a fraction of a millisecond's work.
const SLICE: usize = 32 << 10;

/// A text and the number of its tokens, kept by the worker. Offsets are UTF-16 units.
#[wasm_bindgen]
pub struct Document(core::Document);

#[wasm_bindgen]
impl Document {
    /// An empty text.
    #[wasm_bindgen(constructor)]
    pub fn new(tokenizer: &Tokenizer) -> Document {
        Self(core::Document::new(tokenizer.0.clone()))
    }

    /// Replaces a range; `advance` counts what that changed.
    ///
    /// # Errors
    /// `edit-out-of-range`
    pub fn edit(&mut self, start: usize, end: usize, text: &Text) -> Result<(), JsValue> {
        let text = text::whole(text)?;
        Ok(self.0.edit(start..end, &text).map_err(TokenfareError::from)?)
    }

    /// Counts a slice of what is uncounted. Returns the counted share of the text: 1 when done.
    pub fn advance(&mut self) -> f64 {
        let progress = self.0.advance(SLICE);
        if progress.is_complete() { 1.0 } else { progress.counted as f64 / progress.total as f64 }
    }

    /// The tokens that have bytes of a character from `start` to `end`, as `spans.rs` packs them.
    pub fn spans(&mut self, start: usize, end: usize) -> Vec<u32> {
        spans::packed(&self.0.spans(start..end), self.0.tokenizer())
    }

    /// What the text weighs if it is conversations, as `Weights::encode` writes it; nothing for any
    /// other text, and for a long one.
    pub fn conversations(&self) -> Option<String> {
        let short = self.0.progress().total <= LONGEST_RECOGNISED;
        short.then(|| self.0.text()).and_then(|text| conversations::weigh(&text, self.0.tokenizer()))
    }

    /// The tokens counted so far: all of them once `advance` has returned 1.
    pub fn count(&self) -> usize {
        self.0.count()
    }
}
