//! Prompt caching: what of a request is read from the cache, and what is written to it.
//!
//! The whole rule stands here. A [`Policy`] is the vendor's way of caching a model's prompts
//! ([`Caching`]) under the scenario's choice ([`CacheUse`]); it divides a [`Request`] into what is read
//! from the cache, what is written to it and what is neither.
//!
//! *Where it happens.* With `off`, nowhere. With `auto`, where the vendor does it unasked. With `on`,
//! wherever the vendor offers it, as an application does that marks what is worth keeping.
//!
//! *What is read.* What the cache can hold of a request is the beginning that an earlier request had
//! too: within a conversation all that the request before sent, as long as no turn of it is dropped;
//! at the beginning of a conversation the fixed beginning, which all conversations share. How that is
//! found again depends on the model's generation ([`Matching`]). By *prefix*, the longest beginning
//! that both requests have is found. By *breakpoint*, only what ended at a breakpoint of the earlier
//! request is. The automatic breakpoint stands at the newest message, so a request reads what the one
//! before it in the same conversation ended with, and a fixed beginning alone is written anew by each
//! conversation and never read. Breakpoints of the application's own, with `on`, stand at the end of
//! the fixed beginning too.
//!
//! *What is written.* The automatic way keeps the whole prompt, even one that never comes again. What
//! is marked keeps what the next request repeats as far as the application can know: the prompt where
//! the conversation may go on, else the fixed beginning. It does not know which message is the last,
//! so the last is written too. What is read is not written again.
//!
//! *How much.* Nothing below the vendor's minimum; from there on whole steps. Where reading or writing
//! has no price of its own, those tokens are ordinary input ([`Bill`](super::Bill)).
//!
//! *How long.* A conversation's turns follow each other while the cache lasts. Whether the next
//! conversation of the day still finds the fixed beginning is for [`CacheHits`] to say: a day's
//! conversations start evenly over its active hours. A conversation that comes too late finds nothing
//! at its first request and writes the beginning again.

use serde::{Deserialize, Serialize};

use super::{Conversation, Request};
use crate::catalog::{Caching, Catalog, Matching, Model, RateCard};
use crate::scenario::{CacheUse, Retention, Scenario};

/// The lifetime that is taken where none is published: the shortest that any vendor publishes.
const USUAL_MINUTES: u32 = 5;
const SECONDS_IN_A_MINUTE: u64 = 60;
const MINUTES_IN_AN_HOUR: u64 = 60;
const HOURS_IN_A_DAY: u64 = 24;

/// How the prompts of a scenario are cached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Policy {
    rule: Caching,
    /// Whether the application marks what is to be kept.
    marked: bool,
}

/// What becomes of the tokens that a request sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Split {
    /// Read from the cache.
    pub(super) read: u64,
    /// Written to the cache.
    pub(super) written: u64,
    /// Neither.
    pub(super) fresh: u64,
}

impl Policy {
    /// How this scenario's prompts are cached by this model; nothing when they aren't, or nobody says
    /// how.
    pub(super) fn of(catalog: &Catalog, scenario: &Scenario, model: &Model) -> Option<Self> {
        let vendor = || catalog.vendor(&model.vendor)?.caching;
        let rule = model.caching.or_else(vendor)?;
        match scenario.caching {
            CacheUse::Off => None,
            CacheUse::Auto if !rule.automatic => None,
            CacheUse::Auto => Some(Self { rule, marked: false }),
            CacheUse::On => {
                let marked = !rule.automatic || rule.matching == Matching::Breakpoint;
                Some(Self { rule, marked })
            }
        }
    }

    /// Divides a request. `warm` says whether the cache holds the fixed beginning already when the
    /// conversation starts.
    pub(super) fn split(self, request: &Request, warm: bool) -> Split {
        let found = match request.opens && !warm {
            _ if !self.finds_beginnings() => request.follows,
            true => 0,
            false => request.repeated,
        };
        let kept = if self.marked { request.worth_keeping } else { request.prompt };
        let read = self.held(found);
        let written = self.held(kept).saturating_sub(read);
        Split { read, written, fresh: request.input - read - written }
    }

    /// Whether a conversation can find the fixed beginning that one before it had.
    fn finds_beginnings(self) -> bool {
        self.marked || self.rule.matching == Matching::Prefix
    }

    /// Which conversations of a day find their beginning in the cache; nothing where none has one that
    /// is long enough to be held, or reading it costs what any input costs.
    pub(super) fn hits(
        self,
        scenario: &Scenario,
        conversation: &Conversation,
        card: &RateCard,
    ) -> Option<CacheHits> {
        let messages = conversation.turns.len() as u64;
        let count = conversation.count().max(1);
        let read = self.finds_beginnings() && card.prices.cached.is_some();
        let held = read && self.held(conversation.beginning()) > 0;
        held.then(|| CacheHits::of(scenario, self.rule, messages, count))
    }

    /// How much of a prefix the cache holds: whole steps, from the minimum on.
    fn held(self, prefix: u64) -> u64 {
        let step = self.rule.step.max(1);
        if prefix < self.rule.min { 0 } else { prefix / step * step }
    }

    /// The rule as a scenario that asks for nothing has it, and as far as it has to be asked.
    #[cfg(test)]
    pub(super) const fn by(rule: Caching) -> Self {
        Self { rule, marked: !rule.automatic }
    }

    /// The rule of an application that marks what is to be kept.
    #[cfg(test)]
    pub(super) const fn marked(rule: Caching) -> Self {
        Self { rule, marked: true }
    }
}

/// Which conversations of a day find their fixed beginning in the cache.
///
/// What nobody used for longer than the cache keeps it is written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CacheHits {
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

impl CacheHits {
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
