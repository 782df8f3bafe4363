//! Lists the languages that there are files of messages for.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const FOLDER: &str = "../../www/lang";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(FOLDER);
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    let mut list = "/// The languages by their tags, each with its file of messages.\n".to_owned();
    list += "static LANGUAGES: &[(&str, &str)] = &[\n";
    for path in files {
        let tag = path.file_stem().unwrap_or_default().to_string_lossy();
        writeln!(list, "    ({tag:?}, include_str!({path:?})),")?;
    }
    list += "];\n";
    Ok(fs::write(Path::new(&env::var("OUT_DIR")?).join("languages.rs"), list)?)
}
