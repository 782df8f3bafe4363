//! `cargo xtask sizes`: what a reader downloads, and what it may be at most.
//!
//! The limits are promises, and go up only for what a reader gets in return: the rules and the verdict of
//! November 2026 cost 40,000 bytes of the first answer, and reading structured texts 10,000 of the engine. A
//! test holds them, and that a browser asks for the very files that are listed here.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::release::Release;
use crate::{Error, dist};

/// Files that are downloaded together, with what they import, and how many bytes they may be.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Budget {
    /// What a reader has then.
    pub what: &'static str,
    /// The files by what they are. Modules count with all that they import at once.
    pub files: &'static [&'static str],
    /// What is there already, with what it imports.
    pub beyond: &'static [&'static str],
    /// Bytes on the wire.
    pub limit: usize,
}

/// All that an element loads for its first answer, but for the words of its language.
const FIRST_ANSWER: &[&str] = &["mount.js", "widget.wasm", "tokenfare.css"];

/// Every budget.
pub const BUDGETS: &[Budget] = &[
    Budget {
        what: "the module that a page imports",
        files: &["tokenfare.js"],
        beyond: &[],
        limit: 10_000,
    },
    Budget {
        what: "the widget's first answer",
        files: FIRST_ANSWER,
        beyond: &["tokenfare.js"],
        limit: 191_000,
    },
    Budget {
        what: "the first section that is opened",
        files: &["lazy.wasm", "lazy.css"],
        beyond: &[],
        limit: 49_000,
    },
    Budget { what: "the engine", files: &["engine.wasm", "worker.js"], beyond: &[], limit: 70_000 },
    Budget {
        what: "what copies and saves",
        files: &["exports.js"],
        beyond: &["tokenfare.js", "mount.js"],
        limit: 4_000,
    },
    Budget { what: "o200k_base", files: &["vocab/o200k_base.vocab"], beyond: &[], limit: 640_000 },
    Budget {
        what: "cl100k_base",
        files: &["vocab/cl100k_base.vocab"],
        beyond: &[],
        limit: 300_000,
    },
    EXACT,
];

/// All that the site's page loads until it shows an exact count, its own files and the words among them.
pub const EXACT: Budget = Budget {
    what: "everything until the first exact count",
    files: &[
        "index.html",
        "page.css",
        "icon.svg",
        "site.js",
        "tokenfare.js",
        "mount.js",
        "widget.wasm",
        "tokenfare.css",
        "lang/en.json",
        "worker.js",
        "engine.wasm",
        "vocab/o200k_base.vocab",
    ],
    beyond: &[],
    limit: 890_000,
};

impl Budget {
    /// Every file of the budget with its bytes on the wire.
    ///
    /// # Errors
    /// [`Error::NotInSite`] for a file that the release does not have, [`Error::File`] when it can't be
    /// read.
    pub fn sizes(&self, release: &Release) -> Result<Vec<(String, usize)>, Error> {
        let there = release.with_imports(self.beyond)?;
        let files = release.with_imports(self.files)?;
        let beyond = files.difference(&there);
        beyond.map(|file| Ok((file.clone(), on_the_wire(release, file)?))).collect()
    }
}

/// The command: takes no arguments.
///
/// # Errors
/// [`Error::File`] when the site has not been built, [`Error::Sizes`] when something is too large, and
/// [`Error::Argument`] for any argument.
pub fn command(arguments: &[String]) -> Result<(), Error> {
    if let Some(argument) = arguments.first() {
        return Err(Error::Argument { argument: argument.clone(), expected: "no argument" });
    }
    let release = Release::built()?;
    println!("{:<42} {:>9} {:>9}", "on the wire (gzip -9), bytes", "now", "at most");
    let mut exceeded = Vec::new();
    for budget in BUDGETS {
        let sizes = budget.sizes(&release)?;
        let total: usize = sizes.iter().map(|(_, size)| size).sum();
        println!("{:<42} {total:>9} {:>9}", budget.what, budget.limit);
        for (file, size) in sizes {
            println!("    {file:<38} {size:>9}");
        }
        if total > budget.limit {
            exceeded.push(budget.what);
        }
    }
    if exceeded.is_empty() { Ok(()) } else { Err(Error::Sizes { exceeded }) }
}

/// Bytes of a file on the wire: text and wasm as a server compresses them (gzip -9), packed files as they
/// are.
///
/// # Errors
/// [`Error::File`] when it can't be read.
pub fn on_the_wire(release: &Release, name: &str) -> Result<usize, Error> {
    let path = dist().join(release.path(name));
    let bytes = fs::read(&path).map_err(Error::file("read", &path))?;
    if path.extension().is_some_and(|extension| extension == "vocab") {
        return Ok(bytes.len());
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(&bytes).and_then(|()| encoder.finish());
    packed.map(|packed| packed.len()).map_err(Error::file("read", &path))
}

impl Release {
    /// These files, by what they are, and all modules that they import at once.
    ///
    /// # Errors
    /// [`Error::NotInSite`] for a file that the release does not have.
    pub fn with_imports(&self, names: &[&str]) -> Result<BTreeSet<String>, Error> {
        let mut found = BTreeSet::new();
        let mut waiting: Vec<String> = names.iter().map(ToString::to_string).collect();
        while let Some(name) = waiting.pop() {
            let file = self.files.iter().find(|file| file.name == name);
            let file = file.ok_or_else(|| Error::NotInSite { name: name.clone() })?;
            if found.insert(name) {
                waiting.extend(file.imports.iter().cloned());
            }
        }
        Ok(found)
    }
}
