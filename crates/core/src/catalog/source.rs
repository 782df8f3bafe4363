//! Who sells, and who says so.

use serde::{Deserialize, Serialize};

use super::{Caching, Need};

/// A company that sells models or plans.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Vendor {
    /// A short name without spaces: `openai`.
    pub id: String,
    /// The name as the company writes it: `OpenAI`.
    pub name: String,
    /// What its API can do.
    #[serde(default)]
    pub allows: Vec<Need>,
    /// What its API can't do. A need in neither list is not known.
    #[serde(default)]
    pub denies: Vec<Need>,
    /// How its API caches prompts, for models that don't say otherwise.
    #[serde(default)]
    pub caching: Option<Caching>,
}

/// A page or list on which figures were read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Source {
    /// The name by which entries refer to it.
    pub id: String,
    /// What it is, for a reader.
    pub name: String,
    /// Whose it is.
    #[serde(default)]
    pub kind: SourceKind,
    /// Its address. Absent when none was recorded.
    #[serde(default)]
    pub url: Option<String>,
}

/// Whose word a source is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SourceKind {
    /// A page of the vendor's own.
    Vendor,
    /// A price list that others keep, of many vendors.
    List,
    /// Any other page, by somebody else than the vendor.
    #[default]
    ThirdParty,
}

/// How sure a figure is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Confidence {
    /// Read on the vendor's own page, or the same in several lists.
    #[default]
    High,
    /// One list, or a third party that cites the vendor.
    Medium,
    /// Recalled, derived or reported by users.
    Low,
}
