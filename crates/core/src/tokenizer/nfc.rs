//! Unicode's Normalization Form C, which some vendors' tokenizers put every text into first.
//!
//! A text is normalized in *clusters*: a character that nothing before it combines with, and those that
//! follow and may combine with it or change places. Nearly all clusters of nearly all texts are one
//! character and stay what they are.

use std::borrow::Cow;

use super::numbers::Numbers;

/// See `build/normal.rs`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/normal.bin"));

/// Below this, every character is its own cluster, and in normal form.
const FIRST: char = '\u{300}';

/// The first bytes of characters from [`FIRST`] on.
const FIRST_LEAD: u8 = 0xCC;

const SYLLABLE: u32 = 0xAC00;
const SYLLABLES: u32 = 11_172;
const LEADING: u32 = 0x1100;
const VOWEL: u32 = 0x1161;
/// One before the first: none is a possibility too.
const TRAILING: u32 = 0x11A7;
const VOWELS: u32 = 21;
const TRAILINGS: u32 = 28;

/// The tables.
pub(super) struct Nfc {
    /// Canonical decompositions in the order of the characters, one step: the second is NUL where there
    /// is one only.
    decompositions: Vec<(char, (char, char))>,
    /// What two characters compose, in their order.
    compositions: Vec<((char, char), char)>,
    /// The combining classes that are not zero, in the order of the characters.
    classes: Vec<(char, u8)>,
    /// A bit for each character up to U+FFFF that isn't the start of a cluster, or not in normal form.
    unsure: Vec<u64>,
}

impl Nfc {
    pub(super) fn new() -> Self {
        let mut table = Self {
            decompositions: Vec::new(),
            compositions: Vec::new(),
            classes: Vec::new(),
            unsure: vec![0; 0x1_0000 / 64],
        };
        let mut numbers = Numbers(PACKED);
        table.read_decompositions(&mut numbers);
        table.compositions.sort();
        table.read_classes(&mut numbers);
        (VOWEL..VOWEL + VOWELS).chain(TRAILING + 1..TRAILING + TRAILINGS).for_each(|jamo| {
            table.mark(jamo);
        });
        table
    }

    fn read_decompositions(&mut self, numbers: &mut Numbers<'_>) {
        let mut at = 0;
        for _ in 0..numbers.next().unwrap_or(0) {
            let (Some(distance), Some(first), Some(last)) =
                (numbers.next(), numbers.next(), numbers.next())
            else {
                break;
            };
            at += distance;
            let from = if first & 1 == 0 { at + (first >> 1) } else { at - (first >> 1) };
            let character = |scalar| char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER);
            let (c, first, second) = (character(at), character(from), character(last >> 1));
            self.decompositions.push((c, (first, second)));
            if last & 1 == 0 {
                self.compositions.push(((first, second), c));
                self.mark(second.into());
            } else {
                self.mark(at);
            }
        }
    }

    fn read_classes(&mut self, numbers: &mut Numbers<'_>) {
        let mut end = 0;
        while let (Some(distance), Some(length), Some(class)) =
            (numbers.next(), numbers.next(), numbers.next())
        {
            let start = end + distance;
            end = start + length;
            for scalar in start..end {
                self.mark(scalar);
                if let Some(c) = char::from_u32(scalar) {
                    self.classes.push((c, class as u8));
                }
            }
        }
    }

    fn mark(&mut self, scalar: u32) {
        if let Some(word) = self.unsure.get_mut(scalar as usize / 64) {
            *word |= 1 << (scalar % 64);
        }
    }

    /// Whether a character begins a cluster and, alone, is in normal form.
    #[inline]
    pub(super) fn is_settled(&self, c: char) -> bool {
        let scalar = u32::from(c);
        match self.unsure.get(scalar as usize / 64) {
            Some(word) => word >> (scalar % 64) & 1 == 0,
            None => self.is_settled_beyond(c),
        }
    }

    /// The same beyond U+FFFF, where few characters are concerned.
    #[cold]
    fn is_settled_beyond(&self, c: char) -> bool {
        let composes = |parts| find(&self.compositions, parts).is_some();
        find(&self.classes, c).is_none()
            && find(&self.decompositions, c).is_none_or(composes)
            && self.compositions.iter().all(|((_, second), _)| *second != c)
    }

    /// The text in normal form.
    pub(super) fn normalized<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.is_normal(text) {
            return Cow::Borrowed(text);
        }
        let mut normal = String::with_capacity(text.len());
        for cluster in self.clusters(text) {
            self.append(cluster, &mut normal);
        }
        if normal == text { Cow::Borrowed(text) } else { Cow::Owned(normal) }
    }

    /// Whether each character is a cluster in normal form. A text of which that is not true may be in
    /// normal form all the same.
    fn is_normal(&self, text: &str) -> bool {
        !text.bytes().fold(false, |found, byte| found | (byte >= FIRST_LEAD))
            || text.chars().all(|c| c < FIRST || self.is_settled(c))
    }

    /// The clusters of a text.
    pub(super) fn clusters<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let mut rest = text;
        std::iter::from_fn(move || {
            let mut starts = rest.char_indices().skip(1);
            let end = starts.find(|(_, c)| *c < FIRST || self.is_settled(*c));
            let (cluster, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
            rest = after;
            (!cluster.is_empty()).then_some(cluster)
        })
    }

    /// Appends a cluster in normal form.
    pub(super) fn append(&self, cluster: &str, normal: &mut String) {
        let mut parts = Vec::new();
        cluster.chars().for_each(|c| self.decompose(c, &mut parts));
        // Marks change places within a run of them only.
        for run in parts.chunk_by_mut(|_, after| after.1 != 0) {
            let marks = run.iter().position(|(_, class)| *class != 0).unwrap_or(run.len());
            run.get_mut(marks..).unwrap_or_default().sort_by_key(|(_, class)| *class);
        }
        self.compose(&mut parts);
        normal.extend(parts.iter().map(|(c, _)| c));
    }

    fn decompose(&self, c: char, parts: &mut Vec<(char, u8)>) {
        let syllable = u32::from(c).wrapping_sub(SYLLABLE);
        if syllable < SYLLABLES {
            let vowels = syllable / TRAILINGS;
            let trailing = syllable % TRAILINGS;
            let jamo = [LEADING + vowels / VOWELS, VOWEL + vowels % VOWELS, TRAILING + trailing];
            let jamo = jamo.iter().take(2 + usize::from(trailing != 0));
            parts.extend(jamo.filter_map(|jamo| Some((char::from_u32(*jamo)?, 0))));
            return;
        }
        match find(&self.decompositions, c) {
            Some((first, second)) => {
                self.decompose(first, parts);
                if second != '\0' {
                    self.decompose(second, parts);
                }
            }
            None => parts.push((c, find(&self.classes, c).unwrap_or(0))),
        }
    }

    /// Composes what combines: each character with the last one of class zero before it, unless one
    /// between them, of its own class or a higher one, is in the way.
    fn compose(&self, parts: &mut Vec<(char, u8)>) {
        let mut composed: Vec<(char, u8)> = Vec::with_capacity(parts.len());
        let mut starter = None;
        for &(c, class) in parts.iter() {
            let blocked = composed.last().is_some_and(|&(_, last)| {
                let is_starter = starter == composed.len().checked_sub(1);
                !is_starter && (last == 0 || last >= class)
            });
            let at = starter.filter(|_| !blocked);
            let before = at.and_then(|at| composed.get_mut(at));
            match before.and_then(|before| Some((self.pair(before.0, c)?, before))) {
                Some((whole, before)) => before.0 = whole,
                None => {
                    if class == 0 {
                        starter = Some(composed.len());
                    }
                    composed.push((c, class));
                }
            }
        }
        *parts = composed;
    }

    fn pair(&self, first: char, second: char) -> Option<char> {
        let (one, other) = (u32::from(first), u32::from(second));
        let (leading, vowel) = (one.wrapping_sub(LEADING), other.wrapping_sub(VOWEL));
        if leading < SYLLABLES / VOWELS / TRAILINGS && vowel < VOWELS {
            return char::from_u32(SYLLABLE + (leading * VOWELS + vowel) * TRAILINGS);
        }
        let (syllable, trailing) = (one.wrapping_sub(SYLLABLE), other.wrapping_sub(TRAILING));
        if syllable < SYLLABLES && syllable % TRAILINGS == 0 && (1..TRAILINGS).contains(&trailing) {
            return char::from_u32(one + trailing);
        }
        find(&self.compositions, (first, second))
    }
}

