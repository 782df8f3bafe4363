//! What is known of each request, and of all of them.

use super::{Month, Time};
use crate::report::LeftOut;
use crate::transcript::Kind;

/// One request to a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// When.
    pub at: Time,
    /// Which model, by its place in [`History::models`].
    pub model: u32,
    /// How many requests it stands for: 1, but for a row of a usage table.
    pub requests: u32,
    /// Messages that a person sent with it: what a plan's caps count.
    pub messages: u32,
    /// All that was sent, in tokens: of a chat, with its history.
    pub input: u64,
    /// What of that repeats an earlier request.
    pub repeated: Repeated,
    /// All that came back, in tokens, reasoning included.
    pub output: u64,
    /// The part of it that is reasoning, as far as that is known.
    pub reasoning: u64,
    /// Whether the tokens are those that the vendor logged. Else they are counted from the text.
    pub logged: bool,
}

/// What of a request's input was sent before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Repeated {
    /// As the vendor logged it: tokens read from the cache, written to it, and written for long.
    Logged {
        /// Read from the cache.
        cached: u64,
        /// Written to it, for the shortest time offered.
        written: u64,
        /// Written to it, for the longest time offered.
        written_long: u64,
    },
    /// Its first `tokens` were sent `seconds` ago, and a cache may hold them.
    Before {
        /// How many.
        tokens: u64,
        /// How long ago.
        seconds: u64,
    },
}

impl Repeated {
    /// Nothing.
    pub const NOTHING: Self = Self::Before { tokens: 0, seconds: u64::MAX };
}

/// What was read of one kind of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Seen {
    /// The kind.
    pub kind: Kind,
    /// Conversations or sessions; of a table, its rows.
    pub conversations: u64,
    /// How many requests they made.
    pub requests: u64,
}

/// How much of a plan's window was used at a moment, as the vendor said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sample {
    /// When.
    pub at: Time,
    /// How long the window is, in minutes.
    pub minutes: u64,
    /// When it begins anew.
    pub resets: Time,
    /// The used part of it, in hundredths of a percent.
    pub used: u32,
    /// All tokens that this session had sent and received by then.
    pub tokens: u64,
    /// The session, so that only its own tokens are compared.
    pub session: u64,
}

/// What a vendor said of a plan's limits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The plan's name, as the vendor has it.
    pub plan: Option<String>,
    /// In the order in which they were read.
    pub samples: Vec<Sample>,
}

/// All that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct History {
    /// The requests, by their time.
    pub events: Vec<Event>,
    /// The models that they asked, by the name that the source has for them.
    pub models: Vec<String>,
    /// What was read, by kind.
    pub seen: Vec<Seen>,
    /// What was not, or is not counted.
    pub left_out: Vec<LeftOut>,
    /// What was said of a plan's limits.
    pub limits: Limits,
    /// Tokens and messages of conversations, for the scenario that they make.
    pub shape: Shape,
}

/// What conversations looked like, as sums.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shape {
    /// Conversations in which a person wrote.
    pub conversations: u64,
    /// Messages that people wrote.
    pub messages: u64,
    /// Tokens of these.
    pub message_tokens: u64,
    /// Replies.
    pub replies: u64,
    /// Tokens of these.
    pub reply_tokens: u64,
    /// Tokens of what was fixed at the beginning.
    pub system_tokens: u64,
}

impl History {
    /// The first and the last month in it.
    pub fn months(&self) -> Option<(Month, Month)> {
        Some((self.events.first()?.at.month(), self.events.last()?.at.month()))
    }
}
