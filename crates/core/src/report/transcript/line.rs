//! A line of JSON as a prompt: what logs, data sets and batches have on each.

use std::borrow::Cow;

use super::Transcript;
use super::json::Json;
use super::messages;

/// What a line of JSON holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Prompt<'a> {
    /// A message.
    Text(Cow<'a, str>),
    /// Messages of several sides.
    Conversation(Transcript),
}

impl<'a> Prompt<'a> {
    /// A string; a conversation or a batch's line that holds one; an object with `prompt`, `text` or
    /// `content`. Nothing for anything else.
    pub fn of_line(line: &'a str) -> Option<Self> {
        match Json::only(line.trim())? {
            Json::Text(text) => Some(Self::Text(text)),
            other => messages::read(&other).map(Self::Conversation).or_else(|| {
                let text = other.object()?.text(&["prompt", "text", "content"])?;
                Some(Self::Text(Cow::Owned(text.to_owned())))
            }),
        }
    }
}
