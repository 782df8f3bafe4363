//! What people decided on differences.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::{Difference, MISSING};
use crate::files::FilesError;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
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
    /// The addresses it rests on. Only a decision that the model isn't priced by tokens of text, or is
    /// another name of one that is here, rests on its own words.
    #[serde(default)]
    sources: Vec<String>,
}

/// Why there are no decisions.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DecisionError {
    /// The file can't be read.
    #[error("{0}")]
    File(#[from] FilesError),
    /// A decision on a figure that names no address.
    #[error(
        "decisions.toml: the decision on {fields} of {models} ({list}) has no source; add `sources = [\"https://…\"]`, the pages it rests on"
    )]
    NoSource {
        /// The list.
        list: String,
        /// The models.
        models: String,
        /// The fields.
        fields: String,
    },
}

pub(crate) struct Decisions(Vec<Decision>);

impl Decisions {
    #[cfg(test)]
    pub(crate) fn parse(text: &str) -> Self {
        Self::sound(toml::from_str::<File>(text).unwrap()).unwrap()
    }

    pub(crate) fn read(path: &Path) -> Result<Self, DecisionError> {
        let text = fs::read_to_string(path)
            .map_err(|error| FilesError::Read { path: path.to_owned(), error })?;
        let file: File = toml::from_str(&text)
            .map_err(|error| FilesError::Parse { path: path.to_owned(), error: Box::new(error) })?;
        Self::sound(file)
    }

    /// A story is no decision: what a figure is rests on a page that says so.
    pub(super) fn sound(file: File) -> Result<Self, DecisionError> {
        let web = |address: &String| address.starts_with("https://");
        let bare = file.decision.iter().find(|decision| {
            let figures = decision.fields.iter().any(|field| field != MISSING);
            let sourced = !decision.sources.is_empty() && decision.sources.iter().all(web);
            figures && !sourced
        });
        match bare {
            Some(decision) => Err(DecisionError::NoSource {
                list: decision.list.clone(),
                models: decision.models.join(", "),
                fields: decision.fields.join(", "),
            }),
            None => Ok(Self(file.decision)),
        }
    }

    /// The decision on a difference; nothing while it is open.
    pub(crate) fn on(&self, difference: &Difference) -> Option<String> {
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
