//! The real size of a plan's windows, from what the vendor says is used of them.

use std::collections::BTreeMap;

use super::{Limits, Sample, WindowSize};

/// Tokens of a percent, for each length of window: between samples of one session in one window, the tokens
/// that were used by the percents that they took.
pub(super) fn sizes(limits: &Limits) -> Vec<WindowSize> {
    const PERCENT: u64 = 100;
    let mut last: BTreeMap<(u64, u64), Sample> = BTreeMap::new();
    let mut sums: BTreeMap<u64, (u64, u64)> = BTreeMap::new();
    for sample in &limits.samples {
        let before = last.insert((sample.session, sample.minutes), *sample);
        let Some(before) = before else { continue };
        // The end of a window is told to the second, and not always the same.
        let same = before.resets.seconds().abs_diff(sample.resets.seconds()) < 120;
        if !same || sample.used < before.used || sample.tokens < before.tokens {
            continue;
        }
        let (tokens, used) = sums.entry(sample.minutes).or_default();
        *tokens += sample.tokens - before.tokens;
        *used += u64::from(sample.used - before.used);
    }
    let sized = sums.into_iter().filter(|(_, (_, used))| *used >= PERCENT);
    let sized = sized.map(|(minutes, (tokens, used))| WindowSize {
        plan: limits.plan.clone(),
        minutes,
        tokens_per_percent: tokens * PERCENT / used,
        percent: (used + PERCENT / 2) / PERCENT,
    });
    sized.collect()
}
