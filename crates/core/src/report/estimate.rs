//! Tokens without a vocabulary.

/// Roughly how many tokens of o200k_base `text` has, from its characters alone.
///
/// For the moments before the vocabulary is loaded. Scripts differ more than texts of one script do,
/// so each class of characters has its own weight.
pub fn estimate(text: &str) -> u64 {
    let mut milli: u64 = 0;
    let mut before = Class::Space;
    for c in text.chars() {
        let class = Class::of(c);
        milli += class.milli_tokens(before);
        before = class;
    }
    milli.div_ceil(1_000)
}

/// Characters that cost about the same.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Newline,
    Latin,
    Digit,
    Mark,
    European,
    Han,
    Kana,
    Hangul,
    Other,
    Astral,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            '\n' | '\r' => Self::Newline,
            ' ' | '\t' => Self::Space,
            'a'..='z' | 'A'..='Z' => Self::Latin,
            '0'..='9' => Self::Digit,
            '\0'..='\u{7f}' => Self::Mark,
            '\u{80}'..='\u{52f}' => Self::European,
            '\u{3040}'..='\u{30ff}' => Self::Kana,
            '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Self::Han,
            '\u{ac00}'..='\u{d7af}' => Self::Hangul,
            '\u{10000}'.. => Self::Astral,
            _ => Self::Other,
        }
    }

    /// Thousandths of a token, given the class before. A run of spaces is one token.
    const fn milli_tokens(self, before: Self) -> u64 {
        match (self, before) {
            (Self::Space, Self::Space) => 30,
            (Self::Space, _) => 60,
            (Self::Newline, Self::Newline) => 100,
            (Self::Newline, _) => 600,
            (Self::Latin, _) => 215,
            (Self::Digit, _) => 380,
            (Self::Mark, Self::Mark) => 350,
            (Self::Mark, _) => 650,
            (Self::European, _) => 300,
            (Self::Han, _) => 720,
            (Self::Kana, _) => 700,
            (Self::Hangul, _) => 650,
            (Self::Other, _) => 400,
            (Self::Astral, _) => 1_500,
        }
    }
}
