//! What the tests take from npm: checkers of pages, which nothing that is shipped depends on.

use std::path::PathBuf;

use crate::package::npm;
use crate::{Error, cargo, root};

/// A package of this version in the project's own folder, fetched when it is not there yet.
///
/// # Errors
/// [`Error::Start`] when there is no npm, [`Error::Failed`] when it cannot fetch the package.
pub fn installed(name: &str, version: &str) -> Result<PathBuf, Error> {
    let home = root().join("target/tools/npm").join(format!("{name}-{version}"));
    let package = home.join("node_modules").join(name);
    if !package.join("package.json").is_file() {
        let mut install = npm();
        // Whoever publishes a package runs nothing here.
        install.args(["install", "--ignore-scripts", "--no-save", "--prefix"]).arg(&home);
        cargo::run(install.arg(format!("{name}@{version}")), "npm's message above says why.")?;
    }
    Ok(package)
}
