//! Where a price was read, and when.

use serde::{Deserialize, Serialize};

use crate::catalog::{
    Catalog, Confidence, Credit, Date, RateCard, SourceKind, SpendingLimit, Terms,
};

/// How old a check may be before it counts as stale, in days.
const FRESH_DAYS: u32 = 60;

/// Where a price was read, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Provenance {
    /// The first day the price holds.
    pub from: Date,
    /// The name of the source.
    pub source: String,
    /// Whose word it is: the vendor's own page, a list that others keep, or another page.
    pub source_kind: SourceKind,
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
    /// What a reader should know: a key of the catalog's
    /// [`REMARKS`](crate::catalog::REMARKS), or a sentence.
    pub note: Option<String>,
}

impl Provenance {
    pub(super) fn of_card(catalog: &Catalog, card: &RateCard, on: Date) -> Self {
        let read = (card.from, card.checked, card.confidence);
        Self::new(catalog, &card.source, read, card.note.as_ref(), on)
    }

    pub(super) fn of_terms(catalog: &Catalog, terms: &Terms, on: Date) -> Self {
        let read = (terms.from, terms.checked, terms.confidence);
        Self::new(catalog, &terms.source, read, terms.note.as_ref(), on)
    }

    pub(crate) fn of_credit(catalog: &Catalog, credit: &Credit, on: Date) -> Self {
        let read = (credit.from, credit.checked, credit.confidence);
        Self::new(catalog, &credit.source, read, credit.note.as_ref(), on)
    }

    pub(crate) fn of_limit(catalog: &Catalog, limit: &SpendingLimit, on: Date) -> Self {
        let read = (limit.from, limit.checked, limit.confidence);
        Self::new(catalog, &limit.source, read, limit.note.as_ref(), on)
    }

    fn new(
        catalog: &Catalog,
        source: &str,
        (from, checked, confidence): (Date, Date, Confidence),
        note: Option<&String>,
        on: Date,
    ) -> Self {
        let age_days = on.days_since(checked);
        let entry = catalog.source(source);
        Self {
            from,
            source: entry.map_or(source, |entry| entry.name.as_str()).to_owned(),
            source_kind: entry.map_or(SourceKind::default(), |entry| entry.kind),
            url: entry.and_then(|entry| entry.url.clone()),
            checked,
            age_days,
            stale: age_days > FRESH_DAYS,
            confidence,
            note: note.cloned(),
        }
    }
}
