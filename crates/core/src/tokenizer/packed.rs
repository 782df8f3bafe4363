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
//! all: looking up whole pieces first, as tiktoken does, is then a matter of speed. OpenAI's vocabularies
//! have no token that no merge reaches. Others' do ([`Unreachable`]): then it is meaning, where the vendor's
//! tokenizer looks whole pieces up too, and such a token never comes where it doesn't.
//!
//! The proof only says which candidate is chosen, not that a token is ranked above its parts. In some
//! vocabularies a few are *late*: ranked below one of them. Those, and whole pieces, are listed with their
//! bytes, and late ones with where their parts meet.

pub(super) mod coder;
pub(super) mod frequencies;
mod lineage;

mod script;

use std::collections::HashMap;
use std::ops::Range;

use super::numbers::{self, Numbers};
use super::{pairs::NONE, tokens::Tokens};
use coder::{Reader, Writer};
use lineage::Lineage;

/// The first bytes of every packed vocabulary: name and version of the format.
const MAGIC: [u8; 4] = *b"TFV3";
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
    /// How many of the ids behind the bytes are characters, from which merges start. Zero where they start
    /// from bytes.
    pub(super) alphabet: usize,
    /// Tokens that are found as a whole piece only, in order.
    pub(super) whole_pieces: Vec<u32>,
    /// Tokens that are ranked below one of their parts, and the length of the left part, in order.
    pub(super) late: Vec<(u32, u32)>,
}

/// Reads and checks a packed vocabulary of which `expected` ids are wanted.
pub(super) fn unpack(packed: &[u8], expected: usize) -> Result<Unpacked, VocabularyError> {
    let damaged = VocabularyError::Damaged { length: packed.len() };
    let Some(header) = Header::read(opened(packed, MAGIC)?) else { return Err(damaged) };
    if header.tokens != expected {
        return Err(VocabularyError::WrongVocabulary { found: header.tokens, expected });
    }
    header.unpack().ok_or(damaged)
}

/// What is behind the magic number and the checksum of a packed file.
pub(super) fn opened(packed: &[u8], magic: [u8; 4]) -> Result<&[u8], VocabularyError> {
    let damaged = VocabularyError::Damaged { length: packed.len() };
    let Some((found, rest)) = packed.split_first_chunk::<4>() else { return Err(damaged) };
    if *found != magic {
        return Err(VocabularyError::NotAVocabulary { found: *found });
    }
    let Some((sum, rest)) = rest.split_first_chunk::<8>() else { return Err(damaged) };
    if *sum != checksum(rest).to_le_bytes() {
        return Err(damaged);
    }
    Ok(rest)
}

/// Puts the magic number and the checksum before what is to be packed.
pub(super) fn closed(rest: &[u8], magic: [u8; 4]) -> Vec<u8> {
    [magic.as_slice(), &checksum(rest).to_le_bytes(), rest].concat()
}

/// What follows the checksum: the number of ids (u32), and as varints the number of characters, of
/// stretches of ids without a token (of each how far it is from the last and how long), of tokens that are
/// no plain merges (of each how far it is from the last, and the length of its left part if it is late, or
/// zero); the bytes that the first 256 ids are, and the coded characters and pairs of all others.
struct Header<'p> {
    tokens: usize,
    alphabet: usize,
    holes: Vec<Range<u32>>,
    special: Vec<Special<'p>>,
    bytes: &'p [u8; 256],
    coded: &'p [u8],
}

/// A token that is no plain merge.
struct Special<'p> {
    id: u32,
    /// The length of its left part, if it is late; zero, if it is a whole piece.
    split: u32,
    bytes: &'p [u8],
}

