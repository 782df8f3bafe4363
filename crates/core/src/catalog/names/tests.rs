use super::*;

const NAMES: [&str; 12] = [
    "gpt-4o",
    "gpt-4o-2024-05-13",
    "gpt-4o-mini",
    "gpt-5.6-sol",
    "claude-opus-4-5",
    "claude-3-5-sonnet-20241022",
    "gemini-2.0-flash",
    "groq/openai/gpt-oss-120b",
    "MiniMax-M3",
    "grok-4.7",
    "mistral-large-4",
    "gpt-3.5-turbo",
];

#[test]
fn names_lead_to_a_model_however_they_are_written() {
    for (asked, name) in [
        ("gpt-4o", "gpt-4o"),
        ("GPT-4o", "gpt-4o"),
        (" gpt-4o ", "gpt-4o"),
        ("openai/gpt-4o", "gpt-4o"),
        ("openrouter/openai/gpt-4o", "gpt-4o"),
        ("azure/gpt-4o-2024-08-06", "gpt-4o"),
        ("gpt-4o-2024-08-06", "gpt-4o"),
        ("gpt-4o-2024-05-13", "gpt-4o-2024-05-13"),
        ("chatgpt/gpt-4o", ""),
        ("gpt-4o-mini-2024-07-18", "gpt-4o-mini"),
        ("GPT-5.6 Sol", "gpt-5.6-sol"),
        ("gpt-5-6-sol", "gpt-5.6-sol"),
        ("anthropic/claude-opus-4.5", "claude-opus-4-5"),
        ("claude-opus-4-5-20251101", "claude-opus-4-5"),
        ("claude-opus-4-5@20251101", "claude-opus-4-5"),
        ("us.anthropic.claude-opus-4-5-20251101-v1:0", "claude-opus-4-5"),
        ("anthropic.claude-opus-4-5-20251101-v1:0", "claude-opus-4-5"),
        ("bedrock/us.anthropic.claude-opus-4-5-20251101-v1:0", "claude-opus-4-5"),
        ("claude-3-5-sonnet", "claude-3-5-sonnet-20241022"),
        ("claude-3-5-sonnet-latest", "claude-3-5-sonnet-20241022"),
        ("claude-3.5-sonnet", "claude-3-5-sonnet-20241022"),
        ("models/gemini-2.0-flash-001", "gemini-2.0-flash"),
        ("vertex_ai/gemini-2.0-flash", "gemini-2.0-flash"),
        ("groq/openai/gpt-oss-120b", "groq/openai/gpt-oss-120b"),
        ("minimax/minimax-m3", "MiniMax-M3"),
        ("x-ai/grok-4.7", "grok-4.7"),
        // At prices of its own.
        ("openai/gpt-oss-120b", ""),
        ("ft:gpt-4o-mini-2024-07-18:org::id1", ""),
        ("openai/gpt-4o:free", ""),
        ("gpt-4", ""),
        ("", ""),
    ] {
        let found = resolve(asked, &NAMES);
        assert_eq!(found.unwrap_or_default(), name, "{asked}");
    }
}

#[test]
fn the_nearest_name_is_proposed_where_one_is_near() {
    for (asked, name) in [
        ("gpt4o", "gpt-4o"),
        ("gpt5.6-sol", "gpt-5.6-sol"),
        ("gpt-5.6-soll", "gpt-5.6-sol"),
        ("claude-opus-45", "claude-opus-4-5"),
        ("ft:gpt-4o-mini-2024-07-18:org::id1", "gpt-4o-mini"),
        ("gpt-35-turbo", "gpt-3.5-turbo"),
        ("nonsense", ""),
        ("", ""),
    ] {
        let found = nearest::of(asked, &NAMES);
        assert_eq!(found.unwrap_or_default(), name, "{asked}");
    }
}

#[test]
fn a_name_that_is_only_counted_has_no_price() {
    let model = |id: &str| {
        let tokens = r#"{"exact": "o200k_base"}"#;
        format!(r#"{{"id": "{id}", "vendor": "v", "tokens": {tokens}, "cards": []}}"#)
    };
    let counted = r#"[
        {"name": "gpt-3.5-turbo-0301", "encoding": "cl100k_base"},
        {"name": "gpt-3.5-turbo-", "prefix": true, "encoding": "cl100k_base"},
        {"name": "ft:gpt-4o", "prefix": true, "encoding": "o200k_base"}
    ]"#;
    let models = [model("gpt-3.5-turbo"), model("gpt-4o")].join(",");
    let catalog: Catalog =
        serde_json::from_str(&format!(r#"{{"models": [{models}], "counted": {counted}}}"#))
            .unwrap();
    let encoding = |name: &str| catalog.tokens_of(name).map(|tokens| tokens.encoding().to_owned());
    assert_eq!(catalog.find("gpt-3.5-turbo").unwrap().id, "gpt-3.5-turbo");
    assert_eq!(catalog.find("gpt-3.5-turbo-2023-06-13").unwrap().id, "gpt-3.5-turbo");
    let unpriced = catalog.find("gpt-3.5-turbo-0301").unwrap_err();
    assert_eq!(
        unpriced.to_string(),
        "`gpt-3.5-turbo-0301` has no price here, though its tokens can be counted; the nearest is `gpt-3.5-turbo`"
    );
    assert_eq!(encoding("gpt-3.5-turbo-0301").unwrap(), "cl100k_base");
    assert_eq!(encoding("gpt-3.5-turbo-zzz").unwrap(), "cl100k_base");
    assert_eq!(encoding("ft:gpt-4o:org::id").unwrap(), "o200k_base");
    assert_eq!(
        catalog.find("quite another thing").unwrap_err().to_string(),
        "no model is called `quite another thing`"
    );
}
