//! Twenty people and the answer that a friend who knows would give each of them: the verdict is that
//! answer, in English and in Chinese.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use tokenfare_core::catalog::Date;
use tokenfare_core::money::Usd;
use tokenfare_core::report::{Counts, Report, Weights, report};
use tokenfare_core::scenario::Scenario;
use tokenfare_core::sentence::Language;

#[derive(Deserialize)]
struct File {
    person: Vec<Person>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    /// Who it is.
    who: String,
    /// What they want to know.
    asks: String,
    /// Why a friend would answer so.
    why: String,
    /// Settings by their attribute names.
    scenario: BTreeMap<String, String>,
    /// What their text weighs, in tokens of the encoding that the model is counted by.
    tokens: u64,
    /// Id of the fare to take; none where there is no verdict.
    #[serde(default)]
    take: Option<String>,
    /// What to do with the plan that they pay for.
    #[serde(default)]
    change: Option<String>,
    /// Ids of fares that are named beside it.
    #[serde(default)]
    beside: Vec<String>,
    /// What the verdict has to say, among other things.
    english: Vec<String>,
    chinese: Vec<String>,
}

/// A language file of the page.
struct Messages(Value);

impl Messages {
    fn of(tag: &str) -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../www/lang/{tag}.json"));
        Self(serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap())
    }

    fn says(&self, report: &Report) -> String {
        let said = report.verdict();
        said.iter().map(|sentence| sentence.say(self)).collect::<Vec<_>>().join(" ")
    }
}

impl Language for Messages {
    fn message(&self, key: &str, count: Option<u64>) -> Option<Cow<'_, str>> {
        let message = self.0.get(key)?;
        let form = if count == Some(1) { "one" } else { "other" };
        let form = || message.get(form).or_else(|| message.get("other"))?.as_str();
        message.as_str().or_else(form).map(Cow::Borrowed)
    }

    fn number(&self, number: u64) -> String {
        number.to_string()
    }

    fn money(&self, amount: Usd) -> String {
        amount.rounded().to_string()
    }

    fn day(&self, day: Date) -> String {
        day.to_string()
    }
}

#[test]
fn the_verdict_is_what_a_friend_who_knows_would_say() {
    let catalog = tokenfare_catalog::builtin();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/people.toml");
    let people = toml::from_str::<File>(&fs::read_to_string(file).unwrap()).unwrap().person;
    let (english, chinese) = (Messages::of("en"), Messages::of("zh-Hans"));
    let mut wrong = Vec::new();
    for person in &people {
        assert!(!person.asks.is_empty() && !person.why.is_empty(), "{}", person.who);
        let mut scenario = Scenario::default();
        for (name, value) in &person.scenario {
            scenario.set(name, value).unwrap();
        }
        let model = catalog.model(&scenario.model).unwrap();
        let counts = Counts::exact(model.tokens.encoding(), Weights::from(person.tokens));
        let report = report(&catalog, &scenario, &counts).unwrap();
        let given = &report.recommendation;
        let change = given.change.as_ref().map(|change| serde_json::to_value(change.kind).unwrap());
        let change = change.as_ref().and_then(Value::as_str);
        let (in_english, in_chinese) = (english.says(&report), chinese.says(&report));
        let agrees = given.fare == person.take
            && change == person.change.as_deref()
            && person.beside.iter().all(|id| given.beside.contains(id))
            && person.english.iter().all(|part| in_english.contains(part))
            && person.chinese.iter().all(|part| in_chinese.contains(part));
        // What the page's messages say is what core says in English.
        let own = std::iter::once(&given.sentence).chain(&given.reservations);
        assert_eq!(own.cloned().collect::<Vec<_>>().join(" "), in_english);
        if !agrees {
            let fare = &given.fare;
            wrong.push(format!(
                "{}: {fare:?} {change:?}\n  {in_english}\n  {in_chinese}",
                person.who
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(people.len() >= 20, "only {} people were found", people.len());
}
