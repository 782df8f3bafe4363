//! Which token two neighbouring tokens join to.

/// No token: two neighbours that don't join. Above every id, so that it is never the lowest rank.
pub(super) const NONE: u32 = u32::MAX;

/// An open-addressed table from pairs to tokens.
///
/// A slot is the left token, the right one and what they join to, in 18 bits each, zero when empty (no
/// pair joins to token zero), so one look at memory answers. Most pairs that are asked for don't join, and
/// of these most have a zero in a set of hashes that is small enough to be near the processor.
pub(super) struct Pairs {
    slots: Vec<u64>,
    /// How far to shift a hash for a slot's number.
    shift: u32,
    hashes: Vec<u64>,
    /// Whether every token is ranked above those it is joined from.
    rises: bool,
}

/// The set of hashes has two to this power bits for each slot.
const HASH_BITS: u32 = 2;

const ID_BITS: u32 = 18;

impl Pairs {
    /// The table of `parts`, which holds each token's pair by id, `(NONE, NONE)` when it has none. Ids are
    /// below 2¹⁸, and those of the 256 bytes are joined from nothing, so some slots stay empty.
    pub(super) fn new(parts: &[(u32, u32)]) -> Self {
        let bits = parts.len().next_power_of_two().trailing_zeros().max(8);
        let mut slots = vec![0; 1 << bits];
        let mut hashes = vec![0; 1 << (bits + HASH_BITS) >> 6];
        let shift = u64::BITS - bits;
        let mask = slots.len() - 1;
        for (id, &(left, right)) in (0_u64..).zip(parts) {
            if left == NONE {
                continue;
            }
            let pair = pair(left, right);
            let hash = hash(pair);
            if let Some(bits) = hashes.get_mut(word(hash, shift)) {
                *bits |= 1 << bit(hash, shift);
            }
            let mut at = (hash >> shift) as usize;
            while let Some(slot) = slots.get_mut(at) {
                if *slot == 0 {
                    *slot = pair << ID_BITS | id;
                    break;
                }
                at = (at + 1) & mask;
            }
        }
        let mut ranked = (0_u32..).zip(parts).filter(|(_, pair)| pair.0 != NONE);
        let rises = ranked.all(|(id, (left, right))| *left.max(right) < id);
        Self { slots, shift, hashes, rises }
    }

    /// Whether every token is ranked above those it is joined from.
    pub(super) fn rises(&self) -> bool {
        self.rises
    }

    /// The token that `left` and `right` join to, or [`NONE`].
    #[inline]
    pub(super) fn join(&self, left: u32, right: u32) -> u32 {
        let pair = pair(left, right);
        let hash = hash(pair);
        let bits = self.hashes.get(word(hash, self.shift)).copied().unwrap_or(0);
        if bits >> bit(hash, self.shift) & 1 == 0 {
            return NONE;
        }
        let mut at = (hash >> self.shift) as usize;
        while let Some(&slot) = self.slots.get(at)
            && slot != 0
        {
            if slot >> ID_BITS == pair {
                return slot as u32 & ((1 << ID_BITS) - 1);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        NONE
    }
}

#[inline]
fn pair(left: u32, right: u32) -> u64 {
    u64::from(left) << ID_BITS | u64::from(right)
}

#[inline]
fn hash(pair: u64) -> u64 {
    pair.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Which word of the set a hash is in.
#[inline]
fn word(hash: u64, shift: u32) -> usize {
    (hash >> (shift + 6 - HASH_BITS)) as usize
}

/// Which bit of the word.
#[inline]
fn bit(hash: u64, shift: u32) -> u64 {
    hash >> (shift - HASH_BITS) & 63
}
