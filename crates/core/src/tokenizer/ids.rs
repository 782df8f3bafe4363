//! An open-addressed table of tokens, found by a hash of what they stand for.

/// A slot is the token's id and some bits of the hash in one word of 32 bits, zero when empty; whether it
/// is really that token, the caller looks up where tokens are kept, and only if those bits agree. So
/// the table stays small enough to be near the processor, and most look-ups that find nothing touch
/// nothing else.
pub(super) struct Ids {
    slots: Vec<u32>,
    /// How far to shift a hash for a slot's number.
    shift: u32,
}

const ID_BITS: u32 = 18;

impl Ids {
    /// An empty table for up to `count` ids below 2¹⁸. Half of its slots stay empty.
    pub(super) fn with_room_for(count: usize) -> Self {
        let bits = (count * 2).next_power_of_two().trailing_zeros().max(1);
        Self { slots: vec![0; 1 << bits], shift: u64::BITS - bits }
    }

    /// Adds an id, unless the table is full.
    #[inline]
    pub(super) fn insert(&mut self, hash: u64, id: u32) {
        let mask = self.slots.len() - 1;
        let home = (hash >> self.shift) as usize;
        for at in home..=home + mask {
            if let Some(slot) = self.slots.get_mut(at & mask)
                && *slot == 0
            {
                *slot = tag(hash) | id;
                return;
            }
        }
    }

    /// The first id under this hash that `is_it` agrees to.
    #[inline]
    pub(super) fn find(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut at = (hash >> self.shift) as usize;
        while let Some(&slot) = self.slots.get(at)
            && slot != 0
        {
            let id = slot & ((1 << ID_BITS) - 1);
            if (slot ^ tag(hash)) >> ID_BITS == 0 && is_it(id) {
                return Some(id);
            }
            at = (at + 1) & mask;
        }
        None
    }
}

/// Thirteen bits of a hash, which a slot keeps above an id: those below the nineteen that say which slot it
/// is in the largest table. Above them one is always set, so that no slot in use is zero.
#[inline]
fn tag(hash: u64) -> u32 {
    (hash >> 13) as u32 >> ID_BITS << ID_BITS | 1 << 31
}
