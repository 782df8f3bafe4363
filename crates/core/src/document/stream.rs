//! A file that is counted while it is read.

use std::sync::Arc;

use super::decoder::{Decoder, NotText};
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
    text: String,
    /// So much of `text` has been searched for a place to cut it, and has none.
    searched: usize,
    tokens: usize,
}

impl Stream {
    /// Nothing yet.
    pub fn new(tokenizer: Arc<Tokenizer>) -> Self {
        let (decoder, text) = (Decoder::default(), String::new());
        Self { tokenizer, decoder, text, searched: 0, tokens: 0 }
    }

    /// Reads the next bytes. Returns the tokens of what can't change any more.
    ///
    /// # Errors
    ///
    /// When the bytes are not text.
    pub fn push(&mut self, bytes: &[u8]) -> Result<usize, NotText> {
        self.decoder.decode(bytes, false, &mut self.text)?;
        let new = self.text.get(self.searched..).unwrap_or_default();
        let border = match self.tokenizer.last_border(new) {
            0 => 0,
            border => self.searched + border,
        };
        self.tokens += self.tokenizer.count(self.text.get(..border).unwrap_or_default());
        self.text.drain(..border);
        // A border may be between the last character and the next.
        let last = self.text.chars().next_back().map_or(0, char::len_utf8);
        self.searched = self.text.len() - last;
        Ok(self.tokens)
    }

    /// Says that nothing comes any more. Returns the tokens of all that was read.
    ///
    /// # Errors
    ///
    /// When the last bytes are not text.
    pub fn finish(&mut self) -> Result<usize, NotText> {
        self.decoder.decode(&[], true, &mut self.text)?;
        self.tokens += self.tokenizer.count(&self.text);
        (self.text, self.searched) = (String::new(), 0);
        Ok(self.tokens)
    }
}
