//! Whole pieces and how many tokens they have, found by one look-up.

use super::window::{Key, Window};

/// A table of the tokens that a piece may be, by their bytes. Tokens too long for a key are few and
/// are merged.
///
/// Slots are in fours, one line of a processor's cache. A token is in the first four with room, from
/// its own on. Tokens come in order of rank, so where several share a four the most frequent is first,
/// and looking at them in turn nearly always ends there.
pub(super) struct Pieces {
    fours: Vec<[Key; 4]>,
    ids: Vec<[u32; 4]>,
    shift: u32,
}

const EMPTY: Key = [0; 2];

impl Pieces {
    pub(super) fn with_room_for(tokens: usize) -> Self {
        let bits = (tokens * 5 / 4).next_power_of_two().trailing_zeros().max(3) - 2;
        Self { fours: vec![[EMPTY; 4]; 1 << bits], ids: vec![[0; 4]; 1 << bits], shift: 64 - bits }
    }

    /// Adds a token, unless it is too long.
    pub(super) fn insert(&mut self, token: &[u8], id: u32) {
        if token.is_empty() || token.len() > Window::KEY_BYTES {
            return;
        }
        let key = Window::at(token, 0).key(token.len());
        let mask = self.fours.len() - 1;
        let mut at = self.home(key);
        while let (Some(four), Some(ids)) = (self.fours.get_mut(at), self.ids.get_mut(at)) {
            if let Some((slot, slot_id)) =
                four.iter_mut().zip(ids).find(|(slot, _)| **slot == EMPTY)
            {
                (*slot, *slot_id) = (key, id);
                return;
            }
            at = (at + 1) & mask;
        }
    }

    /// Whether the piece is a token.
    #[inline]
    pub(super) fn has(&self, key: Key) -> bool {
        self.find(key).is_some()
    }

    /// The token that the piece is.
    #[inline]
    pub(super) fn get(&self, key: Key) -> Option<u32> {
        let (at, place) = self.find(key)?;
        self.ids.get(at)?.get(place).copied()
    }

    /// Which four the key is in, and where among them.
    #[inline]
    fn find(&self, key: Key) -> Option<(usize, usize)> {
        let mask = self.fours.len() - 1;
        let mut at = self.home(key);
        loop {
            for (place, slot) in self.fours.get(at)?.iter().enumerate() {
                if slot[1] == key[1] && slot[0] == key[0] {
                    return Some((at, place));
                }
                if *slot == EMPTY {
                    return None;
                }
            }
            at = (at + 1) & mask;
        }
    }

    #[inline]
    fn home(&self, key: Key) -> usize {
        (mix(key) >> self.shift) as usize
    }
}

/// How many tokens the pieces have that were merged lately: names, numbers and words that are not
/// tokens come again and again. A slot is overwritten by the next piece that falls on it.
pub(super) struct Merged {
    slots: Vec<(Key, usize)>,
}

const MERGED_BITS: u32 = 13;

impl Default for Merged {
    fn default() -> Self {
        Self { slots: vec![([0; 2], 0); 1 << MERGED_BITS] }
    }
}

impl Merged {
    /// The number of tokens of the piece, made by `merge` when it is not known.
    #[inline]
    pub(super) fn count(&mut self, key: Key, merge: impl FnOnce() -> usize) -> usize {
        match self.slots.get_mut((mix(key) >> (64 - MERGED_BITS)) as usize) {
            Some((known, count)) if *known == key => *count,
            Some(slot) => {
                *slot = (key, merge());
                slot.1
            }
            None => merge(),
        }
    }
}

/// Every bit of a key reaches the top bits of the product.
#[inline]
fn mix([low, high]: Key) -> u64 {
    let folded = low ^ high.rotate_left(23).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (folded ^ folded >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}
