//! An amount of money.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Sub};
use std::str::FromStr;

use super::{MoneyError, Rounded, as_text, decimal};

/// Decimals of a dollar that the unit resolves.
const DECIMALS: u32 = 12;

/// An amount in units of 10⁻¹² USD, exact to the last unit.
///
/// Sums saturate at ±1.7 × 10²⁶ USD instead of wrapping; no clamped scenario comes near.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Usd(i128);

impl Usd {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount from units of 10⁻¹² USD.
    pub const fn from_units(units: i128) -> Self {
        Self(units)
    }

    /// A whole number of dollars.
    pub const fn from_dollars(dollars: u32) -> Self {
        Self(dollars as i128 * 10_i128.pow(DECIMALS))
    }

    /// The amount in units of 10⁻¹² USD.
    pub const fn units(self) -> i128 {
        self.0
    }

    /// Whether it is nothing at all.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// This amount × `numerator` / `denominator`, to the nearest unit (ties away from zero).
    ///
    /// A denominator of zero gives zero: an average over no messages costs nothing.
    pub fn scaled(self, numerator: u64, denominator: u64) -> Self {
        let product = self.0.saturating_mul(i128::from(numerator));
        let denominator = i128::from(denominator);
        if denominator == 0 {
            return Self::ZERO;
        }
        let half = if product < 0 { -denominator / 2 } else { denominator / 2 };
        let sum = product.saturating_add(half);
        // Most sums fit 64 bits, which divide much faster in wasm.
        match (i64::try_from(sum), i64::try_from(denominator)) {
            (Ok(sum), Ok(denominator)) => Self(i128::from(sum / denominator)),
            _ => Self(sum / denominator),
        }
    }

    /// The amount as it is shown: see [`Rounded`].
    pub const fn rounded(self) -> Rounded<'static> {
        Rounded::usd(self)
    }
}

impl fmt::Display for Usd {
    /// The exact amount in dollars, without a currency sign: `0.00103`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write(f, self.0, DECIMALS, 0)
    }
}

impl FromStr for Usd {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        decimal::parse(text, DECIMALS).map(Self)
    }
}

impl Add for Usd {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Usd {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Usd {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Mul<u64> for Usd {
    type Output = Self;
    fn mul(self, times: u64) -> Self {
        Self(self.0.saturating_mul(i128::from(times)))
    }
}

impl Sum for Usd {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

as_text!(Usd, "an amount in USD, written as a text such as \"20\" or \"7.99\"");
