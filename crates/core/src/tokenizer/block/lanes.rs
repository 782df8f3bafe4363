//! Sixteen bytes side by side. `within` sets the top bit of those from `first` to `last`, both in ASCII,
//! `is` of those that are one byte of ASCII;
//! `lower_case` adds the bit that tells small ASCII letters from capitals; `mask` gathers the top bits.

#[cfg(target_arch = "x86_64")]
pub(super) use sse2::Lanes;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(super) use simd128::Lanes;

#[cfg(not(any(
    target_arch = "x86_64",
    all(target_arch = "wasm32", target_feature = "simd128")
)))]
pub(super) use words::Lanes;

#[cfg(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128")))]
fn halves(bytes: [u8; 16]) -> (u64, u64) {
    let both = u128::from_le_bytes(bytes);
    (both as u64, (both >> 64) as u64)
}

#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "SSE2 is called; every x86-64 has it")]
mod sse2 {
    use core::arch::x86_64::{
        __m128i, _mm_and_si128, _mm_cmpeq_epi8, _mm_cmpgt_epi8, _mm_movemask_epi8, _mm_or_si128,
        _mm_set_epi64x, _mm_set1_epi8,
    };

    #[derive(Clone, Copy)]
    pub(in super::super) struct Lanes(__m128i);

    // SAFETY, for each block below: these functions ask for nothing but SSE2, which is part of x86-64 and so
    // of every processor that this module is compiled for. They take and return values, in registers; none
    // reads or writes memory through a pointer, so no byte of a text can make one unsound. What they compute
    // is compared below with the same in plain arithmetic, for every pair of neighbouring bytes.
    impl Lanes {
        #[inline]
        pub(in super::super) fn of(bytes: [u8; 16]) -> Self {
            let (low, high) = super::halves(bytes);
            Self(unsafe { _mm_set_epi64x(high as i64, low as i64) })
        }

        #[inline]
        pub(in super::super) fn lower_case(self) -> Self {
            Self(unsafe { _mm_or_si128(self.0, _mm_set1_epi8(0x20)) })
        }

        /// As signed numbers, bytes beyond ASCII are below all others.
        #[inline]
        pub(in super::super) fn within(self, first: u8, last: u8) -> Self {
            Self(unsafe {
                let from = _mm_cmpgt_epi8(self.0, _mm_set1_epi8(first as i8 - 1));
                let to = _mm_cmpgt_epi8(_mm_set1_epi8(last as i8 + 1), self.0);
                _mm_and_si128(from, to)
            })
        }

        #[inline]
        pub(in super::super) fn is(self, byte: u8) -> Self {
            Self(unsafe { _mm_cmpeq_epi8(self.0, _mm_set1_epi8(byte as i8)) })
        }

        #[inline]
        pub(in super::super) fn or(self, other: Self) -> Self {
            Self(unsafe { _mm_or_si128(self.0, other.0) })
        }

        #[inline]
        pub(in super::super) fn mask(self) -> u32 {
            unsafe { _mm_movemask_epi8(self.0) as u32 }
        }
    }
}

/// As above, with WebAssembly's SIMD.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128 {
    use core::arch::wasm32::{
        i8x16_bitmask, u8x16_eq, u8x16_le, u8x16_splat, u8x16_sub, u64x2, v128, v128_or,
    };

    #[derive(Clone, Copy)]
    pub(in super::super) struct Lanes(v128);

    impl Lanes {
        #[inline]
        pub(in super::super) fn of(bytes: [u8; 16]) -> Self {
            let (low, high) = super::halves(bytes);
            Self(u64x2(low, high))
        }

        #[inline]
        pub(in super::super) fn lower_case(self) -> Self {
            Self(v128_or(self.0, u8x16_splat(0x20)))
        }

        #[inline]
        pub(in super::super) fn within(self, first: u8, last: u8) -> Self {
            let above = u8x16_sub(self.0, u8x16_splat(first));
            Self(u8x16_le(above, u8x16_splat(last - first)))
        }

        #[inline]
        pub(in super::super) fn is(self, byte: u8) -> Self {
            Self(u8x16_eq(self.0, u8x16_splat(byte)))
        }

        #[inline]
        pub(in super::super) fn or(self, other: Self) -> Self {
            Self(v128_or(self.0, other.0))
        }

        #[inline]
        pub(in super::super) fn mask(self) -> u32 {
            u32::from(i8x16_bitmask(self.0))
        }
    }
}

/// As above, on two words of eight bytes.
#[cfg(any(
    test,
    not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128")))
))]
mod words {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const TOP: u64 = 0x80 * EACH;

    #[derive(Clone, Copy)]
    pub(in super::super) struct Lanes([u64; 2]);

    impl Lanes {
        #[inline]
        pub(in super::super) fn of(bytes: [u8; 16]) -> Self {
            let both = u128::from_le_bytes(bytes);
            Self([both as u64, (both >> 64) as u64])
        }

        #[inline]
        pub(in super::super) fn lower_case(self) -> Self {
            Self(self.0.map(|word| word | 0x20 * EACH))
        }

        /// Adding to seven bits what takes the bound to 128 sets the top bit from the bound on.
        #[inline]
        pub(in super::super) fn within(self, first: u8, last: u8) -> Self {
            Self(self.0.map(|word| {
                let seven = word & !TOP;
                let from = seven + u64::from(0x80 - first) * EACH;
                let past = seven + u64::from(0x7F - last) * EACH;
                from & !past & !word & TOP
            }))
        }

        #[inline]
        pub(in super::super) fn is(self, byte: u8) -> Self {
            self.within(byte, byte)
        }

        #[inline]
        pub(in super::super) fn or(self, other: Self) -> Self {
            Self([self.0[0] | other.0[0], self.0[1] | other.0[1]])
        }

        #[inline]
        pub(in super::super) fn mask(self) -> u32 {
            let [low, high] =
                self.0.map(|word| ((word & TOP) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56);
            (low | high << 8) as u32
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lanes, words};

    /// Every byte, beside every other, by the processor's instructions and by arithmetic.
    #[test]
    fn both_ways_agree_on_every_pair_of_bytes() {
        const RANGES: [(u8, u8); 6] =
            [(b'a', b'z'), (b'A', b'Z'), (b'0', b'9'), (b'\t', b'\r'), (0, 0x7E), (0x7E, 0x7E)];
        for first in 0..=255 {
            for second in 0..=255 {
                let bytes = std::array::from_fn(|at| if at % 3 == 0 { first } else { second });
                let (ours, plain) = (Lanes::of(bytes), words::Lanes::of(bytes));
                assert_eq!(ours.mask(), plain.mask(), "{bytes:?}");
                for (from, to) in RANGES {
                    let (ours, plain) = (ours.within(from, to), plain.within(from, to));
                    assert_eq!(ours.mask(), plain.mask(), "{bytes:?} within {from}..={to}");
                }
                let letters = (ours.lower_case().within(b'a', b'z'), plain.lower_case().within(b'a', b'z'));
                assert_eq!(letters.0.mask(), letters.1.mask(), "{bytes:?}");
                let either = (ours.is(b'\n').or(ours.is(b'\r')), plain.is(b'\n').or(plain.is(b'\r')));
                assert_eq!(either.0.mask(), either.1.mask(), "{bytes:?}");
            }
        }
    }
}
