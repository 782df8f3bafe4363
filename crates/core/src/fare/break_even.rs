//! Where two costs meet.

use serde::{Deserialize, Serialize};

use crate::money::Usd;

/// A monthly cost as a function of messages: `fixed` + messages × `slope` / `per`.
///
/// The slope is kept as an exact fraction, USD for `per` messages, so a crossing is exact too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    fixed: Usd,
    slope: Usd,
    per: u64,
}

impl Line {
    /// The same whatever the volume.
    pub const fn fixed(price: Usd) -> Self {
        Self { fixed: price, slope: Usd::ZERO, per: 1 }
    }

    /// `cost` for every `messages` messages; `messages` of 0 counts as 1.
    pub const fn per_message(cost: Usd, messages: u64) -> Self {
        Self { fixed: Usd::ZERO, slope: cost, per: if messages == 0 { 1 } else { messages } }
    }

    /// Both costs together.
    #[must_use]
    pub fn plus_fixed(mut self, price: Usd) -> Self {
        self.fixed += price;
        self
    }

    /// `numerator` / `denominator` of this cost.
    #[must_use]
    pub fn part(mut self, numerator: u64, denominator: u64) -> Self {
        self.fixed = self.fixed.scaled(numerator, denominator);
        self.slope = self.slope * numerator;
        self.per = self.per.saturating_mul(denominator.max(1));
        self
    }

    /// The most messages that `amount` pays for; nothing when messages cost nothing.
    pub fn affordable(&self, amount: Usd) -> Option<u64> {
        let left = (amount - self.fixed).units().max(0);
        let slope = Some(self.slope.units()).filter(|slope| *slope > 0)?;
        let messages = left.checked_mul(i128::from(self.per))? / slope;
        u64::try_from(messages).ok()
    }

    /// The cost of `messages` messages.
    pub fn cost(&self, messages: u64) -> Usd {
        self.fixed + self.slope.scaled(messages, self.per)
    }

    /// The smallest whole number of messages a month from which `self` is no dearer than `other`,
    /// whatever more is sent: 0 where it never is dearer, nothing where it is in the end.
    pub fn pays_from(&self, other: &Self) -> Option<u64> {
        // self ≤ other ⇔ fixed − fixed' ≤ n (slope'/per' − slope/per), over the common denominator.
        let head_start = (self.fixed - other.fixed).units();
        let common = i128::from(self.per) * i128::from(other.per);
        let gain = other.slope.units().checked_mul(i128::from(self.per))?
            - self.slope.units().checked_mul(i128::from(other.per))?;
        if head_start <= 0 && gain >= 0 {
            return Some(0);
        }
        if gain <= 0 {
            return None;
        }
        let scaled = head_start.checked_mul(common)?;
        u64::try_from(scaled / gain + i128::from(scaled % gain != 0)).ok()
    }

    /// The same where `self` is dearer at first; nothing when there is no such crossing.
    pub fn break_even(&self, other: &Self) -> Option<u64> {
        self.pays_from(other).filter(|messages| *messages > 0)
    }
}

/// From how many messages a month a flat price is no dearer than the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BreakEven {
    /// The smallest whole number of messages a month.
    pub messages: u64,
    /// Whether the scenario's volume reaches it.
    pub reached: bool,
}
