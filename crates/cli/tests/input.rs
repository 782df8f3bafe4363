//! Whatever a file is called and whatever is in it: it is read as the page reads it, in time that grows as it
//! does, and what goes wrong is one line.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::ffi::OsStr;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tokenfare");

fn run(arguments: &[&OsStr], stdin: &[u8]) -> Output {
    let mut child = Command::new(PROGRAM)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a run prints that must succeed, and what it says beside that.
fn printed(arguments: &[&str], stdin: &[u8]) -> (String, String) {
    let arguments: Vec<_> = arguments.iter().map(OsStr::new).collect();
    let output = run(&arguments, stdin);
    let said = text_of(&output.stderr);
    assert!(output.status.success(), "{said}");
    (text_of(&output.stdout), said)
}

/// The one line of a run that must fail.
fn complaint(arguments: &[&OsStr], stdin: &[u8]) -> String {
    let output = run(arguments, stdin);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    let said = text_of(&output.stderr);
    assert!(said.ends_with('\n') && said.lines().count() == 1, "{said:?}");
    assert!(!said.trim_end().contains(char::is_control), "{said:?}");
    said
}

/// A file of this test run, whose name may be no text.
fn file(name: impl AsRef<OsStr>, content: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name.as_ref());
    std::fs::write(&path, content).unwrap();
    path
}

#[test]
fn a_file_is_text_as_it_is_in_the_page() {
    let count = |bytes: &[u8]| printed(&["count", "--encoding", "o200k_base"], bytes).0;
    assert_eq!(count(b"\xEF\xBB\xBFhello world"), "2\n");
    assert_eq!(count(b"\xFF\xFEh\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d\0"), "2\n");
    assert_eq!(count(b"\xFE\xFF\0h\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d"), "2\n");
    // To the program a NUL is a character: whoever calls it says that this is text.
    assert_eq!(count(b"hello\0world"), "3\n");
    let request = b"\xEF\xBB\xBF[{\"role\":\"user\",\"content\":\"hello world\"}]";
    let (answer, _) = printed(&["cost", "--json"], request);
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["tokens"]["conversationInput"], 9);
}

#[test]
fn a_text_without_a_place_to_cut_it_takes_time_as_it_grows() {
    let letters = |megabytes: usize| {
        let mut seed = 1_u32;
        let letter = |_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            b'a' + (seed >> 24) as u8 % 26
        };
        let text: Vec<u8> = (0..megabytes << 20).map(letter).collect();
        file(format!("letters-{megabytes}.txt"), &text)
    };
    let time = |path: &PathBuf| -> Duration {
        let started = Instant::now();
        printed(&["count", path.to_str().unwrap()], b"");
        started.elapsed()
    };
    let (short, long) = (letters(3), letters(24));
    let once = time(&short).max(time(&short));
    let eight_times = time(&long);
    assert!(eight_times < once * 20, "{once:?} for 3 MB, {eight_times:?} for 24 MB");
}

/// Also `cost` with one file, which may be a conversation and is looked at as one only while it may be.
#[test]
#[cfg(target_os = "linux")]
fn a_long_text_is_not_held() {
    let prose = "Größe matters, 42 times: naïve tokens aren't \u{1F980}s.\n".repeat(1 << 20);
    let path = file("held.txt", prose.as_bytes());
    assert!(prose.len() > 50 << 20);
    for command in ["count", "cost --json", "cost --json --plain", "cost --json --compare"] {
        // Kilobytes of address space: less than the text has.
        let limited = format!("ulimit -v 150000; exec {PROGRAM} {command} {}", path.display());
        let output = Command::new("sh").args(["-c", &limited]).output().unwrap();
        assert!(output.status.success(), "{command}: {}", text_of(&output.stderr));
    }
    let (whole, _) = printed(&["count", "--encoding", "o200k_base"], prose.as_bytes());
    let answer = printed(&["cost", "--json", path.to_str().unwrap()], b"").0;
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["tokens"]["message"].to_string() + "\n", whole);
}

