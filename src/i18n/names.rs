//! Names of currencies, days and sizes by the browser's `Intl`: what only sections of the lazy part say.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Date, Object};
use wasm_bindgen::prelude::*;

use super::browser::{formatter, options};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &JsValue, options: &Object) -> Result<DisplayNames, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(js_namespace = Intl, js_name = supportedValuesOf, catch)]
    fn supported_values_of(what: &str) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &JsValue, options: &Object) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, date: &Date) -> String;
}

/// The currencies to offer where the browser cannot say which there are.
const SOME_CURRENCIES: [&str; 14] = [
    "AUD", "BRL", "CAD", "CHF", "CNY", "EUR", "GBP", "INR", "JPY", "KRW", "MXN", "SEK", "USD",
    "VND",
];

/// Codes, each with its name in one language.
type Named = Rc<[(String, String)]>;

thread_local! {
    /// The language and its currencies: the browser takes a while to name them all.
    static CURRENCIES: RefCell<(String, Named)> = RefCell::default();
}

/// The currencies to choose from, by code and name.
pub(crate) fn currencies(tag: &str) -> Rc<[(String, String)]> {
    CURRENCIES.with_borrow_mut(|kept| {
        if kept.0 != tag || kept.1.is_empty() {
            *kept = (tag.to_owned(), named_currencies(tag).into());
        }
        Rc::clone(&kept.1)
    })
}

fn named_currencies(tag: &str) -> Vec<(String, String)> {
    let codes: Vec<String> = match supported_values_of("currency") {
        Ok(codes) => codes.iter().filter_map(|code| code.as_string()).collect(),
        Err(_) => SOME_CURRENCIES.map(String::from).to_vec(),
    };
    let names = DisplayNames::new(&tag.into(), &options(&[("type", "currency".into())]));
    let name = |code: &str| names.as_ref().ok()?.of(code).ok().flatten();
    let named = |code: String| {
        let name = name(&code).unwrap_or_else(|| code.clone());
        (code, name)
    };
    codes.into_iter().map(named).collect()
}

/// A day such as 2026-11-22, in words.
pub(crate) fn date(tag: &str, day: &str) -> String {
    let long = options(&[("dateStyle", "long".into()), ("timeZone", "UTC".into())]);
    let format = DateTimeFormat::new(&tag.into(), &long);
    format.map_or_else(|_| day.to_owned(), |format| format.format(&Date::new(&day.into())))
}

/// A number of bytes in the unit that suits it.
pub(crate) fn size(tag: &str, bytes: u64) -> String {
    let (mut unit, mut size) = ("byte", bytes as f64);
    for larger in ["kilobyte", "megabyte", "gigabyte"] {
        if size >= 1_000.0 {
            (unit, size) = (larger, size / 1_000.0);
        }
    }
    let display = if unit == "byte" { "long" } else { "short" };
    let options = options(&[
        ("style", "unit".into()),
        ("unit", unit.into()),
        ("unitDisplay", display.into()),
        ("maximumFractionDigits", 1.into()),
    ]);
    let format = formatter(tag, &options);
    format.map_or_else(|_| bytes.to_string(), |format| format.format_double(size))
}
