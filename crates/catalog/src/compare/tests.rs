use serde_json::json;
use tokenfare_core::catalog::Catalog;

use super::decision::Decisions;
use super::*;
use crate::lists::{genai_prices, litellm};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn litellm_figures_are_per_million() {
    let entry = json!({
        "input_cost_per_token": 2.5e-06, "cache_read_input_token_cost": 2.8e-09,
        "output_cost_per_token": 1.5e-05, "input_cost_per_token_above_272k_tokens": 5e-06,
        "output_cost_per_token_above_272k_tokens": 2.25e-05, "input_cost_per_token_batches": 1.25e-06,
        "max_output_tokens": 128_000, "deprecation_date": "2027-04-01", "mode": "chat",
    });
    let fields = serde_json::from_value(entry).unwrap();
    let figures = litellm::figures(&fields);
    let expected = [
        ("batch input", "1.25"),
        ("cached", "0.0028"),
        ("input", "2.5"),
        ("long input", "5"),
        ("long output", "22.5"),
        ("maxOutput", "128000"),
        ("output", "15"),
        ("shutdown", "2027-04-01"),
    ];
    assert_eq!(figures, expected.map(|(field, text)| (field, text.to_owned())).into());
}

#[test]
fn genai_prices_are_those_in_force_off_peak() {
    let decimal = |text: &str| json!({"call": "Decimal", "of": [text]});
    let from = |year: u32, month: u32, day: u32| json!({"call": "StartDateConstraint", "start_date": {"call": "date", "of": [year, month, day]}});
    let model = json!({"id": "m", "prices": [
        {"prices": {"input_mtok": decimal("2"), "output_mtok": {"base": decimal("10"), "tiers": []}}},
        {"constraint": from(2026, 12, 1), "prices": {"input_mtok": decimal("4"), "output_mtok": decimal("20")}},
        {"constraint": {"call": "TimeOfDateConstraint"}, "prices": {"input_mtok": decimal("9")}},
    ]});
    let on = |date| genai_prices::figures(&model, day(date));
    assert_eq!(on("2026-11-30")["input"], "2");
    assert_eq!(on("2026-11-30")["output"], "10");
    assert_eq!(on("2026-12-01")["output"], "20");
}

#[test]
fn differences_are_open_until_decided_and_again_when_the_list_moves() {
    let catalog: Catalog = serde_json::from_value(json!({
        "vendors": [{"id": "v", "name": "V"}], "sources": [{"id": "s", "name": "S"}],
        "models": [{"id": "m", "vendor": "v", "tokens": {"exact": "o200k_base"}, "cards": [{
            "from": "2026-01-01", "source": "s", "checked": "2026-11-01",
            "prices": {"input": "2", "output": "10"}
        }]}]
    }))
    .unwrap();
    let list = |input: &'static str| List {
        name: "theirs 1.0".to_owned(),
        source: "theirs",
        as_of: None,
        quote: Box::new(move |_, _| {
            Some([("input", input.to_owned()), ("output", "10".to_owned())].into())
        }),
        since: Box::new(|_, _| None),
        models: ["M", "m-2026-01-01", "m-large", "n"]
            .map(|id| ("v".to_owned(), id.to_owned()))
            .into(),
    };
    let decisions = Decisions::parse(
        r#"[[decision]]
        list = "theirs"
        models = ["m"]
        fields = ["input"]
        theirs = "3"
        decision = "Theirs is the list price before the promotion."
        sources = ["https://example.org/prices"]
        [[decision]]
        list = "theirs"
        models = ["n"]
        fields = ["model"]
        decision = "Not a chat model.""#,
    );
    let open = |input| {
        let mut comparison = Comparison { differences: Vec::new(), same: 0, lists: Vec::new() };
        comparison.add(&catalog, &list(input), day("2026-11-22"));
        for difference in &mut comparison.differences {
            difference.decision = decisions.on(difference);
        }
        let differences = comparison.differences.iter().filter(|d| d.decision.is_none());
        differences.map(|d| format!("{} {}", d.model, d.field)).collect::<Vec<_>>()
    };
    assert_eq!(open("3"), ["m-large model"]);
    assert_eq!(open("4"), ["m input", "m-large model"]);
    assert_eq!(open("2"), ["m-large model"]);
}

#[test]
fn a_decision_on_a_figure_needs_an_address() {
    let file = |sources: &str| {
        let text = format!(
            r#"[[decision]]
            list = "theirs"
            models = ["m"]
            fields = ["input"]
            decision = "It must be the launch promotion."
            {sources}"#
        );
        let file = toml::from_str::<super::decision::File>(&text).unwrap();
        Decisions::sound(file).map(|_| ()).map_err(|error| error.to_string())
    };
    for sources in ["", "sources = []", r#"sources = ["the price page"]"#] {
        let error = file(sources).unwrap_err();
        assert!(error.contains("the decision on input of m (theirs) has no source"), "{error}");
    }
    assert_eq!(file(r#"sources = ["https://example.org/prices"]"#), Ok(()));
}