/// What a sorted list has for a key.
fn find<K: Ord + Copy, V: Copy>(list: &[(K, V)], key: K) -> Option<V> {
    let at = list.binary_search_by_key(&key, |(key, _)| *key).ok()?;
    list.get(at).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::Nfc;

    fn assert_same(nfc: &Nfc, text: &str) {
        let expected: String = text.nfc().collect();
        assert_eq!(nfc.normalized(text), expected, "{text:?} {:?}", text.escape_unicode());
        let settled = |c: &char| nfc.is_settled(*c);
        if text.chars().all(|c| settled(&c)) {
            assert_eq!(expected, text);
        }
    }

    #[test]
    fn every_character_alone_and_among_others() {
        let nfc = Nfc::new();
        for c in (0..0x11_0000).filter_map(char::from_u32) {
            for (before, after) in [("", ""), ("a", "\u{301}"), ("\u{5D0}\u{323}", "\u{327}")] {
                assert_same(&nfc, &format!("{before}{c}{after}"));
            }
        }
    }

    #[test]
    fn decomposed_text_comes_back_whole() {
        let nfc = Nfc::new();
        for c in (0..0x11_0000).filter_map(char::from_u32) {
            let apart: String = c.nfd().collect();
            assert_same(&nfc, &apart);
            assert_same(&nfc, &format!("{apart}\u{5B0}\u{302}{apart}"));
        }
    }

    #[test]
    fn random_clusters() {
        let combining: Vec<char> = "aeoЕअकขཀ가ᄀ각"
            .chars()
            .chain("\u{300}\u{301}\u{302}\u{323}\u{327}\u{338}\u{345}\u{5B4}\u{93C}\u{94D}".chars())
            .chain(
                "\u{1161}\u{11A8}\u{F71}\u{F72}\u{F74}\u{3099}\u{1DC0}\u{1D165}\u{1D16E}".chars(),
            )
            .collect();
        let nfc = Nfc::new();
        let mut state = 1_u64;
        for _ in 0..200_000 {
            let text: String = (0..7)
                .filter_map(|_| {
                    state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
                    combining.get((state >> 33) as usize % combining.len())
                })
                .collect();
            assert_same(&nfc, &text);
        }
    }
}
