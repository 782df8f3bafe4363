//! Which token two neighbouring tokens join to.

use super::ids::Ids;

/// No token: two neighbours that don't join. Above every id, so that it is never the lowest rank.
pub(super) const NONE: u32 = u32::MAX;

/// A table from pairs to tokens.
pub(super) struct Pairs {
    ids: Ids,
    /// The two tokens that each is joined from, twice [`NONE`] for a single byte.
    parts: Vec<(u32, u32)>,
}

impl Pairs {
    /// The table of `parts`, which holds each token's pair by id, `(NONE, NONE)` when it has none.
    pub(super) fn new(parts: Vec<(u32, u32)>) -> Self {
        let mut ids = Ids::with_room_for(parts.len());
        for (id, &(left, right)) in (0_u32..).zip(&parts) {
            if left != NONE {
                ids.insert(hash(left, right), id);
            }
        }
        Self { ids, parts }
    }

    /// How many ids there are.
    pub(super) fn tokens(&self) -> usize {
        self.parts.len()
    }

    /// The token that `left` and `right` join to, or [`NONE`].
    #[inline]
    pub(super) fn join(&self, left: u32, right: u32) -> u32 {
        let is_it = |id: u32| self.parts.get(id as usize) == Some(&(left, right));
        self.ids.find(hash(left, right), is_it).unwrap_or(NONE)
    }

    /// The two tokens that `id` is joined from.
    #[inline]
    pub(super) fn parts(&self, id: u32) -> Option<(u32, u32)> {
        self.parts.get(id as usize).copied().filter(|(left, _)| *left != NONE)
    }
}

#[inline]
fn hash(left: u32, right: u32) -> u64 {
    (u64::from(left) << 32 | u64::from(right)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
