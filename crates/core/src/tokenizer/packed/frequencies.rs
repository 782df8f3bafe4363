//! How often each symbol of a small alphabet was seen, recently more than long ago.

/// What one sighting adds. All symbols start at 1, so a new symbol stays possible but soon is dear.
const SIGHTING: u16 = 48;
/// At this total all frequencies are halved, which lets the model follow a changing source.
const LIMIT: u32 = 12_000;

/// Frequencies of the symbols `0..N`, the most frequent first, so that finding one takes few steps.
#[derive(Clone)]
pub(super) struct Frequencies<const N: usize> {
    symbols: [u8; N],
    frequencies: [u16; N],
    total: u32,
    /// Where the symbol last found is.
    found: usize,
}

impl<const N: usize> Frequencies<N> {
    pub(super) fn new() -> Self {
        let mut symbols = [0; N];
        symbols.iter_mut().zip(0..).for_each(|(slot, symbol)| *slot = symbol);
        Self { symbols, frequencies: [1; N], total: N as u32, found: 0 }
    }

    pub(super) fn total(&self) -> u32 {
        self.total
    }

    /// The symbol whose share holds `at`, the start of its share and its size.
    #[inline]
    pub(super) fn at(&mut self, at: u32) -> (u8, u32, u32) {
        let mut start = 0;
        for (place, (&symbol, &size)) in self.symbols.iter().zip(&self.frequencies).enumerate() {
            self.found = place;
            let size = u32::from(size);
            if at < start + size || place == N - 1 {
                return (symbol, start, size);
            }
            start += size;
        }
        (0, 0, 1)
    }

    /// The start of a symbol's share, its size, and the total.
    pub(super) fn share(&mut self, symbol: u8) -> (u32, u32, u32) {
        let mut start = 0;
        for (place, (&known, &size)) in self.symbols.iter().zip(&self.frequencies).enumerate() {
            self.found = place;
            if known == symbol {
                return (start, size.into(), self.total);
            }
            start += u32::from(size);
        }
        (0, 1, self.total)
    }

    /// Adds a sighting of the symbol that [`Self::at`] or [`Self::share`] found last.
    #[inline]
    pub(super) fn learn(&mut self) {
        let mut place = self.found;
        let Some(frequency) = self.frequencies.get_mut(place) else { return };
        *frequency += SIGHTING;
        let reached = *frequency;
        self.total += u32::from(SIGHTING);
        while let Some(before) = place.checked_sub(1)
            && self.frequencies.get(before).is_some_and(|frequency| *frequency < reached)
        {
            self.frequencies.swap(before, place);
            self.symbols.swap(before, place);
            place = before;
        }
        if self.total > LIMIT {
            self.frequencies.iter_mut().for_each(|frequency| *frequency -= *frequency >> 1);
            self.total = self.frequencies.iter().map(|&frequency| u32::from(frequency)).sum();
        }
    }
}