impl<'p> Header<'p> {
    fn read(packed: &'p [u8]) -> Option<Self> {
        let (tokens, rest) = packed.split_first_chunk()?;
        let tokens = usize::try_from(u32::from_le_bytes(*tokens)).ok()?;
        if !(256..=MOST_TOKENS).contains(&tokens) {
            return None;
        }
        let mut numbers = Numbers(rest);
        let alphabet = numbers.next()? as usize;
        let (holes_count, special_count) = (numbers.next()?, numbers.next()?);
        let mut end = 0;
        let mut holes = Vec::new();
        for _ in 0..holes_count {
            let (distance, length) = (numbers.next()?, numbers.next()?);
            let start = u32::checked_add(end, distance)?;
            end = start.checked_add(length)?;
            holes.push(start..end);
        }
        let mut id = 0;
        let mut special = Vec::new();
        for _ in 0..special_count {
            let (distance, split) = (numbers.next()?, numbers.next()?);
            id = u32::checked_add(id, distance)?;
            let length = numbers.next()? as usize;
            let (bytes, rest) = numbers.0.split_at_checked(length)?;
            numbers.0 = rest;
            special.push(Special { id, split, bytes });
        }
        let (bytes, coded) = numbers.0.split_first_chunk()?;
        Some(Self { tokens, alphabet, holes, special, bytes, coded })
    }

