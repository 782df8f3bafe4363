//! The interface's sentences, one file per language in `www/lang/`.
//!
//! A sentence is a text, or, where it depends on a number, an object with a text for each plural
//! category of the language: `{"one": "{count} turn", "other": "{count} turns"}`.

use std::rc::Rc;

use yew::AttrValue;

use super::Locale;

/// The messages of one language, by key.
#[derive(Clone)]
pub(crate) struct Messages(Rc<dyn Locale>);

impl Messages {
    pub(crate) fn new(locale: Rc<dyn Locale>) -> Self {
        Self(locale)
    }

    /// The sentence for `key`; the key itself if the language file lacks it, so that nothing is blank.
    pub(crate) fn get(&self, key: &str) -> AttrValue {
        self.0.sentence(key).unwrap_or_else(|| key.to_owned()).into()
    }

    /// The text for `key` in the form for this number, its values still in braces; nothing if the
    /// language file lacks it.
    pub(crate) fn template(&self, key: &str, count: Option<u64>) -> Option<String> {
        self.0.sentence(key).or_else(|| {
            let category = count.and_then(|number| self.0.category(number));
            let own = category.and_then(|category| self.0.form(key, &category));
            own.or_else(|| self.0.form(key, "other"))
        })
    }

    /// The sentence for `key` with each `{name}` replaced.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> AttrValue {
        fill(&self.get(key), values)
    }

    /// The sentence for `key` as it reads with this number, with each `{name}` replaced.
    pub(crate) fn count(&self, key: &str, number: u64, values: &[(&str, &str)]) -> AttrValue {
        let template = self.template(key, Some(number));
        fill(&template.unwrap_or_else(|| key.to_owned()), values)
    }
}

/// Replaces each `{name}` by its value; one that has none stays as its name.
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
