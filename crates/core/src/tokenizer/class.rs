//! What kind of character a character is, as far as the pre-tokenizers' patterns can tell.
//!
//! The patterns speak of `\p{Lu}`, `\p{N}`, `\s` and the like. Thirteen classes are enough to answer
//! every question they ask, so a scalar value maps to one class and a pattern's character set to a
//! set of classes.

/// Runs of equal class from U+0000 to U+10FFFF, each a varint of `length << 4 | class`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/classes.bin"));

/// The class of a scalar value. The numbers are those of the build script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    /// Controls, formats, unassigned: in none of the sets the patterns name.
    Other = 0,
    /// `\p{Lu}`, `\p{Lt}`.
    Upper = 1,
    /// `\p{Ll}`.
    Lower = 2,
    /// `\p{Lm}`, `\p{Lo}`, but for ideographs: letters without case, which o200k's pattern allows on
    /// either side.
    Caseless = 3,
    /// `\p{M}`: not a letter, but part of a word for o200k.
    Mark = 4,
    /// `\p{N}`.
    Number = 5,
    /// `\s` without carriage return and line feed.
    Space = 6,
    /// Carriage return or line feed.
    Newline = 7,
    /// `\p{P}`, `\p{S}`.
    Symbol = 8,
    /// Letters in `\p{Han}`: ideographs.
    Han = 9,
    /// Numbers in `\p{Han}`.
    HanNumber = 10,
    /// Symbols in `\p{Han}`: radicals.
    HanSymbol = 11,
    /// Marks in `\p{Han}`.
    HanMark = 12,
    /// No character at all: the end of the text. In no set.
    End = 13,
}

impl Class {
    const fn from_bits(bits: u8) -> Self {
        match bits {
            1 => Self::Upper,
            2 => Self::Lower,
            3 => Self::Caseless,
            4 => Self::Mark,
            5 => Self::Number,
            6 => Self::Space,
            7 => Self::Newline,
            8 => Self::Symbol,
            9 => Self::Han,
            10 => Self::HanNumber,
            11 => Self::HanSymbol,
            12 => Self::HanMark,
            _ => Self::Other,
        }
    }

    /// The class of an ASCII character; [`Class::Other`] for any other byte.
    #[inline]
    pub(crate) fn ascii(byte: u8) -> Self {
        // A table, because a text's characters are not to be predicted.
        static ASCII: [Class; 128] = {
            let mut classes = [Class::Other; 128];
            let mut rest = classes.as_mut_slice();
            let mut byte = 0_u8;
            while let [class, tail @ ..] = rest {
                *class = match byte {
                    b'A'..=b'Z' => Class::Upper,
                    b'a'..=b'z' => Class::Lower,
                    b'0'..=b'9' => Class::Number,
                    b'\r' | b'\n' => Class::Newline,
                    b'\t' | 0x0B | 0x0C | b' ' => Class::Space,
                    b'!'..=b'~' => Class::Symbol,
                    _ => Class::Other,
                };
                byte += 1;
                rest = tail;
            }
            classes
        };
        ASCII.get(usize::from(byte)).copied().unwrap_or(Self::Other)
    }
}

/// A set of classes.
#[derive(Clone, Copy)]
pub(crate) struct ClassSet(u16);

impl ClassSet {
    pub(crate) const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut rest = classes;
        while let [class, tail @ ..] = rest {
            bits |= 1 << *class as u16;
            rest = tail;
        }
        Self(bits)
    }

    /// What is in either set.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[inline]
    pub(crate) const fn has(self, class: Class) -> bool {
        self.0 >> class as u16 & 1 != 0
    }
}

/// `\p{L}`
pub(crate) const LETTER: ClassSet =
    ClassSet::of(&[Class::Upper, Class::Lower, Class::Caseless, Class::Han]);
/// `[\p{Ll}\p{Lm}\p{Lo}\p{M}]`
pub(crate) const NOT_UPPER: ClassSet =
    ClassSet::of(&[Class::Lower, Class::Caseless, Class::Mark, Class::Han, Class::HanMark]);
/// `\p{M}`
pub(crate) const MARK: ClassSet = ClassSet::of(&[Class::Mark, Class::HanMark]);
/// `[\p{L}\p{M}]`
pub(crate) const WORD: ClassSet = LETTER.and(MARK);
/// `\p{N}`
pub(crate) const NUMBER: ClassSet = ClassSet::of(&[Class::Number, Class::HanNumber]);
/// `\s`
pub(crate) const WHITESPACE: ClassSet = ClassSet::of(&[Class::Space, Class::Newline]);
/// `[\p{P}\p{S}]`
pub(crate) const PRINTED: ClassSet = ClassSet::of(&[Class::Symbol, Class::HanSymbol]);
/// `[^\s\p{L}\p{M}\p{N}]`
pub(crate) const UNMARKED: ClassSet = PRINTED.and(ClassSet::of(&[Class::Other]));
/// `[^\s\p{L}\p{N}]`
pub(crate) const SYMBOL: ClassSet = UNMARKED.and(MARK);
/// `\p{Han}`
pub(crate) const HAN: ClassSet =
    ClassSet::of(&[Class::Han, Class::HanNumber, Class::HanSymbol, Class::HanMark]);

const PAGE: usize = 256;
const PAGES: usize = 0x11_0000 / PAGE;

/// The class of every scalar value, as pages of 256 that share storage when a whole page has one
/// class (most of Unicode: ideographs, syllables, unassigned planes).
pub(crate) struct Classes {
    page_of: Vec<u8>,
    pages: Vec<Class>,
}

impl Classes {
    /// Unpacks the table.
    pub(crate) fn new() -> Self {
        let mut table = Self { page_of: Vec::with_capacity(PAGES), pages: Vec::new() };
        let mut page = Vec::with_capacity(PAGE);
        let mut value = 0_usize;
        let mut shift = 0;
        for byte in PACKED {
            value |= usize::from(byte & 0x7F) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                table.extend(&mut page, Class::from_bits((value & 15) as u8), value >> 4);
                (value, shift) = (0, 0);
            }
        }
        table
    }

    /// Adds `length` scalar values of one class. `page` holds those of the last, unfinished page.
    fn extend(&mut self, page: &mut Vec<Class>, class: Class, mut length: usize) {
        while length > 0 {
            let fits = length.min(PAGE - page.len());
            page.resize(page.len() + fits, class);
            length -= fits;
            if page.len() == PAGE {
                self.finish_page(page, fits == PAGE);
                page.clear();
            }
        }
    }

    fn finish_page(&mut self, page: &[Class], uniform: bool) {
        let first = |known: &[Class]| known.first() == page.first() && known.last() == page.last();
        let known =
            self.pages.chunks(PAGE).position(|known| uniform && first(known) && known == page);
        self.page_of.push(known.unwrap_or(self.pages.len() / PAGE) as u8);
        if known.is_none() {
            self.pages.extend_from_slice(page);
        }
    }

    #[inline]
    pub(crate) fn of(&self, scalar: u32) -> Class {
        let scalar = scalar as usize;
        let page = self.page_of.get(scalar / PAGE).copied().unwrap_or_default();
        let at = usize::from(page) * PAGE + scalar % PAGE;
        self.pages.get(at).copied().unwrap_or(Class::Other)
    }
}
