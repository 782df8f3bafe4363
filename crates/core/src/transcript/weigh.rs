//! What conversations weigh.

use super::{Entry, Omitted, Pasted, Role, Transcript};
use crate::report::{LeftOut, WeighedTurn, Weights};

impl Pasted {
    /// Weighs what was pasted by `count`; `text` is all of it, for one that is counted as it stands.
    pub fn weights(&self, text: &str, mut count: impl FnMut(&str) -> u64) -> Weights {
        let mut weights = Transcript::weights_of(&self.transcripts, &mut count);
        if self.transcripts.is_empty() {
            weights.message = match self.prompts.as_slice() {
                [] if self.left_out.is_empty() => count(text),
                prompts => prompts.iter().map(|prompt| count(prompt)).sum(),
            };
        }
        for omitted in &self.left_out {
            omitted.weigh(&mut count).add_to(&mut weights.left_out);
        }
        weights.read.push(self.recognition);
        weights
    }
}

impl Omitted {
    /// What it is, with the tokens of its text by `count`.
    pub fn weigh(&self, count: impl FnMut(&str) -> u64) -> LeftOut {
        let tokens = match self.texts.as_slice() {
            [] => None,
            texts => Some(texts.iter().map(String::as_str).map(count).sum()),
        };
        LeftOut { count: self.count, ..LeftOut::one(&self.what, tokens) }
    }
}

impl Transcript {
    /// Weighs each message by `count`.
    ///
    /// A reply ends its turn. Messages of one side in a row are one request's, and system messages are
    /// the fixed beginning wherever they stand. A last message without a reply gets the scenario's.
    pub fn weights(&self, count: impl FnMut(&str) -> u64) -> Weights {
        Self::weights_of(std::slice::from_ref(self), count)
    }

    /// Weighs several conversations as one sample: each begins anew, and all share what is fixed.
    pub fn weights_of(all: &[Self], mut count: impl FnMut(&str) -> u64) -> Weights {
        let mut weights = Weights::default();
        for transcript in all {
            transcript.add_to(&mut weights, &mut count);
        }
        let first = |turn: &WeighedTurn| turn.message;
        weights.message = weights.turns.first().map_or(0, first);
        weights
    }

    fn add_to(&self, weights: &mut Weights, count: &mut impl FnMut(&str) -> u64) {
        let mut opening = self.tools.weigh(&self.entries, count);
        let begins = weights.turns.len();
        for entry in &self.entries {
            let tokens = entry.weigh(count);
            let open = weights.turns.len() > begins;
            let last = weights.turns.last_mut().filter(|_| open);
            match (entry.role, last) {
                (Role::System, _) => {
                    opening.tokens += tokens;
                    opening.messages += 1;
                }
                (Role::User, Some(turn)) if turn.reply.is_none() => {
                    turn.message += tokens;
                    turn.messages += 1;
                }
                (Role::User, _) => weights.turns.push(WeighedTurn::new(tokens, None)),
                (Role::Assistant, Some(turn)) => {
                    turn.replies += u64::from(turn.reply.is_some());
                    turn.reply = Some(turn.reply.unwrap_or(0) + tokens);
                }
                (Role::Assistant, None) => {
                    let turn = WeighedTurn { messages: 0, ..WeighedTurn::new(0, Some(tokens)) };
                    weights.turns.push(turn);
                }
            }
        }
        if weights.turns.len() == begins {
            // Nothing but a beginning, which is a request of its own.
            weights.turns.push(WeighedTurn { messages: 0, ..WeighedTurn::new(0, None) });
        }
        if let Some(first) = weights.turns.get_mut(begins) {
            first.opening = Some(opening);
        }
        weights.functions = weights.functions.max(self.tools.basis());
        for omitted in &self.left_out {
            omitted.weigh(&mut *count).add_to(&mut weights.left_out);
        }
    }
}

impl Entry {
    /// The tokens of its texts, with what their form adds beside what every message has.
    fn weigh(&self, count: &mut impl FnMut(&str) -> u64) -> u64 {
        let texts: u64 = self.texts.iter().map(|text| count(text)).sum();
        texts.saturating_add_signed(i64::from(self.framing))
    }
}
