//! JSON as it is pasted: borrowed where it can be, never deeper than a stack, read in one pass.
//!
//! A conversation is recognised in the worker too, where a general parser and the glue between it and each
//! type would weigh more than all the rest of the recognition. What people paste is also often a literal of
//! Python or JavaScript, so those are read too; [`Json::first`] says whether a value needed that.

mod reader;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use reader::Reader;

/// A value. Numbers and the three words are told apart by nobody here.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json<'a> {
    /// A number, true, false or null.
    Bare(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Object<'a>),
}

/// The members of an object, in order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Object<'a> {
    /// The text that it was read from.
    pub(crate) raw: &'a str,
    members: Vec<(Cow<'a, str>, Json<'a>)>,
}

/// A value with what was learned while it was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct First<'a> {
    pub(crate) value: Json<'a>,
    /// What follows it, without the space between.
    pub(crate) rest: &'a str,
    /// Whether it is no JSON to the letter, but a literal of a program, or has a comma too many.
    pub(crate) relaxed: bool,
}

impl<'a> Json<'a> {
    /// The first value in `text` and what follows it; nothing where there is none.
    pub(crate) fn first(text: &'a str) -> Option<First<'a>> {
        let mut reader = Reader::new(text);
        let value = reader.value()?;
        let (rest, relaxed) = reader.end();
        Some(First { value, rest, relaxed })
    }

    /// The only value in `text`.
    pub(crate) fn only(text: &'a str) -> Option<Self> {
        Self::first(text).filter(|first| first.rest.is_empty()).map(|first| first.value)
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn list(&self) -> Option<&[Json<'a>]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    pub(crate) fn object(&self) -> Option<&Object<'a>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Whether it says nothing: null, false, or empty.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Bare(word) => is_null(word) || matches!(*word, "false" | "False"),
            Self::Text(text) => text.is_empty(),
            Self::List(list) => list.is_empty(),
            Self::Object(object) => object.members.is_empty(),
        }
    }

    /// Every text in it, those of an object's members in their order; no names of members.
    pub(crate) fn texts(&self, each: &mut impl FnMut(&str)) {
        match self {
            Self::Bare(_) => {}
            Self::Text(text) => each(text),
            Self::List(list) => list.iter().for_each(|item| item.texts(each)),
            Self::Object(object) => {
                object.members.iter().for_each(|(_, member)| member.texts(each));
            }
        }
    }

    /// Writes it without spaces, leaving out the members that `kept` refuses.
    pub(crate) fn write(&self, to: &mut String, kept: &impl Fn(&str) -> bool) {
        match self {
            Self::Bare(word) => to.push_str(word),
            Self::Text(text) => write_text(to, text),
            Self::List(list) => {
                to.push('[');
                for (at, item) in list.iter().enumerate() {
                    if at > 0 {
                        to.push(',');
                    }
                    item.write(to, kept);
                }
                to.push(']');
            }
            Self::Object(object) => {
                to.push('{');
                let mut first = true;
                for (name, member) in object.members.iter().filter(|(name, _)| kept(name)) {
                    if !std::mem::take(&mut first) {
                        to.push(',');
                    }
                    write_text(to, name);
                    to.push(':');
                    member.write(to, kept);
                }
                to.push('}');
            }
        }
    }
}

fn is_null(word: &str) -> bool {
    matches!(word, "null" | "None" | "undefined" | "NaN")
}

fn write_text(to: &mut String, text: &str) {
    to.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => to.extend(['\\', c]),
            '\n' => to.push_str("\\n"),
            '\r' => to.push_str("\\r"),
            '\t' => to.push_str("\\t"),
            c => to.push(c),
        }
    }
    to.push('"');
}

impl<'a> Object<'a> {
    /// The value of the first of `names` that is there and isn't null.
    pub(crate) fn get(&self, names: &[&str]) -> Option<&Json<'a>> {
        let named = |name: &&str| {
            let found = self.members.iter().find(|(key, _)| key == name);
            found
                .map(|(_, value)| value)
                .filter(|value| !matches!(value, Json::Bare(word) if is_null(word)))
        };
        names.iter().find_map(named)
    }

    pub(crate) fn text(&self, names: &[&str]) -> Option<&str> {
        self.get(names)?.text()
    }

    pub(crate) fn list(&self, names: &[&str]) -> Option<&[Json<'a>]> {
        self.get(names)?.list()
    }

    pub(crate) fn object(&self, names: &[&str]) -> Option<&Object<'a>> {
        self.get(names)?.object()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.members.iter().any(|(key, _)| key == name)
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &Json<'a>)> {
        self.members.iter().map(|(key, value)| (&**key, value))
    }
}
