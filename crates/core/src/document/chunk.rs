//! A stretch of the text that is cut into pieces alone as it is within the text.

use std::ops::Range;

use super::{CHUNK, Span, Spans};
use crate::tokenizer::Tokenizer;

pub(super) struct Chunk {
    pub(super) text: String,
    /// Its length in UTF-16 units.
    pub(super) utf16: usize,
    /// Its tokens, once they are counted.
    pub(super) tokens: Option<usize>,
}

/// Cuts a text into chunks, each as short as it can be from [`CHUNK`] bytes on.
pub(super) fn cut(tokenizer: &Tokenizer, text: &str) -> Vec<Chunk> {
    let mut chunks = Vec::with_capacity(text.len() / CHUNK + 1);
    let mut rest = text;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(first_border(tokenizer, rest));
        let utf16 = chunk.chars().map(char::len_utf16).sum();
        chunks.push(Chunk { text: chunk.to_owned(), utf16, tokens: None });
        rest = after;
    }
    chunks
}

/// The first border from [`CHUNK`] bytes on, or the end of the text.
fn first_border(tokenizer: &Tokenizer, text: &str) -> usize {
    let from = (CHUNK..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let (head, tail) = text.split_at(from);
    let mut before = head.chars().next_back();
    for (at, after) in tail.char_indices() {
        if before.is_some_and(|before| tokenizer.always_splits(before, after)) {
            return from + at;
        }
        before = Some(after);
    }
    text.len()
}

impl Chunk {
    /// The byte at an offset in UTF-16 units within the chunk; nothing inside a surrogate pair or
    /// past the end.
    pub(super) fn byte_at(&self, offset: usize) -> Option<usize> {
        let mut units = 0;
        for (byte, scalar) in self.text.char_indices() {
            if units >= offset {
                return (units == offset).then_some(byte);
            }
            units += scalar.len_utf16();
        }
        (units == offset).then_some(self.text.len())
    }

    /// Adds those of the chunk's tokens, `ids`, that touch `range`; the chunk starts at `start` in the
    /// text.
    pub(super) fn spans(
        &self,
        tokenizer: &Tokenizer,
        ids: &[u32],
        start: usize,
        range: &Range<usize>,
        spans: &mut Spans,
    ) {
        let mut parts = Vec::new();
        tokenizer.forms(&self.text, |text, form| {
            parts.push((form.len(), text.chars().map(char::len_utf16).sum::<usize>()));
        });
        let mut parts = parts.into_iter();
        // The part at hand: its first byte as tokenized, the byte after it, its units.
        let (mut from, mut to, mut units) = (0, 0, start..start);
        let mut advance = || {
            let (bytes, length) = parts.next()?;
            (from, to) = (to, to + bytes);
            units = units.end..units.end + length;
            Some((from, to, units.clone()))
        };
        let Some(mut current) = advance() else { return };
        let mut byte = 0;
        for &id in ids {
            let end = byte + tokenizer.token(id).map_or(0, <[u8]>::len);
            while current.1 <= byte
                && let Some(next) = advance()
            {
                current = next;
            }
            let (first, starts_inside) = (current.2.start, current.0 < byte);
            while current.1 < end
                && let Some(next) = advance()
            {
                current = next;
            }
            let (utf16, ends_inside) = (first..current.2.end, current.1 > end);
            byte = end;
            if utf16.start >= range.end {
                return;
            }
            if utf16.end > range.start {
                spans.tokens.push(Span { id, utf16, starts_inside, ends_inside });
            } else if let Some(before) = &mut spans.before {
                *before += 1;
            }
        }
    }
}
