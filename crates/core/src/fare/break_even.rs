//! Where two costs meet.

use serde::{Deserialize, Serialize};

use crate::money::Usd;

/// A monthly cost as a function of messages: `fixed`, and what messages × `slope` / `per` comes to beyond
/// `free`.
///
/// It is level until the messages have used up what is free, and straight from there on. The slope is kept as an exact fraction, USD for `per` messages, so a crossing is exact too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    fixed: Usd,
    slope: Usd,
    per: u64,
    /// What of the messages' cost is paid already.
    free: Usd,
}

impl Line {
    /// The same whatever the volume.
    pub const fn fixed(price: Usd) -> Self {
        Self { fixed: price, slope: Usd::ZERO, per: 1, free: Usd::ZERO }
    }

    /// `cost` for every `messages` messages; `messages` of 0 counts as 1.
    pub const fn per_message(cost: Usd, messages: u64) -> Self {
        let per = if messages == 0 { 1 } else { messages };
        Self { fixed: Usd::ZERO, slope: cost, per, free: Usd::ZERO }
    }

    /// Both costs together.
    #[must_use]
    pub fn plus_fixed(mut self, price: Usd) -> Self {
        self.fixed += price;
        self
    }

    /// The same with so much of the messages' cost paid already.
    #[must_use]
    pub fn with_free(mut self, free: Usd) -> Self {
        self.free = free;
        self
    }

    /// The same with so much more of it paid already.
    #[must_use]
    pub fn and_free(self, free: Usd) -> Self {
        let all = self.free + free;
        self.with_free(all)
    }

    /// `numerator` / `denominator` of this cost.
    #[must_use]
    pub fn part(mut self, numerator: u64, denominator: u64) -> Self {
        self.fixed = self.fixed.scaled(numerator, denominator);
        self.free = self.free.scaled(numerator, denominator);
        self.slope = self.slope * numerator;
        self.per = self.per.saturating_mul(denominator.max(1));
        self
    }

    /// The most messages that `amount` pays for; nothing when messages cost nothing.
    pub fn affordable(&self, amount: Usd) -> Option<u64> {
        let left = (amount - self.fixed).max(Usd::ZERO) + self.free;
        let left = left.units();
        let slope = Some(self.slope.units()).filter(|slope| *slope > 0)?;
        let messages = left.checked_mul(i128::from(self.per))? / slope;
        u64::try_from(messages).ok()
    }

    /// The cost of `messages` messages.
    pub fn cost(&self, messages: u64) -> Usd {
        let of_messages = self.slope.scaled(messages, self.per) - self.free;
        self.fixed + of_messages.max(Usd::ZERO)
    }

    /// The most messages up to which the cost is level; nothing where it is straight from the beginning,
    /// or level for ever.
    pub fn level_until(&self) -> Option<u64> {
        let free = Some(self.free).filter(|free| !free.is_zero());
        self.with_free(Usd::ZERO).and_fixed_of(Usd::ZERO).affordable(free?)
    }

    /// The same with another fixed cost.
    const fn and_fixed_of(mut self, fixed: Usd) -> Self {
        self.fixed = fixed;
        self
    }

    /// The straight line that it follows from so many messages on, or, `below`, up to them.
    fn straight(&self, at: u64, below: bool) -> Self {
        let level =
            self.level_until().is_some_and(|until| if below { at <= until } else { at < until });
        match level || self.slope.is_zero() {
            true => Self::fixed(self.fixed),
            false => Self { fixed: self.fixed - self.free, free: Usd::ZERO, ..*self },
        }
    }

    /// The smallest whole number of messages a month from which `self` is no dearer than `other`,
    /// whatever more is sent: 0 where it never is dearer, nothing where it is in the end.
    pub fn pays_from(&self, other: &Self) -> Option<u64> {
        let mut bends: Vec<_> =
            [self, other].iter().filter_map(|line| line.level_until()).collect();
        bends.sort_unstable();
        let last = bends.last().copied().unwrap_or(0);
        let mut from =
            self.straight(last, false).straight_pays_from(&other.straight(last, false))?;
        // Piece by piece towards the beginning, as long as the whole piece above is no dearer.
        while let Some(bend) = bends.pop() {
            if from > bend.saturating_add(1) {
                return Some(from);
            }
            if self.cost(bend) > other.cost(bend) {
                return Some(bend + 1);
            }
            let below = (self.straight(bend, true), other.straight(bend, true));
            // What is no dearer at the end of a piece and never meets is so all along.
            from = below.0.straight_pays_from(&below.1).unwrap_or(0).min(bend);
        }
        Some(from)
    }

    /// The same for two lines of which nothing is free.
    fn straight_pays_from(&self, other: &Self) -> Option<u64> {
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
