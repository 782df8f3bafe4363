//! Numbers as somebody types them.

use super::Format;

/// How a language writes numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marks {
    group: char,
    decimal: char,
    /// Its digits, from 0 to 9.
    digits: Vec<char>,
}

impl Marks {
    /// As `format` writes them.
    pub(crate) fn of(format: &Format) -> Self {
        let digits: Vec<char> = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
            .iter()
            .filter_map(|digit| format.decimal(digit).chars().next())
            .collect();
        let sample = format.decimal("1234567.5");
        let mut marks = sample.chars().filter(|c| !digits.contains(c));
        let group = marks.next().unwrap_or(',');
        // A language that groups no digits has one mark alone.
        let decimal = marks.next_back().unwrap_or(group);
        Self { group, decimal, digits }
    }

    /// A number as a plain decimal such as `26312.5`; nothing when it is none.
    ///
    /// Both the marks of the language and a plain decimal are read. Where they contradict each other, as
    /// `1.084` does in Vietnamese, the language decides; what is shown of the answer says how it was read.
    pub(crate) fn read(&self, typed: &str) -> Option<String> {
        let is_space = |c: &char| c.is_whitespace() || ['\u{a0}', '\u{202f}'].contains(c);
        let letter = |c: char| {
            let digit = self.digits.iter().position(|digit| *digit == c);
            digit.and_then(|at| char::from_digit(u32::try_from(at).ok()?, 10)).unwrap_or(c)
        };
        let text: String = typed.chars().filter(|c| !is_space(c)).map(letter).collect();
        let text = match self.grouped(&text) {
            true => text.replace(self.group, ""),
            false => text,
        };
        let text = text.replacen(self.decimal, ".", 1);
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, "0"));
        let plain = [whole, decimals]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        plain.then_some(text)
    }

    /// Whether a number has its digits in groups of three.
    fn grouped(&self, text: &str) -> bool {
        let (whole, decimals) = text.split_once(self.decimal).unwrap_or((text, "0"));
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let mut groups = whole.split(self.group);
        let first = groups.next().unwrap_or_default();
        let mut rest = groups.peekable();
        digits(decimals)
            && (1..=3).contains(&first.len())
            && digits(first)
            && !first.starts_with('0')
            && rest.peek().is_some()
            && rest.all(|group| group.len() == 3 && digits(group))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(group: char, decimal: char) -> Marks {
        Marks { group, decimal, digits: ('0'..='9').collect() }
    }

    #[test]
    fn a_number_is_read_as_the_language_writes_it() {
        let english = marks(',', '.');
        for (typed, read) in
            [("0.92", "0.92"), (" 26,312.5 ", "26312.5"), ("1,234,567", "1234567"), ("7", "7")]
        {
            assert_eq!(english.read(typed).as_deref(), Some(read), "{typed}");
        }
        let vietnamese = marks('.', ',');
        for (typed, read) in [("26.312,5", "26312.5"), ("1.084", "1084"), ("0,92", "0.92")] {
            assert_eq!(vietnamese.read(typed).as_deref(), Some(read), "{typed}");
        }
        assert_eq!(vietnamese.read("0.92").as_deref(), Some("0.92"), "a plain decimal");
        let french = marks('\u{202f}', ',');
        assert_eq!(french.read("26\u{202f}312,5").as_deref(), Some("26312.5"));
        let arabic = Marks { group: '٬', decimal: '٫', digits: ('٠'..='٩').collect() };
        assert_eq!(arabic.read("٢٦٬٣١٢٫٥").as_deref(), Some("26312.5"));
        assert_eq!(arabic.read("26312.5").as_deref(), Some("26312.5"));
    }

    #[test]
    fn what_is_no_number_is_not_read_as_one() {
        let english = marks(',', '.');
        for typed in ["", "abc", "-1", "1e5", "1.2.3", "0,92", "1,23,456", ".5", "5.", "٣"] {
            assert_eq!(english.read(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_marks_are_those_of_a_language_that_ships() {
        struct Dots;
        impl super::super::Locale for Dots {
            fn sentence(&self, _: &str) -> Option<String> {
                None
            }
            fn form(&self, _: &str, _: &str) -> Option<String> {
                None
            }
            fn category(&self, _: u64) -> Option<String> {
                None
            }
            fn decimal(&self, decimal: &str) -> String {
                if decimal == "1234567.5" { "1.234.567,5".into() } else { decimal.into() }
            }
            fn exact(&self, _: &str) -> String {
                String::new()
            }
            fn rounded(&self, _: &str, _: &str) -> String {
                String::new()
            }
            fn percent(&self, _: f64) -> String {
                String::new()
            }
            fn tag(&self) -> &str {
                "vi"
            }
        }
        assert_eq!(Marks::of(&Format::new(std::rc::Rc::new(Dots))), marks('.', ','));
    }
}
