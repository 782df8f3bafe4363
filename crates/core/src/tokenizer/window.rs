//! Sixteen bytes of a text looked at together: as a key, and as a mask of what kind each byte is.
//!
//! Masks have one bit per byte, the first byte lowest, so a run's length is a count of trailing ones
//! and finding where a word ends needs no loop, whose end a processor could not foresee. With SIMD
//! (x86-64 always has it, WebAssembly when built with `simd128`) a mask is a few instructions; without,
//! the same is done on two words of eight bytes, about half as fast.

use lanes::Lanes;

/// Sixteen bytes from some place in a text on; zeros after its end.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    low: u64,
    high: u64,
}

/// Bytes compared as text: up to fifteen in the low end of two words, their number in the top byte.
pub(crate) type Key = [u64; 2];

impl Window {
    /// How many bytes a window has.
    pub(crate) const SIZE: usize = 16;
    /// How many bytes a key has room for.
    pub(crate) const KEY_BYTES: usize = 15;

    #[inline]
    pub(crate) fn at(text: &[u8], start: usize) -> Self {
        match text.get(start..).and_then(<[u8]>::first_chunk) {
            Some(bytes) => Self::of(*bytes),
            None => Self::at_end(text, start),
        }
    }

    #[cold]
    fn at_end(text: &[u8], start: usize) -> Self {
        let mut bytes = [0; Self::SIZE];
        let rest = text.get(start..).unwrap_or_default();
        bytes.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        Self::of(bytes)
    }

    #[inline]
    fn of(bytes: [u8; Self::SIZE]) -> Self {
        let both = u128::from_le_bytes(bytes);
        Self { low: both as u64, high: (both >> 64) as u64 }
    }

    /// The key of the first `length` bytes, 1 to [`Self::KEY_BYTES`] of them.
    #[inline]
    pub(crate) fn key(self, length: usize) -> Key {
        let bits = 8 * length as u32;
        let tag = (length as u64) << 56;
        if length <= 8 {
            [self.low & u64::MAX >> ((64 - bits) & 63), tag]
        } else {
            [self.low, self.high & u64::MAX >> ((128 - bits) & 63) | tag]
        }
    }

    /// The byte at `at`, which is taken modulo the window's size.
    #[inline]
    pub(crate) fn byte(self, at: u32) -> u8 {
        let word = if at & 8 == 0 { self.low } else { self.high };
        (word >> (8 * (at & 7))) as u8
    }

    /// Which bytes are `a` to `z`.
    #[inline]
    pub(crate) fn lower(self) -> u32 {
        self.lanes().within(b'a', b'z').mask()
    }

    /// Which bytes are `A` to `Z`.
    #[inline]
    pub(crate) fn upper(self) -> u32 {
        self.lanes().within(b'A', b'Z').mask()
    }

    /// Which bytes are ASCII letters.
    #[inline]
    pub(crate) fn letters(self) -> u32 {
        self.letter_lanes().mask()
    }

    /// Which bytes are ASCII whitespace: 9 to 13 and 32.
    #[inline]
    pub(crate) fn whitespace(self) -> u32 {
        self.whitespace_lanes().mask()
    }

    /// Which bytes are carriage returns and line feeds.
    #[inline]
    pub(crate) fn newlines(self) -> u32 {
        let lanes = self.lanes();
        lanes.within(b'\r', b'\r').or(lanes.within(b'\n', b'\n')).mask()
    }

    /// Which bytes are ASCII digits.
    #[inline]
    pub(crate) fn digits(self) -> u32 {
        self.lanes().within(b'0', b'9').mask()
    }

    /// Which bytes are ASCII and none of letter, digit and whitespace.
    #[inline]
    pub(crate) fn symbols(self) -> u32 {
        let digits = self.lanes().within(b'0', b'9');
        let others = self.letter_lanes().or(digits).or(self.whitespace_lanes());
        // A byte beyond ASCII has its top bit set, which is the bit that makes the mask.
        !others.or(self.lanes()).mask() & 0xFFFF
    }

    #[inline]
    fn letter_lanes(self) -> Lanes {
        const CASE: u64 = 0x2020_2020_2020_2020;
        Lanes::new(self.low | CASE, self.high | CASE).within(b'a', b'z')
    }

    #[inline]
    fn whitespace_lanes(self) -> Lanes {
        let lanes = self.lanes();
        lanes.within(9, 13).or(lanes.within(b' ', b' '))
    }

    #[inline]
    fn lanes(self) -> Lanes {
        Lanes::new(self.low, self.high)
    }
}

/// Sixteen bytes side by side. `within` sets the top bit of those from `first` to `last`, both in ASCII;
/// `mask` gathers the top bits.
#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "SSE2 is called; every x86-64 has it")]
mod lanes {
    use core::arch::x86_64::{
        __m128i, _mm_and_si128, _mm_cmpgt_epi8, _mm_movemask_epi8, _mm_or_si128, _mm_set_epi64x,
        _mm_set1_epi8,
    };

