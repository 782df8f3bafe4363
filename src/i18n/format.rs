//! Numbers and money as the reader's language writes them.

use std::rc::Rc;

use tokenfare_core::money::{Currency, Exchange, Notation, Usd};
use tokenfare_core::scenario::Scenario;

use super::Locale;

/// Writes numbers in one language, and amounts in one currency.
#[derive(Clone)]
pub(crate) struct Format {
    locale: Rc<dyn Locale>,
    currency: Currency,
    /// What one USD is worth in that currency; nothing for USD itself.
    exchange: Option<Exchange>,
}

impl Format {
    /// With amounts in USD.
    pub(crate) fn new(locale: Rc<dyn Locale>) -> Self {
        Self { locale, currency: Currency::USD, exchange: None }
    }

    /// Shows amounts as `scenario` wants them from now on. One whose currency lacks its rate wants USD.
    pub(crate) fn follow(&mut self, scenario: &Scenario) {
        self.exchange = scenario.exchange();
        self.currency = self.exchange.map_or(Currency::USD, |_| scenario.currency);
    }

    /// The code of the currency that amounts are shown in.
    pub(crate) fn currency(&self) -> &str {
        self.currency.code()
    }

    /// An amount for the eye, in the reader's currency.
    pub(crate) fn money(&self, amount: Usd) -> String {
        let amount = self.exchange.map_or(amount, |rate| rate.convert(amount));
        isolated(self.locale.rounded(self.currency.code(), &amount.to_string()))
    }

    /// An amount in USD, written as an exact decimal, down to its last digit.
    pub(crate) fn exact(&self, decimal: &str) -> String {
        isolated(self.locale.exact(decimal))
    }

    /// A whole number.
    pub(crate) fn integer(&self, number: u64) -> String {
        self.decimal(&number.to_string())
    }

    /// A number written as an exact decimal.
    pub(crate) fn decimal(&self, decimal: &str) -> String {
        self.locale.decimal(decimal)
    }

    /// How the language writes numbers.
    pub(crate) fn notation(&self) -> Notation {
        const MARKS: &str = ".,'\u{2019}\u{66b}\u{66c} \u{a0}\u{202f}\u{2009}";
        let sample = self.decimal("1234567.5");
        let mut marks = sample.chars().filter(|c| MARKS.contains(*c));
        let group = marks.next().unwrap_or(',');
        // A language that groups no digits has one mark alone.
        match marks.next_back() {
            Some(decimal) => Notation::new(decimal, group),
            None => Notation::new(group, '\u{a0}'),
        }
    }

    /// The language as a BCP 47 tag.
    pub(crate) fn tag(&self) -> &str {
        self.locale.tag()
    }

    /// `share` from 0 to 1.
    pub(crate) fn percent(&self, share: f64) -> String {
        self.locale.percent(share)
    }
}

/// Languages that run from right to left write an amount after a mark of theirs, as `5.61 US$`; among
/// their words, the dollar would part from its letters and come out as `$US`. So the amount is isolated.
fn isolated(amount: String) -> String {
    match amount.strip_prefix('\u{200f}') {
        Some(amount) => ["\u{2066}", amount, "\u{2069}"].concat(),
        None => amount,
    }
}
