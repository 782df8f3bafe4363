//! What a reader is told: a key with values, which each language has words for.
//!
//! Core decides what is said and never how: an obstacle, a verdict or a refused setting becomes a
//! [`Sentence`], and a [`Language`] fills it in. The page's languages are files of messages by the same
//! keys; [`English`] is the one that core carries, for what is English everywhere (tables, JSON).

mod english;

use std::borrow::Cow;

use crate::catalog::Date;
use crate::money::Usd;
pub use english::English;

/// A sentence by its key, with the values that stand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sentence {
    /// The key of its message: `obstacle.window`.
    pub key: &'static str,
    /// The number that its form follows, where the message has several forms. It is also the value
    /// `{count}`.
    pub count: Option<u64>,
    /// What stands in it, by name.
    pub values: Vec<(&'static str, Value)>,
}

/// What stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// A whole number.
    Number(u64),
    /// An amount, in USD.
    Money(Usd),
    /// A day.
    Day(Date),
    /// A name of the catalog, which is the same in every language.
    Name(String),
    /// Another sentence, or a word of one.
    Sentence(Sentence),
    /// Several of them, with what the language puts between the members of a list.
    List(Vec<Sentence>),
}

/// How a language says sentences.
pub trait Language {
    /// The text of a message in the form for `count`, with its values in braces; nothing where the
    /// language has no such message.
    fn message(&self, key: &str, count: Option<u64>) -> Option<Cow<'_, str>>;
    /// A whole number.
    fn number(&self, number: u64) -> String;
    /// An amount, as the scenario shows money.
    fn money(&self, amount: Usd) -> String;
    /// A day.
    fn day(&self, day: Date) -> String;
}

impl Sentence {
    /// A sentence without values.
    pub const fn new(key: &'static str) -> Self {
        Self { key, count: None, values: Vec::new() }
    }

    /// The same in the form for this number.
    #[must_use]
    pub const fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }

    /// The same with one value more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// The sentence in a language. A message that it doesn't have is its key, which somebody will see.
    pub fn say(&self, language: &dyn Language) -> String {
        let Some(message) = language.message(self.key, self.count) else {
            return self.key.to_owned();
        };
        let mut text = String::with_capacity(message.len());
        let mut rest = &*message;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((name, behind)) = after.split_once('}') else {
                rest = &rest[before.len()..];
                break;
            };
            match self.value(name) {
                Some(value) => text.push_str(&value.say(language)),
                None => text.extend(["{", name, "}"]),
            }
            rest = behind;
        }
        text.push_str(rest);
        text
    }

    fn value(&self, name: &str) -> Option<Cow<'_, Value>> {
        let own = self.values.iter().find(|(known, _)| *known == name);
        let own = own.map(|(_, value)| Cow::Borrowed(value));
        own.or_else(|| (name == "count").then_some(Cow::Owned(Value::Number(self.count?))))
    }
}

impl Value {
    /// The value as a language writes it.
    pub fn say(&self, language: &dyn Language) -> String {
        match self {
            Self::Number(number) => language.number(*number),
            Self::Money(amount) => language.money(*amount),
            Self::Day(day) => language.day(*day),
            Self::Name(name) => name.clone(),
            Self::Sentence(sentence) => sentence.say(language),
            Self::List(sentences) => {
                let between = language.message("list.between", None).unwrap_or(Cow::Borrowed(", "));
                let said: Vec<_> = sentences.iter().map(|one| one.say(language)).collect();
                said.join(&between)
            }
        }
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<Usd> for Value {
    fn from(amount: Usd) -> Self {
        Self::Money(amount)
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<&str> for Value {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<&String> for Value {
    fn from(name: &String) -> Self {
        Self::Name(name.clone())
    }
}

impl From<Sentence> for Value {
    fn from(sentence: Sentence) -> Self {
        Self::Sentence(sentence)
    }
}

impl From<Vec<Sentence>> for Value {
    fn from(sentences: Vec<Sentence>) -> Self {
        Self::List(sentences)
    }
}
