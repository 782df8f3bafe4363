//! Money as it is shown.

use std::fmt;

use super::currency::decimals_of;
use super::{Exchange, Usd, decimal};

/// Decimals of the unit that is rounded.
const DECIMALS: u32 = 12;

/// An amount rounded once, for the eye: with its currency's decimals and at least two significant digits,
/// so what costs something never reads as nothing. Zero is a bare `0`.
///
/// `Display` writes a currency sign and groups thousands (`$1,234.50`); the alternate form `{:#}`
/// is the bare number (`1234.50`), for a page to format in the reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounded<'a> {
    amount: Usd,
    currency: &'a str,
}

impl Rounded<'static> {
    /// `amount` in dollars.
    pub const fn usd(amount: Usd) -> Self {
        Self { amount, currency: "USD" }
    }
}

impl<'a> Rounded<'a> {
    /// `amount` in another currency, named by its ISO 4217 code.
    pub fn converted(amount: Usd, exchange: Exchange, currency: &'a str) -> Self {
        Self { amount: exchange.convert(amount), currency }
    }

    /// The rounded amount in units of 10⁻¹², and how many decimals it needs.
    fn round(self) -> (i128, u32) {
        let units = self.amount.units();
        let magnitude = units.unsigned_abs();
        if magnitude == 0 {
            return (0, 0);
        }
        // 10⁻¹² USD has one digit; an amount of d digits has its second significant one at decimal
        // 12 − d + 2.
        let digits = magnitude.ilog10() + 1;
        let usual = decimals_of(self.currency);
        let shown = (DECIMALS + 2).saturating_sub(digits).clamp(usual, DECIMALS);
        let step = 10_u128.pow(DECIMALS - shown);
        let rounded = (magnitude + step / 2) / step * step;
        // 0.0996 rounds to 0.100, which has a digit too many.
        let shown =
            if rounded.ilog10() + 1 > digits { shown.saturating_sub(1).max(usual) } else { shown };
        let rounded = i128::try_from(rounded).unwrap_or(i128::MAX);
        (if units < 0 { -rounded } else { rounded }, shown)
    }

    fn sign(self) -> Option<&'static str> {
        match self.currency {
            "USD" => Some("$"),
            "EUR" => Some("€"),
            "GBP" => Some("£"),
            "JPY" => Some("¥"),
            "INR" => Some("₹"),
            _ => None,
        }
    }
}

impl fmt::Display for Rounded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rounded, shown) = self.round();
        if f.alternate() {
            return write_fixed(f, rounded, shown);
        }
        let minus = if rounded < 0 { "-" } else { "" };
        let text =
            std::fmt::from_fn(|f| write_fixed(f, rounded.saturating_abs(), shown)).to_string();
        let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
        let grouped: String = whole
            .char_indices()
            .flat_map(|(at, digit)| {
                let comma = at > 0 && (whole.len() - at).is_multiple_of(3);
                comma.then_some(',').into_iter().chain(Some(digit))
            })
            .collect();
        let shown = match self.sign() {
            Some(sign) => format!("{minus}{sign}{grouped}{fraction}"),
            None => format!("{minus}{}\u{a0}{grouped}{fraction}", self.currency),
        };
        f.pad(&shown)
    }
}

/// Writes exactly `shown` decimals of `units` × 10⁻¹², which are rounded to them.
fn write_fixed(f: &mut fmt::Formatter<'_>, units: i128, shown: u32) -> fmt::Result {
    decimal::write(f, units / 10_i128.pow(DECIMALS - shown), shown, shown)
}
