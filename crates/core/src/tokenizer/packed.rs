//! The packed vocabulary: what a page fetches before it can count.
//!
//! A token longer than a byte is stored as the pair of tokens it is merged from, so the file is the
//! merge table itself and no token's bytes are stored twice.
//!
//! # Why one pair per token is enough
//!
//! tiktoken joins *any* two neighbours whose bytes together are a token, always the lowest rank
//! first and of equals the leftmost. Yet every join that makes token `z` joins the same pair. Say
//! that somewhere in a piece `x` and `y` are joined to `z`. Until then no join crossed the border of
//! `z`'s bytes, for `x` and `y` still end there, so all joins among these bytes were inside them.
//! Merge `z`'s bytes alone: at each step the candidates are those that the piece had inside `z`;
//! the piece chose the best of a larger set and chose inside, so alone the same one is chosen. Both
//! run through the same states and arrive at `x`, `y`. Hence the pair depends on `z` alone.
//!
//! It follows that a piece which is itself a token merges to that token, if the token has a pair at
//! all: looking up whole pieces first, as tiktoken does, is then a matter of speed. [`pack`] refuses a
//! vocabulary with a token that no merge reaches; the published ones have none.

mod coder;
mod frequencies;
mod lineage;

mod script;

use std::collections::HashMap;

use super::{pairs::NONE, tokens::Tokens};
use coder::{Reader, Writer};
use lineage::Lineage;

/// The first bytes of every packed vocabulary: name and version of the format.
const MAGIC: [u8; 4] = *b"TFV2";
/// No vocabulary has more ids; the tables of a tokenizer keep an id in 18 bits.
const MOST_TOKENS: usize = 1 << 18;

/// Why bytes are not a vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VocabularyError {
    /// The first bytes are not those of a packed vocabulary: another file, or an error page.
    #[error("not a packed vocabulary: the first four bytes are {found:02x?}; check what is served")]
    NotAVocabulary {
        /// The first four bytes, zero where there are none.
        found: [u8; 4],
    },
    /// Bytes were changed or cut off on the way.
    #[error("the packed vocabulary is damaged ({length} bytes arrived); fetch it again")]
    Damaged {
        /// How many bytes there were.
        length: usize,
    },
    /// It is intact, but another encoding's.
    #[error("a vocabulary of {found} tokens where {expected} are expected; fetch the right one")]
    WrongVocabulary {
        /// The number of ids in the file.
        found: usize,
        /// The number of ids that the encoding's vocabulary has.
        expected: usize,
    },
}

/// A vocabulary as it comes out of its file.
pub(super) struct Unpacked {
    pub(super) tokens: Tokens,
    /// The pair that each token is merged from; twice [`NONE`](super::pairs::NONE) for a single byte
    /// and for an id without a token.
    pub(super) pairs: Vec<(u32, u32)>,
}

/// Reads and checks a packed vocabulary of which `expected` ids are wanted.
pub(super) fn unpack(packed: &[u8], expected: usize) -> Result<Unpacked, VocabularyError> {
    let damaged = VocabularyError::Damaged { length: packed.len() };
    let Some((magic, rest)) = packed.split_first_chunk::<4>() else { return Err(damaged) };
    if *magic != MAGIC {
        return Err(VocabularyError::NotAVocabulary { found: *magic });
    }
    let Some((sum, rest)) = rest.split_first_chunk::<8>() else { return Err(damaged) };
    if *sum != checksum(rest).to_le_bytes() {
        return Err(damaged);
    }
    let Some(header) = Header::read(rest) else { return Err(damaged) };
    if header.tokens != expected {
        return Err(VocabularyError::WrongVocabulary { found: header.tokens, expected });
    }
    header.unpack().ok_or(damaged)
}

/// What follows the checksum: the number of ids (u32), the number of ids without a token (u32) and
/// these (u32 each), the bytes that the first 256 ids are, and the coded pairs of all others.
struct Header<'p> {
    tokens: usize,
    holes: Vec<u32>,
    bytes: &'p [u8; 256],
    pairs: &'p [u8],
}

impl<'p> Header<'p> {
    fn read(packed: &'p [u8]) -> Option<Self> {
        let (tokens, rest) = packed.split_first_chunk()?;
        let tokens = usize::try_from(u32::from_le_bytes(*tokens)).ok()?;
        let (holes, mut rest) = rest.split_first_chunk()?;
        let mut holes = vec![0; usize::try_from(u32::from_le_bytes(*holes)).ok()?.min(MOST_TOKENS)];
        for hole in &mut holes {
            let (id, after) = rest.split_first_chunk()?;
            *hole = u32::from_le_bytes(*id);
            rest = after;
        }
        let (bytes, pairs) = rest.split_first_chunk()?;
        (256..=MOST_TOKENS).contains(&tokens).then_some(Self { tokens, holes, bytes, pairs })
    }

