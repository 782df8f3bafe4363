//! Inputs that people have, read by the real program. Each has a folder in `cases`; the right values are
//! the documented chat format (3 a message, 1 for the role, 3 for the reply to come) on tiktoken's counts.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn case(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(path)
}

fn run(arguments: &[&str], path: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tokenfare")).args(arguments).arg(path).output().unwrap()
}

fn cost_of(path: &Path, more: &[&str]) -> Value {
    let output = run(&[&["cost", "--json", "--model", "gpt-4o"], more].concat(), path);
    assert!(
        output.status.success(),
        "{}: {}",
        path.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn cost(path: &str) -> Value {
    cost_of(&case(path), &[])
}

fn number(value: &Value, name: &str) -> u64 {
    value.pointer(&format!("/tokens/{name}")).and_then(Value::as_u64).expect("a number")
}

fn kind(value: &Value) -> &str {
    value.pointer("/tokens/read/0/kind").and_then(Value::as_str).unwrap_or("")
}

/// What is left out, with the tokens of what is text.
fn left_out(value: &Value) -> Vec<(String, Option<u64>)> {
    let left = value.pointer("/tokens/leftOut").and_then(Value::as_array).unwrap().iter();
    left.map(|left| (left["what"].as_str().unwrap().to_owned(), left["tokens"].as_u64())).collect()
}

#[test]
fn conversations_in_every_wrapper_are_read() {
    for (path, right, as_kind) in [
        ("chatgpt-export/input.json", 13, "chatgpt-export"),
        ("claude-code-session/input.jsonl", 13, "claude-code"),
        ("gemini-batch/input.jsonl", 26, "gemini"),
        ("bedrock-batch/input.jsonl", 26, "anthropic"),
        ("langchain-messages/input.json", 9, "langchain"),
        ("python-repr/input.txt", 13, "messages"),
        ("trailing-comma/input.json", 13, "chat-completions"),
        ("share-copy/input.txt", 42, "copied-chat"),
        ("fullwidth-colon/input.txt", 13, "dialogue"),
        ("chatml-paste/input.txt", 13, "template"),
        ("gemini-roleless/input.json", 13, "gemini"),
        ("system-only/input.json", 10, "chat-completions"),
        ("bom-request/input.json", 13, "chat-completions"),
    ] {
        let report = cost(path);
        assert_eq!(
            (number(&report, "conversationInput"), kind(&report)),
            (right, as_kind),
            "{path}"
        );
    }
    assert_eq!(number(&cost("gemini-roleless-first-turn/input.json"), "message"), 6);
}

#[test]
fn what_is_billed_and_not_counted_is_named() {
    for (path, names) in [
        ("responses-text-format/input.json", &["text.format"][..]),
        ("gemini-snake-case-schema/input.json", &["generation_config.response_schema"]),
        ("ollama-format/input.json", &["format"]),
        ("responses-previous-id/input.json", &["previous_response_id"]),
        ("chat-prediction/input.json", &["prediction"]),
        ("bedrock-tool-config/input.json", &["toolConfig: its format"]),
        (
            "gemini-roleless-first-turn/input.json",
            &["functionDeclarations: its format", "inlineData"],
        ),
    ] {
        let report = cost(path);
        let mut left: Vec<_> = left_out(&report).into_iter().map(|(what, _)| what).collect();
        left.sort();
        assert_eq!(left, names, "{path}");
    }
    // The schema without what is for the checker alone, as compact JSON: 71 tokens by tiktoken.
    let schema = left_out(&cost("responses-text-format/input.json"));
    assert!(schema[0].1.unwrap() > 50, "{schema:?}");
    // Texts of the tools, of the call and of the result count: 22 without them.
    let bedrock = cost("bedrock-tool-config/input.json");
    assert!(number(&bedrock, "firstInput") > 22 && number(&bedrock, "lastInput") > 35);
    assert_eq!(bedrock["tokens"]["functions"], "assumed");
}

#[test]
fn schemas_of_tools_are_counted_to_the_bottom() {
    let difference = |name: &str| {
        let [plain, nested] = [1, 2].map(|n| cost(&format!("{name}/input-{n}.json")));
        number(&nested, "firstInput") - number(&plain, "firstInput")
    };
    assert!(difference("tool-nested-object") > 40);
    assert!(difference("tool-array-of-objects") > 15);
    assert_eq!(number(&cost("tool-numeric-enum/input.json"), "firstInput"), 81);
    // "Is there a ferry tonight?" with the namespace that is sent in place of the functions.
    let legacy = cost("functions-legacy/input.json");
    assert_eq!(legacy["tokens"]["functions"], "measured");
    assert_eq!(left_out(&legacy), [("nested description".to_owned(), Some(4))]);
}

#[test]
fn a_word_alone_makes_no_conversation() {
    for (path, right, as_kind) in [
        ("alpaca-jsonl/input.jsonl", 61, "records"),
        ("rollup-config/input.json", 52, "json"),
        ("member-list/input.json", 56, "records"),
        ("spec-sheet/input.txt", 33, ""),
        ("yaml-config/input.yml", 28, ""),
    ] {
        let report = cost(path);
        assert_eq!((number(&report, "firstInput"), kind(&report)), (right, as_kind), "{path}");
        assert_eq!((number(&report, "turns"), left_out(&report)), (1, Vec::new()), "{path}");
    }
}

#[test]
fn what_nobody_would_send_has_no_price_by_the_month() {
    for path in
        ["chatgpt-export/input.json", "claude-code-session/input.jsonl", "alpaca-jsonl/input.jsonl"]
    {
        let report = cost(path);
        assert_eq!(report["fares"][0]["perMonth"], Value::Null, "{path}");
        assert_eq!(
            (&report["cheapest"], &report["ranking"]),
            (&Value::Null, &Value::Array(Vec::new()))
        );
        let sentence = report["recommendation"]["sentence"].as_str().unwrap();
        assert!(sentence.contains("plain text"), "{sentence}");
        // Unless the reader says that it is a prompt.
        let plain = cost_of(&case(path), &["--plain"]);
        assert!(plain["fares"][0]["perMonth"].is_string(), "{path}");
        assert_eq!((number(&plain, "turns"), kind(&plain)), (1, ""), "{path}");
    }
    let shown = run(&["cost"], &case("chatgpt-export/input.json"));
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("Read as a ChatGPT export; --plain counts it as one text."), "{shown}");
}

#[test]
fn texts_to_embed_are_texts() {
    let report = cost_of(&case("embeddings-batch/input.jsonl"), &["--jsonl"]);
    assert_eq!((&report["texts"], &report["total"]), (&4.into(), &24.into()));
}

/// One conversation of 300 turns in more than a megabyte, each turn with all that was said before.
#[test]
fn a_long_conversation_is_read_like_a_short_one() {
    let message = |at: usize| {
        format!(
            r#"{{"role":"user","content":"{} {at}"}},{{"role":"assistant","content":"yes"}}"#,
            "word ".repeat(700).trim_end()
        )
    };
    let messages: Vec<_> = (0..300).map(message).collect();
    let text = format!(r#"{{"messages":[{}]}}"#, messages.join(","));
    assert!(text.len() > 1 << 20);
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("long.json");
    std::fs::write(&path, &text).unwrap();
    let report = cost_of(&path, &[]);
    assert_eq!(number(&report, "turns"), 300);
    // 700 words, a number of one token with a space before it, and 4; then 1 and 4.
    let (message, reply) = (700 + 2 + 4, 1 + 4);
    let right = (1..=300).map(|turn| turn * message + (turn - 1) * reply + 3).sum::<u64>();
    assert_eq!(number(&report, "conversationInput"), right);
}

#[test]
fn many_texts_name_what_is_left_out_of_them() {
    let line = r#"{"model":"m","messages":[{"role":"user","content":"hello world"}],"prediction":{"content":"hello"}}"#;
    let lines = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("left-out.jsonl");
    std::fs::write(
        &lines,
        format!("{line}\n{line}\n{{\"text\":\"hello\",\"label\":\"hello world\"}}\n"),
    )
    .unwrap();
    let report = cost_of(&lines, &["--jsonl"]);
    let left = [("prediction".to_owned(), Some(2)), ("label".to_owned(), Some(2))];
    assert_eq!(left_out(&report["report"]), left);
    // A history among other files is no message of anybody's.
    let history = case("chatgpt-export/input.json");
    let report = cost_of(&lines, &[history.to_str().unwrap()]);
    let left = left_out(&report["report"]);
    assert!(left.iter().any(|(what, _)| what.ends_with("which is a ChatGPT export")), "{left:?}");
}
