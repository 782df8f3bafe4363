//! The pre-tokenizers: where one piece ends and the next begins.
//!
//! Each pattern is its vendor's regular expression, worked out by hand. A regex tries its alternatives
//! in order and backtracks; the functions here jump to what the backtracking would find, and say
//! why that is the same. No pattern looks behind, so a piece depends only on the text from its own
//! start on: this is what lets a document re-tokenize only what an edit touches.

mod borders;
mod deepseek;
mod runs;
mod starts;

pub(crate) use borders::always_splits;

use super::class::{
    Class, ClassSet, Classes, HAN, LETTER, MARK, NOT_UPPER, NUMBER, SYMBOL, UNMARKED, WHITESPACE,
    WORD,
};

/// A way to cut text into pieces, shared by several encodings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// o200k_base, o200k_harmony and MiniMax.
    O200k,
    /// Mistral's: o200k's without contractions, digits one by one.
    Tekken,
    /// Kimi's: ideographs first, then as o200k.
    Kimi,
    /// cl100k_base.
    Cl100k,
    /// Llama 3's and GLM's: cl100k's in an older form.
    Llama3,
    /// Qwen 2's and 3's: as Llama's, digits one by one.
    Qwen2,
    /// Qwen 3.5's: as Qwen 2's, marks are parts of words.
    Qwen35,
    /// DeepSeek's: three patterns, one after another.
    DeepSeek,
    /// p50k and r50k.
    R50k,
    /// Gemma's and Gemini's: at spaces, and around runs of white space.
    Gemma,
}

impl Pattern {
    /// How many digits there are in a piece at most.
    const fn digits(self) -> usize {
        match self {
            Self::O200k | Self::Kimi | Self::Cl100k | Self::Llama3 | Self::DeepSeek => 3,
            Self::Tekken | Self::Qwen2 | Self::Qwen35 => 1,
            Self::R50k | Self::Gemma => usize::MAX,
        }
    }

    /// Whether a capital behind a small letter begins a piece.
    const fn is_cased(self) -> bool {
        matches!(self, Self::O200k | Self::Tekken | Self::Kimi)
    }

    /// Whether slashes behind symbols and a line break belong to them.
    const fn has_slashes(self) -> bool {
        matches!(self, Self::O200k | Self::Tekken)
    }
}

/// `[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]`
const NOT_UPPER_NOR_HAN: ClassSet = ClassSet::of(&[Class::Lower, Class::Caseless, Class::Mark]);

/// `'s`, `'re` and so on, with `(?i)` or without.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Sensitive,
    Insensitive,
}

/// A text being cut. Offsets are bytes and always lie between characters.
pub(crate) struct Cutter<'t> {
    text: &'t [u8],
    classes: &'t Classes,
    pattern: Pattern,
}

impl<'t> Cutter<'t> {
    pub(crate) fn new(pattern: Pattern, classes: &'t Classes, text: &'t str) -> Self {
        Self { text: text.as_bytes(), classes, pattern }
    }

    /// The end of the piece that starts at `start`, which must lie before the end of the text.
    #[inline(never)]
    pub(crate) fn piece_end(&self, start: usize) -> usize {
        match self.pattern {
            Pattern::O200k | Pattern::Tekken => self.o200k(start),
            Pattern::Kimi => self.kimi(start),
            Pattern::Cl100k => self.cl100k(start),
            Pattern::Llama3 | Pattern::Qwen2 | Pattern::Qwen35 => self.llama3(start),
            Pattern::DeepSeek => self.deepseek(start),
            Pattern::R50k => self.r50k(start),
            Pattern::Gemma => self.gemma(start),
        }
    }

    /// ```text
    /// [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
    /// [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
    /// \p{N}{1,3}
    ///  ?[^\s\p{L}\p{N}]+[\r\n/]*
    /// \s*[\r\n]+
    /// \s+(?!\S)
    /// \s+
    /// ```
    ///
    /// Mistral's is the same without the contractions, and with `\p{N}` alone.
    fn o200k(&self, start: usize) -> usize {
        let (class, len) = self.class(start);
        if let Some(end) = self.word_of_o200k(start, class, len) {
            return self.contraction_behind(end);
        }
        if NUMBER.has(class) {
            return self.digits(start);
        }
        self.symbols_with_breaks(start, SYMBOL).unwrap_or_else(|| self.breaks_or_blanks(start))
    }

