//! What today's public lists say that the files don't: proposed as patches, never decided alone.
//!
//! Two lists that agree move a card's `checked`, or propose a card where the price has changed, or a
//! model that is missing. One list against the file, or two against each other, is told and left to
//! people. A day of shutdown is proposed from one list, because the entry then says whose word it is.

mod edit;
mod propose;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tokenfare_core::catalog::Date;

use crate::compare::{CompareError, Decisions};
use crate::files::{self, FilesError};
use crate::lists::{self, List};
pub(crate) use propose::Proposals;

/// Reads the lists and proposes; the files in `data` are changed only when `write` is set. Packages
/// and the proposed files are kept in `work`.
///
/// # Errors
///
/// When the files or the decisions can't be read, or pip can't fetch the lists.
pub fn update(data: &Path, work: &Path, on: Date, write: bool) -> Result<Update, CompareError> {
    let catalog = files::read(data)?;
    let decisions = Decisions::read(&data.with_file_name("decisions.toml"))?;
    let lists = lists::fetch(work, on)?;
    let proposals = Proposals::of(&catalog, &decisions, &lists, on);
    let texts = texts(data)?;
    let target = if write { data.to_owned() } else { work.join("proposed") };
    let changed = apply(&proposals, &texts);
    save(&changed, &target)?;
    let patch = if write { String::new() } else { diff(data, &target, &changed) };
    let lists = lists.into_iter().map(|list: List| list.name).collect();
    Ok(Update { lists, proposals, changed: changed.into_keys().collect(), patch, write })
}

/// What was found, and what was proposed.
pub struct Update {
    lists: Vec<String>,
    proposals: Proposals,
    /// Names of the files that the proposals change.
    changed: Vec<String>,
    patch: String,
    write: bool,
}

/// Every vendor's file by its name.
fn texts(data: &Path) -> Result<BTreeMap<String, String>, FilesError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        |error| FilesError::Read { path, error }
    };
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(data).map_err(unreadable(data))? {
        let path = entry.map_err(unreadable(data))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).map_err(unreadable(&path))?;
        texts.insert(name, text);
    }
    Ok(texts)
}

/// The files with their edits, where there are any.
pub(crate) fn apply(
    proposals: &Proposals,
    texts: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut changed = BTreeMap::new();
    for (name, text) in texts {
        let mut new = text.clone();
        for edit in proposals.edits() {
            if let Some(edited) = edit.apply(&new) {
                new = edited;
            }
        }
        if new != *text {
            changed.insert(name.clone(), new);
        }
    }
    changed
}

fn save(files: &BTreeMap<String, String>, folder: &Path) -> Result<(), FilesError> {
    let failed = |path: PathBuf| |error| FilesError::Read { path, error };
    fs::create_dir_all(folder).map_err(failed(folder.to_owned()))?;
    for (name, text) in files {
        let path = folder.join(name);
        fs::write(&path, text).map_err(failed(path.clone()))?;
    }
    Ok(())
}

/// The patch as git shows it; nothing where git isn't there, for the proposed files are.
fn diff(data: &Path, proposed: &Path, changed: &BTreeMap<String, String>) -> String {
    let mut patch = String::new();
    for name in changed.keys() {
        let mut git = Command::new("git");
        git.args(["diff", "--no-index", "--no-color", "--unified=1", "--"]);
        if let Ok(output) = git.arg(data.join(name)).arg(proposed.join(name)).output() {
            let text = String::from_utf8_lossy(&output.stdout);
            // The head names folders of this machine; the file's name says all.
            let body = text.lines().skip_while(|line| !line.starts_with("@@"));
            patch.extend([format!("--- a/{name}\n+++ b/{name}\n")]);
            patch.extend(body.map(|line| format!("{line}\n")));
        }
    }
    patch
}

impl fmt::Display for Update {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Lists: {}\n", self.lists.join(", "))?;
        write!(f, "{}", self.proposals)?;
        match (self.changed.is_empty(), self.write) {
            (true, _) => writeln!(f, "Nothing to propose."),
            (false, true) => {
                writeln!(f, "Written: {}. Review with git diff.", self.changed.join(", "))
            }
            (false, false) => write!(
                f,
                "Proposed for {}; `update --write` writes it.\n\n{}",
                self.changed.join(", "),
                self.patch
            ),
        }
    }
}
