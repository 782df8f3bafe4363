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

/// Measures a tokenizer. Unseen text needs a tokenizer that has seen only the other half, so one is
/// opened for it first; the cold pass then runs in a process whose code, but not tables, is warm.
pub fn measure(open: Open, path: &str) -> Result<Measurement, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let before = resident_megabytes()?;
    let start = Instant::now();
    let count = open()?;
    let init = start.elapsed();
    let memory = resident_megabytes()? - before;

    let (cold, repeat);
    {
        let pass = || rate(&text, time(|| count(&text)));
        cold = pass();
        repeat = median(&mut [pass(), pass(), pass(), pass(), pass()]);
    }
    let middle = (text.len() / 2..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (first, second) = text.split_at(middle);
    let count = open()?;
    black_box(count(first));
    let unseen = rate(second, time(|| count(second)));
    Ok(Measurement { init: init.as_secs_f64() * 1e3, memory, cold, unseen, repeat })
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
    /// The median of each figure.
    pub fn median(runs: &[Self]) -> Self {
        let of = |figure: fn(&Self) -> f64| {
            median(&mut runs.iter().map(figure).collect::<Vec<_>>())
        };
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
        let figures: Vec<f64> = line.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        let &[init, memory, cold, unseen, repeat] = figures.as_slice() else {
            return Err(format!("not a measurement: {line:?}").into());
        };
        Ok(Self { init, memory, cold, unseen, repeat })
    }
}
