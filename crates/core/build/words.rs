//! The kinds of characters that the reconstruction of Claude's tokenizer tells apart.
//!
//! The lists were measured by its author (ctok 1.3.0, `constants.py` and `normalize.py`): no rule on
//! Unicode's categories gives them.

use std::error::Error;

use unicode_normalization::char::canonical_combining_class;

use super::{SCALARS, fill, runs, write_varint};

/// The numbers of `tokenizer::tiling::kind::Kind`.
mod kind {
    pub(super) const LONE: u8 = 0;
    pub(super) const SIGN: u8 = 1;
    pub(super) const NUMBER: u8 = 2;
    pub(super) const FOREIGN_DIGIT: u8 = 3;
    pub(super) const DIGIT: u8 = 4;
    pub(super) const EASTERN_DIGIT: u8 = 5;
    pub(super) const PUNCT: u8 = 6;
    pub(super) const SPACE: u8 = 7;
    pub(super) const SELECTOR: u8 = 8;
    pub(super) const LOWER: u8 = 9;
    pub(super) const UPPER: u8 = 10;
    pub(super) const CASELESS: u8 = 11;
    pub(super) const SYMBOL: u8 = 12;
    pub(super) const MARK: u8 = 13;
    pub(super) const STRAY: u8 = 14;
    pub(super) const STRAY_LOWER: u8 = 15;
}

/// Symbols beyond ASCII that are tiled with punctuation.
const PUNCTUATION: &str = "—»«•°„–−£§€…√→（№†└│།·─═█";
/// Symbols that stand among ideographs like letters.
const IDEOGRAPHIC: &str = "〄〒〓〠〶〷〾〿";
/// Symbols that are letters of words: runic, Roman and Bamum numerals, circled letters.
const LETTERS: &str = r"[\x{16EE}-\x{16F0}\x{2160}-\x{2188}\x{24B6}-\x{24E9}\x{A6E6}-\x{A6EF}]";
/// Letters that stand alone: ideographs, syllables, and the marks that repeat them.
const ALONE: &str = r"[\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}\x{AC00}-\x{D7A3}\x{F900}-\x{FAFF}\x{3005}\x{3006}\x{3031}-\x{3035}\x{303B}\x{303C}]";
/// Unicode's capital, without a small letter for the models.
const NO_CAPITAL: char = '\u{3F4}';

/// The kinds' runs; then, as varints, the capitals that have one small letter: their number, and of each
/// how far it is from the one before and, sign lowest, from its small letter.
pub(crate) fn packed() -> Result<Vec<u8>, Box<dyn Error>> {
    let mut packed = runs(&kinds()?);
    let lower = |c: char| match c.to_lowercase().collect::<Vec<_>>().as_slice() {
        [small] if *small != c && c != NO_CAPITAL => Some(*small),
        _ => None,
    };
    let pairs: Vec<(u32, u32)> = (0..0x1_0000)
        .filter_map(char::from_u32)
        .filter_map(|c| Some((u32::from(c), u32::from(lower(c)?))))
        .collect();
    write_varint(&mut packed, pairs.len());
    let mut before = 0;
    for (capital, small) in pairs {
        write_varint(&mut packed, (capital - before) as usize);
        let distance = (capital.abs_diff(small) as usize) << 1 | usize::from(small < capital);
        write_varint(&mut packed, distance);
        before = capital;
    }
    Ok(packed)
}

fn kinds() -> Result<Vec<u8>, Box<dyn Error>> {
    let set = |pattern: &str| -> Result<Vec<bool>, Box<dyn Error>> {
        let mut set = vec![false; SCALARS];
        fill(&mut set, pattern, true)?;
        Ok(set)
    };
    let sign = set(r"[\p{P}\p{S}\p{Cf}\p{Cn}]")?;
    let ideographic = set(&format!(r"[[\p{{P}}&&[\x{{3001}}-\x{{303F}}]]{IDEOGRAPHIC}]"))?;
    let punctuation = set(&format!(r"[[[\p{{P}}\p{{S}}]&&\p{{ASCII}}]{PUNCTUATION}]"))?;
    let [space, letters, alone] = [set(r"[\p{Z}\t\n\r\f\v]")?, set(LETTERS)?, set(ALONE)?];
    let [digits, numbers, letter] = [set(r"\p{Nd}")?, set(r"\p{No}")?, set(r"\p{L}")?];
    let [mark, alphabetic] = [set(r"\p{M}")?, set(r"\p{Alphabetic}")?];
    let [lower, upper] = [set(r"\p{Lowercase}")?, set(r"\p{Uppercase}")?];

    let kind = |scalar: usize| {
        let is = |set: &[bool]| set.get(scalar).copied().unwrap_or_default();
        let c = u32::try_from(scalar).ok().and_then(char::from_u32).unwrap_or_default();
        let has_case = c.to_lowercase().next() != Some(c);
        let cased = || match () {
            () if is(&upper) && has_case && c != NO_CAPITAL => Some(kind::UPPER),
            () if is(&lower) => Some(kind::LOWER),
            () => None,
        };
        match scalar {
            0x1_0000.. => kind::LONE,
            _ if is(&space) => kind::SPACE,
            _ if is(&letters) => cased().unwrap_or(kind::SYMBOL),
            0x30..=0x39 => kind::DIGIT,
            0x660..=0x669 | 0x6F0..=0x6F9 => kind::EASTERN_DIGIT,
            _ if is(&punctuation) => kind::PUNCT,
            0xFE00..=0xFE0F => kind::SELECTOR,
            _ if is(&mark) && !is(&alphabetic) => kind::SIGN,
            // Syriac vowels are letters where no letter holds them.
            0x711 | 0x730..=0x73F if is(&mark) => kind::MARK,
            _ if is(&mark) && canonical_combining_class(c) == 0 => kind::MARK,
            _ if is(&mark) && is(&lower) => kind::STRAY_LOWER,
            _ if is(&mark) => kind::STRAY,
            _ if is(&letter) && !is(&alone) => cased().unwrap_or(kind::CASELESS),
            _ if is(&ideographic) => kind::LONE,
            _ if is(&sign) => kind::SIGN,
            _ if is(&digits) => kind::FOREIGN_DIGIT,
            _ if is(&numbers) => kind::NUMBER,
            _ => kind::LONE,
        }
    };
    Ok((0..SCALARS).map(kind).collect())
}
