//! A scenario that is like the past.

use std::collections::{BTreeMap, BTreeSet};

use super::History;
use crate::catalog::Date;

/// Names and values of a scenario's settings, each as far as the history says it.
pub(super) fn like(history: &History) -> Vec<(String, String)> {
    let mut settings = Vec::new();
    let mut set = |name: &str, value: u64| settings.push((name.to_owned(), value.to_string()));
    let (mut messages, mut requests) = (0_u64, 0_u64);
    let mut days: BTreeMap<Date, u64> = BTreeMap::new();
    let mut hours: BTreeSet<(Date, i64)> = BTreeSet::new();
    for event in &history.events {
        messages += u64::from(event.messages);
        requests += u64::from(event.requests);
        if event.messages > 0 {
            *days.entry(event.at.date()).or_default() += u64::from(event.messages);
            hours.insert((event.at.date(), event.at.seconds().rem_euclid(86_400) / 3_600));
        }
    }
    let active = days.len() as u64;
    let each = |sum: u64, count: u64| (sum + count / 2).checked_div(count);
    if let Some(daily) = each(messages, active).filter(|daily| *daily > 0) {
        set("messages-per-day", daily);
        let span = days.keys().next().zip(days.keys().next_back());
        let span = span.map_or(1, |(first, last)| u64::from(last.days_since(*first)) + 1);
        // A month of 30 days, as far as people write on each.
        set("days-per-month", ((active * 30 + span / 2) / span).clamp(1, 31));
        if let Some(hours) = each(hours.len() as u64, active) {
            set("active-hours", hours.clamp(1, 24));
        }
    }
    let shape = history.shape;
    if let Some(turns) = each(shape.messages, shape.conversations).filter(|turns| *turns > 0) {
        set("turns", turns.min(1_000));
    }
    if let Some(reply) = each(shape.reply_tokens, shape.replies) {
        set("reply-tokens", reply);
    } else if let Some(output) =
        each(history.events.iter().map(|event| event.output).sum(), requests)
    {
        set("reply-tokens", output);
    }
    if let Some(system) = each(shape.system_tokens, shape.conversations) {
        set("system-tokens", system);
    }
    if requests > 0 {
        // What no person sent, programs did.
        let programs = requests.saturating_sub(messages);
        set("automation-share", programs * 100 / requests);
    }
    settings
}
