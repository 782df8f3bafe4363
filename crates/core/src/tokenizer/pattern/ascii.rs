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
    let kind = kind(first);
    let next = self::kind(window.byte(1));
    if kind & LETTER != 0 || kind & PREFIX != 0 && next & LETTER != 0 {
        return match pattern {
            Pattern::O200k => cased_word(window, kind),
            // It may begin a contraction.
            Pattern::Cl100k | Pattern::R50k if first == b'\'' => None,
            Pattern::Cl100k => word(window, u32::from(kind & PREFIX)),
            Pattern::R50k if kind & LETTER != 0 || first == b' ' => {
                word(window, u32::from(kind & PREFIX))
            }
            Pattern::R50k => symbols(window, pattern),
        };
    }
    match kind {
        _ if kind & DIGIT != 0 => digits(window, pattern),
        _ if kind & SPACE != 0 && next & SPACE != 0 => spaces(window, pattern),
        _ if kind & PREFIX != 0 && first != b'\'' => symbols(window, pattern),
        _ => None,
    }
}

const PREFIX: u8 = 1;
const DIGIT: u8 = 2;
const SPACE: u8 = 4;
const LETTER: u8 = 8;

/// What an ASCII character may be: `[^\r\n\p{L}\p{N}]`, `\p{N}`, `\s`, `\p{L}`.
static KINDS: [u8; 128] = {
    let mut kinds = [0; 128];
    let mut rest = kinds.as_mut_slice();
    let mut byte = 0_u8;
    while let [kind, tail @ ..] = rest {
        if byte.is_ascii_digit() {
            *kind |= DIGIT;
        }
        if byte.is_ascii_alphabetic() {
            *kind |= LETTER;
        }
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

#[inline]
fn kind(byte: u8) -> u8 {
    KINDS.get(usize::from(byte)).copied().unwrap_or_default()
}

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

/// o200k: capitals, then lower-case letters, perhaps a prefix before them. No ASCII letter is caseless,
/// so either alternative takes all of both. One with an apostrophe after it is left to the pattern.
#[inline]
fn cased_word(window: Window, kind: u8) -> Option<u32> {
    let prefix = u32::from(kind & PREFIX);
    let capitals = prefix + run(window.upper(), prefix);
    let end = ends_at(window, capitals + run(window.lower(), capitals))?;
    (end > prefix && window.byte(end) != b'\'').then_some(end)
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

/// A run of two or more whitespace characters that does not end the text.
#[inline]
fn spaces(window: Window, pattern: Pattern) -> Option<u32> {
    let end = ends_at(window, run(window.whitespace(), 0))?;
    let newlines = window.newlines() & ((1 << end) - 1);
    if newlines != 0 && pattern != Pattern::R50k {
        return Some(32 - newlines.leading_zeros());
    }
    Some(end - 1)
}

/// ` ?[^\s\p{L}\p{N}]+` that is not a letter's prefix, with no line break after it.
#[inline]
fn symbols(window: Window, pattern: Pattern) -> Option<u32> {
    let space = u32::from(window.byte(0) == b' ');
    let end = ends_at(window, space + run(window.symbols(), space))?;
    let line_break = pattern != Pattern::R50k && matches!(window.byte(end), b'\r' | b'\n');
    (end > space && !line_break).then_some(end)
}
