//! The report itself.

use serde::{Deserialize, Serialize};

use super::{Basis, LeftOut, Recommendation, Weights, WhatIf};
use crate::catalog::{Date, Model};
use crate::fare::{Conversation, Fare, Provenance, RunOut};
use crate::scenario::Scenario;

/// What a text costs under each access model. Its JSON is what `tokenfare cost --json` prints and
/// what `quote()` resolves to; amounts are exact decimals of USD, written as texts. Read back from that,
/// it writes the same tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    pub recommendation: Recommendation,
    /// Where any two fares meet.
    pub break_evens: Vec<Crossing>,
    /// How far the scenario's credit goes.
    pub credit: Option<RunOut>,
    /// How far the scenario's monthly limit goes.
    pub monthly_limit: Option<RunOut>,
    /// The same for the share of the limit at which to be warned.
    pub alert: Option<RunOut>,
    /// Credit that the model's vendor gives to new accounts on that day, and how far it goes.
    pub credits: Vec<VendorAmount>,
    /// Monthly limits that the vendor sets on that day, and how far they go.
    pub limits: Vec<VendorAmount>,
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

/// An amount that a vendor gives or allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VendorAmount {
    /// Its id in the catalog.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Days after which it lapses. Absent = never, or a limit, which begins anew each month.
    pub valid_days: Option<u32>,
    /// How far it goes.
    pub run_out: RunOut,
    /// Where that was read.
    pub provenance: Provenance,
}

/// From `messages` a month on, `fare` is no dearer than `against`; below, it is dearer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Tokens {
    /// The pasted text; of a pasted conversation, its first message.
    pub message: u64,
    /// Everything that was pasted: that text, or all that was said in the conversation.
    pub pasted: u64,
    /// How the text was counted.
    pub basis: Basis,
    /// System prompt or other fixed beginning; of several conversations, the longest.
    pub system: u64,
    /// What the chat format adds to a request of one message.
    pub overhead: u64,
    /// What that figure rests on.
    pub overhead_basis: OverheadBasis,
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
    /// What was pasted and can't be counted, such as images.
    pub left_out: Vec<LeftOut>,
    /// What the rule of thumb of four characters a token would say of the message, for the
    /// explanation. Absent where nobody counted the characters.
    #[serde(skip)]
    pub rule_of_thumb: Option<u64>,
}

/// What is known of the tokens that a chat format adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum OverheadBasis {
    /// The vendor documents them.
    Documented,
    /// They are the usual assumption.
    Assumed,
    /// Nobody says how many there are, and none are counted.
    Unknown,
    /// The scenario leaves them out.
    Off,
}

impl Tokens {
    pub(super) fn of(
        scenario: &Scenario,
        model: &Model,
        conversation: &Conversation,
        weights: &Weights,
        basis: Basis,
    ) -> Self {
        /// Characters of English text in a token, by the rule of thumb.
        const CHARACTERS: u64 = 4;
        let first = conversation.turns.first();
        let overhead = conversation.overhead;
        let (mut inputs, mut outputs) = ((0, 0, 0), 0);
        for (at, request) in conversation.requests().enumerate() {
            inputs = match at {
                0 => (request.input, request.input, request.input),
                _ => (inputs.0, request.input, inputs.2 + request.input),
            };
            outputs += request.output;
        }
        let openings = || weights.turns.iter().filter_map(|turn| turn.opening);
        let pasted = openings().map(|opening| opening.tokens).max().unwrap_or(0);
        let mut left_out = weights.left_out.clone();
        let functions = openings().map(|opening| opening.functions).sum();
        if functions > 0 && overhead.function.is_none() {
            LeftOut::add(&mut left_out, "format of a function's definition", functions);
        }
        Self {
            message: first.map_or(0, |turn| turn.message),
            pasted: weights.pasted(),
            basis,
            system: pasted + weights.system + scenario.system_tokens,
            overhead: overhead.message + overhead.request,
            overhead_basis: match model.overhead {
                _ if !scenario.overhead => OverheadBasis::Off,
                None => OverheadBasis::Unknown,
                Some(overhead) if overhead.documented => OverheadBasis::Documented,
                Some(_) => OverheadBasis::Assumed,
            },
            reply: first.map_or(0, |turn| turn.reply),
            reasoning: first.map_or(0, |turn| turn.reasoning),
            turns: conversation.turns.len() as u64,
            first_input: inputs.0,
            last_input: inputs.1,
            conversation_input: inputs.2,
            conversation_output: outputs,
            left_out,
            rule_of_thumb: weights.characters.map(|characters| characters.div_ceil(CHARACTERS)),
        }
    }
}
