//! Why a measurement did not come about.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use thirtyfour::error::WebDriverError;

/// What stands between the command and its tables.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Failure {
    #[error("`{0}` is not understood; expected native, browser, --update-readme or nothing")]
    Argument(String),
    #[error("{0}")]
    Workshop(#[from] xtask::Error),
    #[error("{0}")]
    Harness(#[from] tokenfare_tests::Failure),
    #[error("{0}")]
    WebDriver(#[from] WebDriverError),
    #[error("cannot {action} {}: {source}", path.display())]
    File { action: &'static str, path: PathBuf, source: io::Error },
    #[error("`{program}` failed: {reason}; {needs}")]
    Program { program: String, reason: String, needs: &'static str },
    #[error("{what} has another form than expected: {reason}")]
    Form { what: String, reason: String },
    #[error("only {bytes} bytes of {corpus} were found, {wanted} are needed")]
    Short { corpus: &'static str, bytes: usize, wanted: usize },
    #[error("{tokenizer} did not do {task} in the browser: {reason}")]
    InBrowser { tokenizer: String, task: String, reason: String },
}

impl Failure {
    pub(crate) fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { action, path, source }
    }

    pub(crate) fn form(what: impl Into<String>, reason: impl ToString) -> Self {
        Self::Form { what: what.into(), reason: reason.to_string() }
    }
}

/// Runs a program to its end and returns what it prints.
pub(crate) fn output(command: &mut Command, needs: &'static str) -> Result<Vec<u8>, Failure> {
    let program = command.get_program().display().to_string();
    let failed = |reason| Failure::Program { program: program.clone(), reason, needs };
    let output = command.output().map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    let last = stderr.lines().rev().find(|line| !line.trim().is_empty());
    Err(failed(last.map_or_else(|| output.status.to_string(), str::to_owned)))
}
