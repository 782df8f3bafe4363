//! Merging of long pieces a window at a time: a megabyte of one letter, or of a script without spaces.
//!
//! # Why windows can be put together
//!
//! Call the tokens that a text is merged to, as one piece, its encoding. A list of tokens is the encoding
//! of their bytes if and only if each two neighbours are the encoding of theirs:
//!
//! - If it is: no join crossed the border of any token, so the joins among the bytes of two neighbours
//!   were inside them. Alone, they have the same candidates at each step, less those outside, and
//!   the best of them was chosen. Both runs go through the same states and end in the two tokens.
//! - If each two neighbours are: say that some join crosses a border between tokens, and consider the first.
//!   Until then all joins among the bytes of the two tokens on either side were inside these, chosen
//!   as they would be if the two were alone, and this one would be chosen too. But alone they end as two
//!   tokens. So no join crosses a border, and each token's bytes are merged alone: to that token.
//!
//! Hence any stretch of an encoding is the encoding of its bytes, and two lists that share a token, where
//! one ends and the other begins, make one. So a window is merged, its last tokens are given up, for
//! they might have joined what comes next, and the next window starts at the first of them. When that
//! comes out as the same token again, the lists share it. When it doesn't, more has to be seen: a window
//! of twice the size, in the end the whole piece.

use super::Merger;
use crate::tokenizer::{characters::Characters, pairs::Pairs, tokens::Tokens};

/// Bytes in a window: what is merged fastest.
const WINDOW: usize = super::SHORT;

impl Merger {
    /// Appends the tokens that `piece` is merged to. It is UTF-8.
    pub(in super::super) fn merge_piece(
        &mut self,
        piece: &[u8],
        characters: &Characters,
        pairs: &Pairs,
        tokens: &Tokens,
        merged: &mut Vec<u32>,
    ) {
        let before = merged.len();
        let mut start = 0;
        let mut size = WINDOW;
        let mut shared = None;
        while let Some(rest) = piece.get(start..) {
            let window = rest.get(..size).unwrap_or(rest);
            self.symbols.clear();
            characters.start(window, &mut self.symbols);
            let found = self.merge(pairs);
            let is_last = window.len() == rest.len();
            let fits = shared.is_none() || shared == found.first().copied();
            if is_last && fits {
                merged.extend_from_slice(found);
                return;
            }
            if is_last {
                merged.truncate(before);
                (start, size, shared) = (0, piece.len(), None);
                continue;
            }
            // The last quarter is given up.
            let mut length = 0;
            let kept = found.iter().take_while(|id| {
                length += tokens.span(**id).len();
                length <= size - size / 4
            });
            let kept = if fits { kept.count() } else { 0 };
            let (kept, given_up) = found.split_at_checked(kept).unwrap_or((&[], found));
            if kept.is_empty() {
                size = size.saturating_mul(2);
                continue;
            }
            merged.extend_from_slice(kept);
            shared = given_up.first().copied();
            start += kept.iter().map(|id| tokens.span(*id).len()).sum::<usize>();
            size = (size / 2).max(WINDOW);
        }
    }
}
