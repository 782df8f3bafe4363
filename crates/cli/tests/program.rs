//! The real program, run as a person runs it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tokenfare_core::scenario::Scenario;

fn run(arguments: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tokenfare"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may stop before it reads everything.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

fn stdout(arguments: &[&str], stdin: &str) -> String {
    let output = run(arguments, stdin.as_bytes());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The one line on stderr of a run that must fail.
fn complaint(arguments: &[&str], stdin: &[u8]) -> String {
    let output = run(arguments, stdin);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
    text
}

fn json(arguments: &[&str], stdin: &str) -> serde_json::Value {
    serde_json::from_str(&stdout(arguments, stdin)).unwrap()
}

/// A file of this test run.
fn file(name: &str, content: &[u8]) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn one_text_is_a_number_and_nothing_else() {
    assert_eq!(stdout(&["count", "--encoding", "o200k_base"], "hello world"), "2\n");
    assert_eq!(
        stdout(&["count", "--encoding", "o200k_base", "--ids"], "hello world"),
        "24912 2375\n"
    );
    assert_eq!(stdout(&["count", "--model", "gpt-4", "-"], "hello world"), "2\n");
    assert_eq!(stdout(&["count"], ""), "0\n");
    assert_eq!(stdout(&["count", "--ids"], ""), "\n");
}

#[test]
fn text_that_looks_like_a_special_token_is_ordinary_text() {
    assert_eq!(stdout(&["count", "--encoding", "cl100k_base"], "<|endoftext|>"), "7\n");
}

#[test]
fn many_files_have_names_and_a_total() {
    let one = file("one.txt", b"hello world");
    let two = file("two.txt", &b"hello world ".repeat(50));
    let shown = stdout(&["count", &one, &two], "");
    assert_eq!(shown, format!("  2 {one}\n101 {two}\n103 total\n"));
    let ids = stdout(&["count", "--ids", &one, &one], "");
    assert_eq!(ids, "24912 2375\n24912 2375\n");
    let answer = json(&["count", "--json", &one, &two], "");
    assert_eq!(answer["total"], 103);
    assert_eq!(answer["texts"][1]["tokens"], 101);
    assert_eq!(answer["texts"][1]["basis"]["kind"], "exact");
}

#[test]
fn an_estimate_says_so_beside_the_number() {
    let output = run(&["count", "--model", "claude-opus-5"], b"hello world");
    assert!(output.status.success());
    assert_eq!(output.stdout, b"3\n");
    assert!(String::from_utf8(output.stderr).unwrap().contains("an estimate"));
}

#[test]
fn whatever_goes_wrong_is_one_line_that_names_it() {
    let latin = file("latin.txt", b"caf\xe9");
    for (arguments, named) in [
        (&["count", "/no/such/file"][..], "/no/such/file"),
        (&["count", "--model", "gpt-99"], "`gpt-99`"),
        (&["count", "--encoding", "o200k"], "o200k_base"),
        (&["count", &latin], "byte 3 is not UTF-8"),
        (&["count", "--encoding", "o200k_base", "--model", "gpt-4"], "--encoding"),
        (&["count", "--idz"], "--ids"),
        (&["cost", "--model", "gpt-99"], "`gpt-99`"),
        (&["cost", "--model", "text-embedding-3-small"], "has no price here"),
        (
            &["cost", "--model", "ft:gpt-4o-mini-2024-07-18:org::id1"],
            "the nearest is `gpt-4o-mini`",
        ),
        (&["count", "--model", "gpt5.6-sol"], "the nearest is `gpt-5.6-sol`"),
        (&["cost", "--plan", "nope"], "`nope`"),
        (&["cost", "--messages-per-day", "-1"], "messages-per-day"),
        (&["cost", "--messages-per-day", "99999999999999999999"], "from 0 to 10000000"),
        (&["cost", "--turns", "0"], "from 1 to 1000"),
        (&["cost", "--on", "yesterday"], "a day such as"),
        (&["cost", "--needs", "telepathy"], "fine-tuning"),
        (&["cost", "--rate", "0"], "above 0"),
        (&["cost", "--credit", "-5"], "from 0 to 1000000000"),
        (&["cost", "--currency", "EUR"], "what one USD is worth"),
        (&["cost", "--rate", "0.92"], "`currency`"),
        (&["cost", "--system-tokens", "1.5"], "`1.5`"),
        (&["cost", "--reply-tokens", "NaN"], "`NaN`"),
        (&["cost", "--gpu-price", "1e9"], "`1e9`"),
        (&["models", "--on", "tomorrow"], "`tomorrow`"),
        (&["count", "--jsonl", "--ids"], "--ids"),
        (&["models", "--catalog-only"], "--catalog"),
        (&["models", "--catalog", "/no/such.toml"], "/no/such.toml"),
        (&["price"], "price"),
    ] {
        let text = complaint(arguments, b"");
        assert!(text.contains(named), "{text}");
    }
    assert!(complaint(&["count"], b"\xff").contains("byte 0 is not UTF-8"));
}

#[test]
fn what_has_no_price_is_counted_and_a_snapshot_is_priced_as_its_model() {
    for (model, tokens) in [
        ("text-embedding-3-small", "2\n"),
        ("text-embedding-ada-002", "2\n"),
        ("text-davinci-002", "2\n"),
        ("davinci", "2\n"),
        ("ft:gpt-4o-mini-2024-07-18:org::id1", "2\n"),
    ] {
        assert_eq!(stdout(&["count", "--model", model], "hello world"), tokens, "{model}");
    }
    let priced = |model| {
        let report =
            json(&["cost", "--json", "--model", model, "--on", "2026-11-25"], "hello world");
        (report["model"].clone(), report["fares"][0]["perMessage"].clone())
    };
    for name in ["gpt-4o-2024-08-06", "openai/gpt-4o", "GPT-4o"] {
        assert_eq!(priced(name), priced("gpt-4o"), "{name}");
    }
}

#[test]
fn nothing_asked_is_helped() {
    assert!(stdout(&[], "").contains("Usage"));
    assert!(stdout(&["cost", "--help"], "").contains("--messages-per-day"));
    assert!(stdout(&["--version"], "").starts_with("tokenfare "));
}

#[test]
fn a_closed_output_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tokenfare"))
        .args(["models", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert!(output.stderr.is_empty());
}

#[test]
fn cost_is_the_sum_of_its_items() {
    let flags = ["cost", "--json", "--model", "gpt-5.4", "--on", "2026-11-22"];
    let answer = json(&flags, "hello world");
    // (2 + 7) × 2.50 + 300 × 15, per million.
    let api = &answer["fares"][0];
    assert_eq!(api["perMessage"], "0.0045225");
    assert_eq!(api["perMonth"], "5.427");
    assert_eq!(api["bill"]["items"][0]["tokens"], 9);
    assert_eq!(api["bill"]["items"][0]["rate"], "2.5");
    let plus =
        answer["fares"].as_array().unwrap().iter().find(|f| f["id"] == "chatgpt-plus").unwrap();
    // 20 / 0.0045225 = 4,422.3…
    assert_eq!(plus["breakEven"]["messages"], 4_423);
    assert_eq!(plus["breakEven"]["reached"], false);
    assert_eq!(answer["cheapest"], "api");
}

#[test]
fn settings_reach_the_report() {
    let flags = ["cost", "--json", "--plan", "chatgpt-plus", "--turns", "3", "--overhead", "off"];
    let answer = json(&flags, "hello world");
    assert_eq!(answer["scenario"]["turns"], 3);
    assert_eq!(answer["tokens"]["overhead"], 0);
    // Turns of 2, 304 and 606 tokens of input.
    assert_eq!(answer["tokens"]["conversationInput"], 912);
    assert_eq!(answer["fares"].as_array().unwrap().len(), 2);
}

#[test]
fn an_old_day_has_its_own_prices() {
    let flags =
        ["cost", "--json", "--on", "2023-05-01", "--model", "gpt-4", "--plan", "chatgpt-plus"];
    let answer = json(&flags, "hello world");
    let plus = &answer["fares"][1];
    assert_eq!(plus["perMonth"], "20");
    // 40 messages over 8 hours are 15 in 3 hours, below the cap of 25.
    assert_eq!(plus["fit"], "yes");
    assert_eq!(answer["fares"][0]["bill"]["items"][0]["rate"], "30");
}

#[test]
fn the_catalog_can_be_listed() {
    assert!(stdout(&["models"], "").contains("gpt-5.4"));
    assert!(stdout(&["plans"], "").contains("chatgpt-plus"));
    let models = json(&["models", "--json"], "");
    let model = models.as_array().unwrap().iter().find(|model| model["id"] == "gpt-4o").unwrap();
    assert_eq!(model["tokens"]["exact"], "o200k_base");
    assert!(json(&["plans", "--json"], "").as_array().unwrap().len() >= 3);
}

#[test]
fn a_long_text_is_counted_in_parts_as_it_is_whole() {
    let prose = "Größe matters, 42 times: naïve tokens aren't \u{1F980}s.\n\t".repeat(60_000);
    let path = file("prose.txt", prose.as_bytes());
    assert!(prose.len() > 3 << 20);
    let tokenizer =
        tokenfare_vocab::tokenizer(tokenfare_core::tokenizer::Encoding::O200kBase).unwrap();
    assert_eq!(stdout(&["count", &path], ""), format!("{}\n", tokenizer.count(&prose)));
    let words: Vec<_> = tokenizer.encode(&prose).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(stdout(&["count", "--ids", &path], ""), words.join(" ") + "\n");
    let letters = "a".repeat(3 << 20);
    assert_eq!(stdout(&["count"], &letters), format!("{}\n", tokenizer.count(&letters)));
    let mut broken = prose.into_bytes();
    broken.push(0xe2);
    assert!(complaint(&["count"], &broken).contains(&format!("byte {}", broken.len() - 1)));
}

#[test]
fn each_line_of_json_is_a_text() {
    let lines = "\"hello world\"\n\n{\"prompt\": \"hello world hello world\"}\n[{\"role\": \"user\", \"content\": \"hello\"}]\n";
    let shown = stdout(&["count", "--jsonl"], lines);
    assert_eq!(
        shown.split_whitespace().collect::<Vec<_>>().join(" "),
        "texts 3 conversations 1 turns 1 tokens 7 mean 2 p50 2 p90 4 p99 4 max 4"
    );
    let answer = json(&["cost", "--model", "gpt-5.4", "--jsonl", "--json"], lines);
    // (7 + 3 × 7) × 2.50 + 3 × 300 × 15, per million.
    assert_eq!(answer["cost"], "0.01357");
    assert_eq!(answer["report"]["tokens"]["message"], 2);
}

#[test]
fn a_pasted_conversation_is_priced_turn_by_turn() {
    let text = "User: hello world\nAssistant: hello\nUser: hello";
    let answer = json(&["cost", "--json"], text);
    // 2 + 4 + 3, then (2 + 4) + (1 + 4) + (1 + 4) + 3.
    assert_eq!(answer["tokens"]["conversationInput"], 9 + 19);
    assert_eq!(answer["fares"][0]["bill"]["turns"][1]["input"], 19);
    let plain = json(&["cost", "--json", "--plain"], text);
    assert_eq!(plain["tokens"]["turns"], 1);
}

#[test]
fn figures_are_explained_and_exported() {
    let explained = stdout(&["cost", "--model", "gpt-5.4", "--explain"], "hello world");
    assert!(explained.contains("input: 9 tokens × $2.5 per million = $0.0000225"), "{explained}");
    assert!(stdout(&["cost", "--csv"], "x").starts_with("kind,id,name,perMessageUsd"));
    assert!(stdout(&["cost", "--markdown"], "x").contains("| ChatGPT Plus |"));
    let euros = stdout(&["cost", "--currency", "EUR", "--rate", "0.92"], "x");
    assert!(euros.contains("€18.40"), "{euros}");
    let compared = json(&["cost", "--compare", "--json"], "x");
    assert!(compared["whatIf"].as_array().unwrap().len() > 100);
    assert!(stdout(&["cost", "--compare"], "x").contains("--json has them all"));
    assert!(complaint(&["cost", "--json", "--csv"], b"x").contains("--csv"));
}

#[test]
fn a_comparison_is_in_every_export() {
    for format in ["--csv", "--markdown", "--html"] {
        let alone = stdout(&["cost", format], "x");
        let compared = stdout(&["cost", format, "--compare"], "x");
        assert!(!alone.contains("gpt-4o-mini") && compared.contains("gpt-4o-mini"), "{format}");
    }
    let csv = stdout(&["cost", "--csv", "--compare"], "x");
    assert!(csv.lines().filter(|line| line.starts_with("model,")).count() > 100);
}

#[test]
fn tables_fit_the_width_they_are_given() {
    for (arguments, columns) in [
        (&["cost", "--compare"][..], "80"),
        (&["cost", "--plan", "all"], "60"),
        (&["models"], "100"),
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tokenfare"))
            .args(arguments)
            .env("COLUMNS", columns)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(b"hello").unwrap();
        let text = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
        // The sentences around the tables are for the terminal to wrap.
        let rows = text.lines().filter(|line| line.starts_with(' '));
        let widest = rows.map(|line| line.trim_end().chars().count()).max().unwrap();
        assert!(widest <= columns.parse().unwrap(), "{widest} of {columns}:\n{text}");
    }
}

#[test]
fn prices_that_are_still_to_come_are_not_todays() {
    let row = |on: &str| {
        let listed = stdout(&["models", "--on", on], "");
        let row = listed.lines().find(|line| line.starts_with(" gemini-4-argon "));
        row.unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(row("2026-11-30").ends_with("2026-12-01: 4 in, 20 out"), "{}", row("2026-11-30"));
    assert!(row("2026-12-01").contains(" 4 ") && row("2026-12-01").ends_with("2026-12-01"));
    assert!(stdout(&["plans", "--on", "2023-05-01"], "").contains("25 per 3 h GPT-4"));
}

#[test]
fn conversations_among_lines_and_files_are_priced_turn_by_turn() {
    let chat = r#"{"messages":[{"role":"user","content":"hello world"},{"role":"assistant","content":"hello"},{"role":"user","content":"hello"},{"role":"assistant","content":"hello world"}]}"#;
    let batch = format!("{{\"custom_id\":\"1\",\"body\":{chat}}}");
    let flags = ["cost", "--json", "--model", "gpt-5.4"];
    // 9, then (2 + 4) + (1 + 4) + (1 + 4) + 3 of input, and 3 of output.
    let alone = json(&flags, chat);
    assert_eq!(alone["fares"][0]["bill"]["total"], "0.000115");
    let lines = format!("{chat}\n{batch}\n\"hello world\"\n");
    let answer = json(&[&flags[..], &["--jsonl"]].concat(), &lines);
    // Twice that, and a message of 9 with a reply of 300.
    assert_eq!(answer["cost"], "0.0047525");
    assert_eq!((&answer["texts"], &answer["conversations"]), (&3.into(), &2.into()));
    assert_eq!((&answer["turns"], &answer["total"]), (&4.into(), &14.into()));
    let (one, two) = (file("chat.json", chat.as_bytes()), file("plain.txt", b"hello world"));
    let answer = json(&[&flags[..], &[&one, &two]].concat(), "");
    assert_eq!(answer["cost"], "0.0046375");
    assert_eq!(answer["conversations"], 1);
    let plain = json(&[&flags[..], &["--plain", &one, &two]].concat(), "");
    assert_eq!(plain["conversations"], 0);
}

#[test]
fn what_cannot_be_counted_is_said() {
    let text = r#"[{"role":"user","content":[{"type":"text","text":"hello"},{"type":"image_url","image_url":{}}]}]"#;
    assert!(stdout(&["cost"], text).contains("Not counted: 1 × image_url."));
    let explained = stdout(&["cost", "--explain"], text);
    assert!(explained.contains("not counted: 1 × image_url"), "{explained}");
    assert_eq!(json(&["cost", "--json"], text)["tokens"]["leftOut"][0]["what"], "image_url");
}

#[test]
fn texts_that_go_with_every_message_are_counted() {
    let system = file("system.txt", b"hello world hello world");
    let reply = file("reply.txt", b"hello world");
    let answer =
        json(&["cost", "--json", "--system-file", &system, "--reply-file", &reply], "hello");
    assert_eq!(answer["tokens"]["system"], 4);
    assert_eq!(answer["tokens"]["reply"], 2);
}

const OWN: &str = r#"
[[sources]]
id = "desk"
name = "our desk"

[[models]]
id = "gpt-5.4"
vendor = "openai"
tokens = { exact = "o200k_base" }

[[models.cards]]
from = "2026-01-01"
prices = { input = "1.00", output = "2.00" }
source = "desk"
checked = "2026-11-20"
"#;

#[test]
fn a_readers_catalog_takes_the_place_of_entries_or_of_everything() {
    let own = file("own.toml", OWN.as_bytes());
    let flags = ["cost", "--json", "--model", "gpt-5.4", "--catalog", &own];
    let answer = json(&flags, "hello world");
    // Its gpt-5.4 has no overhead: 2 × 1 + 300 × 2, per million.
    assert_eq!(answer["fares"][0]["perMessage"], "0.000602");
    assert!(stdout(&["models", "--catalog", &own], "").contains("gpt-4o"));
    let alone = complaint(&["models", "--catalog", &own, "--catalog-only"], b"");
    assert!(alone.contains("own.toml: model gpt-5.4: `vendor` names `openai`"), "{alone}");
}

#[test]
fn a_broken_catalog_names_file_entry_and_field() {
    for (name, content, expected) in [
        (
            "a.toml",
            OWN.replace("\"1.00\"", "1.00"),
            "line 13: invalid type: floating point `1.0`, expected a price in USD per million tokens",
        ),
        (
            "b.toml",
            OWN.replace("\"1.00\"", "\"0.000001\""),
            "model gpt-5.4, card of 2026-01-01: `input` is 0.000001 USD per million",
        ),
        ("c.json", r#"{"models":[{"id":"m"}]}"#.to_owned(), "models[0]: missing field `vendor`"),
        ("d.toml", format!("{OWN}{OWN}"), "already the id"),
        ("e.toml", OWN.replace("checked = \"2026-11-20\"", ""), "missing field `checked`"),
        (
            "f.toml",
            format!(
                "{OWN}\n[[plans]]\nid = \"p\"\nname = \"P\"\nvendor = \"openai\"\n[[plans.terms]]\nfrom = \"2026-01-01\"\nmonthly = \"-20\"\nsource = \"desk\"\nchecked = \"2026-11-20\"\n"
            ),
            "plan p, terms of 2026-01-01: `monthly` is -20 USD",
        ),
    ] {
        let path = file(name, content.as_bytes());
        let text = complaint(&["models", "--catalog", &path], b"");
        assert!(text.contains(name) && text.contains(expected), "{text}");
    }
}

#[test]
fn a_link_says_what_flags_and_files_would() {
    let text = "Grüße 👩‍🚀, 50 % & 1+1=2?";
    let mut scenario = Scenario::default();
    for (name, value) in [("model", "gpt-4o"), ("turns", "3"), ("plans", "chatgpt-plus")] {
        scenario.set(name, value).unwrap();
    }
    let address = format!("https://example.com/prices/{}", scenario.link(Some(text)));
    let linked = |more: &[&str], stdin: &str| {
        json(&[&["cost", "--json", "--from-link", &address], more].concat(), stdin)
    };
    let flags =
        ["cost", "--json", "--model", "gpt-4o", "--turns", "3", "--plan", "chatgpt-plus", "-"];
    assert_eq!(linked(&[], ""), json(&flags, text));
    assert_eq!(linked(&["-"], "hello world"), json(&flags, "hello world"));
    let turns = linked(&["--turns", "7"], "");
    assert_eq!(turns["scenario"]["turns"], 7);
    assert_eq!(turns["scenario"]["model"], "gpt-4o");

    for (link, expected) in [
        ("https://example.com/#chapter-2", "#tokenfare=1"),
        ("#tokenfare=9&turns=3", "version `9`"),
        ("#tokenfare=1&turns=-3", "`turns` can't be `-3`"),
        ("#tokenfare=1&later=3", "no setting is called `later`"),
    ] {
        let text = complaint(&["cost", "--from-link", link], b"");
        assert!(text.contains(expected), "{text}");
    }
}
