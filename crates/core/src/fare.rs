//! What one access model costs, and what that figure is made of.

mod api;
mod bill;
mod break_even;
mod conversation;
mod fit;
mod hosting;
mod hybrid;
mod plan;
mod provenance;
mod run_out;

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::catalog::Need;
use crate::money::Usd;
pub(crate) use api::api_fare;
pub use bill::{Bill, Item, ItemKind, TurnCost};
pub use break_even::{BreakEven, Line};
pub use conversation::{Conversation, Request, Turn};
pub use fit::{Fit, Obstacle};
pub(crate) use hosting::hosting_fare;
pub(crate) use hybrid::hybrid_fare;
pub(crate) use plan::plan_fare;
pub use provenance::Provenance;
pub use run_out::RunOut;

/// The price of one access model for the reader's text and scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Fare {
    /// `api`, `self-hosting`, `hybrid`, or the plan's id.
    pub id: String,
    /// What kind of access model it is.
    pub kind: FareKind,
    /// Its name, for a reader.
    pub name: String,
    /// USD a message, on average over a conversation. Absent = not known.
    pub per_message: Option<Usd>,
    /// USD a month at the scenario's volume: the sum of the parts. Absent = not known.
    pub per_month: Option<Usd>,
    /// What a month is made of.
    pub parts: Vec<Part>,
    /// What a conversation costs, item by item, for the API.
    pub bill: Option<Bill>,
    /// Whether it can do what the scenario asks.
    pub fit: Fit,
    /// Why it can't.
    pub obstacles: Vec<Obstacle>,
    /// Needs of which nobody says whether it meets them.
    pub doubts: Vec<Need>,
    /// Where this price meets the API's. Absent for the API itself, or where they never meet.
    pub break_even: Option<BreakEven>,
    /// Where the prices were read. Absent when there are none on that day.
    pub provenance: Option<Provenance>,
    /// The cost of a month as a function of its messages.
    #[serde(skip)]
    line: Option<Line>,
}

impl Fare {
    /// A fare without a price, for the ones below to complete.
    fn new(id: impl Into<String>, kind: FareKind, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            kind,
            name: name.into(),
            per_message: None,
            per_month: None,
            parts: Vec::new(),
            bill: None,
            fit: Fit::Yes,
            obstacles: Vec::new(),
            doubts: Vec::new(),
            break_even: None,
            provenance: None,
            line: None,
        }
    }

    /// Prices a month of `messages` messages by its parts, and any other volume by its line.
    fn price(&mut self, parts: Vec<Part>, line: Line, messages: u64) {
        let month: Usd = parts.iter().map(|part| part.cost).sum();
        self.per_message = match self.kind {
            FareKind::Api => Some(line.cost(1)),
            _ => (messages > 0).then(|| month.scaled(1, messages)),
        };
        self.per_month = Some(month);
        self.parts = parts;
        self.line = Some(line);
    }

    /// The cost of a month as a function of its messages; nothing where no price is known.
    ///
    /// With it a chart can draw every volume, and any two fares have their break-even.
    pub const fn line(&self) -> Option<&Line> {
        self.line.as_ref()
    }
}

/// What kind of access model a fare belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FareKind {
    /// Paid by the token.
    Api,
    /// Paid by the month.
    Plan,
    /// Paid by the hour.
    SelfHosting,
    /// People on a plan, programs on the API.
    Hybrid,
}

/// A part of a month's cost: price × count / per.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Part {
    /// What is paid for.
    pub kind: PartKind,
    /// The price of `per` of them.
    pub price: Usd,
    /// How many.
    pub count: u64,
    /// How many the price is for.
    pub per: u64,
    /// price × count / per, to the nearest 10⁻¹² USD.
    pub cost: Usd,
}

impl Part {
    fn new(kind: PartKind, price: Usd, count: u64, per: u64) -> Self {
        Self { kind, price, count, per, cost: price.scaled(count, per) }
    }
}

/// What a part of a month's cost pays for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PartKind {
    /// Messages on the API; the price is a conversation's bill.
    Messages,
    /// The share of them in peak hours; the price is that bill at peak rates.
    PeakMessages,
    /// Seats or accounts of a plan.
    Seats,
    /// GPU time in seconds; the price is for an hour.
    GpuTime,
    /// Set-up, spread over months.
    Setup,
}
