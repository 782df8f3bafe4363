//! A file that is counted while it is read.

use std::sync::Arc;

use tokenfare_core::document::{Stream, decoded};
use tokenfare_core::tokenizer as core;
use tokenfare_core::transcript::LONGEST_RECOGNISED;
use wasm_bindgen::prelude::*;

use crate::{TokenfareError, Tokenizer, conversations};

/// A file's text on its way in, in bytes. It is not kept, but for a file short enough to be looked at as
/// a conversation.
#[wasm_bindgen]
pub struct Reading {
    stream: Stream,
    tokenizer: Arc<core::Tokenizer>,
    kept: Option<Vec<u8>>,
}

#[wasm_bindgen]
impl Reading {
    /// Nothing read yet.
    #[wasm_bindgen(constructor)]
    pub fn new(tokenizer: &Tokenizer) -> Reading {
        let tokenizer = tokenizer.0.clone();
        Self { stream: Stream::new(tokenizer.clone()), tokenizer, kept: Some(Vec::new()) }
    }

    /// Reads the next bytes. Returns the tokens counted so far.
    ///
    /// # Errors
    /// `not-text`
    pub fn push(&mut self, bytes: &[u8]) -> Result<usize, TokenfareError> {
        let room = |kept: &Vec<u8>| kept.len() + bytes.len() <= LONGEST_RECOGNISED;
        self.kept = self.kept.take().filter(room);
        if let Some(kept) = &mut self.kept {
            kept.extend_from_slice(bytes);
        }
        Ok(self.stream.push(bytes)?)
    }

    /// Returns the tokens of all that was read, once nothing comes any more.
    ///
    /// # Errors
    /// `not-text`
    pub fn finish(&mut self) -> Result<usize, TokenfareError> {
        Ok(self.stream.finish()?)
    }

    /// What the text weighs if it is conversations, as `Weights::encode` writes it; nothing for any
    /// other text, and for a long one. To be called when all is read.
    pub fn conversations(&mut self) -> Option<String> {
        let text = decoded(&self.kept.take()?).ok()?;
        conversations::weigh(&text, &self.tokenizer)
    }
}
