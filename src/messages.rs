//! The interface's sentences, one file per language in `www/lang/`.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use yew::AttrValue;

/// The messages of one language, by key.
#[derive(Clone, PartialEq)]
pub(crate) struct Messages(Object);

impl Messages {
    pub(crate) fn new(messages: Object) -> Self {
        Self(messages)
    }

    /// The sentence for `key`; the key itself if the language file lacks it, so that nothing is blank.
    pub(crate) fn get(&self, key: &str) -> AttrValue {
        let found = Reflect::get(&self.0, &JsValue::from_str(key)).ok();
        found.and_then(|message| message.as_string()).unwrap_or_else(|| key.to_owned()).into()
    }

    /// The sentence for `key` with each `{name}` replaced.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> AttrValue {
        let mut sentence = String::new();
        let template = self.get(key);
        let mut rest = template.as_str();
        while let Some((before, (name, after))) = next_placeholder(rest) {
            sentence.push_str(before);
            let value = values.iter().find(|(known, _)| *known == name);
            sentence.push_str(value.map_or(name, |(_, value)| value));
            rest = after;
        }
        sentence.push_str(rest);
        sentence.into()
    }
}

fn next_placeholder(text: &str) -> Option<(&str, (&str, &str))> {
    let (before, rest) = text.split_once('{')?;
    Some((before, rest.split_once('}')?))
}
