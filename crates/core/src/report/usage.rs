//! What a conversation weighs.

use serde::{Deserialize, Serialize};

use super::{Basis, FunctionBasis, LeftOut, Report, Weights};
use crate::catalog::Model;
use crate::fare::Conversation;
use crate::scenario::Scenario;
use crate::sentence::Sentence;
use crate::transcript::Recognition;

/// What a conversation weighs under the model's encoding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TokenUsage {
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
    /// What was pasted and isn't counted, such as images.
    pub left_out: Vec<LeftOut>,
    /// What the text was recognised as. Empty = plain text.
    #[serde(default)]
    pub read: Vec<Recognition>,
    /// What the count of functions rests on. Absent = there are none.
    #[serde(default)]
    pub functions: Option<FunctionBasis>,
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

impl Report {
    /// What is assumed where nobody has said it, a sentence each.
    pub fn assumed(&self) -> Vec<Sentence> {
        let mut all = self.scenario.assumed();
        if self.scenario.reasoning_tokens.is_none() && self.tokens.reasoning > 0 {
            all.push(Sentence::new("reasoning.assumed").with("tokens", self.tokens.reasoning));
        }
        all
    }
}

impl TokenUsage {
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
        let functions: u64 = openings().map(|opening| opening.functions).sum();
        let framed = functions > 0 || openings().any(|opening| opening.framing > 0);
        if framed && overhead.function.is_none() {
            let functions = functions.max(1);
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
            read: weights.read.clone(),
            functions: weights.functions,
            rule_of_thumb: weights.characters.map(|characters| characters.div_ceil(CHARACTERS)),
        }
    }
}
