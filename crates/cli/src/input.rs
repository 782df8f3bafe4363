//! The texts to count: files, or standard input.

use std::fs;
use std::io::{self, Read};

use crate::error::CliError;

/// The name that stands for standard input.
const STDIN: &str = "-";

/// A text with the name it is shown under.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// Reads each file in turn; standard input when there is none.
pub(crate) fn read_all(files: &[String]) -> impl Iterator<Item = Result<Input, CliError>> {
    let stdin = files.is_empty().then_some(STDIN);
    stdin.into_iter().chain(files.iter().map(String::as_str)).map(read)
}

fn read(name: &str) -> Result<Input, CliError> {
    let bytes = if name == STDIN {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(name)
    };
    let name = name.to_owned();
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return Err(CliError::Unreadable { name, error }),
    };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Input { name, text }),
        Err(error) => Err(CliError::NotUtf8 { name, offset: error.utf8_error().valid_up_to() }),
    }
}
