//! Numbers and money as the reader's language writes them, by the browser's `Intl`.

use js_sys::{Object, Reflect};
use tokenfare_core::money::{Currency, Exchange, Usd};
use tokenfare_core::scenario::Scenario;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
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

/// Writes numbers in one language, and amounts in one currency. Clones share the browser's formatters,
/// which are slow to make.
#[derive(Clone)]
pub(crate) struct Format {
    locale: String,
    currency: Currency,
    /// What one USD is worth in that currency; nothing for USD itself.
    exchange: Option<Exchange>,
    money: NumberFormat,
    exact: NumberFormat,
    number: NumberFormat,
    percent: NumberFormat,
}

/// As they are made with a widget, which is in one language.
impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.locale == other.locale
    }
}

impl Format {
    /// With amounts in USD.
    ///
    /// # Errors
    /// When the browser has no `Intl.NumberFormat` with these options.
    pub(crate) fn new(locale: &str) -> Result<Self, JsValue> {
        let exact = options(&[
            ("style", "currency".into()),
            ("currency", "USD".into()),
            ("maximumFractionDigits", 12.into()),
        ]);
        let number = options(&[("maximumFractionDigits", 6.into())]);
        let percent = options(&[("style", "percent".into())]);
        Ok(Self {
            locale: locale.to_owned(),
            currency: Currency::USD,
            exchange: None,
            money: rounded(locale, Currency::USD)?,
            exact: formatter(locale, &exact)?,
            number: formatter(locale, &number)?,
            percent: formatter(locale, &percent)?,
        })
    }

    /// Shows amounts as `scenario` wants them from now on. One whose currency lacks its rate wants USD.
    pub(crate) fn follow(&mut self, scenario: &Scenario) {
        self.exchange = scenario.exchange();
        let currency = self.exchange.map_or(Currency::USD, |_| scenario.currency);
        if currency != self.currency
            && let Ok(money) = rounded(&self.locale, currency)
        {
            (self.currency, self.money) = (currency, money);
        }
    }

    /// The code of the currency that amounts are shown in.
    pub(crate) fn currency(&self) -> &str {
        self.currency.code()
    }

    /// An amount for the eye, in the reader's currency.
    pub(crate) fn money(&self, amount: Usd) -> String {
        let amount = self.exchange.map_or(amount, |rate| rate.convert(amount));
        whole(self.money.format(&amount.to_string()))
    }

    /// An amount in USD, written as an exact decimal, down to its last digit.
    pub(crate) fn exact(&self, decimal: &str) -> String {
        whole(self.exact.format(decimal))
    }

    pub(crate) fn integer(&self, number: u64) -> String {
        self.number.format(&number.to_string())
    }

    /// A number written as an exact decimal.
    pub(crate) fn decimal(&self, decimal: &str) -> String {
        self.number.format(decimal)
    }

    /// `share` from 0 to 1.
    pub(crate) fn percent(&self, share: f64) -> String {
        self.percent.format_double(share)
    }
}

/// "More precise" of the currency's decimals and two significant digits: 20.00, and 0.0010 rather than
/// 0.00.
fn rounded(locale: &str, currency: Currency) -> Result<NumberFormat, JsValue> {
    let options = options(&[
        ("style", "currency".into()),
        ("currency", currency.code().into()),
        ("minimumSignificantDigits", 2.into()),
        ("maximumSignificantDigits", 2.into()),
        ("roundingPriority", "morePrecision".into()),
    ]);
    formatter(locale, &options)
}

/// Languages that run from right to left write an amount after a mark of theirs, as `5.61 US$`; among
/// their words, the dollar would part from its letters and come out as `$US`. So the amount is isolated.
fn whole(amount: String) -> String {
    match amount.strip_prefix('\u{200f}') {
        Some(amount) => ["\u{2066}", amount, "\u{2069}"].concat(),
        None => amount,
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
