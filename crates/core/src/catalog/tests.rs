use super::*;

#[test]
fn days_are_read_and_written_and_counted() {
    for text in ["1970-01-01", "2000-02-29", "2026-11-22", "2100-03-01", "9999-12-31"] {
        assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
    }
    for text in [
        "2026-02-29",
        "2100-02-29",
        "2026-13-01",
        "2026-1-1",
        "26-01-01",
        "1969-12-31",
        "",
        "2026-11-22-1",
        "2026-11-00",
    ] {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
    let day = |text: &str| text.parse::<Date>().unwrap();
    assert_eq!(day("2024-03-01").days_since(day("2024-02-28")), 2);
    assert_eq!(day("2024-02-28").days_since(day("2024-03-01")), 0);
    assert_eq!(Date::from_days(0).to_string(), "1970-01-01");
}

const SOUND: &str = r#"{
    "vendors": [{"id": "v", "name": "V"}],
    "sources": [{"id": "s", "name": "S"}],
    "models": [{
        "id": "m", "vendor": "v", "tokens": {"exact": "o200k_base"}, "window": 1000,
        "cards": [
            {"from": "2026-01-01", "prices": {"input": "2.50", "output": "15"}, "source": "s", "checked": "2026-11-01"},
            {"from": "2026-06-01", "prices": {"input": "2.00", "output": "12"}, "source": "s", "checked": "2026-11-01"}
        ]
    }],
    "plans": [{
        "id": "p", "name": "P", "vendor": "v",
        "terms": [{"from": "2026-01-01", "monthly": "20", "source": "s", "checked": "2026-11-01",
            "allowances": [{"model": "m", "cap": {"messages": 10, "hours": 5}}]}]
    }]
}"#;

