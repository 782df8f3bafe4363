//! What is measured, and the median of several measurements.

use serde::Deserialize;

/// One tokenizer, in one place.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// Milliseconds until it can count.
    pub(crate) start: f64,
    /// Megabytes that it needs once it is open.
    pub(crate) memory: f64,
    /// Bytes that a page loads; none for what is linked into a program.
    pub(crate) wire: Option<usize>,
    /// For each real text, in the order of the corpora.
    pub(crate) texts: Vec<Rates>,
    /// For each hard text, in their order.
    pub(crate) hard: Vec<Outcome>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Tokenfare,
    /// A rival that is machine code.
    Native,
    /// A rival in JavaScript.
    JavaScript,
    /// A rival in WebAssembly.
    Wasm,
}

/// Megabytes of UTF-8 a second.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rates {
    /// The first pass over the first text.
    pub(crate) cold: f64,
    /// The first pass over another text of its kind.
    pub(crate) unseen: f64,
    /// Further passes over the first text.
    pub(crate) repeat: f64,
    /// Whether its ids are the reference's.
    pub(crate) exact: bool,
}

impl Rates {
    pub(crate) fn cold(&self) -> f64 {
        self.cold
    }

    pub(crate) fn unseen(&self) -> f64 {
        self.unseen
    }

    pub(crate) fn repeat(&self) -> f64 {
        self.repeat
    }

    /// The median of each figure; exact when every one is.
    pub(crate) fn median(runs: &[Self]) -> Self {
        let of = |figure: fn(&Self) -> f64| median(runs.iter().map(figure));
        Self {
            cold: of(|run| run.cold),
            unseen: of(|run| run.unseen),
            repeat: of(|run| run.repeat),
            exact: runs.iter().all(|run| run.exact),
        }
    }
}

/// How the first pass over a hard text went.
#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    /// Milliseconds.
    Took(f64),
    /// It was stopped.
    TooLong,
    /// It crashed, or gave up.
    Failed,
}

impl Outcome {
    /// What took longer than the limit counts as too long, wherever the clock was.
    pub(crate) fn within_limit(milliseconds: f64) -> Self {
        match milliseconds <= crate::LIMIT.as_secs_f64() * 1e3 {
            true => Self::Took(milliseconds),
            false => Self::TooLong,
        }
    }
}

/// A text of ten megabytes in a document, all in milliseconds.
#[derive(Debug, Deserialize)]
pub(crate) struct Keystrokes {
    /// Until the whole text is counted for the first time.
    pub(crate) opening: f64,
    pub(crate) median: f64,
    /// Of a hundred keystrokes, one takes longer.
    pub(crate) high: f64,
    pub(crate) longest: f64,
}

/// The middle one, or the lower of two; NaN of nothing, which prints as what it is.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()), 2.0);
        assert_eq!(median([4.0, 1.0, 3.0, 2.0].into_iter()), 2.0);
        assert!(median([].into_iter()).is_nan());
    }

    #[test]
    fn each_rate_has_its_own_median() {
        let run = |cold, unseen, exact| Rates { cold, unseen, repeat: 1.0, exact };
        let rates =
            Rates::median(&[run(1.0, 9.0, true), run(2.0, 7.0, true), run(3.0, 8.0, false)]);
        assert_eq!((rates.cold, rates.unseen, rates.repeat), (2.0, 8.0, 1.0));
        assert!(!rates.exact);
    }
}
