//! Money in whole numbers.
//!
//! One unit carries every amount: 10⁻¹² USD. A price of 1 USD per million tokens is then exactly
//! 1,000,000 units a token, so a cost is an integer product and nothing is rounded before it is
//! shown. [`Usd`] is an amount, [`Rate`] the price of one token, [`Factor`] what a service tier or
//! a region multiplies a rate by, [`Exchange`] what one dollar is worth in another currency.
//!
//! ```
//! use tokenfare_core::money::{Rate, Usd};
//!
//! let rate: Rate = "2.50".parse()?; // USD per million tokens
//! let cost = rate * 1_234;
//! assert_eq!(cost, "0.003085".parse::<Usd>()?);
//! assert_eq!(cost.rounded().to_string(), "$0.0031");
//! # Ok::<(), tokenfare_core::money::MoneyError>(())
//! ```

mod amount;
mod currency;
mod decimal;
mod exchange;
mod factor;
mod notation;
mod rate;
mod rounded;
mod text;
mod usd;

#[cfg(test)]
mod tests;

pub use amount::Amount;
pub use currency::Currency;
pub use exchange::Exchange;
pub use factor::Factor;
pub use notation::Notation;
pub use rate::Rate;
pub use rounded::Rounded;
pub(crate) use text::as_text;
pub use usd::Usd;

/// Why a text is not an amount, a rate or a factor.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// Something else than digits with at most one point and, where allowed, a sign.
    #[error("`{0}` is not a plain decimal number such as 2.50")]
    NotADecimal(String),
    /// More decimals than the unit can hold.
    #[error("`{text}` has more than {decimals} decimals; write at most {decimals}")]
    TooFine {
        /// What was written.
        text: String,
        /// How many decimals there may be.
        decimals: u32,
    },
    /// Something else than three letters.
    #[error("`{0}` is no currency's code of three letters such as EUR")]
    NotACurrency(String),
    /// Beyond what the unit can hold, or negative where that has no meaning.
    #[error("`{0}` is out of range")]
    OutOfRange(String),
}
