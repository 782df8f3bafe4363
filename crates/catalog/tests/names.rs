//! The names that people really use lead to the models they mean.

use tokenfare_catalog::{builtin, encoding_of};
use tokenfare_core::catalog::NoModel;

/// Snapshots, routers, clouds, aliases, and names as people write them.
const MEANT: &[(&str, &str)] = &[
    ("gpt-4o-2024-08-06", "gpt-4o"),
    ("gpt-4o-2024-11-20", "gpt-4o"),
    ("gpt-4o-2024-05-13", "gpt-4o-2024-05-13"),
    ("gpt-4o-mini-2024-07-18", "gpt-4o-mini"),
    ("gpt-4.1-2025-04-14", "gpt-4.1"),
    ("gpt-5-2025-08-07", "gpt-5"),
    ("gpt-5.4-2026-03-05", "gpt-5.4"),
    ("gpt-5.4-mini-2026-03-17", "gpt-5.4-mini"),
    ("o3-mini-2025-01-31", "o3-mini"),
    ("claude-haiku-4-5-20251001", "claude-haiku-4-5"),
    ("claude-sonnet-4-5-20250929", "claude-sonnet-4-5"),
    ("GPT-4o", "gpt-4o"),
    ("GPT-4o mini", "gpt-4o-mini"),
    ("openai/gpt-4o", "gpt-4o"),
    ("openai/gpt-4o-2024-08-06", "gpt-4o"),
    ("openrouter/anthropic/claude-opus-4.5", "claude-opus-4-5"),
    ("azure/gpt-35-turbo", "gpt-3.5-turbo"),
    ("gpt-35-turbo", "gpt-3.5-turbo"),
    ("gpt-35-turbo-16k", "gpt-3.5-turbo-16k"),
    ("anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5"),
    ("us.anthropic.claude-haiku-4-5-20251001-v1:0", "claude-haiku-4-5"),
    ("claude-opus-4-5@20251101", "claude-opus-4-5"),
    ("claude-3-5-sonnet-latest", "claude-3-5-sonnet-20241022"),
    ("anthropic/claude-3.5-sonnet", "claude-3-5-sonnet-20241022"),
    ("mistral-large-latest", "mistral-large-2512"),
    ("mistral-small-latest", "mistral-small-2603"),
    ("gemini/gemini-2.5-pro", "gemini-2.5-pro"),
    ("models/gemini-2.5-flash", "gemini-2.5-flash"),
    ("gemini-flash-latest", "gemini-3.8-flash"),
    ("gpt-5.6", "gpt-5.6-sol"),
    ("gpt-5.6-sol-2026-07-09", "gpt-5.6-sol"),
    ("grok-4.7-latest", "grok-4.7"),
    ("x-ai/grok-4.7", "grok-4.7"),
    ("z-ai/glm-5.3", "glm-5.3"),
    ("moonshotai/kimi-k3.1-pro", "kimi-k3.1-pro"),
    ("minimax-m3", "MiniMax-M3"),
];

#[test]
fn the_names_people_use_are_known() {
    let catalog = builtin();
    for (asked, id) in MEANT {
        let found = catalog.find(asked).map(|model| model.id.as_str());
        assert_eq!(found, Ok(*id), "{asked}");
    }
}

#[test]
fn every_model_answers_to_its_title_and_to_no_other_ones() {
    let catalog = builtin();
    for model in &catalog.models {
        let found = catalog.find(model.title()).map(|found| found.id.as_str());
        assert_eq!(found, Ok(model.id.as_str()), "{}", model.title());
    }
}

