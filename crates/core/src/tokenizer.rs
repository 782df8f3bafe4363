//! Text to tokens, as the vendors count them.
//!
//! [`Encoding`] is the table of what there is. Most encodings merge bytes ([`bpe`]); Claude's is known by
//! its counts only, which the fewest pieces of a list give ([`tiling`]). Some vendors normalize a text
//! first ([`nfc`]).

mod block;
mod bpe;
mod characters;
mod class;
mod encoding;
mod ids;
mod key;
mod known;
mod merge;
mod nfc;
mod numbers;
mod packed;
mod pairs;
mod pattern;
mod tiling;
mod tokens;

pub use encoding::{Encoding, Source, UnknownEncoding};
pub use packed::{PackError, Shape, Unreachable, VocabularyError, pack};
pub use tiling::pack as pack_pieces;

use bpe::Bpe;
use encoding::Join;
use tiling::Tiling;

/// An encoding with its vocabulary: counts, encodes and decodes.
pub struct Tokenizer {
    encoding: Encoding,
    model: Model,
}

#[expect(clippy::large_enum_variant, reason = "a page has one or two")]
enum Model {
    Merges(Bpe),
    Tiling(Tiling),
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

/// Ids were asked for of an encoding of which only counts are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{encoding} is known by its counts only, so there are no ids; count instead")]
pub struct NoIds {
    /// The encoding.
    pub encoding: Encoding,
}

/// Where a part of a text is in it. What a text begins and ends with counts for something in some
/// encodings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a part has two ends")]
pub struct Place {
    /// The text begins with it.
    pub first: bool,
    /// The text ends with it.
    pub last: bool,
}

impl Place {
    /// The whole text.
    pub const WHOLE: Self = Self { first: true, last: true };
}

impl Tokenizer {
    /// Opens a packed vocabulary.
    ///
    /// # Errors
    ///
    /// When the bytes are not a packed vocabulary, are damaged, or are another encoding's.
    pub fn from_packed(encoding: Encoding, packed: &[u8]) -> Result<Self, VocabularyError> {
        let model = match encoding.spec().join {
            Join::Merges(pattern) => Model::Merges(Bpe::from_packed(encoding, pattern, packed)?),
            Join::Tiling { .. } => Model::Tiling(Tiling::from_packed(encoding.spec(), packed)?),
        };
        Ok(Self { encoding, model })
    }

    /// The encoding it was opened for.
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How many tokens a text has, without making a list of them. Text that looks like a special token is
    /// ordinary text.
    pub fn count(&self, text: &str) -> usize {
        self.count_part(text, Place::WHOLE)
    }

    /// How many tokens a part of a text has in it. The counts of parts that are cut where
    /// [`Tokenizer::last_border`] says add up to the text's.
    pub fn count_part(&self, part: &str, place: Place) -> usize {
        match &self.model {
            Model::Merges(bpe) => bpe.count(part),
            Model::Tiling(tiling) => tiling.count(part, place),
        }
    }

    /// The ids of a text's tokens. Text that looks like a special token is ordinary text.
    ///
    /// # Errors
    ///
    /// When only counts are known of the encoding.
    pub fn encode(&self, text: &str) -> Result<Vec<u32>, NoIds> {
        let Model::Merges(bpe) = &self.model else {
            return Err(NoIds { encoding: self.encoding });
        };
        let mut ids = bpe.encode(text);
        if self.encoding.id_of(0) != 0 {
            ids.iter_mut().for_each(|id| *id = self.encoding.id_of(*id));
        }
        Ok(ids)
    }

    /// How many pieces the pre-tokenizer cuts a text into; no token reaches from one into another. Where
    /// there is no pre-tokenizer, a text is one.
    pub fn pieces(&self, text: &str) -> usize {
        match &self.model {
            Model::Merges(bpe) => bpe.pieces(text),
            Model::Tiling(_) => 1,
        }
    }

    /// The last place in `text` where it may be cut without a change to its tokens, whatever is put
    /// before or behind it; 0 when there is none. A stream is counted in parts that end there.
    pub fn last_border(&self, text: &str) -> usize {
        let mut after = None;
        for (at, before) in text.char_indices().rev() {
            if after.is_some_and(|after| self.always_splits(before, after)) {
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
        match &self.model {
            Model::Merges(bpe) => bpe.token(self.encoding.rank_of(id)?),
            Model::Tiling(_) => None,
        }
    }

    /// Counts a few kilobytes of the vocabulary itself, from the rank `from` on, and returns the rank to
    /// go on with; nothing when it was the last. Where code is compiled while it runs, and in haste at
    /// first, this is how to have it compiled well before there is a text.
    pub fn warm_up(&self, from: u32) -> Option<u32> {
        // The ids are in the order of rank: a few from everywhere are all kinds of text. So many of them are
        // about what V8 has to see run before it compiles something well.
        const STEP: u32 = 5;
        const TOKENS: usize = 2000;
        let Model::Merges(bpe) = &self.model else { return None };
        let ranks = (from..bpe.len() as u32).step_by(STEP as usize).take(TOKENS);
        let bytes: Vec<u8> = ranks.filter_map(|rank| bpe.token(rank)).flatten().copied().collect();
        self.count(&String::from_utf8_lossy(&bytes));
        let next = from + STEP * TOKENS as u32;
        (next < bpe.len() as u32).then_some(next)
    }

    /// Whether a text may be cut between these two characters without a change to its tokens, whatever
    /// is around them.
    pub(crate) fn always_splits(&self, before: char, after: char) -> bool {
        match &self.model {
            Model::Merges(bpe) => bpe.always_splits(before, after),
            Model::Tiling(tiling) => tiling.always_splits(before, after),
        }
    }

    /// The stretches of a text that are tokenized as another text, or as themselves: what each is, and
    /// what it becomes.
    pub(crate) fn forms<'t>(&self, text: &'t str, each: impl FnMut(&'t str, &str)) {
        if let Model::Merges(bpe) = &self.model {
            bpe.forms(text, each);
        }
    }
}
