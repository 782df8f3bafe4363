//! What people decided on differences.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::Difference;
use crate::files::FilesError;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    decision: Vec<Decision>,
}

/// A difference, or several of one kind, and what to make of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decision {
    list: String,
    models: Vec<String>,
    /// The fields it is about; `model` for models that only the list has.
    fields: Vec<String>,
    /// What the list said when this was decided. Absent = whatever it says.
    theirs: Option<String>,
    decision: String,
}

pub(super) struct Decisions(Vec<Decision>);

impl Decisions {
    #[cfg(test)]
    pub(super) fn parse(text: &str) -> Self {
        Self(toml::from_str::<File>(text).unwrap().decision)
    }

    pub(super) fn read(path: &Path) -> Result<Self, FilesError> {
        let text = fs::read_to_string(path)
            .map_err(|error| FilesError::Read { path: path.to_owned(), error })?;
        let file: File = toml::from_str(&text)
            .map_err(|error| FilesError::Parse { path: path.to_owned(), error: Box::new(error) })?;
        Ok(Self(file.decision))
    }

    /// The decision on a difference; nothing while it is open.
    pub(super) fn on(&self, difference: &Difference) -> Option<String> {
        let found = self.0.iter().find(|decision| {
            let names = |names: &[String], name: &str| names.iter().any(|known| known == name);
            decision.list == difference.list
                && names(&decision.fields, difference.field)
                && names(&decision.models, &difference.model)
                && decision.theirs.as_ref().is_none_or(|theirs| *theirs == difference.theirs)
        });
        found.map(|decision| decision.decision.clone())
    }
}
