//! Text to tokens, exactly as tiktoken does it.
//!
//! A text is cut into pieces ([`pattern`]), where it is ASCII for some sixty bytes at once ([`block`]).
//! A piece that was met lately is known ([`known`]); one that is a token is found by its bytes
//! ([`tokens`]); any other is merged from them ([`merge`]). All tables are rebuilt from a packed
//! vocabulary ([`packed`]), which has one pair of tokens for each token.

mod block;
mod characters;
mod class;
mod encoding;
mod ids;
mod key;
mod known;
mod merge;
mod packed;
mod pairs;
mod pattern;
mod tokens;

use std::sync::Mutex;

pub use encoding::{Encoding, UnknownEncoding, Vocabulary};
pub use packed::{PackError, VocabularyError, pack};

pub(crate) use class::Classes;
pub(crate) use pattern::{Cutter, always_splits};

use characters::{Characters, Stretch};
use ids::Ids;
use key::Key;
use known::{Longer, Short};
use merge::Merger;
use packed::Unpacked;
use pairs::{NONE, Pairs};
use tokens::Tokens;

/// An encoding with its vocabulary: counts, encodes and decodes.
pub struct Tokenizer {
    encoding: Encoding,
    classes: Classes,
    tokens: Tokens,
    /// Finds tokens by their bytes.
    by_bytes: Ids,
    characters: Characters,
    pairs: Pairs,
    /// The bytes of the longest token.
    longest: usize,
    /// Taken and put back by each call, so calls from several threads don't wait for each other.
    scratch: Mutex<Vec<Scratch>>,
}

/// What a call works with and the next can use again.
#[derive(Default)]
struct Scratch {
    merger: Merger,
    short: Short,
    longer: Longer,
    /// Taken out while it is in use.
    stretch: Option<Box<Stretch>>,
    /// The tokens of the piece at hand.
    piece: Vec<u32>,
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
        let Unpacked { mut tokens, mut pairs } = packed::unpack(packed, expected)?;
        let wanted = encoding.ordinary_ids() as usize;
        pairs.truncate(wanted);
        tokens.truncate(wanted);

