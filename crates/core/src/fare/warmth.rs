//! Whether a cache still holds the fixed beginning when the next conversation starts.

use serde::{Deserialize, Serialize};

use crate::catalog::Caching;
use crate::scenario::{Retention, Scenario};

/// The lifetime that is taken where none is published: the shortest that any vendor publishes.
const USUAL_MINUTES: u32 = 5;
const SECONDS_IN_A_MINUTE: u64 = 60;
const MINUTES_IN_AN_HOUR: u64 = 60;
const HOURS_IN_A_DAY: u64 = 24;

/// Which conversations of a day find their fixed beginning in the cache.
///
/// The day's conversations start evenly over its active hours, and the turns of one follow each other
/// while the cache lasts. What nobody used for longer than the cache keeps it is written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Warmth {
    /// Seconds from the start of one conversation to the next; absent when none is held.
    pub every_seconds: Option<u64>,
    /// Minutes for which the cache keeps what was last used.
    pub kept_minutes: u32,
    /// Whether the vendor publishes that time, or it is the shortest that any vendor publishes.
    pub published: bool,
    /// Messages of a day in conversations that find their beginning in the cache.
    pub warm_messages: u64,
    /// Messages of a day in conversations that don't.
    pub cold_messages: u64,
}

impl Warmth {
    /// Of conversations of which `count` have `messages` messages together, under `rule`.
    pub(super) fn of(scenario: &Scenario, rule: Caching, messages: u64, count: u64) -> Self {
        let long = rule.minutes_long.filter(|_| scenario.cache_retention == Retention::Long);
        let published = long.or(rule.minutes);
        let kept_minutes = published.unwrap_or(USUAL_MINUTES);
        let daily = scenario.messages_per_day;
        let minutes = scenario.active_hours * MINUTES_IN_AN_HOUR;
        let every_seconds =
            (minutes * SECONDS_IN_A_MINUTE * messages).checked_div(daily.saturating_mul(count));
        let lasts = |seconds: u64| seconds <= u64::from(kept_minutes) * SECONDS_IN_A_MINUTE;
        let idle = (HOURS_IN_A_DAY - scenario.active_hours.min(HOURS_IN_A_DAY))
            * MINUTES_IN_AN_HOUR
            * SECONDS_IN_A_MINUTE;
        let cold_messages = match every_seconds {
            Some(every) if lasts(every + idle) => 0,
            // The first conversation of a day comes after a night.
            Some(every) if lasts(every) => messages.div_ceil(count).min(daily),
            _ => daily,
        };
        Self {
            every_seconds,
            kept_minutes,
            published: published.is_some(),
            warm_messages: daily - cold_messages,
            cold_messages,
        }
    }
}