fn errors(from: &str, to: &str) -> Vec<String> {
    let broken = SOUND.replacen(from, to, 1);
    assert_ne!(broken, SOUND, "{from}");
    let catalog: Catalog = serde_json::from_str(&broken).unwrap();
    catalog.check().unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn a_sound_catalog_passes() {
    assert_eq!(serde_json::from_str::<Catalog>(SOUND).unwrap().check(), Ok(()));
}

#[test]
fn broken_rules_name_the_entry_the_field_and_the_value() {
    for (from, to, expected) in [
        (r#""vendor": "v", "tokens""#, r#""vendor": "w", "tokens""#, "model m: `vendor` names `w`"),
        (
            r#""source": "s", "checked""#,
            r#""source": "t", "checked""#,
            "model m, card of 2026-01-01: `source` names `t`",
        ),
        ("2026-06-01", "2026-01-01", "model m: `cards` must rise"),
        (
            r#""input": "2.50""#,
            r#""input": "0.000003""#,
            "card of 2026-01-01: `input` is 0.000003 USD per million",
        ),
        (r#""output": "15""#, r#""output": "15000000""#, "`output` is 15000000 USD per million"),
        (r#""id": "m""#, r#""id": "a b""#, "`a b` must be letters"),
        (r#""window": 1000"#, r#""window": 0"#, "model m: `window` is 0"),
        (
            r#""exact": "o200k_base""#,
            r#""exact": "o300k_base""#,
            "model m: `tokens` is an unknown encoding",
        ),
        (r#""hours": 5"#, r#""hours": 0"#, "terms of 2026-01-01: `cap.hours` is 0"),
        (r#""id": "m""#, r#""id": "m", "aliases": ["m"]"#, "model m: `id` `m` is already"),
        (
            r#""monthly": "20""#,
            r#""monthly": "20", "allows": ["voice"], "denies": ["voice"]"#,
            "`allows` contradicts `denies`",
        ),
        (
            r#""monthly": "20""#,
            r#""monthly": "-5""#,
            "plan p, terms of 2026-01-01: `monthly` is -5 USD",
        ),
        (r#""monthly": "20""#, r#""monthly": "2000000""#, "`monthly` is 2000000 USD; write USD"),
        (
            r#""monthly": "20""#,
            r#""monthly": "20", "yearly": "200""#,
            "`yearly` is 200 USD; write what a month costs when a year is paid",
        ),
        (r#""monthly": "20""#, r#""monthly": "20", "apiCredit": "-1""#, "`apiCredit` is -1 USD"),
        (r#""messages": 10"#, r#""messages": 0"#, "`cap.messages` is 0; it must be at least 1"),
        (
            r#""input": "2.50""#,
            r#""input": "2.50", "cached": "25""#,
            "`cached` is 25, more than `input` at 2.5; are the two swapped?",
        ),
        (
            r#"{"model": "m", "cap""#,
            r#"{"model": "n", "then": "m"}, {"model": "m", "then": "n", "cap""#,
            "`then` leads from `m` back to itself",
        ),
        (
            r#""window": 1000"#,
            r#""window": 1000, "released": "2026-02-01", "shutdown": "2026-01-01""#,
            "`shutdown` must rise from entry to entry, but 2026-01-01 is not after 2026-02-01",
        ),
        (
            r#""window": 1000"#,
            r#""window": 1000, "caching": {"automatic": true, "min": 0, "step": 1, "minutes": 60, "minutesLong": 5}"#,
            "`caching.minutesLong` is 5; it must be no less than the shortest",
        ),
        (
            r#""plans": ["#,
            r#""credits": [{"id": "c", "name": "C", "vendor": "v", "amount": "-5", "from": "2026-01-01", "until": "2025-01-01", "source": "s", "checked": "2026-11-01"}], "plans": ["#,
            "credit c: `amount` is -5 USD",
        ),
        (
            r#""plans": ["#,
            r#""limits": [{"id": "l", "name": "L", "vendor": "v", "monthly": "99999999999", "from": "2026-01-01", "source": "s", "checked": "2026-11-01"}], "plans": ["#,
            "limit l: `monthly` is 99999999999 USD",
        ),
        (
            r#"{"id": "s", "name": "S"}"#,
            r#"{"id": "s", "name": "S", "url": "javascript:alert(1)"}"#,
            "source s: `url` is `javascript:alert(1)`; write an address",
        ),
        (
            r#"{"id": "s", "name": "S"}"#,
            r#"{"id": "s", "name": "S", "url": "//example.org/prices"}"#,
            "source s: `url` is `//example.org/prices`",
        ),
        (
            r#"{"exact": "o200k_base"}"#,
            r#"{"estimate": {"encoding": "o200k_base", "low": "1.2", "high": "1.1", "basis": "b"}}"#,
            "model m: `tokens.low` is 1.2, above `high` at 1.1",
        ),
        (
            r#"{"model": "m", "cap""#,
            r#"{"model": "m", "then": "mini", "cap""#,
            "`then` is `mini`, no model of these terms",
        ),
        (
            r#"{"model": "m", "cap""#,
            r#"{"model": "m", "answers": "gpt-9", "cap""#,
            "`answers` names `gpt-9`, which is not in the catalog",
        ),
        (
            r#""monthly": "20""#,
            r#""monthly": "20", "serves": ["w"]"#,
            "`serves` names `w`, which is not in the catalog",
        ),
        (
            r#""monthly": "20""#,
            r#""monthly": "20", "local": [{"country": "India", "currency": "INR", "monthly": "399", "source": "s", "checked": "2026-11-01"}]"#,
            "`local.country` is `India`; write the two letters",
        ),
        (
            r#""window": 1000"#,
            r#""window": 1000, "shutdown": "2026-12-01", "shutdownSource": "t""#,
            "model m: `shutdownSource` names `t`",
        ),
        (r#""id": "m""#, r#""id": "m", "aliases": ["M"]"#, "model M: `id` `M` is already"),
    ] {
        let found = errors(from, to);
        assert!(found.iter().any(|error| error.contains(expected)), "{expected}: {found:?}");
    }
}

#[test]
fn what_serde_refuses_names_the_field() {
    for (from, to, expected) in [
        (r#""from": "2026-01-01", "prices""#, r#""prices""#, "missing field `from`"),
        (r#""output": "15""#, r#""outptu": "15""#, "unknown field `outptu`"),
        (r#""input": "2.50""#, r#""input": 2.5"#, "USD per million tokens"),
        (r#""input": "2.50""#, r#""input": "-1""#, "`-1` is out of range"),
        (
            r#""from": "2026-01-01", "prices""#,
            r#""from": "1.1.2026", "prices""#,
            "`1.1.2026` is not a day",
        ),
        (r#", "checked": "2026-11-01"},"#, "},", "missing field `checked`"),
        (r#""monthly": "20""#, r#""monthly": "20 USD""#, "`20 USD` is not a plain decimal"),
    ] {
        let error = serde_json::from_str::<Catalog>(&SOUND.replacen(from, to, 1)).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[test]
fn a_list_is_no_catalog() {
    for text in ["[]", "[[], [], [], [], [], []]", "null", "\"\"", "1"] {
        let error = serde_json::from_str::<Catalog>(text).unwrap_err().to_string();
        assert!(error.contains("expected an object with lists of vendors"), "{text}: {error}");
    }
    assert_eq!(serde_json::from_str::<Catalog>("{}").unwrap(), Catalog::default());
}

#[test]
fn what_editors_note_is_not_packed() {
    let noted = SOUND.replacen(
        r#""window": 1000"#,
        r#""window": 1000, "note": "application", "editorNote": "look again""#,
        1,
    );
    let catalog: Catalog = serde_json::from_str(&noted).unwrap();
    let packed = catalog.pack();
    assert!(!String::from_utf8_lossy(&packed).contains("look again"));
    let model = Catalog::unpack(&packed).unwrap().models.remove(0);
    assert_eq!((model.note.as_deref(), model.editor_note), (Some("application"), None));
    assert_eq!(remark_in_english("application"), "Access is by application.");
    assert_eq!(remark_in_english("Ask for access."), "Ask for access.");
}

#[test]
fn readers_are_warned_for_ninety_days_before_a_shutdown() {
    let ended = SOUND.replacen(r#""window": 1000"#, r#""shutdown": "2026-12-01""#, 1);
    let model = serde_json::from_str::<Catalog>(&ended).unwrap().models.remove(0);
    let day = |text: &str| text.parse::<Date>().unwrap();
    assert_eq!(model.shuts_down_soon(day("2026-09-01")), None);
    assert_eq!(model.shuts_down_soon(day("2026-09-02")), Some(day("2026-12-01")));
    assert_eq!(model.shuts_down_soon(day("2026-11-30")), Some(day("2026-12-01")));
    assert_eq!(model.shuts_down_soon(day("2026-12-01")), None);
    assert!(model.is_shut_down_on(day("2026-12-01")));
}

#[test]
fn a_step_holds_from_where_its_vendor_says() {
    let step = |inclusive| Long { above: 200_000, inclusive, prices: Prices::default() };
    let held =
        |inclusive| [199_999, 200_000, 200_001].map(|input| step(inclusive).holds_for(input));
    assert_eq!(held(false), [false, false, true]);
    assert_eq!(held(true), [false, true, true]);
}

#[test]
fn a_readers_catalog_replaces_and_adds() {
    let own = r#"{"models": [
        {"id": "m", "vendor": "v", "tokens": {"exact": "cl100k_base"}, "cards": []},
        {"id": "n", "vendor": "v", "tokens": {"exact": "cl100k_base"}, "cards": []}
    ]}"#;
    let base: Catalog = serde_json::from_str(SOUND).unwrap();
    let both = base.extended_with(serde_json::from_str(own).unwrap());
    assert_eq!(both.models.len(), 2);
    assert_eq!(both.model("m").unwrap().tokens.encoding(), "cl100k_base");
    let errors = both.check().unwrap_err();
    assert!(errors.iter().all(|error| error.field == "cards" && error.problem == Problem::Empty));
}
