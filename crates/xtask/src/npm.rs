//! What the workshop and the tests take from npm. Nothing that is shipped depends on it.
//!
//! `www/package.json` and its lock file say which versions: `dependencies` are what building takes,
//! `devDependencies` what the tests take besides.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::Command;

use crate::{Error, cargo, root};

/// Which packages somebody needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Packages {
    /// Those that build the site.
    Build,
    /// Those, and what the tests look at its sources with.
    All,
}

/// What npm reads, in `www/`.
const MANIFESTS: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// The folder of the workshop for what runs in a page: the packages in `node_modules`, and the sources as
/// the build gathers them.
#[must_use]
pub fn workshop() -> PathBuf {
    root().join("target/web")
}

/// Has the packages installed, unless they are there in these very versions.
///
/// # Errors
/// [`Error::NoNode`] where there is no npm, [`Error::Failed`] when it cannot fetch them.
pub fn install(packages: Packages) -> Result<(), Error> {
    let folder = workshop();
    fs::create_dir_all(&folder).map_err(Error::file("create", &folder))?;
    let mut wanted = String::new();
    for name in MANIFESTS {
        let from = root().join("www").join(name);
        let text = fs::read_to_string(&from).map_err(Error::file("read", &from))?;
        wanted += &text;
        let to = folder.join(name);
        fs::write(&to, text).map_err(Error::file("write", &to))?;
    }
    // Written last: where it says the same, everything is there.
    let stamp = folder.join("installed");
    let is_there =
        |packages| fs::read_to_string(&stamp).is_ok_and(|said| said == said_of(packages, &wanted));
    if is_there(Packages::All) || is_there(packages) {
        return Ok(());
    }
    let mut ci = npm();
    // Whoever publishes a package runs nothing here.
    ci.current_dir(&folder).args(["ci", "--ignore-scripts"]);
    if packages == Packages::Build {
        ci.arg("--omit=dev");
    }
    run(&mut ci)?;
    fs::write(&stamp, said_of(packages, &wanted)).map_err(Error::file("write", &stamp))
}

fn said_of(packages: Packages, manifests: &str) -> String {
    format!("{packages:?}\n{manifests}")
}

/// A program of an installed package, by its path below `node_modules`: Node runs it.
#[must_use]
pub fn program(path: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(workshop().join("node_modules").join(path));
    node
}

/// A package of this version in the project's own folder, fetched when it is not there yet.
///
/// # Errors
/// [`Error::NoNode`] where there is no npm, [`Error::Failed`] when it cannot fetch the package.
pub fn installed(name: &str, version: &str) -> Result<PathBuf, Error> {
    let home = root().join("target/tools/npm").join(format!("{name}-{version}"));
    let package = home.join("node_modules").join(name);
    if !package.join("package.json").is_file() {
        let mut install = npm();
        // Whoever publishes a package runs nothing here.
        install.args(["install", "--ignore-scripts", "--no-save", "--prefix"]).arg(&home);
        run(install.arg(format!("{name}@{version}")))?;
    }
    Ok(package)
}

/// npm, which speaks up only when something is wrong.
#[must_use]
pub fn npm() -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(["--no-audit", "--no-fund", "--loglevel=error"]);
    npm
}

/// Runs npm or Node to its end.
///
/// # Errors
/// [`Error::NoNode`] where it is missing, [`Error::Failed`] with npm's own words above.
pub(crate) fn run(command: &mut Command) -> Result<(), Error> {
    cargo::run(command, "The message above says why.").map_err(|error| match error {
        Error::Start { source, .. } if source.kind() == io::ErrorKind::NotFound => Error::NoNode,
        other => other,
    })
}
