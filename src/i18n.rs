//! Sentences, numbers and money in the reader's language.

mod browser;
mod format;
mod locale;
mod messages;
pub(crate) mod names;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use browser::BrowserLocale;
pub(crate) use format::Format;
pub(crate) use locale::Locale;
pub(crate) use messages::Messages;
pub(crate) use words::Words;
