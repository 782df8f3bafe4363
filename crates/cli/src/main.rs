//! `tokenfare`: count tokens and price them from the command line.
//!
//! A thin shell over `tokenfare-core`: it reads files, hands over text, a catalog and a scenario,
//! and prints what comes back. No number is computed here.

#![forbid(unsafe_code)]

mod arguments;
mod catalog;
mod cost;
mod count;
mod error;
mod history;
mod input;
mod language;
mod listing;
mod output;
mod shown;
mod table;

use std::process::ExitCode;

use error::CliError;

/// The one exit status for whatever went wrong.
const FAILURE: u8 = 2;

fn main() -> ExitCode {
    let result = arguments::parse().and_then(|command| match command {
        arguments::Command::Count(options) => count::run(&options),
        arguments::Command::Cost(options) => cost::run(&options),
        arguments::Command::History(options) => history::run(&options),
        arguments::Command::Models(options) => listing::models(&options),
        arguments::Command::Plans(options) => listing::plans(&options),
        arguments::Command::Told(text) => output::print(&text),
    });
    match result {
        // A reader that has seen enough, such as `head`, is no error.
        Ok(()) | Err(CliError::Closed) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error.to_string());
            ExitCode::from(FAILURE)
        }
    }
}
