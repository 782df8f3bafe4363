//! A line of JSON as prompts: what logs, data sets and batches have on each.

use super::json::Json;
use super::{Omitted, Transcript, value};

/// What a line of JSON holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Prompt {
    /// A message.
    Text(String),
    /// Messages of several sides.
    Conversation(Transcript),
    /// Something beside those that isn't counted.
    LeftOut(Omitted),
}

impl Prompt {
    /// A string; a conversation, or a batch's line that holds one; texts to be embedded; an object with
    /// `prompt`, `text` or `content`, whose other texts are named. Nothing for anything else.
    pub fn of_line(line: &str) -> Option<Vec<Self>> {
        let value = Json::only(line.trim())?;
        if let Json::Text(text) = &value {
            return Some(vec![Self::Text(text.clone().into_owned())]);
        }
        if let Some(found) = value::of(&value) {
            let pasted = found.pasted(false);
            let conversations = pasted.transcripts.into_iter().map(Self::Conversation);
            let texts = pasted.prompts.into_iter().map(Self::Text);
            let left_out = pasted.left_out.into_iter().map(Self::LeftOut);
            return Some(conversations.chain(texts).chain(left_out).collect());
        }
        let object = value.object()?;
        let name = ["prompt", "text", "content"]
            .into_iter()
            .find(|name| object.text(&[name]).is_some())?;
        let mut left_out = Vec::new();
        Omitted::add_others(&mut left_out, object, &[&[name]]);
        let left_out = left_out.into_iter().filter(|omitted| !omitted.texts.is_empty());
        let text = Self::Text(object.text(&[name])?.to_owned());
        Some(std::iter::once(text).chain(left_out.map(Self::LeftOut)).collect())
    }
}