    #[derive(Clone, Copy)]
    pub(super) struct Lanes(__m128i);

    // SAFETY, for each call: x86-64 includes SSE2.
    impl Lanes {
        #[inline]
        pub(super) fn new(low: u64, high: u64) -> Self {
            Self(unsafe { _mm_set_epi64x(high as i64, low as i64) })
        }

        /// As signed numbers, bytes beyond ASCII are below all others.
        #[inline]
        pub(super) fn within(self, first: u8, last: u8) -> Self {
            Self(unsafe {
                let from = _mm_cmpgt_epi8(self.0, _mm_set1_epi8(first as i8 - 1));
                let to = _mm_cmpgt_epi8(_mm_set1_epi8(last as i8 + 1), self.0);
                _mm_and_si128(from, to)
            })
        }

        #[inline]
        pub(super) fn or(self, other: Self) -> Self {
            Self(unsafe { _mm_or_si128(self.0, other.0) })
        }

        #[inline]
        pub(super) fn mask(self) -> u32 {
            unsafe { _mm_movemask_epi8(self.0) as u32 }
        }
    }
}

/// As above, with WebAssembly's SIMD.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod lanes {
    use core::arch::wasm32::{
        i8x16_bitmask, u8x16_le, u8x16_splat, u8x16_sub, u64x2, v128, v128_or,
    };

    #[derive(Clone, Copy)]
    pub(super) struct Lanes(v128);

    impl Lanes {
        #[inline]
        pub(super) fn new(low: u64, high: u64) -> Self {
            Self(u64x2(low, high))
        }

        #[inline]
        pub(super) fn within(self, first: u8, last: u8) -> Self {
            let above = u8x16_sub(self.0, u8x16_splat(first));
            Self(u8x16_le(above, u8x16_splat(last - first)))
        }

        #[inline]
        pub(super) fn or(self, other: Self) -> Self {
            Self(v128_or(self.0, other.0))
        }

        #[inline]
        pub(super) fn mask(self) -> u32 {
            u32::from(i8x16_bitmask(self.0))
        }
    }
}

/// As above, on two words of eight bytes.
#[cfg(not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128"))))]
mod lanes {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const TOP: u64 = 0x80 * EACH;

    #[derive(Clone, Copy)]
    pub(super) struct Lanes([u64; 2]);

    impl Lanes {
        #[inline]
        pub(super) fn new(low: u64, high: u64) -> Self {
            Self([low, high])
        }

        /// Adding to seven bits what takes the bound to 128 sets the top bit from the bound on.
        #[inline]
        pub(super) fn within(self, first: u8, last: u8) -> Self {
            Self(self.0.map(|word| {
                let seven = word & !TOP;
                let from = seven + u64::from(0x80 - first) * EACH;
                let past = seven + u64::from(0x7F - last) * EACH;
                from & !past & !word & TOP
            }))
        }

        #[inline]
        pub(super) fn or(self, other: Self) -> Self {
            Self([self.0[0] | other.0[0], self.0[1] | other.0[1]])
        }

        #[inline]
        pub(super) fn mask(self) -> u32 {
            let [low, high] =
                self.0.map(|word| ((word & TOP) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56);
            (low | high << 8) as u32
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Window;

    /// Every byte at every place, against the standard library's idea of it.
    #[test]
    fn masks_tell_every_byte() {
        for byte in 0..=255_u8 {
            for at in 0..Window::SIZE {
                let mut text = [b'~'; Window::SIZE];
                text[at] = byte;
                let window = Window::at(&text, 0);
                let is = |mask: u32| mask >> at & 1 != 0 && mask.count_ones() == 1;
                assert_eq!(is(window.lower()), byte.is_ascii_lowercase());
                assert_eq!(is(window.upper()), byte.is_ascii_uppercase());
                assert_eq!(is(window.letters()), byte.is_ascii_alphabetic());
                assert_eq!(is(window.digits()), byte.is_ascii_digit());
                assert_eq!(is(window.newlines()), matches!(byte, b'\r' | b'\n'));
                assert_eq!(is(window.whitespace()), matches!(byte, 9..=13 | 32));
                let symbol = byte.is_ascii() && !byte.is_ascii_alphanumeric();
                let symbols = u32::from(symbol && !matches!(byte, 9..=13 | 32));
                assert_eq!(window.symbols(), 0xFFFF & !(1 << at) | symbols << at);
                assert_eq!(window.byte(at as u32), byte);
            }
        }
    }

    #[test]
    fn keys_tell_texts_apart() {
        let text = b"abcdefghijklmnopq\0\0";
        for length in 1..=Window::KEY_BYTES {
            let key = Window::at(text, 0).key(length);
            assert_eq!(key, Window::at(&text[..length], 0).key(length));
            assert_ne!(key, Window::at(b"abcdefghijklmnopq", 1).key(length));
            assert_ne!(key, Window::at(&text[..length - 1], 0).key(length));
        }
    }
}
