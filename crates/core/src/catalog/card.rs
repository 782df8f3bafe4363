//! Rate cards: what a model's tokens cost from one day on.

use serde::{Deserialize, Serialize};

use super::{Confidence, Date};
use crate::money::{Factor, Rate};

/// The API prices of one model from one day on, until the next card begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RateCard {
    /// The first day these prices hold. A day still to come is an announced change.
    pub from: Date,
    /// Standard tier, short context, off-peak.
    pub prices: Prices,
    /// Prices of longer requests, by rising `above`.
    #[serde(default)]
    pub long: Vec<Long>,
    /// What the other service tiers multiply every price by.
    #[serde(default)]
    pub tiers: Tiers,
    /// What regional processing multiplies every price by.
    #[serde(default)]
    pub regional: Option<Factor>,
    /// A time-of-day surcharge.
    #[serde(default)]
    pub peak: Option<Peak>,
    /// Id of the [`Source`](super::Source) these prices were read in.
    pub source: String,
    /// The day they were last compared with it.
    pub checked: Date,
    /// How sure they are.
    #[serde(default)]
    pub confidence: Confidence,
    /// What a reader should know before relying on them: a key of [`REMARKS`](super::REMARKS), or a
    /// sentence.
    #[serde(default)]
    pub note: Option<String>,
    /// What only editors should know; it is not packed.
    #[serde(default)]
    pub editor_note: Option<String>,
}

/// USD per million tokens, by what happens to the token. Absent = not published or not offered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Prices {
    /// Input that is read afresh.
    pub input: Rate,
    /// Input that a cache already holds.
    #[serde(default)]
    pub cached: Option<Rate>,
    /// Input written to the cache, kept for the shortest time offered.
    #[serde(default)]
    pub write: Option<Rate>,
    /// Input written to the cache, kept for the longest time offered.
    #[serde(default)]
    pub write_long: Option<Rate>,
    /// Output, reasoning included.
    pub output: Rate,
}

impl Prices {
    /// The same prices, each multiplied.
    pub fn times(self, factor: Factor) -> Self {
        let times = |rate: Option<Rate>| rate.map(|rate| rate.times(factor));
        Self {
            input: self.input.times(factor),
            cached: times(self.cached),
            write: times(self.write),
            write_long: times(self.write_long),
            output: self.output.times(factor),
        }
    }
}

/// The long-context step: the whole request moves to these prices when its input passes `above`, or
/// reaches it where the step is inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Long {
    /// The input of the step, in tokens.
    pub above: u64,
    /// Whether an input of exactly `above` tokens moves too.
    #[serde(default)]
    pub inclusive: bool,
    /// The prices beyond it.
    pub prices: Prices,
}

impl Long {
    /// Whether a request of so many tokens of input moves to these prices.
    pub const fn holds_for(&self, input: u64) -> bool {
        input > self.above || (self.inclusive && input == self.above)
    }
}

/// A service tier: how soon, and at what price, a request is served.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Tier {
    /// Pay as you go, answered at once.
    #[default]
    Standard,
    /// Answered within a day.
    Batch,
    /// Slower, and sometimes refused.
    Flex,
    /// Ahead of the others (OpenAI called it priority until 2026-07-30).
    Fast,
    /// The fastest there is.
    Ultrafast,
}

/// What each service tier multiplies a card's prices by. Absent = not offered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Tiers {
    /// See [`Tier::Batch`].
    pub batch: Option<Factor>,
    /// See [`Tier::Flex`].
    pub flex: Option<Factor>,
    /// See [`Tier::Fast`].
    pub fast: Option<Factor>,
    /// See [`Tier::Ultrafast`].
    pub ultrafast: Option<Factor>,
    /// Whether cached input keeps its standard price in the tiers that make everything else cheaper.
    pub cached_undiscounted: bool,
    /// Whether cached input keeps its standard price in a batch, though it falls in the other tiers.
    pub batch_cached_undiscounted: bool,
}

impl Tiers {
    /// What `tier` multiplies by; nothing where it isn't offered.
    pub const fn factor(&self, tier: Tier) -> Option<Factor> {
        match tier {
            Tier::Standard => Some(Factor::ONE),
            Tier::Batch => self.batch,
            Tier::Flex => self.flex,
            Tier::Fast => self.fast,
            Tier::Ultrafast => self.ultrafast,
        }
    }

    /// What `prices` become in `tier`; nothing where it isn't offered.
    pub fn apply(&self, tier: Tier, prices: Prices) -> Option<Prices> {
        let factor = self.factor(tier)?;
        let mut tiered = prices.times(factor);
        let kept = self.cached_undiscounted
            || (self.batch_cached_undiscounted && matches!(tier, Tier::Batch));
        if kept && factor.numerator() < factor.denominator() {
            tiered.cached = prices.cached;
        }
        Some(tiered)
    }
}

/// Hours of the day at which every price is multiplied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Peak {
    /// What the peak multiplies by.
    pub factor: Factor,
    /// When it is, for a reader: `Mon–Fri 01:00–04:00 UTC`.
    pub hours: String,
}
