//! What may be written where a setting was refused.

use std::fmt;

use crate::catalog::Need;
use crate::sentence::Sentence;

/// What may be written for a setting. `Display` says it in English, after "write".
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected {
    /// A whole number within these bounds, both included.
    Number {
        /// The least.
        least: u64,
        /// The most.
        most: u64,
    },
    /// On or off.
    Switch,
    /// A name of any kind.
    Name,
    /// Names of any kind.
    Names,
    /// A day.
    Day,
    /// An amount in USD, from nothing to this many dollars.
    Amount {
        /// The most.
        most: u64,
    },
    /// A currency's code.
    Currency,
    /// What a dollar is worth in a currency.
    Rate,
    /// Some of the needs.
    Needs,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// That, or nothing at all.
    OrNothing(Box<Self>),
}

impl Expected {
    /// The same for a reader in any language.
    pub fn sentence(&self) -> Sentence {
        let words = |words: &[&str]| words.join(", ");
        match self {
            Self::Number { least, most } => {
                Sentence::new("expected.number").with("least", *least).with("most", *most)
            }
            Self::Switch => Sentence::new("expected.one-of").with("words", &words(&["on", "off"])),
            Self::Name => Sentence::new("expected.name"),
            Self::Names => Sentence::new("expected.names"),
            Self::Day => Sentence::new("expected.day").with("example", DAY),
            Self::Amount { most } => Sentence::new("expected.amount").with("most", *most),
            Self::Currency => Sentence::new("expected.currency").with("example", CURRENCY),
            Self::Rate => Sentence::new("expected.rate").with("example", RATE),
            Self::Needs => Sentence::new("expected.needs").with("words", &words(Need::NAMES)),
            Self::OneOf(of) => Sentence::new("expected.one-of").with("words", &words(of)),
            Self::OrNothing(what) => {
                Sentence::new("expected.or-nothing").with("what", what.sentence())
            }
        }
    }
}

const DAY: &str = "2026-11-22";
const CURRENCY: &str = "EUR";
const RATE: &str = "0.92";

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number { least, most } => write!(f, "a whole number from {least} to {most}"),
            Self::Switch => f.write_str("on or off"),
            Self::Name => f.write_str("a name"),
            Self::Names => f.write_str("names with commas between them"),
            Self::Day => write!(f, "a day such as {DAY}"),
            Self::Amount { most } => {
                write!(f, "an amount in USD from 0 to {most}, such as 120 or 7.99")
            }
            Self::Currency => {
                write!(f, "a currency's code of three letters, such as {CURRENCY}")
            }
            Self::Rate => write!(f, "a number above 0 with at most six decimals, such as {RATE}"),
            Self::Needs => {
                write!(f, "some of {}, with commas between them", Need::NAMES.join(", "))
            }
            Self::OneOf(words) => write!(f, "one of {}", words.join(", ")),
            Self::OrNothing(what) => write!(f, "{what}, or nothing"),
        }
    }
}
