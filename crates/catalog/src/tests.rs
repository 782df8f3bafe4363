use tokenfare_core::catalog::{Catalog, Date, REMARKS};
use tokenfare_core::money::{Rate, Usd};
use tokenfare_core::report::{Counts, report};
use tokenfare_core::scenario::Scenario;

use super::{PACKED, builtin};

fn rate(text: &str) -> Rate {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn the_pack_unpacks_to_a_catalog_that_keeps_the_rules() {
    let catalog = Catalog::unpack(PACKED).unwrap();
    assert_eq!(catalog.check(), Ok(()));
    assert_eq!(catalog, builtin());
}

/// Each has a sentence in every language; what editors note is not packed.
#[test]
fn readers_notes_are_keys() {
    let catalog = builtin();
    let models = catalog.models.iter();
    let cards = models.clone().flat_map(|model| &model.cards).map(|card| &card.note);
    let terms = catalog.plans.iter().flat_map(|plan| &plan.terms).map(|terms| &terms.note);
    let credits = catalog.credits.iter().map(|credit| &credit.note);
    let limits = catalog.limits.iter().map(|limit| &limit.note);
    let models = models.map(|model| &model.note);
    let notes = models.chain(cards).chain(terms).chain(credits).chain(limits).flatten();
    let unknown: Vec<_> =
        notes.filter(|note| !REMARKS.iter().any(|(key, _)| key == note)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// The page opens with it.
#[test]
fn the_standard_scenario_has_a_report() {
    let report = report(&builtin(), &Scenario::default(), &Counts::estimated(1)).unwrap();
    assert_eq!(report.fares.len(), 4);
}

#[test]
fn the_reference_model_has_the_prices_of_its_page() {
    let catalog = builtin();
    let card = catalog.model("gpt-5.4").unwrap().card_on(day("2026-11-22")).unwrap();
    assert_eq!(card.prices.input, rate("2.50"));
    assert_eq!(card.prices.cached, Some(rate("0.25")));
    assert_eq!(card.prices.write, None);
    assert_eq!(card.prices.output, rate("15"));
}

#[test]
fn old_days_have_their_own_prices() {
    let catalog = builtin();
    let on = |id: &str, date: &str| {
        let card = catalog.model(id).unwrap().card_on(day(date));
        card.map(|card| (card.prices.input, card.prices.output))
    };
    assert_eq!(on("gpt-5.6-terra", "2026-07-29"), Some((rate("2.50"), rate("15"))));
    assert_eq!(on("gpt-5.6-terra", "2026-07-30"), Some((rate("2"), rate("12"))));
    assert_eq!(on("gpt-5.6-terra", "2026-07-08"), None);
    assert_eq!(on("gemini-4-argon", "2026-11-30"), Some((rate("2"), rate("10"))));
    assert_eq!(on("gemini-4-argon", "2026-12-01"), Some((rate("4"), rate("20"))));
}

#[test]
fn spring_2023_is_known() {
    let catalog = builtin();
    let plus = catalog.plan("chatgpt-plus").unwrap().terms_on(day("2023-05-01")).unwrap();
    assert_eq!(plus.monthly, Some(Usd::from_dollars(20)));
    let cap = plus.allowances[0].cap.unwrap();
    assert_eq!((cap.messages, cap.hours), (25, 3));
    let trial = catalog.credits.iter().find(|credit| credit.id == "openai-trial-5").unwrap();
    assert_eq!((trial.amount, trial.valid_days), (Usd::from_dollars(5), Some(90)));
    let limit = catalog.limits.iter().find(|limit| limit.id == "openai-default-2023").unwrap();
    assert_eq!(limit.monthly, Usd::from_dollars(120));
}

#[cfg(feature = "tools")]
#[test]
fn the_published_schemas_are_those_of_the_types() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, schema) in super::schemas() {
        let path = folder.join(name);
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            std::fs::write(&path, &schema).unwrap();
        }
        // As values: whether texts keep the order of keys depends on what else is being built.
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
        let published = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            value(&published) == value(&schema),
            "{name} is not up to date; run the test with UPDATE_SCHEMAS=1"
        );
    }
}
