//! Most pieces, found without a loop: those that are ASCII, end within a window, and are followed by
//! another ASCII character there.
//!
//! Each function gives the length of the piece that its pattern would find, or nothing, which says
//! only that the window doesn't tell. A window here is always full: no byte in it is past the end of
//! the text.

use super::Pattern;
use crate::tokenizer::window::Window;

/// The length of the piece a window begins with.
#[inline]
pub(super) fn piece(pattern: Pattern, window: Window) -> Option<u32> {
    let first = window.byte(0);
    let kind = KINDS.get(usize::from(first)).copied().unwrap_or_default();
    let word = match pattern {
        Pattern::O200k => cased_word(window, kind),
        Pattern::Cl100k => word(window, u32::from(kind & PREFIX != 0 && first != b'\'')),
        Pattern::R50k => word(window, u32::from(first == b' ')),
    };
    if word.is_some() {
        return word;
    }
    match kind {
        _ if kind & DIGIT != 0 => digits(window, pattern),
        _ if kind & SPACE != 0 => spaces(window, pattern).or_else(|| symbols(window, pattern)),
        // An apostrophe may begin a contraction.
        _ if kind & PREFIX != 0 && first != b'\'' => symbols(window, pattern),
        _ => None,
    }
}

const PREFIX: u8 = 1;
const DIGIT: u8 = 2;
const SPACE: u8 = 4;

/// What a first byte may be: `[^\r\n\p{L}\p{N}]`, `\p{N}`, `\s`.
static KINDS: [u8; 128] = {
    let mut kinds = [0; 128];
    let mut rest = kinds.as_mut_slice();
    let mut byte = 0_u8;
    while let [kind, tail @ ..] = rest {
        *kind = if byte.is_ascii_digit() { DIGIT } else { 0 };
        if matches!(byte, 9..=13 | b' ') {
            *kind |= SPACE;
        }
        if !byte.is_ascii_alphanumeric() && byte != b'\r' && byte != b'\n' {
            *kind |= PREFIX;
        }
        byte += 1;
        rest = tail;
    }
    kinds
};

/// How many bits are set from `from` on without a gap.
#[inline]
fn run(mask: u32, from: u32) -> u32 {
    (!(mask >> from)).trailing_zeros()
}

/// `at`, if it is in the window and an ASCII character is there.
#[inline]
fn ends_at(window: Window, at: u32) -> Option<u32> {
    (at < Window::SIZE as u32 && window.byte(at) < 0x80).then_some(at)
}

/// o200k: lower-case letters, perhaps a capital and a prefix before them. A word in capitals, or one
/// with an apostrophe after it, is left to the pattern.
#[inline]
fn cased_word(window: Window, kind: u8) -> Option<u32> {
    let body = u32::from(kind & PREFIX);
    let from = body + (window.upper() >> body & 1);
    let letters = run(window.lower(), from);
    let end = ends_at(window, from + letters)?;
    (letters > 0 && window.byte(end) != b'\'').then_some(end)
}

/// cl100k and r50k: letters after the prefix.
#[inline]
fn word(window: Window, prefix: u32) -> Option<u32> {
    let letters = run(window.letters(), prefix);
    (letters > 0).then_some(prefix + letters).and_then(|end| ends_at(window, end))
}

#[inline]
fn digits(window: Window, pattern: Pattern) -> Option<u32> {
    let digits = run(window.digits(), 0);
    match pattern {
        Pattern::R50k => ends_at(window, digits),
        _ if digits >= 3 => Some(3),
        _ => ends_at(window, digits),
    }
}

/// A run of whitespace that does not end the text. One space alone may begin something else.
#[inline]
fn spaces(window: Window, pattern: Pattern) -> Option<u32> {
    let spaces = run(window.whitespace(), 0);
    let end = ends_at(window, spaces)?;
    let newlines = window.newlines() & ((1 << end) - 1);
    if newlines != 0 && pattern != Pattern::R50k {
        return Some(32 - newlines.leading_zeros());
    }
    (end > 1).then(|| end - 1)
}

/// ` ?[^\s\p{L}\p{N}]+`, with no line break after it. A single symbol before a letter would be the
/// letter's prefix.
#[inline]
fn symbols(window: Window, pattern: Pattern) -> Option<u32> {
    let space = u32::from(window.byte(0) == b' ');
    let others = window.letters() | window.digits() | window.whitespace() | window.beyond_ascii();
    let symbols = run(!others & 0xFFFF, space);
    let end = ends_at(window, space + symbols)?;
    let next = window.byte(end);
    let prefix = pattern != Pattern::R50k && symbols == 1 && space == 0;
    let taken = matches!(next, b'\r' | b'\n') || prefix && next.is_ascii_alphabetic();
    (symbols > 0 && !taken).then_some(end)
}
