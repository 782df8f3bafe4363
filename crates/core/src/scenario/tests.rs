use proptest::prelude::*;

use super::*;
use crate::money::Notation;

#[test]
fn every_setting_reads_what_it_writes() {
    let standard = Scenario::default();
    for field in FIELDS {
        let mut scenario = Scenario::default();
        let text = field.value(&standard).to_string();
        scenario.set(field.name, &text).unwrap();
        assert_eq!(scenario, standard, "{}", field.name);
    }
}

#[test]
fn attributes_keys_and_the_short_plan_name_mean_the_same() {
    let mut scenario = Scenario::default();
    for (name, value) in [("messages-per-day", "1"), ("messagesPerDay", "2")] {
        scenario.set(name, value).unwrap();
        assert_eq!(scenario.messages_per_day.to_string(), value);
    }
    scenario.set("plan", "claude-pro, chatgpt-plus").unwrap();
    assert_eq!(scenario.plans, ["claude-pro", "chatgpt-plus"]);
}

#[test]
fn errors_name_the_setting_the_value_and_what_to_write() {
    let mut scenario = Scenario::default();
    for (name, value, expected) in [
        ("messages-per-day", "-1", "a whole number from 0 to 10000000"),
        ("messages-per-day", "1e9", "a whole number"),
        ("days-per-month", "32", "from 1 to 31"),
        ("history", "some", "one of full, window, none"),
        ("overhead", "maybe", "on or off"),
        ("on", "2026-02-30", "a day such as"),
        ("model", " ", "a name"),
    ] {
        let error = scenario.set(name, value).unwrap_err().to_string();
        assert!(error.contains(name) && error.contains(value), "{error}");
        assert!(error.contains(expected), "{error}");
    }
    assert_eq!(scenario, Scenario::default());
    let error = scenario.set("mesages", "1").unwrap_err().to_string();
    assert!(error.contains("`mesages`") && error.contains("messages-per-day"), "{error}");
}

