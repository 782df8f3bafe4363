//! Short texts as numbers: one comparison tells whether two are the same.

/// Up to fifteen bytes in the low end of two words. Above them, four bits are their number and four are
/// kept free.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) low: u64,
    pub(super) high: u64,
}

const SIZE: usize = 16;

/// What keeps the first bytes of a key, by their number.
static FIRST: [[u64; 2]; SIZE] = {
    let mut masks = [[0; 2]; SIZE];
    let mut rest = masks.as_mut_slice();
    let mut mask = 0_u128;
    while let [[low, high], tail @ ..] = rest {
        (*low, *high) = (mask as u64, (mask >> 64) as u64);
        mask = mask << 8 | 0xFF;
        rest = tail;
    }
    masks
};

impl Key {
    /// The longest text that has a key.
    pub(super) const LONGEST: usize = SIZE - 1;

    /// The key of the `length` bytes of `text` from `start` on, at most [`Self::LONGEST`].
    #[inline]
    pub(super) fn at(text: &[u8], start: usize, length: usize) -> Self {
        match text.get(start..).and_then(<[u8]>::first_chunk) {
            Some(bytes) => Self::of(*bytes, length),
            None => Self::at_end(text, start, length),
        }
    }

    #[cold]
    fn at_end(text: &[u8], start: usize, length: usize) -> Self {
        let mut bytes = [0; SIZE];
        let rest = text.get(start..).unwrap_or_default();
        bytes.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        Self::of(bytes, length)
    }

    #[inline]
    fn of(bytes: [u8; SIZE], length: usize) -> Self {
        let both = u128::from_le_bytes(bytes);
        let [low, high] = FIRST.get(length).copied().unwrap_or_default();
        let length = (length as u64) << 56;
        Self { low: both as u64 & low, high: (both >> 64) as u64 & high | length }
    }

    /// A hash, whose top bits depend on every bit of the key.
    #[inline]
    pub(super) fn hash(self) -> u64 {
        let folded = self.low ^ self.high.rotate_left(23).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (folded ^ folded >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93)
    }
}

/// The hash of a text of any length; of one that has a key, the key's.
#[inline]
pub(super) fn hash(text: &[u8], start: usize, length: usize) -> u64 {
    if length <= Key::LONGEST {
        return Key::at(text, start, length).hash();
    }
    let end = start + length;
    (start..end).step_by(Key::LONGEST).fold(0_u64, |hash, at| {
        let part = Key::at(text, at, Key::LONGEST.min(end - at));
        part.hash() ^ hash.rotate_left(7)
    })
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn keys_tell_texts_apart() {
        let text = b"abcdefghijklmnopq\0\0";
        for length in 1..=Key::LONGEST {
            let key = Key::at(text, 0, length);
            assert!(key == Key::at(&text[..length], 0, length));
            assert!(key != Key::at(text, 1, length));
            assert!(key != Key::at(text, 0, length - 1));
            assert!(Key::at(text, 17, 1) != Key::at(text, 17, 2));
        }
    }
}
