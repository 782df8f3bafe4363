//! `cargo xtask test`: everything that must hold before a change is done.

use std::process::Command;

use crate::Error;
use crate::progress::{Progress, seconds};
use crate::{browsers, build, cargo, javascript};

/// The command. With `javascript` it looks at the sources of `www/` alone, as the last build gathered them.
///
/// Every step runs even when an earlier one has failed, unless it needs the earlier one. The last
/// line on stdout is `N passed, N failed`: tests, and each other check as one.
///
/// # Errors
/// [`Error::Tests`] when anything failed, [`Error::Argument`] for any other argument.
pub fn command(arguments: &[String]) -> Result<(), Error> {
    let mut run = Run::default();
    if let Some(argument) = arguments.first() {
        if argument != "javascript" {
            let expected = "`javascript`, or no argument";
            return Err(Error::Argument { argument: argument.clone(), expected });
        }
        run.check("JavaScript style", |_| javascript::style());
        run.javascript();
        return run.finish();
    }
    run.check("format", |_| {
        for package in PACKAGES {
            cargo::run(
                cargo::cargo().args(["fmt", "--check"]).args(package),
                "`cargo fmt` does it for you, with `--all` here or in the package's own folder.",
            )?;
        }
        Ok(())
    });
    run.check("lints", |_| {
        // Targets that plain `cargo test` leaves out are left out of `--all-targets` too.
        for targets in [&["--all-targets"][..], &["--test", "browser"]] {
            cargo::run(
                cargo::cargo()
                    .args(["clippy", "--workspace"])
                    .args(targets)
                    .args(["--", "--deny", "warnings"]),
                "Clippy's messages above name each place.",
            )?;
        }
        Ok(())
    });
    run.check("JavaScript style", |_| javascript::style());
    run.tests("Rust tests", cargo::cargo().args(["test", "--workspace", "--no-fail-fast"]));
    let built = run.check("site", |progress| build::site(progress).map(|_| ()));
    if built {
        run.javascript();
    }
    let found = run.check("browsers", |_| browsers::find_or_install());
    if built && found {
        run.tests(
            "browser tests",
            cargo::cargo().args(["test", "--workspace", "--test", "browser"]),
        );
    }
    run.finish()
}

/// The workspace, and the packages outside it, as `cargo fmt` takes them.
const PACKAGES: [&[&str]; 4] = [
    &["--all"],
    &["--manifest-path", "bench/native/Cargo.toml"],
    &["--manifest-path", "bench/wasm/Cargo.toml"],
    &["--manifest-path", "fuzz/Cargo.toml"],
];

/// What has run so far, and how it went.
#[derive(Default)]
struct Run {
    progress: Progress,
    counts: Counts,
    failed: Vec<String>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Counts {
    passed: u64,
    failed: u64,
}

impl Run {
    /// Runs a check that either holds or not.
    fn check(&mut self, name: &str, work: impl FnOnce(&mut Progress) -> Result<(), Error>) -> bool {
        let mut inner = Progress::default();
        let outcome = self.progress.step(name, || work(&mut inner));
        let passed = self.note(name, outcome);
        self.counts.passed += u64::from(passed);
        self.counts.failed += u64::from(!passed);
        passed
    }

    /// Runs tests and adds up the counts that they print.
    fn tests(&mut self, name: &str, command: &mut Command) {
        let mut counts = Counts::default();
        let outcome = self.progress.step(name, || {
            cargo::run_reading(command, "The failures above name each test.", |line| {
                println!("{line}");
                counts.add(line);
            })
        });
        // A test program that crashes, or does not compile, fails without a count.
        let crashed = outcome.is_err() && counts.failed == 0;
        self.note(name, outcome);
        self.counts.passed += counts.passed;
        self.counts.failed += counts.failed + u64::from(crashed);
    }

    /// What needs the modules that the build writes.
    fn javascript(&mut self) {
        self.check("JavaScript types", |_| javascript::types());
        match javascript::tests() {
            Ok(mut tests) => self.tests("JavaScript tests", &mut tests),
            Err(error) => {
                self.check("JavaScript tests", |_| Err(error));
            }
        }
    }

    fn note(&mut self, name: &str, outcome: Result<(), Error>) -> bool {
        if let Err(error) = &outcome {
            error.print();
            self.failed.push(name.into());
        }
        outcome.is_ok()
    }

    fn finish(self) -> Result<(), Error> {
        println!();
        for step in self.progress.steps() {
            let mark = if step.passed { "✓" } else { "✗" };
            println!(" {mark} {:<16} {:>8}", step.name, seconds(step.took));
        }
        let Counts { passed, failed } = self.counts;
        let outcome = match failed {
            0 => Ok(()),
            _ => Err(Error::Tests { failed, names: self.failed }),
        };
        println!("\n{passed} passed, {failed} failed");
        outcome
    }
}

impl Counts {
    /// Adds a closing line of a test program, cargo's `test result: ok. 3 passed; 0 failed; …` or Node's
    /// `# pass 3`.
    fn add(&mut self, line: &str) {
        for (word, count) in [("pass", &mut self.passed), ("fail", &mut self.failed)] {
            let number = line.strip_prefix("# ").and_then(|rest| rest.strip_prefix(word));
            *count += number.and_then(|number| number.trim().parse::<u64>().ok()).unwrap_or(0);
        }
        let Some((_, rest)) = line.split_once("test result: ") else { return };
        let mut words = rest.split([' ', '.', ';']).filter(|word| !word.is_empty()).peekable();
        while let Some(word) = words.next() {
            let Ok(number) = word.parse::<u64>() else { continue };
            match words.peek() {
                Some(&"passed") => self.passed += number,
                Some(&"failed") => self.failed += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_add_up() {
        let mut counts = Counts::default();
        counts.add("running 3 tests");
        counts.add("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out");
        counts.add("test result: FAILED. 12 passed; 2 failed; 0 ignored; finished in 0.31s");
        assert_eq!(counts, Counts { passed: 15, failed: 2 });
        for line in ["# tests 23", "# pass 22", "# fail 1", "# duration_ms 5"] {
            counts.add(line);
        }
        assert_eq!(counts, Counts { passed: 37, failed: 3 });
    }
}
