//! A text that is being edited and the number of its tokens, exact after every edit.
//!
//! # How an edit stays cheap
//!
//! The text is kept in chunks of a few kilobytes. A chunk ends only where a piece always ends: between two
//! characters that no pattern lets stand in one piece, whatever surrounds them (`always_splits`).
//! That is a property of the two characters alone. As pre-tokenizers don't look behind, and don't look
//! past the second of the two, a chunk's pieces are the same whether it is cut alone or within the text,
//! and the text's count is the sum of its chunks' counts. An edit that leaves both characters at a
//! border as they are leaves the border where it is, so only the chunks that the edit touches are counted
//! anew; at a border it touches both sides. The first and the last chunk are counted as such: an edit that
//! makes another one the first or the last touches a side of it, so that it is counted anew too.
//!
//! A text without such places (a megabyte of one letter is a single piece) is one chunk and costs what
//! counting it costs.

mod chunk;
mod decoder;
mod parts;
mod stream;

use std::{ops::Range, sync::Arc};

use crate::tokenizer::{Place, Tokenizer};
use chunk::{Chunk, cut};
pub use decoder::{Decoder, NotText, decoded};
pub use parts::Parts;
pub use stream::Stream;

/// Chunks are about this long, in bytes: a keystroke counts one chunk, and every chunk costs a few
/// words. Shorter than half of it, a chunk joins the next one when it is edited.
const CHUNK: usize = 4096;

/// Chunks above this many bytes are worth remembering the ids of.
const LONG: usize = 16 * CHUNK;

/// An edited text with its token count. Offsets are UTF-16 code units, as in a page.
///
/// ```
/// use tokenfare_core::{document::Document, tokenizer::Encoding};
///
/// let tokenizer = tokenfare_vocab::tokenizer(Encoding::O200kBase)?;
/// let mut document = Document::new(tokenizer);
/// document.replace(0..0, "hello")?;
/// document.replace(5..5, " world")?;
/// assert_eq!(document.count(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Document {
    tokenizer: Arc<Tokenizer>,
    chunks: Vec<Chunk>,
    len_utf16: usize,
    /// Sums over the chunks: bytes, bytes not yet counted, tokens counted.
    bytes: usize,
    pending: usize,
    tokens: usize,
    /// Every chunk before this one is counted.
    first_pending: usize,
    /// The ids of one long chunk that was looked at: the next look is often at the same.
    looked_at: Option<(usize, Vec<u32>)>,
}

/// How far counting has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Bytes (UTF-8) whose tokens are in the count.
    pub counted: usize,
    /// Bytes of the whole text.
    pub total: usize,
}

impl Progress {
    /// Whether [`Document::count`] covers the whole text.
    pub const fn is_complete(self) -> bool {
        self.counted == self.total
    }
}

/// Why an edit was refused. The document is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// The range ends after the text, or before it starts.
    #[error("the range {start}..{end} is not within the text's {len} UTF-16 units")]
    OutOfBounds {
        /// Where the range starts.
        start: usize,
        /// Where it ends.
        end: usize,
        /// How long the text is.
        len: usize,
    },
    /// A border of the range is between the two halves of a surrogate pair.
    #[error("offset {at} is inside a surrogate pair; widen the edit to the whole character")]
    InsidePair {
        /// The border.
        at: usize,
    },
}

/// Tokens that follow one another in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Spans {
    /// How many tokens the text has before these; unknown while the text before them is uncounted.
    pub before: Option<usize>,
    /// The tokens in order.
    pub tokens: Vec<Span>,
}

/// A token where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Span {
    /// The token. [`Tokenizer::token`] has its bytes.
    pub id: u32,
    /// The characters it has bytes of, in UTF-16 units. Tokens that share a character overlap.
    pub utf16: Range<usize>,
    /// Its first character began in a token before.
    pub starts_inside: bool,
    /// Its last character continues in the next token.
    pub ends_inside: bool,
}

impl Document {
    /// An empty text.
    pub fn new(tokenizer: Arc<Tokenizer>) -> Self {
        let (chunks, looked_at) = (Vec::new(), None);
        let (len_utf16, bytes, pending, tokens, first_pending) = (0, 0, 0, 0, 0);
        Self { tokenizer, chunks, len_utf16, bytes, pending, tokens, first_pending, looked_at }
    }

    /// Replaces a range by a text and counts what that changed.
    ///
    /// # Errors
    ///
    /// When the range is not within the text or splits a surrogate pair.
    pub fn replace(&mut self, range: Range<usize>, text: &str) -> Result<(), EditError> {
        self.edit(range, text)?;
        self.advance(usize::MAX);
        Ok(())
    }

