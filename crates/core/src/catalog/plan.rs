//! Plans: flat prices by the month, and what they allow.

use serde::{Deserialize, Serialize};

use super::{Confidence, Date, Need};
use crate::money::Usd;

/// A subscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Plan {
    /// A short name without spaces: `chatgpt-plus`.
    pub id: String,
    /// The name as it is sold: `ChatGPT Plus`.
    pub name: String,
    /// Id of its [`Vendor`](super::Vendor).
    pub vendor: String,
    /// The first day it could be bought. Absent = not recorded; the terms then begin where they were
    /// first read.
    #[serde(default)]
    pub launched: Option<Date>,
    /// The first day it could no longer be bought.
    #[serde(default)]
    pub ended: Option<Date>,
    /// Prices and conditions, each from its day on, oldest first.
    pub terms: Vec<Terms>,
}

impl Plan {
    /// The terms in force on `day`; nothing before the plan was sold or after it ended.
    pub fn terms_on(&self, day: Date) -> Option<&Terms> {
        let ended = self.ended.is_some_and(|ended| ended <= day);
        self.terms.iter().rev().find(|terms| terms.from <= day).filter(|_| !ended)
    }
}

/// What a plan costs and allows from one day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Terms {
    /// The first day these hold.
    pub from: Date,
    /// USD a month, before tax, billed monthly; for each seat where `seats` is given. Absent = no
    /// list price.
    #[serde(default)]
    pub monthly: Option<Usd>,
    /// USD a month when billed for a year. Absent = not sold by the year.
    #[serde(default)]
    pub yearly: Option<Usd>,
    /// How many seats are sold together. Absent = an account for one person.
    #[serde(default)]
    pub seats: Option<Seats>,
    /// The models it opens, best default first. Empty = not published.
    #[serde(default)]
    pub allowances: Vec<Allowance>,
    /// What it lets one do.
    #[serde(default)]
    pub allows: Vec<Need>,
    /// What it doesn't let one do. A need in neither list is not known.
    #[serde(default)]
    pub denies: Vec<Need>,
    /// Whether it shows advertisements.
    #[serde(default)]
    pub ads: bool,
    /// API credit that comes with it, in USD a month.
    #[serde(default)]
    pub api_credit: Option<Usd>,
    /// Whether the price covers the seat only and use is billed at API rates.
    #[serde(default)]
    pub metered: bool,
    /// Id of the [`Source`](super::Source) these were read in.
    pub source: String,
    /// The day they were last compared with it.
    pub checked: Date,
    /// How sure they are.
    #[serde(default)]
    pub confidence: Confidence,
    /// What a reader should know before relying on them.
    #[serde(default)]
    pub note: Option<String>,
}

/// Limits on the number of seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Seats {
    /// The fewest that are sold together.
    pub min: u32,
    /// The most that are sold together.
    #[serde(default)]
    pub max: Option<u32>,
}

/// One model in a plan, with its caps and its window in the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Allowance {
    /// The model as the app names it.
    pub model: String,
    /// The most messages in a span of time. Absent = not published, unless `unlimited`.
    #[serde(default)]
    pub cap: Option<Cap>,
    /// The most tokens, sent and received, in a span of time.
    #[serde(default)]
    pub tokens: Option<TokenCap>,
    /// Sold as unlimited, or nearly so, under fair use.
    #[serde(default)]
    pub unlimited: bool,
    /// What answers once the cap is reached. Absent = nothing does.
    #[serde(default)]
    pub then: Option<String>,
    /// The longest conversation the app holds, in tokens.
    #[serde(default)]
    pub window: Option<u64>,
}

/// At most so many messages in so many hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cap {
    /// Messages in each span.
    pub messages: u32,
    /// The span in hours: 3, 24, 168 for a week, 720 for a month.
    pub hours: u32,
}

/// At most so many tokens in so many hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenCap {
    /// Tokens in each span, sent and received together.
    pub tokens: u64,
    /// The span in hours.
    pub hours: u32,
}