        let mut characters = Characters::new();
        for id in 0..tokens.len() as u32 {
            if let Some(token) = tokens.get(id) {
                characters.insert(token, id);
            }
        }
        let by_bytes = tokens.by_bytes();
        let pairs = Pairs::new(&pairs);
        let longest = tokens.longest();
        let (classes, scratch) = (Classes::new(), Mutex::default());
        Ok(Self { encoding, classes, tokens, by_bytes, characters, pairs, longest, scratch })
    }

    /// The encoding it was opened for.
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How many tokens a text has, without making a list of them.
    pub fn count(&self, text: &str) -> usize {
        let mut scratch = self.take_scratch();
        let mut count = 0;
        let bytes = text.as_bytes();
        self.cut(text, |start, end| {
            let length = end - start;
            count += if length <= Short::LONGEST {
                let keys = Short::keys(bytes, start, length);
                match scratch.short.count(keys) {
                    Some(tokens) => tokens,
                    None => self.meet(&mut scratch, keys, bytes, start, end).len(),
                }
            } else {
                self.count_long(&mut scratch, bytes, start, end)
            };
        });
        self.put_back(scratch);
        count
    }

    /// The ids of a text's tokens. Text that looks like a special token is ordinary text.
    pub fn encode(&self, text: &str) -> Vec<u32> {
        let mut scratch = self.take_scratch();
        let mut ids = Vec::with_capacity(text.len() / 4);
        let bytes = text.as_bytes();
        self.cut(text, |start, end| {
            let length = end - start;
            if length <= Short::LONGEST {
                let keys = Short::keys(bytes, start, length);
                if !scratch.short.append(keys, &mut ids) {
                    ids.extend_from_slice(self.meet(&mut scratch, keys, bytes, start, end));
                }
            } else {
                ids.extend_from_slice(self.tokenize(&mut scratch, bytes, start, end));
            }
        });
        self.put_back(scratch);
        ids
    }

    /// How many pieces the pre-tokenizer cuts a text into; no token reaches from one into another.
    pub fn pieces(&self, text: &str) -> usize {
        let mut pieces = 0;
        self.cut(text, |_, _| pieces += 1);
        pieces
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
        self.tokens.get(id)
    }

    /// Counts a few kilobytes of the vocabulary itself, from the token `from` on, and returns the token to
    /// go on with; nothing when it was the last. Where code is compiled while it runs, and in haste at
    /// first, this is how to have it compiled well before there is a text.
    pub fn warm_up(&self, from: u32) -> Option<u32> {
        // The ids are in the order of rank: a few from everywhere are all kinds of text. So many of them are
        // about what V8 has to see run before it compiles something well.
        const STEP: u32 = 5;
        const TOKENS: usize = 2000;
        let ids = (from..self.tokens.len() as u32).step_by(STEP as usize).take(TOKENS);
        let bytes: Vec<u8> = ids.filter_map(|id| self.token(id)).flatten().copied().collect();
        self.count(&String::from_utf8_lossy(&bytes));
        let next = from + STEP * TOKENS as u32;
        (next < self.tokens.len() as u32).then_some(next)
    }

    pub(crate) fn classes(&self) -> &Classes {
        &self.classes
    }

    /// Calls `each` with where every piece starts and ends, in order.
    #[inline]
    fn cut(&self, text: &str, mut each: impl FnMut(usize, usize)) {
        let cutter = Cutter::new(self.encoding.pattern(), &self.classes, text);
        let mut start = 0;
        while let Some(byte) = text.as_bytes().get(start) {
            let origin = start;
            let mut starts = if byte.is_ascii() { cutter.starts(origin) } else { 0 };
            if starts == 0 {
                start = cutter.piece_end(origin);
                each(origin, start);
            }
            while starts != 0 {
                let end = origin + starts.trailing_zeros() as usize;
                starts &= starts - 1;
                each(start, end);
                start = end;
            }
        }
    }

    /// The tokens of a short piece that was not met lately, which it now is.
    #[inline(never)]
    fn meet<'s>(
        &self,
        scratch: &'s mut Scratch,
        keys: [Key; 1],
        text: &[u8],
        start: usize,
        end: usize,
    ) -> &'s [u32] {
        self.tokenize(scratch, text, start, end);
        scratch.short.keep(keys, &scratch.piece);
        &scratch.piece
    }

    /// The number of tokens of a piece that is not short.
    #[inline(never)]
    fn count_long(&self, scratch: &mut Scratch, text: &[u8], start: usize, end: usize) -> usize {
        if end - start > Longer::LONGEST {
            return self.tokenize(scratch, text, start, end).len();
        }
        let keys = Longer::keys(text, start, end - start);
        if let Some(tokens) = scratch.longer.count(keys) {
            return tokens;
        }
        self.tokenize(scratch, text, start, end);
        scratch.longer.keep(keys, &scratch.piece);
        scratch.piece.len()
    }

    /// The token that a piece is, or those that it is merged to.
    #[inline(never)]
    fn tokenize<'s>(
        &self,
        scratch: &'s mut Scratch,
        text: &[u8],
        start: usize,
        end: usize,
    ) -> &'s [u32] {
        scratch.piece.clear();
        let piece = text.get(start..end).unwrap_or_default();
        // Seams are between characters of three bytes or more.
        if piece.iter().fold(false, |found, byte| found | (*byte >= 0xE0)) {
            self.merge_parts(scratch, text, start, piece);
        } else {
            self.merge_unless_token(scratch, text, start, piece);
        }
        &scratch.piece
    }

    /// The token that a piece is, if it is one.
    #[inline]
    fn whole(&self, text: &[u8], start: usize, piece: &[u8]) -> Option<u32> {
        if piece.len() > self.longest {
            return None;
        }
        let hash = key::hash(text, start, piece.len());
        self.by_bytes.find(hash, |id| self.tokens.get(id) == Some(piece))
    }

    /// The token that a piece is, or those that it is merged to.
    fn merge_unless_token(&self, scratch: &mut Scratch, text: &[u8], start: usize, piece: &[u8]) {
        match self.whole(text, start, piece) {
            Some(id) => scratch.piece.push(id),
            None => self.merge(scratch, piece),
        }
    }

    /// Merges a piece from seam to seam.
    fn merge_parts(&self, scratch: &mut Scratch, text: &[u8], start: usize, piece: &[u8]) {
        let mut stretch = scratch.stretch.take().unwrap_or_default();
        let mut rest = piece;
        loop {
            self.characters.look(rest, &mut stretch);
            let is_last = stretch.start(stretch.characters) == rest.len();
            let mut seams = stretch.seams;
            let mut from = 0;
            while seams != 0 {
                let to = seams.trailing_zeros() as usize;
                seams &= seams - 1;
                self.merge_part(scratch, rest, &stretch, from, to);
                from = to;
            }
            if from == 0 {
                // Not one seam within reach.
                if rest.len() == piece.len() {
                    self.merge_unless_token(scratch, text, start, piece);
                } else {
                    self.merge(scratch, rest);
                }
                break;
            }
            if is_last {
                self.merge_part(scratch, rest, &stretch, from, stretch.characters);
                break;
            }
            rest = rest.get(stretch.start(from)..).unwrap_or_default();
        }
        scratch.stretch = Some(stretch);
    }

    /// Merges the characters of a stretch from one place to another, between which there is no seam.
    #[inline]
    fn merge_part(
        &self,
        scratch: &mut Scratch,
        text: &[u8],
        stretch: &Stretch,
        from: usize,
        to: usize,
    ) {
        let (one, other) = (stretch.token(from), stretch.token(from + 1));
        match to - from {
            1 if one != NONE => scratch.piece.push(one),
            2 if one != NONE && other != NONE => match self.pairs.join(one, other) {
                NONE => scratch.piece.extend([one, other]),
                token => scratch.piece.push(token),
            },
            _ => {
                let rest = text.get(stretch.start(from)..).unwrap_or_default();
                let length = stretch.start(to) - stretch.start(from);
                let part = rest.get(..length).unwrap_or_default();
                if length <= Short::LONGEST {
                    self.merge_known(scratch, rest, part);
                } else {
                    self.merge(scratch, part);
                }
            }
        }
    }

    /// Merges a short part, the first of `rest`, unless it was met lately.
    fn merge_known(&self, scratch: &mut Scratch, rest: &[u8], part: &[u8]) {
        let keys = Short::keys(rest, 0, part.len());
        if !scratch.short.append(keys, &mut scratch.piece) {
            let before = scratch.piece.len();
            self.merge(scratch, part);
            scratch.short.keep(keys, scratch.piece.get(before..).unwrap_or_default());
        }
    }

    fn merge(&self, scratch: &mut Scratch, piece: &[u8]) {
        let Scratch { merger, piece: merged, .. } = scratch;
        merger.merge_piece(piece, &self.characters, &self.pairs, &self.tokens, merged);
    }

    fn take_scratch(&self) -> Scratch {
        let mut scratch = self.scratch.lock().unwrap_or_else(|poison| poison.into_inner());
        scratch.pop().unwrap_or_default()
    }

    fn put_back(&self, scratch: Scratch) {
        self.scratch.lock().unwrap_or_else(|poison| poison.into_inner()).push(scratch);
    }
}
