//! `tokenfare history`.

mod archive;
mod shown;

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use tokenfare_core::catalog::Date;
use tokenfare_core::history::{Options, Question, Reader, Time, answer};
use tokenfare_core::tokenizer::Encoding;

use crate::arguments::HistoryOptions;
use crate::error::CliError;
use crate::{catalog, output};

/// Bytes read at a time.
const PART: usize = 256 << 10;
/// Folders inside one another beyond this are nobody's logs.
const DEEPEST: usize = 32;

pub(crate) fn run(options: &HistoryOptions) -> Result<(), CliError> {
    let catalog = catalog::load(&options.catalog)?;
    // Nobody's text is counted in more than one encoding: others are estimated from it.
    let tokenizer = tokenfare_vocab::tokenizer(Encoding::O200kBase)?;
    let now = now(options.on);
    let count = |text: &str| tokenizer.count(text) as u64;
    let mut reader = Reader::new(now, Options::with_branches(options.branches), count);
    if options.files.is_empty() {
        read_stream(&mut reader, "-", io::stdin().lock())?;
    }
    for file in &options.files {
        read_path(&mut reader, Path::new(file), 0)?;
    }
    let history = reader.finish();
    let mut question = Question::default();
    question.models.clone_from(&options.models);
    question.plans.clone_from(&options.plans);
    question.assumed.clone_from(&options.assume);
    let answer = answer(&catalog, &history, &question, now)?;
    if options.json {
        return output::print_json(&answer);
    }
    output::print(&shown::answer(&answer))
}

/// This moment, or the end of the day that is asked for.
fn now(on: Option<Date>) -> Time {
    let seconds = match on {
        Some(day) => (u64::from(day.days_since(Date::from_days(0))) + 1) * 86_400 - 1,
        None => SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
    };
    Time::from_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
}

/// Reads a file, an archive, or all that is in a folder.
fn read_path(reader: &mut Reader<'_>, path: &Path, depth: usize) -> Result<(), CliError> {
    let name = path.display().to_string();
    let unreadable = |error| CliError::Unreadable { name: name.clone(), error };
    if name == "-" {
        return read_stream(reader, &name, io::stdin().lock());
    }
    if fs::metadata(path).map_err(unreadable)?.is_dir() {
        let mut inside: Vec<PathBuf> = fs::read_dir(path)
            .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
            .map_err(unreadable)?;
        inside.sort();
        for path in inside.iter().filter(|path| is_history(path) && depth < DEEPEST) {
            read_path(reader, path, depth + 1)?;
        }
        return Ok(());
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let mut magic = [0; 4];
    let read = file.read(&mut magic).map_err(unreadable)?;
    if archive::is_one(magic.get(..read).unwrap_or_default()) {
        return archive::read(reader, &name, path);
    }
    let file = File::open(path).map_err(unreadable)?;
    read_stream(reader, &name, BufReader::with_capacity(PART, file))
}

/// Whether a folder's entry may be a history: a folder, or a file with a name of one.
fn is_history(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
    let known =
        ["json", "jsonl", "csv", "zip"].iter().any(|known| known.eq_ignore_ascii_case(extension));
    // A link may lead back to where it stands.
    let link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
    !link && (known || path.is_dir())
}

fn read_stream(reader: &mut Reader<'_>, name: &str, mut stream: impl Read) -> Result<(), CliError> {
    reader.open(name);
    let mut part = vec![0; PART];
    while reader.wants_more() {
        let read = stream.read(&mut part);
        let read = read.map_err(|error| CliError::Unreadable { name: name.to_owned(), error })?;
        if read == 0 {
            break;
        }
        reader.push(part.get(..read).unwrap_or_default());
    }
    reader.close();
    Ok(())
}
