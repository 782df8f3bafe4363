//! What a language has to know: in the page, the browser knows it; in tests, a stand-in does.

/// A language with its messages, its plural forms, and its way to write numbers.
///
/// Numbers are exact decimals, written as texts: a double would lose digits of an amount.
pub(crate) trait Locale {
    /// The message for `key`, where it is one sentence.
    fn sentence(&self, key: &str) -> Option<String>;
    /// The message for `key` in a plural category, where it has forms.
    fn form(&self, key: &str, category: &str) -> Option<String>;
    /// The plural category of a number: `one`, `few`, `other` …
    fn category(&self, number: u64) -> Option<String>;
    /// A number with at most six decimals.
    fn decimal(&self, decimal: &str) -> String;
    /// An amount in USD down to its last digit.
    fn exact(&self, decimal: &str) -> String;
    /// An amount for the eye, in the currency with this code: with its usual decimals and at least two
    /// significant digits. That is 20.00, and 0.0010 rather than 0.00.
    fn rounded(&self, currency: &str, decimal: &str) -> String;
    /// Where numbers are written so, as a BCP 47 tag.
    fn tag(&self) -> &str;
    /// A share, from 0 to 1, in percent.
    fn percent(&self, share: f64) -> String;
}
