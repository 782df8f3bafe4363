//! Entropy coding: symbols of any probability, at their true cost in bits, by asymmetric numerals.
//!
//! The state is one number. Writing a symbol with a share of `size` in 2ᵇ multiplies the state by about
//! 2ᵇ / `size`, the inverse of its probability, and leaves the symbol in the lowest bits; reading takes it
//! from there without a division. What is written last is read first, so the writer collects
//! everything and works from the end.

use super::frequencies::{Frequencies, TOTAL_BITS};

/// What the two directions have in common, so that a model is written once: the writer is given
/// each value and returns it, the reader ignores what it is given and returns what was written.
pub(in crate::tokenizer) trait Coder {
    /// What is to be written, which only the writer has to look up.
    fn known<T: Default>(&self, look_up: impl FnOnce() -> Option<T>) -> Option<T>;

    /// A symbol, by a model that learns it.
    fn symbol<const N: usize>(&mut self, model: &mut Frequencies<N>, symbol: u8) -> u8;

    /// A value of some bits, at most [`TOTAL_BITS`], all alike.
    fn bits(&mut self, bits: u32, value: u32) -> u32;

    /// A value below `size`, all alike. `size` is at least 1 and at most two to [`UNIFORM_BITS`].
    fn few(&mut self, size: u32, value: u32) -> u32;

    /// A value below `size`, all alike but for a rounding of less than 0.1 %. `size` is at least 1
    /// and at most 2²⁰.
    #[inline]
    fn uniform(&mut self, size: u32, value: u32) -> u32 {
        let most = size - 1;
        let low_bits = (u32::BITS - most.leading_zeros()).saturating_sub(UNIFORM_BITS);
        let high = self.few((most >> low_bits) + 1, value >> low_bits);
        let low = self.bits(low_bits, value & ((1 << low_bits) - 1));
        (high << low_bits | low).min(most)
    }
}

/// Values above this many bits are written in two parts: the total of shares has no room for more.
const UNIFORM_BITS: u32 = 11;

/// The inverse of a size is this many bits behind the point.
const INVERSE_BITS: u32 = 38;

/// Between two symbols the state is at least this; when it gets lower, a word of 32 bits is moved in.
const LOWEST: u64 = 1 << 31;

/// Where the share of a value below `size` starts, when all have about the same.
#[inline]
fn uniform_start(size: u32, value: u32) -> u32 {
    (value << TOTAL_BITS).div_ceil(size)
}

#[derive(Default)]
pub(in crate::tokenizer) struct Writer {
    shares: Vec<Share>,
}

struct Share {
    start: u32,
    size: u32,
    total_bits: u32,
}

impl Writer {
    /// The bytes written: the last state, then the words that the reader moves in.
    pub(in crate::tokenizer) fn finish(self) -> Vec<u8> {
        let mut words = Vec::new();
        let mut state = LOWEST;
        for Share { start, size, total_bits } in self.shares.into_iter().rev() {
            let (start, size) = (u64::from(start), u64::from(size));
            // Just so that the reader, who goes the other way, falls below the lowest state.
            if state >= size << (63 - total_bits) {
                words.push(state as u32);
                state >>= 32;
            }
            state = (state / size) << total_bits | (start + state % size);
        }
        let words = words.into_iter().rev().flat_map(u32::to_le_bytes);
        state.to_le_bytes().into_iter().chain(words).collect()
    }
}

impl Coder for Writer {
    fn known<T: Default>(&self, look_up: impl FnOnce() -> Option<T>) -> Option<T> {
        look_up()
    }

    fn symbol<const N: usize>(&mut self, model: &mut Frequencies<N>, symbol: u8) -> u8 {
        let (start, size) = model.share(symbol);
        self.shares.push(Share { start, size, total_bits: TOTAL_BITS });
        model.learn(symbol);
        symbol
    }

    fn bits(&mut self, bits: u32, value: u32) -> u32 {
        self.shares.push(Share { start: value, size: 1, total_bits: bits });
        value
    }

    fn few(&mut self, size: u32, value: u32) -> u32 {
        let (start, end) = (uniform_start(size, value), uniform_start(size, value + 1));
        self.shares.push(Share { start, size: end - start, total_bits: TOTAL_BITS });
        value
    }
}

/// Reads what [`Writer`] wrote. Past the end, and in damaged data, it reads nonsense, but always
/// values in range.
pub(in crate::tokenizer) struct Reader<'p> {
    rest: &'p [u8],
    state: u64,
    /// Of every size of [`Coder::few`]: 2³⁸ divided by it, rounded up.
    inverses: Vec<u64>,
}

impl<'p> Reader<'p> {
    pub(in crate::tokenizer) fn new(bytes: &'p [u8]) -> Self {
        let (state, rest) = bytes.split_first_chunk().unwrap_or((&[0; 8], &[]));
        let sizes = 1..=1 << UNIFORM_BITS;
        let inverses = sizes.map(|size: u64| (1_u64 << INVERSE_BITS).div_ceil(size)).collect();
        Self { rest, state: u64::from_le_bytes(*state), inverses }
    }

    /// [`uniform_start`] without a division, which everything after it would wait for.
    ///
    /// The dividend is below 2²⁷ and the inverse, times the size, is above 2³⁸ by less than the size, at
    /// most 2¹¹: the product is too large by less than one part of the size, so its floor is right.
    #[inline]
    fn uniform_start(&self, size: u32, value: u32) -> u32 {
        let inverse = self.inverses.get(size as usize - 1).copied().unwrap_or(0);
        let dividend = (value << TOTAL_BITS) + size - 1;
        ((u64::from(dividend) * inverse) >> INVERSE_BITS) as u32
    }

    /// The lowest bits, which say what was written.
    #[inline]
    fn slot(&self, bits: u32) -> u32 {
        (self.state & ((1 << bits) - 1)) as u32
    }

    #[inline]
    fn take(&mut self, start: u32, size: u32, total_bits: u32) {
        let slot = self.slot(total_bits);
        self.state = u64::from(size) * (self.state >> total_bits) + u64::from(slot - start);
        if self.state < LOWEST {
            let (word, rest) = self.rest.split_first_chunk().unwrap_or((&[0; 4], &[]));
            self.state = self.state << 32 | u64::from(u32::from_le_bytes(*word));
            self.rest = rest;
        }
    }
}

impl Coder for Reader<'_> {
    #[inline]
    fn known<T: Default>(&self, _: impl FnOnce() -> Option<T>) -> Option<T> {
        Some(T::default())
    }

    #[inline]
    fn symbol<const N: usize>(&mut self, model: &mut Frequencies<N>, _: u8) -> u8 {
        let symbol = model.symbol_at(self.slot(TOTAL_BITS));
        let (start, size) = model.share(symbol);
        self.take(start, size, TOTAL_BITS);
        model.learn(symbol);
        symbol
    }

    #[inline]
    fn bits(&mut self, bits: u32, _: u32) -> u32 {
        let value = self.slot(bits);
        self.take(value, 1, bits);
        value
    }

    #[inline]
    fn few(&mut self, size: u32, _: u32) -> u32 {
        let value = (self.slot(TOTAL_BITS) * size) >> TOTAL_BITS;
        let start = self.uniform_start(size, value);
        self.take(start, self.uniform_start(size, value + 1) - start, TOTAL_BITS);
        value
    }
}
