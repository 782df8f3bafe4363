//! The interface's sentences, one file per language in `www/lang/`.
//!
//! A sentence is a text, or, where it depends on a number, an object with a text for each plural
//! category of the language: `{"one": "{count} turn", "other": "{count} turns"}`.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use yew::AttrValue;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone, PartialEq)]
    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(language: &JsValue) -> Result<PluralRules, JsValue>;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: f64) -> String;
}

/// The messages of one language, by key.
#[derive(Clone, PartialEq)]
pub(crate) struct Messages {
    sentences: Object,
    /// Of the language that the sentences are in, which the file names under `language`.
    plural: Option<PluralRules>,
}

impl Messages {
    pub(crate) fn new(sentences: Object) -> Self {
        let language = property(&sentences, "language");
        Self { plural: PluralRules::new(&language).ok(), sentences }
    }

    /// The sentence for `key`; the key itself if the language file lacks it, so that nothing is blank.
    pub(crate) fn get(&self, key: &str) -> AttrValue {
        let found = property(&self.sentences, key).as_string();
        found.unwrap_or_else(|| key.to_owned()).into()
    }

    /// The text for `key` in the form for this number, its values still in braces; nothing if the
    /// language file lacks it.
    pub(crate) fn template(&self, key: &str, count: Option<u64>) -> Option<String> {
        let message = property(&self.sentences, key);
        message.as_string().or_else(|| {
            let rules = self.plural.as_ref();
            let category = count.zip(rules).map(|(number, rules)| rules.select(number as f64));
            let form = |category: &str| property(&message, category).as_string();
            category.and_then(|category| form(&category)).or_else(|| form("other"))
        })
    }

    /// The sentence for `key` with each `{name}` replaced.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> AttrValue {
        fill(&self.get(key), values)
    }

    /// The sentence for `key` as it reads with this number, with each `{name}` replaced.
    pub(crate) fn count(&self, key: &str, number: u64, values: &[(&str, &str)]) -> AttrValue {
        let forms = property(&self.sentences, key);
        let category = self.plural.as_ref().map(|rules| rules.select(number as f64));
        let form = |category: &str| property(&forms, category).as_string();
        let sentence = category.and_then(|category| form(&category)).or_else(|| form("other"));
        sentence.map_or_else(|| self.fill(key, values), |sentence| fill(&sentence, values))
    }
}

fn property(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

fn fill(template: &str, values: &[(&str, &str)]) -> AttrValue {
    let mut sentence = String::new();
    let mut rest = template;
    while let Some((before, (name, after))) = next_placeholder(rest) {
        sentence.push_str(before);
        let value = values.iter().find(|(known, _)| *known == name);
        sentence.push_str(value.map_or(name, |(_, value)| value));
        rest = after;
    }
    sentence.push_str(rest);
    sentence.into()
}

fn next_placeholder(text: &str) -> Option<(&str, (&str, &str))> {
    let (before, rest) = text.split_once('{')?;
    Some((before, rest.split_once('}')?))
}
