//! `cargo xtask bench`: the tokenizer beside others, native and in the browser.

use crate::build;
use crate::progress::Progress;
use crate::{Error, cargo};

/// The command. The work is done by a package of its own, so that nobody who only wants to build or
/// serve has to build it.
///
/// # Errors
/// Those of the build; the measurement that failed.
pub fn command(arguments: &[String]) -> Result<(), Error> {
    build::site(&mut Progress::default())?;
    let program = ["run", "--quiet", "--package", "tokenfare-bench", "--"];
    cargo::run(
        cargo::cargo().args(program).args(arguments),
        "The message above names what is missing or has failed.",
    )
}
