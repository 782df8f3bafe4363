//! What a widget speaks.

use std::borrow::Cow;

use tokenfare_core::catalog::Date;
use tokenfare_core::money::Usd;
use tokenfare_core::sentence::{Language, Sentence};
use yew::AttrValue;

use super::{Format, Messages};

/// What a widget speaks: the messages of one language, and numbers as its reader writes them.
#[derive(Clone)]
pub(crate) struct Words {
    pub(crate) messages: Messages,
    pub(crate) format: Format,
}

impl Words {
    /// The sentence for `key`; the key itself where the language lacks it, so that nothing is blank.
    pub(crate) fn say(&self, key: &str) -> AttrValue {
        self.messages.get(key)
    }

    /// The sentence for `key` with each `{name}` replaced.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> AttrValue {
        self.messages.fill(key, values)
    }

    /// The sentence for `key` as it reads with `{count}` of something.
    pub(crate) fn count(&self, key: &str, count: u64) -> AttrValue {
        self.count_with(key, count, &[])
    }

    /// The same with more to replace.
    pub(crate) fn count_with(&self, key: &str, count: u64, values: &[(&str, &str)]) -> AttrValue {
        let number = self.number(count);
        let mut all = vec![("count", number.as_str())];
        all.extend(values);
        self.messages.count(key, count, &all)
    }

    /// A sentence of core's.
    pub(crate) fn tell(&self, sentence: &Sentence) -> AttrValue {
        sentence.say(self).into()
    }

    /// A whole number.
    pub(crate) fn number(&self, number: u64) -> String {
        self.format.integer(number)
    }

    /// An amount, which may be nothing or not known.
    pub(crate) fn money(&self, amount: Option<Usd>) -> AttrValue {
        match amount {
            None => self.say("money.unknown"),
            Some(Usd::ZERO) => self.say("money.free"),
            Some(amount) => self.format.money(amount).into(),
        }
    }
}

/// The reader's language, for what core says.
impl Language for Words {
    fn message(&self, key: &str, count: Option<u64>) -> Option<Cow<'_, str>> {
        self.messages.template(key, count).map(Cow::Owned)
    }

    fn number(&self, number: u64) -> String {
        self.format.integer(number)
    }

    fn money(&self, amount: Usd) -> String {
        self.format.money(amount)
    }

    fn day(&self, day: Date) -> String {
        day.to_string()
    }
}
