//! Arithmetic coding over 32 bits: symbols of any probability, at its true cost in bits.
//!
//! The scheme is LZMA's: an interval is narrowed to the symbol's share of it, and its top byte is
//! moved out whenever it is settled. The writer keeps back the last byte and a count of 0xFF after
//! it until a carry can no longer reach them.

use super::frequencies::Frequencies;

/// What the two directions have in common, so that a model is written once: the writer is given
/// each value and returns it, the reader ignores what it is given and returns what was written.
pub(super) trait Coder {
    /// A symbol, by a model that learns it.
    fn symbol<const N: usize>(&mut self, model: &mut Frequencies<N>, symbol: u8) -> u8;

    /// A value below `size`, all alike. `size` is at least 1 and at most 2²⁰.
    fn uniform(&mut self, size: u32, value: u32) -> u32;
}

/// The interval never gets narrower than this.
const NARROWEST: u32 = 1 << 24;

pub(super) struct Writer {
    low: u64,
    range: u32,
    held: u8,
    settled_after_held: usize,
    bytes: Vec<u8>,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { low: 0, range: u32::MAX, held: 0, settled_after_held: 0, bytes: Vec::new() }
    }

    fn narrow(&mut self, start: u32, size: u32, total: u32) {
        self.range /= total;
        self.low += u64::from(start) * u64::from(self.range);
        self.range *= size;
        while self.range < NARROWEST {
            self.range <<= 8;
            self.shift();
        }
    }

    fn shift(&mut self) {
        let carry = (self.low >> 32) as u8;
        if carry == 1 || self.low < 0xFF00_0000 {
            self.bytes.push(self.held.wrapping_add(carry));
            let settled = 0xFF_u8.wrapping_add(carry);
            self.bytes.resize(self.bytes.len() + self.settled_after_held, settled);
            self.settled_after_held = 0;
            self.held = (self.low >> 24) as u8;
        } else {
            self.settled_after_held += 1;
        }
        self.low = self.low << 8 & 0xFFFF_FFFF;
    }

    /// The bytes written. The very first is always zero and left out.
    pub(super) fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        self.bytes.split_off(1)
    }
}

impl Coder for Writer {
    fn symbol<const N: usize>(&mut self, model: &mut Frequencies<N>, symbol: u8) -> u8 {
        let (start, size) = model.share(symbol);
        self.narrow(start, size, model.total());
        model.learn(symbol);
        symbol
    }

    fn uniform(&mut self, size: u32, value: u32) -> u32 {
        self.narrow(value, 1, size);
        value
    }
}

/// Reads what [`Writer`] wrote. Past the end, and in damaged data, it reads nonsense, but always
/// values in range.
pub(super) struct Reader<'p> {
    rest: &'p [u8],
    code: u32,
    range: u32,
}

impl<'p> Reader<'p> {
    pub(super) fn new(bytes: &'p [u8]) -> Self {
        let mut reader = Self { rest: bytes, code: 0, range: u32::MAX };
        for _ in 0..4 {
            reader.shift();
        }
        reader
    }

    fn shift(&mut self) {
        let (byte, rest) = self.rest.split_first().unwrap_or((&0, &[]));
        self.code = self.code << 8 | u32::from(*byte);
        self.rest = rest;
    }

    fn narrow(&mut self, start: u32, size: u32) {
        self.code = self.code.wrapping_sub(start * self.range);
        self.range *= size;
        while self.range < NARROWEST {
            self.range <<= 8;
            self.shift();
        }
    }
}

impl Coder for Reader<'_> {
    #[inline]
    fn symbol<const N: usize>(&mut self, model: &mut Frequencies<N>, _: u8) -> u8 {
        self.range /= model.total();
        let symbol = model.symbol_at(self.code / self.range);
        let (start, size) = model.share(symbol);
        self.narrow(start, size);
        model.learn(symbol);
        symbol
    }

    #[inline]
    fn uniform(&mut self, size: u32, _: u32) -> u32 {
        self.range /= size;
        let value = (self.code / self.range).min(size - 1);
        self.narrow(value, 1);
        value
    }
}