#[test]
#[cfg(unix)]
fn names_are_whatever_the_system_allows() {
    use std::os::unix::ffi::OsStrExt;
    let path = file(OsStr::from_bytes(b"caf\xE9.txt"), b"hello world");
    let output = run(&[OsStr::new("count"), path.as_os_str()], b"");
    assert_eq!(output.stdout, b"2\n");
    let flags = ["cost", "--json", "--system-file"].map(OsStr::new);
    assert!(run(&[&flags[..], &[path.as_os_str()]].concat(), b"x").status.success());
    let twice = run(&[OsStr::new("count"), path.as_os_str(), path.as_os_str()], b"");
    assert!(text_of(&twice.stdout).ends_with("4 total\n"));
}

#[test]
fn what_goes_wrong_is_one_line_that_moves_no_cursor() {
    for (given, named) in [
        (&["count", "no\nsuch"][..], "no\\nsuch"),
        (&["count", "no\r\u{1b}[2Jsuch"][..], "no\\r\\u{1b}[2Jsuch"),
        (&["count", "a\u{202e}txt.exe"][..], "a\\u{202e}txt.exe"),
        (&["count", "--model", "a\nb"][..], "a\\nb"),
        (&["cost", "--turns", "1\n2"][..], "turns"),
        (&["cost", "--from-link", "#tokenfare=2\nx"][..], "version"),
        (&["cost", "--catalog", "no\nsuch.json"][..], "no\\nsuch.json"),
    ] {
        let given: Vec<_> = given.iter().map(OsStr::new).collect();
        let said = complaint(&given, b"");
        assert!(said.contains(named), "{said}");
    }
    let name = if cfg!(unix) { "with\nline.txt" } else { "with line.txt" };
    let path = file(name, b"hello world");
    let (shown, _) = printed(&["count", path.to_str().unwrap(), path.to_str().unwrap()], b"");
    assert_eq!(shown.lines().count(), 3, "{shown}");
}

#[test]
fn a_line_of_json_that_is_no_prompt_is_named_and_left_out() {
    let lines = b"\xEF\xBB\xBF\"hello world\"\n{\"pro\n\"hello\"\n7\n\xFF\n";
    let (shown, said) = printed(&["count", "--jsonl"], lines);
    assert!(shown.starts_with("texts  2\ntokens 3\n"), "{shown}");
    assert_eq!(said, "tokenfare: 3 lines left out, for they are no prompts: -:2, -:4, -:5\n");
    let expected = json!({ "lines": 3, "first": ["-:2", "-:4", "-:5"] });
    for command in ["count", "cost"] {
        let (answer, said) = printed(&[command, "--jsonl", "--json"], lines);
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(answer["leftOut"], expected, "{command}");
        assert_eq!(answer["texts"], 2);
        assert_eq!(said, "");
    }
    let (shown, said) = printed(&["cost", "--jsonl"], b"\"hello\"\n7\n");
    assert!(shown.starts_with("texts  1\n"), "{shown}");
    assert_eq!(said, "tokenfare: left out, for it is no prompt: -:2\n");
    let arguments = ["count", "--jsonl", "--strict"].map(OsStr::new);
    assert!(complaint(&arguments, lines).contains("line 2: not a prompt"));
    let arguments = ["count", "--jsonl"].map(OsStr::new);
    assert!(complaint(&arguments, b"7\n8\n").contains("none of its 2 lines is a prompt"));
    assert!(complaint(&["count", "--strict"].map(OsStr::new), b"x").contains("--jsonl"));
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_that_is_closed_from_the_start_is_an_error() {
    for command in ["count", "count --ids", "cost", "cost --json", "models"] {
        let closed = format!("echo hello | {PROGRAM} {command} >&-");
        let output = Command::new("sh").args(["-c", &closed]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{command}");
        assert!(text_of(&output.stderr).contains("standard output is closed"), "{command}");
        let nowhere = format!("echo hello | {PROGRAM} {command} >/dev/null");
        let output = Command::new("sh").args(["-c", &nowhere]).output().unwrap();
        assert!(output.status.success(), "{command}");
    }
}
