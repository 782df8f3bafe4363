//! What stands around requests and conversations: batches, exports, logs.

use super::json::{Json, Object};
use super::message::role;
use super::value::{self, Found};
use super::{Entry, Kind, Omitted, Role, Transcript};

/// Members of a batch's line that weigh nothing.
const QUIET: &[&str] =
    &["custom_id", "method", "url", "key", "recordId", "metadata", "id", "labels"];

/// The request inside a line of a batch.
pub(super) fn batched(line: &Object<'_>) -> Option<Found> {
    let names = ["body", "params", "request", "modelInput"];
    let name = names.into_iter().find(|name| line.object(&[name]).is_some())?;
    let mut found = value::of_object(line.object(&[name])?)?;
    Omitted::add_others(&mut found.left_out, line, &[&[name], QUIET]);
    Some(found)
}

/// The requests of a batch in one value, as Anthropic and Gemini take it.
pub(super) fn batch(object: &Object<'_>) -> Option<Found> {
    let inner = object.object(&["batch"]).unwrap_or(object);
    let inner = inner.object(&["input_config", "inputConfig"]).unwrap_or(inner);
    let requests = inner.get(&["requests", "inlinedRequests", "src"])?;
    let list = match requests {
        Json::Object(object) => object.list(&["requests"])?,
        other => other.list()?,
    };
    value::all_of(list).filter(|found| found.records == 0)
}

/// A conversation as ChatGPT exports it: the branch that was open last.
pub(super) fn chatgpt(conversation: &Object<'_>) -> Option<Transcript> {
    let mapping = conversation.object(&["mapping"])?;
    let nodes: std::collections::HashMap<_, _> = mapping.members().collect();
    let leaf = || {
        let open = |(_, node): &(&str, &Json<'_>)| {
            node.object().and_then(|node| node.list(&["children"])).is_some_and(<[_]>::is_empty)
        };
        mapping.members().filter(open).last().map(|(id, _)| id)
    };
    let mut at = conversation.text(&["current_node"]).or_else(leaf);
    let mut branch = Vec::new();
    // A damaged tree may lead in a circle.
    while let Some(node) = at.and_then(|id| nodes.get(id)).and_then(|node| node.object()) {
        if branch.len() > nodes.len() {
            break;
        }
        branch.push(node);
        at = node.text(&["parent"]);
    }
    let mut one = Transcript::default();
    for node in branch.into_iter().rev() {
        if let Some(message) = node.object(&["message"]) {
            one.add_exported(message);
        }
    }
    Some(one)
}

impl Transcript {
    /// A message of ChatGPT's export.
    fn add_exported(&mut self, message: &Object<'_>) {
        let author = message.object(&["author"]).and_then(|author| author.text(&["role"]));
        let Some(role) = author.and_then(Role::named) else { return };
        let Some(content) = message.object(&["content"]) else { return };
        let kind = content.text(&["content_type"]).unwrap_or("text");
        match kind {
            "text" | "multimodal_text" | "code" | "execution_output" => {
                let mut entry = Entry::new(role);
                let parts = content.list(&["parts"]).unwrap_or_default();
                entry.texts.extend(content.text(&["text"]).map(str::to_owned));
                for part in parts {
                    match part {
                        Json::Text(text) if text.is_empty() => {}
                        Json::Text(text) => entry.texts.push(text.clone().into_owned()),
                        other => {
                            let kind = other.object().and_then(|part| part.text(&["content_type"]));
                            Omitted::add(&mut self.left_out, kind.unwrap_or("part"));
                        }
                    }
                }
                if !entry.texts.is_empty() {
                    self.entries.push(entry);
                }
            }
            "user_editable_context" => {
                let mut entry = Entry::new(Role::System);
                for text in ["user_profile", "user_instructions"] {
                    entry.texts.extend(content.text(&[text]).map(str::to_owned));
                }
                self.entries.push(entry);
            }
            other => {
                let content = Json::Object(content.clone());
                let mut inside = Vec::new();
                Omitted::add_value(&mut inside, other, &content);
                // The first text is the type.
                let texts = inside.into_iter().flat_map(|omitted| omitted.texts);
                let texts = texts.filter(|text| text != other).collect();
                Omitted::add_texts(&mut self.left_out, other, texts);
            }
        }
    }
}

