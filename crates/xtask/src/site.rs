//! The files of the static site, gathered in memory and then written to `dist/`.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{Error, text};

/// Every file of the site by its path, relative to the site's root.
#[derive(Debug, Clone, Default)]
pub struct Site {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

/// What writing the site has changed.
#[derive(Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// Files that are new or different.
    pub written: usize,
    /// Files that were already as they should be.
    pub kept: usize,
    /// Files that no longer belong to the site.
    pub removed: usize,
}

impl Site {
    /// Adds one file under the name `to`.
    ///
    /// # Errors
    /// [`Error::File`] when it cannot be read.
    pub fn add_file(&mut self, from: &Path, to: &Path) -> Result<(), Error> {
        let content = fs::read(from).map_err(Error::file("read", from))?;
        self.files.insert(to.into(), content);
        Ok(())
    }

    /// Adds a folder with all that is below it, under `to`. Names that begin with a dot stay out, and so do
    /// packages that npm has put there.
    ///
    /// # Errors
    /// [`Error::File`] when something in it cannot be read.
    pub fn add_folder(&mut self, from: &Path, to: &Path) -> Result<(), Error> {
        for path in entries(from)? {
            let Some(name) = path.file_name() else { continue };
            if name.as_encoded_bytes().starts_with(b".") || name == "node_modules" {
                continue;
            }
            let to = to.join(name);
            if path.is_dir() {
                self.add_folder(&path, &to)?;
            } else {
                self.add_file(&path, &to)?;
            }
        }
        Ok(())
    }

    /// Adds a file with this content.
    pub fn put(&mut self, name: impl Into<PathBuf>, content: impl Into<Vec<u8>>) {
        self.files.insert(name.into(), content.into());
    }

    /// What a file holds.
    ///
    /// # Errors
    /// [`Error::NotInSite`] when it is not there.
    pub fn content(&self, name: &str) -> Result<&[u8], Error> {
        let content = self.files.get(Path::new(name));
        content.map(Vec::as_slice).ok_or_else(|| Error::NotInSite { name: name.into() })
    }

    /// What a text file says.
    ///
    /// # Errors
    /// [`Error::NotInSite`] when it is not there.
    pub fn text(&self, name: &str) -> Result<String, Error> {
        self.content(name).map(|content| String::from_utf8_lossy(content).into_owned())
    }

    /// The names of all files, as addresses write them, in order.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.files.keys().map(|name| name.to_string_lossy().replace('\\', "/"))
    }

    /// Takes a file out.
    pub fn remove(&mut self, name: &str) {
        self.files.remove(Path::new(name));
    }

    /// Gives a file another name, if it is there.
    pub fn rename(&mut self, from: &Path, to: &Path) {
        if let Some(content) = self.files.remove(from) {
            self.files.insert(to.into(), content);
        }
    }

    /// Replaces each `old` in a text file by `new`.
    ///
    /// # Errors
    /// [`Error::NotInSite`] when the file is not there, [`Error::NotFound`] when it has no `old`.
    pub fn replace_text(&mut self, file: &str, old: &str, new: &str) -> Result<(), Error> {
        let text = text::replace(file, &self.text(file)?, old, new)?;
        self.put(file, text);
        Ok(())
    }

    /// Makes `folder` hold exactly these files. A file whose content is the same is not touched,
    /// so that whatever watches the folder sees true changes only.
    ///
    /// # Errors
    /// [`Error::File`] when something in it cannot be written or removed.
    pub fn write(&self, folder: &Path) -> Result<Changes, Error> {
        let mut changes = Changes::default();
        for (name, content) in &self.files {
            let path = folder.join(name);
            if fs::read(&path).is_ok_and(|old| old == *content) {
                changes.kept += 1;
                continue;
            }
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).map_err(Error::file("create", parent))?;
            }
            fs::write(&path, content).map_err(Error::file("write", &path))?;
            changes.written += 1;
        }
        self.remove_strangers(folder, Path::new(""), &mut changes)?;
        Ok(changes)
    }

    fn remove_strangers(
        &self,
        folder: &Path,
        below: &Path,
        changes: &mut Changes,
    ) -> Result<(), Error> {
        for path in entries(&folder.join(below))? {
            let Some(name) = path.file_name().map(|name| below.join(name)) else { continue };
            if path.is_dir() {
                self.remove_strangers(folder, &name, changes)?;
                // Fails, as it should, when the folder still holds something.
                let _ = fs::remove_dir(&path);
            } else if !self.files.contains_key(&name) {
                fs::remove_file(&path).map_err(Error::file("remove", &path))?;
                changes.removed += 1;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { written, kept, removed } = self;
        write!(f, "dist/ is ready: {written} files written, {kept} unchanged, {removed} removed")
    }
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .map_err(Error::file("read", folder))
}

#[cfg(test)]
mod tests;
