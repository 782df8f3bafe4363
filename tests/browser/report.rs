//! The report that the element announces with every change.

use serde_json::Value;
use tokenfare_tests::{Failure, Page};

/// Keeps the newest report from now on.
pub(crate) async fn listen(page: &Page) -> Result<(), Failure> {
    let script =
        "addEventListener('tokenfare-change', ({ detail }) => { window.report = detail; })";
    page.evaluate(script, &[]).await?;
    Ok(())
}

/// Waits until the newest report is exactly `expected`.
pub(crate) async fn is_announced(page: &Page, expected: &Value) -> Result<(), Failure> {
    let differing = async || {
        let report = page.evaluate("return window.report ?? null", &[]).await?;
        let mut found = Vec::new();
        differences("", &report, expected, &mut found);
        Ok(found)
    };
    page.until("a report that differs nowhere", differing, Vec::is_empty).await?;
    Ok(())
}

/// Where two JSON values differ: `fares/0/perMonth: "1" instead of "2"`.
fn differences(path: &str, shown: &Value, expected: &Value, found: &mut Vec<String>) {
    let below = |key: &str| format!("{path}/{key}");
    match (shown, expected) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: std::collections::BTreeSet<_> = a.keys().chain(b.keys()).collect();
            for key in keys {
                let value = |map: &serde_json::Map<_, _>| map.get(key).cloned().unwrap_or_default();
                differences(&below(key), &value(a), &value(b), found);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (at, (a, b)) in a.iter().zip(b).enumerate() {
                differences(&below(&at.to_string()), a, b, found);
            }
        }
        (a, b) if a == b => {}
        (a, b) => found.push(format!("{path}: {a} instead of {b}")),
    }
}

#[test]
fn differences_are_named_by_their_place() {
    let mut found = Vec::new();
    let (shown, expected) =
        (serde_json::json!({"a": [1, 2]}), serde_json::json!({"a": [1, 3], "b": 4}));
    differences("", &shown, &expected, &mut found);
    assert_eq!(found, ["/a/1: 2 instead of 3", "/b: null instead of 4"]);
}
