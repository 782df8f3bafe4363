//! The rules every catalog keeps.

mod plan;
mod text;

use std::collections::HashSet;
use std::fmt;

use super::names::plain;
use super::{Caching, Catalog, Date, Long, Model, Prices, RateCard, Tokens};
use crate::money::{Factor, Rate, Usd};
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
    /// An amount of money that is negative, or that nobody asks for this.
    #[error("is {0} USD; write {1}")]
    Amount(Usd, &'static str),
    /// Reading from the cache that costs more than reading afresh.
    #[error("is {cached}, more than `input` at {input}; are the two swapped?")]
    CachedDearer {
        /// The price of cached input.
        cached: Rate,
        /// The price of input.
        input: Rate,
    },
    /// Models of a plan that stand in for each other in a circle.
    #[error("leads from `{0}` back to itself; say what answers in the end")]
    Circle(String),
    /// Two fields that contradict each other.
    #[error("contradicts `{0}`; keep one of them")]
    Contradicts(&'static str),
    /// The low end of a range above its high end.
    #[error("is {low}, above `high` at {high}; are the two swapped?")]
    Swapped {
        /// The low end.
        low: Factor,
        /// The high end.
        high: Factor,
    },
    /// A character that isn't seen, or turns the direction of the text around it.
    #[error("has the character U+{:04X}, which readers can't see; leave it out", u32::from(*.0))]
    Invisible(char),
    /// What answers after a cap isn't one of the plan's models.
    #[error("is `{0}`, no model of these terms; add an allowance of that name or correct it")]
    NotAllowed(String),
    /// Not a country's code.
    #[error("is `{0}`; write the two letters of a country, such as IN")]
    Country(String),
    /// A number outside its range.
    #[error("is {value}; it must be {range}")]
    OutOfRange {
        /// What was written.
        value: u64,
        /// What may be written.
        range: &'static str,
    },
    /// An address that a browser would run, or read off the reader's own disk.
    #[error("is `{0}`; write an address that begins with https:// or http://")]
    Address(String),
    /// An encoding that isn't carried; a model that has it is counted by an estimate.
    #[error("is an {0}")]
    Encoding(#[from] UnknownEncoding),
}

/// Prices beyond these were never seen on a price page; a wrong unit was, often.
const LOWEST: Rate = Rate::from_units(500);
const HIGHEST: Rate = Rate::from_units(2_000_000_000);
/// Nobody pays more for a seat in a month, or gets more credit; an amount in cents would be.
const MOST_A_MONTH: Usd = Usd::from_dollars(100_000);
/// Limits are set for whole companies.
const HIGHEST_LIMIT: Usd = Usd::from_dollars(1_000_000_000);

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
        found.ids("model", self.models.iter().flat_map(Model::names));
        found.texts();
        for source in &self.sources {
            found.address(&format!("source {}", source.id), source.url.as_deref());
        }
        for vendor in &self.vendors {
            found.caching(&format!("vendor {}", vendor.id), vendor.caching);
        }
        for model in &self.models {
            found.model(model);
        }
        for counted in &self.counted {
            if let Err(unknown) = counted.encoding.parse::<Encoding>() {
                let entry = format!("counted name {}", counted.name);
                found.report(&entry, "encoding", Problem::Encoding(unknown));
            }
        }
        for plan in &self.plans {
            found.plan(plan);
        }
        for credit in &self.credits {
            let entry = format!("credit {}", credit.id);
            found.references(&entry, &credit.vendor, &credit.source);
            found.amount(&entry, "amount", Some(credit.amount), MOST_A_MONTH);
            found.at_least(&entry, "validDays", credit.valid_days.map(u64::from), 1);
            found.ends(&entry, "until", credit.from, credit.until);
        }
        for limit in &self.limits {
            let entry = format!("limit {}", limit.id);
            found.references(&entry, &limit.vendor, &limit.source);
            found.amount(&entry, "monthly", Some(limit.monthly), HIGHEST_LIMIT);
            found.ends(&entry, "until", limit.from, limit.until);
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

    fn ids<'a>(
        &mut self,
        kind: &str,
        ids: impl Iterator<Item = &'a (impl AsRef<str> + ?Sized + 'a)>,
    ) {
        let mut seen = HashSet::new();
        for id in ids.map(AsRef::as_ref) {
            let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-._/".contains(&byte);
            if id.is_empty() || !id.bytes().all(legal) {
                self.report(&format!("{kind} `{id}`"), "id", Problem::BadId(id.to_owned()));
            }
            // Models are found whatever the case of letters and what separates them.
            if !seen.insert(plain(id)) {
                self.report(&format!("{kind} {id}"), "id", Problem::Duplicate(id.to_owned()));
            }
        }
    }

    /// Addresses become links on pages of strangers.
    fn address(&mut self, entry: &str, url: Option<&str>) {
        let web = |url: &&str| {
            let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
            let plain = !url.contains(|c: char| c.is_whitespace() || c.is_control());
            plain && scheme.is_some_and(|scheme| scheme == "https" || scheme == "http")
        };
        if let Some(url) = url.filter(|url| !web(url)) {
            self.report(entry, "url", Problem::Address(url.to_owned()));
        }
    }

    fn references(&mut self, entry: &str, vendor: &str, source: &str) {
        if self.catalog.vendor(vendor).is_none() {
            self.report(entry, "vendor", Problem::Unknown(vendor.to_owned()));
        }
        self.source(entry, source);
    }

    fn source(&mut self, entry: &str, source: &str) {
        self.source_of(entry, "source", source);
    }

    fn source_of(&mut self, entry: &str, field: &'static str, source: &str) {
        if self.catalog.source(source).is_none() {
            self.report(entry, field, Problem::Unknown(source.to_owned()));
        }
    }

    fn range(&mut self, entry: &str, low: Factor, high: Factor) {
        let product = |above: Factor, below: Factor| {
            u64::from(above.numerator()) * u64::from(below.denominator())
        };
        if product(low, high) > product(high, low) {
            self.report(entry, "tokens.low", Problem::Swapped { low, high });
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
        if let Tokens::Estimate { low, high, .. } = &model.tokens {
            self.range(&entry, *low, *high);
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
        self.caching(&entry, model.caching);
        if let Some(released) = model.released {
            self.ends(&entry, "shutdown", released, model.shutdown);
            self.ends(&entry, "unlisted", released, model.unlisted);
        }
        if let Some(source) = &model.shutdown_source {
            self.source_of(&entry, "shutdownSource", source);
        }
        if model.shutdown.is_some() && model.unlisted.is_some() {
            self.report(&entry, "unlisted", Problem::Contradicts("shutdown"));
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
        let input = prices.input;
        if let Some(cached) = prices.cached.filter(|cached| *cached > input) {
            self.report(entry, "cached", Problem::CachedDearer { cached, input });
        }
    }

    fn caching(&mut self, entry: &str, caching: Option<Caching>) {
        let Some(caching) = caching else { return };
        self.at_least(entry, "caching.step", Some(caching.step), 1);
        self.at_least(entry, "caching.minutes", caching.minutes.map(u64::from), 1);
        let shortest = u64::from(caching.minutes.unwrap_or(1));
        self.at_least(entry, "caching.minutesLong", caching.minutes_long.map(u64::from), shortest);
    }

    fn at_least(&mut self, entry: &str, field: &'static str, value: Option<u64>, least: u64) {
        if let Some(value) = value.filter(|value| *value < least) {
            let range = match least {
                1 => "at least 1, or absent",
                _ => "no less than the shortest, or absent",
            };
            self.report(entry, field, Problem::OutOfRange { value, range });
        }
    }

    fn amount(&mut self, entry: &str, field: &'static str, amount: Option<Usd>, most: Usd) {
        let sensible = |amount: &Usd| (Usd::ZERO..=most).contains(amount);
        if let Some(amount) = amount.filter(|amount| !sensible(amount)) {
            let expected = "USD, not cents, and nothing below 0; leave it out where it isn't known";
            self.report(entry, field, Problem::Amount(amount, expected));
        }
    }

    /// An end must come after the beginning.
    fn ends(&mut self, entry: &str, field: &'static str, from: Date, end: Option<Date>) {
        if let Some(end) = end.filter(|end| *end <= from) {
            let problem = Problem::NotRising(end.to_string(), from.to_string());
            self.report(entry, field, problem);
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
