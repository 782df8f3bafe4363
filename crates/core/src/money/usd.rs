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
/// Sums saturate at ±1.7 × 10²⁶ USD instead of wrapping; no scenario within its ranges comes near.
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
        if denominator == 0 {
            return Self::ZERO;
        }
        let denominator = i128::from(denominator);
        let half = if self.0 < 0 { -denominator / 2 } else { denominator / 2 };
        let product = self.0.checked_mul(i128::from(numerator));
        let Some(sum) = product.and_then(|product| product.checked_add(half)) else {
            return self.scaled_wide(u128::from(numerator), denominator.unsigned_abs());
        };
        // Most sums fit 64 bits, which divide much faster in wasm.
        match (i64::try_from(sum), i64::try_from(denominator)) {
            (Ok(sum), Ok(denominator)) => Self(i128::from(sum / denominator)),
            _ => Self(sum / denominator),
        }
    }

    /// The same where the product may not fit 128 bits; a denominator of zero gives zero.
    pub(crate) fn scaled_wide(self, numerator: u128, denominator: u128) -> Self {
        if denominator == 0 {
            return Self::ZERO;
        }
        let units = mul_div(self.0.unsigned_abs(), numerator, denominator);
        let units = units.and_then(|units| i128::try_from(units).ok()).unwrap_or(i128::MAX);
        Self(if self.0 < 0 { -units } else { units })
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

/// a × b / d to the nearest whole (ties up) by way of 256 bits; nothing where it doesn't fit 128.
fn mul_div(a: u128, b: u128, d: u128) -> Option<u128> {
    const HALF: u32 = 64;
    const LOW: u128 = (1 << HALF) - 1;
    let (low, cross) = ((a & LOW) * (b & LOW), (a >> HALF) * (b & LOW));
    let other = (a & LOW) * (b >> HALF) + (low >> HALF);
    let (middle, carried) = cross.overflowing_add(other);
    let carry = u128::from(carried) << HALF;
    let high = (a >> HALF) * (b >> HALF) + (middle >> HALF) + carry;
    let low = (middle << HALF) | (low & LOW);
    if high >= d {
        return None;
    }
    // Bit by bit: the remainder stays below d, and what is shifted out of it is kept as `beyond`.
    let (mut rest, mut quotient) = (high, 0_u128);
    for at in (0..u128::BITS).rev() {
        let beyond = rest >> (u128::BITS - 1) == 1;
        rest = (rest << 1) | ((low >> at) & 1);
        quotient <<= 1;
        if beyond || rest >= d {
            rest = rest.wrapping_sub(d);
            quotient |= 1;
        }
    }
    if rest >= d - rest { quotient.checked_add(1) } else { Some(quotient) }
}
