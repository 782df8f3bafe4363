//! What the reader's text weighs.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::catalog::Tokens;
use crate::tokenizer::Encoding;
use crate::transcript::Recognition;

/// The parts of what the reader pasted, in tokens of one encoding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Weights {
    /// The message; of a conversation, its first.
    pub message: u64,
    /// A system prompt pasted beside it.
    pub system: u64,
    /// An example of a reply pasted beside it; absent = the scenario says how long replies are.
    pub reply: Option<u64>,
    /// The turns of pasted conversations. Empty = the scenario says how many turns like `message`
    /// there are.
    pub turns: Vec<WeighedTurn>,
    /// What is part of the conversations and isn't counted.
    pub left_out: Vec<LeftOut>,
    /// What the texts were recognised as that are no plain texts.
    pub read: Vec<Recognition>,
    /// What the count of functions rests on, where there are any.
    pub functions: Option<FunctionBasis>,
    /// Characters of the text, where somebody counted them: for the rule of thumb of four a token.
    pub characters: Option<u64>,
}

/// A turn of a pasted conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct WeighedTurn {
    /// What a conversation begins with, where this turn begins one.
    pub opening: Option<Opening>,
    /// What is sent.
    pub message: u64,
    /// In how many messages.
    pub messages: u64,
    /// What comes back; absent = the scenario says how long replies are.
    pub reply: Option<u64>,
    /// In how many messages.
    pub replies: u64,
}

impl WeighedTurn {
    /// One message, and perhaps one reply.
    pub const fn new(message: u64, reply: Option<u64>) -> Self {
        Self { opening: None, message, messages: 1, reply, replies: 1 }
    }
}

/// The fixed beginning of a pasted conversation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Opening {
    /// Its text: system messages, and names and descriptions of functions.
    pub tokens: u64,
    /// System messages.
    pub messages: u64,
    /// Functions that the model may call.
    pub functions: u64,
    /// What their format adds beside what each function adds.
    pub framing: u64,
}

/// What the tokens of the definitions of functions rest on, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FunctionBasis {
    /// Constants that OpenAI documents.
    Documented,
    /// The form that they were measured to be sent in; nobody documents it.
    Measured,
    /// The documented constants, for what they are not documented for.
    Assumed,
}

/// Something of what was pasted that isn't counted: `image_url`, `input_audio`, …
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LeftOut {
    /// What it is, by the name it was pasted under.
    pub what: String,
    /// How many of them.
    pub count: u64,
    /// The tokens of their text, under the encoding of the rest. Absent = they are no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tokens: Option<u64>,
}

impl LeftOut {
    /// One of something, with the tokens of its text where it is text.
    pub fn one(what: &str, tokens: Option<u64>) -> Self {
        Self { what: what.to_owned(), count: 1, tokens }
    }

    /// Notes `count` more of something that is no text.
    pub(crate) fn add(all: &mut Vec<Self>, what: &str, count: u64) {
        Self { what: what.to_owned(), count, tokens: None }.add_to(all);
    }

    /// Joins it to what is known.
    pub(crate) fn add_to(self, all: &mut Vec<Self>) {
        match all.iter_mut().find(|left| left.what == self.what) {
            Some(left) => {
                left.count += self.count;
                left.tokens = match (left.tokens, self.tokens) {
                    (None, None) => None,
                    (one, other) => Some(one.unwrap_or(0) + other.unwrap_or(0)),
                };
            }
            None => all.push(self),
        }
    }
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} \u{d7} {}", self.count, self.what)?;
        match self.tokens {
            Some(tokens) => write!(f, " ({tokens} tokens)"),
            None => Ok(()),
        }
    }
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
        let (weights, low, high) = self.by(tokens.encoding());
        let is_counted = self.exact.iter().any(|(name, _)| name == tokens.encoding());
        match tokens {
            Tokens::Exact(encoding) if is_counted => {
                (weights, Basis::Exact { encoding: encoding.clone() })
            }
            Tokens::Reconstructed { encoding, basis } if is_counted => {
                let (encoding, reason) = (encoding.clone(), basis.clone());
                (weights, Basis::Reconstructed { encoding, reason })
            }
            Tokens::Exact(encoding) | Tokens::Reconstructed { encoding, .. } => {
                let reason = format!(
                    "{encoding} is not loaded; the range is that of 24 languages and code beside another encoding."
                );
                (weights, Basis::Estimate { low, high, reason })
            }
            Tokens::Estimate { low: least, usual, high: most, basis, .. } => {
                let (low, high) = (least.of(low), most.of(high));
                let shown = |tokens| match usual {
                    Some(usual) => usual.of(tokens),
                    None => least.of(tokens).midpoint(most.of(tokens)),
                };
                (weights.scaled(shown), Basis::Estimate { low, high, reason: basis.clone() })
            }
        }
    }

    /// The weights under an encoding, and between what the message's are: counted, or else judged by the
    /// first one that was counted.
    fn by(&self, name: &str) -> (Weights, u64, u64) {
        let counted = self.exact.iter().find(|(counted, _)| counted == name);
        let (known, weights) = match counted.or(self.exact.first()) {
            Some((known, weights)) => (known.as_str(), weights),
            None => ("o200k_base", &self.estimate),
        };
        let (Ok(known), Ok(wanted)) = (known.parse::<Encoding>(), name.parse::<Encoding>()) else {
            return (weights.clone(), weights.message, weights.message);
        };
        let [low, usual, high] = wanted.beside(known);
        let scaled =
            |part: (u64, u64)| move |tokens: u64| tokens.saturating_mul(part.0).div_ceil(part.1);
        let message = weights.message;
        (weights.scaled(scaled(usual)), scaled(low)(message), scaled(high)(message))
    }
}

impl Weights {
    /// Whether nothing was pasted, so that there is nothing to price.
    pub fn is_empty(&self) -> bool {
        self.pasted() == 0 && self.system == 0 && self.left_out.is_empty()
    }

    /// A message with a fixed beginning and an example of a reply.
    pub fn new(message: u64, system: u64, reply: Option<u64>) -> Self {
        Self { message, system, reply, ..Self::default() }
    }

    /// These weights with each number of tokens put through `scale`.
    fn scaled(&self, scale: impl Fn(u64) -> u64 + Copy) -> Self {
        let mut all = self.clone();
        all.message = scale(self.message);
        all.system = scale(self.system);
        all.reply = self.reply.map(scale);
        for turn in &mut all.turns {
            turn.message = scale(turn.message);
            turn.reply = turn.reply.map(scale);
            if let Some(opening) = &mut turn.opening {
                opening.tokens = scale(opening.tokens);
            }
        }
        for left in &mut all.left_out {
            left.tokens = left.tokens.map(scale);
        }
        all
    }
}

/// How a message was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", tag = "kind")]
#[non_exhaustive]
pub enum Basis {
    /// By the model's own published encoding.
    Exact {
        /// Its name.
        encoding: String,
    },
    /// By the model's own encoding as it was found out from outside: its vendor didn't publish it.
    Reconstructed {
        /// Its name.
        encoding: String,
        /// Whose work it is, and what it was compared with, in a sentence.
        reason: String,
    },
    /// By another measure: the figure lies in a range.
    Estimate {
        /// The fewest tokens to expect.
        low: u64,
        /// The most tokens to expect.
        high: u64,
        /// Why, in a sentence.
        reason: String,
    },
}
