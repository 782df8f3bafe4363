//! Where pieces start in a stretch of ASCII, for all of them at once.
//!
//! No pattern looks behind, so from a piece's start on the patterns come down to rules about neighbours,
//! which are a few operations on a [`Block`]'s masks for sixty bytes. Shifting a mask to the left by one
//! says of each place what is before it, to the right what is behind.
//!
//! # The rules
//!
//! - Symbols. A run is one piece, with the space before it if there is one. A single symbol before a
//!   letter is that word's prefix, unless it has such a space (` ?[^\s\p{L}\p{N}]+` is not r50k's
//!   prefix, which is a space only). Line breaks behind a run belong to it, but in r50k.
//! - Letters. A run is a piece, with its prefix; for o200k a capital behind a small letter starts another.
//! - Digits. A run is a piece in r50k, with a space before it; otherwise three at a time are, or one.
//! - Whitespace. A run is parted behind its last line break, but in r50k; and what is then left before
//!   its last character, which may be a prefix.
//! - Contractions come first, but for o200k only behind a word, of which they are a part.
//!
//! What needs more than these masks is left out, and everything after it in the block.

use super::{Case, Cutter, Pattern};
use crate::tokenizer::block::Block;

impl Cutter<'_> {
    /// The places from `start` on, where a piece starts, at which others start: one bit each, those
    /// within reach and sure. None is left out before the last.
    #[inline]
    pub(crate) fn starts(&self, start: usize) -> u64 {
        // A word beyond ASCII, often behind a space: the masks would not be worth their making.
        if self.text.get(start..start + 2).is_some_and(|two| !two.is_ascii()) {
            return 0;
        }
        let block = Block::at(self.text, start);
        let (starts, mut unsure) = match self.pattern {
            Pattern::O200k | Pattern::Tekken | Pattern::Kimi => {
                self.digits_and_breaks(start, &block, true)
            }
            Pattern::Cl100k | Pattern::Llama3 | Pattern::Qwen2 | Pattern::Qwen35 => {
                self.digits_and_breaks(start, &block, false)
            }
            Pattern::R50k => (spaced(&block), 0),
            Pattern::DeepSeek | Pattern::Gemma => return 0,
        };
        // Whether whitespace ends at a place is told by the next.
        unsure |= u64::MAX << block.length.saturating_sub(1);
        let starts = self.contractions(start, &block, starts);
        starts & before(unsure) & !1
    }

    /// The starts of o200k, cl100k and their like, and where they are not sure any more.
    #[inline]
    fn digits_and_breaks(&self, start: usize, block: &Block, cased: bool) -> (u64, u64) {
        let Block { upper, lower, digits, spaces, blanks, newlines, symbols, .. } = *block;
        let letters = upper | lower;

        let symbol_starts = symbols & !((symbols | spaces) << 1);
        let prefixes = blanks | symbol_starts;
        let mut letter_starts = letters & !((letters | prefixes) << 1);
        if cased {
            letter_starts |= upper & lower << 1;
        }

        let one_by_one = self.pattern.digits() == 1;
        let mut digit_starts = if one_by_one { digits } else { digits & !(digits << 1) };
        let mut third = digit_starts << 3 & digits & digits << 1 & digits << 2;
        while third != 0 && !one_by_one {
            digit_starts |= third;
            third = third << 3 & digits & digits << 1 & digits << 2;
        }

        let whitespace = blanks | newlines;
        let blank_starts = blanks & (!(blanks << 1) | !(whitespace >> 1));
        let newline_starts = newlines & (letters | digits) << 1;

        let mut unsure = broken_again(block);
        if self.pattern.has_slashes() {
            // `[\r\n/]*` behind symbols: the slash behind the line breaks.
            let behind_symbols = ((newlines & symbols << 1) + newlines) & !newlines & symbols;
            unsure |= self.slashes(start, behind_symbols);
        }
        let starts = symbol_starts | letter_starts | digit_starts | blank_starts | newline_starts;
        (starts, unsure)
    }

    /// The lowest of these places that has a slash.
    #[inline]
    fn slashes(&self, start: usize, mut places: u64) -> u64 {
        while places != 0 {
            if self.text.get(start + places.trailing_zeros() as usize) == Some(&b'/') {
                return places & places.wrapping_neg();
            }
            places &= places - 1;
        }
        0
    }

    /// Takes contractions out of the starts: `'s`, `'re` and the like.
    #[inline]
    fn contractions(&self, start: usize, block: &Block, mut starts: u64) -> u64 {
        if self.pattern == Pattern::Tekken {
            return starts;
        }
        let letters = block.upper | block.lower;
        let mut places = block.apostrophes & letters >> 1 & !((block.symbols | block.spaces) << 1);
        let after_word = self.pattern.is_cased();
        if after_word {
            places &= letters << 1;
        }
        while places != 0 {
            let place = places.trailing_zeros();
            places &= places - 1;
            let case =
                if self.pattern == Pattern::R50k { Case::Sensitive } else { Case::Insensitive };
            let at = start + place as usize;
            let Some(end) = self.contraction(at, case) else { continue };
            let behind = 1_u64 << place << (end - at);
            // For o200k it continues the word; for the others it is a piece.
            let first = if after_word { 0 } else { 1 << place };
            starts =
                starts & (before(1 << place) | behind.wrapping_neg()) | first | behind & letters;
            if after_word {
                // Behind a contraction, unlike behind a word, an apostrophe is a prefix.
                places &= !behind;
            }
        }
        starts
    }
}

/// The starts of r50k: runs of letters, of digits, of symbols, each with a space before it; and of
/// whitespace, less its last character.
#[inline]
fn spaced(block: &Block) -> u64 {
    let Block { upper, lower, digits, spaces, blanks, newlines, symbols, .. } = *block;
    let (letters, whitespace) = (upper | lower, blanks | newlines);
    let runs = [letters, digits, symbols].map(|run| run & !((run | spaces) << 1));
    let [letters, digits, symbols] = runs;
    letters | digits | symbols | whitespace & (!(whitespace << 1) | !(whitespace >> 1))
}

/// The first place where blanks behind a line break lead to another one, or nowhere that can be seen: then
/// they belong to the piece before them.
#[inline]
fn broken_again(block: &Block) -> u64 {
    let after_break = block.blanks & block.newlines << 1;
    // Adding its first bit to a run carries into the place behind it.
    let ends = (after_break + block.blanks) & !block.blanks;
    let bad = ends & (block.newlines | 1 << block.length);
    if bad == 0 {
        return 0;
    }
    let run_and_before = before(bad) & !block.blanks;
    1_u64.checked_shl(u64::BITS - run_and_before.leading_zeros()).unwrap_or(0)
}

/// All places before the lowest of these.
#[inline]
fn before(places: u64) -> u64 {
    (places & places.wrapping_neg()).wrapping_sub(1)
}