    /// Replaces a range by a text and leaves the counting to [`Document::advance`], so that a long
    /// paste can be counted in slices, or be replaced before it is.
    ///
    /// # Errors
    ///
    /// When the range is not within the text or splits a surrogate pair.
    pub fn edit(&mut self, range: Range<usize>, text: &str) -> Result<(), EditError> {
        let Range { start, end } = range;
        if start > end || end > self.len_utf16 {
            return Err(EditError::OutOfBounds { start, end, len: self.len_utf16 });
        }
        let (mut first, start_byte) = self.locate(start)?;
        let (mut last, end_byte) = self.locate(end)?;

        let mut edited = String::new();
        if start_byte == 0 && first > 0 {
            first -= 1;
            edited.push_str(self.chunk_text(first));
        } else {
            edited.push_str(self.chunk_text(first).get(..start_byte).unwrap_or_default());
        }
        edited.push_str(text);
        let rest = self.chunk_text(last).get(end_byte..).unwrap_or_default();
        edited.push_str(rest);
        let mut border_touched = rest.is_empty();
        while (border_touched || edited.len() < CHUNK / 2) && last + 1 < self.chunks.len() {
            last += 1;
            edited.push_str(self.chunk_text(last));
            border_touched = false;
        }
        self.put(first..last + 1, &edited);
        Ok(())
    }

    /// Counts about `budget` bytes (at least one chunk) of what edits left uncounted.
    pub fn advance(&mut self, budget: usize) -> Progress {
        let mut spent = 0;
        let last = self.chunks.len().saturating_sub(1);
        while self.pending > 0 && spent < budget {
            let Some(chunk) = self.chunks.get_mut(self.first_pending) else { break };
            if chunk.tokens.is_none() {
                let (first, last) = (self.first_pending == 0, self.first_pending == last);
                let tokens = self.tokenizer.count_part(&chunk.text, Place { first, last });
                chunk.tokens = Some(tokens);
                self.tokens += tokens;
                self.pending -= chunk.text.len();
                spent += chunk.text.len();
            }
            self.first_pending += 1;
        }
        self.progress()
    }

    /// How far counting has come.
    pub const fn progress(&self) -> Progress {
        Progress { counted: self.bytes - self.pending, total: self.bytes }
    }

    /// The number of tokens: of the whole text once [`Document::progress`] is complete, which it
    /// always is after [`Document::replace`]; otherwise of what is counted so far.
    pub const fn count(&self) -> usize {
        self.tokens
    }

    /// What the text is counted with.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    /// The text's length in UTF-16 units.
    pub const fn len_utf16(&self) -> usize {
        self.len_utf16
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.chunks.iter().map(|chunk| chunk.text.as_str()).collect()
    }

    /// The tokens that have bytes of a character in `range` (UTF-16 units), which is cut to the text's
    /// bounds. Costs what the chunks in the range cost, however long the text is; a second look at a
    /// long chunk, such as a megabyte of one letter, does not encode it again. None where only counts are
    /// known of the encoding ([`Encoding::has_ids`](crate::tokenizer::Encoding::has_ids)).
    pub fn spans(&mut self, range: Range<usize>) -> Spans {
        let mut spans = Spans { before: Some(0), tokens: Vec::new() };
        let mut start = 0;
        for (at, chunk) in self.chunks.iter().enumerate() {
            if start >= range.end {
                break;
            }
            if start + chunk.utf16 > range.start {
                let known = self.looked_at.take_if(|(known, _)| *known == at);
                let Some(ids) =
                    known.map(|(_, ids)| ids).or_else(|| self.tokenizer.encode(&chunk.text).ok())
                else {
                    break;
                };
                chunk.spans(&self.tokenizer, &ids, start, &range, &mut spans);
                if chunk.text.len() > LONG {
                    self.looked_at = Some((at, ids));
                }
            } else {
                spans.before = spans.before.zip(chunk.tokens).map(|(sum, tokens)| sum + tokens);
            }
            start += chunk.utf16;
        }
        spans
    }

    fn chunk_text(&self, at: usize) -> &str {
        self.chunks.get(at).map_or("", |chunk| &chunk.text)
    }

    /// The chunk an offset is in, and the byte in that chunk. An offset at a border is at the start
    /// of the later chunk, the end of the text at the end of the last.
    fn locate(&self, offset: usize) -> Result<(usize, usize), EditError> {
        let mut rest = offset;
        let last = self.chunks.len().saturating_sub(1);
        for (at, chunk) in self.chunks.iter().enumerate() {
            if rest < chunk.utf16 || at == last {
                let byte = chunk.byte_at(rest).ok_or(EditError::InsidePair { at: offset })?;
                return Ok((at, byte));
            }
            rest -= chunk.utf16;
        }
        Ok((0, 0))
    }

    /// Puts a text in the place of some chunks.
    fn put(&mut self, range: Range<usize>, text: &str) {
        let fresh = cut(&self.tokenizer, text);
        self.looked_at = None;
        let range = range.start..range.end.min(self.chunks.len());
        for chunk in self.chunks.get(range.clone()).unwrap_or_default() {
            self.bytes -= chunk.text.len();
            self.len_utf16 -= chunk.utf16;
            match chunk.tokens {
                Some(tokens) => self.tokens -= tokens,
                None => self.pending -= chunk.text.len(),
            }
        }
        self.bytes += text.len();
        self.pending += text.len();
        self.len_utf16 += fresh.iter().map(|chunk| chunk.utf16).sum::<usize>();
        // Pending chunks may now lie before or after; the earliest is at one of these two places.
        self.first_pending = self.first_pending.min(range.start);
        self.chunks.splice(range, fresh);
    }
}
