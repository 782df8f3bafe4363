//! esbuild, which bundles and minifies what a page loads: a single program that comes out of npm.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::npm::{self, Packages};
use crate::{Error, text};

/// A file that esbuild has written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Output {
    /// Its name, without a folder.
    pub(crate) name: String,
    pub(crate) text: String,
    /// The outputs that it imports at once.
    pub(crate) imports: BTreeSet<String>,
    /// The outputs that it imports when it needs them.
    pub(crate) later: BTreeSet<String>,
}

/// Bundles files of a folder.
#[derive(Debug)]
pub(crate) struct Bundling<'a> {
    /// Where the sources are.
    pub(crate) folder: &'a Path,
    /// Where the outputs go; whatever is there goes first.
    pub(crate) to: &'a Path,
    /// The sources, below `folder`.
    pub(crate) entries: Vec<String>,
    /// Further options.
    pub(crate) options: Vec<String>,
}

/// For the browsers that have all that the modules are written in.
const OPTIONS: [&str; 6] = [
    "--bundle",
    "--target=es2022",
    "--charset=utf8",
    "--legal-comments=none",
    "--log-level=warning",
    // A warning is about code that does not do what it says.
    "--log-limit=0",
];

impl Bundling<'_> {
    /// Runs esbuild and reads what it has written. A part that several outputs share is called like the
    /// source that makes up most of it.
    ///
    /// # Errors
    /// [`Error::NoNode`] where there is no Node; [`Error::Failed`] for a source that esbuild does not
    /// understand, which it names; [`Error::File`].
    pub(crate) fn run(&self) -> Result<Vec<Output>, Error> {
        npm::install(Packages::Build)?;
        if self.to.exists() {
            fs::remove_dir_all(self.to).map_err(Error::file("remove", self.to))?;
        }
        let metafile = self.to.join("meta.json");
        let mut esbuild = npm::program("esbuild/bin/esbuild");
        esbuild
            .current_dir(self.folder)
            .args(&self.entries)
            .args(OPTIONS)
            .args(&self.options)
            .arg("--entry-names=[name]")
            .arg("--chunk-names=[name]-[hash]")
            .arg(format!("--outdir={}", self.to.display()))
            .arg(format!("--metafile={}", metafile.display()));
        npm::run(&mut esbuild)?;
        let read = |path: &Path| fs::read_to_string(path).map_err(Error::file("read", path));
        let meta: Meta = serde_json::from_str(&read(&metafile)?)
            .map_err(|error| Error::file("read", &metafile)(error.into()))?;
        let names = meta.names();
        let outputs = meta.outputs.iter().map(|(path, made)| {
            let mut output = Output {
                name: names.get(last(path)).cloned().unwrap_or_default(),
                text: read(&self.to.join(last(path)))?,
                ..Output::default()
            };
            for import in made.imports.iter().filter(|import| !import.external) {
                let old = last(&import.path);
                let new = names.get(old).cloned().unwrap_or_default();
                if *old != new && !output.imports.contains(&new) && !output.later.contains(&new) {
                    let quoted = |name: &str| format!("\"./{name}\"");
                    output.text = text::replace(old, &output.text, &quoted(old), &quoted(&new))?;
                }
                let imports = match &*import.kind {
                    "dynamic-import" => &mut output.later,
                    _ => &mut output.imports,
                };
                imports.insert(new);
            }
            Ok(output)
        });
        outputs.collect()
    }
}

/// What esbuild says of what it has written.
#[derive(Debug, Deserialize)]
struct Meta {
    outputs: BTreeMap<String, Made>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Made {
    imports: Vec<Import>,
    entry_point: Option<String>,
    inputs: BTreeMap<String, Input>,
}

#[derive(Debug, Deserialize)]
struct Import {
    path: String,
    kind: String,
    #[serde(default)]
    external: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Input {
    bytes_in_output: usize,
}

impl Meta {
    /// What each output is to be called: as its source, where that is an entry or is imported later; as the
    /// largest of its sources, where it is a part that others share.
    fn names(&self) -> BTreeMap<String, String> {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let mut taken = BTreeSet::new();
        let (entries, shared): (Vec<_>, Vec<_>) =
            self.outputs.iter().partition(|(_, made)| made.entry_point.is_some());
        for (path, made) in entries.into_iter().chain(shared) {
            let old = last(path);
            let mut sources: Vec<_> = made.inputs.iter().collect();
            sources.sort_by_key(|(_, input)| usize::MAX - input.bytes_in_output);
            let sources = sources.into_iter().map(|(source, _)| source);
            let (_, extension) = old.rsplit_once('.').unwrap_or((old, ""));
            let name = made
                .entry_point
                .iter()
                .chain(sources)
                .map(|source| last(source))
                .map(|name| match name.rsplit_once('.') {
                    Some((stem, _)) => format!("{stem}.{extension}"),
                    None => name.to_owned(),
                })
                .find(|name| !taken.contains(name))
                .unwrap_or_else(|| old.to_owned());
            taken.insert(name.clone());
            names.insert(old.to_owned(), name);
        }
        names
    }
}

/// The last part of a path as esbuild writes them.
fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_part_is_called_like_most_of_it() {
        let meta = r#"{ "outputs": {
            "o/chunk-AB.js": { "imports": [], "inputs": {
                "load/file.js": { "bytesInOutput": 10 }, "count/a.js": { "bytesInOutput": 20 } } },
            "o/a-CD.js": { "imports": [], "entryPoint": "count/a.js", "inputs": {} },
            "o/style.css": { "imports": [], "entryPoint": "style/style.css", "inputs": {} } } }"#;
        let meta: Meta = serde_json::from_str(meta).unwrap();
        let names = meta.names();
        assert_eq!(names["a-CD.js"], "a.js");
        assert_eq!(names["chunk-AB.js"], "file.js");
        assert_eq!(names["style.css"], "style.css");
    }
}
