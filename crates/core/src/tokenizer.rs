//! Text to tokens, exactly as tiktoken does it.
//!
//! A text is cut into pieces ([`pattern`]); a piece that is a token is that token ([`pieces`]); any
//! other is merged from its bytes ([`merge`]). All tables are rebuilt from a packed vocabulary
//! ([`packed`]), which has one pair of tokens for each token.

mod characters;
mod class;
mod encoding;
mod merge;
mod packed;
mod pairs;
mod pattern;
mod pieces;
mod window;

use std::sync::Mutex;

pub use encoding::{Encoding, UnknownEncoding, Vocabulary};
pub use packed::{PackError, VocabularyError, pack};

pub(crate) use class::Classes;
pub(crate) use pattern::{Cutter, always_splits};

use characters::Characters;
use merge::Merger;
use packed::Unpacked;
use pairs::Pairs;
use pieces::{Merged, Pieces};
use window::{Key, Window};

/// An encoding with its vocabulary: counts, encodes and decodes.
pub struct Tokenizer {
    encoding: Encoding,
    classes: Classes,
    /// The bytes of all tokens, one after another, and where each ends.
    bytes: Vec<u8>,
    ends: Vec<u32>,
    characters: Characters,
    pairs: Pairs,
    pieces: Pieces,
    /// Taken and put back by each call, so calls from several threads don't wait for each other.
    scratch: Mutex<Vec<Scratch>>,
}

/// So many pieces are cut before they are looked up: the table is larger than a processor's nearest
/// cache, and look-ups in a row wait for memory together rather than one after another.
const BATCH: usize = 32;

/// What a call works with and the next can use again.
#[derive(Default)]
struct Scratch {
    merger: Merger,
    merged: Merged,
}

/// An id that is neither a token nor a special token of the encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{id} is not a token of {encoding}")]
pub struct UnknownToken {
    /// The id.
    pub id: u32,
    /// The encoding that doesn't have it.
    pub encoding: Encoding,
}

impl Tokenizer {
    /// Opens a packed vocabulary.
    ///
    /// # Errors
    ///
    /// When the bytes are not a packed vocabulary, are damaged, or are another encoding's.
    pub fn from_packed(encoding: Encoding, packed: &[u8]) -> Result<Self, VocabularyError> {
        let expected = encoding.vocabulary().ids();
        let Unpacked { mut bytes, mut ends, mut pairs } = packed::unpack(packed, expected)?;
        let wanted = encoding.ordinary_ids() as usize;
        pairs.truncate(wanted);
        ends.truncate(wanted);
        bytes.truncate(ends.last().map_or(0, |end| *end as usize));

        let mut characters = Characters::new();
        let mut pieces = Pieces::with_room_for(ends.len());
        for id in 0..ends.len() as u32 {
            if let Some(token) = bytes.get(span(&ends, id)) {
                characters.insert(token, id);
                pieces.insert(token, id);
            }
        }
        let pairs = Pairs::new(pairs);
        let (classes, scratch) = (Classes::new(), Mutex::default());
        Ok(Self { encoding, classes, bytes, ends, characters, pairs, pieces, scratch })
    }

    /// The encoding it was opened for.
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How many tokens a text has, without making a list of them.
    pub fn count(&self, text: &str) -> usize {
        let mut scratch = self.take_scratch();
        let mut count = 0;
        let mut batch = [([0; 2], [].as_slice()); BATCH];
        let mut waiting = 0;
        self.cut(text, |window, piece| {
            let Some(key) = short_key(window, piece) else {
                count += self.merge(&mut scratch.merger, piece).len();
                return;
            };
            if let Some(slot) = batch.get_mut(waiting) {
                *slot = (key, piece);
            }
            waiting += 1;
            if waiting == BATCH {
                count += self.count_batch(&mut scratch, &batch);
                waiting = 0;
            }
        });
        count += self.count_batch(&mut scratch, batch.get(..waiting).unwrap_or_default());
        self.put_back(scratch);
        count
    }

