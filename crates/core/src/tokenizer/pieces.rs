//! The tokens a whole piece may be, found by a single look-up.

/// Longer pieces are merged: few tokens are longer, and merging finds them as well.
const LONGEST: usize = 15;

/// An open-addressed table of tokens by their bytes. A key is the bytes in the low end of two words
/// and their number in the highest byte, so comparing keys compares texts.
pub(super) struct Pieces {
    keys: Vec<[u64; 2]>,
    ids: Vec<u32>,
    shift: u32,
}

impl Pieces {
    pub(super) fn with_room_for(tokens: usize) -> Self {
        let bits = (tokens * 5 / 4).next_power_of_two().trailing_zeros().max(1);
        Self { keys: vec![[0; 2]; 1 << bits], ids: vec![0; 1 << bits], shift: 64 - bits }
    }

    /// Adds a token, unless it is too long.
    pub(super) fn insert(&mut self, token: &[u8], id: u32) {
        let Some(key) = key(token) else { return };
        let mask = self.keys.len() - 1;
        let mut at = self.home(key);
        while let (Some(slot), Some(value)) = (self.keys.get_mut(at), self.ids.get_mut(at)) {
            if *slot == [0; 2] {
                (*slot, *value) = (key, id);
                return;
            }
            at = (at + 1) & mask;
        }
    }

    /// The token that the whole piece is.
    #[inline]
    pub(super) fn get(&self, piece: &[u8]) -> Option<u32> {
        let key = key(piece)?;
        let mask = self.keys.len() - 1;
        let mut at = self.home(key);
        loop {
            let slot = self.keys.get(at)?;
            if *slot == key {
                return self.ids.get(at).copied();
            }
            if *slot == [0; 2] {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    fn home(&self, [low, high]: [u64; 2]) -> usize {
        let mixed = (low ^ high.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        (mixed >> self.shift) as usize
    }
}

#[inline]
fn key(piece: &[u8]) -> Option<[u64; 2]> {
    if piece.is_empty() || piece.len() > LONGEST {
        return None;
    }
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(piece).for_each(|(to, from)| *to = *from);
    let word = u128::from_le_bytes(bytes) | (piece.len() as u128) << 120;
    Some([word as u64, (word >> 64) as u64])
}
