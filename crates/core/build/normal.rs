//! Canonical decompositions and combining classes, for Normalization Form C.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};

use super::write_varint;

/// Hangul syllables are decomposed by arithmetic.
const SYLLABLES: std::ops::RangeInclusive<u32> = 0xAC00..=0xD7A3;

/// First the decompositions: their number, then of each, as varints, how far its character is from the
/// one before, what it begins with (the difference, sign lowest), its last character or 0, times two,
/// and one if the two are never composed. Then the combining classes: runs of characters that have one
/// and are alike, as the distance from the last, the length, and the class.
pub(crate) fn packed() -> Vec<u8> {
    let characters = || (0..0x11_0000).filter_map(char::from_u32);
    let mut full = Vec::new();
    for c in characters().filter(|c| !SYLLABLES.contains(&u32::from(*c))) {
        let mut parts = Vec::new();
        decompose_canonical(c, |part| parts.push(part));
        if parts != [c] {
            full.push((c, parts));
        }
    }
    let by_parts: HashMap<&[char], char> =
        full.iter().map(|(c, parts)| (parts.as_slice(), *c)).collect();

    let mut packed = Vec::new();
    write_varint(&mut packed, full.len());
    let mut before = 0;
    for (c, parts) in &full {
        let (first, last) = match parts.as_slice() {
            [one] => (*one, '\0'),
            [one, other] => (*one, *other),
            [start @ .., last] => (whole(start, &by_parts), *last),
            [] => unreachable!("a decomposition of nothing"),
        };
        let composes = last != '\0' && compose(first, last) == Some(*c);
        write_varint(&mut packed, (u32::from(*c) - before) as usize);
        write_varint(&mut packed, signed(i64::from(u32::from(first)) - i64::from(u32::from(*c))));
        write_varint(&mut packed, (u32::from(last) as usize) << 1 | usize::from(!composes));
        before = u32::from(*c);
    }

    let combining: Vec<(u32, u8)> = characters()
        .map(|c| (u32::from(c), canonical_combining_class(c)))
        .filter(|(_, class)| *class != 0)
        .collect();
    let mut end = 0;
    for run in combining.chunk_by(|a, b| a.0 + 1 == b.0 && a.1 == b.1) {
        if let Some((start, class)) = run.first() {
            write_varint(&mut packed, (start - end) as usize);
            write_varint(&mut packed, run.len());
            write_varint(&mut packed, usize::from(*class));
            end = start + run.len() as u32;
        }
    }
    packed
}

/// The one character that has this decomposition.
fn whole(parts: &[char], by_parts: &HashMap<&[char], char>) -> char {
    let composed: Vec<char> = parts.iter().copied().nfc().collect();
    match composed.as_slice() {
        [one] => *one,
        _ => by_parts.get(parts).copied().unwrap_or_else(|| {
            unreachable!("no character decomposes to {parts:?}, the beginning of another's")
        }),
    }
}

fn signed(value: i64) -> usize {
    (value.unsigned_abs() as usize) << 1 | usize::from(value < 0)
}
