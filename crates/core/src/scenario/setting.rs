//! How each type of setting is read and written.

use std::ops::RangeInclusive;

use super::{Expected, Value};
use crate::catalog::{Date, Need};
use crate::money::{Currency, Exchange, Usd};

/// A type that a setting can have.
pub(super) trait Written: Sized {
    /// What may be written.
    fn expected(range: &RangeInclusive<u64>) -> Expected;
    /// Reads trimmed text; `range` bounds numbers, and amounts in whole USD.
    fn read(text: &str, range: &RangeInclusive<u64>) -> Option<Self>;
    fn write(&self) -> Value;
    /// Whether it is a number, which languages write in different ways.
    const NUMERIC: bool = false;
}

/// A setting of any type, in its place: for each type there is one way to set it, however many settings
/// have it.
pub(super) trait Setting {
    /// Sets it from trimmed text, or says what may be written and leaves it as it is.
    fn set(&mut self, text: &str, range: &RangeInclusive<u64>) -> Result<(), Expected>;
    fn value(&self) -> Value;
    fn is_numeric(&self) -> bool;
}

impl<T: Written> Setting for T {
    fn set(&mut self, text: &str, range: &RangeInclusive<u64>) -> Result<(), Expected> {
        *self = T::read(text, range).ok_or_else(|| T::expected(range))?;
        Ok(())
    }

    fn value(&self) -> Value {
        self.write()
    }

    fn is_numeric(&self) -> bool {
        T::NUMERIC
    }
}

/// The range of a setting; everything, when none is given.
macro_rules! range {
    () => {
        0..=u64::MAX
    };
    ($range:expr) => {
        $range
    };
}
pub(super) use range;

impl Written for u64 {
    const NUMERIC: bool = true;

    fn expected(range: &RangeInclusive<u64>) -> Expected {
        Expected::Number { least: *range.start(), most: *range.end() }
    }

    fn read(text: &str, range: &RangeInclusive<u64>) -> Option<Self> {
        text.parse().ok().filter(|number| range.contains(number))
    }

    fn write(&self) -> Value {
        Value::Number(*self)
    }
}

impl Written for bool {
    fn expected(_: &RangeInclusive<u64>) -> Expected {
        Expected::Switch
    }

    fn read(text: &str, _: &RangeInclusive<u64>) -> Option<Self> {
        match text {
            // A bare HTML attribute has the empty value.
            "" | "on" | "true" => Some(true),
            "off" | "false" => Some(false),
            _ => None,
        }
    }

    fn write(&self) -> Value {
        Value::Switch(*self)
    }
}

impl Written for String {
    fn expected(_: &RangeInclusive<u64>) -> Expected {
        Expected::Name
    }

    fn read(text: &str, _: &RangeInclusive<u64>) -> Option<Self> {
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn write(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl Written for Vec<String> {
    fn expected(_: &RangeInclusive<u64>) -> Expected {
        Expected::Names
    }

    fn read(text: &str, _: &RangeInclusive<u64>) -> Option<Self> {
        let names = text.split([',', ' ']).map(str::trim).filter(|name| !name.is_empty());
        Some(names.map(str::to_owned).collect())
    }

    fn write(&self) -> Value {
        Value::List(self.clone())
    }
}

impl Written for Date {
    fn expected(_: &RangeInclusive<u64>) -> Expected {
        Expected::Day
    }

    fn read(text: &str, _: &RangeInclusive<u64>) -> Option<Self> {
        text.parse().ok()
    }

    fn write(&self) -> Value {
        Value::Text(self.to_string())
    }
}

/// The largest amount that can be set, in USD; far beyond any bill, far below any overflow.
const MOST: u32 = 1_000_000_000;

/// The largest amount of a setting, in whole USD.
fn most(range: &RangeInclusive<u64>) -> u32 {
    u32::try_from(*range.end()).map_or(MOST, |end| end.min(MOST))
}

impl Written for Usd {
    const NUMERIC: bool = true;

    fn expected(range: &RangeInclusive<u64>) -> Expected {
        Expected::Amount { most: u64::from(most(range)) }
    }

    fn read(text: &str, range: &RangeInclusive<u64>) -> Option<Self> {
        let most = Self::from_dollars(most(range));
        text.parse().ok().filter(|amount| (Self::ZERO..=most).contains(amount))
    }

    fn write(&self) -> Value {
        Value::Text(self.to_string())
    }
}

impl Written for Currency {
    fn expected(_: &RangeInclusive<u64>) -> Expected {
        Expected::Currency
    }

    fn read(text: &str, _: &RangeInclusive<u64>) -> Option<Self> {
        text.parse().ok()
    }

    fn write(&self) -> Value {
        Value::Text(self.to_string())
    }
}

impl Written for Exchange {
    const NUMERIC: bool = true;

    fn expected(_: &RangeInclusive<u64>) -> Expected {
        Expected::Rate
    }

    fn read(text: &str, _: &RangeInclusive<u64>) -> Option<Self> {
        text.parse().ok().filter(|rate: &Self| *rate <= Self::MOST)
    }

    fn write(&self) -> Value {
        Value::Text(self.to_string())
    }
}

impl Written for Vec<Need> {
    fn expected(_: &RangeInclusive<u64>) -> Expected {
        Expected::Needs
    }

    fn read(text: &str, range: &RangeInclusive<u64>) -> Option<Self> {
        let names = Vec::<String>::read(text, range)?;
        names.iter().map(|name| name.parse().ok()).collect()
    }

    fn write(&self) -> Value {
        Value::List(self.iter().map(ToString::to_string).collect())
    }
}

impl<T: Written> Written for Option<T> {
    const NUMERIC: bool = T::NUMERIC;

    fn expected(range: &RangeInclusive<u64>) -> Expected {
        Expected::OrNothing(Box::new(T::expected(range)))
    }

    fn read(text: &str, range: &RangeInclusive<u64>) -> Option<Self> {
        match text {
            "" => Some(None),
            _ => T::read(text, range).map(Some),
        }
    }

    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Absent, T::write)
    }
}
