//! Checks the catalog's text files and packs them.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

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
    let packed = postcard::to_allocvec(&catalog)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("catalog.postcard"), packed)?;
    Ok(())
}
