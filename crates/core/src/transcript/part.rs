//! The content of a message: a text, or parts.

use super::json::{Json, Object};
use super::{Entry, Omitted};

/// Parts that weigh nothing.
const QUIET: &[&str] = &["cachePoint", "cache_control"];
/// Members of a part that weigh nothing beside its text.
const BESIDE: &[&str] = &[
    "type",
    "text",
    "annotations",
    "cache_control",
    "cachePoint",
    "citations",
    "id",
    "index",
    "logprobs",
    "thought_signature",
    "thoughtSignature",
    "signature",
    "thought",
    "encrypted_content",
    "status",
];
const CALLS: &[&str] = &["functionCall", "function_call", "toolUse"];
const ANSWERS: &[&str] = &["functionResponse", "function_response"];

impl Entry {
    /// Adds a text, or parts of which those with a text count.
    pub(super) fn add_parts(&mut self, content: &Json<'_>, left_out: &mut Vec<Omitted>) {
        let one;
        let parts = match content {
            Json::Text(text) => return self.texts.push(text.clone().into_owned()),
            Json::Object(object) => match object.get(&["parts", "content"]) {
                Some(parts) => return self.add_parts(parts, left_out),
                None => {
                    one = [content.clone()];
                    &one
                }
            },
            other => other.list().unwrap_or_default(),
        };
        // Parts in a row are one text to the model.
        let mut text = String::new();
        for part in parts {
            match part {
                Json::Text(more) => text.push_str(more),
                Json::Object(part) => self.add_part(part, &mut text, left_out),
                _ => {}
            }
        }
        if !text.is_empty() {
            self.texts.push(text);
        }
    }

    fn add_part(&mut self, part: &Object<'_>, text: &mut String, left_out: &mut Vec<Omitted>) {
        let kind = part.text(&["type"]).unwrap_or_default();
        let thought = matches!(part.get(&["thought"]), Some(Json::Bare("true" | "True")));
        match (part.text(&["text"]), kind) {
            (Some(thoughts), _) if thought => {
                let thoughts = Json::Text(thoughts.into());
                return Omitted::add_value(left_out, "thought", &thoughts);
            }
            (Some(more), "" | "text" | "input_text" | "output_text" | "summary_text") => {
                text.push_str(more);
                return Omitted::add_others(left_out, part, &[BESIDE]);
            }
            (None, "refusal") => {
                return text.push_str(part.text(&["refusal"]).unwrap_or_default());
            }
            (None, "tool_use") => return self.add_call(part),
            (None, "tool_result") => {
                if let Some(content) = part.get(&["content"]) {
                    self.add_parts(content, left_out);
                }
                return;
            }
            _ => {}
        }
        if let Some(call) = part.object(CALLS) {
            return self.add_call(call);
        }
        if let Some(answer) = part.object(ANSWERS) {
            return self.add_response(answer);
        }
        if let Some(result) = part.object(&["toolResult"]) {
            if let Some(content) = result.get(&["content"]) {
                self.add_parts(content, left_out);
            }
            return;
        }
        if let Some(json) = part.object(&["json"]) {
            return self.texts.push(json.raw.to_owned());
        }
        let named = || part.members().map(|(name, _)| name).find(|name| !BESIDE.contains(name));
        let what = if kind.is_empty() { named().unwrap_or("part") } else { kind };
        if !QUIET.contains(&what) {
            // The words of its form are no text.
            let mut texts = Vec::new();
            for (_, value) in part.members().filter(|(name, _)| !FORM.contains(name)) {
                let mut inside = Vec::new();
                Omitted::add_value(&mut inside, what, value);
                texts.extend(inside.into_iter().flat_map(|omitted| omitted.texts));
            }
            Omitted::add_texts(left_out, what, texts);
        }
    }
}

/// Members of which no text goes to the model.
const FORM: &[&str] = &[
    "type",
    "id",
    "signature",
    "cache_control",
    "image_url",
    "source",
    "inlineData",
    "inline_data",
    "fileData",
    "file_data",
    "file_id",
    "input_audio",
    "image",
    "video",
    "audio",
    "detail",
    "data",
    "encrypted_content",
];
