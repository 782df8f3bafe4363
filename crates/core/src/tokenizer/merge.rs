//! Byte-pair merging of one piece: join the pair of lowest rank, of equals the leftmost, until no
//! two neighbours join.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::pairs::{NONE, Pairs};

/// Below this many symbols, looking at all pairs for every join is faster than any bookkeeping.
const SHORT: usize = 48;

/// Room to merge in, kept between pieces so that a piece allocates nothing.
#[derive(Default)]
pub(super) struct Merger {
    /// The piece as tokens; what is left after [`Merger::merge`] is the result.
    pub(super) symbols: Vec<u32>,
    ranks: Vec<u32>,
    long: Long,
}

impl Merger {
    /// Merges [`Merger::symbols`] in place.
    pub(super) fn merge(&mut self, pairs: &Pairs) {
        if self.symbols.len() < SHORT { self.merge_short(pairs) } else { self.merge_long(pairs) }
    }

    /// `ranks[i]` is what symbols `i` and `i + 1` join to.
    fn merge_short(&mut self, pairs: &Pairs) {
        let Self { symbols, ranks, .. } = self;
        ranks.clear();
        ranks.extend(symbols.windows(2).map(|pair| match pair {
            [left, right] => pairs.join(*left, *right),
            _ => NONE,
        }));
        while let Some((at, &rank)) = ranks.iter().enumerate().min_by_key(|(_, rank)| **rank) {
            if rank == NONE {
                break;
            }
            symbols.remove(at + 1);
            ranks.remove(at);
            if let Some(symbol) = symbols.get_mut(at) {
                *symbol = rank;
            }
            if let (Some(next), Some(right)) = (symbols.get(at + 1), ranks.get_mut(at)) {
                *right = pairs.join(rank, *next);
            }
            if let Some(before) = at.checked_sub(1)
                && let (Some(previous), Some(left)) = (symbols.get(before), ranks.get_mut(before))
            {
                *left = pairs.join(*previous, rank);
            }
        }
    }

    /// A token is ranked above the two it joins, so once the pairs of one rank are being joined no
    /// pair of that rank or a lower one can appear. All pairs of a rank are therefore gathered in
    /// a bucket and joined together, from left to right; only the *ranks* that have a bucket need
    /// a heap. Each symbol enters at most three buckets, and a text of few distinct pairs (a
    /// megabyte of one letter) has few buckets: about linear there, n log n at worst.
    fn merge_long(&mut self, pairs: &Pairs) {
        self.long.start(&self.symbols, pairs);
        while let Some(Reverse(rank)) = self.long.ranks.pop() {
            self.long.join_all(rank, pairs);
        }
        self.symbols.clear();
        self.symbols.extend(self.long.links.iter().map(|link| link.id).filter(|id| *id != NONE));
    }
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

#[derive(Default)]
struct Long {
    links: Vec<Link>,
    /// The first place of each rank's bucket, by rank; [`NONE`] when it is empty.
    buckets: Vec<u32>,
    places: Vec<Place>,
    ranks: BinaryHeap<Reverse<u32>>,
    /// The symbols of the bucket at hand.
    found: Vec<u32>,
}

impl Long {
    fn start(&mut self, symbols: &[u32], pairs: &Pairs) {
        self.buckets.resize(pairs.tokens(), NONE);
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
                self.offer(at, pairs.join(*left, *right));
            }
        }
    }

    /// Puts the pair whose left symbol is `symbol` into the bucket of `rank`.
    fn offer(&mut self, symbol: u32, rank: u32) {
        let place = self.places.len() as u32;
        if let Some(bucket) = self.buckets.get_mut(rank as usize) {
            if *bucket == NONE {
                self.ranks.push(Reverse(rank));
            }
            self.places.push(Place { symbol, next: *bucket });
            *bucket = place;
        }
    }

    fn join_all(&mut self, rank: u32, pairs: &Pairs) {
        let Some((left, right)) = pairs.parts(rank) else { return };
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
        if left == right {
            self.found.reverse();
            self.found.sort();
        }
        for at in 0..self.found.len() {
            if let Some(&symbol) = self.found.get(at) {
                self.join(symbol, left, right, rank, pairs);
            }
        }
    }

    /// Joins the pair at `symbol`, unless one of its two went into another token meanwhile.
    fn join(&mut self, symbol: u32, left: u32, right: u32, rank: u32, pairs: &Pairs) {
        let Some(&Link { id, previous, next }) = self.links.get(symbol as usize) else { return };
        let Some(&Link { id: next_id, next: after, .. }) = self.links.get(next as usize) else {
            return;
        };
        if id != left || next_id != right {
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
            self.offer(symbol, joined);
        }
        if let Some(link) = self.links.get(previous as usize) {
            let joined = pairs.join(link.id, rank);
            self.offer(previous, joined);
        }
    }
}
