//! Conversations that people paste: a list of messages, or lines of User: and Assistant:.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize as DeserializeDerive, de};

use super::Weights;

/// A pasted conversation.
///
/// A face parses JSON with whatever parser it has, for this is `Deserialize`: a list of messages, or
/// an object with `messages` (chat completions) or `input` and `instructions` (responses). Exported
/// transcripts are read by [`Transcript::from_lines`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transcript {
    /// The messages, in order.
    pub entries: Vec<Entry>,
}

/// One message of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Who wrote it.
    pub role: Role,
    /// What was written.
    pub text: String,
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
        const NAMES: [(&str, Role); 12] = [
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
            ("chatgpt", Role::Assistant),
            ("claude", Role::Assistant),
        ];
        let same = |known: &str| known.eq_ignore_ascii_case(name.trim());
        NAMES.iter().find(|(known, _)| same(known)).map(|(_, role)| *role)
    }
}

impl Transcript {
    /// Reads lines that begin `User:` and `Assistant:` (or `Human:`, `ChatGPT:`, …; also as headings
    /// or in bold). Nothing unless the text begins with such a line and both sides speak.
    pub fn from_lines(text: &str) -> Option<Self> {
        let mut entries: Vec<Entry> = Vec::new();
        for line in text.trim_start().lines() {
            match (speaker(line), entries.last_mut()) {
                (Some((role, rest)), _) => entries.push(Entry { role, text: rest.to_owned() }),
                (None, Some(entry)) => {
                    entry.text.push('\n');
                    entry.text.push_str(line);
                }
                (None, None) => return None,
            }
        }
        for entry in &mut entries {
            entry.text = entry.text.trim().to_owned();
        }
        let spoke = |role| entries.iter().any(|entry| entry.role == role);
        (spoke(Role::User) && spoke(Role::Assistant)).then_some(Self { entries })
    }

    /// Weighs each message by `count`.
    ///
    /// Messages of one side in a row are one message of their turn, and system messages are the
    /// fixed beginning wherever they stand. A last message without a reply gets the scenario's.
    pub fn weights(&self, mut count: impl FnMut(&str) -> u64) -> Weights {
        let mut weights = Weights::default();
        for entry in &self.entries {
            let tokens = count(&entry.text);
            match (entry.role, weights.turns.last_mut()) {
                (Role::System, _) => weights.system += tokens,
                (Role::User, Some((message, None))) => *message += tokens,
                (Role::User, _) => weights.turns.push((tokens, None)),
                (Role::Assistant, Some((_, reply))) => *reply = Some(reply.unwrap_or(0) + tokens),
                (Role::Assistant, None) => weights.turns.push((0, Some(tokens))),
            }
        }
        weights.message = weights.turns.first().map_or(0, |(message, _)| *message);
        weights
    }
}

/// The role a line begins with, and the rest of the line.
fn speaker(line: &str) -> Option<(Role, &str)> {
    let bare = line.trim_start_matches(['#', '*', '_', ' ', '>']);
    let (name, rest) = bare.split_once(':')?;
    let role = Role::named(name.trim_end_matches(['*', '_', ' ']))?;
    Some((role, rest.trim_start_matches(['*', '_', ' '])))
}

impl<'de> Deserialize<'de> for Transcript {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = deserializer.deserialize_any(Pasted)?;
        match entries.is_empty() {
            true => Err(de::Error::custom("no messages with a role and content")),
            false => Ok(Self { entries }),
        }
    }
}

/// A list of messages, or an object that holds one.
struct Pasted;

impl<'de> Visitor<'de> for Pasted {
    type Value = Vec<Entry>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of messages, or an object with `messages` or `input`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(Message { role, content }) = list.next_element()? {
            let role = role.as_deref().map(|name| Role::named(name).unwrap_or(Role::User));
            if let (Some(role), Some(Content(text))) = (role, content) {
                entries.push(Entry { role, text });
            }
        }
        Ok(entries)
    }

    /// `"input": "text"` of a response request.
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(vec![Entry { role: Role::User, text: text.to_owned() }])
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = object.next_key::<Cow<'de, str>>()? {
            match &*key {
                "messages" | "input" => entries.extend(object.next_value::<List>()?.0),
                "system" | "instructions" => {
                    let Content(text) = object.next_value()?;
                    entries.insert(0, Entry { role: Role::System, text });
                }
                _ => {
                    object.next_value::<de::IgnoredAny>()?;
                }
            }
        }
        Ok(entries)
    }
}

struct List(Vec<Entry>);

impl<'de> Deserialize<'de> for List {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Pasted).map(Self)
    }
}

/// A message; items of a response that aren't messages have no role.
#[derive(DeserializeDerive)]
struct Message {
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    content: Option<Content>,
}

/// The content of a message: a text, or parts of which those with a text count.
struct Content(String);

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ContentVisitor).map(Self)
    }
}

struct ContentVisitor;

impl<'de> Visitor<'de> for ContentVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a list of parts")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<String, A::Error> {
        #[derive(DeserializeDerive)]
        struct Part {
            #[serde(default)]
            text: String,
        }
        let mut text = String::new();
        while let Some(part) = parts.next_element::<Part>()? {
            text += &part.text;
        }
        Ok(text)
    }
}