    fn count_batch(
        &self,
        Scratch { merger, merged }: &mut Scratch,
        batch: &[(Key, &[u8])],
    ) -> usize {
        let count = |&(key, piece): &(Key, &[u8])| {
            if self.pieces.has(key) {
                1
            } else {
                merged.count(key, || self.merge(merger, piece).len())
            }
        };
        batch.iter().map(count).sum()
    }

    /// The ids of a text's tokens. Text that looks like a special token is ordinary text.
    pub fn encode(&self, text: &str) -> Vec<u32> {
        let mut scratch = self.take_scratch();
        let mut ids = Vec::with_capacity(text.len() / 4);
        self.cut(text, |window, piece| {
            match short_key(window, piece).and_then(|key| self.pieces.get(key)) {
                Some(id) => ids.push(id),
                None => ids.extend_from_slice(self.merge(&mut scratch.merger, piece)),
            }
        });
        self.put_back(scratch);
        ids
    }

    /// The last place in `text` where it may be cut without a change to its tokens, whatever is put
    /// before or behind it; 0 when there is none. A stream is counted in parts that end there.
    pub fn last_border(&self, text: &str) -> usize {
        let mut after = None;
        for (at, before) in text.char_indices().rev() {
            if after.is_some_and(|after| always_splits(&self.classes, before, after)) {
                return at + before.len_utf8();
            }
            after = Some(before);
        }
        0
    }

    /// The bytes of tokens. Ids of special tokens give their text. Tokens may end within a
    /// character, so the bytes of a part of a text need not be UTF-8.
    ///
    /// # Errors
    ///
    /// When an id is not a token of the encoding.
    pub fn decode(&self, ids: &[u32]) -> Result<Vec<u8>, UnknownToken> {
        let mut bytes = Vec::with_capacity(ids.len() * 4);
        for &id in ids {
            if let Some(token) = self.token(id) {
                bytes.extend_from_slice(token);
            } else if let Some(text) = self.encoding.special(id) {
                bytes.extend_from_slice(text.as_bytes());
            } else {
                return Err(UnknownToken { id, encoding: self.encoding });
            }
        }
        Ok(bytes)
    }

    /// The bytes of an ordinary token.
    pub fn token(&self, id: u32) -> Option<&[u8]> {
        self.bytes.get(span(&self.ends, id)).filter(|bytes| !bytes.is_empty())
    }

    pub(crate) fn classes(&self) -> &Classes {
        &self.classes
    }

    /// Calls `each` with every piece and the window at its start, in order.
    #[inline]
    fn cut<'t>(&self, text: &'t str, mut each: impl FnMut(Window, &'t [u8])) {
        let cutter = Cutter::new(self.encoding.pattern(), &self.classes, text);
        let bytes = text.as_bytes();
        let mut start = 0;
        while start < bytes.len() {
            let window = Window::at(bytes, start);
            let end = cutter.piece_end(start, window);
            each(window, bytes.get(start..end).unwrap_or_default());
            start = end;
        }
    }

    /// The tokens of a piece that is not one token, or too long to tell.
    #[inline(never)]
    fn merge<'m>(&self, merger: &'m mut Merger, piece: &[u8]) -> &'m [u32] {
        merger.symbols.clear();
        self.characters.start(piece, &mut merger.symbols);
        merger.merge(&self.pairs)
    }

    fn take_scratch(&self) -> Scratch {
        let mut scratch = self.scratch.lock().unwrap_or_else(|poison| poison.into_inner());
        scratch.pop().unwrap_or_default()
    }

    fn put_back(&self, scratch: Scratch) {
        self.scratch.lock().unwrap_or_else(|poison| poison.into_inner()).push(scratch);
    }
}

/// The key of a piece that is short enough to have one.
#[inline]
fn short_key(window: Window, piece: &[u8]) -> Option<Key> {
    (piece.len() <= Window::KEY_BYTES).then(|| window.key(piece.len()))
}

/// Where the bytes of token `id` are; nowhere when there is no such token.
fn span(ends: &[u32], id: u32) -> std::ops::Range<usize> {
    let id = id as usize;
    let start = id.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    start as usize..ends.get(id).copied().unwrap_or(start) as usize
}
