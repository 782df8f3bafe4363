//! The reader's language: the page's own files of messages, with the plural forms and numbers of
//! Unicode's CLDR.

use std::borrow::Cow;

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde_json::{Map, Value};
use tokenfare_core::catalog::Date;
use tokenfare_core::money::Usd;
use tokenfare_core::scenario::Scenario;
use tokenfare_core::sentence::{Language, Sentence};

use crate::error::CliError;

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// A language that there is a file of messages for.
pub(crate) struct Speaker {
    tag: &'static str,
    messages: Map<String, Value>,
    plurals: PluralRules,
    numbers: DecimalFormatter,
}

impl Speaker {
    /// The language for a tag: its own, or the first that shares its main subtag, as `zh` and `zh-CN` are
    /// read in `zh-Hans`.
    pub(crate) fn new(wanted: &str) -> Result<Self, CliError> {
        let unknown = || CliError::UnknownLanguage(wanted.to_owned(), tags());
        let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let own = LANGUAGES.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(wanted));
        let near = || LANGUAGES.iter().find(|(tag, _)| main(tag) == main(wanted));
        let (tag, file) = own.or_else(near).ok_or_else(unknown)?;
        let locale = Locale::try_from_str(tag).map_err(|_| unknown())?;
        Ok(Self {
            tag,
            messages: serde_json::from_str(file).map_err(|_| unknown())?,
            plurals: PluralRules::try_new_cardinal((&locale).into()).map_err(|_| unknown())?,
            numbers: DecimalFormatter::try_new((&locale).into(), Default::default())
                .map_err(|_| unknown())?,
        })
    }

    /// Whether it is the language that tables are in.
    pub(crate) fn is_english(&self) -> bool {
        self.tag == "en"
    }

    /// With amounts as the scenario shows money.
    pub(crate) const fn of<'a>(&'a self, scenario: &'a Scenario) -> Speaking<'a> {
        Speaking { speaker: self, scenario }
    }
}

/// All tags, for an error message.
fn tags() -> String {
    LANGUAGES.iter().map(|(tag, _)| *tag).collect::<Vec<_>>().join(", ")
}

/// A language that says a report.
pub(crate) struct Speaking<'a> {
    speaker: &'a Speaker,
    scenario: &'a Scenario,
}

impl Speaking<'_> {
    /// Several sentences, one after the other.
    pub(crate) fn all(&self, sentences: &[Sentence]) -> String {
        sentences.iter().map(|sentence| sentence.say(self)).collect::<Vec<_>>().join(" ")
    }
}

impl Language for Speaking<'_> {
    fn message(&self, key: &str, count: Option<u64>) -> Option<Cow<'_, str>> {
        let message = self.speaker.messages.get(key)?;
        let form = || {
            let category = match self.speaker.plurals.category_for(count?) {
                PluralCategory::Zero => "zero",
                PluralCategory::One => "one",
                PluralCategory::Two => "two",
                PluralCategory::Few => "few",
                PluralCategory::Many => "many",
                PluralCategory::Other => "other",
            };
            message.get(category)?.as_str()
        };
        let text = message.as_str().or_else(form).or_else(|| message.get("other")?.as_str());
        text.map(Cow::Borrowed)
    }

    fn number(&self, number: u64) -> String {
        self.speaker.numbers.format(&Decimal::from(number)).to_string()
    }

    fn money(&self, amount: Usd) -> String {
        self.scenario.shown(amount).to_string()
    }

    fn day(&self, day: Date) -> String {
        day.to_string()
    }
}
