//! The texts: five real ones in two halves, and some that are made to be hard.
//!
//! The real ones come from packages of pinned versions, so that every machine makes the same bytes. No
//! paragraph comes twice: repetition would flatter the tokenizers that remember.

mod halves;
mod hard;
mod sources;

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::packages::Packages;

/// Bytes in each half of a real text; a bit less where a character would be cut.
const HALF: usize = 1_000_000;

/// A text of one kind.
#[derive(Debug)]
pub(crate) struct Corpus {
    /// One word, for the head of a column.
    pub(crate) name: &'static str,
    /// The half that is counted first, and again.
    pub(crate) cold: Text,
    /// The half that is counted once, after the other.
    pub(crate) unseen: Text,
}

/// A file with UTF-8 in it.
#[derive(Debug)]
pub(crate) struct Text {
    /// Its name, without the folder.
    pub(crate) file: String,
    /// Where it is.
    pub(crate) path: PathBuf,
    pub(crate) bytes: usize,
}

/// A text that some tokenizers take too long for.
#[derive(Debug)]
pub(crate) struct Hard {
    /// What it is, in a few words.
    pub(crate) name: &'static str,
    /// Whether it is one of those that the project's goals name.
    pub(crate) goal: bool,
    pub(crate) text: Text,
}

/// All texts, written to one folder.
#[derive(Debug)]
pub(crate) struct Corpora {
    pub(crate) folder: PathBuf,
    pub(crate) real: Vec<Corpus>,
    pub(crate) hard: Vec<Hard>,
    /// Ten megabytes: both halves of every real text, one after the other.
    pub(crate) long: Text,
}

impl Corpora {
    /// Writes all texts into `folder`.
    pub(crate) fn make(packages: &Packages, folder: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(Failure::file("create", folder))?;
        let mut real = Vec::new();
        let mut long = String::new();
        for (name, paragraphs) in sources::all(packages)? {
            let [cold, unseen] = halves::halves(name, paragraphs, HALF)?;
            long.extend([cold.as_str(), &unseen]);
            real.push(Corpus {
                name,
                cold: write(folder, format!("{name}.txt"), &cold)?,
                unseen: write(folder, format!("{name}-unseen.txt"), &unseen)?,
            });
        }
        let mut hard = Vec::new();
        for (index, hard::Sample { name, goal, text }) in hard::samples().into_iter().enumerate() {
            let text = write(folder, format!("hard-{index}.txt"), &text)?;
            hard.push(Hard { name, goal, text });
        }
        let long = write(folder, "long.txt".into(), &long)?;
        Ok(Self { folder: folder.into(), real, hard, long })
    }
}

fn write(folder: &Path, file: String, text: &str) -> Result<Text, Failure> {
    let path = folder.join(&file);
    fs::write(&path, text).map_err(Failure::file("write", &path))?;
    Ok(Text { file, path, bytes: text.len() })
}
