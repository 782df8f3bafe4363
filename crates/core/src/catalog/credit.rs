//! Money given, and money held back.

use serde::{Deserialize, Serialize};

use super::{Confidence, Date};
use crate::money::Usd;

/// API credit for new accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Credit {
    /// A short name without spaces.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Id of its [`Vendor`](super::Vendor).
    pub vendor: String,
    /// How much is given.
    pub amount: Usd,
    /// After how many days it lapses. Absent = never.
    #[serde(default)]
    pub valid_days: Option<u32>,
    /// The first day it was given.
    pub from: Date,
    /// The first day it was no longer given.
    #[serde(default)]
    pub until: Option<Date>,
    /// Id of the [`Source`](super::Source) this was read in.
    pub source: String,
    /// The day it was last compared with it.
    pub checked: Date,
    /// How sure the figure is.
    #[serde(default)]
    pub confidence: Confidence,
    /// What a reader should know: a key of [`REMARKS`](super::REMARKS), or a sentence.
    #[serde(default)]
    pub note: Option<String>,
    /// What only editors should know; it is not packed.
    #[serde(default)]
    pub editor_note: Option<String>,
}

impl Credit {
    /// Whether it was given on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// The most an account may spend on the API in a calendar month. A limit, not a gift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpendingLimit {
    /// A short name without spaces.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Id of its [`Vendor`](super::Vendor).
    pub vendor: String,
    /// USD in a month.
    pub monthly: Usd,
    /// The first day it held.
    pub from: Date,
    /// The first day it no longer held.
    #[serde(default)]
    pub until: Option<Date>,
    /// Id of the [`Source`](super::Source) this was read in.
    pub source: String,
    /// The day it was last compared with it.
    pub checked: Date,
    /// How sure the figure is.
    #[serde(default)]
    pub confidence: Confidence,
    /// What a reader should know: a key of [`REMARKS`](super::REMARKS), or a sentence.
    #[serde(default)]
    pub note: Option<String>,
    /// What only editors should know; it is not packed.
    #[serde(default)]
    pub editor_note: Option<String>,
}

impl SpendingLimit {
    /// Whether it held on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}
