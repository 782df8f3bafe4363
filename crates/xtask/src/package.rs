//! `cargo xtask package`: the npm package.
//!
//! The modules are bundled as they are for the site, but not minified, and have plain names: bundlers give
//! them their own. Every other file is reached by `new URL("./name", import.meta.url)`, which bundlers and
//! Node both understand.

use std::fs;
use std::path::PathBuf;

use crate::npm::npm;
use crate::progress::Progress;
use crate::{Error, build, bundle, cargo, root, text};

/// The command: takes no arguments.
///
/// # Errors
/// Those of the build and of npm, and [`Error::Argument`] for any argument.
pub fn command(arguments: &[String]) -> Result<(), Error> {
    if let Some(argument) = arguments.first() {
        return Err(Error::Argument { argument: argument.clone(), expected: "no argument" });
    }
    let file = package(&mut Progress::default())?;
    println!("{} is ready", file.strip_prefix(root()).unwrap_or(&file).display());
    Ok(())
}

/// Makes the package, has publint look at it, packs it, and returns the file.
///
/// # Errors
/// Those of the build; [`Error::NoNode`] where there is no npm, [`Error::Failed`] for what it refuses.
pub fn package(progress: &mut Progress) -> Result<PathBuf, Error> {
    let parts = build::gather(progress)?;
    let mut site = progress.step("bundle", || bundle::package(&parts))?;
    for name in ["README.md", "NOTICE", "LICENSE-MIT", "LICENSE-APACHE"] {
        site.add_file(&root().join(name), name.as_ref())?;
    }
    let version = env!("CARGO_PKG_VERSION");
    let manifest = text::replace("package.json", include_str!("package.json"), "VERSION", version)?;
    site.put("package.json", manifest);
    let folder = root().join("target/package");
    progress.step("package", || {
        fs::create_dir_all(&folder).map_err(Error::file("create", &folder))?;
        site.write(&folder)
    })?;
    progress.step("publint", || {
        let remedy = "publint's messages above say what a user of the package would run into.";
        cargo::run(npm().current_dir(&folder).args(["exec", "--yes", "publint@0.3"]), remedy)
    })?;
    progress.step("npm pack", || {
        let mut pack = npm();
        pack.current_dir(&folder).args(["pack", "--silent", "--pack-destination", ".."]);
        cargo::run(&mut pack, "npm's message above says why.")
    })?;
    Ok(root().join(format!("target/tokenfare-{version}.tgz")))
}
