//! What one access model costs, and what that figure is made of.

mod api;
mod bill;
mod break_even;
mod caching;
mod carry;
mod conversation;
mod fit;
mod hosting;
mod hybrid;
mod needs;
mod plan;
mod provenance;
mod run_out;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::money::Usd;
pub(crate) use api::api_fare;
pub use bill::{Bill, Item, ItemKind, Portion, PortionKind, TurnCost};
pub use break_even::{BreakEven, Line};
pub use caching::CacheHits;
pub use conversation::{Conversation, Request, Turn};
pub use fit::{Doubt, Fit, Lack, Obstacle};
pub(crate) use hosting::hosting_fare;
pub(crate) use hybrid::{hybrid_fare, surplus_fare};
pub use needs::Cause;
pub(crate) use needs::needed;
pub(crate) use plan::{Situation, plan_fare};
pub use provenance::Provenance;
pub use run_out::RunOut;

/// The price of one access model for the reader's text and scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Fare {
    /// `api`, `self-hosting`, `hybrid`, `surplus`, or the plan's id.
    pub id: String,
    /// What kind of access model it is.
    pub kind: FareKind,
    /// Its name, for a reader.
    pub name: String,
    /// The id of the plan in it, where a plan and the API are paid together.
    pub plan: Option<String>,
    /// USD a message, on average over a conversation. Absent = not known.
    pub per_message: Option<Usd>,
    /// USD a month at the scenario's volume: the sum of the parts. Absent = not known.
    pub per_month: Option<Usd>,
    /// What a month is made of.
    pub parts: Vec<Part>,
    /// What a conversation costs, item by item, for the API: the price of the first part.
    pub bill: Option<Bill>,
    /// The bills of the further parts, in their order: at peak rates, or with a cold cache.
    pub other_bills: Vec<Bill>,
    /// Which conversations find their beginning in the cache. Absent where nothing is cached, or
    /// there is no beginning long enough.
    pub cache_hits: Option<CacheHits>,
    /// Whether it can do what the scenario asks.
    pub fit: Fit,
    /// Why it can't.
    pub obstacles: Vec<Obstacle>,
    /// What isn't published of it, so that it may or may not do what is asked.
    pub doubts: Vec<Doubt>,
    /// What it gives less of than was asked, or takes in return.
    pub lacks: Vec<Lack>,
    /// The most messages a month that it can carry: within a plan's caps or a host's hours. Absent =
    /// no such number is known.
    pub capacity: Option<u64>,
    /// Where this price meets the API's. Absent for the API itself, and where they never meet.
    pub break_even: Option<BreakEven>,
    /// Messages a month at which the prices would meet, were they not more than it can carry: more
    /// seats or GPUs cost as much more, so it never pays off. Absent where that isn't so.
    pub break_even_beyond: Option<u64>,
    /// How far the API credit goes that comes with it each month.
    pub api_credit: Option<RunOut>,
    /// Where the prices were read. Absent when there are none on that day.
    pub provenance: Option<Provenance>,
    /// Whether the API is another bill, to which the plan gives no key.
    #[serde(skip)]
    apart: bool,
    /// The cost of a month as a function of its messages.
    #[serde(skip)]
    line: Option<Line>,
}

impl Fare {
    /// Takes back what a month costs, for a text that nobody would send again and again; a plan's fee
    /// is its fee.
    pub(crate) fn withhold(&mut self) {
        self.line = None;
        self.capacity = None;
        if self.kind != FareKind::Plan {
            self.per_month = None;
            self.parts.clear();
        }
    }

    /// A fare without a price, for the ones below to complete.
    fn new(id: impl Into<String>, kind: FareKind, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            kind,
            name: name.into(),
            plan: None,
            per_message: None,
            per_month: None,
            parts: Vec::new(),
            bill: None,
            other_bills: Vec::new(),
            cache_hits: None,
            fit: Fit::Yes,
            obstacles: Vec::new(),
            doubts: Vec::new(),
            lacks: Vec::new(),
            capacity: None,
            break_even: None,
            break_even_beyond: None,
            api_credit: None,
            provenance: None,
            apart: false,
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

    /// How good an answer it is, the best first: what fits, then what gives no less than was asked, then
    /// what is known to fit, then what is cheaper; the API before a plan of the same price.
    pub(crate) fn rank(&self) -> impl Ord + use<> {
        (
            self.fit == Fit::No,
            self.is_less(),
            self.fit == Fit::Unknown,
            self.per_month.is_none(),
            self.per_month,
            self.kind != FareKind::Api,
        )
    }

    /// Whether it is a plan that gives no access to the API, which is then another bill.
    pub const fn bills_api_apart(&self) -> bool {
        self.apart
    }

    /// The cost of a month as a function of its messages; nothing where no price is known.
    ///
    /// With it a chart can draw every volume, and any two fares have their break-even.
    pub const fn line(&self) -> Option<&Line> {
        self.line.as_ref()
    }
}

/// What kind of access model a fare belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
    /// A plan up to its caps, and the API beyond them.
    Surplus,
}

/// A part of a month's cost: price × count / per.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

    /// What is paid already and so taken off; nothing where there is none.
    fn credit(kind: PartKind, amount: Usd) -> Option<Self> {
        (!amount.is_zero()).then(|| Self::new(kind, Usd::ZERO - amount, 1, 1))
    }
}

/// What a part of a month's cost pays for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PartKind {
    /// Messages on the API; the price is a conversation's bill.
    Messages,
    /// The share of them in peak hours; the price is that bill at peak rates.
    PeakMessages,
    /// Those in conversations that don't find their beginning in the cache.
    ColdMessages,
    /// Those of them in peak hours.
    ColdPeakMessages,
    /// Seats or accounts of a plan.
    Seats,
    /// GPU time in seconds; the price is for an hour.
    GpuTime,
    /// Set-up, spread over months.
    Setup,
    /// People who keep one's own machines running.
    Upkeep,
    /// Use that the seats include, taken off.
    IncludedUse,
    /// API credit that comes with the plan, taken off.
    ApiCredit,
}
