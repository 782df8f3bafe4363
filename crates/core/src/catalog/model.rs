//! Models and how their tokens are counted.

use serde::{Deserialize, Serialize};

use super::{Class, Date, RateCard};
use crate::money::Factor;

/// A language model sold by the token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Model {
    /// The name its API takes: `gpt-5.4`.
    pub id: String,
    /// The name people use. Absent = the id.
    #[serde(default)]
    pub name: Option<String>,
    /// Id of its [`Vendor`](super::Vendor).
    pub vendor: String,
    /// Other ids that mean the same model at the same prices, where they don't follow from its id; see
    /// [`Catalog::find`](super::Catalog::find).
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What its vendor sells it as. Absent = not said.
    #[serde(default)]
    pub class: Option<Class>,
    /// How its tokens are counted.
    pub tokens: Tokens,
    /// How it reasons before it replies. Absent = it doesn't, or only where asked to.
    #[serde(default)]
    pub reasoning: Option<Reasoning>,
    /// What the chat format adds to a text. Absent = not known, and nothing is added.
    #[serde(default)]
    pub overhead: Option<Overhead>,
    /// How its prompts are cached, where it differs from its vendor's way.
    #[serde(default)]
    pub caching: Option<Caching>,
    /// Context window in tokens: input and output together.
    #[serde(default)]
    pub window: Option<u64>,
    /// The largest input in tokens, where it is less than the window.
    #[serde(default)]
    pub max_input: Option<u64>,
    /// The largest output in tokens.
    #[serde(default)]
    pub max_output: Option<u64>,
    /// The day it came out.
    #[serde(default)]
    pub released: Option<Date>,
    /// The day its API stops or stopped.
    #[serde(default)]
    pub shutdown: Option<Date>,
    /// Id of the [`Source`](super::Source) the shutdown was read in. Absent = not recorded.
    #[serde(default)]
    pub shutdown_source: Option<String>,
    /// The day the shutdown was last compared with it.
    #[serde(default)]
    pub shutdown_checked: Option<Date>,
    /// The day it was first missed in its vendor's list, where the day it stopped isn't recorded.
    #[serde(default)]
    pub unlisted: Option<Date>,
    /// Prices, each from its day on, oldest first.
    pub cards: Vec<RateCard>,
    /// What a reader should know: a key of [`REMARKS`](super::REMARKS), or a sentence.
    #[serde(default)]
    pub note: Option<String>,
    /// What only editors should know; it is not packed.
    #[serde(default)]
    pub editor_note: Option<String>,
}

/// For how many days before a shutdown readers are warned.
pub const SHUTDOWN_NOTICE_DAYS: u32 = 90;

impl Model {
    /// The name people use.
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }

    /// Its id and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.id).chain(&self.aliases).map(String::as_str)
    }

    /// The rate card in force on `day`; nothing before the first one.
    pub fn card_on(&self, day: Date) -> Option<&RateCard> {
        self.cards.iter().rev().find(|card| card.from <= day)
    }

    /// Whether its API has stopped by `day`, or nobody lists it any more.
    pub fn is_shut_down_on(&self, day: Date) -> bool {
        [self.shutdown, self.unlisted].into_iter().flatten().any(|end| end <= day)
    }

    /// The day its API stops, where that is known on `day` to come within
    /// [`SHUTDOWN_NOTICE_DAYS`].
    pub fn shuts_down_soon(&self, day: Date) -> Option<Date> {
        let soon = |end: &Date| *end > day && end.days_since(day) <= SHUTDOWN_NOTICE_DAYS;
        self.shutdown.filter(soon)
    }
}

/// How a model's tokens are counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub enum Tokens {
    /// By this published encoding, by its name: `o200k_base`.
    Exact(String),
    /// By an encoding that isn't published, but was found out from outside: `claude-4.8`.
    Reconstructed {
        /// Its name.
        encoding: String,
        /// Whose work it is, and on how much and since when it is known to be right, in a sentence.
        basis: String,
    },
    /// No encoding is published, or none that is carried here.
    Estimate {
        /// The encoding whose count is taken instead.
        encoding: String,
        /// What that count is multiplied by at the low end.
        low: Factor,
        /// What that count is multiplied by for the figure that is shown. Absent = the middle of the two.
        #[serde(default)]
        usual: Option<Factor>,
        /// What that count is multiplied by at the high end.
        high: Factor,
        /// Why this is a fair guess, in a sentence.
        basis: String,
    },
}

impl Tokens {
    /// The encoding to count with, exactly or as a stand-in.
    pub fn encoding(&self) -> &str {
        match self {
            Self::Exact(encoding)
            | Self::Reconstructed { encoding, .. }
            | Self::Estimate { encoding, .. } => encoding,
        }
    }
}

/// How a model reasons before it replies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reasoning {
    /// Whether it can't be turned off.
    pub always: bool,
    /// Tokens of reasoning to a reply, unless the reader says otherwise.
    pub tokens: u64,
    /// Why this is a fair guess: a key of [`REMARKS`](super::REMARKS), or a sentence.
    pub basis: String,
}

/// What the chat format adds to the text of a request, in tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Overhead {
    /// For each message, its role included.
    pub message: u64,
    /// For each request, before the reply begins.
    pub request: u64,
    /// For the definition of each function, beside its text. Absent = not documented.
    #[serde(default)]
    pub function: Option<u64>,
    /// Whether the vendor documents these, or they are the usual assumption.
    pub documented: bool,
}

/// What of an earlier request a cache finds again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Matching {
    /// The longest beginning that both have.
    #[default]
    Prefix,
    /// Only what ended at a breakpoint of the earlier one. The automatic breakpoint is at its newest
    /// message, so a fixed beginning alone isn't found.
    Breakpoint,
}

/// How a vendor caches prompts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Caching {
    /// Whether it happens without being asked for.
    pub automatic: bool,
    /// What is found again.
    #[serde(default)]
    pub matching: Matching,
    /// The shortest prefix that is cached, in tokens.
    pub min: u64,
    /// Hits are multiples of this many tokens; at least 1.
    pub step: u64,
    /// Minutes for which what was last used stays in it, at the shortest time offered. Absent = not
    /// published.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// The same at the longest time offered. Absent = there is one time only.
    #[serde(default)]
    pub minutes_long: Option<u32>,
}
