//! DeepSeek's pre-tokenizer: three patterns, one after another.
//!
//! ```text
//! \p{N}{1,3}
//! [一-龥぀-ゟ゠-ヿ]+
//! [!-/:-@\[-`{-~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
//! ```
//!
//! The first cuts out numbers, the second what is written in ideographs and kana, the third cuts each
//! stretch between them, and each of ideographs, as if it were a text of its own. So where the third looks
//! for what follows, such a stretch ends like a text. What none of its alternatives matches is a piece up
//! to where one does.

use super::{Class, ClassSet, Cutter, NUMBER, WHITESPACE, WORD};
use crate::tokenizer::class::PRINTED;

impl Cutter<'_> {
    pub(super) fn deepseek(&self, start: usize) -> usize {
        let (class, len) = self.class(start);
        if NUMBER.has(class) {
            return self.digits(start);
        }
        let among_kana = self.is_kana(start);
        if let Some([b'!'..=b'~', next]) = self.text.get(start..start + 2)
            && class == Class::Symbol
            && next.is_ascii_alphabetic()
        {
            let letters = self.text.iter().skip(start + 1).take_while(|b| b.is_ascii_alphabetic());
            return start + 1 + letters.count();
        }
        if WORD.has(class) {
            return self.run_among(start, WORD, among_kana);
        }
        if matches!(class, Class::Space | Class::Other) {
            let end = self.run_among(start + len, WORD, among_kana);
            if end > start + len {
                return end;
            }
        }
        let body = start + usize::from(self.text.get(start) == Some(&b' '));
        let end = self.run_among(body, PRINTED, among_kana);
        if end > body {
            let is_break = |byte: &&u8| matches!(**byte, b'\r' | b'\n');
            return end + self.text.iter().skip(end).take_while(is_break).count();
        }
        if WHITESPACE.has(class) {
            let run = self.whitespace(start);
            let stretch_ends = NUMBER.has(self.class(run.end).0) || self.is_kana(run.end);
            let text_end = if stretch_ends { run.end } else { self.text.len() };
            return run.after_last_newline.unwrap_or_else(|| run.before_a_word(start, text_end));
        }
        self.unmatched(start, among_kana)
    }

    /// Where the first match from `start` on is, which has none.
    fn unmatched(&self, start: usize, among_kana: bool) -> usize {
        let (_, mut len) = self.class(start);
        let mut at = start;
        loop {
            at += len;
            let (class, next) = self.class(at);
            let is_matched = || WORD.has(self.class(at + next).0);
            if class != Class::Other || self.is_kana(at) != among_kana {
                return at;
            }
            if is_matched() && self.is_kana(at + next) == among_kana {
                return at;
            }
            len = next;
        }
    }

    /// The end of the longest run of `set` from `at` in its stretch.
    fn run_among(&self, mut at: usize, set: ClassSet, kana: bool) -> usize {
        loop {
            let (class, len) = self.class(at);
            if !set.has(class) || self.is_kana(at) != kana {
                return at;
            }
            at += len;
        }
    }

    /// `[一-龥぀-ゟ゠-ヿ]`
    fn is_kana(&self, at: usize) -> bool {
        match self.text.get(at..).and_then(<[u8]>::first_chunk) {
            Some(&[a, b, c]) => matches!(
                u32::from_be_bytes([0, a, b, c]),
                0xE3_8180..=0xE3_83BF | 0xE4_B880..=0xE9_BEA5
            ),
            None => false,
        }
    }
}
