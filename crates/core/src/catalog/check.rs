//! The rules every catalog keeps.

use std::collections::HashSet;
use std::fmt;

use super::{Catalog, Long, Model, Plan, Prices, RateCard};
use crate::money::Rate;
use crate::tokenizer::{Encoding, UnknownEncoding};

/// A rule that an entry breaks: which entry, which field, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{entry}: `{field}` {problem}")]
#[non_exhaustive]
pub struct CatalogError {
    /// The entry, by kind, id and day: `model gpt-5.4, card of 2026-03-05`.
    pub entry: String,
    /// The field in it, as it is written in the file.
    pub field: &'static str,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// Another entry of the same kind has this id.
    #[error("`{0}` is already the id or alias of another entry; give each its own")]
    Duplicate(String),
    /// The id has a character that attributes, addresses or flags can't carry.
    #[error("`{0}` must be letters, digits and - . _ / only")]
    BadId(String),
    /// A reference to an entry that isn't there.
    #[error("names `{0}`, which is not in the catalog; add it or correct the name")]
    Unknown(String),
    /// Nothing where something must be.
    #[error("is empty")]
    Empty,
    /// A list of dated entries is out of order, or has a day twice.
    #[error("must rise from entry to entry, but {0} is not after {1}")]
    NotRising(String, String),
    /// A price that only makes sense in another unit.
    #[error("is {0} USD per million tokens; is it meant per token, or in cents?")]
    WrongUnit(Rate),
    /// Two fields that contradict each other.
    #[error("contradicts `{0}`; keep one of them")]
    Contradicts(&'static str),
    /// A number outside its range.
    #[error("is {value}; it must be {range}")]
    OutOfRange {
        /// What was written.
        value: u64,
        /// What may be written.
        range: &'static str,
    },
    /// An encoding that isn't carried; a model that has it is counted by an estimate.
    #[error("is an {0}")]
    Encoding(#[from] UnknownEncoding),
}

/// Prices beyond these were never seen on a price page; a wrong unit was, often.
const LOWEST: Rate = Rate::from_units(500);
const HIGHEST: Rate = Rate::from_units(2_000_000_000);

impl Catalog {
    /// Checks every entry: ids, references, order of days, plausible prices.
    ///
    /// # Errors
    ///
    /// All the rules broken, in the order of the entries. Serde has already refused what is
    /// missing, misspelt or of the wrong type.
    pub fn check(&self) -> Result<(), Vec<CatalogError>> {
        let mut found = Findings { catalog: self, errors: Vec::new() };
        found.ids("vendor", self.vendors.iter().map(|vendor| &vendor.id));
        found.ids("source", self.sources.iter().map(|source| &source.id));
        found.ids("plan", self.plans.iter().map(|plan| &plan.id));
        found.ids("credit", self.credits.iter().map(|credit| &credit.id));
        found.ids("limit", self.limits.iter().map(|limit| &limit.id));
        let names = |model| std::iter::once(model).map(|model: &Model| &model.id);
        let names = self.models.iter().flat_map(|model| names(model).chain(&model.aliases));
        found.ids("model", names);
        for model in &self.models {
            found.model(model);
        }
        for plan in &self.plans {
            found.plan(plan);
        }
        for credit in &self.credits {
            let entry = format!("credit {}", credit.id);
            found.references(&entry, &credit.vendor, &credit.source);
        }
        for limit in &self.limits {
            let entry = format!("limit {}", limit.id);
            found.references(&entry, &limit.vendor, &limit.source);
        }
        if found.errors.is_empty() { Ok(()) } else { Err(found.errors) }
    }
}

struct Findings<'a> {
    catalog: &'a Catalog,
    errors: Vec<CatalogError>,
}

impl Findings<'_> {
    fn report(&mut self, entry: &str, field: &'static str, problem: Problem) {
        self.errors.push(CatalogError { entry: entry.to_owned(), field, problem });
    }

