//! One tokenizer on one text, in this process.

use std::{
    error::Error,
    fmt, fs,
    hint::black_box,
    str::FromStr,
    time::{Duration, Instant},
};

use crate::rivals::Open;

/// What was measured: milliseconds, megabytes, and megabytes a second.
#[derive(Clone, Copy, Default)]
pub struct Measurement {
    init: f64,
    memory: f64,
    cold: f64,
    unseen: f64,
    repeat: f64,
}

/// What a process measures besides opening.
#[derive(Clone, Copy)]
pub enum Passes {
    /// The first pass over a text, then further ones.
    Whole,
    /// The second half of a text after the first.
    Halves,
}

/// Opens a tokenizer and measures it. Each process measures one kind of passes, because some
/// tokenizers keep what they have seen for as long as the process runs.
pub fn measure(open: Open, path: &str, passes: Passes) -> Result<Measurement, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let before = resident_megabytes()?;
    let start = Instant::now();
    let count = open()?;
    let init = start.elapsed().as_secs_f64() * 1e3;
    let memory = resident_megabytes()? - before;

    let mut measurement = Measurement { init, memory, ..Measurement::default() };
    match passes {
        Passes::Whole => {
            let pass = || rate(&text, time(|| count(&text)));
            measurement.cold = pass();
            measurement.repeat = median(&mut [pass(), pass(), pass(), pass(), pass()]);
        }
        Passes::Halves => {
            let middle = (text.len() / 2..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let (first, second) = text.split_at(middle);
            black_box(count(first));
            measurement.unseen = rate(second, time(|| count(second)));
        }
    }
    Ok(measurement)
}

fn time(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn rate(text: &str, took: Duration) -> f64 {
    text.len() as f64 / 1e6 / took.as_secs_f64()
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn resident_megabytes() -> Result<f64, Box<dyn Error>> {
    let statm = fs::read_to_string("/proc/self/statm")?;
    let pages: f64 = statm.split(' ').nth(1).ok_or("no resident size")?.parse()?;
    Ok(pages * 4096.0 / 1e6)
}

impl Measurement {
    /// This with the unseen rate of another process.
    pub fn with_unseen(self, other: Self) -> Self {
        Self { unseen: other.unseen, ..self }
    }

    /// The median of each figure.
    pub fn median(runs: &[Self]) -> Self {
        let of =
            |figure: fn(&Self) -> f64| median(&mut runs.iter().map(figure).collect::<Vec<_>>());
        Self {
            init: of(|run| run.init),
            memory: of(|run| run.memory),
            cold: of(|run| run.cold),
            unseen: of(|run| run.unseen),
            repeat: of(|run| run.repeat),
        }
    }

    /// Two cells: time to open, memory.
    pub fn start(&self) -> String {
        format!("{:.0} ms | {:.0} MB", self.init, self.memory)
    }

    /// One cell: cold / unseen / repeat.
    pub fn rates(&self) -> String {
        format!("{:.1} / {:.1} / {:.1}", self.cold, self.unseen, self.repeat)
    }
}

impl fmt::Display for Measurement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { init, memory, cold, unseen, repeat } = self;
        write!(f, "{init} {memory} {cold} {unseen} {repeat}")
    }
}

impl FromStr for Measurement {
    type Err = Box<dyn Error>;

    fn from_str(line: &str) -> Result<Self, Self::Err> {
        let figures: Vec<f64> =
            line.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        let &[init, memory, cold, unseen, repeat] = figures.as_slice() else {
            return Err(format!("not a measurement: {line:?}").into());
        };
        Ok(Self { init, memory, cold, unseen, repeat })
    }
}
