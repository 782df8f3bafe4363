//! Where merging starts: a token for each character, where that is safe, else one for each byte.
//!
//! Merging the three bytes of an ideograph takes two joins that nearly always end in the same token.
//! They can be skipped when nothing can come between. What could are tokens that take a part of the
//! character together with a neighbour: `x` + first bytes of `c`, or last bytes of `c` + `x`. Call them
//! straddling. A character `c` that is a token is *safe* between two neighbours when every
//! straddling token that fits them has a higher rank than `c`.
//!
//! # Why that is exact
//!
//! Joins happen in the order of rank, because a token is ranked above its parts. Consider the first
//! join that takes a part of a safe `c`, of rank `r`. It makes a straddling token, so `r` is above
//! `c`'s rank. Until then all joins that touched `c`'s bytes were among them, as if they were alone;
//! and alone they end in `c`, by joins of ranks up to `c`'s, all of which come before `r`. So `c` was
//! whole already and none of its parts could be taken: there is no such join. Hence `c` is always
//! completed, and every token over whole characters that contains it is ranked above it (its own bytes
//! merged alone complete `c` first, by the same argument). Starting from `c` therefore leaves all joins
//! and their order as they are.
//!
//! Which tokens straddle is looked up by two bytes: the neighbour's nearest and the character's first
//! (or last). That forgets the rest of the straddling token, so it errs to the side of bytes.

use super::pairs::NONE;

/// Characters up to U+FFFF have an entry; others start as bytes.
const DIRECT: usize = 0x1_0000;

pub(super) struct Characters {
    /// The token of each single byte.
    bytes: [u32; 256],
    /// The token that a character is, by scalar value, or [`NONE`].
    tokens: Vec<u32>,
    /// The lowest rank of a token that ends in an unfinished character, by the byte before that
    /// character and its first byte.
    before: Vec<u32>,
    /// The lowest rank of a token that begins in the middle of a character, by the last byte of that
    /// character and the byte after it.
    after: Vec<u32>,
}

impl Characters {
    pub(super) fn new() -> Self {
        let (tokens, table) = (vec![NONE; DIRECT], vec![NONE; 256 * 256]);
        Self { bytes: [NONE; 256], tokens, before: table.clone(), after: table }
    }

    /// Takes note of a token. Ids must come in order.
    pub(super) fn insert(&mut self, token: &[u8], id: u32) {
        if let [byte] = token {
            if let Some(slot) = self.bytes.get_mut(usize::from(*byte)) {
                *slot = id;
            }
            return;
        }
        if let Some((scalar, length)) = decode(token)
            && length == token.len()
        {
            if let Some(slot) = self.tokens.get_mut(scalar as usize) {
                *slot = id;
            }
            return;
        }
        let head = token.iter().take_while(|byte| **byte & 0xC0 == 0x80).count();
        if let Some([last, next]) = head.checked_sub(1).and_then(|at| token.get(at..at + 2)) {
            note(&mut self.after, *last, *next, id);
        }
        let lead = token.iter().rposition(|byte| *byte & 0xC0 != 0x80);
        if let Some(lead) = lead
            && token.get(lead..).is_some_and(|tail| decode(tail).is_none())
            && let Some([previous, first]) = lead.checked_sub(1).and_then(|at| token.get(at..=lead))
        {
            note(&mut self.before, *previous, *first, id);
        }
    }

    /// Appends the tokens that merging a piece starts from. The piece is UTF-8.
    pub(super) fn start(&self, piece: &[u8], symbols: &mut Vec<u32>) {
        let mut previous = None;
        let mut rest = piece;
        while let Some(first) = rest.first() {
            let (scalar, length) =
                if *first < 0x80 { (0, 1) } else { decode(rest).unwrap_or((0, 1)) };
            let (character, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            let token = self.tokens.get(scalar as usize).copied().unwrap_or(NONE);
            let last = character.last().copied().unwrap_or(0);
            let safe = |table: &[u32], one: Option<u8>, other: Option<u8>| match (one, other) {
                (Some(one), Some(other)) => token < lowest(table, one, other),
                _ => true,
            };
            if length > 1
                && token != NONE
                && safe(&self.before, previous, Some(*first))
                && safe(&self.after, Some(last), after.first().copied())
            {
                symbols.push(token);
            } else {
                let byte = |byte: &u8| self.bytes.get(usize::from(*byte)).copied().unwrap_or(NONE);
                symbols.extend(character.iter().map(byte));
            }
            previous = Some(last);
            rest = after;
        }
    }
}

fn note(table: &mut [u32], first: u8, second: u8, id: u32) {
    if let Some(slot) = table.get_mut(usize::from(first) << 8 | usize::from(second)) {
        *slot = id.min(*slot);
    }
}

#[inline]
fn lowest(table: &[u32], first: u8, second: u8) -> u32 {
    table.get(usize::from(first) << 8 | usize::from(second)).copied().unwrap_or(NONE)
}

/// The character beyond ASCII that bytes begin with, as scalar value and length; nothing when they
/// begin in the middle of one or end before its end.
#[inline]
fn decode(bytes: &[u8]) -> Option<(u32, usize)> {
    let tail = |byte: u8| u32::from(byte & 0x3F);
    match *bytes {
        [a @ 0xC0..0xE0, b, ..] => Some((u32::from(a & 0x1F) << 6 | tail(b), 2)),
        [a @ 0xE0..0xF0, b, c, ..] => Some((u32::from(a & 0x0F) << 12 | tail(b) << 6 | tail(c), 3)),
        [a @ 0xF0..=0xFF, b, c, d, ..] => {
            Some((u32::from(a & 7) << 18 | tail(b) << 12 | tail(c) << 6 | tail(d), 4))
        }
        _ => None,
    }
}
