//! A prompt as people paste it: a text, a conversation, a line of JSON.

use serde_json::Value;
use tokenfare_core::report::{Transcript, Weights};
use tokenfare_core::tokenizer::Tokenizer;

/// What a text is: a conversation where it looks like one, else a message.
pub(crate) fn weigh(text: &str, tokenizer: &Tokenizer) -> Weights {
    let count = |text: &str| tokenizer.count(text) as u64;
    let start = text.trim_start();
    let json =
        start.starts_with(['{', '[']).then(|| serde_json::from_str::<Transcript>(start).ok());
    match json.flatten().or_else(|| Transcript::from_lines(text)) {
        Some(transcript) => transcript.weights(count),
        None => Weights::from(count(text)),
    }
}

/// The text of a line of JSON: a string; an object with `prompt`, `text` or `content`; or a
/// conversation, whose messages are put together. Nothing when it is none of these.
pub(crate) fn of_line(line: &str) -> Option<String> {
    match serde_json::from_str(line).ok()? {
        Value::String(text) => Some(text),
        Value::Object(object) => {
            let named =
                ["prompt", "text", "content"].iter().find_map(|key| object.get(*key)?.as_str());
            named.map(str::to_owned).or_else(|| conversation(line))
        }
        Value::Array(_) => conversation(line),
        _ => None,
    }
}

fn conversation(line: &str) -> Option<String> {
    let transcript: Transcript = serde_json::from_str(line).ok()?;
    Some(transcript.entries.into_iter().map(|entry| entry.text).collect::<Vec<_>>().join("\n"))
}
