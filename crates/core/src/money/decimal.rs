//! Plain decimals to scaled integers and back.

use std::fmt;

use super::MoneyError;

/// Reads `text` as a whole number of 10⁻`decimals`, exactly or not at all.
pub(super) fn parse(text: &str, decimals: u32) -> Result<i128, MoneyError> {
    let malformed = || MoneyError::NotADecimal(text.to_owned());
    let trimmed = text.trim();
    let (negative, unsigned) = match trimmed.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, trimmed),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    if whole.is_empty() || unsigned.ends_with('.') {
        return Err(malformed());
    }
    let significant = fraction.trim_end_matches('0');
    if significant.len() > decimals as usize {
        let all_digits = unsigned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        return Err(match all_digits {
            true => MoneyError::TooFine { text: text.to_owned(), decimals },
            false => malformed(),
        });
    }
    let zeros = decimals as usize - significant.len();
    let digits = whole.bytes().chain(significant.bytes()).chain(std::iter::repeat_n(b'0', zeros));
    let mut value: i128 = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return Err(malformed());
        }
        value = value
            .checked_mul(10)
            .and_then(|shifted| shifted.checked_add(i128::from(digit - b'0')))
            .ok_or_else(|| MoneyError::OutOfRange(text.to_owned()))?;
    }
    Ok(if negative { -value } else { value })
}

/// Writes `value` × 10⁻`decimals` with at least `shown` decimals and no needless zero after them.
pub(super) fn write(
    f: &mut fmt::Formatter<'_>,
    value: i128,
    decimals: u32,
    shown: u32,
) -> fmt::Result {
    let unit = 10_u64.pow(decimals);
    let magnitude = value.unsigned_abs();
    let sign = if value < 0 { "-" } else { "" };
    // In wasm a division of 128 bits takes as long as dozens of 64, and a report writes hundreds.
    let (whole, mut fraction) = match u64::try_from(magnitude) {
        Ok(magnitude) => (u128::from(magnitude / unit), magnitude % unit),
        Err(_) => {
            let unit = u128::from(unit);
            (magnitude / unit, u64::try_from(magnitude % unit).unwrap_or(0))
        }
    };
    match u64::try_from(whole) {
        Ok(whole) => write!(f, "{sign}{whole}")?,
        Err(_) => write!(f, "{sign}{whole}")?,
    }
    let mut width = decimals;
    while width > shown && fraction.is_multiple_of(10) {
        fraction /= 10;
        width -= 1;
    }
    match width {
        0 => Ok(()),
        _ => write!(f, ".{fraction:0width$}", width = width as usize),
    }
}
