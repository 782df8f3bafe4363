//! What the reader's text weighs.

use serde::Serialize;

use crate::catalog::Tokens;
use crate::money::Factor;

/// The parts of what the reader pasted, in tokens of one encoding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Weights {
    /// The message.
    pub message: u64,
    /// A system prompt pasted beside it.
    pub system: u64,
    /// An example of a reply pasted beside it; absent = the scenario says how long replies are.
    pub reply: Option<u64>,
    /// The turns of a pasted conversation: each message with its reply, where it has one. Empty =
    /// the scenario says how many turns like `message` there are.
    pub turns: Vec<(u64, Option<u64>)>,
}

impl From<u64> for Weights {
    /// A message alone.
    fn from(message: u64) -> Self {
        Self { message, ..Self::default() }
    }
}

/// The text weighed under every encoding that was at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    estimate: Weights,
    exact: Vec<(String, Weights)>,
}

impl Counts {
    /// Weights without a vocabulary: see [`estimate`](super::estimate()).
    pub fn estimated(weights: impl Into<Weights>) -> Self {
        Self { estimate: weights.into(), exact: Vec::new() }
    }

    /// Weights under one encoding, by its tiktoken name.
    pub fn exact(encoding: &str, weights: impl Into<Weights>) -> Self {
        let weights = weights.into();
        Self { estimate: weights.clone(), exact: vec![(encoding.to_owned(), weights)] }
    }

    /// The same text weighed under one more encoding.
    #[must_use]
    pub fn and_exact(mut self, encoding: &str, weights: impl Into<Weights>) -> Self {
        self.exact.push((encoding.to_owned(), weights.into()));
        self
    }

    /// The tokens of the message for a model that is counted so, and how good that figure is.
    pub fn message(&self, tokens: &Tokens) -> (u64, Basis) {
        let (weights, basis) = self.under(tokens);
        (weights.message, basis)
    }

    /// The weights to use for a model, and how good they are.
    pub(crate) fn under(&self, tokens: &Tokens) -> (Weights, Basis) {
        let counted = self.exact.iter().find(|(name, _)| name == tokens.encoding());
        let weights = counted.map_or(&self.estimate, |(_, weights)| weights);
        match tokens {
            Tokens::Exact(encoding) if counted.is_some() => {
                (weights.clone(), Basis::Exact { encoding: encoding.clone() })
            }
            Tokens::Exact(encoding) => {
                let reason = format!("{encoding} is not loaded; estimated from the characters.");
                (
                    weights.clone(),
                    Basis::Estimate { low: weights.message, high: weights.message, reason },
                )
            }
            Tokens::Estimate { low, high, basis, .. } => {
                let middle = weights.between(*low, *high);
                let (low, high) = (low.of(weights.message), high.of(weights.message));
                (middle, Basis::Estimate { low, high, reason: basis.clone() })
            }
        }
    }
}

impl Weights {
    /// A message with a fixed beginning and an example of a reply.
    pub fn new(message: u64, system: u64, reply: Option<u64>) -> Self {
        Self { message, system, reply, turns: Vec::new() }
    }

    /// The middle between `low` and `high` times these weights.
    fn between(&self, low: Factor, high: Factor) -> Self {
        let middle = |tokens: u64| low.of(tokens).midpoint(high.of(tokens));
        let turn = |(message, reply): &(u64, Option<u64>)| (middle(*message), reply.map(middle));
        Self {
            message: middle(self.message),
            system: middle(self.system),
            reply: self.reply.map(middle),
            turns: self.turns.iter().map(turn).collect(),
        }
    }
}

/// How a message was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", tag = "kind")]
#[non_exhaustive]
pub enum Basis {
    /// By the model's own published encoding.
    Exact {
        /// Its tiktoken name.
        encoding: String,
    },
    /// By another measure: the figure is the middle of a range.
    Estimate {
        /// The fewest tokens to expect.
        low: u64,
        /// The most tokens to expect.
        high: u64,
        /// Why, in a sentence.
        reason: String,
    },
}
