//! The reader's text, which stays where it is: in the page it is a JavaScript string, and may be large.

use tokenfare_core::report::estimate;

/// A text of which only a part is looked at.
pub(crate) trait Text {
    /// Its length in UTF-16 units.
    fn length(&self) -> u32;
    /// Its first `units` UTF-16 units; all of it where it is shorter.
    fn beginning(&self, units: u32) -> String;
}

impl Text for String {
    fn length(&self) -> u32 {
        u32::try_from(self.encode_utf16().count()).unwrap_or(u32::MAX)
    }

    fn beginning(&self, units: u32) -> String {
        let units: Vec<u16> = self.encode_utf16().take(units as usize).collect();
        Self::from_utf16_lossy(&units)
    }
}

/// UTF-16 units of a text that are looked at to estimate it: all of most texts.
const SAMPLE: u32 = 1 << 16;

/// About how many tokens a text is. Of a long one, the beginning stands for the rest.
pub(super) fn guess(text: &dyn Text) -> u64 {
    let length = text.length();
    let sample = estimate(&text.beginning(SAMPLE));
    if length <= SAMPLE {
        return sample;
    }
    sample * u64::from(length) / u64::from(SAMPLE)
}

/// Which way a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// By the first letter, if that is among the first few. `dir="auto"` would be this too, but browsers
    /// then take minutes to lay out some megabytes.
    pub(crate) fn of(text: &dyn Text) -> Option<Self> {
        const FEW: u32 = 64;
        text.beginning(FEW).chars().find_map(|letter| match letter {
            // Hebrew, Arabic and their neighbours, and their presentation forms.
            '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => {
                Some(Self::Rtl)
            }
            'A'..='Z'
            | 'a'..='z'
            | '\u{c0}'..='\u{58f}'
            | '\u{900}'..='\u{1fff}'
            | '\u{2e80}'.. => Some(Self::Ltr),
            _ => None,
        })
    }

    /// As the attribute `dir` has it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}
