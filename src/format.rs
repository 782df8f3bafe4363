//! Numbers and money as the reader's language writes them, by the browser's `Intl`.

use std::rc::Rc;

use js_sys::{Object, Reflect};
use tokenfare_core::money::Usd;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &JsValue, options: &Object) -> Result<NumberFormat, JsValue>;
    /// `Intl` takes exact decimals as strings: a number would go through a double.
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, decimal: &str) -> String;
    /// For what is a double already; Rust's own way to write one would add 7 KB to the page.
    #[wasm_bindgen(method, js_name = format)]
    fn format_double(this: &NumberFormat, number: f64) -> String;
}

/// Writes numbers in one language. Clones share the browser's formatters, which are slow to make.
#[derive(Clone)]
pub(crate) struct Format(Rc<Formatters>);

struct Formatters {
    money: NumberFormat,
    exact: NumberFormat,
    integer: NumberFormat,
    percent: NumberFormat,
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Format {
    /// # Errors
    /// When the browser has no `Intl.NumberFormat` with these options.
    pub(crate) fn new(locale: &str) -> Result<Self, JsValue> {
        // "More precise" of two decimals and two significant digits: 20.00, and 0.0010 rather than 0.00.
        let money = options(&[
            ("style", "currency".into()),
            ("currency", "USD".into()),
            ("maximumFractionDigits", 2.into()),
            ("minimumSignificantDigits", 2.into()),
            ("maximumSignificantDigits", 2.into()),
            ("roundingPriority", "morePrecision".into()),
        ]);
        let exact = options(&[
            ("style", "currency".into()),
            ("currency", "USD".into()),
            ("maximumFractionDigits", 12.into()),
        ]);
        let percent = options(&[("style", "percent".into())]);
        Ok(Self(Rc::new(Formatters {
            money: formatter(locale, &money)?,
            exact: formatter(locale, &exact)?,
            integer: formatter(locale, &Object::new())?,
            percent: formatter(locale, &percent)?,
        })))
    }

    pub(crate) fn money(&self, amount: Usd) -> String {
        self.0.money.format(&amount.to_string())
    }

    /// An amount in USD, written as an exact decimal, down to its last digit.
    pub(crate) fn exact(&self, decimal: &str) -> String {
        self.0.exact.format(decimal)
    }

    pub(crate) fn integer(&self, number: u64) -> String {
        self.0.integer.format(&number.to_string())
    }

    /// A number written as an exact decimal.
    pub(crate) fn decimal(&self, decimal: &str) -> String {
        self.0.integer.format(decimal)
    }

    /// `share` from 0 to 1.
    pub(crate) fn percent(&self, share: f64) -> String {
        self.0.percent.format_double(share)
    }
}

/// A language tag the page invented must not leave the reader without numbers: the browser's own
/// language then serves.
fn formatter(locale: &str, options: &Object) -> Result<NumberFormat, JsValue> {
    NumberFormat::new(&locale.into(), options)
        .or_else(|_| NumberFormat::new(&JsValue::UNDEFINED, options))
}

fn options(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a property of a new plain object cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object
}
