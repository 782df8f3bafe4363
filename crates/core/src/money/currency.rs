//! The currency that amounts are shown in.

use std::fmt;
use std::str::FromStr;

use super::{MoneyError, as_text};

/// A currency by its code of three letters (ISO 4217). Prices are in USD; another one needs an
/// [`Exchange`](super::Exchange).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// What prices are in.
    pub const USD: Self = Self(*b"USD");

    /// Its code, in capitals: `EUR`.
    pub fn code(&self) -> &str {
        // Only letters get in.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Currencies without decimals (ISO 4217).
const WHOLE: &[&str] = &[
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
    "VUV", "XAF", "XOF", "XPF",
];
/// Currencies with three decimals.
const THOUSANDTHS: &[&str] = &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];
/// Currencies with four decimals.
const TEN_THOUSANDTHS: &[&str] = &["CLF", "UYW"];

/// Decimals of the smallest unit of a currency, by its code: of the yen none, of most two, of the
/// Bahraini dinar three.
pub(super) fn decimals_of(code: &str) -> u32 {
    match code {
        code if WHOLE.contains(&code) => 0,
        code if THOUSANDTHS.contains(&code) => 3,
        code if TEN_THOUSANDTHS.contains(&code) => 4,
        _ => 2,
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        match <[u8; 3]>::try_from(text.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_alphabetic) => {
                Ok(Self(code.map(|letter| letter.to_ascii_uppercase())))
            }
            _ => Err(MoneyError::NotACurrency(text.to_owned())),
        }
    }
}

as_text!(Currency, "the code of a currency, written as a text such as \"EUR\"");
