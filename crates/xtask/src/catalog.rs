//! `cargo xtask catalog`: what maintainers do with the price files.

use crate::{Error, cargo};

/// The command: `check`, `compare` or `update`.
///
/// The work is done by the catalog crate's own program, so that a change of the catalog does not
/// rebuild this one.
///
/// # Errors
/// [`Error::Argument`] for anything else; the step that failed.
pub fn command(arguments: &[String]) -> Result<(), Error> {
    let remedy = match arguments {
        [what] if what == "check" => "The entries above break the rules of a catalog.",
        [what] if what == "compare" => {
            "Decide on the open differences above: mend the data, or say why not in decisions.toml."
        }
        [what] | [what, _] if what == "update" => "The message above says what could not be read.",
        _ => {
            let argument = arguments.join(" ");
            return Err(Error::Argument {
                argument,
                expected: "check, compare, or update [--write]",
            });
        }
    };
    let program = ["run", "--quiet", "--package", "tokenfare-catalog", "--features", "tools", "--"];
    cargo::run(cargo::cargo().args(program).args(arguments), remedy)
}
