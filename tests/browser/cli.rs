//! The command line says what the page says.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;
use tokenfare_tests::Stage;
use xtask::cargo;

use crate::native::TEXTS;
use crate::report::{is_announced, listen};

/// Runs `tokenfare` with a text on its standard input and returns what it prints.
pub(crate) fn tokenfare(arguments: &[&str], text: &str) -> String {
    let program = cargo::program("tokenfare").expect("the command line builds");
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command line starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(text.as_bytes()).expect("the command line reads");
    drop(stdin);
    let output = child.wait_with_output().expect("the command line ends");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn known_counts_and_ids() {
    let count = ["count", "--encoding", "o200k_base"];
    assert_eq!(tokenfare(&count, "hello world"), "2\n");
    assert_eq!(tokenfare(&[&count[..], &["--ids"]].concat(), "hello world"), "24912 2375\n");
}

#[test]
fn the_report_is_the_pages() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        listen(page).await?;
        // A day of its own, so that neither side asks its clock.
        let settings = [("messages-per-day", "75"), ("on", "2026-11-08")];
        for (name, value) in settings {
            let script = "document.querySelector('token-fare').setAttribute(...arguments)";
            page.evaluate(script, &[name.into(), value.into()]).await?;
        }
        for text in TEXTS {
            // A text field knows one line end only.
            let text = text.replace("\r\n", "\n");
            page.paste(&text).await?;
            let flags = settings.map(|(name, value)| format!("--{name}={value}"));
            let printed = tokenfare(&["cost", "--json", &flags[0], &flags[1]], &text);
            let expected: Value = serde_json::from_str(&printed).expect("JSON");
            is_announced(page, &expected).await?;
        }
        Ok(())
    });
}
