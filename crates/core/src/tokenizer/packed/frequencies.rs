//! How often each symbol of a small alphabet was seen, recently more than long ago.

/// What one sighting adds. All symbols start at 1, so a new symbol stays possible but soon is dear.
const SIGHTING: i16 = 48;
/// At this total all frequencies are halved, which lets the model follow a changing source.
const LIMIT: i16 = 12_000;

/// Frequencies of the symbols `0..N`, kept as sums: `ends[s]` is the frequency of all symbols up to `s`.
/// Finding and learning a symbol then are passes over the whole array without a branch, which
/// compilers turn into a few SIMD instructions; a search would be mispredicted every time.
#[derive(Clone)]
pub(super) struct Frequencies<const N: usize> {
    ends: [i16; N],
}

impl<const N: usize> Frequencies<N> {
    pub(super) fn new() -> Self {
        let mut ends = [0; N];
        ends.iter_mut().zip(1..).for_each(|(end, sum)| *end = sum);
        Self { ends }
    }

    /// The sum of all frequencies, 1 to 2¹⁴.
    #[inline]
    pub(super) fn total(&self) -> u32 {
        self.ends.last().map_or(1, |end| *end as u32)
    }

    /// The symbol whose share holds `at`; the last for anything past the total.
    #[inline]
    pub(super) fn symbol_at(&self, at: u32) -> u8 {
        let at = at.min(self.total() - 1) as i16;
        self.ends.iter().map(|end| i16::from(*end <= at)).sum::<i16>() as u8
    }

    /// The start of a symbol's share and its size.
    #[inline]
    pub(super) fn share(&self, symbol: u8) -> (u32, u32) {
        let end = |symbol: usize| self.ends.get(symbol).map_or(0, |end| *end as u32);
        let start = usize::from(symbol).checked_sub(1).map_or(0, end);
        (start, end(symbol.into()).saturating_sub(start))
    }

    /// Adds a sighting.
    #[inline]
    pub(super) fn learn(&mut self, symbol: u8) {
        for (end, place) in self.ends.iter_mut().zip(0_i16..) {
            *end += if place >= i16::from(symbol) { SIGHTING } else { 0 };
        }
        if self.total() > LIMIT as u32 {
            self.halve();
        }
    }

    #[cold]
    fn halve(&mut self) {
        let (mut before, mut sum) = (0, 0);
        for end in &mut self.ends {
            let frequency = *end - before;
            before = *end;
            sum += frequency - frequency / 2;
            *end = sum;
        }
    }
}