#[test]
fn an_object_takes_the_same_names_and_values() {
    let json = r#"{"model":"gpt-4o","messagesPerDay":7,"plan":["chatgpt-plus"],"overhead":false,"on":null,"turns":3.0}"#;
    let scenario: Scenario = serde_json::from_str(json).unwrap();
    assert_eq!(scenario.model, "gpt-4o");
    assert_eq!(scenario.messages_per_day, 7);
    assert_eq!(scenario.plans, ["chatgpt-plus"]);
    assert_eq!(scenario.turns, 3);
    assert!(!scenario.overhead);
    let again: Scenario = serde_json::from_str(&serde_json::to_string(&scenario).unwrap()).unwrap();
    assert_eq!(again, scenario);
    for (json, named) in
        [(r#"{"turns":-3}"#, "turns"), (r#"{"turn":3}"#, "`turn`"), (r#"{"turns":1.5}"#, "1.5")]
    {
        let error = serde_json::from_str::<Scenario>(json).unwrap_err().to_string();
        assert!(error.contains(named), "{error}");
    }
}

#[test]
fn what_a_reader_writes_is_read_in_their_notation_or_refused() {
    let german = Notation::of("de");
    let mut scenario = Scenario::default();
    scenario.set_written("messages-per-day", "1.500", german).unwrap();
    scenario.set_written("credit", "12,5", german).unwrap();
    scenario.set_written("model", "gpt-4.1", german).unwrap();
    assert_eq!((scenario.messages_per_day, &scenario.model[..]), (1_500, "gpt-4.1"));
    assert_eq!(scenario.credit, Some("12.5".parse().unwrap()));
    scenario.set_written("credit", "", german).unwrap();
    assert_eq!(scenario.credit, None);
    for value in ["1.5", "12,5", "1.50", "x"] {
        let error = scenario.set_written("messages-per-day", value, german).unwrap_err();
        assert!(error.to_string().contains(&format!("`{value}`")), "{error}");
    }
    assert_eq!(scenario.messages_per_day, 1_500);
    scenario.set_written("credit", "1,500.25", Notation::of("en")).unwrap();
    assert_eq!(scenario.credit, Some("1500.25".parse().unwrap()));
}

#[test]
fn only_changes_travel() {
    let mut scenario = Scenario::default();
    assert_eq!(scenario.changes().count(), 0);
    scenario.set("turns", "5").unwrap();
    scenario.set("overhead", "off").unwrap();
    let changes: Vec<_> = scenario.changes().collect();
    assert_eq!(changes, [("turns", "5".to_owned()), ("overhead", "off".to_owned())]);
}

#[test]
fn every_setting_can_be_put_back() {
    let standard = Scenario::default();
    for field in FIELDS {
        let mut scenario = standard.clone();
        scenario.set("reply-tokens", "7").unwrap();
        scenario.set("on", "2025-01-02").unwrap();
        scenario.reset(field.name).unwrap();
        assert_eq!(field.value(&scenario), field.value(&standard), "{}", field.name);
    }
    assert!(Scenario::default().reset("nonsense").is_err());
}

/// Settings, each at some value that its field takes.
fn settings() -> impl Strategy<Value = Scenario> {
    let value = prop_oneof![
        (0..=2_000_u64).prop_map(|number| number.to_string()),
        "[a-z0-9,.-]{1,12}|[^\\p{C}]{1,8}",
        prop::sample::select(vec![
            "on",
            "off",
            "none",
            "batch",
            "0.92",
            "2026-02-28",
            "images,voice"
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec((0..FIELDS.len(), value), 0..9).prop_map(|values| {
        let mut scenario = Scenario::default();
        for (at, value) in values {
            // What a field does not take is left out; enough is taken.
            let _ = scenario.set(FIELDS[at].name, &value);
        }
        scenario
    })
}

fn follow(link: &Link) -> Scenario {
    let mut scenario = Scenario::default();
    for (name, value) in &link.settings {
        scenario.set(name, value).unwrap();
    }
    scenario
}

proptest! {
    #[test]
    fn a_link_leads_back(scenario in settings(), text: Option<String>) {
        let address = format!("https://example.com/prices/?a=1{}", scenario.link(text.as_deref()));
        let link = Link::read(&address).unwrap();
        prop_assert_eq!(&link.text, &text);
        prop_assert_eq!(follow(&link), scenario);
    }

    #[test]
    fn a_link_is_made_of_what_an_address_may_hold(scenario in settings(), text: String) {
        let link = scenario.link(Some(&text));
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"#%&=-._~!$'*,:;@/?".contains(&byte);
        prop_assert!(link.bytes().all(plain), "{link}");
        prop_assert_eq!(link.matches('#').count(), 1);
    }

    #[test]
    fn whatever_is_written_is_read_or_refused(address: String, part: String) {
        let _ = Link::read(&address);
        let _ = Link::read(&format!("#tokenfare=1&{part}"));
    }
}

#[test]
fn a_link_can_be_written_by_hand() {
    let link = Link::read("#tokenfare=1&model=gpt-4o&plan=claude-pro&&text=50%&later").unwrap();
    let pairs = [("model", "gpt-4o"), ("plan", "claude-pro"), ("later", "")];
    assert_eq!(link.settings, pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!(link.text.as_deref(), Some("50%"));
    assert_eq!(Link::read("https://example.com/#chapter-2"), Err(LinkError::NoScenario));
    assert_eq!(Link::read("https://example.com/"), Err(LinkError::NoScenario));
    let error = Link::read("#tokenfare=2&model=x").unwrap_err();
    assert!(error.to_string().contains("`2`"), "{error}");
}

#[test]
fn a_snippet_says_what_the_scenario_is() {
    let mut scenario = Scenario::default();
    assert_eq!(scenario.snippet(&[], ""), "<token-fare></token-fare>");
    scenario.set("plans", "chatgpt-plus, \"claude\"&co").unwrap();
    scenario.set("turns", "5").unwrap();
    assert_eq!(
        scenario.snippet(&[], "</token-fare><script>alert(\"&amp;\")</script>\r\n"),
        "<token-fare plans=\"chatgpt-plus,&quot;claude&quot;&amp;co\" turns=\"5\">\
         &lt;/token-fare&gt;&lt;script&gt;alert(&quot;&amp;amp;&quot;)&lt;/script&gt;&#13;\n</token-fare>"
    );
}
