//! This month, from the days there were.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Month, Time};
use crate::catalog::Date;
use crate::money::Usd;

/// Days that a forecast looks back on.
const BACK: u32 = 90;

/// What a month will have cost on the API, by what the days before it cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Forecast {
    /// The month, as `2026-11`.
    pub month: String,
    /// What it has cost so far.
    pub so_far: Usd,
    /// Days that are still to come.
    pub days_left: u32,
    /// One in ten stretches of as many days cost no more.
    pub low: Usd,
    /// Half of them cost no more.
    pub middle: Usd,
    /// Nine in ten cost no more.
    pub high: Usd,
    /// How many stretches that rests on.
    pub stretches: u64,
}

impl Forecast {
    /// Of `costs` by day, for the month of `now`. Nothing without days enough to look back on.
    ///
    /// The rest of the month is taken to cost what stretches of as many days in a row cost before.
    pub(super) fn of(costs: &BTreeMap<Date, Usd>, now: Time) -> Option<Self> {
        let (month, today) = (now.month(), now.date());
        let first = *costs.keys().next()?;
        let next = month.next().first_day();
        let days_left = next.days_since(today).saturating_sub(1);
        let day =
            |back: u32| Date::from_days(today.days_since(Date::from_days(0)).saturating_sub(back));
        let known = today.days_since(first).min(BACK);
        let cost = |date: Date| costs.get(&date).copied().unwrap_or(Usd::ZERO);
        let so_far = costs.range(month.first_day()..next).map(|(_, cost)| *cost).sum();
        let length = days_left;
        // A past that ended long ago says nothing of this month.
        if costs.range(day(BACK)..).all(|(_, cost)| cost.is_zero()) {
            return None;
        }
        if length == 0 {
            let (low, middle, high) = (so_far, so_far, so_far);
            let month = month.to_string();
            return Some(Self { month, so_far, days_left, low, middle, high, stretches: 0 });
        }
        if known < length.max(7) {
            return None;
        }
        // Stretches that end yesterday, the day before, …: whole days only.
        let mut sum: Usd = (1..=length).map(|back| cost(day(back))).sum();
        let mut sums = vec![sum];
        for back in 1..=known.saturating_sub(length) {
            sum = sum - cost(day(back)) + cost(day(back + length));
            sums.push(sum);
        }
        sums.sort();
        let share = |percent: usize| {
            let rank = (sums.len() * percent).div_ceil(100).saturating_sub(1);
            so_far + sums.get(rank).copied().unwrap_or(Usd::ZERO)
        };
        Some(Self {
            month: month.to_string(),
            so_far,
            days_left,
            low: share(10),
            middle: share(50),
            high: share(90),
            stretches: sums.len() as u64,
        })
    }
}

/// The days of a month up to `now`, for what is paid by the month.
pub(super) fn is_whole(month: Month, now: Time) -> bool {
    month.next().first_day() <= now.date()
}
