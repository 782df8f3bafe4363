//! The price of one token.

use std::fmt;
use std::ops::Mul;
use std::str::FromStr;

use super::{Factor, MoneyError, Usd, as_text, decimal};

/// A rate is written per million tokens, so its unit of 10⁻¹² USD a token is its sixth decimal.
const DECIMALS: u32 = 6;

/// The price of one token in whole units of 10⁻¹² USD.
///
/// Price pages quote USD per million tokens, and so do its text forms: `"2.5"` is 2,500,000 units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(u64);

impl Rate {
    /// A rate from units of 10⁻¹² USD a token.
    pub const fn from_units(units: u64) -> Self {
        Self(units)
    }

    /// Units of 10⁻¹² USD a token.
    pub const fn units(self) -> u64 {
        self.0
    }

    /// The rate in a service tier or region, to the nearest unit (ties up).
    pub fn times(self, factor: Factor) -> Self {
        if factor == Factor::ONE {
            return self;
        }
        let (numerator, denominator) =
            (u128::from(factor.numerator()), u128::from(factor.denominator()));
        let scaled = (u128::from(self.0) * numerator + denominator / 2) / denominator;
        Self(u64::try_from(scaled).unwrap_or(u64::MAX))
    }
}

impl Mul<u64> for Rate {
    type Output = Usd;
    /// What `tokens` cost at this rate.
    fn mul(self, tokens: u64) -> Usd {
        Usd::from_units(i128::from(self.0).saturating_mul(i128::from(tokens)))
    }
}

impl fmt::Display for Rate {
    /// USD per million tokens, exact, without a currency sign: `2.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write(f, i128::from(self.0), DECIMALS, 0)
    }
}

impl FromStr for Rate {
    type Err = MoneyError;

    /// Reads USD per million tokens.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let units = decimal::parse(text, DECIMALS)?;
        u64::try_from(units).map(Self).map_err(|_| MoneyError::OutOfRange(text.to_owned()))
    }
}

as_text!(Rate, "a price in USD per million tokens, written as a text such as \"2.50\"");