    /// A word with its prefix, less the contraction behind it.
    fn word_of_o200k(&self, start: usize, class: Class, len: usize) -> Option<usize> {
        if LETTER.has(class) {
            return self.cased_word(start, false);
        }
        if NUMBER.has(class) || matches!(class, Class::Newline | Class::End) {
            return None;
        }
        let is_mark = MARK.has(class);
        // A mark is a word by itself when nothing after it will have it as a prefix.
        self.cased_word(start + len, is_mark).or(is_mark.then_some(start + len))
    }

    /// The end of the contraction behind a word that ends at `end`, if there is one.
    fn contraction_behind(&self, end: usize) -> usize {
        if self.pattern == Pattern::Tekken {
            return end;
        }
        self.contraction(end, Case::Insensitive).unwrap_or(end)
    }

    /// ```text
    /// [\p{Han}]+
    /// [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
    /// [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
    /// \p{N}{1,3}
    ///  ?[^\s\p{L}\p{N}]+[\r\n]*
    /// \s*[\r\n]+
    /// \s+(?!\S)
    /// \s+
    /// ```
    fn kimi(&self, start: usize) -> usize {
        match self.run(start, HAN) {
            end if end > start => end,
            _ => self.o200k(start),
        }
    }

    /// ```text
    /// '(?i:[sdmt]|ll|ve|re)
    /// [^\r\n\p{L}\p{N}]?+\p{L}++
    /// \p{N}{1,3}+
    ///  ?[^\s\p{L}\p{N}]++[\r\n]*+
    /// \s++$
    /// \s*[\r\n]
    /// \s+(?!\S)
    /// \s
    /// ```
    fn cl100k(&self, start: usize) -> usize {
        if let Some(end) = self.contraction(start, Case::Insensitive) {
            return end;
        }
        let (class, len) = self.class(start);
        let letters = match class {
            Class::Newline | Class::End => self.text.len(),
            class if LETTER.has(class) => start,
            class if NUMBER.has(class) => return self.digits(start),
            _ => start + len,
        };
        let end = self.run(letters, LETTER);
        if end > letters {
            return end;
        }
        if let Some(end) = self.symbols_with_breaks(start, SYMBOL) {
            return end;
        }
        let run = self.whitespace(start);
        if run.end == self.text.len() {
            return run.end;
        }
        run.after_last_newline.unwrap_or_else(|| run.before_a_word(start, self.text.len()))
    }

    /// ```text
    /// (?i:'s|'t|'re|'ve|'m|'ll|'d)
    /// [^\r\n\p{L}\p{N}]?\p{L}+
    /// \p{N}{1,3}
    ///  ?[^\s\p{L}\p{N}]+[\r\n]*
    /// \s*[\r\n]+
    /// \s+(?!\S)
    /// \s+
    /// ```
    ///
    /// Qwen's is the same with `\p{N}` alone; from Qwen 3.5 on it says `[\p{L}\p{M}]` for `\p{L}`, but
    /// in the prefix, so that a mark may still be one.
    fn llama3(&self, start: usize) -> usize {
        if let Some(end) = self.contraction(start, Case::Insensitive) {
            return end;
        }
        let (letter, symbol) =
            if self.pattern == Pattern::Qwen35 { (WORD, UNMARKED) } else { (LETTER, SYMBOL) };
        let (class, len) = self.class(start);
        let letters = match class {
            Class::Newline | Class::End => self.text.len(),
            class if LETTER.has(class) => start,
            class if NUMBER.has(class) => return self.digits(start),
            _ => start + len,
        };
        let end = self.run(letters, letter);
        if end > letters {
            return end;
        }
        // Without a word behind it, a mark is no prefix but a word itself.
        if letter.has(class) {
            return self.run(start, letter);
        }
        self.symbols_with_breaks(start, symbol).unwrap_or_else(|| self.breaks_or_blanks(start))
    }

