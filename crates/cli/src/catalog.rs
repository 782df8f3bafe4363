//! The catalog that ships, and the reader's own on top of it or in its place.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Deserialize;
use tokenfare_core::catalog::{Catalog, Date};

use crate::error::CliError;

/// Where the catalog comes from.
#[derive(Default)]
pub(crate) struct CatalogOptions {
    /// A file of the reader's own: TOML, or JSON by its extension.
    pub(crate) file: Option<OsString>,
    /// Whether that file stands alone.
    pub(crate) only: bool,
}

/// Today by the system's clock, in UTC; nothing when it is set before 1970.
pub(crate) fn today() -> Option<Date> {
    const SECONDS_IN_A_DAY: u64 = 86_400;
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    u32::try_from(since.as_secs() / SECONDS_IN_A_DAY).ok().map(Date::from_days)
}

/// The catalog to use, checked.
pub(crate) fn load(options: &CatalogOptions) -> Result<Catalog, CliError> {
    let Some(path) = &options.file else {
        return Ok(tokenfare_catalog::builtin());
    };
    let name = &path.to_string_lossy().into_owned();
    let text = fs::read_to_string(path)
        .map_err(|error| CliError::Unreadable { name: name.clone(), error })?;
    let own =
        parse(name, &text).map_err(|problem| CliError::Catalog { name: name.clone(), problem })?;
    let catalog = match options.only {
        true => own,
        false => tokenfare_catalog::builtin().extended_with(own),
    };
    match catalog.check() {
        Ok(()) => Ok(catalog),
        Err(errors) => {
            let first = errors.first().map(ToString::to_string).unwrap_or_default();
            let problem = match errors.len() {
                1 => first,
                more => format!("{first} (and {} more)", more - 1),
            };
            Err(CliError::Catalog { name: name.clone(), problem })
        }
    }
}

/// Reads a catalog, or says in one line which field can't be read.
fn parse(name: &str, text: &str) -> Result<Catalog, String> {
    if Path::new(name).extension().is_some_and(|extension| extension == "json") {
        let mut json = serde_json::Deserializer::from_str(text);
        return serde_path_to_error::deserialize(&mut json)
            .map_err(|error| format!("{}: {}", error.path(), error.inner()));
    }
    let document = toml::Deserializer::parse(text).map_err(|error| toml_line(text, &error))?;
    Catalog::deserialize(document).map_err(|error| toml_line(text, &error))
}

fn toml_line(text: &str, error: &toml::de::Error) -> String {
    let line = error
        .span()
        .and_then(|span| text.get(..span.start))
        .map(|head| head.lines().count().max(1));
    let message = error.message().lines().next().unwrap_or_default();
    line.map_or_else(|| message.to_owned(), |line| format!("line {line}: {message}"))
}
