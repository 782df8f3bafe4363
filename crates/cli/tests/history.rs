//! `tokenfare history`, run as a person runs it, on archives, folders and streams made here.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(arguments: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tokenfare"))
        .args(["history", "--on", "2026-11-25"])
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

fn answer(arguments: &[&str]) -> Value {
    let output = run(&[arguments, &["--json"]].concat(), b"");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn complaint(arguments: &[&str]) -> String {
    let output = run(arguments, b"");
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
    text
}

/// A conversation of ChatGPT's export: "hello world" is two tokens, and so is its reply.
fn conversation(id: usize, at: i64, model: &str) -> Value {
    let node = |own: &str, parent: Value, children: &[&str], role: &str| {
        json!({"id": own, "parent": parent, "children": children, "message": {
            "id": format!("{id}-{own}"), "author": {"role": role}, "create_time": at,
            "content": {"content_type": "text", "parts": ["hello world"]},
            "metadata": if role == "assistant" { json!({"model_slug": model}) } else { json!({}) }}})
    };
    json!({"title": "T", "create_time": at, "conversation_id": id.to_string(), "current_node": "b",
        "mapping": {"a": node("a", Value::Null, &["b"], "user"), "b": node("b", json!("a"), &[], "assistant")}})
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const T: i64 = 1_790_000_000;

#[test]
fn an_export_is_priced_as_it_was_mailed() {
    let folder = folder("history-zip");
    let half = |from: usize| {
        let all: Vec<_> =
            (from..from + 50).map(|at| conversation(at, T + at as i64 * 60, "gpt-5")).collect();
        Value::from(all).to_string().into_bytes()
    };
    let zip = folder.join("export.zip");
    let files: [(&str, &[u8]); 4] = [
        ("conversations-000.json", &half(0)),
        ("conversations-001.json", &half(50)),
        ("chat.html", b"<html>"),
        ("user.json", b"{\"chatgpt_plus_user\": true}"),
    ];
    fs::write(&zip, archive(&files)).unwrap();
    let path = zip.to_str().unwrap();
    let report = answer(&[path, "--plan", "chatgpt-plus"]);
    assert_eq!(report["sources"][0]["conversations"], 100);
    assert_eq!(report["models"][0]["priced"], "gpt-5");
    // 100 × (2 + 4 + 3) in and 100 × 2 out, at 1.25 and 10 USD a million: (1,125 + 2,000) / 1,000,000.
    assert_eq!(
        (&report["months"][0]["input"], &report["months"][0]["output"]),
        (&900.into(), &200.into())
    );
    assert_eq!(report["ways"][0]["today"], "0.003125");
    assert_eq!(report["ways"][1]["id"], "chatgpt-plus");
    assert_eq!(report["leftOut"], json!([]));
    // The same archive in a folder, and again beside it: all ids are known.
    let twice = answer(&[path, folder.to_str().unwrap()]);
    assert_eq!(twice["months"][0]["input"], 900);
    let shown = String::from_utf8(run(&[path], b"").stdout).unwrap();
    assert!(shown.contains("Read 100 × ChatGPT export with 100 requests."), "{shown}");
    assert!(shown.contains("ChatGPT Plus"), "{shown}");
}

#[test]
fn a_folder_of_logs_is_read_whole() {
    let folder = folder("history-logs");
    fs::create_dir_all(folder.join("a/b")).unwrap();
    for (at, path) in ["a/one.jsonl", "a/b/two.jsonl"].iter().enumerate() {
        let line = json!({"type": "assistant", "uuid": path, "sessionId": path, "requestId": path, "timestamp": format!("2026-10-0{}T10:00:00Z", at + 1),
            "message": {"id": path, "model": "claude-sonnet-4-5-20250929", "usage": {"input_tokens": 1_000, "output_tokens": 100}}});
        fs::write(folder.join(path), format!("{line}\n")).unwrap();
    }
    fs::write(folder.join("notes.txt"), "no history").unwrap();
    let report = answer(&[folder.to_str().unwrap()]);
    assert_eq!(
        (&report["months"][0]["requests"], &report["months"][0]["input"]),
        (&2.into(), &2_000.into())
    );
    assert_eq!(report["leftOut"], json!([]));
}

#[test]
fn a_damaged_archive_is_said_to_be_one() {
    let folder = folder("history-damaged");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let good = Value::from(vec![conversation(1, T, "gpt-5")]).to_string().into_bytes();
    let whole = archive(&[("conversations.json", &good), ("b.json", &good)]);
    let cut = complaint(&[&write("cut.zip", &whole[..whole.len() - 30])]);
    assert!(
        cut.contains("cut.zip: can't be opened as an archive") && cut.contains("download it again"),
        "{cut}"
    );
    // A bomb: what it unpacks to is named, and the rest is read.
    let nothing = vec![b' '; 80 << 20];
    let bomb = archive(&[
        ("a.json", &[b"[{\"a\":\"", nothing.as_slice()].concat()),
        ("conversations.json", &good),
    ]);
    assert!(bomb.len() < 1 << 20);
    let report = answer(&[&write("bomb.zip", &bomb)]);
    assert_eq!(report["months"][0]["requests"], 1);
    assert!(
        report["leftOut"].to_string().contains("more than 300 times its size"),
        "{}",
        report["leftOut"]
    );
    // One file of it has a password.
    let mut locked = ZipWriter::new(Cursor::new(Vec::new()));
    locked.start_file("conversations.json", SimpleFileOptions::default()).unwrap();
    locked.write_all(&good).unwrap();
    let mut locked = locked.finish().unwrap().into_inner();
    // The bit that says so, in both headers.
    let central = locked.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    locked[6] |= 1;
    locked[central + 8] |= 1;
    let locked = complaint(&[&write("locked.zip", &locked)]);
    assert!(locked.contains("has a password"), "{locked}");
    let empty = complaint(&[&write("empty.zip", &archive(&[("a.txt", b"a")]))]);
    assert!(empty.contains("without JSON or tables"), "{empty}");
    let other = complaint(&[&write("other.json", b"{\"a\": 1}")]);
    assert!(other.contains("other.json, which is no history that is known"), "{other}");
    assert!(complaint(&["/no/such/export.zip"]).contains("/no/such/export.zip"));
    assert!(complaint(&[&write("good.json", &good), "--plan", "nope"]).contains("`nope`"));
    assert!(complaint(&[&write("good.json", &good), "--model", "gpt-99"]).contains("`gpt-99`"));
}

#[test]
fn a_stream_is_read_as_a_file_is() {
    let text =
        Value::from(vec![conversation(1, T, "gpt-99"), conversation(2, T, "gpt-5")]).to_string();
    let output = run(&["--json", "--model", "gpt-4o"], text.as_bytes());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["months"][0]["requests"], 2);
    let unknown = report["models"]
        .as_array()
        .unwrap()
        .iter()
        .find(|model| model["asked"] == "gpt-99")
        .unwrap();
    assert_eq!(unknown["priced"], Value::Null);
    // All of it on gpt-4o: 2 × 9 at 2.50 and 2 × 2 at 10 USD a million.
    assert_eq!(report["ways"][1]["id"], "api:gpt-4o");
    assert_eq!(report["ways"][1]["today"], "0.000085");
}
