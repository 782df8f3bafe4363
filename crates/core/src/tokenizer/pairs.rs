//! Which token two neighbouring tokens join to.

/// No token: two neighbours that don't join. Above every id, so that it is never the lowest rank.
pub(super) const NONE: u32 = u32::MAX;

/// An open-addressed table from pairs to tokens, and back. A slot is `left`, `right` and the token
/// they join to, 18, 18 and 18 bits of one word, zero when empty.
pub(super) struct Pairs {
    slots: Vec<u64>,
    shift: u32,
    parts: Vec<(u32, u32)>,
}

const ID_BITS: u32 = 18;

impl Pairs {
    /// The table of `parts`, which holds each token's pair by id, `(NONE, NONE)` when it has none.
    pub(super) fn new(parts: Vec<(u32, u32)>) -> Self {
        let bits = (parts.len() * 2).next_power_of_two().trailing_zeros().max(1);
        let mut pairs = Self { slots: vec![0; 1 << bits], shift: 64 - bits, parts: Vec::new() };
        for (id, &(left, right)) in (0_u64..).zip(&parts) {
            if left != NONE {
                pairs.insert(key(left, right), id);
            }
        }
        pairs.parts = parts;
        pairs
    }

    fn insert(&mut self, key: u64, id: u64) {
        let mut at = self.home(key);
        let mask = self.slots.len() - 1;
        while let Some(slot) = self.slots.get_mut(at) {
            if *slot == 0 {
                *slot = key << ID_BITS | id;
                return;
            }
            at = (at + 1) & mask;
        }
    }

    fn home(&self, key: u64) -> usize {
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize
    }

    /// How many ids there are.
    pub(super) fn tokens(&self) -> usize {
        self.parts.len()
    }

    /// The token that `left` and `right` join to, or [`NONE`].
    #[inline]
    pub(super) fn join(&self, left: u32, right: u32) -> u32 {
        let key = key(left, right);
        let mut at = self.home(key);
        let mask = self.slots.len() - 1;
        while let Some(&slot) = self.slots.get(at) {
            if slot >> ID_BITS == key && slot != 0 {
                return (slot & ((1 << ID_BITS) - 1)) as u32;
            }
            if slot == 0 {
                break;
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

#[inline]
fn key(left: u32, right: u32) -> u64 {
    u64::from(left) << ID_BITS | u64::from(right)
}
