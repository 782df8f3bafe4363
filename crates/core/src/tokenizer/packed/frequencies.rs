//! How likely each symbol of a small alphabet is, judged by those seen, the latest most.

/// The shares of all symbols add up to two to this power, so that none needs a division.
pub(in crate::tokenizer) const TOTAL_BITS: u32 = 15;
const TOTAL: i16 = i16::MIN;

/// Once many symbols were seen, each takes this part of a share (as a power of two) from the others:
/// the model follows a changing source.
const SLOWEST: u32 = 8;

/// The shares of the symbols `0..N`, kept as where each starts. Finding and learning a symbol then are
/// passes over the whole array without a branch, which compilers turn into a few SIMD instructions; a
/// search would be mispredicted every time.
#[derive(Clone)]
pub(in crate::tokenizer) struct Frequencies<const N: usize> {
    starts: [i16; N],
    seen: u16,
}

impl<const N: usize> Frequencies<N> {
    pub(in crate::tokenizer) fn new() -> Self {
        let mut starts = [0; N];
        for (start, place) in starts.iter_mut().zip(0_u32..) {
            *start = ((place << TOTAL_BITS) / N as u32) as i16;
        }
        Self { starts, seen: 0 }
    }

    /// The symbol whose share holds `at`, which is below the total.
    #[inline]
    pub(in crate::tokenizer) fn symbol_at(&self, at: u32) -> u8 {
        let at = at as i16;
        // The first starts at zero, so at least one does not start later.
        (self.starts.iter().map(|start| i16::from(*start <= at)).sum::<i16>() - 1) as u8
    }

    /// The start of a symbol's share and its size, which is never zero.
    #[inline]
    pub(in crate::tokenizer) fn share(&self, symbol: u8) -> (u32, u32) {
        let start = |symbol: usize| self.starts.get(symbol).map_or(TOTAL, |start| *start) as u16;
        let (from, to) = (start(symbol.into()), start(usize::from(symbol) + 1));
        (from.into(), to.wrapping_sub(from).into())
    }

    /// Learns that a symbol was seen: every start moves towards where it would be if this symbol had
    /// all but one for each other. At first by the half, then by less, as in a mean of all seen.
    ///
    /// No share gets empty: two neighbouring starts that are `d` apart, with targets at least one
    /// apart, move towards each other by at most `d - 1`.
    #[inline]
    pub(in crate::tokenizer) fn learn(&mut self, symbol: u8) {
        let rate = (self.seen + 2).ilog2().min(SLOWEST);
        self.seen = (self.seen + 1).min(1 << SLOWEST);
        for (start, place) in self.starts.iter_mut().zip(0_i16..) {
            let behind = TOTAL.wrapping_sub(N as i16 - place);
            let target = if place > i16::from(symbol) { behind } else { place };
            *start += (target - *start) >> rate;
        }
    }
}
