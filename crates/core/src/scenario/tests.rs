use super::*;

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