    fn unpack(&self) -> Option<Unpacked> {
        let mut pairs = vec![(NONE, NONE); 256];
        pairs.reserve_exact(self.tokens - 256);
        let mut lineage = Lineage::with_room_for(self.tokens);
        self.bytes.iter().for_each(|byte| lineage.push_byte(*byte));
        let mut reader = Reader::new(self.pairs);
        for id in 256..self.tokens as u32 {
            pairs.push(if self.holes.contains(&id) {
                lineage.push_hole();
                (NONE, NONE)
            } else {
                lineage.push_pair(&mut reader, (0, 0))?
            });
        }
        Some(Unpacked { tokens: lineage.tokens, pairs })
    }
}

/// A sum in which every step is a bijection of the state and of the word, so that damage within
/// one word of eight bytes never goes unnoticed, and any other damage does once in 2⁶⁴.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(bytes.len() as u64, |state, chunk| {
        let mut word = [0; 8];
        word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
        (state ^ u64::from_le_bytes(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
    })
}

/// Why a list of tokens can't be packed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// The first 256 ids must be the single bytes, each once.
    #[error("id {id} must be a single byte that no other id is")]
    NotAByte {
        /// The id in the wrong.
        id: u32,
    },
    /// Merging the token's bytes by rank does not end in the token, or the token is too long.
    #[error("token {id} ({bytes:02x?}) is not reached by merging its bytes")]
    Unreachable {
        /// The token's id.
        id: u32,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// There are too many ids, or fewer than there are bytes.
    #[error("{count} ids, where 256 to 262144 can be packed")]
    Count {
        /// How many there are.
        count: usize,
    },
}

/// Packs a vocabulary given as the bytes of each id; `None` for an id that is no ordinary token.
///
/// # Errors
///
/// When the first 256 ids are not the single bytes or when merges don't reach a token.
pub fn pack(tokens: &[Option<Vec<u8>>]) -> Result<Vec<u8>, PackError> {
    if !(256..=MOST_TOKENS).contains(&tokens.len()) {
        return Err(PackError::Count { count: tokens.len() });
    }
    let mut singles = Vec::new();
    let mut holes = Vec::new();
    let mut ranks = HashMap::new();
    let mut lineage = Lineage::with_room_for(tokens.len());
    let mut writer = Writer::default();
    for (id, token) in (0_u32..).zip(tokens) {
        match token.as_deref() {
            Some(&[byte]) if id < 256 && !singles.contains(&byte) => {
                singles.push(byte);
                lineage.push_byte(byte);
            }
            _ if id < 256 => return Err(PackError::NotAByte { id }),
            None => {
                holes.extend(id.to_le_bytes());
                lineage.push_hole();
            }
            Some(bytes) => origin(bytes, &ranks)
                .and_then(|pair| lineage.push_pair(&mut writer, pair))
                .map(drop)
                .ok_or_else(|| PackError::Unreachable { id, bytes: bytes.to_vec() })?,
        }
        if let Some(bytes) = token {
            ranks.insert(bytes.as_slice(), id);
        }
    }
    let mut rest = (tokens.len() as u32).to_le_bytes().to_vec();
    rest.extend((holes.len() as u32 / 4).to_le_bytes());
    rest.extend(holes);
    rest.extend(singles);
    rest.extend(writer.finish());
    Ok([MAGIC.as_slice(), &checksum(&rest).to_le_bytes(), &rest].concat())
}

/// The last pair left when bytes are merged by the given ranks, lowest first, leftmost first.
fn origin(bytes: &[u8], ranks: &HashMap<&[u8], u32>) -> Option<(u32, u32)> {
    let mut parts: Vec<&[u8]> = bytes.chunks(1).collect();
    while parts.len() > 2 {
        let mut start = 0;
        let mut best: Option<(u32, usize, &[u8])> = None;
        for (at, pair) in parts.windows(2).enumerate() {
            let [left, right] = pair else { continue };
            let joined = bytes.get(start..start + left.len() + right.len())?;
            start += left.len();
            if let Some(&rank) = ranks.get(joined)
                && best.is_none_or(|(lowest, ..)| rank < lowest)
            {
                best = Some((rank, at, joined));
            }
        }
        let (_, at, joined) = best?;
        parts.splice(at..at + 2, [joined]);
    }
    match parts.as_slice() {
        [left, right] => Some((*ranks.get(left)?, *ranks.get(right)?)),
        _ => None,
    }
}
