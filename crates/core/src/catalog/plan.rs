//! Plans: flat prices by the month, and what they allow.

use serde::{Deserialize, Serialize};

use super::{Class, Confidence, Date, Need};
use crate::money::{Amount, Currency, Factor, Usd};

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
    /// What it costs in other currencies, where that is published.
    #[serde(default)]
    pub local: Vec<LocalPrice>,
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
    /// Credit for its vendor's API that comes with it, in USD a month for each seat.
    #[serde(default)]
    pub api_credit: Option<Usd>,
    /// Use of models inside the product that the price includes, in USD a month for each seat, at API
    /// rates × `useFactor`. Absent = use isn't measured in money.
    #[serde(default)]
    pub included_use: Option<Usd>,
    /// What the API's rates are multiplied by for use of models inside the product. Absent = 1.
    #[serde(default)]
    pub use_factor: Option<Factor>,
    /// Whether all seats draw on one sum of `apiCredit` and `includedUse`.
    #[serde(default)]
    pub pooled: bool,
    /// The most `apiCredit` that an account gets, however many seats it has. Absent = no such limit.
    #[serde(default)]
    pub api_credit_most: Option<Usd>,
    /// What happens to use beyond the caps and the included use. Absent = not published.
    #[serde(default)]
    pub overage: Option<Overage>,
    /// Ids of the vendors whose models it serves, where it isn't its own vendor's alone.
    #[serde(default)]
    pub serves: Vec<String>,
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
    /// What a reader should know before relying on them: a key of [`REMARKS`](super::REMARKS), or a
    /// sentence.
    #[serde(default)]
    pub note: Option<String>,
    /// What only editors should know; it is not packed.
    #[serde(default)]
    pub editor_note: Option<String>,
}

impl Terms {
    /// What answers once the cap of `allowance` is reached; nothing where nothing does.
    pub fn after(&self, allowance: &Allowance) -> Option<&Allowance> {
        let then = allowance.then.as_ref()?;
        self.allowances.iter().find(|other| other.model == *then)
    }
}

/// What happens to use beyond a plan's caps and its included use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Overage {
    /// It waits until the next span or month.
    Stops,
    /// It is billed like the API, at `useFactor`, to whoever agreed to that.
    ApiRates,
    /// It is paid from credits that are bought beforehand, at prices of the plan's own.
    Credits,
}

/// What a plan costs in a country, as its vendor publishes it there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LocalPrice {
    /// The country, by its two letters (ISO 3166-1): `IN`.
    pub country: String,
    /// The currency.
    pub currency: Currency,
    /// The price of a month, billed monthly.
    pub monthly: Amount,
    /// Whether tax is in it. Absent = not said.
    #[serde(default)]
    pub taxed: Option<bool>,
    /// Whether the published figure is a round one: "about".
    #[serde(default)]
    pub about: bool,
    /// Id of the [`Source`](super::Source) this was read in.
    pub source: String,
    /// The day it was last compared with it.
    pub checked: Date,
    /// How sure it is.
    #[serde(default)]
    pub confidence: Confidence,
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
    /// Id of the [`Model`](super::Model) that answers under that name. Absent = not sold by the token, or
    /// not known.
    #[serde(default)]
    pub answers: Option<String>,
    /// What its vendor sells it as. Absent = what the model that `answers` is sold as.
    #[serde(default)]
    pub class: Option<Class>,
    /// Whether it reasons before it replies. Absent = not known.
    #[serde(default)]
    pub reasons: Option<bool>,
    /// The most messages in a span of time. Absent = not published, unless `unlimited`.
    #[serde(default)]
    pub cap: Option<Cap>,
    /// The most tokens, sent and received, in a span of time.
    #[serde(default)]
    pub tokens: Option<TokenCap>,
    /// Sold as unlimited, or nearly so, under fair use.
    #[serde(default)]
    pub unlimited: bool,
    /// What answers once the cap is reached: the name of another allowance. Absent = nothing does.
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
