//! The project's goals for its tokenizer, and what is measured of them. A missed one is shown as such.

use xtask::dist;
use xtask::release::Release;

use crate::browser::Widget;
use crate::corpora::{Corpora, Corpus};
use crate::failure::Failure;
use crate::figures::{Kind, Outcome, Rates, Row};
use crate::site::Wire;

/// One goal.
#[derive(Debug, PartialEq)]
pub(crate) struct Goal {
    pub(crate) what: String,
    pub(crate) goal: String,
    pub(crate) measured: String,
    pub(crate) met: bool,
}

/// What is served: bytes.
pub(crate) fn sizes() -> Result<Vec<Goal>, Failure> {
    let dist = dist();
    let release = Release::built()?;
    let mut wire = Wire::new(&dist);
    let mut goal = |what: &str, limit: usize, files: &[&str]| -> Result<Goal, Failure> {
        let files: Vec<_> = files.iter().map(|file| release.path(file)).collect();
        let bytes = wire.sum(&files)?;
        Ok(Goal {
            what: what.into(),
            goal: format!("≤ {} bytes", grouped(limit)),
            measured: grouped(bytes),
            met: bytes <= limit,
        })
    };
    Ok(vec![
        goal("o200k_base on the wire", 640_000, &["vocab/o200k_base.vocab"])?,
        goal("cl100k_base on the wire", 300_000, &["vocab/cl100k_base.vocab"])?,
        goal("engine wasm and its JavaScript, gzip -9", 60_000, &["engine.wasm", "worker.js"])?,
    ])
}

/// What a reader feels.
pub(crate) fn browser(rows: &[Row], widget: &Widget, corpora: &Corpora) -> Vec<Goal> {
    let Some(ours) = rows.iter().find(|row| row.kind == Kind::Tokenfare) else { return Vec::new() };
    let mut goals = Vec::new();
    if let Some(rival) = rows.iter().find(|row| row.name.starts_with("gpt-tokenizer")) {
        let ratio = widget.start / rival.start;
        goals.push(Goal {
            what: "worker start to first exact count".into(),
            goal: "≤ 0.5 × gpt-tokenizer".into(),
            measured: format!("{ratio:.2} × ({:.0} ms)", widget.start),
            met: ratio <= 0.5,
        });
    }
    for (what, figure, javascript, wasm) in [
        ("cold first count of 1 MB", Rates::cold as fn(&Rates) -> f64, 10.0, 3.0),
        ("warm count", Rates::repeat, 10.0, 2.0),
    ] {
        for (rivals, kind, factor) in
            [("JavaScript", Kind::JavaScript, javascript), ("wasm", Kind::Wasm, wasm)]
        {
            let ratios = ratios(ours, rows, kind, figure);
            goals.push(Goal {
                what: what.into(),
                goal: format!("≥ {factor} × the fastest {rivals} rival"),
                measured: each(&corpora.real, &ratios),
                met: ratios.iter().all(|ratio| *ratio >= factor),
            });
        }
    }
    goals.extend(hard("in Chromium", ours, corpora));
    goals.push(Goal {
        what: "keystroke anywhere in 10 MB, worker time".into(),
        goal: "≤ 1 ms median, ≤ 5 ms at the 99th percentile".into(),
        measured: format!("{:.2} ms, {:.2} ms", widget.keystrokes.median, widget.keystrokes.high),
        met: widget.keystrokes.median <= 1.0 && widget.keystrokes.high <= 5.0,
    });
    goals.push(Goal {
        what: "memory of the worker with o200k_base and no text".into(),
        goal: "≤ 16 MB".into(),
        measured: format!("{:.1} MB", ours.memory),
        met: ours.memory <= 16.0,
    });
    goals
}

/// What a program feels.
pub(crate) fn native(rows: &[Row], corpora: &Corpora) -> Vec<Goal> {
    let Some(ours) = rows.iter().find(|row| row.kind == Kind::Tokenfare) else { return Vec::new() };
    let cold = ratios(ours, rows, Kind::Native, Rates::cold);
    let fastokens: Vec<_> = rows.iter().filter(|row| row.name.starts_with("fastokens")).collect();
    let unseen = ratios(ours, fastokens, Kind::Native, Rates::unseen);
    let mut goals = Vec::new();
    for (what, goal, ratios) in [
        ("native count, one thread, cold", "≥ every rival", cold),
        ("native count, one thread, unseen text", "≥ fastokens", unseen),
    ] {
        goals.push(Goal {
            what: what.into(),
            goal: goal.into(),
            measured: each(&corpora.real, &ratios),
            met: ratios.iter().all(|ratio| *ratio >= 1.0),
        });
    }
    goals.extend(hard("native", ours, corpora));
    goals
}

/// For each text, how many times as fast as the fastest rival of a kind that gets the ids right.
fn ratios<'a>(
    ours: &Row,
    rows: impl IntoIterator<Item = &'a Row>,
    kind: Kind,
    figure: fn(&Rates) -> f64,
) -> Vec<f64> {
    let mut fastest = vec![0.0; ours.texts.len()];
    for rival in rows.into_iter().filter(|row| row.kind == kind) {
        for (fastest, rates) in fastest.iter_mut().zip(&rival.texts) {
            *fastest = figure(rates).max(*fastest);
        }
    }
    ours.texts.iter().zip(fastest).map(|(rates, fastest)| figure(rates) / fastest).collect()
}

/// A hard text may be counted at a quarter of the speed of prose, first pass against first pass.
fn hard(place: &str, ours: &Row, corpora: &Corpora) -> Option<Goal> {
    let prose = ours.texts.first()?;
    let outcomes = corpora.hard.iter().zip(&ours.hard).filter(|(hard, _)| hard.goal);
    let shares: Vec<_> = outcomes
        .map(|(hard, outcome)| {
            let rate = match outcome {
                Outcome::Took(milliseconds) => hard.text.bytes as f64 / 1e3 / milliseconds,
                Outcome::TooLong | Outcome::Failed => 0.0,
            };
            (hard.name, rate / prose.cold)
        })
        .collect();
    let measured: Vec<_> =
        shares.iter().map(|(name, share)| format!("{name} {share:.2} ×")).collect();
    Some(Goal {
        what: format!("hard text, {place}, bytes a second"),
        goal: "≥ 0.25 × prose".into(),
        measured: measured.join(", "),
        met: shares.iter().all(|(_, share)| *share >= 0.25),
    })
}

/// "prose 12.3 ×, code 14.1 ×, …"
fn each(corpora: &[Corpus], ratios: &[f64]) -> String {
    let each = corpora.iter().zip(ratios);
    let each: Vec<_> =
        each.map(|(corpus, ratio)| format!("{} {ratio:.1} ×", corpus.name)).collect();
    each.join(", ")
}

/// "609,874"
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}
