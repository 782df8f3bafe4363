//! What a tier or a region multiplies a rate by.

use std::fmt;
use std::str::FromStr;

use super::{MoneyError, as_text, decimal};

/// Decimals a factor may be written with.
const DECIMALS: u32 = 4;

/// A positive ratio: `0.5` (batch), `1.1` (a region), `5/3` (0.25 for 0.15).
///
/// A fraction, because published tier prices are not always round multiples of the standard price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Factor {
    numerator: u32,
    denominator: u32,
}

impl Factor {
    /// Leaves a rate as it is.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// The part above the line, in lowest terms.
    pub const fn numerator(self) -> u32 {
        self.numerator
    }

    /// The part below the line, in lowest terms; never zero.
    pub const fn denominator(self) -> u32 {
        self.denominator
    }

    /// `count` × this factor, to the nearest whole (ties up).
    pub fn of(self, count: u64) -> u64 {
        let (numerator, denominator) = (u128::from(self.numerator), u128::from(self.denominator));
        let scaled = (u128::from(count) * numerator + denominator / 2) / denominator;
        u64::try_from(scaled).unwrap_or(u64::MAX)
    }

    /// `numerator` / `denominator` in lowest terms; nothing when either is zero.
    pub fn ratio(numerator: u32, denominator: u32) -> Option<Self> {
        if numerator == 0 || denominator == 0 {
            return None;
        }
        let (mut larger, mut divisor) = (numerator, denominator);
        while !larger.is_multiple_of(divisor) {
            (larger, divisor) = (divisor, larger % divisor);
        }
        Some(Self { numerator: numerator / divisor, denominator: denominator / divisor })
    }
}

impl fmt::Display for Factor {
    /// A decimal where four decimals hold it exactly, else the fraction.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scaled = u64::from(self.numerator) * 10_u64.pow(DECIMALS);
        match scaled.is_multiple_of(u64::from(self.denominator)) {
            true => {
                decimal::write(f, i128::from(scaled / u64::from(self.denominator)), DECIMALS, 0)
            }
            false => write!(f, "{}/{}", self.numerator, self.denominator),
        }
    }
}

impl FromStr for Factor {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let out_of_range = || MoneyError::OutOfRange(text.to_owned());
        let (numerator, denominator) = match text.split_once('/') {
            Some((above, below)) => (decimal::parse(above, 0)?, decimal::parse(below, 0)?),
            None => (decimal::parse(text, DECIMALS)?, 10_i128.pow(DECIMALS)),
        };
        let part = |value: i128| u32::try_from(value).map_err(|_| out_of_range());
        Self::ratio(part(numerator)?, part(denominator)?).ok_or_else(out_of_range)
    }
}

as_text!(Factor, "a factor, written as a text such as \"0.5\" or \"5/3\"");
