//! Conversations that people paste: requests and logs in JSON, or lines of User: and Assistant:.

pub(crate) mod json;
mod line;
mod lines;
mod messages;
#[cfg(test)]
mod tests;
mod tools;

use super::{LeftOut, Opening, WeighedTurn, Weights};
use json::Json;
pub use line::Prompt;
use tools::Tools;

/// The longest text that [`recognise`] looks at, in bytes: a page asks after every keystroke.
pub const LONGEST_RECOGNISED: usize = 1 << 20;

/// A pasted conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transcript {
    /// The messages, in order.
    pub entries: Vec<Entry>,
    /// The functions that the model may call.
    pub(crate) tools: Tools,
    /// What is part of it and can't be counted.
    pub left_out: Vec<LeftOut>,
}

/// One message of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Who wrote it.
    pub role: Role,
    /// What was written: parts that are counted each by itself, such as the name and the arguments of
    /// a tool that is called.
    pub texts: Vec<String>,
    /// Whether it carries a name beside the role, which costs a token of its own.
    pub named: bool,
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Role {
    /// The application: system or developer messages.
    System,
    /// The person, or a tool that answers on their side.
    User,
    /// The model.
    Assistant,
}

impl Role {
    fn named(name: &str) -> Option<Self> {
        const NAMES: [(&str, Role); 14] = [
            ("system", Role::System),
            ("developer", Role::System),
            ("user", Role::User),
            ("human", Role::User),
            ("you", Role::User),
            ("tool", Role::User),
            ("function", Role::User),
            ("assistant", Role::Assistant),
            ("model", Role::Assistant),
            ("ai", Role::Assistant),
            ("gpt", Role::Assistant),
            ("chatgpt", Role::Assistant),
            ("claude", Role::Assistant),
            ("gemini", Role::Assistant),
        ];
        let same = |known: &str| known.eq_ignore_ascii_case(name.trim());
        NAMES.iter().find(|(known, _)| same(known)).map(|(_, role)| *role)
    }
}

/// The conversations that `text` is, for a page that asks after every keystroke; none for any other
/// text, and for one of more than a megabyte.
///
/// One conversation is a request or log in JSON (chat completions, responses, Anthropic's and Google's
/// messages, a line of a batch), or a transcript whose lines begin `User:` and `Assistant:`. Several
/// are JSON lines, or a list, of such. Text that doesn't begin and end like any of these is not read.
///
/// ```
/// use tokenfare_core::report::recognise;
///
/// let pasted = recognise(r#"[{"role": "user", "content": "Hi"}]"#);
/// assert_eq!(pasted[0].entries[0].texts, ["Hi"]);
/// assert!(recognise("Hi").is_empty());
/// ```
pub fn recognise(text: &str) -> Vec<Transcript> {
    if text.len() > LONGEST_RECOGNISED { Vec::new() } else { Transcript::all_in(text) }
}

/// Whether [`recognise`] has to look at a text: whether it begins and ends as conversations do. Quick, for
/// most texts don't.
pub fn may_be_conversations(text: &str) -> bool {
    text.len() <= LONGEST_RECOGNISED && (is_json(text.trim()) || lines::begin(text))
}

/// Whether a text has the brackets of an object or a list around it.
fn is_json(text: &str) -> bool {
    text.starts_with(['{', '[']) && text.ends_with(['}', ']'])
}

impl Transcript {
    /// As [`recognise`], for a text of any length.
    pub fn all_in(text: &str) -> Vec<Self> {
        let text = text.trim();
        if is_json(text) {
            return messages::read_all(text);
        }
        lines::read(text).into_iter().collect()
    }

    /// The conversation that one JSON value is.
    pub fn from_json(text: &str) -> Option<Self> {
        messages::read(&Json::only(text)?)
    }

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
        let mut opening = self.tools.weigh(count);
        let begins = weights.turns.len();
        for entry in &self.entries {
            let texts: u64 = entry.texts.iter().map(|text| count(text)).sum();
            let tokens = texts + u64::from(entry.named);
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
            // Nothing but a beginning: a message is still to come, and has no text yet.
            weights.turns.push(WeighedTurn::new(0, None));
        }
        if let Some(first) = weights.turns.get_mut(begins) {
            first.opening = Some(opening);
        }
        for left in &self.left_out {
            LeftOut::add(&mut weights.left_out, &left.what, left.count);
        }
    }
}
