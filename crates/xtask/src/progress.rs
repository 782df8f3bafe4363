//! What the reader sees while a command works: each step by name, and how long it took.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crate::Error;

/// The steps of one command, printed as they happen.
#[derive(Debug, Default)]
pub struct Progress {
    steps: Vec<Step>,
}

/// A step that has ended.
#[derive(Debug)]
#[non_exhaustive]
pub struct Step {
    /// What it did, in a few words.
    pub name: String,
    /// How long it took.
    pub took: Duration,
    /// Whether it reached its end.
    pub passed: bool,
}

impl Progress {
    /// Runs one step, announced before and reported after.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn step<T>(
        &mut self,
        name: &str,
        work: impl FnOnce() -> Result<T, Error>,
    ) -> Result<T, Error> {
        say(&format!("   {name} …"));
        let start = Instant::now();
        let outcome = work();
        let took = start.elapsed();
        let mark = if outcome.is_ok() { "✓" } else { "✗" };
        say(&format!(" {mark} {name} ({})", seconds(took)));
        self.steps.push(Step { name: name.into(), took, passed: outcome.is_ok() });
        outcome
    }

    /// Every step so far, in the order in which they ended.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

/// A duration as people read it: `0.4 s`.
#[must_use]
pub fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// Prints to stderr, where cargo's own progress goes, so that the two stay in order.
fn say(line: &str) {
    // A closed stderr is no reason to stop building.
    let _ = writeln!(io::stderr(), "{line}");
}
