//! What is looked at in the sources of `www/`: their style, their types, and what their modules do in Node.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::npm::{self, Packages};
use crate::{Error, root};

/// ESLint and prettier.
///
/// # Errors
/// [`Error::NoNode`] where there is no Node, [`Error::Failed`] for what they find, which they name.
pub(crate) fn style() -> Result<(), Error> {
    npm::install(Packages::All)?;
    // ESLint looks for what its configuration imports beside the configuration.
    let (from, to) = (www().join("eslint.config.js"), npm::workshop().join("eslint.config.js"));
    fs::copy(&from, &to).map_err(Error::file("copy", &from))?;
    let mut eslint = tool("eslint/bin/eslint.js");
    npm::run(eslint.arg("--config").arg(&to).args(["--max-warnings=0", "."]))?;
    npm::run(tool("prettier/bin/prettier.cjs").args(["--check", "--log-level=warn", "."]))
}

/// TypeScript, which reads the types in the comments. It needs the modules that the build writes.
///
/// # Errors
/// As [`style`].
pub(crate) fn types() -> Result<(), Error> {
    npm::install(Packages::All)?;
    npm::run(tool("typescript/bin/tsc").args(["--project", "tsconfig.json"]))
}

/// The tests of modules that need no page, among the sources that the build has gathered.
///
/// # Errors
/// [`Error::File`] when the site has not been built; those of [`npm::install`].
pub(crate) fn tests() -> Result<Command, Error> {
    npm::install(Packages::All)?;
    let mut files = Vec::new();
    collect(&npm::workshop().join("www"), &mut files)?;
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=tap"]).args(files);
    Ok(node)
}

fn collect(folder: &Path, tests: &mut Vec<PathBuf>) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::file("read", folder))? {
        let path = entry.map_err(Error::file("read", folder))?.path();
        if path.is_dir() {
            collect(&path, tests)?;
        } else if path.to_string_lossy().ends_with(".test.js") {
            tests.push(path);
        }
    }
    tests.sort();
    Ok(())
}

fn tool(path: &str) -> Command {
    let mut tool = npm::program(path);
    tool.current_dir(www());
    tool
}

fn www() -> PathBuf {
    root().join("www")
}
