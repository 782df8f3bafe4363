//! Worked cases: texts and scenarios with the arithmetic of their fares written out by hand from
//! public price pages.
//!
//! Each expectation is `arithmetic = figure`, or the figure alone. The arithmetic is evaluated here
//! with exact fractions, so it is checked against the figure, and the figure against the report.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod arithmetic;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use tokenfare_core::report::{Counts, WeighedTurn, Weights, report};
use tokenfare_core::scenario::Scenario;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The page the prices or limits are from.
    page: String,
    /// Settings by their attribute names.
    scenario: BTreeMap<String, String>,
    text: Text,
    /// Paths into the report with what stands there. A first part that is a fare's id leads there.
    expect: BTreeMap<String, String>,
}

/// What was pasted, in tokens of the encoding that the model is counted by.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Text {
    message: u64,
    system: u64,
    reply: Option<u64>,
    /// Messages, each with its reply where it has one.
    turns: Vec<Vec<u64>>,
    /// A conversation in JSON, or several, in which each word is taken for a token.
    pasted: Option<String>,
}

impl Case {
    fn report(&self) -> Value {
        let catalog = tokenfare_catalog::builtin();
        let mut scenario = Scenario::default();
        for (name, value) in &self.scenario {
            scenario.set(name, value).unwrap();
        }
        let mut weights = Weights::new(self.text.message, self.text.system, self.text.reply);
        for turn in &self.text.turns {
            weights.turns.push(WeighedTurn::new(*turn.first().unwrap(), turn.get(1).copied()));
        }
        if let Some(pasted) = &self.text.pasted {
            let all = tokenfare_core::transcript::read(pasted).unwrap();
            weights = all.weights(pasted, |text| text.split_whitespace().count() as u64);
        }
        let encoding = catalog.model(&scenario.model).unwrap().tokens.encoding();
        let report = report(&catalog, &scenario, &Counts::exact(encoding, weights)).unwrap();
        serde_json::to_value(report).unwrap()
    }
}

/// What stands at `path`, as text; `absent` for nothing.
fn find(report: &Value, path: &str) -> String {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let fares = report.get("fares").and_then(Value::as_array).unwrap();
    let fare = fares.iter().find(|fare| fare.get("id").and_then(Value::as_str) == Some(first));
    let found = match fare {
        Some(fare) => fare.pointer(&format!("/{rest}")),
        None => report.pointer(&format!("/{path}")),
    };
    match found {
        None | Some(Value::Null) => "absent".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}

#[test]
fn reports_agree_with_the_arithmetic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut seen = 0;
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for case in toml::from_str::<File>(&text).unwrap().case {
            seen += 1;
            assert!(case.page.starts_with("https://"), "{}", case.name);
            let report = case.report();
            for (path, expected) in &case.expect {
                let figure = arithmetic::checked(expected);
                let found = find(&report, path);
                if found != figure {
                    wrong.push(format!("{}: {path} is {found}, not {expected}", case.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen >= 160, "only {seen} cases were found");
}
