//! Numbers as a reader writes them.

use std::fmt;

/// How a language writes numbers: what stands before the decimals, and what between groups of digits.
///
/// In German `1.500` is one and a half thousand and `12,5` twelve and a half; in English it is the other
/// way round, and neither is ever taken for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notation {
    decimal: char,
    group: char,
}

/// Languages that write `1.500,5`; by their main subtag.
const COMMA_AND_POINT: &[&str] = &[
    "az", "bs", "ca", "da", "de", "el", "es", "eu", "fo", "gl", "hr", "id", "is", "it", "jv", "kl",
    "lb", "mk", "ms", "nl", "pt", "ro", "sl", "sq", "sr", "sw", "tr", "vi",
];

/// Languages that write `1 500,5`.
const COMMA_AND_SPACE: &[&str] = &[
    "be", "bg", "cs", "et", "fi", "fr", "hu", "hy", "ka", "kk", "ky", "lt", "lv", "nb", "nn", "no",
    "pl", "ru", "sk", "sv", "uk", "uz",
];

impl Notation {
    /// As settings are written in attributes, links and flags, and as English writes numbers.
    pub const PLAIN: Self = Self { decimal: '.', group: ',' };

    /// What stands before the decimals and between groups, as a browser knows it of its reader's
    /// language.
    pub const fn new(decimal: char, group: char) -> Self {
        Self { decimal, group }
    }

    /// The notation of a language by its tag; English's for one that isn't known.
    pub fn of(tag: &str) -> Self {
        let main = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match (main.as_str(), tag) {
            ("de", "de-CH" | "de-LI") => Self::new('.', '\u{2019}'),
            ("es", "es-MX" | "es-US" | "es-PR" | "es-GT" | "es-PE") => Self::PLAIN,
            ("ms", "ms-MY") | ("ms", "ms") | ("sw", _) => Self::PLAIN,
            ("ar", "ar-MA" | "ar-DZ" | "ar-TN" | "ar-LY") => Self::new(',', '.'),
            ("ar" | "fa" | "ps" | "ur", _) => Self::new('\u{66b}', '\u{66c}'),
            (main, _) if COMMA_AND_POINT.contains(&main) => Self::new(',', '.'),
            (main, _) if COMMA_AND_SPACE.contains(&main) => Self::new(',', '\u{a0}'),
            _ => Self::PLAIN,
        }
    }

    /// The number that a text is in this notation, as a plain decimal; nothing where it is none, or might
    /// be another in another notation.
    ///
    /// ```
    /// use tokenfare_core::money::Notation;
    ///
    /// assert_eq!(Notation::of("de").read("1.500").as_deref(), Some("1500"));
    /// assert_eq!(Notation::of("de").read("12,5").as_deref(), Some("12.5"));
    /// assert_eq!(Notation::of("de").read("1.5"), None);
    /// assert_eq!(Notation::of("en").read("1,500").as_deref(), Some("1500"));
    /// ```
    pub fn read(&self, text: &str) -> Option<String> {
        let text: String = text.trim().chars().map(ascii_digit).collect();
        let (sign, unsigned) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(unsigned) => ("-", unsigned),
            None => ("", text.as_str()),
        };
        let is_decimal = |c: char| c == self.decimal || self.has_arabic_marks() && c == '.';
        let (whole, decimals) = match unsigned.split_once(is_decimal) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (unsigned, None),
        };
        let whole = self.ungrouped(whole)?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match decimals {
            None => Some(format!("{sign}{whole}")),
            Some(decimals) if digits(decimals) => Some(format!("{sign}{whole}.{decimals}")),
            Some(_) => None,
        }
    }

    /// A plain decimal in this notation, without groups: a field that is written in must not change under
    /// the hand that writes.
    ///
    /// ```
    /// use tokenfare_core::money::Notation;
    ///
    /// assert_eq!(Notation::of("de").write("1500.5"), "1500,5");
    /// ```
    pub fn write(&self, plain: &str) -> String {
        plain.chars().map(|c| if c == '.' { self.decimal } else { c }).collect()
    }

    /// Whole digits without what stands between their groups: threes, or in India twos before the last
    /// three.
    fn ungrouped(&self, whole: &str) -> Option<String> {
        let mut digits = String::new();
        // Digits of the group so far, of the first, and whether all later ones have three or two.
        let (mut size, mut first, mut threes, mut twos) = (0, None, true, true);
        for c in whole.chars() {
            if c.is_ascii_digit() {
                digits.push(c);
                size += 1;
            } else if self.is_group(c) {
                match first {
                    None => first = Some(size),
                    Some(_) => (threes, twos) = (threes && size == 3, twos && size == 2),
                }
                size = 0;
            } else {
                return None;
            }
        }
        let fits = match first {
            None => size > 0,
            Some(first) => {
                let threes = threes && (1..=3).contains(&first);
                size == 3 && (threes || twos && (1..=2).contains(&first))
            }
        };
        fits.then_some(digits)
    }

    fn is_group(&self, c: char) -> bool {
        const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];
        const APOSTROPHES: [char; 2] = ['\'', '\u{2019}'];
        c == self.group
            || SPACES.contains(&c) && SPACES.contains(&self.group)
            || APOSTROPHES.contains(&c) && APOSTROPHES.contains(&self.group)
            || c == ',' && self.has_arabic_marks()
    }

    /// Whether it has marks that few keyboards have, so that the Latin ones stand for them.
    const fn has_arabic_marks(&self) -> bool {
        self.decimal == '\u{66b}'
    }
}

impl fmt::Display for Notation {
    /// One and a half thousand and a half, as an example of what may be written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1{}500{}5", self.group, self.decimal)
    }
}

/// A digit of another script as the ASCII one.
fn ascii_digit(c: char) -> char {
    let zeros = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{ff10}'];
    let digit = zeros.iter().find_map(|zero| {
        let value = u32::from(c).checked_sub(u32::from(*zero))?;
        char::from_digit(value, 10)
    });
    digit.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_notation_is_never_taken_for_another() {
        for (tag, text, number) in [
            ("de", "1.500", Some("1500")),
            ("de", "12,5", Some("12.5")),
            ("de", "12.5", None),
            ("de", "1.50", None),
            ("de", "1.500,25", Some("1500.25")),
            ("de-CH", "1'500.5", Some("1500.5")),
            ("en", "1,500", Some("1500")),
            ("en", "12,5", None),
            ("en", "1,500,000.75", Some("1500000.75")),
            ("en-IN", "1,00,000", Some("100000")),
            ("fr", "1\u{202f}500,5", Some("1500.5")),
            ("fr", "1 500", Some("1500")),
            ("fr", "1.5", None),
            ("vi", "1.500", Some("1500")),
            ("zh-Hans", "1500.5", Some("1500.5")),
            ("zh-Hans", "\u{ff11}\u{ff12}", Some("12")),
            ("ar", "\u{661}\u{66c}\u{665}\u{660}\u{660}\u{66b}\u{665}", Some("1500.5")),
            ("ar", "1,500.5", Some("1500.5")),
            ("en", "-3", Some("-3")),
            ("en", "007", Some("007")),
        ] {
            assert_eq!(Notation::of(tag).read(text).as_deref(), number, "{tag}: {text}");
        }
        for text in
            ["", " ", ".", "1.", ".5", "1e3", "1..5", "1,,500", ",500", "1,50,0", "NaN", "$5"]
        {
            assert_eq!(Notation::PLAIN.read(text), None, "{text:?}");
        }
    }
}
