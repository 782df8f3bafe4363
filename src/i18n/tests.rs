//! Every form of a message, in the language files as they ship.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;

use serde_json::Value;
use tokenfare_core::sentence::Sentence;

use super::{Format, Locale, Messages, Words};

/// A language file, with plural rules and plain numbers of its own in place of the browser's.
pub(crate) struct TestLocale {
    tag: String,
    messages: BTreeMap<String, Value>,
}

impl TestLocale {
    fn read(tag: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("www/lang/{tag}.json"));
        let text = std::fs::read_to_string(path).unwrap();
        Self { tag: tag.to_owned(), messages: serde_json::from_str(&text).unwrap() }
    }
}

impl Locale for TestLocale {
    fn sentence(&self, key: &str) -> Option<String> {
        self.messages.get(key)?.as_str().map(ToOwned::to_owned)
    }

    fn form(&self, key: &str, category: &str) -> Option<String> {
        self.messages.get(key)?.get(category)?.as_str().map(ToOwned::to_owned)
    }

    /// The categories of CLDR for whole numbers in the languages there are.
    fn category(&self, number: u64) -> Option<String> {
        let category = match (self.tag.as_str(), number, number % 100) {
            ("en", 1, _) => "one",
            ("ar", 0, _) => "zero",
            ("ar", 1, _) => "one",
            ("ar", 2, _) => "two",
            ("ar", _, 3..=10) => "few",
            ("ar", _, 11..=99) => "many",
            _ => "other",
        };
        Some(category.to_owned())
    }

    fn decimal(&self, decimal: &str) -> String {
        decimal.to_owned()
    }

    fn exact(&self, decimal: &str) -> String {
        format!("${decimal}")
    }

    fn rounded(&self, currency: &str, decimal: &str) -> String {
        format!("{currency} {decimal}")
    }

    fn tag(&self) -> &str {
        &self.tag
    }

    fn percent(&self, share: f64) -> String {
        format!("{}%", share * 100.0)
    }
}

/// The words of a language that ships.
pub(crate) fn words(tag: &str) -> Words {
    let locale: Rc<dyn Locale> = Rc::new(TestLocale::read(tag));
    Words { messages: Messages::new(locale.clone()), format: Format::new(locale) }
}

#[test]
fn a_value_stands_where_its_name_does() {
    let words = words("en");
    let said = words.fill("pay.gist", &[("name", "ChatGPT {price}"), ("price", "$8")]);
    assert_eq!(said, "ChatGPT {price}, $8 a month", "a value is no template");
    assert_eq!(words.fill("pay.gist", &[("name", "Go")]), "Go, price a month");
    assert_eq!(words.say("no.such-key"), "no.such-key");
}

#[test]
fn a_message_has_the_form_of_its_number() {
    let english = words("en");
    assert_eq!(english.count("tokens.tokens", 1), "1 token");
    assert_eq!(english.count("tokens.tokens", 2), "2 tokens");
    assert_eq!(
        english.count("curve.here", 2),
        "you are here",
        "one without forms is said as it is"
    );
    let arabic = words("ar");
    let forms = [0, 1, 2, 3, 11, 100].map(|number| arabic.count("volume.gist", number));
    let different: BTreeSet<_> = forms.iter().map(|form| form.as_str()).collect();
    assert!(different.len() > 3, "{forms:?}");
}

#[test]
fn an_amount_may_be_nothing_or_unknown() {
    use tokenfare_core::money::Usd;
    let words = words("en");
    assert_eq!(words.money(None), "unknown");
    assert_eq!(words.money(Some(Usd::ZERO)), "free");
    assert_eq!(words.money(Some(Usd::from_dollars(5))), "USD 5");
}

/// Names that are the same in every language, and the few words that each language takes as they are.
const LATIN: [&str; 10] =
    ["API", "GPU", "USD", "EUR", "token", "prompt", "system", "System", "on", "off"];

