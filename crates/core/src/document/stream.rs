//! A file that is counted while it is read.

use std::sync::Arc;

use super::decoder::{Decoder, NotText};
use super::parts::Parts;
use crate::tokenizer::Tokenizer;

/// Counts a text that arrives in parts, in bytes, and keeps nothing but the end of which the next
/// part may change the tokens: a few words of most texts.
///
/// The bytes are UTF-8, or UTF-16 with a byte order mark or recognisable without. A mark is no part of
/// the text.
///
/// ```
/// use tokenfare_core::{document::Stream, tokenizer::Encoding};
///
/// let mut stream = Stream::new(tokenfare_vocab::tokenizer(Encoding::O200kBase)?);
/// stream.push(b"hello wor")?;
/// stream.push(b"ld")?;
/// assert_eq!(stream.finish()?, 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Stream {
    tokenizer: Arc<Tokenizer>,
    decoder: Decoder,
    parts: Parts,
    tokens: usize,
}

impl Stream {
    /// Nothing yet.
    pub fn new(tokenizer: Arc<Tokenizer>) -> Self {
        Self { tokenizer, decoder: Decoder::default(), parts: Parts::default(), tokens: 0 }
    }

    /// Reads the next bytes. Returns the tokens of what can't change any more.
    ///
    /// # Errors
    ///
    /// When the bytes are not text.
    pub fn push(&mut self, bytes: &[u8]) -> Result<usize, NotText> {
        let Self { tokenizer, decoder, parts, tokens } = self;
        let add = |text: &mut String| decoder.decode(bytes, false, text);
        parts.push(tokenizer, add, |part, place| *tokens += tokenizer.count_part(part, place))?;
        Ok(self.tokens)
    }

    /// Says that nothing comes any more. Returns the tokens of all that was read.
    ///
    /// # Errors
    ///
    /// When the last bytes are not text.
    pub fn finish(&mut self) -> Result<usize, NotText> {
        let mut rest = std::mem::take(&mut self.parts);
        rest.push(
            &self.tokenizer,
            |text| self.decoder.decode(&[], true, text),
            |part, place| self.tokens += self.tokenizer.count_part(part, place),
        )?;
        let (part, place) = rest.rest();
        self.tokens += self.tokenizer.count_part(part, place);
        Ok(self.tokens)
    }
}
