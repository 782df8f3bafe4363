//! Conversations as Claude.ai exports them. They don't say which model answered.

use super::Time;
use super::builder::{Builder, Said, State};
use super::reader::Count;
use crate::transcript::json::{Json, Object};
use crate::transcript::{Kind, Role};

/// Stands for the model that isn't recorded.
pub(super) const MODEL: &str = "Claude.ai, model not recorded";

pub(super) fn read(builder: &mut Builder, conversation: &Object<'_>, count: &mut Count<'_>) {
    let id = conversation.text(&["uuid"]).unwrap_or_default();
    let new = id.is_empty() || builder.is_new(("conversation", id));
    builder.seen(Kind::ClaudeExport, u64::from(new), 0);
    let started = conversation.text(&["created_at"]).and_then(Time::from_iso);
    let before = builder.history.shape.messages;
    let mut state = State::default();
    let messages = conversation.list(&["chat_messages"]).unwrap_or_default();
    for (at, message) in messages.iter().filter_map(Json::object).enumerate() {
        let person = message.text(&["sender"]) != Some("assistant");
        let (mut tokens, mut reasoning) = (0, 0);
        match message.list(&["content"]).filter(|content| !content.is_empty()) {
            Some(content) => {
                for part in content.iter().filter_map(Json::object) {
                    let kind = part.text(&["type"]).unwrap_or("text");
                    match (kind, part.text(&["text"]), part.text(&["thinking"])) {
                        ("thinking", _, Some(text)) => reasoning += count(text),
                        (_, Some(text), _) => tokens += count(text),
                        ("tool_use" | "tool_result", ..) => {
                            for (name, value) in part.members() {
                                if matches!(name, "name" | "input" | "content") {
                                    value.texts(&mut |text| tokens += count(text));
                                }
                            }
                        }
                        (kind, ..) => builder.leave_out(kind),
                    }
                }
            }
            None => tokens += message.text(&["text"]).map_or(0, &mut *count),
        }
        for file in message.list(&["attachments"]).unwrap_or_default() {
            match file.object().and_then(|file| file.text(&["extracted_content"])) {
                Some(text) => tokens += count(text),
                None => builder.leave_out("attachment"),
            }
        }
        for _ in message.list(&["files"]).unwrap_or_default() {
            builder.leave_out("file");
        }
        let fresh = match message.text(&["uuid"]) {
            Some(id) => builder.is_new(("message", id)),
            None => builder.is_new(("message", id, at)),
        };
        let said = Said {
            role: if person { Role::User } else { Role::Assistant },
            person,
            tokens,
            reasoning,
            at: message.text(&["created_at"]).and_then(Time::from_iso).or(started),
            model: MODEL,
            fresh,
        };
        builder.say(&mut state, Kind::ClaudeExport, &said);
    }
    builder.history.shape.conversations += u64::from(builder.history.shape.messages > before);
}