/// Everything that core can refuse, find in the way, doubt or advise.
fn every_sentence() -> Vec<(String, Sentence)> {
    use tokenfare_core::catalog::{Need, NoModel, Tier};
    use tokenfare_core::fare::{Cause, Doubt, Lack, Obstacle};
    use tokenfare_core::money::Usd;
    use tokenfare_core::report::{Basis, Counts, ReportError, report};
    use tokenfare_core::scenario::{FIELDS, Scenario, ScenarioError};

    let mut said = Vec::new();
    let day = "2026-11-22".parse().unwrap();
    let name = || "gpt-4o".to_owned();
    let mut obstacles = vec![
        Obstacle::Use { included: Usd::from_dollars(5), used: Usd::from_dollars(6) },
        Obstacle::Window { tokens: 5, window: 4, turn: 1 },
        Obstacle::Window { tokens: 5, window: 4, turn: 3 },
        Obstacle::Output { tokens: 5, max: 4 },
        Obstacle::NoReasoning { tokens: 5 },
        Obstacle::NotSold { on: day, since: day },
        Obstacle::PriceUnknown { on: day, first: None },
        Obstacle::PriceUnknown { on: day, first: Some(day) },
        Obstacle::Ended { since: day },
        Obstacle::ShutDown { since: day },
        Obstacle::Unlisted { seen: day },
        Obstacle::OtherVendor { model: name() },
        Obstacle::NoListPrice,
        Obstacle::NoGpuPrice,
    ];
    for many in [1, 2, 3, 11, 100] {
        obstacles.extend([
            Obstacle::Throughput { hours: 5, available: 4, gpus: many },
            Obstacle::Seats { people: many, max: 1 },
        ]);
    }
    for hours in [1, 2, 5, 24, 168, 720] {
        obstacles.push(Obstacle::Tokens { tokens: 5, hours, used: 6 });
        for (seats, then) in [(None, None), (Some(1), Some(name())), (Some(3), None)] {
            obstacles.push(Obstacle::Cap {
                model: name(),
                messages: 5,
                hours,
                sent: 6,
                daily: 40,
                active_hours: 8,
                carries: 30,
                seats,
                then,
            });
        }
    }
    for need in Need::ALL {
        let causes = Tier::ALL.iter().map(|(tier, _)| Some(Cause::Tier { tier: *tier }));
        let others =
            [Cause::Programs { share: 5 }, Cause::SystemPrompt { tokens: 5 }, Cause::Region];
        for because in causes.chain(others.map(Some)).chain([None]) {
            obstacles.push(Obstacle::Lacks { need: *need, because });
        }
    }
    obstacles.extend(Tier::ALL.iter().map(|(tier, _)| Obstacle::TierNotOffered { tier: *tier }));
    for obstacle in &obstacles {
        let sentences = obstacle.sentences();
        said.extend(sentences.into_iter().map(|sentence| (format!("{obstacle:?}"), sentence)));
    }
    let needs = Need::ALL.iter().map(|need| Doubt::Need { need: *need });
    for doubt in needs.chain([Doubt::Reasoning, Doubt::Region, Doubt::Limits]) {
        said.push((format!("{doubt:?}"), doubt.sentence()));
    }
    for lack in [
        Lack::SmallerModel { model: name() },
        Lack::SmallerBeyond { model: name(), daily: 5 },
        Lack::OtherVendor { model: name(), asked: name() },
        Lack::Ads,
        Lack::Trains,
    ] {
        said.push((format!("{lack:?}"), lack.sentence()));
    }

    for (field, value) in FIELDS.iter().flat_map(|field| [(field, "\u{0}"), (field, "")]) {
        // No setting has both of these values, but those that are any names.
        if let Err(error) = Scenario::default().set(field.name, value) {
            said.push((format!("{error:?}"), error.sentence()));
        }
        said.push((format!("\"{}\"", field.name), field.label()));
    }
    for error in [
        ScenarioError::UnknownField("x".into()),
        crate::state::ViewMode::named(Some("x")).unwrap_err(),
    ] {
        said.push((format!("{error:?}"), error.sentence()));
    }
    for error in [
        NoModel::Unknown { asked: name(), nearest: None }.into(),
        NoModel::Unknown { asked: name(), nearest: Some(name()) }.into(),
        NoModel::Unpriced { asked: name(), encoding: "o200k_base".into(), nearest: None }.into(),
        NoModel::Unpriced { asked: name(), encoding: "o200k_base".into(), nearest: Some(name()) }
            .into(),
        ReportError::UnknownPlan(name()),
        ReportError::EmptyCatalog,
    ] {
        said.push((format!("{error:?}"), error.sentence()));
    }

    let catalog = tokenfare_catalog::builtin();
    for model in &catalog.models {
        let mut scenario = Scenario::default();
        scenario.set("model", &model.id).unwrap();
        for counts in [Counts::estimated(5), Counts::exact("o200k_base", 5)] {
            let basis = report(&catalog, &scenario, &counts).unwrap().tokens.basis;
            said.push((format!("{basis:?}"), basis.sentence()));
            assert!(matches!(basis, Basis::Exact { .. } | Basis::Estimate { .. }));
        }
    }
    said
}

#[test]
fn every_refusal_and_obstacle_is_said_in_the_readers_language() {
    let english = words("en");
    let sentences = every_sentence();
    assert!(sentences.len() > 200);
    let mut found = BTreeSet::new();
    for tag in ["en", "zh-Hans", "vi", "ar"] {
        let words = words(tag);
        for (what, sentence) in &sentences {
            let (said, in_english) = (words.tell(sentence), english.tell(sentence));
            assert!(!said.contains(sentence.key), "{tag} has no sentence for {what}: {said}");
            assert!(!said.contains(['{', '}']), "{tag}: {what}: {said}");
            if tag == "en" {
                continue;
            }
            assert_ne!(said, in_english, "{tag}: {what}");
            let foreign = latin_words(&said).filter(|word| match tag {
                // Vietnamese is written in Latin letters: a word is foreign where English has it too.
                "vi" => word.len() > 3 && latin_words(&in_english).any(|other| other == *word),
                _ => true,
            });
            // What is written as it is, names and words, stands in the error as a text.
            let is_name = |word: &&str| {
                LATIN.contains(word)
                    || what.contains(&format!("\"{word}\""))
                    || tokenfare_core::catalog::Need::NAMES.contains(word)
            };
            let foreign: Vec<_> = foreign.filter(|word| !is_name(word)).collect();
            if !foreign.is_empty() {
                found.insert(format!("{tag}: {foreign:?} in {said}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

fn latin_words(sentence: &str) -> impl Iterator<Item = &str> {
    let other = |c: char| {
        !(c.is_ascii_alphanumeric()
            || "-_.".contains(c)
            || ('\u{c0}'..'\u{250}').contains(&c)
            || ('\u{1e00}'..'\u{1f00}').contains(&c))
    };
    let words = sentence.split(other).map(|word| word.trim_matches(['.', '-']));
    words.filter(|word| word.chars().any(|c| c.is_ascii_alphabetic()))
}
