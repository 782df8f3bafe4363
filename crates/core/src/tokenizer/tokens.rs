//! The bytes of every token, and which token some bytes are.

use super::{ids::Ids, key};

/// Short tokens are copied by this many bytes.
const SPARE: usize = 16;

/// All tokens' bytes, one after another, and where each ends. An id without a token has none.
pub(super) struct Tokens {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Tokens {
    /// No tokens yet, and room for `count` of the usual length.
    pub(super) fn with_room_for(count: usize) -> Self {
        Self { bytes: Vec::with_capacity(count * 7 + SPARE), ends: Vec::with_capacity(count) }
    }

    /// Adds the next token; of no bytes, when its id has none.
    pub(super) fn push(&mut self, token: &[u8]) {
        self.bytes.extend_from_slice(token);
        self.ends.push(self.bytes.len() as u32);
    }

    /// Adds the next token, two others joined, and returns it. Nothing when one of these is unknown or
    /// it would be longer than `longest`.
    #[inline]
    pub(super) fn push_joined(&mut self, left: u32, right: u32, longest: usize) -> Option<&[u8]> {
        let start = self.bytes.len();
        for part in [left, right] {
            let span = self.span(part);
            // Most tokens are short, and copying a fixed length is faster by far than a varying one.
            match self.bytes.get(span.start..).and_then(<[u8]>::first_chunk::<SPARE>) {
                Some(&chunk) if span.len() <= SPARE => {
                    let end = self.bytes.len() + span.len();
                    self.bytes.extend_from_slice(&chunk);
                    self.bytes.truncate(end);
                }
                _ => self.bytes.extend_from_within(span),
            }
        }
        self.ends.push(self.bytes.len() as u32);
        self.bytes.get(start..).filter(|token| (1..=longest).contains(&token.len()))
    }

    /// How many ids there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Forgets all tokens from the id `count` on.
    pub(super) fn truncate(&mut self, count: usize) {
        self.ends.truncate(count);
        self.bytes.truncate(self.ends.last().map_or(0, |end| *end as usize));
    }

    /// The bytes of a token.
    #[inline]
    pub(super) fn get(&self, id: u32) -> Option<&[u8]> {
        self.bytes.get(self.span(id)).filter(|bytes| !bytes.is_empty())
    }

    /// Where the bytes of a token are; nowhere when there is no such token.
    #[inline]
    pub(super) fn span(&self, id: u32) -> std::ops::Range<usize> {
        let id = id as usize;
        let start = id.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let start = start.unwrap_or(0);
        start as usize..self.ends.get(id).copied().unwrap_or(start) as usize
    }

    /// The bytes of the longest token.
    pub(super) fn longest(&self) -> usize {
        (0..self.len() as u32).map(|id| self.span(id).len()).max().unwrap_or(0)
    }

    /// A table that finds tokens by their bytes.
    pub(super) fn by_bytes(&self) -> Ids {
        let mut ids = Ids::with_room_for(self.len());
        // The bytes come last: where merges start from characters, some of these are the same bytes.
        for id in (256..self.len() as u32).chain(0..256) {
            let span = self.span(id);
            if !span.is_empty() {
                ids.insert(key::hash(&self.bytes, span.start, span.len()), id);
            }
        }
        ids
    }
}
