//! Native tokenizers, each measurement in a process of its own, on one thread.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::corpora::Corpora;
use crate::failure::{Failure, output};
use crate::figures::{Kind, Outcome, Rates, Row, median};

/// Each figure is the median of this many processes.
const RUNS: usize = 5;

/// The program in `bench/native`.
#[derive(Debug)]
pub(crate) struct Native {
    program: PathBuf,
}

/// What the reference says of a text.
#[derive(Debug, Deserialize)]
pub(crate) struct Reference {
    pub(crate) tokens: usize,
    /// Of the ids.
    pub(crate) hash: u32,
    /// The native tokenizers with other ids.
    differ: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Passes {
    init: f64,
    memory: f64,
    cold: f64,
    unseen: f64,
    repeat: f64,
}

#[derive(Debug, Deserialize)]
struct First {
    milliseconds: f64,
}

impl Native {
    /// Compiles the program.
    pub(crate) fn build(work: &Path) -> Result<Self, Failure> {
        let target = work.join("native");
        let mut command = crate::cargo();
        command.args(["build", "--quiet", "--release", "--locked", "--manifest-path"]);
        command.arg(crate::here().join("native/Cargo.toml"));
        output(command.arg("--target-dir").arg(&target), "crates.io must be in reach")?;
        let program = format!("release/native-bench{}", std::env::consts::EXE_SUFFIX);
        Ok(Self { program: target.join(program) })
    }

    /// The reference's answer for the first half of each real text.
    pub(crate) fn check(&self, corpora: &Corpora) -> Result<Vec<Reference>, Failure> {
        let mut command = self.command();
        command.arg("check").args(corpora.real.iter().map(|corpus| &corpus.cold.path));
        answer(&mut command)
    }

    /// Measures every tokenizer; they take turns, so that a busy minute hits all alike.
    pub(crate) fn measure(
        &self,
        corpora: &Corpora,
        references: &[Reference],
    ) -> Result<Vec<Row>, Failure> {
        let names: Vec<String> = answer(self.command().arg("names"))?;
        let mut runs: Vec<Vec<Vec<Passes>>> =
            names.iter().map(|_| corpora.real.iter().map(|_| Vec::new()).collect()).collect();
        for run in 1..=RUNS {
            eprintln!("   native: run {run} of {RUNS}");
            for (name, texts) in names.iter().zip(&mut runs) {
                for (corpus, passes) in corpora.real.iter().zip(texts) {
                    let mut command = self.command();
                    command.arg("passes").arg(name);
                    command.arg(&corpus.cold.path).arg(&corpus.unseen.path);
                    passes.push(answer(&mut command)?);
                }
            }
        }
        let rows = names.into_iter().zip(runs).map(|(name, texts)| {
            let of = |figure: fn(&Passes) -> f64| median(texts.iter().flatten().map(figure));
            let rates = texts.iter().zip(references).map(|(runs, reference)| {
                let exact = !reference.differ.contains(&name);
                let runs: Vec<_> = runs.iter().map(|run| run.rates(exact)).collect();
                Rates::median(&runs)
            });
            Row {
                kind: if name == "tokenfare" { Kind::Tokenfare } else { Kind::Native },
                start: of(|run| run.init),
                memory: of(|run| run.memory),
                wire: None,
                texts: rates.collect(),
                hard: corpora.hard.iter().map(|hard| self.first(&name, &hard.text.path)).collect(),
                name,
            }
        });
        Ok(rows.collect())
    }

    /// The first pass over a hard text, which may crash the process or not end.
    fn first(&self, name: &str, path: &Path) -> Outcome {
        let mut command = self.command();
        command.arg("first").arg(name).arg(path).stderr(Stdio::null()).stdout(Stdio::piped());
        let Ok(mut process) = command.spawn() else { return Outcome::Failed };
        let start = Instant::now();
        // Some take more than a second to open before they count.
        while start.elapsed() < crate::LIMIT + Duration::from_secs(3) {
            match process.try_wait() {
                Ok(None) => thread::sleep(Duration::from_millis(5)),
                Ok(Some(status)) if status.success() => {
                    let took = process.stdout.take().and_then(|stdout| {
                        serde_json::from_reader(stdout).ok().map(|first: First| first.milliseconds)
                    });
                    return took.map_or(Outcome::Failed, Outcome::within_limit);
                }
                _ => return Outcome::Failed,
            }
        }
        let _ = process.kill();
        let _ = process.wait();
        Outcome::TooLong
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.env("FASTOKENS_BPE_THREADS", "1").env("RAYON_NUM_THREADS", "1");
        command
    }
}

impl Passes {
    fn rates(&self, exact: bool) -> Rates {
        Rates { cold: self.cold, unseen: self.unseen, repeat: self.repeat, exact }
    }
}

fn answer<T: DeserializeOwned>(command: &mut Command) -> Result<T, Failure> {
    let answer = output(command, "this is the program in bench/native")?;
    serde_json::from_slice(&answer).map_err(|error| Failure::form("native-bench", error))
}
