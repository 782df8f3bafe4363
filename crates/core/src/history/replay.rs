//! A plan's caps run over the messages that were really sent.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::{Event, History, Time, model_called};
use crate::catalog::{Allowance, Catalog, Plan};

/// Seconds in an hour.
const HOUR: i64 = 3_600;

/// How often a plan would have stopped its reader.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Stops {
    /// How many times a cap was reached and a message waited.
    pub times: u64,
    /// Seconds until the next message could have been sent, in all.
    pub seconds: u64,
    /// Messages that fell into these.
    pub messages: u64,
    /// How many of the times another model would have answered in the meantime.
    pub answered: u64,
}

/// What a replay says of each event.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Replay {
    /// For each event, whether a cap had stopped it.
    pub stopped: Vec<bool>,
    /// For each event, the stop that begins with it: seconds, and whether another model answers.
    pub begun: Vec<Option<(u64, bool)>>,
    /// Whether any cap of the plan is published.
    pub capped: bool,
    /// Whether a limit of it is not published.
    pub unpublished: bool,
}

/// One cap with what it has let through.
struct Window<'a> {
    allowance: &'a Allowance,
    /// Messages let through, by their time.
    messages: VecDeque<Time>,
    /// Tokens let through.
    tokens: VecDeque<(Time, u64)>,
    sum: u64,
    /// Until when a stop lasts.
    until: Option<Time>,
}

/// Runs the caps of `plan`, those of each day, over `history`.
///
/// A cap of n messages in h hours lets a message through while fewer than n were let through in the h hours
/// before it. One that isn't let through begins a stop, which lasts until one could be; further messages
/// within it belong to it.
pub fn replay(catalog: &Catalog, history: &History, plan: &Plan) -> Replay {
    let count = history.events.len();
    let mut replay = Replay {
        stopped: vec![false; count],
        begun: vec![None; count],
        capped: false,
        unpublished: false,
    };
    let names: Vec<Asked<'_>> =
        history.models.iter().map(|name| Asked::of(catalog, name)).collect();
    let mut windows: Vec<Window<'_>> = Vec::new();
    let mut from = None;
    for (at, event) in history.events.iter().enumerate().filter(|(_, event)| event.messages > 0) {
        let Some(terms) = plan.terms_on(event.at.date()) else { continue };
        if from != Some(terms.from) {
            from = Some(terms.from);
            windows = terms.allowances.iter().map(Window::new).collect();
        }
        let asked = names.get(event.model as usize);
        let fits = |window: &Window<'_>| asked.map_or(0, |asked| asked.fits(window.allowance));
        // The best default comes first, and is taken where no name fits.
        let best = windows.iter().map(fits).max().unwrap_or(0);
        let Some(window) = windows.iter_mut().find(|window| fits(window) == best) else {
            replay.unpublished = true;
            continue;
        };
        let allowance = window.allowance;
        replay.capped |= allowance.cap.is_some() || allowance.tokens.is_some();
        replay.unpublished |=
            allowance.cap.is_none() && allowance.tokens.is_none() && !allowance.unlimited;
        if let Some(stop) = window.take(event) {
            if let Some(stopped) = replay.stopped.get_mut(at) {
                *stopped = true;
            }
            if let Some(begun) = replay.begun.get_mut(at) {
                *begun = stop.map(|seconds| (seconds, allowance.then.is_some()));
            }
        }
    }
    replay
}

impl<'a> Window<'a> {
    fn new(allowance: &'a Allowance) -> Self {
        let (messages, tokens) = Default::default();
        Self { allowance, messages, tokens, sum: 0, until: None }
    }

    /// Lets an event through, or says that it is stopped: by a stop that begins here and lasts so many
    /// seconds, or by one that began before.
    fn take(&mut self, event: &Event) -> Option<Option<u64>> {
        let now = event.at;
        let before = |hours: u32| Time::from_seconds(now.seconds() - i64::from(hours) * HOUR);
        let mut free = None;
        if let Some(cap) = self.allowance.cap {
            while self.messages.front().is_some_and(|first| *first <= before(cap.hours)) {
                self.messages.pop_front();
            }
            if self.messages.len() >= cap.messages as usize {
                free = self.messages.front().map(|first| (*first, cap.hours));
                if cap.messages == 0 {
                    free = Some((now, cap.hours));
                }
            }
        }
        if let Some(cap) = self.allowance.tokens {
            while let Some((_, tokens)) =
                self.tokens.front().filter(|(at, _)| *at <= before(cap.hours))
            {
                self.sum -= tokens;
                self.tokens.pop_front();
            }
            if self.sum >= cap.tokens {
                free = free.or(self.tokens.front().map(|(first, _)| (*first, cap.hours)));
            }
        }
        let Some((first, hours)) = free else {
            let tokens = event.input + event.output;
            for _ in 0..event.messages.min(self.allowance.cap.map_or(1, |cap| cap.messages)) {
                self.messages.push_back(now);
            }
            if self.allowance.tokens.is_some() {
                self.sum += tokens;
                self.tokens.push_back((now, tokens));
            }
            return None;
        };
        let until = Time::from_seconds(first.seconds() + i64::from(hours) * HOUR);
        if self.until == Some(until) {
            return Some(None);
        }
        self.until = Some(until);
        Some(Some(until.since(now)))
    }
}

/// A model that was asked, as a plan may offer it.
struct Asked<'a> {
    id: Option<&'a str>,
    /// Whether it reasons before it replies.
    reasons: bool,
}

impl<'a> Asked<'a> {
    fn of(catalog: &'a Catalog, name: &str) -> Self {
        let lower = name.to_ascii_lowercase();
        let reasons =
            ["thinking", "-pro", "-high", "o1", "o3", "o4"].iter().any(|word| lower.contains(word));
        Self { id: model_called(catalog, name).map(|model| model.id.as_str()), reasons }
    }

    /// How well an allowance fits: not at all, by its way of reasoning, by the model, or by both.
    fn fits(&self, allowance: &Allowance) -> u8 {
        let same = self.id.is_some() && allowance.answers.as_deref() == self.id;
        match (same, allowance.reasons.unwrap_or(false) == self.reasons) {
            (true, true) => 3,
            (true, false) => 2,
            (false, true) if self.reasons => 1,
            _ => 0,
        }
    }
}
