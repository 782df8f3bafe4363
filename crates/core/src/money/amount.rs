//! Amounts of a currency other than the one that prices are in.

use std::fmt;
use std::str::FromStr;

use super::{MoneyError, as_text, decimal};

/// Digits after the point: more than any currency has.
const DECIMALS: u32 = 6;

/// A published amount of some currency, exact to six decimals and never below 0. What currency it is
/// in stands beside it; nothing is calculated with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(u64);

impl Amount {
    /// An amount from millionths.
    pub const fn from_millionths(millionths: u64) -> Self {
        Self(millionths)
    }

    /// The amount in millionths.
    pub const fn millionths(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Amount {
    /// As a plain decimal: `399`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write(f, i128::from(self.0), DECIMALS, 0)
    }
}

impl FromStr for Amount {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let millionths = decimal::parse(text, DECIMALS)?;
        u64::try_from(millionths).map(Self).map_err(|_| MoneyError::OutOfRange(text.to_owned()))
    }
}

as_text!(Amount, "an amount, written as a text such as \"399\"");
