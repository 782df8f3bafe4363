//! Conversations in JSON: what is sent to an API, and what logs and batches hold of it.

use super::json::{Json, Object};
use super::{Entry, LeftOut, Role, Tools, Transcript};

/// The conversations of a text that begins and ends with brackets: one value, a list, or a value a
/// line. None unless every value is a conversation.
pub(super) fn read_all(text: &str) -> Vec<Transcript> {
    let mut all = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some((value, after)) = Json::first(rest) else { return Vec::new() };
        match (read(&value), value.list()) {
            (Some(transcript), _) => all.push(transcript),
            (None, Some(list)) if all.is_empty() && after.is_empty() => {
                let each = list.iter().map(read).collect::<Option<Vec<_>>>();
                return each.unwrap_or_default();
            }
            _ => return Vec::new(),
        }
        rest = after;
    }
    all
}

/// The conversation that a value is: a list of messages, an object that holds one, or a line of a
/// batch that holds such an object.
pub(super) fn read(value: &Json<'_>) -> Option<Transcript> {
    let mut transcript = Transcript::default();
    match value {
        Json::List(list) => transcript.add_list(list),
        Json::Object(object) => {
            if let Some(request) = object.get(&["body", "params"]) {
                return read(request);
            }
            transcript.add_request(object);
        }
        _ => {}
    }
    (!transcript.entries.is_empty()).then_some(transcript)
}

impl Transcript {
    fn add_request(&mut self, request: &Object<'_>) {
        match request.get(&["messages", "input", "contents", "conversations"]) {
            Some(Json::List(list)) => self.add_list(list),
            // `"input": "text"` of a response request.
            Some(Json::Text(text)) => self.entries.push(Entry::new(Role::User, text)),
            _ => return,
        }
        let fixed = ["system", "instructions", "systemInstruction", "system_instruction"];
        if let Some(content) = request.get(&fixed) {
            let mut entry = Entry { role: Role::System, texts: Vec::new(), named: false };
            match content {
                Json::Object(object) => self.add_content(&mut entry, object),
                other => self.add_parts(&mut entry, other),
            }
            self.entries.insert(0, entry);
        }
        for tool in request.list(&["tools", "functions"]).unwrap_or_default() {
            match tool.object().and_then(Tools::function) {
                Some(function) => self.tools.add(function),
                None => {
                    let kind = tool.object().and_then(|tool| tool.text(&["type"]));
                    self.leave_out(kind.unwrap_or("tool"));
                }
            }
        }
        for format in ["response_format", "text_format", "generationConfig"] {
            let schema = request.get(&[format]).and_then(Json::object);
            if schema.is_some_and(|s| s.get(&["json_schema", "schema", "responseSchema"]).is_some())
            {
                self.leave_out(format);
            }
        }
    }

    fn add_list(&mut self, list: &[Json<'_>]) {
        for message in list.iter().filter_map(Json::object) {
            let role = message.text(&["role", "from"]);
            let kind = message.text(&["type"]);
            match (role, kind) {
                (Some(role), _) => {
                    let role = Role::named(role).unwrap_or(Role::User);
                    let mut entry = Entry { role, texts: Vec::new(), named: false };
                    if let Some(name) = message.text(&["name"]) {
                        entry.texts.push(name.to_owned());
                        entry.named = true;
                    }
                    self.add_content(&mut entry, message);
                    self.entries.push(entry);
                }
                (None, Some("function_call" | "custom_tool_call")) => {
                    let mut entry =
                        Entry { role: Role::Assistant, texts: Vec::new(), named: false };
                    entry.add_call(message);
                    self.entries.push(entry);
                }
                (None, Some("function_call_output" | "custom_tool_call_output")) => {
                    let mut entry = Entry { role: Role::User, texts: Vec::new(), named: false };
                    if let Some(output) = message.get(&["output"]) {
                        self.add_parts(&mut entry, output);
                    }
                    self.entries.push(entry);
                }
                (None, Some(kind)) => self.leave_out(kind),
                (None, None) => {}
            }
        }
    }

    /// The content of a message and the tools that it calls.
    fn add_content(&mut self, entry: &mut Entry, message: &Object<'_>) {
        if let Some(content) = message.get(&["content", "parts", "value"]) {
            self.add_parts(entry, content);
        }
        entry.texts.extend(message.text(&["refusal"]).map(str::to_owned));
        let calls = message.list(&["tool_calls"]).unwrap_or_default();
        let calls = calls.iter().filter_map(Json::object);
        let single = message.get(&["function_call"]).and_then(Json::object);
        for call in calls.chain(single) {
            entry
                .add_call(call.get(&["function", "custom"]).and_then(Json::object).unwrap_or(call));
        }
        for heard in ["audio", "reasoning_content", "reasoning"] {
            if message.get(&[heard]).is_some() {
                self.leave_out(heard);
            }
        }
    }

    /// A text, or parts of which those with a text count.
    fn add_parts(&mut self, entry: &mut Entry, content: &Json<'_>) {
        let parts = match content {
            Json::Text(text) => return entry.texts.push(text.clone().into_owned()),
            other => other.list().unwrap_or_default(),
        };
        // Parts in a row are one text to the model.
        let mut text = String::new();
        for part in parts {
            let Some(object) = part.object() else {
                text.push_str(part.text().unwrap_or_default());
                continue;
            };
            let kind = object.text(&["type"]).unwrap_or_default();
            let call = object.get(&["functionCall"]).and_then(Json::object);
            match (object.text(&["text"]), call) {
                (Some(more), _) => text.push_str(more),
                (None, Some(call)) => entry.add_call(call),
                (None, None) if kind == "tool_use" => entry.add_call(object),
                (None, None) if kind == "tool_result" => {
                    if let Some(content) = object.get(&["content"]) {
                        self.add_parts(entry, content);
                    }
                }
                (None, None) => {
                    let first = object.members().map(|(key, _)| key).next();
                    self.leave_out(if kind.is_empty() { first.unwrap_or("part") } else { kind });
                }
            }
        }
        if !text.is_empty() {
            entry.texts.push(text);
        }
    }

    fn leave_out(&mut self, what: &str) {
        LeftOut::add(&mut self.left_out, what, 1);
    }
}

impl Entry {
    pub(super) fn new(role: Role, text: &str) -> Self {
        Self { role, texts: vec![text.to_owned()], named: false }
    }

    /// The name and the arguments of a tool that is called.
    fn add_call(&mut self, call: &Object<'_>) {
        self.texts.extend(call.text(&["name"]).map(str::to_owned));
        match call.get(&["arguments", "input", "args"]) {
            Some(Json::Text(text)) => self.texts.push(text.clone().into_owned()),
            Some(Json::Object(object)) => self.texts.push(object.raw.to_owned()),
            _ => {}
        }
    }
}
