//! What can be bought: models with their rate cards, plans with their terms.
//!
//! The types here are the shape of the reviewed text files, of the packed form that ships, and of
//! the catalog a reader brings along; [`Catalog::check`] is the one set of rules for all three.
//! Everything that changes with time is a list of dated entries, so a report can be made for any day.
//!
//! A figure nobody published is absent. It is never zero.

mod card;
mod check;
mod class;
mod credit;
mod date;
mod merge;
mod model;
mod names;
mod need;
mod object;
mod packed;
mod plan;
mod remark;
mod source;

#[cfg(test)]
mod tests;

use serde::Serialize;

pub use card::{Long, Peak, Prices, RateCard, Tier, Tiers};
pub use check::{CatalogError, Problem};
pub use class::Class;
pub use credit::{Credit, SpendingLimit};
pub use date::{Date, DateError};
pub use model::{Caching, Matching, Model, Overhead, Reasoning, SHUTDOWN_NOTICE_DAYS, Tokens};
pub use names::{CountedName, NoModel, resolve};
pub use need::Need;
pub use plan::{Allowance, Cap, LocalPrice, Overage, Plan, Seats, Terms, TokenCap};
pub use remark::{REMARKS, remark_in_english};
pub use source::{Confidence, Source, SourceKind, Vendor};

/// All models, rate cards and plans, each with its source and the date it was checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields, default))]
#[serde(rename_all = "camelCase")]
pub struct Catalog {
    /// Who sells.
    pub vendors: Vec<Vendor>,
    /// Where the figures were read.
    pub sources: Vec<Source>,
    /// What is sold by the token.
    pub models: Vec<Model>,
    /// Names whose tokens can be counted, though they have no price here; the more exact before how
    /// others begin.
    pub counted: Vec<CountedName>,
    /// What is sold by the month.
    pub plans: Vec<Plan>,
    /// Credit given to new accounts.
    pub credits: Vec<Credit>,
    /// Monthly limits a vendor sets.
    pub limits: Vec<SpendingLimit>,
}

impl Catalog {
    /// The model that a name means; see [`find`](Self::find), which says why there is none.
    pub fn model(&self, name: &str) -> Option<&Model> {
        self.find(name).ok()
    }

    /// The plan with this id.
    pub fn plan(&self, id: &str) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.id == id)
    }

    /// The vendor with this id.
    pub fn vendor(&self, id: &str) -> Option<&Vendor> {
        self.vendors.iter().find(|vendor| vendor.id == id)
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The latest day on which anything here was checked: the day a report is for unless told
    /// otherwise. Nothing in core reads a clock.
    pub fn as_of(&self) -> Option<Date> {
        let cards = self.models.iter().flat_map(|model| &model.cards).map(|card| card.checked);
        let terms = self.plans.iter().flat_map(|plan| &plan.terms).map(|terms| terms.checked);
        cards.chain(terms).max()
    }
}
