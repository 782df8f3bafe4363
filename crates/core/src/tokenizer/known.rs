//! How many tokens the pieces have that were met lately.
//!
//! A text says the same again and again: nine pieces in ten were met among the last few thousand. This
//! table is small enough to be near the processor, where the one of all tokens is not, and it knows
//! of pieces of several tokens too.

use super::key::Key;

/// A slot is overwritten by the next piece that falls on it.
pub(super) struct Known {
    /// Keys, with a piece's number of tokens in the four bits that a key leaves free. A piece of fifteen
    /// bytes has at most as many tokens.
    slots: Vec<Key>,
    /// The token of a piece that is one.
    ids: Vec<u32>,
}

const BITS: u32 = 13;
const FREE: u32 = 60;

impl Default for Known {
    fn default() -> Self {
        Self { slots: vec![Key::default(); 1 << BITS], ids: vec![0; 1 << BITS] }
    }
}

impl Known {
    /// The number of tokens of a piece, if it is known.
    #[inline]
    pub(super) fn count(&self, key: Key) -> Option<usize> {
        let slot = self.slots.get(place(key))?;
        let same = slot.low == key.low && (slot.high ^ key.high) << (64 - FREE) == 0;
        same.then_some((slot.high >> FREE) as usize)
    }

    /// The token that a piece is, if that is known.
    #[inline]
    pub(super) fn token(&self, key: Key) -> Option<u32> {
        if self.count(key) == Some(1) { self.ids.get(place(key)).copied() } else { None }
    }

    /// Keeps the tokens of a piece.
    #[inline]
    pub(super) fn keep(&mut self, key: Key, tokens: &[u32]) {
        let place = place(key);
        if let (Some(slot), Some(id), [first, ..]) =
            (self.slots.get_mut(place), self.ids.get_mut(place), tokens)
        {
            *slot = Key { low: key.low, high: key.high | (tokens.len() as u64) << FREE };
            *id = *first;
        }
    }
}

#[inline]
fn place(key: Key) -> usize {
    (key.hash() >> (64 - BITS)) as usize
}
