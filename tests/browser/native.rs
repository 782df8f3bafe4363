//! What the native crates say, for comparison with what the page shows.

use std::time::{SystemTime, UNIX_EPOCH};

use tokenfare_core::catalog::Date;
use tokenfare_core::report::{Counts, Report, Weights, report};
use tokenfare_core::scenario::Scenario;
use tokenfare_core::tokenizer::{Encoding, Tokenizer};

/// Texts that take every path of the pre-tokenizer and of the way from the page to the worker.
pub(crate) const TEXTS: [&str; 6] = [
    "hello world",
    "Sie können's nicht glauben: 1,234.50 € für 3 Äpfel!\r\n\r\n  (wirklich)",
    "fn main() {\n    let x = vec![1_000; 3];\n\tprintln!(\"{x:?}\");\n}\n",
    "价格是多少？每月三百二十元。\u{3000}東京タワー、한국어 텍스트",
    "👩‍👩‍👧‍👦🇻🇳 e\u{301}\u{327} ﷽ \u{202e}abc\u{202c} \u{10ffff}",
    "<|endoftext|> is ordinary text, and so is <|im_start|>system",
];

pub(crate) fn tokenizer(encoding: Encoding) -> std::sync::Arc<Tokenizer> {
    tokenfare_vocab::tokenizer(encoding).expect("the vocabulary in this program")
}

/// The report for a text with `settings` changed, as `tokenfare-change` carries it.
pub(crate) fn report_for(text: &str, settings: &[(&str, &str)]) -> Report {
    report_of(|count| Weights::from(count(text)), settings)
}

/// The report for what `weigh` makes of a way to count tokens.
pub(crate) fn report_of(
    weigh: impl FnOnce(&dyn Fn(&str) -> u64) -> Weights,
    settings: &[(&str, &str)],
) -> Report {
    let mut scenario = Scenario::default();
    for (name, value) in settings {
        scenario.set(name, value).expect("a setting of the scenario");
    }
    scenario.on = scenario.on.or_else(today);
    let catalog = tokenfare_catalog::builtin();
    let encoding =
        catalog.model(&scenario.model).expect("a model of the catalog").tokens.encoding();
    let tokenizer = tokenizer(encoding.parse().expect("an encoding with a vocabulary"));
    let counts = Counts::exact(encoding, weigh(&|text| tokenizer.count(text) as u64));
    report(&catalog, &scenario, &counts).expect("a report")
}

/// The day whose prices the page shows: the browser runs in UTC.
fn today() -> Option<Date> {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs() / 86_400;
    Some(Date::from_days(u32::try_from(days).ok()?))
}

/// A whole number as English writes it: `1,234,567`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Whether `shown` (`$1,234.50`, `$0.0047`) is `exact` (an exact decimal), correctly rounded to the
/// digits that are shown, and not to nothing.
pub(crate) fn is_rounded(shown: &str, exact: &str) -> bool {
    let Some(digits) = shown.strip_prefix('$').map(|digits| digits.replace(',', "")) else {
        return false;
    };
    let places = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let (Ok(value), Ok(exact)) = (digits.parse::<f64>(), exact.parse::<f64>()) else {
        return false;
    };
    let half = 0.5 * 10_f64.powi(-(places as i32));
    (value - exact).abs() <= half * (1.0 + 1e-9) && (value > 0.0 || exact == 0.0)
}

#[test]
fn rounding_is_judged_rightly() {
    assert!(is_rounded("$0.0047", "0.0046725"));
    assert!(is_rounded("$1,234.50", "1234.504999"));
    assert!(is_rounded("$0.00", "0"));
    assert!(!is_rounded("$0.00", "0.0046725"));
    assert!(!is_rounded("$0.0046", "0.0046725"));
    assert!(!is_rounded("unknown", "1"));
    assert_eq!(grouped(1_234_567), "1,234,567");
    assert_eq!(grouped(999), "999");
}
