//! The tokens of the pieces that were met lately.
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
    /// The tokens of pieces of up to [`MOST`], in eighteen bits each, the first one lowest.
    ids: Vec<u64>,
}

const BITS: u32 = 14;
const FREE: u32 = 60;
const ID_BITS: u32 = 18;

/// So many tokens of a piece are kept; of more, only their number is.
const MOST: usize = 3;

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

    /// Appends the tokens of a piece, if they are known.
    #[inline]
    pub(super) fn append(&self, key: Key, tokens: &mut Vec<u32>) -> bool {
        let (Some(count @ ..=MOST), Some(&(mut ids))) = (self.count(key), self.ids.get(place(key)))
        else {
            return false;
        };
        for _ in 0..count {
            tokens.push(ids as u32 & ((1 << ID_BITS) - 1));
            ids >>= ID_BITS;
        }
        true
    }

    /// Keeps the tokens of a piece.
    #[inline]
    pub(super) fn keep(&mut self, key: Key, tokens: &[u32]) {
        let place = place(key);
        let packed = tokens.iter().take(MOST).rev();
        let packed = packed.fold(0, |packed, id| packed << ID_BITS | u64::from(*id));
        if let (Some(slot), Some(ids)) = (self.slots.get_mut(place), self.ids.get_mut(place)) {
            *slot = Key { low: key.low, high: key.high | (tokens.len() as u64) << FREE };
            *ids = packed;
        }
    }
}

#[inline]
fn place(key: Key) -> usize {
    (key.hash() >> (64 - BITS)) as usize
}
