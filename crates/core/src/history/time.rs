//! Moments, in whole seconds.

use std::fmt;

use crate::catalog::Date;

/// Seconds in a day.
const DAY: i64 = 86_400;

/// A moment, in seconds since 1970-01-01 00:00 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

/// A calendar month in UTC. `Display` is `2026-03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: u32,
    /// From 1.
    month: u32,
}

impl Time {
    /// The moment that is `seconds` after 1970-01-01 00:00 UTC.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970-01-01 00:00 UTC.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// A number of seconds, or of milli-, micro- or nanoseconds, which no seconds since 1970 reach.
    pub fn from_number(text: &str) -> Option<Self> {
        let whole = text.split('.').next()?;
        let mut number: i64 = whole.parse().ok()?;
        // The year 5138 in seconds.
        while number >= 100_000_000_000 {
            number /= 1_000;
        }
        Some(Self(number))
    }

    /// `2026-03-01T12:00:00.000Z`, with any offset, with a space for the T; or a day alone.
    pub fn from_iso(text: &str) -> Option<Self> {
        let text = text.trim();
        let (day, clock) = text.split_at_checked(10).unwrap_or((text, ""));
        let day: Date = day.parse().ok()?;
        let midnight = i64::from(day.days_since(Date::from_days(0))) * DAY;
        let Some(clock) = clock.strip_prefix(['T', 't', ' ']) else {
            return clock.is_empty().then_some(Self(midnight));
        };
        let clock = clock.trim_end_matches(" UTC");
        let at = clock.find(['Z', 'z', '+', '-', ' ']);
        let (clock, zone) = clock.split_at_checked(at.unwrap_or(clock.len()))?;
        let mut parts = clock.split(':').map(|part| part.split('.').next()?.parse::<i64>().ok());
        let (hours, minutes) = (parts.next()??, parts.next()??);
        let seconds = parts.next().unwrap_or(Some(0))?;
        let offset = match zone.trim().trim_start_matches("UTC") {
            "" | "Z" | "z" => 0,
            zone => {
                let sign = if zone.starts_with('-') { -1 } else { 1 };
                let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
                let (hours, minutes) = digits.split_at_checked(2)?;
                let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<i64>().ok()? };
                sign * (hours.parse::<i64>().ok()? * 3_600 + minutes * 60)
            }
        };
        let sane =
            (0..24).contains(&hours) && (0..60).contains(&minutes) && (0..=60).contains(&seconds);
        sane.then(|| Self(midnight + hours * 3_600 + minutes * 60 + seconds - offset))
    }

    /// The day in UTC; the first there is for a moment before 1970.
    pub fn date(self) -> Date {
        Date::from_days(u32::try_from(self.0.div_euclid(DAY)).unwrap_or(0))
    }

    /// The month in UTC.
    pub fn month(self) -> Month {
        let (year, month) = self.date().year_month();
        Month { year, month }
    }

    /// Seconds after `earlier`; 0 when it isn't after.
    pub fn since(self, earlier: Self) -> u64 {
        u64::try_from(self.0 - earlier.0).unwrap_or(0)
    }
}

impl Month {
    /// A month of a year, which is counted from 1.
    pub(super) const fn of(year: u32, month: u32) -> Self {
        Self { year, month }
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        Date::from_year_month(self.year, self.month)
    }

    /// The month after it.
    pub fn next(self) -> Self {
        match self.month {
            12 => Self { year: self.year + 1, month: 1 },
            month => Self { year: self.year, month: month + 1 },
        }
    }

    /// How many days it has.
    pub fn days(self) -> u32 {
        self.next().first_day().days_since(self.first_day())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Display for Time {
    /// `2026-03-01 12:00`, in UTC.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_day = self.0.rem_euclid(DAY);
        write!(f, "{} {:02}:{:02}", self.date(), of_day / 3_600, of_day / 60 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_in_every_form() {
        for (text, seconds) in [
            ("1970-01-02", 86_400),
            ("1970-01-01T00:01:05Z", 65),
            ("1970-01-01T00:01:05.999+00:00", 65),
            ("1970-01-01 02:01:05+02:00", 65),
            ("1969-12-31T23:00:00-0100", -1),
            ("1970-01-01 00:00:09 UTC", 9),
            ("2026-03-01T12:00:00.123456Z", 1_772_366_400),
        ] {
            let read = Time::from_iso(text).map(Time::seconds);
            // Days before 1970 are none of the catalog's.
            assert_eq!(read, Some(seconds).filter(|seconds| *seconds >= 0), "{text}");
        }
        for text in
            ["", "yesterday", "2026-13-01T00:00:00Z", "2026-03-01T99:00:00Z", "2026-03-01Tnoon"]
        {
            assert_eq!(Time::from_iso(text), None, "{text}");
        }
        for text in [
            "1772366400",
            "1772366400.25",
            "1772366400123",
            "1772366400123456",
            "1772366400123456789",
        ] {
            assert_eq!(Time::from_number(text).map(Time::seconds), Some(1_772_366_400), "{text}");
        }
        assert_eq!(Time::from_number("soon"), None);
    }

    #[test]
    fn months_follow_each_other() {
        let december = Time::from_iso("2027-12-31T23:59:59Z").unwrap().month();
        assert_eq!((december.to_string().as_str(), december.days()), ("2027-12", 31));
        assert_eq!(december.next().to_string(), "2028-01");
        assert_eq!(december.next().next().days(), 29);
        assert_eq!(Time::from_seconds(1_772_366_400).to_string(), "2026-03-01 12:00");
    }
}
