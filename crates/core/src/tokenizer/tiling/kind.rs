//! What kind of character a character is, as far as the marks can tell. (`normalize.py`, `classify` and
//! the functions below it)

use crate::tokenizer::numbers::Numbers;

/// See `build/words.rs`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

/// The kind of a character. The numbers are those of the build script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// A letter that stands alone: ideographs, Hangul, emoji, and whatever else.
    #[default]
    Lone = 0,
    /// Punctuation and symbols beyond ASCII, formats, and marks that are no part of a word.
    Sign = 1,
    /// `\p{No}`.
    Number = 2,
    /// `\p{Nd}`, but for the digits below.
    ForeignDigit = 3,
    /// `0` to `9`.
    Digit = 4,
    /// The Arabic and the Persian digits.
    EasternDigit = 5,
    /// ASCII punctuation and symbols, and a few more.
    Punct = 6,
    /// White space.
    Space = 7,
    /// A variation selector.
    Selector = 8,
    /// A small letter of a word.
    Lower = 9,
    /// A capital that has a small letter.
    Upper = 10,
    /// A letter of a word without case.
    Caseless = 11,
    /// A symbol that is a letter of words, without case.
    Symbol = 12,
    /// A mark that is part of a word, and with no letter before it a letter.
    Mark = 13,
    /// A mark that is part of a word, and with no letter before it begins one of its own.
    Stray = 14,
    /// The same, and a small letter.
    StrayLower = 15,
}

impl Kind {
    const fn from_bits(bits: u32) -> Self {
        match bits & 15 {
            1 => Self::Sign,
            2 => Self::Number,
            3 => Self::ForeignDigit,
            4 => Self::Digit,
            5 => Self::EasternDigit,
            6 => Self::Punct,
            7 => Self::Space,
            8 => Self::Selector,
            9 => Self::Lower,
            10 => Self::Upper,
            11 => Self::Caseless,
            12 => Self::Symbol,
            13 => Self::Mark,
            14 => Self::Stray,
            15 => Self::StrayLower,
            _ => Self::Lone,
        }
    }

    /// Whether it is a letter of a word, and no mark.
    pub(super) const fn is_letter(self) -> bool {
        matches!(self, Self::Lower | Self::Upper | Self::Caseless | Self::Symbol)
    }

    /// Whether it begins a word of its own where no letter is before it.
    pub(super) const fn is_stray(self) -> bool {
        matches!(self, Self::Stray | Self::StrayLower)
    }
}

const PAGE: usize = 256;

/// The kind of every character up to U+FFFF, and the small letters of capitals.
pub(super) struct Kinds {
    kinds: Vec<Kind>,
    /// Capitals and what is between them and their small letters, in order.
    small: Vec<(u32, i32)>,
}

impl Kinds {
    pub(super) fn new() -> Self {
        let mut numbers = Numbers(PACKED);
        let mut kinds = Vec::with_capacity(PAGE * PAGE);
        let mut rest = 0x11_0000;
        while rest > 0 {
            let Some(run) = numbers.next() else { break };
            let length = (run >> 4).clamp(1, rest);
            let kept = (length as usize).min(PAGE * PAGE - kinds.len());
            kinds.resize(kinds.len() + kept, Kind::from_bits(run));
            rest -= length;
        }
        let mut small = Vec::new();
        let mut capital = 0;
        for _ in 0..numbers.next().unwrap_or(0) {
            let (Some(distance), Some(to)) = (numbers.next(), numbers.next()) else { break };
            capital += distance;
            let to = if to & 1 == 0 { (to >> 1) as i32 } else { -((to >> 1) as i32) };
            small.push((capital, to));
        }
        Self { kinds, small }
    }

    #[inline]
    pub(super) fn of(&self, c: char) -> Kind {
        self.kinds.get(c as usize).copied().unwrap_or_default()
    }

    /// The small letter of a capital; any other character as it is.
    pub(super) fn small(&self, c: char) -> char {
        if c.is_ascii() {
            return c.to_ascii_lowercase();
        }
        let scalar = u32::from(c);
        let found = self.small.binary_search_by_key(&scalar, |(capital, _)| *capital).ok();
        found
            .and_then(|at| self.small.get(at))
            .and_then(|(_, to)| char::from_u32(scalar.wrapping_add_signed(*to)))
            .unwrap_or(c)
    }
}