    fn ids<'a>(&mut self, kind: &str, ids: impl Iterator<Item = &'a String>) {
        let mut seen = HashSet::new();
        for id in ids {
            let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-._/".contains(&byte);
            if id.is_empty() || !id.bytes().all(legal) {
                self.report(&format!("{kind} `{id}`"), "id", Problem::BadId(id.clone()));
            }
            if !seen.insert(id) {
                self.report(&format!("{kind} {id}"), "id", Problem::Duplicate(id.clone()));
            }
        }
    }

    fn references(&mut self, entry: &str, vendor: &str, source: &str) {
        if self.catalog.vendor(vendor).is_none() {
            self.report(entry, "vendor", Problem::Unknown(vendor.to_owned()));
        }
        self.source(entry, source);
    }

    fn source(&mut self, entry: &str, source: &str) {
        if self.catalog.source(source).is_none() {
            self.report(entry, "source", Problem::Unknown(source.to_owned()));
        }
    }

    fn model(&mut self, model: &Model) {
        let entry = format!("model {}", model.id);
        if self.catalog.vendor(&model.vendor).is_none() {
            self.report(&entry, "vendor", Problem::Unknown(model.vendor.clone()));
        }
        if let Err(unknown) = model.tokens.encoding().parse::<Encoding>() {
            self.report(&entry, "tokens", Problem::Encoding(unknown));
        }
        if model.cards.is_empty() {
            self.report(&entry, "cards", Problem::Empty);
        }
        for (field, size) in [
            ("window", model.window),
            ("maxInput", model.max_input),
            ("maxOutput", model.max_output),
        ] {
            if size == Some(0) {
                let range = "at least 1 token, or absent";
                self.report(&entry, field, Problem::OutOfRange { value: 0, range });
            }
        }
        if model.caching.is_some_and(|caching| caching.step == 0) {
            let range = "at least 1 token";
            self.report(&entry, "caching.step", Problem::OutOfRange { value: 0, range });
        }
        self.rising(&entry, "cards", model.cards.iter().map(|card| card.from));
        for card in &model.cards {
            self.card(&format!("{entry}, card of {}", card.from), card);
        }
    }

    fn card(&mut self, entry: &str, card: &RateCard) {
        self.source(entry, &card.source);
        self.prices(entry, &card.prices);
        for Long { prices, .. } in &card.long {
            self.prices(entry, prices);
        }
        self.rising(entry, "long", card.long.iter().map(|long| long.above));
    }

    fn prices(&mut self, entry: &str, prices: &Prices) {
        for (field, rate) in [
            ("input", Some(prices.input)),
            ("cached", prices.cached),
            ("write", prices.write),
            ("writeLong", prices.write_long),
            ("output", Some(prices.output)),
        ] {
            let free = Rate::default();
            let plausible = |rate| rate == free || (LOWEST..=HIGHEST).contains(&rate);
            if let Some(rate) = rate.filter(|rate| !plausible(*rate)) {
                self.report(entry, field, Problem::WrongUnit(rate));
            }
        }
    }

    fn plan(&mut self, plan: &Plan) {
        let entry = format!("plan {}", plan.id);
        if self.catalog.vendor(&plan.vendor).is_none() {
            self.report(&entry, "vendor", Problem::Unknown(plan.vendor.clone()));
        }
        if plan.terms.is_empty() {
            self.report(&entry, "terms", Problem::Empty);
        }
        self.rising(&entry, "terms", plan.terms.iter().map(|terms| terms.from));
        for terms in &plan.terms {
            let entry = format!("{entry}, terms of {}", terms.from);
            self.source(&entry, &terms.source);
            if terms.allows.iter().any(|need| terms.denies.contains(need)) {
                self.report(&entry, "allows", Problem::Contradicts("denies"));
            }
            if let Some(seats) = terms.seats
                && (seats.min == 0 || seats.max.is_some_and(|max| max < seats.min))
            {
                let range = "at least 1 and at most `max`";
                let value = u64::from(seats.min);
                self.report(&entry, "seats.min", Problem::OutOfRange { value, range });
            }
            for allowance in &terms.allowances {
                if allowance.unlimited && allowance.cap.is_some() {
                    self.report(&entry, "unlimited", Problem::Contradicts("cap"));
                }
                let caps = allowance.cap.map(|cap| cap.hours);
                let hours = caps.into_iter().chain(allowance.tokens.map(|cap| cap.hours));
                if hours.min() == Some(0) {
                    let range = "at least 1";
                    self.report(&entry, "cap.hours", Problem::OutOfRange { value: 0, range });
                }
            }
        }
    }

    fn rising<T: PartialOrd + fmt::Display + Copy>(
        &mut self,
        entry: &str,
        field: &'static str,
        values: impl Iterator<Item = T>,
    ) {
        let mut last = None;
        for value in values {
            if let Some(last) = last.filter(|last| value <= *last) {
                let problem = Problem::NotRising(value.to_string(), format!("{last}"));
                self.report(entry, field, problem);
            }
            last = Some(value);
        }
    }
}
