//! The reader's language as the browser knows it: the messages that the page hands over, and `Intl`.

use std::cell::RefCell;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use super::Locale;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(language: &JsValue) -> Result<PluralRules, JsValue>;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: f64) -> String;

    #[derive(Clone)]
    #[wasm_bindgen(js_namespace = Intl)]
    pub(super) type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &JsValue, options: &Object) -> Result<NumberFormat, JsValue>;
    /// `Intl` takes exact decimals as strings: a number would go through a double.
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, decimal: &str) -> String;
    /// For what is a double already; Rust's own way to write one would add 7 KB to the page.
    #[wasm_bindgen(method, js_name = format)]
    pub(super) fn format_double(this: &NumberFormat, number: f64) -> String;
}

/// Messages and numbers by the browser. Its formatters are slow to make, so they are kept.
pub(crate) struct BrowserLocale {
    tag: String,
    sentences: Object,
    /// Of the language that the sentences are in, which the file names under `language`.
    plural: Option<PluralRules>,
    /// The currency that amounts were last shown in.
    rounded: RefCell<(String, NumberFormat)>,
    exact: NumberFormat,
    decimal: NumberFormat,
    percent: NumberFormat,
}

impl BrowserLocale {
    /// `sentences` are the messages of a language, by key; `tag` is where numbers are written so, as a
    /// BCP 47 tag.
    ///
    /// # Errors
    /// When the browser has no `Intl.NumberFormat` with these options.
    pub(crate) fn new(tag: String, sentences: Object) -> Result<Self, JsValue> {
        const DOLLARS: &str = "USD";
        let exact = options(&[
            ("style", "currency".into()),
            ("currency", DOLLARS.into()),
            ("maximumFractionDigits", 12.into()),
        ]);
        let decimal = options(&[("maximumFractionDigits", 6.into())]);
        let percent = options(&[("style", "percent".into())]);
        Ok(Self {
            plural: PluralRules::new(&property(&sentences, "language")).ok(),
            rounded: RefCell::new((DOLLARS.to_owned(), rounded(&tag, DOLLARS)?)),
            exact: formatter(&tag, &exact)?,
            decimal: formatter(&tag, &decimal)?,
            percent: formatter(&tag, &percent)?,
            tag,
            sentences,
        })
    }
}

impl Locale for BrowserLocale {
    fn sentence(&self, key: &str) -> Option<String> {
        property(&self.sentences, key).as_string()
    }

    fn form(&self, key: &str, category: &str) -> Option<String> {
        property(&property(&self.sentences, key), category).as_string()
    }

    fn category(&self, number: u64) -> Option<String> {
        self.plural.as_ref().map(|rules| rules.select(number as f64))
    }

    fn decimal(&self, decimal: &str) -> String {
        self.decimal.format(decimal)
    }

    fn exact(&self, decimal: &str) -> String {
        self.exact.format(decimal)
    }

    fn rounded(&self, currency: &str, decimal: &str) -> String {
        let mut kept = self.rounded.borrow_mut();
        if kept.0 != currency
            && let Ok(other) = rounded(&self.tag, currency)
        {
            *kept = (currency.to_owned(), other);
        }
        kept.1.format(decimal)
    }

    fn tag(&self) -> &str {
        &self.tag
    }

    fn percent(&self, share: f64) -> String {
        self.percent.format_double(share)
    }
}

fn property(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

/// "More precise" of the currency's decimals and two significant digits.
fn rounded(tag: &str, currency: &str) -> Result<NumberFormat, JsValue> {
    let options = options(&[
        ("style", "currency".into()),
        ("currency", currency.into()),
        ("minimumSignificantDigits", 2.into()),
        ("maximumSignificantDigits", 2.into()),
        ("roundingPriority", "morePrecision".into()),
    ]);
    formatter(tag, &options)
}

/// A language tag the page invented must not leave the reader without numbers: the browser's own
/// language then serves.
pub(super) fn formatter(tag: &str, options: &Object) -> Result<NumberFormat, JsValue> {
    NumberFormat::new(&tag.into(), options)
        .or_else(|_| NumberFormat::new(&JsValue::UNDEFINED, options))
}

pub(super) fn options(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a property of a new plain object cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object
}