/// A conversation as Claude.ai exports it.
pub(super) fn claude(conversation: &Object<'_>) -> Option<Transcript> {
    let mut one = Transcript::default();
    for message in conversation.list(&["chat_messages"])?.iter().filter_map(Json::object) {
        let role = match message.text(&["sender"]) {
            Some("assistant") => Role::Assistant,
            _ => Role::User,
        };
        let mut entry = Entry::new(role);
        match message.get(&["content"]).filter(|content| !content.is_empty()) {
            Some(content) => entry.add_parts(content, &mut one.left_out),
            None => entry.texts.extend(message.text(&["text"]).map(str::to_owned)),
        }
        for file in message.list(&["attachments"]).unwrap_or_default() {
            match file.object().and_then(|file| file.text(&["extracted_content"])) {
                Some(text) => entry.texts.push(text.to_owned()),
                None => Omitted::add(&mut one.left_out, "attachment"),
            }
        }
        for _ in message.list(&["files"]).unwrap_or_default() {
            Omitted::add(&mut one.left_out, "file");
        }
        one.entries.push(entry);
    }
    Some(one)
}

/// A prompt as AI Studio saves it.
pub(super) fn ai_studio(prompt: &Object<'_>) -> Option<Transcript> {
    let mut one = Transcript::default();
    let chunks = prompt.object(&["chunkedPrompt"])?.list(&["chunks"])?;
    for chunk in chunks.iter().filter_map(Json::object) {
        let thought = matches!(chunk.get(&["isThought"]), Some(Json::Bare("true")));
        match (chunk.text(&["role"]).and_then(Role::named), chunk.get(&["text"])) {
            (Some(_), Some(text)) if thought => {
                Omitted::add_value(&mut one.left_out, "thought", text)
            }
            (Some(role), Some(Json::Text(text))) => one.entries.push(Entry::of(role, text)),
            _ => {
                let own = |name: &&str| !matches!(*name, "role" | "tokenCount");
                let what = chunk.members().map(|(name, _)| name).find(own).unwrap_or("chunk");
                Omitted::add(&mut one.left_out, what);
            }
        }
    }
    if let Some(system) = prompt.object(&["systemInstruction"]).filter(|system| system.has("text"))
    {
        one.add_system(&Json::Object(system.clone()));
    }
    Some(one)
}

/// The message of a LangChain dump: by type, by class, or by constructor.
fn lang_chain<'m, 'a>(message: &'m Object<'a>) -> Option<(Role, &'m Object<'a>)> {
    let class = message.list(&["id"]).and_then(|id| id.last()?.text());
    let kind = class.or_else(|| message.text(&["()"])).or_else(|| message.text(&["type"]))?;
    let kind = kind.strip_suffix("Chunk").unwrap_or(kind);
    let kind = kind.strip_suffix("Message").unwrap_or(kind).to_ascii_lowercase();
    let role = match kind.as_str() {
        "human" | "tool" | "function" => Role::User,
        "ai" => Role::Assistant,
        "system" => Role::System,
        _ => return None,
    };
    let inner = message.object(&["kwargs", "data"]).unwrap_or(message);
    let said = inner.has("content") || inner.has("tool_calls");
    (said && !message.has("role")).then_some((role, inner))
}

/// Conversations of LangChain.
pub(super) fn lang_chain_list(list: &[Json<'_>]) -> Option<Transcript> {
    let mut one = Transcript::default();
    for message in list {
        let (role, message) = lang_chain(message.object()?)?;
        one.add_message(role, message);
    }
    (!list.is_empty()).then_some(one)
}

/// What a line of an agent's log says of a conversation; nothing where it is no such line.
pub(super) fn logged(line: &Object<'_>) -> Option<Kind> {
    let kind = line.text(&["type"])?;
    let message = line.object(&["message"]);
    let session = ["uuid", "sessionId", "requestId", "leafUuid", "parentUuid"];
    if message.is_some_and(|message| message.has("role"))
        && session.iter().any(|name| line.has(name))
        || (kind == "summary" && line.has("leafUuid"))
    {
        return Some(Kind::ClaudeCode);
    }
    let codex = ["session_meta", "turn_context", "response_item", "event_msg", "compacted"];
    (line.has("payload") && codex.contains(&kind)).then_some(Kind::Codex)
}

/// Adds what a line of a log says.
pub(super) fn add_logged(one: &mut Transcript, kind: Kind, line: &Object<'_>) {
    match kind {
        Kind::ClaudeCode => {
            let Some(message) = line.object(&["message"]) else { return };
            if let Some(role) = role(message) {
                one.add_message(role, message);
            }
        }
        _ => {
            let item = line.text(&["type"]) == Some("response_item");
            if let Some(payload) = line.get(&["payload"]).filter(|_| item) {
                one.add_messages(std::slice::from_ref(payload));
            }
        }
    }
}
