//! The answer: a fare for each access model, with every number it was made of.

mod build;
mod counts;
mod csv;
mod curve;
mod distribution;
mod estimate;
mod explain;
mod html;
mod markdown;
mod past;
mod recommendation;
mod rows;
mod snowball;
mod usage;
mod what_if;
mod wire;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::catalog::{Date, NoModel};
use crate::fare::{Fare, Provenance, RunOut};
use crate::scenario::Scenario;
use crate::sentence::Sentence;
use build::conversation;
pub use build::report;
pub use counts::{
    Basis, Counts, EstimateCode, FunctionBasis, LeftOut, Opening, WeighedTurn, Weights,
};
pub use curve::{Curve, Curves, tick};
pub use distribution::{Distribution, Pricing, Summary};
pub use estimate::{estimate, estimate_bytes};
pub use past::PastPrice;
pub use recommendation::{Change, ChangeKind, Notice, Recommendation, Verdict};
pub use snowball::{Snowball, SnowballTurn, snowball};
pub use usage::{OverheadBasis, TokenUsage};
pub use what_if::{WhatIf, what_if};
pub use wire::WireError;

/// What a text costs under each access model. Its JSON is what `tokenfare cost --json` prints and
/// what `quote()` resolves to; amounts are exact decimals of USD, written as texts. Read back from that,
/// it writes the same tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Report {
    /// The model whose API is priced.
    pub model: String,
    /// The day whose prices these are.
    pub on: Date,
    /// What the text weighs.
    pub tokens: TokenUsage,
    /// Messages in a month.
    pub messages_per_month: u64,
    /// The API first, then the plans in the order asked for, then hybrid and self-hosting.
    pub fares: Vec<Fare>,
    /// Ids of the fares that have a price, best first; those that don't fit come last.
    pub ranking: Vec<String>,
    /// Id of the cheapest fare that fits; absent when none does.
    pub cheapest: Option<String>,
    /// What that means, in a sentence.
    pub recommendation: Recommendation,
    /// Where any two fares meet.
    pub break_evens: Vec<Crossing>,
    /// How far the scenario's credit goes.
    pub credit: Option<RunOut>,
    /// How far the scenario's monthly limit goes.
    pub monthly_limit: Option<RunOut>,
    /// The same for the share of the limit at which to be warned.
    pub alert: Option<RunOut>,
    /// Credit that the model's vendor gives to new accounts on that day, and how far it goes.
    pub credits: Vec<VendorAmount>,
    /// Monthly limits that the vendor sets on that day, and how far they go.
    pub limits: Vec<VendorAmount>,
    /// What the text has cost on the model's API since its first price.
    pub past: Vec<PastPrice>,
    /// The same text on every model, cheapest first, when the scenario asks to compare.
    pub what_if: Vec<WhatIf>,
    /// What was asked.
    pub scenario: Scenario,
}

impl Report {
    /// The fare with this id.
    pub fn fare(&self, id: &str) -> Option<&Fare> {
        self.fares.iter().find(|fare| fare.id == id)
    }
}

/// An amount that a vendor gives or allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VendorAmount {
    /// Its id in the catalog.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Days after which it lapses. Absent = never, or a limit, which begins anew each month.
    pub valid_days: Option<u32>,
    /// How far it goes.
    pub run_out: RunOut,
    /// Where that was read.
    pub provenance: Provenance,
}

/// From `messages` a month on, `fare` is no dearer than `against`; below, it is dearer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Crossing {
    /// Id of the fare that is dearer at first.
    pub fare: String,
    /// Id of the fare that it meets.
    pub against: String,
    /// The smallest whole number of messages a month.
    pub messages: u64,
}

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The catalog has no such model, or no price of it.
    #[error("{0}")]
    Model(#[from] NoModel),
    /// The catalog has no such plan.
    #[error("no plan is called `{0}`; the catalog lists the plans it knows")]
    UnknownPlan(String),
    /// The catalog is empty, so there is no day to report for.
    #[error("the catalog has no prices at all")]
    EmptyCatalog,
}

impl ReportError {
    /// Why, for a reader in any language.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Model(error) => error.sentence(),
            Self::UnknownPlan(plan) => Sentence::new("refused.unknown-plan").with("value", plan),
            Self::EmptyCatalog => Sentence::new("refused.empty-catalog"),
        }
    }
}
