//! The fares and the models compared as rows of text, for every format that is a table.

use super::{Basis, Report, WhatIf};
use crate::catalog::Date;
use crate::fare::{Doubt, Fare, FareKind, Fit, Obstacle};
use crate::money::Usd;

/// A way to pay, or the API of another model.
pub(super) struct Row<'a> {
    /// `api`, `plan`, `self-hosting`, `hybrid`, `surplus`; `model` for the API of another model.
    pub(super) kind: &'static str,
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) per_message: Option<Usd>,
    pub(super) per_month: Option<Usd>,
    pub(super) fit: Fit,
    /// Messages a month; none where the prices never meet, or beyond what is carried.
    pub(super) break_even: Option<u64>,
    pub(super) break_even_beyond: Option<u64>,
    pub(super) obstacles: &'a [Obstacle],
    pub(super) doubts: &'a [Doubt],
    pub(super) source: &'a str,
    pub(super) checked: Option<Date>,
    pub(super) stale: bool,
}

impl Report {
    pub(super) fn fare_rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.fares.iter().map(Row::of_fare)
    }

    pub(super) fn model_rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.what_if.iter().map(Row::of_model)
    }

    /// What was counted, in a line.
    pub(super) fn counted(&self) -> String {
        match &self.tokens.basis {
            Basis::Exact { encoding } => format!("{} tokens ({encoding})", self.tokens.message),
            Basis::Reconstructed { encoding, .. } => {
                format!("{} tokens ({encoding}, reconstructed)", self.tokens.message)
            }
            Basis::Estimate { low, high, .. } if low == high => {
                format!("{} tokens (assumed)", self.tokens.message)
            }
            Basis::Estimate { low, high, .. } => {
                format!("about {} tokens ({low} to {high})", self.tokens.message)
            }
        }
    }

    /// An amount as the scenario shows money; `?` where it isn't known.
    pub(super) fn money(&self, amount: Option<Usd>) -> String {
        amount.map_or_else(|| "?".to_owned(), |amount| self.scenario.shown(amount).to_string())
    }
}

impl<'a> Row<'a> {
    fn of_fare(fare: &'a Fare) -> Self {
        Self {
            kind: match fare.kind {
                FareKind::Api => "api",
                FareKind::Plan => "plan",
                FareKind::SelfHosting => "self-hosting",
                FareKind::Hybrid => "hybrid",
                FareKind::Surplus => "surplus",
            },
            id: &fare.id,
            name: &fare.name,
            per_message: fare.per_message,
            per_month: fare.per_month,
            fit: fare.fit,
            break_even: fare.break_even.map(|meets| meets.messages),
            break_even_beyond: fare.break_even_beyond,
            obstacles: &fare.obstacles,
            doubts: &fare.doubts,
            source: fare.provenance.as_ref().map_or("", |source| &source.source),
            checked: fare.provenance.as_ref().map(|source| source.checked),
            stale: fare.provenance.as_ref().is_some_and(|source| source.stale),
        }
    }

    fn of_model(what: &'a WhatIf) -> Self {
        Self {
            kind: "model",
            id: &what.model,
            name: &what.model,
            per_message: Some(what.per_message),
            per_month: Some(what.per_month),
            fit: what.fit,
            break_even: None,
            break_even_beyond: None,
            obstacles: &what.obstacles,
            doubts: &[],
            source: &what.source,
            checked: Some(what.checked),
            stale: what.stale,
        }
    }

    /// Why it doesn't fit, obstacle by obstacle.
    pub(super) fn why(&self) -> String {
        let why: Vec<_> = self.obstacles.iter().map(ToString::to_string).collect();
        why.join(" ")
    }

    /// What isn't published of it.
    fn doubts(&self) -> String {
        let doubts: Vec<_> = self.doubts.iter().map(ToString::to_string).collect();
        doubts.join(" ")
    }

    /// Whether it fits, with the reason where it doesn't.
    pub(super) fn fits(&self) -> String {
        match self.fit {
            Fit::Yes => "yes".to_owned(),
            Fit::Unknown => format!("unknown: {}", self.doubts()),
            Fit::No => format!("no: {}", self.why()),
        }
    }

    /// Where it meets the API, or that it would beyond what it carries.
    pub(super) fn meets(&self) -> String {
        match (self.break_even, self.break_even_beyond) {
            (Some(0), _) => "always".to_owned(),
            (Some(messages), _) => messages.to_string(),
            (None, Some(beyond)) => format!("never: {beyond} are more than it carries"),
            (None, None) => String::new(),
        }
    }
}
