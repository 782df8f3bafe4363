//! The real program, run as a person runs it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

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
        (&["count", &latin], "not UTF-8 at byte 3"),
        (&["count", "--encoding", "o200k_base", "--model", "gpt-4"], "--encoding"),
        (&["count", "--idz"], "--ids"),
        (&["cost", "--model", "gpt-99"], "`gpt-99`"),
        (&["cost", "--plan", "nope"], "`nope`"),
        (&["cost", "--messages-per-day", "-1"], "messages-per-day"),
        (&["cost", "--messages-per-day", "99999999999999999999"], "from 0 to 10000000"),
        (&["cost", "--turns", "0"], "from 1 to 1000"),
        (&["cost", "--on", "yesterday"], "a day such as"),
        (&["price"], "price"),
    ] {
        let text = complaint(arguments, b"");
        assert!(text.contains(named), "{text}");
    }
    assert!(complaint(&["count"], b"\xff").contains("not UTF-8 at byte 0"));
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
    let answer = json(&["cost", "--json", "--on", "2026-11-22"], "hello world");
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
