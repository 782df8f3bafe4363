//! Merging of long pieces: a megabyte of one letter, or of a script that has no spaces.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::tokenizer::pairs::{NONE, Pairs};

/// A pair is joined wherever it is by one sweep over the piece while it makes up at least one in this
/// many of the symbols left.
const SWEEP: usize = 16;

/// Room for merging a long piece.
///
/// A token is ranked above the two it joins, so once the pairs of one rank are being joined no pair
/// of that rank or a lower one can appear. All pairs of a rank are therefore gathered in a bucket
/// and joined together, from left to right; only the *ranks* that have a bucket need a heap. Each
/// symbol enters at most three buckets: n log n at worst.
///
/// Where some token is ranked below its parts, pairs are taken one by one from a heap instead.
///
/// For the same reason all pairs of the lowest rank can be joined in one sweep. That is faster by far
/// where there are many of them, as in runs, which halve with each sweep; so it comes first, for as
/// long as each sweep takes away a fixed share of the symbols, which keeps it linear.
#[derive(Default)]
pub(super) struct Long {
    links: Vec<Link>,
    /// The first place of each rank's bucket, by rank; [`NONE`] when it is empty.
    buckets: Vec<u32>,
    places: Vec<Place>,
    ranks: BinaryHeap<Reverse<u32>>,
    /// Pairs by rank and place, where tokens may be ranked below their parts.
    pairs: BinaryHeap<Reverse<(u32, u32)>>,
    /// The symbols of the bucket at hand.
    found: Vec<u32>,
}

/// A symbol in the list of those that are left. Its id is [`NONE`] once it went into another.
#[derive(Clone, Copy)]
struct Link {
    id: u32,
    previous: u32,
    next: u32,
}

/// A place in a bucket: the left symbol of a pair, and the next place.
#[derive(Clone, Copy)]
struct Place {
    symbol: u32,
    next: u32,
}

impl Long {
    /// Merges `symbols` in place and returns how many are left.
    pub(super) fn merge(&mut self, symbols: &mut Vec<u32>, pairs: &Pairs) -> usize {
        if pairs.rises() {
            while self.sweep(symbols, pairs) {}
            self.start(symbols, pairs);
            while let Some(Reverse(rank)) = self.ranks.pop() {
                self.join_all(rank, pairs);
            }
        } else {
            self.start(symbols, pairs);
            while let Some(Reverse((rank, symbol))) = self.pairs.pop() {
                self.join(symbol, rank, pairs);
            }
        }
        symbols.clear();
        symbols.extend(self.links.iter().map(|link| link.id).filter(|id| *id != NONE));
        symbols.len()
    }

    /// Joins the pair of lowest rank wherever it is, if there is enough of it.
    fn sweep(&mut self, symbols: &mut Vec<u32>, pairs: &Pairs) -> bool {
        let (mut lowest, mut times) = (NONE, 0_usize);
        let (mut left, mut right) = (NONE, NONE);
        let (mut last, mut last_rank) = ((NONE, NONE), NONE);
        for pair in symbols.windows(2) {
            let &[one, other] = pair else { continue };
            // In a run the pair is the one just looked up.
            if (one, other) != last {
                (last, last_rank) = ((one, other), pairs.join(one, other));
            }
            times = if last_rank < lowest { 1 } else { times + usize::from(last_rank == lowest) };
            if last_rank < lowest {
                (lowest, left, right) = (last_rank, one, other);
            }
        }
        if lowest == NONE || times * SWEEP < symbols.len() {
            return false;
        }
        let (mut from, mut to) = (0, 0);
        while let Some(&symbol) = symbols.get(from) {
            let joins = symbol == left && symbols.get(from + 1) == Some(&right);
            if let Some(slot) = symbols.get_mut(to) {
                *slot = if joins { lowest } else { symbol };
            }
            from += 1 + usize::from(joins);
            to += 1;
        }
        symbols.truncate(to);
        true
    }

    fn start(&mut self, symbols: &[u32], pairs: &Pairs) {
        self.places.clear();
        self.links.clear();
        self.links.extend((0_u32..).zip(symbols).map(|(at, &id)| Link {
            id,
            previous: at.checked_sub(1).unwrap_or(NONE),
            next: at + 1,
        }));
        if let Some(last) = self.links.last_mut() {
            last.next = NONE;
        }
        for (at, pair) in (0_u32..).zip(symbols.windows(2)) {
            if let [left, right] = pair {
                self.offer(at, pairs.join(*left, *right), pairs);
            }
        }
    }

    /// Puts the pair whose left symbol is `symbol` into the bucket of `rank`, or into the heap.
    fn offer(&mut self, symbol: u32, rank: u32, pairs: &Pairs) {
        if rank == NONE {
            return;
        }
        if !pairs.rises() {
            self.pairs.push(Reverse((rank, symbol)));
            return;
        }
        let place = self.places.len() as u32;
        if self.buckets.len() <= rank as usize {
            self.buckets.resize((rank as usize + 1).next_power_of_two(), NONE);
        }
        if let Some(bucket) = self.buckets.get_mut(rank as usize) {
            if *bucket == NONE {
                self.ranks.push(Reverse(rank));
            }
            self.places.push(Place { symbol, next: *bucket });
            *bucket = place;
        }
    }

    fn join_all(&mut self, rank: u32, pairs: &Pairs) {
        let mut place = match self.buckets.get_mut(rank as usize) {
            Some(bucket) => std::mem::replace(bucket, NONE),
            None => NONE,
        };
        self.found.clear();
        while let Some(&Place { symbol, next }) = self.places.get(place as usize) {
            self.found.push(symbol);
            place = next;
        }
        // Order matters only where a pair overlaps the next of its kind: "aa" in "aaa".
        self.found.reverse();
        self.found.sort();
        for at in 0..self.found.len() {
            if let Some(&symbol) = self.found.get(at) {
                self.join(symbol, rank, pairs);
            }
        }
    }

    /// Joins the pair at `symbol`, unless one of its two went into another token meanwhile.
    fn join(&mut self, symbol: u32, rank: u32, pairs: &Pairs) {
        let Some(&Link { id, previous, next }) = self.links.get(symbol as usize) else { return };
        let Some(&Link { id: next_id, next: after, .. }) = self.links.get(next as usize) else {
            return;
        };
        if id == NONE || next_id == NONE || pairs.join(id, next_id) != rank {
            return;
        }
        if let Some(link) = self.links.get_mut(next as usize) {
            link.id = NONE;
        }
        if let Some(link) = self.links.get_mut(symbol as usize) {
            (link.id, link.next) = (rank, after);
        }
        if let Some(link) = self.links.get_mut(after as usize) {
            link.previous = symbol;
            let joined = pairs.join(rank, link.id);
            self.offer(symbol, joined, pairs);
        }
        if let Some(link) = self.links.get(previous as usize) {
            let joined = pairs.join(link.id, rank);
            self.offer(previous, joined, pairs);
        }
    }
}
