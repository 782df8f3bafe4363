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

use std::collections::HashMap;

/// The first bytes of every packed vocabulary: name and version of the format.
const MAGIC: [u8; 4] = *b"TFV1";
const HEADER: usize = 16;

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
    /// It is intact, but has too few tokens for the encoding, or tokens the encoding doesn't know.
    #[error("a vocabulary of {found} tokens does not belong to this encoding; fetch the right one")]
    WrongVocabulary {
        /// The number of tokens in the file.
        found: usize,
    },
}

/// How the tokens came to be: what a vocabulary is rebuilt from.
pub(super) struct Recipe {
    /// The byte that each of the first 256 tokens is.
    pub(super) bytes: [u8; 256],
    /// The pair each later token is merged from; `None` where an id names no token.
    pub(super) pairs: Vec<Option<(u32, u32)>>,
}

/// Reads and checks a packed vocabulary.
pub(super) fn unpack(packed: &[u8]) -> Result<Recipe, VocabularyError> {
    let damaged = VocabularyError::Damaged { length: packed.len() };
    let Some((header, body)) = packed.split_at_checked(HEADER) else {
        return Err(damaged);
    };
    let (magic, rest) = header.split_at(4);
    if magic != MAGIC {
        let found = magic.try_into().unwrap_or_default();
        return Err(VocabularyError::NotAVocabulary { found });
    }
    let (_count, sum) = rest.split_at(4);
    if sum != checksum(body).to_le_bytes() {
        return Err(damaged);
    }
    let mut reader = Reader { rest: body };
    read(&mut reader).ok_or(damaged)
}

fn read(reader: &mut Reader<'_>) -> Option<Recipe> {
    let mut bytes = [0; 256];
    for byte in &mut bytes {
        *byte = reader.byte()?;
    }
    let mut pairs = Vec::new();
    while !reader.rest.is_empty() {
        let (left, right) = (reader.varint()?, reader.varint()?);
        let id = 256 + pairs.len() as u32;
        let pair = match left {
            0 => None,
            _ => Some((left - 1, right)).filter(|(left, right)| *left < id && *right < id),
        };
        if pair.is_none() && left != 0 {
            return None;
        }
        pairs.push(pair);
    }
    Some(Recipe { bytes, pairs })
}

struct Reader<'p> {
    rest: &'p [u8],
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn varint(&mut self) -> Option<u32> {
        let mut value = 0;
        for shift in [0, 7, 14] {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
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
    /// Merging the token's bytes by rank does not end in the token.
    #[error("token {id} ({bytes:02x?}) is not reached by merging its bytes")]
    Unreachable {
        /// The token's id.
        id: u32,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

/// Packs a vocabulary given as the bytes of each id; `None` for an id that is no ordinary token.
///
/// # Errors
///
/// When the first 256 ids are not the single bytes or when merges don't reach a token.
pub fn pack(tokens: &[Option<Vec<u8>>]) -> Result<Vec<u8>, PackError> {
    let mut body = Vec::new();
    let mut ranks = HashMap::new();
    for (id, token) in (0_u32..).zip(tokens) {
        match token.as_deref() {
            Some([byte]) if id < 256 && !ranks.contains_key([*byte].as_slice()) => body.push(*byte),
            _ if id < 256 => return Err(PackError::NotAByte { id }),
            None => body.extend([0, 0]),
            Some(bytes) => {
                let (left, right) = origin(bytes, &ranks)
                    .ok_or_else(|| PackError::Unreachable { id, bytes: bytes.to_vec() })?;
                write_varint(&mut body, left + 1);
                write_varint(&mut body, right);
            }
        }
        if let Some(bytes) = token {
            ranks.insert(bytes.as_slice(), id);
        }
    }
    let mut packed = MAGIC.to_vec();
    packed.extend((tokens.len() as u32).to_le_bytes());
    packed.extend(checksum(&body).to_le_bytes());
    packed.extend(body);
    Ok(packed)
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

fn write_varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
