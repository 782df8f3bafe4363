//! Settings that are one of a few words.

use std::fmt;
use std::ops::RangeInclusive;

use super::setting::Written;
use super::{Expected, Value};
use crate::catalog::Tier;

/// Gives an enum of plain variants its words as a type of [settings](super).
macro_rules! choice {
    ($type:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            /// Every choice with its word.
            pub const ALL: &[(Self, &str)] = &[$((Self::$variant, $word),)+];

            /// Its word.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }

        impl Written for $type {
            fn expected(_: &RangeInclusive<u64>) -> Expected {
                Expected::OneOf(&[$($word),+])
            }

            fn read(text: &str, _: &RangeInclusive<u64>) -> Option<Self> {
                Self::ALL.iter().find(|(_, word)| *word == text).map(|(choice, _)| *choice)
            }

            fn write(&self) -> Value {
                Value::Text(self.word().to_owned())
            }
        }
    };
}

/// How much of a conversation is sent again with each message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum History {
    /// All of it: the input grows with every turn, the total with their square.
    Full,
    /// The latest turns.
    Window,
    /// None of it: every message stands alone.
    None,
}

choice!(History { Full = "full", Window = "window", None = "none" });

/// Whether prompts are cached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CacheUse {
    /// Where the vendor does it without being asked.
    Auto,
    /// Wherever the vendor offers it.
    On,
    /// Nowhere.
    Off,
}

choice!(CacheUse { Auto = "auto", On = "on", Off = "off" });

choice!(Tier {
    Standard = "standard",
    Batch = "batch",
    Flex = "flex",
    Fast = "fast",
    Ultrafast = "ultrafast",
});

/// How long a cache keeps what is written to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Retention {
    /// The shortest time offered: minutes.
    Short,
    /// The longest time offered: hours.
    Long,
}

choice!(Retention { Short = "short", Long = "long" });

/// How plans are paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Billing {
    /// Month by month.
    Monthly,
    /// For a year, where that is sold.
    Yearly,
}

choice!(Billing { Monthly = "monthly", Yearly = "yearly" });

/// Whether and how a model is self-hosted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hosting {
    /// It isn't.
    Off,
    /// On GPUs rented around the clock: idle time is paid.
    AlwaysOn,
    /// On GPUs paid while they work.
    OnDemand,
}

choice!(Hosting { Off = "off", AlwaysOn = "always-on", OnDemand = "on-demand" });
