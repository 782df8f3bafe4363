//! What a vendor sells a model as.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a vendor sells a model as, among its own of the same time: of two, the greater is the more
/// capable. A verdict compares like with like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Class {
    /// The fast and cheap one: mini, nano, Luna, Haiku, Flash-Lite.
    Small,
    /// The one for everyday work: Terra, Sonnet, Flash, Medium.
    Balanced,
    /// The best it sells to everybody, and what is above it: Sol, Opus, Pro, Large.
    Flagship,
}

impl Class {
    /// Every class, the smallest first.
    pub const ALL: [Self; 3] = [Self::Small, Self::Balanced, Self::Flagship];

    /// The name in files and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Balanced => "balanced",
            Self::Flagship => "flagship",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Class {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|class| class.name() == name).ok_or(())
    }
}
