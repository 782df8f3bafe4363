//! Dollars in another currency.

use std::fmt;
use std::str::FromStr;

use super::{MoneyError, Usd, as_text, decimal};

/// Decimals of an exchange rate.
const DECIMALS: u32 = 6;

/// What one dollar buys of another currency, exact to six decimals; never zero.
///
/// The reader gives it: tokenfare fetches nothing and so knows no exchange rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exchange(u64);

impl Exchange {
    /// One for one.
    pub const PAR: Self = Self(10_u64.pow(DECIMALS));

    /// A million for one: the most that may be asked for.
    pub const MOST: Self = Self(10_u64.pow(DECIMALS + 6));

    /// `amount` in the other currency, in units of its 10⁻¹².
    pub fn convert(self, amount: Usd) -> Usd {
        amount.scaled(self.0, Self::PAR.0)
    }
}

impl Default for Exchange {
    fn default() -> Self {
        Self::PAR
    }
}

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write(f, i128::from(self.0), DECIMALS, 0)
    }
}

impl FromStr for Exchange {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let units = decimal::parse(text, DECIMALS)?;
        match u64::try_from(units) {
            Ok(units) if units > 0 => Ok(Self(units)),
            _ => Err(MoneyError::OutOfRange(text.to_owned())),
        }
    }
}

as_text!(Exchange, "what one USD is worth, written as a text such as \"0.92\"");
