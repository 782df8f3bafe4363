//! The catalog's text files: one for each vendor, read together and checked as one catalog.

use std::fs;
use std::path::{Path, PathBuf};

use tokenfare_core::catalog::{Catalog, CatalogError};

/// Why the files are not a catalog.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FilesError {
    /// A file or folder can't be read.
    #[error("{}: {error}", path.display())]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// Why it wasn't.
        error: std::io::Error,
    },
    /// A file is not TOML, or has a field that is missing, misspelt or of the wrong type.
    #[error("{}: {error}", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// Line, column and field.
        error: Box<toml::de::Error>,
    },
    /// Entries break the rules of a catalog.
    #[error("{}", lines(.0))]
    Check(Vec<(PathBuf, CatalogError)>),
}

fn lines(errors: &[(PathBuf, CatalogError)]) -> String {
    let lines = errors.iter().map(|(path, error)| format!("{}: {error}", path.display()));
    lines.collect::<Vec<_>>().join("\n")
}

/// Reads every `.toml` file in `folder`, in the order of their names, as one checked catalog.
///
/// # Errors
///
/// With the file, the entry and the field.
pub fn read(folder: &Path) -> Result<Catalog, FilesError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        |error| FilesError::Read { path, error }
    };
    let entries = fs::read_dir(folder).map_err(unreadable(folder))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(unreadable(folder))?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let mut catalog = Catalog::default();
    let mut origins = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).map_err(unreadable(&path))?;
        let part: Catalog = toml::from_str(&text)
            .map_err(|error| FilesError::Parse { path: path.clone(), error: Box::new(error) })?;
        origins.extend(part.entries().map(|entry| (entry, path.clone())));
        catalog.append(part);
    }
    let origin = |error: CatalogError| {
        let names =
            |entry: &str| error.entry == *entry || error.entry.starts_with(&format!("{entry},"));
        let found = origins.iter().find(|(entry, _)| names(entry));
        (found.map_or_else(|| folder.to_owned(), |(_, path)| path.clone()), error)
    };
    match catalog.check() {
        Ok(()) => Ok(catalog),
        Err(errors) => Err(FilesError::Check(errors.into_iter().map(origin).collect())),
    }
}
