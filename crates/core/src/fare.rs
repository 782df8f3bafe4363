//! What one access model costs, and what that figure is made of.

mod api;
mod bill;
mod break_even;
mod conversation;
mod fit;
mod plan;

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::catalog::{Catalog, Confidence, Date, RateCard, Terms, age};
use crate::money::Usd;
pub(crate) use api::api_fare;
pub use bill::{Bill, Item, ItemKind};
pub use break_even::{BreakEven, Line};
pub use conversation::{Conversation, Request, Turn};
pub use fit::{Fit, Obstacle};
pub(crate) use plan::plan_fare;

/// The price of one access model for the reader's text and scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Fare {
    /// `api`, or the plan's id.
    pub id: String,
    /// What kind of access model it is.
    pub kind: FareKind,
    /// Its name, for a reader.
    pub name: String,
    /// USD a message, on average over a conversation. Absent = not known.
    pub per_message: Option<Usd>,
    /// USD a month at the scenario's volume. Absent = not known.
    pub per_month: Option<Usd>,
    /// Whether it can do what the scenario asks.
    pub fit: Fit,
    /// Why it can't.
    pub obstacles: Vec<Obstacle>,
    /// Seats needed and their price, for a plan sold by list price.
    pub seats: Option<SeatCount>,
    /// What a conversation costs, item by item, for the API.
    pub bill: Option<Bill>,
    /// Where a flat price meets the API's. Absent for the API itself, or where they never meet.
    pub break_even: Option<BreakEven>,
    /// Where the prices were read. Absent when there are none on that day.
    pub provenance: Option<Provenance>,
}

impl Fare {
    /// The cost as a function of the messages in a month: a fixed part and a part for each message.
    pub fn line(&self) -> Option<Line> {
        match &self.bill {
            Some(bill) => Some(Line::per_message(bill.total, bill.messages)),
            None => self.per_month.map(Line::fixed),
        }
    }
}

/// What kind of access model a fare belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FareKind {
    /// Paid by the token.
    Api,
    /// Paid by the month.
    Plan,
}

/// How many seats a plan takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SeatCount {
    /// Seats to pay for.
    pub count: u32,
    /// USD a month for each.
    pub price: Usd,
}

/// Where a price was read, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Provenance {
    /// The first day the price holds.
    pub from: Date,
    /// The name of the source.
    pub source: String,
    /// Its address, where one was recorded.
    pub url: Option<String>,
    /// The day it was last compared.
    pub checked: Date,
    /// Days between that and the day of the report.
    pub age_days: u32,
    /// Whether that is too long to rely on.
    pub stale: bool,
    /// How sure the figure is.
    pub confidence: Confidence,
    /// What a reader should know.
    pub note: Option<String>,
}

impl Provenance {
    fn of_card(catalog: &Catalog, card: &RateCard, on: Date) -> Self {
        let (source, note) = (&card.source, card.note.clone());
        Self::new(catalog, source, (card.from, card.checked, on), card.confidence, note)
    }

    fn of_terms(catalog: &Catalog, terms: &Terms, on: Date) -> Self {
        let (source, note) = (&terms.source, terms.note.clone());
        Self::new(catalog, source, (terms.from, terms.checked, on), terms.confidence, note)
    }

    fn new(
        catalog: &Catalog,
        source: &str,
        (from, checked, on): (Date, Date, Date),
        confidence: Confidence,
        note: Option<String>,
    ) -> Self {
        let (age_days, stale) = age(checked, on);
        let entry = catalog.source(source);
        let name = entry.map_or(source, |entry| entry.name.as_str()).to_owned();
        let url = entry.and_then(|entry| entry.url.clone());
        Self { from, source: name, url, checked, age_days, stale, confidence, note }
    }
}
