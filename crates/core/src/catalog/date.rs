//! Calendar days.

use std::fmt;
use std::str::FromStr;

use crate::money::as_text;

/// A day of the Gregorian calendar from 1970 to 9999, written `2026-11-22`.
///
/// Catalog entries need a day to compare, print and subtract, and no more; a calendar library would
/// add more bytes to the page than the catalog itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Days since 1970-01-01.
    days: u32,
}

/// A text is not a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day between 1970 and 9999; write it as 2026-11-22")]
pub struct DateError(String);

impl Date {
    /// The day that is `days` after 1970-01-01.
    pub const fn from_days(days: u32) -> Self {
        Self { days }
    }

    /// Its year, and its month from 1.
    pub const fn year_month(self) -> (u32, u32) {
        let (year, month, _) = self.civil();
        (year, month)
    }

    /// The first day of a month, which is counted from 1.
    pub const fn from_year_month(year: u32, month: u32) -> Self {
        Self::from_civil(year, month, 1)
    }

    /// How many days this day lies after `earlier`; 0 when it doesn't.
    pub const fn days_since(self, earlier: Self) -> u32 {
        self.days.saturating_sub(earlier.days)
    }

    /// Year, month and day. The year is counted from March, so that the leap day comes last and the
    /// length of every month before it is regular.
    const fn civil(self) -> (u32, u32, u32) {
        const DAYS_TO_1970: u32 = 719_468;
        const DAYS_IN_400_YEARS: u32 = 146_097;
        let days = self.days + DAYS_TO_1970;
        let era = days / DAYS_IN_400_YEARS;
        let of_era = days % DAYS_IN_400_YEARS;
        let leap_free = of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096;
        let year_of_era = leap_free / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = 400 * era + year_of_era + (month <= 2) as u32;
        (year, month, day)
    }

    const fn from_civil(year: u32, month: u32, day: u32) -> Self {
        let year = year - (month <= 2) as u32;
        let march_month = if month > 2 { month - 3 } else { month + 9 };
        let of_year = (153 * march_month + 2) / 5 + day - 1;
        let of_era = year % 400 * 365 + year % 400 / 4 - year % 400 / 100 + of_year;
        Self { days: year / 400 * 146_097 + of_era - 719_468 }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let malformed = || DateError(text.to_owned());
        let mut parts = text.split('-').zip([4, 2, 2]).map(|(part, width)| {
            let digits = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse::<u32>().ok()).flatten()
        });
        let mut next = || parts.next().flatten().ok_or_else(malformed);
        let (year, month, day) = (next()?, next()?, next()?);
        if text.len() != 10 || year < 1970 || !(1..=12).contains(&month) || day == 0 {
            return Err(malformed());
        }
        // A day that the month doesn't have would come back as one of the next month.
        let date = Self::from_civil(year, month, day);
        if date.civil() == (year, month, day) { Ok(date) } else { Err(malformed()) }
    }
}

as_text!(Date, "a day, written as a text such as \"2026-11-22\"");
