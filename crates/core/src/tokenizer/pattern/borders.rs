//! Where a piece always ends.

use super::{Class, HAN, LETTER, NUMBER, Pattern, WHITESPACE, WORD};
use crate::tokenizer::class::Classes;

/// Whether a piece always ends between these two characters, whatever stands around them.
/// [`document`](crate::document) cuts long texts only here.
///
/// In each rule no alternative matches across, and the pieces before see of the second character
/// only that it is not one of those the rule excludes; the end of the text would do as well. (That is
/// why a line break is never the first of the two: whitespace at the end of a text is one piece,
/// before a word it may be two.)
///
/// - not whitespace | space: only runs of whitespace hold a space after their first character. In
///   Gemma's, which has this rule only, `> </` does too; and what it takes for a space is one;
/// - letter | neither letter, mark nor apostrophe: only letters and marks continue a word, only an
///   apostrophe begins a contraction; for Kimi, an ideograph is continued by all of its script;
/// - number | not a number: nothing but numbers follows a number within a piece, but ideographs
///   follow those of their script.
pub(crate) fn always_splits(
    pattern: Pattern,
    classes: &Classes,
    before: char,
    after: char,
) -> bool {
    if pattern == Pattern::Gemma {
        return after == ' ' && !matches!(before, ' ' | '\n' | '\t' | '>' | '\u{2581}');
    }
    let (first, second) = (classes.of(before.into()), classes.of(after.into()));
    match first {
        _ if second == Class::Space => !WHITESPACE.has(first),
        Class::Number => !NUMBER.has(second),
        first => LETTER.has(first) && !WORD.has(second) && !HAN.has(second) && after != '\'',
    }
}
