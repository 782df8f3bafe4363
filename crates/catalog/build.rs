//! Checks the catalog's text files and packs them.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use tokenfare_core::catalog::{Catalog, Tokens};

#[path = "src/files.rs"]
#[expect(unreachable_pub, reason = "shared with the library, where it is public")]
mod files;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=data");
    match pack() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            for line in error.to_string().lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn pack() -> Result<(), Box<dyn Error>> {
    let catalog = files::read(Path::new("data"))?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("catalog.packed"), catalog.pack())?;
    fs::write(out.join("encodings.txt"), encodings(&catalog))?;
    Ok(())
}

/// A line for each name of each model whose encoding is known, and for each that is only counted:
/// the name, a space, the encoding. A name that ends with an asterisk is how others begin.
fn encodings(catalog: &Catalog) -> String {
    let mut lines = String::new();
    for model in &catalog.models {
        if let Tokens::Exact(encoding) | Tokens::Reconstructed { encoding, .. } = &model.tokens {
            for name in model.names() {
                lines.extend([name, " ", encoding, "\n"]);
            }
        }
    }
    for counted in &catalog.counted {
        let end = if counted.prefix { "* " } else { " " };
        lines.extend([&counted.name, end, &counted.encoding, "\n"]);
    }
    lines
}
