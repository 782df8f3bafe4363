//! Tools that are called, and what they answer.

use super::Entry;
use super::json::{Json, Object};

impl Entry {
    /// The name and the arguments of a tool that is called.
    pub(super) fn add_call(&mut self, call: &Object<'_>) {
        self.texts.extend(call.text(&["name"]).map(str::to_owned));
        match call.get(&["arguments", "input", "args", "action"]) {
            Some(Json::Text(text)) => self.texts.push(text.clone().into_owned()),
            Some(Json::Object(object)) => self.texts.push(object.raw.to_owned()),
            _ => {}
        }
    }

    /// The name of a tool and what it answered, as Gemini has it.
    pub(super) fn add_response(&mut self, answer: &Object<'_>) {
        self.texts.extend(answer.text(&["name"]).map(str::to_owned));
        match answer.get(&["response"]) {
            Some(Json::Text(text)) => self.texts.push(text.clone().into_owned()),
            Some(Json::Object(object)) => self.texts.push(object.raw.to_owned()),
            _ => {}
        }
    }
}
