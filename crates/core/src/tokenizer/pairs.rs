//! Which token two neighbouring tokens join to.

/// No token: two neighbours that don't join. Above every id, so that it is never the lowest rank.
pub(super) const NONE: u32 = u32::MAX;

/// An open-addressed table from pairs to tokens.
///
/// A slot is the token's id and some bits of the pair's hash in one word of 32 bits, zero when empty;
/// whether it is really that pair is read from the list of parts, and only if those bits agree. So
/// the table stays small enough to be near the processor, and most look-ups, which find nothing, touch
/// nothing else.
pub(super) struct Pairs {
    slots: Vec<u32>,
    /// How far to shift a hash for a slot's number.
    shift: u32,
    /// The two tokens that each is joined from, twice [`NONE`] for a single byte.
    parts: Vec<(u32, u32)>,
}

const ID_BITS: u32 = 18;

impl Pairs {
    /// The table of `parts`, which holds each token's pair by id, `(NONE, NONE)` when it has none.
    pub(super) fn new(parts: Vec<(u32, u32)>) -> Self {
        let bits = (parts.len() * 2).next_power_of_two().trailing_zeros().max(1);
        let mut slots = vec![0; 1 << bits];
        let shift = 64 - bits;
        for (id, &(left, right)) in (0_u32..).zip(&parts) {
            if left != NONE {
                insert(&mut slots, shift, hash(left, right), id);
            }
        }
        Self { slots, shift, parts }
    }

    /// How many ids there are.
    pub(super) fn tokens(&self) -> usize {
        self.parts.len()
    }

    /// The token that `left` and `right` join to, or [`NONE`].
    #[inline]
    pub(super) fn join(&self, left: u32, right: u32) -> u32 {
        let hash = hash(left, right);
        let mask = self.slots.len() - 1;
        let mut at = (hash >> self.shift) as usize;
        while let Some(&slot) = self.slots.get(at)
            && slot != 0
        {
            let id = slot & ((1 << ID_BITS) - 1);
            if (slot ^ tag(hash)) >> ID_BITS == 0
                && self.parts.get(id as usize) == Some(&(left, right))
            {
                return id;
            }
            at = (at + 1) & mask;
        }
        NONE
    }

    /// The two tokens that `id` is joined from.
    #[inline]
    pub(super) fn parts(&self, id: u32) -> Option<(u32, u32)> {
        self.parts.get(id as usize).copied().filter(|(left, _)| *left != NONE)
    }
}

fn insert(slots: &mut [u32], shift: u32, hash: u64, id: u32) {
    let mask = slots.len() - 1;
    let mut at = (hash >> shift) as usize;
    while let Some(slot) = slots.get_mut(at) {
        if *slot == 0 {
            *slot = tag(hash) | id;
            return;
        }
        at = (at + 1) & mask;
    }
}

#[inline]
fn hash(left: u32, right: u32) -> u64 {
    (u64::from(left) << 32 | u64::from(right)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The bits of a hash that a slot keeps, above an id: not those that say which slot it is. One is
/// always set, so that no slot in use is zero.
#[inline]
fn tag(hash: u64) -> u32 {
    (hash >> 16) as u32 >> ID_BITS << ID_BITS | 1 << 31
}
