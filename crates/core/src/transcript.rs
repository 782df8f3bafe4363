//! Conversations and requests that people paste, in JSON, in a model's template, or as lines of speech.
//!
//! A text is recognised by its shape: a key called `role` or a line that begins `System:` makes no
//! conversation. Whatever of it isn't counted is named.

mod call;
pub(crate) mod json;
mod kind;
mod line;
mod markup;
mod message;
mod namespace;
mod omitted;
mod part;
mod request;
mod spoken;
mod template;
#[cfg(test)]
mod tests;
mod tools;
mod value;
mod weigh;
mod wrapper;

pub use kind::{Confidence, Kind, Recognition};
pub use line::Prompt;
pub(crate) use markup::table_kind;
pub use omitted::Omitted;
use tools::Tools;

/// The longest text that is looked at, in bytes: a page does so after every keystroke, and whatever is longer
/// is for the command line, line by line.
pub const LONGEST_RECOGNISED: usize = 16 << 20;

/// What a text is that is no plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pasted {
    /// What it was recognised as.
    pub recognition: Recognition,
    /// The conversations that it holds. None of a text that is named, and counted as a text.
    pub transcripts: Vec<Transcript>,
    /// Prompts that it holds which are no conversations, such as texts to be embedded.
    pub prompts: Vec<String>,
    /// What is part of it and belongs to none of these.
    pub left_out: Vec<Omitted>,
}

/// A conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transcript {
    /// The messages, in order.
    pub entries: Vec<Entry>,
    /// The functions that the model may call.
    pub(crate) tools: Tools,
    /// What is part of it and isn't counted.
    pub left_out: Vec<Omitted>,
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
    /// Tokens that its form adds beside those of every message: 1 for a name beside the role.
    pub framing: i8,
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
    /// The role of a message in JSON.
    fn named(name: &str) -> Option<Self> {
        const NAMES: [(&str, Role); 15] = [
            ("user", Role::User),
            ("assistant", Role::Assistant),
            ("system", Role::System),
            ("developer", Role::System),
            ("tool", Role::User),
            ("function", Role::User),
            ("model", Role::Assistant),
            ("human", Role::User),
            ("ai", Role::Assistant),
            ("gpt", Role::Assistant),
            ("bot", Role::Assistant),
            ("chatbot", Role::Assistant),
            ("chatgpt", Role::Assistant),
            ("observation", Role::User),
            ("ipython", Role::User),
        ];
        NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, role)| *role)
    }
}

impl Entry {
    fn new(role: Role) -> Self {
        Self { role, texts: Vec::new(), framing: 0 }
    }

    fn of(role: Role, text: &str) -> Self {
        Self { role, texts: vec![text.to_owned()], framing: 0 }
    }
}

/// What `text` is, unless it is plain text.
///
/// That is a request or a log in JSON (or a literal of Python or JavaScript), a list or lines of such, a
/// prompt in a chat template, or lines in which both sides of a dialogue speak. JSON that is none of these
/// is named too, and counted as a text.
///
/// ```
/// use tokenfare_core::transcript::{Kind, read};
///
/// let pasted = read(r#"[{"role": "user", "content": "Hi"}]"#).unwrap();
/// assert_eq!(pasted.recognition.kind, Kind::Messages);
/// assert_eq!(pasted.transcripts[0].entries[0].texts, ["Hi"]);
/// assert!(read("Hi").is_none());
/// ```
pub fn read(text: &str) -> Option<Pasted> {
    let text = markup::bare(text);
    if markup::may_be_a_value(text)
        && let Some(pasted) = value::read(text)
    {
        return Some(pasted);
    }
    template::read(text).or_else(|| spoken::read(text)).or_else(|| markup::usage_table(text))
}

/// Whether a text of which this is the beginning may be something that [`read`] knows.
pub fn may_begin(head: &str) -> bool {
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with(['{', '[', '`', '~'])
        || markup::is_assigned_or_called(head)
        || template::begins(head)
        || spoken::begins(head)
        || markup::usage_table(head).is_some()
}

/// Whether a page has to [`read`] a text: whether it begins and ends as what is known does, and isn't too
/// long. Quick, for most texts don't.
pub fn may_be_pasted(text: &str) -> bool {
    let text = markup::bare(text);
    text.len() <= LONGEST_RECOGNISED
        && (markup::may_be_a_value(text)
            || template::begins(text)
            || spoken::begins(text)
            || markup::usage_table(text).is_some())
}
