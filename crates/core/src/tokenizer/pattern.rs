//! The pre-tokenizers: where one piece ends and the next begins.
//!
//! Each pattern is tiktoken's regular expression, worked out by hand. A regex tries its alternatives
//! in order and backtracks; the functions here jump to what the backtracking would find, and say
//! why that is the same. No pattern looks behind, so a piece depends only on the text from its own
//! start on: this is what lets a document re-tokenize only what an edit touches.

mod starts;

use super::class::{Class, ClassSet, Classes, LETTER, NOT_UPPER, NUMBER, SYMBOL, WHITESPACE, WORD};

/// A way to cut text into pieces, shared by several encodings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// o200k_base and o200k_harmony.
    O200k,
    /// cl100k_base.
    Cl100k,
    /// p50k and r50k.
    R50k,
}

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
            Pattern::O200k => self.o200k(start),
            Pattern::Cl100k => self.cl100k(start),
            Pattern::R50k => self.r50k(start),
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
    fn o200k(&self, start: usize) -> usize {
        let (class, len) = self.class(start);
        let word = match class {
            Class::Upper | Class::Lower | Class::Caseless => self.cased_word(start, false),
            Class::Other | Class::Mark | Class::Space => {
                self.cased_word(start + len, class == Class::Mark)
            }
            Class::Number | Class::Newline | Class::End => None,
        };
        // A mark is a word by itself when nothing after it will have it as a prefix.
        let word = word.or((class == Class::Mark).then_some(start + len));
        if let Some(end) = word {
            return self.contraction(end, Case::Insensitive).unwrap_or(end);
        }
        if class == Class::Number {
            return self.up_to_three_digits(start);
        }
        if let Some(end) = self.symbols(start) {
            let trailing = |&&byte: &&u8| matches!(byte, b'\r' | b'\n' | b'/');
            return end + self.text.iter().skip(end).take_while(trailing).count();
        }
        let run = self.whitespace(start);
        run.after_last_newline.unwrap_or_else(|| run.before_a_word(start, self.text.len()))
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
            Class::Upper | Class::Lower | Class::Caseless => start,
            Class::Other | Class::Mark | Class::Space => start + len,
            Class::Number => return self.up_to_three_digits(start),
            Class::Newline | Class::End => self.text.len(),
        };
        let end = self.run(letters, LETTER);
        if end > letters {
            return end;
        }
        if let Some(end) = self.symbols(start) {
            let trailing = |&&byte: &&u8| matches!(byte, b'\r' | b'\n');
            return end + self.text.iter().skip(end).take_while(trailing).count();
        }
        let run = self.whitespace(start);
        if run.end == self.text.len() {
            return run.end;
        }
        run.after_last_newline.unwrap_or_else(|| run.before_a_word(start, self.text.len()))
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
        let mut at = body;
        let mut after_caseless = None;
        loop {
            match self.class(at) {
                (Class::Upper, len) => at += len,
                (Class::Caseless | Class::Mark, len) => {
                    at += len;
                    after_caseless = Some(at);
                }
                (Class::Lower, _) => return Some(self.run(at, NOT_UPPER)),
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

    /// `\p{N}{1,3}` at a number.
    fn up_to_three_digits(&self, start: usize) -> usize {
        let mut at = start;
        for _ in 0..3 {
            match self.class(at) {
                (Class::Number, len) => at += len,
                _ => break,
            }
        }
        at
    }

    /// ` ?[^\s\p{L}\p{N}]+`
    fn symbols(&self, start: usize) -> Option<usize> {
        let body = start + usize::from(self.text.get(start) == Some(&b' '));
        let end = self.run(body, SYMBOL);
        (end > body).then_some(end)
    }

    /// `\s+` and what the whitespace alternatives ask about it.
    fn whitespace(&self, start: usize) -> Whitespace {
        let mut run = Whitespace { last: start, end: start, after_last_newline: None };
        loop {
            let (class, len) = self.class(run.end);
            if !WHITESPACE.has(class) {
                return run;
            }
            run.last = run.end;
            run.end += len;
            if class == Class::Newline {
                run.after_last_newline = Some(run.end);
            }
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
            // The Han ideographs from U+4E00 to U+9FFF are letters without case, all of them.
            [a @ 0xE4..=0xE9, b, _, ..] if u16::from_be_bytes([a, b]) >= 0xE4B8 => {
                (Class::Caseless, 3)
            }
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

/// A run of `\s`.
struct Whitespace {
    /// Where its last character starts.
    last: usize,
    end: usize,
    /// What `\s*[\r\n]+` takes: greedy `\s*` gives back up to the last line break, which `[\r\n]+`
    /// takes; the alternative fails when there is none.
    after_last_newline: Option<usize>,
}

impl Whitespace {
    /// `\s++$|\s+(?!\S)|\s`: the whole run at the end of the text; before a word all but its last
    /// character, which may belong to that word; that character when there is no other.
    fn before_a_word(&self, start: usize, text_len: usize) -> usize {
        if self.end == text_len || self.last == start { self.end } else { self.last }
    }
}

/// Whether a piece always ends between these two characters, whatever stands around them, in every
/// pattern. [`document`](crate::document) cuts long texts only here.
///
/// In each rule no alternative matches across, and the pieces before see of the second character
/// only that it is not one of those the rule excludes; the end of the text would do as well. (That is
/// why a line break is never the first of the two: whitespace at the end of a text is one piece,
/// before a word it may be two.)
///
/// - not whitespace | space: only runs of whitespace hold a space after their first character;
/// - letter | neither letter, mark nor apostrophe: only letters and marks continue a word, only an
///   apostrophe begins a contraction;
/// - number | not a number: nothing but numbers follows a number within a piece.
pub(crate) fn always_splits(classes: &Classes, before: char, after: char) -> bool {
    let (first, second) = (classes.of(before.into()), classes.of(after.into()));
    match first {
        _ if second == Class::Space => !WHITESPACE.has(first),
        Class::Number => second != Class::Number,
        first => LETTER.has(first) && !WORD.has(second) && after != '\'',
    }
}
