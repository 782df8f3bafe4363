//! Measures the tokenizer beside others, in one run, and prints one Markdown document.
//!
//! `cargo xtask bench` builds the site and then runs this. Figures of one run on one machine can be
//! compared with each other, and with nothing else.

#![forbid(unsafe_code)]

mod browser;
mod corpora;
mod failure;
mod figures;
mod goals;
mod native;
mod packages;
mod readme;
mod site;
mod tables;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread;
use std::time::Duration;

use xtask::browsers::Browser;

use crate::corpora::Corpora;
use crate::failure::{Failure, output};
use crate::native::Native;
use crate::packages::Packages;

/// A tokenizer that takes longer for a hard text is stopped.
const LIMIT: Duration = Duration::from_secs(5);

/// Which part to measure, and whether to quote it.
#[derive(Debug, Default, PartialEq)]
struct Options {
    native: bool,
    browser: bool,
    update_readme: bool,
}

fn main() -> ExitCode {
    let outcome = Options::read(env::args().skip(1)).and_then(|options| run(&options));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

impl Options {
    fn read(arguments: impl Iterator<Item = String>) -> Result<Self, Failure> {
        let mut options = Self::default();
        for argument in arguments {
            match argument.as_str() {
                "native" => options.native = true,
                "browser" => options.browser = true,
                "--update-readme" => options.update_readme = true,
                _ => return Err(Failure::Argument(argument)),
            }
        }
        if !options.native && !options.browser {
            (options.native, options.browser) = (true, true);
        }
        Ok(options)
    }
}

fn run(options: &Options) -> Result<(), Failure> {
    let work = xtask::root().join("target/bench");
    eprintln!("   packages");
    let packages = Packages::fetch(&work)?;
    eprintln!("   texts");
    let corpora = Corpora::make(&packages, &work.join("texts"))?;
    eprintln!("   native: compile");
    let native = Native::build(&work)?;
    eprintln!("   native: check the ids");
    let references = native.check(&corpora)?;

    let mut goals = goals::sizes()?;
    let mut sections = String::new();
    if options.browser {
        eprintln!("   browser: compile");
        let site = site::assemble(&work, &packages, &corpora)?;
        let browser = browser::measure(&site, &corpora, &references)?;
        goals.extend(goals::browser(&browser.rows, &browser.widget, &corpora));
        section(&mut sections, "In Chromium", RATES, &tables::texts(&browser.rows, &corpora));
        section(&mut sections, "", HARD, &tables::hard(&browser.rows, &corpora));
        section(&mut sections, "", WIDGET, &tables::widget(&browser, &corpora));
    }
    if options.native {
        let rows = native.measure(&corpora, &references)?;
        goals.extend(goals::native(&rows, &corpora));
        section(&mut sections, "Native, one thread", RATES, &tables::texts(&rows, &corpora));
        section(&mut sections, "", HARD, &tables::hard(&rows, &corpora));
    }
    let document = format!("{}\n\n{}{sections}", machine()?, tables::goals(&goals));

    println!("{document}");
    let path = xtask::root().join("target/bench.md");
    fs::write(&path, &document).map_err(Failure::file("write", &path))?;
    if options.update_readme {
        readme::update(&xtask::root().join("README.md"), &document)?;
    }
    Ok(())
}

const RATES: &str = "MB/s: first pass over 1 MB in a fresh process (in Chromium, a second after the first \
    count) / first pass over another 1 MB \
    of the same kind / median of further passes over the first. ≠ marks ids that are not tiktoken's.";
const HARD: &str = "First pass over texts that are hard to tokenize:";
const WIDGET: &str = "What the widget's reader waits for:";

fn section(document: &mut String, title: &str, note: &str, table: &str) {
    if !title.is_empty() {
        document.push_str(&format!("\n### {title}\n"));
    }
    document.push_str(&format!("\n{note}\n\n{table}"));
}

/// The machine in general terms.
fn machine() -> Result<String, Failure> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let version = |program: &Path| -> Result<String, Failure> {
        let printed = output(Command::new(program).arg("--version"), "it must be on PATH")?;
        let printed = String::from_utf8_lossy(&printed);
        let version =
            printed.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        Ok(version.unwrap_or("?").to_owned())
    };
    let chromium = version(&Browser::Chromium.find()?.browser)?;
    let chromium = chromium.split('.').next().unwrap_or_default();
    let rust = version(Path::new("rustc"))?;
    let arch = env::consts::ARCH.replace('_', "-");
    let os = env::consts::OS;
    Ok(format!(
        "One run of `cargo xtask bench` on a {cores}-core {arch} {os} machine, Chromium {chromium} \
         headless, Rust {rust}, o200k_base."
    ))
}

/// The folder of this package.
fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The cargo that runs this program.
fn cargo() -> Command {
    Command::new(env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(arguments: &[&str]) -> Result<Options, String> {
        Options::read(arguments.iter().map(|&argument| argument.into()))
            .map_err(|failure| failure.to_string())
    }

    #[test]
    fn without_a_part_everything_is_measured() {
        let all = Options { native: true, browser: true, update_readme: false };
        assert_eq!(options(&[]), Ok(all));
        let quoted = Options { native: true, browser: true, update_readme: true };
        assert_eq!(options(&["--update-readme"]), Ok(quoted));
    }

    #[test]
    fn a_part_is_named_and_anything_else_refused() {
        let native = Options { native: true, ..Options::default() };
        assert_eq!(options(&["native"]), Ok(native));
        assert!(options(&["nativ"]).unwrap_err().contains("`nativ`"));
    }
}
