//! Byte-pair merging of one piece: join the pair of lowest rank, of equals the leftmost, until no
//! two neighbours join. What is longer than a word is merged a window at a time ([`windows`]).

mod long;
mod windows;

use super::pairs::{NONE, Pairs};
use long::Long;

/// Up to this many symbols, looking at all pairs for every join is faster than any bookkeeping; and
/// which symbols are left fits one word.
const SHORT: usize = 64;

/// Room to merge in, kept between pieces so that a piece allocates nothing.
#[derive(Default)]
pub(super) struct Merger {
    /// The piece, or a window of it, as tokens. After [`Merger::merge`] its first symbols are the result.
    symbols: Vec<u32>,
    long: Long,
}

impl Merger {
    /// Merges [`Merger::symbols`] and returns what is left of them.
    fn merge(&mut self, pairs: &Pairs) -> &[u32] {
        let left = match self.symbols.len() {
            0..=16 => merge_short::<16>(&mut self.symbols, pairs),
            17..=SHORT => merge_short::<SHORT>(&mut self.symbols, pairs),
            _ => self.long.merge(&mut self.symbols, pairs),
        };
        self.symbols.get(..left).unwrap_or_default()
    }
}

/// Up to `N` symbols, a power of two up to [`SHORT`]. A pair is kept as what it joins to, then where it
/// starts, in one number: the lowest number is the pair to join next. As signed numbers, for of these more
/// processors know the lower of two at once.
fn merge_short<const N: usize>(symbols: &mut [u32], pairs: &Pairs) -> usize {
    const NOTHING: i32 = i32::MAX;
    let place_bits = N.trailing_zeros();
    let offer = |left: u32, right: u32, place: usize| match pairs.join(left, right) {
        NONE => NOTHING,
        rank => (rank << place_bits | place as u32) as i32,
    };
    let mut offers = [NOTHING; N];
    for ((place, slot), pair) in offers.iter_mut().enumerate().zip(symbols.windows(2)) {
        if let [left, right] = pair {
            *slot = offer(*left, *right, place);
        }
    }
    // One bit for each symbol that is left.
    let mut left = u64::MAX >> (SHORT - symbols.len().max(1));
    loop {
        let best = offers.iter().fold(NOTHING, |best, offer| best.min(*offer));
        if best == NOTHING {
            break;
        }
        let (rank, place) = (best as u32 >> place_bits, best as usize % N);
        let after = left & !(u64::MAX >> (SHORT - 1 - place));
        let joined = after.trailing_zeros() as usize;
        left &= !(1 << (joined % SHORT));
        let next = (after & after.wrapping_sub(1)).trailing_zeros() as usize;
        let previous = left & ((1 << place) - 1);

        let with_next = symbols.get(next).map_or(NOTHING, |symbol| offer(rank, *symbol, place));
        for (at, value) in [(joined, NOTHING), (place, with_next)] {
            if let Some(slot) = offers.get_mut(at) {
                *slot = value;
            }
        }
        if let Some(symbol) = symbols.get_mut(place) {
            *symbol = rank;
        }
        if previous != 0 {
            let previous = (63 - previous.leading_zeros()) as usize;
            if let (Some(slot), Some(symbol)) = (offers.get_mut(previous), symbols.get(previous)) {
                *slot = offer(*symbol, rank, previous);
            }
        }
    }
    compact(symbols, left)
}

/// Moves the symbols whose bit is set to the front and returns how many there are.
fn compact(symbols: &mut [u32], mut left: u64) -> usize {
    let count = left.count_ones() as usize;
    for to in 0..count {
        let from = left.trailing_zeros() as usize;
        left &= left.wrapping_sub(1);
        if from != to && from < symbols.len() {
            symbols.swap(from, to);
        }
    }
    count
}