/// tiktoken 0.14.0, `tiktoken/model.py`; `ft:gpt-4.1` by the encoding of its model.
const COUNTED: &[(&str, &[&str])] = &[
    (
        "o200k_base",
        &[
            "o1",
            "o3",
            "o4-mini",
            "gpt-5",
            "gpt-4.1",
            "gpt-4o",
            "o1-2024-12-17",
            "o3-zzz",
            "o4-mini-zzz",
            "gpt-5-zzz",
            "gpt-5.9",
            "gpt-4.5-zzz",
            "gpt-4.1-zzz",
            "chatgpt-4o-latest",
            "gpt-4o-zzz",
            "gpt-4o-2024-05-13",
            "ft:gpt-4o:org::id",
            "ft:gpt-4o-mini-2024-07-18:org::id1",
            "ft:gpt-4.1-mini-2025-04-14:org::id",
        ],
    ),
    (
        "cl100k_base",
        &[
            "gpt-4",
            "gpt-3.5-turbo",
            "gpt-3.5",
            "gpt-35-turbo",
            "davinci-002",
            "babbage-002",
            "text-embedding-ada-002",
            "text-embedding-3-small",
            "text-embedding-3-large",
            "gpt-4-zzz",
            "gpt-4-0314",
            "gpt-3.5-turbo-0301",
            "gpt-3.5-turbo-zzz",
            "gpt-35-turbo-zzz",
            "ft:gpt-4:org::id",
            "ft:gpt-3.5-turbo-0613:org::id",
            "ft:davinci-002:org::id",
            "ft:babbage-002:org::id",
        ],
    ),
    ("o200k_harmony", &["gpt-oss-20b", "gpt-oss-120b"]),
    (
        "p50k_base",
        &[
            "text-davinci-003",
            "text-davinci-002",
            "code-davinci-002",
            "code-davinci-001",
            "code-cushman-002",
            "code-cushman-001",
            "davinci-codex",
            "cushman-codex",
        ],
    ),
    ("p50k_edit", &["text-davinci-edit-001", "code-davinci-edit-001"]),
    (
        "r50k_base",
        &[
            "text-davinci-001",
            "text-curie-001",
            "text-babbage-001",
            "text-ada-001",
            "davinci",
            "curie",
            "babbage",
            "ada",
            "text-similarity-davinci-001",
            "text-similarity-curie-001",
            "text-similarity-babbage-001",
            "text-similarity-ada-001",
            "text-search-davinci-doc-001",
            "text-search-curie-doc-001",
            "text-search-babbage-doc-001",
            "text-search-ada-doc-001",
            "code-search-babbage-code-001",
            "code-search-ada-code-001",
            "gpt2",
            "gpt-2",
        ],
    ),
];

#[test]
fn every_name_that_tiktoken_knows_is_counted() {
    let catalog = builtin();
    for (encoding, names) in COUNTED {
        for name in *names {
            let tokens = catalog.tokens_of(name).map(|tokens| tokens.encoding().to_owned());
            assert_eq!(tokens.as_deref(), Ok(*encoding), "{name}");
            assert_eq!(encoding_of(name), Some(*encoding), "{name}");
        }
    }
}

#[test]
fn a_name_without_a_price_is_named_so_and_the_nearest_is_proposed() {
    let catalog = builtin();
    let why = |name: &str| catalog.find(name).unwrap_err();
    for (name, nearest) in [
        ("gpt-3.5-turbo-0301", "gpt-3.5-turbo-0125"),
        ("ft:gpt-4o-mini-2024-07-18:org::id1", "gpt-4o-mini"),
        ("gpt-5.6-soll", "gpt-5.6-sol"),
    ] {
        let NoModel::Unpriced { nearest: found, .. } = why(name) else { panic!("{name}") };
        assert_eq!(found.as_deref(), Some(nearest), "{name}");
    }
    for (name, nearest) in
        [("claude-opus-55", "claude-opus-5-5"), ("gemini-3.8-flush", "gemini-3.8-flash")]
    {
        let NoModel::Unknown { nearest: found, .. } = why(name) else { panic!("{name}") };
        assert_eq!(found.as_deref(), Some(nearest), "{name}");
    }
    assert_eq!(why("nonsense").to_string(), "no model is called `nonsense`");
    // A host sells it at its own price.
    assert!(catalog.find("openai/gpt-oss-120b").is_err());
}
