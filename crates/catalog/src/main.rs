//! What maintainers do with the catalog: `check` it, `compare` it with public price lists, `update` it
//! from them.

#![forbid(unsafe_code)]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use tokenfare_catalog::{check, compare, update};
use tokenfare_core::catalog::Date;

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let outcome = match command.as_str() {
        "check" => run_check(),
        "compare" => run_compare(),
        "update" => run_update(std::env::args().nth(2).as_deref() == Some("--write")),
        _ => Err(format!("`{command}` is no command; write check, compare or update").into()),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}

fn run_check() -> Result<ExitCode, Box<dyn Error>> {
    print!("{}", check(data(), today()?)?);
    Ok(ExitCode::SUCCESS)
}

/// Fails while a difference waits for a decision.
fn run_compare() -> Result<ExitCode, Box<dyn Error>> {
    let comparison = compare::compare(data(), &downloads(), today()?)?;
    print!("{comparison}");
    Ok(if comparison.open() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run_update(write: bool) -> Result<ExitCode, Box<dyn Error>> {
    print!("{}", update::update(data(), &downloads(), today()?, write)?);
    Ok(ExitCode::SUCCESS)
}

fn downloads() -> PathBuf {
    std::env::temp_dir().join("tokenfare-price-lists")
}

/// The text files of the checkout that this program was built from.
fn data() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data"))
}

fn today() -> Result<Date, Box<dyn Error>> {
    let days = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / 86_400;
    Ok(Date::from_days(u32::try_from(days)?))
}
