//! What is part of a request and isn't counted: always named.

use super::json::{Json, Object};

/// Something that isn't counted, by the name it was pasted under.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Omitted {
    /// What it is: `image_url`, `text.format`.
    pub what: String,
    /// How many of them.
    pub count: u64,
    /// The text in them, where they are text.
    pub texts: Vec<String>,
}

impl Omitted {
    /// Notes one more of something without text.
    pub(super) fn add(all: &mut Vec<Self>, what: &str) {
        Self::add_texts(all, what, Vec::new());
    }

    /// Notes one more of something, with the text in it.
    pub(super) fn add_value(all: &mut Vec<Self>, what: &str, value: &Json<'_>) {
        let mut texts = Vec::new();
        value.texts(&mut |text| {
            if is_text(text) {
                texts.push(text.to_owned());
            }
        });
        Self::add_texts(all, what, texts);
    }

    /// Notes a schema, which is sent as compact JSON, without what is for the checker alone.
    pub(super) fn add_schema(all: &mut Vec<Self>, what: &str, schema: &Json<'_>) {
        let mut text = String::new();
        schema.write(&mut text, &|name| !matches!(name, "required" | "additionalProperties"));
        Self::add_texts(all, what, vec![text]);
    }

    pub(super) fn add_texts(all: &mut Vec<Self>, what: &str, texts: Vec<String>) {
        /// A longer name is none that a reader would read.
        const LONGEST: usize = 80;
        let shown = |c: char| if c.is_control() { ' ' } else { c };
        let what: String = what.chars().take(LONGEST).map(shown).collect();
        match all.iter_mut().find(|omitted| omitted.what == what) {
            Some(omitted) => {
                omitted.count += 1;
                omitted.texts.extend(texts);
            }
            None => all.push(Self { what, count: 1, texts }),
        }
    }

    /// Notes every member of `object` that is not among those that were read.
    pub(super) fn add_others(all: &mut Vec<Self>, object: &Object<'_>, known: &[&[&str]]) {
        for (name, value) in object.members() {
            if !value.is_empty() && !known.iter().any(|names| names.contains(&name)) {
                Self::add_value(all, name, value);
            }
        }
    }
}

/// Whether a string is text: not data, an address or an id.
fn is_text(text: &str) -> bool {
    const LONGEST_WORD: usize = 200;
    let address = ["http://", "https://", "data:", "gs://", "s3://"];
    !address.iter().any(|start| text.starts_with(start))
        && (text.len() < LONGEST_WORD || text.contains(char::is_whitespace))
}
