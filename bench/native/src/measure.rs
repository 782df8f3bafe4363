//! One tokenizer on one text, in this process.

use std::{
    error::Error,
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::rivals::Open;

/// Further passes over the first text.
const REPEATS: usize = 5;

/// Opens a tokenizer; counts `cold`, the first text that it sees; counts that again and again; counts
/// `unseen`, another of the same kind. In milliseconds, megabytes, and megabytes a second.
pub fn passes(open: Open, cold: &str, unseen: &str) -> Result<Value, Box<dyn Error>> {
    let (first, second) = (fs::read_to_string(cold)?, fs::read_to_string(unseen)?);
    let before = resident_megabytes()?;
    let start = Instant::now();
    let tokenizer = open()?;
    let init = start.elapsed().as_secs_f64() * 1e3;
    let memory = resident_megabytes()? - before;

    let pass = |text: &str| rate(text, time(|| tokenizer.count(text)));
    let cold = pass(&first);
    let mut repeats = [0.0; REPEATS].map(|_| pass(&first));
    repeats.sort_by(f64::total_cmp);
    let [_, _, repeat, _, _] = repeats;
    let unseen = pass(&second);
    Ok(json!({
        "init": init, "memory": memory, "cold": cold, "unseen": unseen, "repeat": repeat,
    }))
}

/// The first pass over a text, in milliseconds.
pub fn first(open: Open, path: &str) -> Result<Value, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let tokenizer = open()?;
    Ok(json!({ "milliseconds": time(|| tokenizer.count(&text)).as_secs_f64() * 1e3 }))
}

fn time(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn rate(text: &str, took: Duration) -> f64 {
    text.len() as f64 / 1e6 / took.as_secs_f64()
}

fn resident_megabytes() -> Result<f64, Box<dyn Error>> {
    let statm = fs::read_to_string("/proc/self/statm")?;
    let pages: f64 = statm.split(' ').nth(1).ok_or("no resident size")?.parse()?;
    Ok(pages * 4096.0 / 1e6)
}