    /// ```text
    /// '(?:[sdmt]|ll|ve|re)
    ///  ?\p{L}++
    ///  ?\p{N}++
    ///  ?[^\s\p{L}\p{N}]++
    /// \s++$
    /// \s+(?!\S)
    /// \s
    /// ```
    fn r50k(&self, start: usize) -> usize {
        if let Some(end) = self.contraction(start, Case::Sensitive) {
            return end;
        }
        let body = start + usize::from(self.text.get(start) == Some(&b' '));
        for set in [LETTER, NUMBER, SYMBOL] {
            let end = self.run(body, set);
            if end > body {
                return end;
            }
        }
        self.whitespace(start).before_a_word(start, self.text.len())
    }

    /// The first two alternatives of o200k from after their optional prefix: `U*W+` or `U+W*`, where
    /// U is upper or caseless, W lower or caseless. Greedy `U*` takes the longest run of U, then:
    ///
    /// - a lower-case letter follows: `W+` takes its run, done;
    /// - none follows: `W+` needs a character back. Backtracking gives back one by one until the
    ///   last caseless one in the run; `W+` takes it and stops, for an upper-case letter follows.
    /// - all of the run is upper case: the first alternative fails. With a mark as the prefix it is
    ///   retried without a prefix and matches the mark alone, so here there is no word; otherwise
    ///   the second alternative takes the run.
    fn cased_word(&self, body: usize, mark_before: bool) -> Option<usize> {
        // They are no part of Kimi's words.
        let has_ideographs = self.pattern != Pattern::Kimi;
        let mut at = body;
        let mut after_caseless = None;
        loop {
            match self.class(at) {
                (Class::Upper, len) => at += len,
                (Class::Caseless | Class::Mark, len) => {
                    at += len;
                    after_caseless = Some(at);
                }
                (Class::Han | Class::HanMark, len) if has_ideographs => {
                    at += len;
                    after_caseless = Some(at);
                }
                (Class::Lower, _) if has_ideographs => return Some(self.run(at, NOT_UPPER)),
                (Class::Lower, _) => return Some(self.run(at, NOT_UPPER_NOR_HAN)),
                _ => break,
            }
        }
        after_caseless.or((at > body && !mark_before).then_some(at))
    }

    /// The end of `'s`, `'re` and the like at `at`. The long s (U+017F) folds to `s`, so `(?i)`
    /// takes it too; no other letter here has such a twin.
    fn contraction(&self, at: usize, case: Case) -> Option<usize> {
        let (b'\'', rest) = self.text.get(at..)?.split_first()? else {
            return None;
        };
        let fold = |byte: &u8| match case {
            Case::Sensitive => *byte,
            Case::Insensitive => byte.to_ascii_lowercase(),
        };
        let first = fold(rest.first()?);
        let second = rest.get(1).map(fold);
        match (first, second) {
            (b's' | b'd' | b'm' | b't', _) => Some(at + 2),
            (b'l', Some(b'l')) | (b'v' | b'r', Some(b'e')) => Some(at + 3),
            (0xC5, Some(0xBF)) if case == Case::Insensitive => Some(at + 3),
            _ => None,
        }
    }

    /// The end of the longest run of `set` from `at`.
    #[inline]
    fn run(&self, mut at: usize, set: ClassSet) -> usize {
        loop {
            let (class, len) = self.class(at);
            if !set.has(class) {
                return at;
            }
            at += len;
        }
    }

    /// The class and length in bytes of the character at `at`; [`Class::End`] past the text.
    #[inline]
    fn class(&self, at: usize) -> (Class, usize) {
        let rest = self.text.get(at..).unwrap_or_default();
        let tail = |byte: u8| u32::from(byte & 0x3F);
        match *rest {
            [byte @ ..0x80, ..] => (Class::ascii(byte), 1),
            [a @ ..0xE0, b, ..] => (self.classes.of(u32::from(a & 0x1F) << 6 | tail(b)), 2),
            // The ideographs from U+4E00 to U+9FFF are letters, all of them.
            [a @ 0xE4..=0xE9, b, _, ..] if u16::from_be_bytes([a, b]) >= 0xE4B8 => (Class::Han, 3),
            [a @ ..0xF0, b, c, ..] => {
                (self.classes.of(u32::from(a & 0x0F) << 12 | tail(b) << 6 | tail(c)), 3)
            }
            [a, b, c, d, ..] => {
                let high = u32::from(a & 0x07) << 18 | tail(b) << 12;
                (self.classes.of(high | tail(c) << 6 | tail(d)), 4)
            }
            _ => (Class::End, 0),
        }
    }
}
