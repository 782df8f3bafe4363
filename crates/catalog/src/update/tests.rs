use std::collections::BTreeMap;

use tokenfare_core::catalog::{Catalog, Date};

use super::{Proposals, apply};
use crate::compare::Decisions;
use crate::lists::{List, genai_prices, litellm, model_prices};

const FILE: &str = include_str!("tests/vendor.toml");

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// What the lists said on a day, kept small.
fn lists() -> [List; 3] {
    let on = day("2026-11-25");
    [
        litellm::read(include_bytes!("tests/litellm.json"), "1.110.2").unwrap(),
        genai_prices::read(include_bytes!("tests/genai-prices.json"), "0.2.3", on).unwrap(),
        model_prices::read(include_bytes!("tests/model-prices.json"), "0.0.5", on).unwrap(),
    ]
}

fn proposals(decisions: &str) -> Proposals {
    let catalog: Catalog = toml::from_str(FILE).unwrap();
    Proposals::of(&catalog, &Decisions::parse(decisions), &lists(), day("2026-11-25"))
}

#[test]
fn the_fixtures_are_read() {
    let [lite, genai, models] = lists();
    assert_eq!((lite.quote)("mistral", "mistral-large-4").unwrap()["input"], "0.7");
    assert_eq!((genai.quote)("mistral", "mistral-large-4").unwrap()["output"], "2.1");
    assert_eq!((genai.since)("mistral", "mistral-large-4"), Some(day("2026-10-29")));
    assert_eq!(models.as_of, Some(day("2026-10-26")));
    assert_eq!((models.quote)("mistral", "mistral-small-2603").unwrap()["input"], "0.15");
}

#[test]
fn two_lists_move_the_day_and_propose_prices_and_one_decides_nothing() {
    let proposals = proposals("");
    let proposed: Vec<_> = proposals.proposed.iter().map(|(why, _)| why.as_str()).collect();
    assert_eq!(
        proposed,
        [
            "mistral-large-4: 0.7 / 0.07 / 2.1 from 2026-10-29 (litellm, genai-prices)",
            "mistral-small-2603: checked 2026-11-08 -> 2026-11-25 (litellm, genai-prices, model-prices)",
            "mistral-large-2512: shutdown none -> 2027-04-30 (litellm)",
            "mistral-nova: new, 1 / 0.1 / 3 (genai-prices, litellm)",
        ]
    );
    assert_eq!(
        proposals.refused,
        [
            "mistral-large-2512: input is 0.5 here, 0.6 in genai-prices, and as here in litellm",
            "codestral-2508: output is 0.9 here, 0.8 in litellm, and as here in model-prices",
        ]
    );
    assert_eq!(proposals.seen_once, ["mistral-solo (mistral, litellm)"]);
    assert_eq!((proposals.confirmed, proposals.one_list), (0, 1));
}

#[test]
fn what_was_decided_is_not_proposed_again() {
    let proposals = proposals(
        r#"
        [[decision]]
        list = "litellm"
        models = ["mistral-large-2512"]
        fields = ["shutdown"]
        theirs = "2027-04-30"
        decision = "The vendor has put it off."
        sources = ["https://example.org/deprecations"]
        [[decision]]
        list = "litellm"
        models = ["mistral-solo"]
        fields = ["model"]
        decision = "Not a chat model."
        "#,
    );
    assert!(proposals.seen_once.is_empty());
    assert!(!proposals.proposed.iter().any(|(why, _)| why.contains("shutdown")));
}

#[test]
fn the_patch_keeps_what_people_wrote() {
    let texts = BTreeMap::from([
        ("mistral.toml".to_owned(), FILE.to_owned()),
        ("other.toml".to_owned(), "# nothing of this vendor\n".to_owned()),
    ]);
    let changed = apply(&proposals(""), &texts);
    assert_eq!(changed.keys().collect::<Vec<_>>(), ["mistral.toml"]);
    let text = &changed["mistral.toml"];
    for line in FILE.lines().filter(|line| *line != "checked = \"2026-11-08\"") {
        assert!(text.contains(line), "{line}");
    }
    let catalog: Catalog = toml::from_str(text).unwrap();
    assert_eq!(catalog.check(), Ok(()));
    let cards = &catalog.model("mistral-large-4").unwrap().cards;
    let last = cards.last().unwrap();
    assert_eq!((last.from, last.checked), (day("2026-10-29"), day("2026-11-25")));
    assert_eq!((last.prices.input.to_string(), cards.len()), ("0.7".to_owned(), 2));
    assert_eq!(last.tiers, cards[0].tiers);
    assert_eq!(last.editor_note, None);
    let ending = catalog.model("mistral-large-2512").unwrap();
    assert_eq!(ending.shutdown, Some(day("2027-04-30")));
    assert_eq!(ending.shutdown_source.as_deref(), Some("litellm"));
    let new = catalog.model("mistral-nova").unwrap();
    assert_eq!(new.tokens, catalog.models[0].tokens);
}
