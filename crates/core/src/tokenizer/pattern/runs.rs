//! What the patterns have in common: digits, symbols, and white space.

use super::{Class, ClassSet, Cutter, NUMBER, WHITESPACE};

impl Cutter<'_> {
    /// `\p{N}{1,3}` at a number, or as many as the pattern takes.
    pub(super) fn digits(&self, start: usize) -> usize {
        let mut at = start;
        for _ in 0..self.pattern.digits() {
            match self.class(at) {
                (class, len) if NUMBER.has(class) => at += len,
                _ => break,
            }
        }
        at
    }

    /// ` ?[…]+[\r\n]*`, or `[\r\n/]*`, of these symbols.
    pub(super) fn symbols_with_breaks(&self, start: usize, symbols: ClassSet) -> Option<usize> {
        let body = start + usize::from(self.text.get(start) == Some(&b' '));
        let end = self.run(body, symbols);
        let slash = if self.pattern.has_slashes() { b'/' } else { b'\n' };
        let trailing = |byte: &&u8| matches!(**byte, b'\r' | b'\n') || **byte == slash;
        (end > body).then(|| end + self.text.iter().skip(end).take_while(trailing).count())
    }

    /// `\s*[\r\n]+|\s+(?!\S)|\s+`
    pub(super) fn breaks_or_blanks(&self, start: usize) -> usize {
        let run = self.whitespace(start);
        run.after_last_newline.unwrap_or_else(|| run.before_a_word(start, self.text.len()))
    }

    /// `\s+` and what the whitespace alternatives ask about it.
    pub(super) fn whitespace(&self, start: usize) -> Whitespace {
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

    /// Gemma's, which has no pattern: its merges join runs of spaces, of line breaks and of tabs before all
    /// else, up to 31 at a time, and no other token has a line break or a tab, or a space behind its
    /// first character, but for one.
    pub(super) fn gemma(&self, start: usize) -> usize {
        const LONGEST: usize = 31;
        let rest = self.text.get(start..).unwrap_or_default();
        let first = rest.first().copied().unwrap_or_default();
        let run = rest.iter().take(LONGEST).take_while(|byte| **byte == first).count();
        match first {
            b'\n' | b'\t' => return start + run,
            b' ' if run > 1 => return start + run,
            _ => {}
        }
        let mut from = 1;
        loop {
            let is_end = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\t');
            let found = rest.iter().skip(from).position(is_end).map(|at| from + at);
            let end = found.unwrap_or(rest.len());
            // The one: "> </".
            if rest.get(end.wrapping_sub(1)..end + 3) != Some(b"> </") {
                return start + end;
            }
            from = end + 1;
        }
    }
}

/// A run of `\s`.
pub(super) struct Whitespace {
    /// Where its last character starts.
    pub(super) last: usize,
    pub(super) end: usize,
    /// What `\s*[\r\n]+` takes: greedy `\s*` gives back up to the last line break, which `[\r\n]+`
    /// takes; the alternative fails when there is none.
    pub(super) after_last_newline: Option<usize>,
}

impl Whitespace {
    /// `\s++$|\s+(?!\S)|\s`: the whole run at the end of the text; before a word all but its last
    /// character, which may belong to that word; that character when there is no other.
    pub(super) fn before_a_word(&self, start: usize, text_len: usize) -> usize {
        if self.end == text_len || self.last == start { self.end } else { self.last }
    }
}