    fn unpack(&self) -> Option<Unpacked> {
        let mut pairs = vec![(NONE, NONE); 256];
        pairs.reserve_exact(self.tokens - 256);
        let mut lineage = Lineage::with_room_for(self.tokens);
        self.bytes.iter().for_each(|byte| lineage.push_byte(*byte));
        let mut reader = Reader::new(self.coded);
        let mut holes = self.holes.iter().peekable();
        let mut special = self.special.iter().peekable();
        for id in 256..self.tokens as u32 {
            while holes.next_if(|hole| hole.end <= id).is_some() {}
            pairs.push(if holes.peek().is_some_and(|hole| hole.contains(&id)) {
                lineage.push_hole();
                (NONE, NONE)
            } else if let Some(token) = special.next_if(|token| token.id == id) {
                lineage.push_bytes(token.bytes)?;
                (NONE, NONE)
            } else if (id as usize) < 256 + self.alphabet {
                lineage.push_character(&mut reader, '\0')?;
                (NONE, NONE)
            } else {
                lineage.push_pair(&mut reader, (0, 0))?
            });
        }
        let split = |token: &Special<'_>| (token.id, token.split);
        let (late, whole): (Vec<_>, Vec<_>) =
            self.special.iter().map(split).partition(|(_, split)| *split > 0);
        Some(Unpacked {
            tokens: lineage.tokens,
            pairs,
            alphabet: self.alphabet,
            whole_pieces: whole.into_iter().map(|(id, _)| id).collect(),
            late,
        })
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

/// What kind of vocabulary a list of tokens is.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "written by build scripts")]
pub struct Shape {
    /// How many of the ids behind the bytes are single characters, from which merges start. Zero where they
    /// start from bytes.
    pub alphabet: usize,
    /// From this id on, tokens are found as whole pieces only.
    pub whole_pieces_from: Option<u32>,
    /// What is done about a token that no merge reaches.
    pub unreachable: Unreachable,
}

impl Shape {
    /// Merges start from bytes and reach each token.
    pub const PLAIN: Self =
        Self { alphabet: 0, whole_pieces_from: None, unreachable: Unreachable::Refused };
}

/// What is done about a token that no merge reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "written by build scripts")]
pub enum Unreachable {
    /// The list is refused.
    Refused,
    /// It is found where a piece is it as a whole.
    WholePiece,
    /// It never comes.
    Hole,
}

/// Packs a vocabulary given as the bytes of each rank; `None` for one that is no ordinary token.
///
/// # Errors
///
/// When the first 256 are not the single bytes, or when merges don't reach a token and the shape doesn't
/// allow for that.
pub fn pack(tokens: &[Option<Vec<u8>>], shape: Shape) -> Result<Vec<u8>, PackError> {
    if !(256..=MOST_TOKENS).contains(&tokens.len()) {
        return Err(PackError::Count { count: tokens.len() });
    }
    let merged_end = shape.whole_pieces_from.map_or(tokens.len(), |from| from as usize);
    let ranks = ranks(tokens, merged_end);
    let mut singles = Vec::new();
    let mut holes: Vec<Range<u32>> = Vec::new();
    let mut special: Vec<Special<'_>> = Vec::new();
    let mut lineage = Lineage::with_room_for(tokens.len());
    let mut writer = Writer::default();
    for (id, token) in (0_u32..).zip(tokens) {
        let bytes = match token.as_deref() {
            Some(&[byte]) if id < 256 && !singles.contains(&byte) => {
                singles.push(byte);
                lineage.push_byte(byte);
                continue;
            }
            _ if id < 256 => return Err(PackError::NotAByte { id }),
            found => found.unwrap_or_default(),
        };
        let unreachable = || PackError::Unreachable { id, bytes: bytes.to_vec() };
        let character = || str::from_utf8(bytes).ok()?.chars().next();
        if (id as usize) < 256 + shape.alphabet && !bytes.is_empty() {
            let pushed = character().and_then(|c| lineage.push_character(&mut writer, c));
            pushed.ok_or_else(unreachable)?;
            continue;
        }
        let is_whole = shape.whole_pieces_from.is_some_and(|from| id >= from);
        let merged = if is_whole { None } else { origin(bytes, &ranks, shape.alphabet > 0) };
        let is_text = str::from_utf8(bytes).is_ok();
        let split = match merged {
            _ if bytes.is_empty() => None,
            Some(pair) if pair.0.max(pair.1) < id => {
                lineage.push_pair(&mut writer, pair).ok_or_else(unreachable)?;
                continue;
            }
            Some((left, _)) => {
                tokens.get(left as usize).and_then(|left| Some(left.as_ref()?.len()))
            }
            // What is no text is no piece.
            None if is_whole || shape.unreachable == Unreachable::WholePiece => {
                is_text.then_some(0)
            }
            None if shape.unreachable == Unreachable::Hole => None,
            None => return Err(unreachable()),
        };
        match split {
            Some(split) => {
                lineage.push_bytes(bytes).ok_or_else(unreachable)?;
                special.push(Special { id, split: split as u32, bytes });
            }
            None => {
                lineage.push_hole();
                match holes.last_mut().filter(|hole| hole.end == id) {
                    Some(hole) => hole.end += 1,
                    None => holes.push(id..id + 1),
                }
            }
        }
    }
    let mut rest = (tokens.len() as u32).to_le_bytes().to_vec();
    numbers::write(&mut rest, shape.alphabet as u32);
    numbers::write(&mut rest, holes.len() as u32);
    numbers::write(&mut rest, special.len() as u32);
    let mut end = 0;
    for hole in holes {
        numbers::write(&mut rest, hole.start - end);
        numbers::write(&mut rest, hole.end - hole.start);
        end = hole.end;
    }
    let mut last = 0;
    for Special { id, split, bytes } in special {
        for number in [id - last, split, bytes.len() as u32] {
            numbers::write(&mut rest, number);
        }
        rest.extend(bytes);
        last = id;
    }
    rest.extend(singles);
    rest.extend(writer.finish());
    Ok(closed(&rest, MAGIC))
}

/// The rank of the bytes of each of the first `end` tokens. Where characters are tokens, they are meant, not the bytes.
fn ranks(tokens: &[Option<Vec<u8>>], end: usize) -> HashMap<&[u8], u32> {
    let listed = (0..).zip(tokens).take(end);
    listed.filter_map(|(id, token)| Some((token.as_deref()?, id))).collect()
}

/// The last pair left when bytes are merged by the given ranks, lowest first, leftmost first.
fn origin(bytes: &[u8], ranks: &HashMap<&[u8], u32>, from_characters: bool) -> Option<(u32, u32)> {
    let mut parts: Vec<&[u8]> = bytes.chunks(1).collect();
    if from_characters {
        parts = str::from_utf8(bytes).ok()?.split_inclusive(|_| true).map(str::as_bytes).collect();
    }
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
