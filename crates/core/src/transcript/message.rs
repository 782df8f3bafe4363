//! Messages in JSON.

use super::json::{Json, Object};
use super::{Entry, Omitted, Role, Transcript};

/// Where messages have who wrote them, and what was written.
const ROLE: &[&str] = &["role", "from"];
const CONTENT: &[&str] = &["content", "parts", "value", "message"];
/// What makes a message of an object with a role, beside its content.
const SAID: &[&str] = &["tool_calls", "function_call", "refusal", "audio", "reasoning_content"];
/// Members of a message that weigh nothing.
const QUIET: &[&str] = &[
    "id",
    "type",
    "status",
    "tool_call_id",
    "call_id",
    "annotations",
    "cache_control",
    "index",
    "weight",
    "phase",
    "timestamp",
    "created_at",
    "createdAt",
    "create_time",
    "additional_kwargs",
    "response_metadata",
    "usage_metadata",
    "invalid_tool_calls",
    "example",
    "finish_reason",
    "stop_reason",
    "model",
    "usage",
    "stop_sequence",
    "uuid",
    "logprobs",
    "is_error",
    "internal_metadata",
    "encrypted_content",
    "()",
    "prefix",
];

/// The role of a message that has a content, or what stands for one.
pub(super) fn role(message: &Object<'_>) -> Option<Role> {
    let role = Role::named(message.text(ROLE)?)?;
    let content = message.get(CONTENT);
    let is_content = |content: &Json<'_>| !matches!(content, Json::Bare(_));
    let said =
        content.is_some_and(is_content) || SAID.iter().any(|name| message.get(&[name]).is_some());
    said.then_some(role)
}

/// Whether all of a list are messages, or what stands among them in a Responses request.
pub(super) fn all_messages(list: &[Json<'_>]) -> bool {
    let object =
        |item: &Json<'_>| item.object().is_some_and(|item| role(item).is_some() || is_item(item));
    let message = |item: &Json<'_>| item.object().and_then(role).is_some();
    list.iter().all(object) && list.iter().any(message)
}

/// Whether an object is one of the other items of a Responses request: calls, their results, references.
pub(super) fn is_item(item: &Object<'_>) -> bool {
    let kind = item.text(&["type"]).unwrap_or_default();
    let ends = ["_call", "_output", "_response", "_request", "_tools"];
    !item.has("role")
        && (ends.iter().any(|end| kind.ends_with(end))
            || matches!(kind, "reasoning" | "item_reference" | "compaction"))
}

impl Transcript {
    /// Adds messages, and items of a Responses request.
    pub(super) fn add_messages(&mut self, list: &[Json<'_>]) {
        for message in list {
            let Some(object) = message.object() else {
                Omitted::add_value(&mut self.left_out, "message", message);
                continue;
            };
            match (role(object), object.text(&["type"])) {
                (Some(role), _) => self.add_message(role, object),
                (None, Some("function_call" | "custom_tool_call")) => {
                    let mut entry = Entry::new(Role::Assistant);
                    entry.add_call(object);
                    self.entries.push(entry);
                }
                (None, Some("function_call_output" | "custom_tool_call_output")) => {
                    let mut entry = Entry::new(Role::User);
                    if let Some(output) = object.get(&["output"]) {
                        entry.add_parts(output, &mut self.left_out);
                    }
                    self.entries.push(entry);
                }
                (None, kind) => {
                    let what = kind.or_else(|| object.text(ROLE)).unwrap_or("message");
                    let mut texts = Vec::new();
                    for (_, value) in object.members().filter(|(name, _)| !IDS.contains(name)) {
                        Omitted::add_value(&mut texts, what, value);
                    }
                    let texts = texts.into_iter().flat_map(|omitted| omitted.texts).collect();
                    Omitted::add_texts(&mut self.left_out, what, texts);
                }
            }
        }
    }

    /// Adds a message of a known role.
    pub(super) fn add_message(&mut self, role: Role, message: &Object<'_>) {
        let mut entry = Entry::new(role);
        if let Some(name) = message.text(&["name"]) {
            entry.texts.push(name.to_owned());
            entry.framing += 1;
        }
        if message.text(ROLE) == Some("function") {
            // Measured: the name takes the role's place.
            entry.framing -= 2;
        }
        if let Some(content) = message.get(CONTENT) {
            entry.add_parts(content, &mut self.left_out);
        }
        entry.texts.extend(message.text(&["refusal"]).map(str::to_owned));
        let calls = message.list(&["tool_calls"]).unwrap_or_default();
        for call in calls.iter().filter_map(Json::object) {
            entry.add_call(call.object(&["function", "custom"]).unwrap_or(call));
        }
        if let Some(call) = message.object(&["function_call"]) {
            entry.framing += 3;
            entry.add_call(call);
        }
        let known = ["name", "refusal", "tool_calls", "function_call"];
        Omitted::add_others(&mut self.left_out, message, &[ROLE, CONTENT, &known, QUIET]);
        self.entries.push(entry);
    }

    /// Adds what is fixed at the beginning.
    pub(super) fn add_system(&mut self, content: &Json<'_>) {
        let mut entry = Entry::new(Role::System);
        entry.add_parts(content, &mut self.left_out);
        self.entries.insert(0, entry);
    }
}

/// Members of an item that are no text.
const IDS: &[&str] = &["type", "id", "call_id", "status", "encrypted_content"];
