//! What is shipped under which name, and what a page needs to be sure of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256, Sha384};

use crate::bundle::{self, Bundled};
use crate::naming::{Named, name_by_content};
use crate::shipped::{self, Kind, role};
use crate::site::Site;
use crate::{Error, dist, root};

/// The file in `dist/` that lists all others.
pub const MANIFEST: &str = "release.json";

/// Everything that is shipped, with what a page needs to be sure of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Release {
    /// The version of every file.
    pub version: String,
    /// The files, in the order of their names.
    pub files: Vec<File>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct File {
    /// What it is, the same in every release: `widget.wasm`.
    pub name: String,
    /// Where it is, relative to the manifest: `widget-0f3a9b2c4d.wasm`.
    pub path: String,
    /// Its size.
    pub bytes: usize,
    /// Its hash, as the `integrity` attribute takes it.
    pub integrity: String,
    /// The modules, by what they are, that it imports at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub imports: Vec<String>,
}

impl Release {
    /// The manifest of what is in `dist/`.
    ///
    /// # Errors
    /// [`Error::File`] when the site has not been built.
    pub fn built() -> Result<Self, Error> {
        let path = dist().join(MANIFEST);
        let text = fs::read_to_string(&path).map_err(Error::file("read", &path))?;
        serde_json::from_str(&text).map_err(|source| Error::File {
            action: "read",
            path,
            source: source.into(),
        })
    }

    /// Where a file is, by what it is; the same when no file is called so.
    #[must_use]
    pub fn path<'a>(&'a self, name: &'a str) -> &'a str {
        self.files.iter().find(|file| file.name == name).map_or(name, |file| &file.path)
    }

    /// The modules of `dist/` that name a file with its hash, as `new` would have it: each by its path.
    ///
    /// # Errors
    /// [`Error::File`] when a file cannot be read, [`Error::NotFound`] when nothing names it.
    pub fn rehashed(&self, name: &str, new: &[u8]) -> Result<Vec<(String, String)>, Error> {
        let read = |path: &str| {
            let path = dist().join(path);
            fs::read(&path).map_err(Error::file("read", &path))
        };
        let (old, new) = (fragment(&read(self.path(name))?), fragment(new));
        let mut changed = Vec::new();
        for file in self.files.iter().filter(|file| file.path.ends_with(".js")) {
            let text = String::from_utf8_lossy(&read(&file.path)?).into_owned();
            if text.contains(&old) {
                changed.push((file.path.clone(), text.replace(&old, &new)));
            }
        }
        match changed.is_empty() {
            true => Err(Error::NotFound { file: name.into(), wanted: old }),
            false => Ok(changed),
        }
    }

    /// What a file is, by where it is; the same when none is there.
    #[must_use]
    pub fn name<'a>(&'a self, path: &'a str) -> &'a str {
        self.files.iter().find(|file| file.path == path).map_or(path, |file| &file.name)
    }
}

/// What an address of a file ends in, by which whoever loads it knows it (`www/load/`).
pub(crate) fn fragment(content: &[u8]) -> String {
    format!("#sha256-{}", BASE64_STANDARD.encode(Sha256::digest(content)))
}

/// The site as it is shipped: files named by their content, the service worker, the manifest.
///
/// # Errors
/// Those of [`name_by_content`] and of esbuild.
pub(crate) fn ship(bundled: &Bundled) -> Result<Site, Error> {
    let Named { mut files, mut paths } = name_by_content(bundled)?;
    for worker in bundle::service_worker(&keeping(bundled, &files, &paths)?)? {
        files.put(worker.name.clone(), worker.text);
        paths.insert(worker.name.clone(), worker.name);
    }
    let release = release(&files, &paths, &bundled.imports)?;
    let manifest = serde_json::to_string_pretty(&release).map_err(io::Error::from);
    let manifest = manifest.map_err(Error::file("write", Path::new(MANIFEST)))?;
    files.put(MANIFEST, manifest + "\n");
    Ok(files)
}

/// What the service worker is told, as the module that it imports it from: which files it keeps, under which
/// name, and the hashes of those whose names don't say it. The name is a hash of all their names, and so of
/// their content, and of the worker's own source.
fn keeping(
    bundled: &Bundled,
    files: &Site,
    paths: &BTreeMap<String, String>,
) -> Result<String, Error> {
    let kept = kept(bundled);
    let kept: Vec<_> = kept.iter().filter_map(|name| paths.get(name)).collect();
    let mut hash = Sha384::new();
    for row in shipped::of_kind(Kind::ServiceWorker) {
        let source = root().join("www").join(row.source);
        hash.update(fs::read(&source).map_err(Error::file("read", &source))?);
    }
    for path in &kept {
        hash.update(path);
        hash.update(files.content(path)?);
    }
    let mut hashes = BTreeMap::new();
    for path in files.names().filter(|name| paths.get(name) == Some(name)) {
        let hash = digits(&Sha384::digest(files.content(&path)?));
        hashes.insert(path, hash);
    }
    let json = |value| serde_json::to_string(value).map_err(io::Error::from);
    let json = |value| json(value).map_err(Error::file("write", Path::new("release.js")));
    Ok(format!(
        "export const RELEASE = \"{}\";\nexport const FILES = {};\nexport const HASHES = {};\n",
        digits(&hash.finalize()),
        json(&serde_json::json!(kept))?,
        json(&serde_json::json!(hashes))?,
    ))
}

/// The beginning of a hash in hexadecimal digits: nobody makes another file with the same by accident.
fn digits(hash: &[u8]) -> String {
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The files that a first visit of the site's page keeps for the next: those that say so, and every module
/// that these lead to.
fn kept(bundled: &Bundled) -> BTreeSet<String> {
    let kept = bundled.files.names().filter(|name| role(name).is_offline);
    let mut kept: BTreeSet<_> = kept.collect();
    let modules: Vec<_> = shipped::of_kind(Kind::Module).map(shipped::Row::name).collect();
    kept.extend(bundled.reached(&modules, true));
    kept
}

/// The manifest of files that are at these paths.
fn release(
    files: &Site,
    paths: &BTreeMap<String, String>,
    imports: &BTreeMap<String, BTreeSet<String>>,
) -> Result<Release, Error> {
    let files = paths.iter().map(|(name, path)| {
        let content = files.content(path)?;
        let integrity = format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)));
        Ok(File {
            name: name.clone(),
            path: path.clone(),
            bytes: content.len(),
            integrity,
            imports: imports.get(name).into_iter().flatten().cloned().collect(),
        })
    });
    Ok(Release {
        version: env!("CARGO_PKG_VERSION").into(),
        files: files.collect::<Result<_, Error>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_says_what_a_browser_checks() {
        let mut files = Site::default();
        files.put("tokenfare.js", "hello world");
        let paths = BTreeMap::from([("tokenfare.js".to_owned(), "tokenfare.js".to_owned())]);
        let release = release(&files, &paths, &BTreeMap::new()).unwrap();
        let expected = "sha384-/b2OdaZ/KfcBpOBAOF4uI5hjA+oQI5IRr5B/y7g1eLPkF8txzmRu/QgZ3YwIjeG9";
        assert_eq!(release.files[0].integrity, expected);
    }
}
