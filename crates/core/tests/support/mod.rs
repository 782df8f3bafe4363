//! What the differential tests share: the reference, texts, and randomness that repeats.

#![allow(dead_code, reason = "each test binary uses a part")]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test's failure")]

use std::sync::Arc;

use tiktoken_rs::CoreBPE;
use tokenfare_core::tokenizer::{Encoding, Tokenizer};

/// Ours for an encoding.
pub(crate) fn tokenizer(encoding: Encoding) -> Arc<Tokenizer> {
    tokenfare_vocab::tokenizer(encoding).unwrap()
}

/// tiktoken's for an encoding.
pub(crate) fn reference(encoding: Encoding) -> &'static CoreBPE {
    match encoding {
        Encoding::O200kBase => tiktoken_rs::o200k_base_singleton(),
        Encoding::O200kHarmony => tiktoken_rs::o200k_harmony_singleton(),
        Encoding::Cl100kBase => tiktoken_rs::cl100k_base_singleton(),
        Encoding::P50kBase => tiktoken_rs::p50k_base_singleton(),
        Encoding::P50kEdit => tiktoken_rs::p50k_edit_singleton(),
        Encoding::R50kBase => tiktoken_rs::r50k_base_singleton(),
        other => panic!("no reference for {other}"),
    }
}

/// The encodings of the reference.
pub(crate) const OPENAI: [Encoding; 6] = [
    Encoding::O200kBase,
    Encoding::O200kHarmony,
    Encoding::Cl100kBase,
    Encoding::P50kBase,
    Encoding::P50kEdit,
    Encoding::R50kBase,
];

/// One encoding for each pattern.
pub(crate) const PATTERNS: [Encoding; 3] =
    [Encoding::O200kBase, Encoding::Cl100kBase, Encoding::R50kBase];

/// One encoding for each pattern and vocabulary; the others differ in special tokens only.
pub(crate) const DISTINCT: [Encoding; 4] =
    [Encoding::O200kBase, Encoding::Cl100kBase, Encoding::P50kBase, Encoding::R50kBase];

/// Asserts that a text gives the reference's ids and their number. Returns how many pieces were compared.
pub(crate) fn assert_equal(tokenizer: &Tokenizer, reference: &CoreBPE, text: &str) -> usize {
    let expected = reference.encode_ordinary(text);
    let ids = tokenizer.encode(text).unwrap();
    if ids != expected {
        let at = ids.iter().zip(&expected).take_while(|(ours, theirs)| ours == theirs).count();
        let sound = tokenizer.decode(&expected[..at]).unwrap();
        let context: String =
            String::from_utf8_lossy(&text.as_bytes()[sound.len()..]).chars().take(60).collect();
        panic!(
            "{}: token {at} differs at byte {}, {context:?}: {:?} instead of {:?}",
            tokenizer.encoding(),
            sound.len(),
            ids.get(at..(at + 8).min(ids.len())),
            expected.get(at..(at + 8).min(expected.len())),
        );
    }
    assert_eq!(tokenizer.count(text), expected.len(), "count of {text:?}");
    tokenizer.pieces(text)
}

/// SplitMix64: small, and the same everywhere.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A scalar value that is likely to matter: ASCII, whitespace, quotes, letters of every kind of
    /// case, marks, numbers, ideographs, emoji, or anything at all.
    pub(crate) fn scalar(&mut self) -> char {
        const TELLING: &[char] = &[
            ' ', ' ', '\n', '\r', '\t', '\'', '/', 's', 'S', 't', 'l', 'L', 'v', 'e', 'r', 'E',
            'd', 'm', 'ſ', 'a', 'B', '1', '9', '.', '!', '(', '\u{a0}', '\u{2028}', '\u{85}',
            '\u{b}', 'ǅ', 'ʰ', 'ª', 'ß', 'É', '中', '文', '́', '्', 'ा', '½', '²', '٣', '😀',
            '\u{200d}', '\u{fe0f}', '\u{feff}', '\u{fffd}', '\0', 'K', '한', 'か', 'ー', 'ا', 'ק',
            'к', 'Я',
        ];
        match self.below(8) {
            0..=4 => *self.pick(TELLING),
            5 => char::from(self.below(128) as u8),
            6 => char::from_u32(self.below(0x3000) as u32).unwrap_or('x'),
            _ => char::from_u32(self.below(0x11_0000) as u32).unwrap_or('\u{fffd}'),
        }
    }

    pub(crate) fn text(&mut self, longest: usize) -> String {
        (0..self.below(longest + 1)).map(|_| self.scalar()).collect()
    }

    /// Tokens after one another, as far as they are UTF-8: text that merges in unusual ways.
    pub(crate) fn token_text(&mut self, tokenizer: &Tokenizer, tokens: usize) -> String {
        let ids = tokenizer.encoding().ordinary_ids() as usize;
        let bytes: Vec<u8> = (0..tokens)
            .filter_map(|_| tokenizer.token(self.below(ids) as u32))
            .flatten()
            .copied()
            .collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// Prose, code and much else, written for this test and taken from this repository.
pub(crate) const TEXTS: &[&str] = &[
    include_str!("../../src/tokenizer/pattern.rs"),
    include_str!("../../src/document.rs"),
    include_str!("../texts/prose.txt"),
    include_str!("../texts/languages.txt"),
    include_str!("../texts/symbols.txt"),
];
