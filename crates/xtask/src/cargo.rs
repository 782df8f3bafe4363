//! Running cargo and other programs.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::Error;
use crate::error::command_line;

/// A line of `cargo --message-format=json`, as far as it matters here.
#[derive(Debug, Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub(crate) enum Message {
    CompilerArtifact {
        target: Target,
        filenames: Vec<PathBuf>,
    },
    BuildScriptExecuted {
        package_id: String,
        out_dir: PathBuf,
    },
    #[serde(other)]
    Other,
}

/// The library, program or test that an artifact was made from.
#[derive(Debug, Deserialize)]
pub(crate) struct Target {
    pub(crate) name: String,
}

/// The cargo that runs this program, in the root of the repository.
#[must_use]
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(crate::root());
    cargo
}

/// Runs a program to its end; its output goes to the terminal.
pub(crate) fn run(command: &mut Command, remedy: &'static str) -> Result<(), Error> {
    let status = command.status().map_err(|source| cannot_start(command, source))?;
    if status.success() { Ok(()) } else { Err(failed(command, status, remedy)) }
}

/// Runs a program to its end and hands over each line of its stdout as it comes.
pub(crate) fn run_reading(
    command: &mut Command,
    remedy: &'static str,
    mut line: impl FnMut(&str),
) -> Result<(), Error> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|source| cannot_start(command, source))?;
    if let Some(stdout) = child.stdout.take() {
        for text in BufReader::new(stdout).lines().map_while(Result::ok) {
            line(&text);
        }
    }
    let status = child.wait().map_err(|source| cannot_start(command, source))?;
    if status.success() { Ok(()) } else { Err(failed(command, status, remedy)) }
}

/// Runs `cargo build` with `arguments` and returns what it says it has made.
pub(crate) fn build(command: &mut Command) -> Result<Vec<Message>, Error> {
    let mut messages = Vec::new();
    command.arg("--message-format=json-render-diagnostics");
    run_reading(command, "The compiler's message above names the place to mend.", |line| {
        // Lines that are not messages come from build scripts; cargo passes them on.
        messages.extend(serde_json::from_str::<Message>(line));
    })?;
    Ok(messages)
}

fn cannot_start(command: &Command, source: std::io::Error) -> Error {
    Error::Start { program: command.get_program().display().to_string(), source }
}

fn failed(command: &Command, status: std::process::ExitStatus, remedy: &'static str) -> Error {
    Error::Failed { command: command_line(command), status, remedy }
}
