//! Exports and logs as their products write them, of nobody's conversations.

use serde_json::{Value, json};

/// A message of ChatGPT's export, as a node with its parent and children.
pub(super) fn message(
    id: &str,
    parent: &str,
    children: &[&str],
    role: &str,
    text: &str,
    at: Value,
) -> Value {
    json!({
        "id": id, "parent": parent, "children": children,
        "message": {
            "id": format!("message-{id}"), "author": { "role": role, "name": null, "metadata": {} }, "create_time": at,
            "content": { "content_type": "text", "parts": [text] }, "status": "finished_successfully", "recipient": "all",
            "metadata": if role == "assistant" { json!({ "model_slug": "gpt-5" }) } else { json!({}) },
        },
    })
}

/// A conversation of ChatGPT's export.
pub(super) fn chatgpt(id: &str, current: &str, nodes: &[Value]) -> Value {
    let mut mapping = serde_json::Map::new();
    mapping.insert(
        "root".to_owned(),
        json!({ "id": "root", "message": null, "parent": null, "children": ["a"] }),
    );
    for node in nodes {
        mapping.insert(node["id"].as_str().unwrap().to_owned(), node.clone());
    }
    json!({
        "title": "Bread", "create_time": 1_790_000_000.5, "update_time": 1_790_000_900.0, "mapping": mapping,
        "current_node": current, "conversation_id": id, "id": id, "default_model_slug": "gpt-5",
    })
}

/// A line of Claude Code's log.
pub(super) fn claude_code_line(kind: &str, id: &str, time: &str, message: Value) -> String {
    json!({
        "type": kind, "uuid": format!("{kind}-{id}-{time}"), "sessionId": "session-1", "timestamp": time,
        "requestId": format!("request-{id}"), "isSidechain": false, "message": message,
    })
    .to_string()
}

/// A line of Codex's log.
pub(super) fn codex_line(time: &str, kind: &str, payload: Value) -> String {
    json!({ "timestamp": time, "type": kind, "payload": payload }).to_string()
}
