//! The tokens of the pieces that were met lately.
//!
//! A text says the same again and again: nine pieces in ten were met among the last few thousand. This
//! table is nearer to the processor than the one of all tokens, and it knows of pieces of several tokens
//! too.

use super::key::Key;

/// Pieces that one key holds: nearly all in languages with spaces.
pub(super) type Short = Known<1, 16>;

/// Longer pieces: long words, and clauses in languages without spaces.
pub(super) type Longer = Known<3, 14>;

/// Knows two to the power of `BITS` pieces of up to `N` keys. A slot is overwritten by the next piece that
/// falls on it.
pub(super) struct Known<const N: usize, const BITS: u32> {
    /// Keys, with a piece's number of tokens in the four bits that the first one leaves free.
    slots: Vec<[Key; N]>,
    /// The tokens of pieces of up to [`MOST`], in eighteen bits each, the first one lowest.
    ids: Vec<u64>,
}

const FREE: u32 = 60;
const ID_BITS: u32 = 18;

/// So many tokens of a piece are kept; of more, only their number is, up to [`COUNTED`].
const MOST: usize = 3;
const COUNTED: usize = 15;

impl<const N: usize, const BITS: u32> Default for Known<N, BITS> {
    fn default() -> Self {
        Self { slots: vec![[Key::default(); N]; 1 << BITS], ids: vec![0; 1 << BITS] }
    }
}

impl<const N: usize, const BITS: u32> Known<N, BITS> {
    /// The longest piece, in bytes.
    pub(super) const LONGEST: usize = N * Key::LONGEST;

    /// The keys of the piece of `length` bytes of `text` from `start` on, at most [`Self::LONGEST`].
    #[inline]
    pub(super) fn keys(text: &[u8], start: usize, length: usize) -> [Key; N] {
        std::array::from_fn(|part| {
            let before = part * Key::LONGEST;
            Key::at(text, start + before, length.saturating_sub(before).min(Key::LONGEST))
        })
    }

    /// The number of tokens of a piece, if it is known.
    #[inline]
    pub(super) fn count(&self, keys: [Key; N]) -> Option<usize> {
        let slot = self.slots.get(place::<N, BITS>(&keys))?;
        let (first, rest) = slot.split_first()?;
        let (key, keys) = keys.split_first()?;
        let same = first.low == key.low && (first.high ^ key.high) << (64 - FREE) == 0;
        (same && rest == keys).then_some((first.high >> FREE) as usize)
    }

    /// Appends the tokens of a piece, if they are known.
    #[inline]
    pub(super) fn append(&self, keys: [Key; N], tokens: &mut Vec<u32>) -> bool {
        let ids = self.ids.get(place::<N, BITS>(&keys));
        let (Some(count @ ..=MOST), Some(&(mut ids))) = (self.count(keys), ids) else {
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
    pub(super) fn keep(&mut self, mut keys: [Key; N], tokens: &[u32]) {
        let place = place::<N, BITS>(&keys);
        if let (Some(slot), Some(ids), Some(first)) =
            (self.slots.get_mut(place), self.ids.get_mut(place), keys.first_mut())
            && tokens.len() <= COUNTED
        {
            first.high |= (tokens.len() as u64) << FREE;
            let packed = tokens.iter().take(MOST).rev();
            *ids = packed.fold(0, |packed, id| packed << ID_BITS | u64::from(*id));
            *slot = keys;
        }
    }
}

#[inline]
fn place<const N: usize, const BITS: u32>(keys: &[Key; N]) -> usize {
    let hash = keys.iter().fold(0, |hash: u64, key| hash.rotate_left(9) ^ key.hash());
    (hash >> (64 - BITS)) as usize
}
