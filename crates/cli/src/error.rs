//! What can go wrong, one line each.

use std::io;

use tokenfare_core::catalog::NoModel;
use tokenfare_core::document::NotText;
use tokenfare_core::history::HistoryError;
use tokenfare_core::report::ReportError;
use tokenfare_core::scenario::{LinkError, ScenarioError};
use tokenfare_core::tokenizer::{NoIds, UnknownEncoding, VocabularyError};

/// Why the program stops. `Display` is the one line on stderr.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    #[error("{0}")]
    Arguments(String),
    #[error("{name}: {error}")]
    Unreadable { name: String, error: io::Error },
    #[error("{name}: {problem}")]
    NotText { name: String, problem: NotText },
    #[error("{name}: has no place to cut it in half a gigabyte, as every text has; is it one?")]
    NoPlaceToCut { name: String },
    #[error(
        "{name}, line {line}: is longer than half a gigabyte; write each prompt on a line of its own"
    )]
    LongLine { name: String, line: usize },
    #[error(
        "{name}, line {line}: not a prompt; write a JSON string, or an object with prompt, text or messages"
    )]
    NotAPrompt { name: String, line: usize },
    #[error(
        "{name}: none of its {lines} lines is a prompt; write a JSON string on each, or an object with prompt, text or messages"
    )]
    NoPrompts { name: String, lines: usize },
    #[error(
        "{name}: can't be opened as an archive ({error}); if it is cut short, download it again"
    )]
    Archive { name: String, error: zip::result::ZipError },
    #[error("{0}; give exports, logs or tables of usage")]
    History(HistoryError),
    #[error("{name}: {problem}")]
    Catalog { name: String, problem: String },
    #[error("no language is called `{0}`; the languages are {1}")]
    UnknownLanguage(String, String),
    #[error("{0}; `tokenfare models` lists those with a price")]
    Model(#[from] NoModel),
    #[error("no plan is called `{0}`; `tokenfare plans` lists them")]
    UnknownPlan(String),
    #[error("{0}")]
    Report(ReportError),
    #[error("{0}")]
    Scenario(#[from] ScenarioError),
    #[error("--from-link: {0}")]
    Link(#[from] LinkError),
    #[error("{0}")]
    Encoding(#[from] UnknownEncoding),
    #[error("--ids: {0}")]
    NoIds(#[from] NoIds),
    #[error("{0}")]
    Vocabulary(#[from] VocabularyError),
    #[error("can't write: {0}")]
    Output(io::Error),
    #[error("can't write: standard output is closed")]
    NoOutput,
    /// Nobody reads the output any more.
    #[error("output closed")]
    Closed,
}

impl From<HistoryError> for CliError {
    fn from(error: HistoryError) -> Self {
        match error {
            HistoryError::Model(problem) => Self::Model(problem),
            HistoryError::UnknownPlan(id) => Self::UnknownPlan(id),
            other => Self::History(other),
        }
    }
}

impl From<ReportError> for CliError {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Model(problem) => Self::Model(problem),
            ReportError::UnknownPlan(id) => Self::UnknownPlan(id),
            other => Self::Report(other),
        }
    }
}

impl From<io::Error> for CliError {
    /// Errors of the output; those of an input carry its name.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Output(error),
        }
    }
}
