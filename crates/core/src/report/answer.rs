//! The report itself.

use serde::Serialize;

use super::{Basis, Recommendation, WhatIf};
use crate::catalog::Date;
use crate::fare::{Conversation, Fare, RunOut};
use crate::scenario::Scenario;

/// What a text costs under each access model. Its JSON is what `tokenfare cost --json` prints and
/// what `quote()` resolves to; amounts are exact decimals of USD, written as texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Report {
    /// The model whose API is priced.
    pub model: String,
    /// The day whose prices these are.
    pub on: Date,
    /// What the text weighs.
    pub tokens: Tokens,
    /// Messages in a month.
    pub messages_per_month: u64,
    /// The API first, then the plans in the order asked for, then hybrid and self-hosting.
    pub fares: Vec<Fare>,
    /// Ids of the fares that have a price, best first; those that don't fit come last.
    pub ranking: Vec<String>,
    /// Id of the cheapest fare that fits; absent when none does.
    pub cheapest: Option<String>,
    /// What that means, in a sentence.
    pub recommendation: Option<Recommendation>,
    /// Where any two fares meet.
    pub break_evens: Vec<Crossing>,
    /// How far the scenario's credit goes.
    pub credit: Option<RunOut>,
    /// How far the scenario's monthly limit goes.
    pub monthly_limit: Option<RunOut>,
    /// The same for the share of the limit at which to be warned.
    pub alert: Option<RunOut>,
    /// The same text on every model, cheapest first, when the scenario asks to compare.
    pub what_if: Vec<WhatIf>,
    /// What was asked.
    pub scenario: Scenario,
}

impl Report {
    /// The fare with this id.
    pub fn fare(&self, id: &str) -> Option<&Fare> {
        self.fares.iter().find(|fare| fare.id == id)
    }
}

/// From `messages` a month on, `fare` is no dearer than `against`; below, it is dearer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Crossing {
    /// Id of the fare that is dearer at first.
    pub fare: String,
    /// Id of the fare that it meets.
    pub against: String,
    /// The smallest whole number of messages a month.
    pub messages: u64,
}

/// What a conversation weighs under the model's encoding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Tokens {
    /// The pasted text; of a pasted conversation, its first message.
    pub message: u64,
    /// How that was counted.
    pub basis: Basis,
    /// System prompt or other fixed beginning.
    pub system: u64,
    /// What the chat format adds to a request of one message.
    pub overhead: u64,
    /// Whether the vendor documents that overhead.
    pub overhead_documented: bool,
    /// The first reply.
    pub reply: u64,
    /// Hidden reasoning before each reply.
    pub reasoning: u64,
    /// Turns in a conversation.
    pub turns: u64,
    /// All that the first request of a conversation sends.
    pub first_input: u64,
    /// All that the last request of a conversation sends.
    pub last_input: u64,
    /// All that a conversation sends.
    pub conversation_input: u64,
    /// All that comes back in a conversation.
    pub conversation_output: u64,
}

impl Tokens {
    pub(super) fn of(conversation: &Conversation, basis: Basis) -> Self {
        let turn = conversation.turns.first().copied().unwrap_or_default();
        let overhead = conversation.overhead;
        let inputs = || conversation.requests().map(|request| request.input);
        Self {
            message: turn.message,
            basis,
            system: conversation.system,
            overhead: overhead.message + overhead.request,
            overhead_documented: overhead.documented,
            reply: turn.reply,
            reasoning: turn.reasoning,
            turns: conversation.turns.len() as u64,
            first_input: inputs().next().unwrap_or(0),
            last_input: inputs().last().unwrap_or(0),
            conversation_input: inputs().sum(),
            conversation_output: conversation.requests().map(|request| request.output).sum(),
        }
    }
}
