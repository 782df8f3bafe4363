//! Exports as they are mailed: a zip of JSON files, of which one may be damaged.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use tokenfare_core::history::Reader;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::CliError;

/// Bytes read at a time.
const PART: usize = 256 << 10;
/// More than so many times its packed size, and more than so many bytes, is no text that people write.
const RATIO: u64 = 300;
const SMALL: u64 = 64 << 20;

/// Whether a file begins as an archive does.
pub(super) fn is_one(magic: &[u8]) -> bool {
    matches!(magic, b"PK\x03\x04" | b"PK\x05\x06")
}

/// Reads every file of an archive that may be a history.
pub(super) fn read(reader: &mut Reader<'_>, name: &str, path: &Path) -> Result<(), CliError> {
    let file =
        File::open(path).map_err(|error| CliError::Unreadable { name: name.to_owned(), error })?;
    let damaged = |error: ZipError| CliError::Archive { name: name.to_owned(), error };
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    let mut entries: Vec<(usize, String)> = Vec::new();
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(damaged)?;
        let inside = entry.name().map_or_else(|_| format!("entry {at}"), Cow::into_owned);
        if entry.is_file() && is_history(&inside) {
            entries.push((at, inside));
        }
    }
    entries.sort_by(|a, b| a.1.cmp(&b.1));
    if entries.is_empty() {
        reader.leave_out(&format!("{name}, an archive without JSON or tables"));
    }
    for (at, inside) in entries {
        read_entry(reader, &mut archive, at, &inside);
    }
    Ok(())
}

fn read_entry(
    reader: &mut Reader<'_>,
    archive: &mut ZipArchive<BufReader<File>>,
    at: usize,
    name: &str,
) {
    let mut entry = match archive.by_index(at) {
        Ok(entry) => entry,
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
            return reader.leave_out(&format!("{name}, which has a password; unpack it first"));
        }
        Err(error) => {
            return reader.leave_out(&format!("{name}, which can't be unpacked: {error}"));
        }
    };
    let most = entry.compressed_size().saturating_mul(RATIO).max(SMALL);
    reader.open(name);
    let mut part = vec![0; PART];
    let mut unpacked = 0;
    while reader.wants_more() {
        match entry.read(&mut part) {
            Ok(0) => break,
            Ok(read) => {
                unpacked += read as u64;
                if unpacked > most {
                    reader.leave_out(&format!(
                        "rest of {name}, which unpacks to more than {RATIO} times its size"
                    ));
                    break;
                }
                reader.push(part.get(..read).unwrap_or_default());
            }
            Err(error) => {
                reader.leave_out(&format!("rest of {name}, which is damaged: {error}"));
                break;
            }
        }
    }
    reader.close();
}

/// Whether a name in an archive is that of a file to read.
fn is_history(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["json", "jsonl", "csv"].iter().any(|known| known.eq_ignore_ascii_case(extension))
}
