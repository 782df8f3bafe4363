//! Whether a plan's models can carry the scenario, and which of them answers.
//!
//! A plan opens several models, each with a window and caps of its own. A request fits the plan if any
//! of them holds it, and those that do add up: a person who has used one up goes on with the next. What
//! is like the model that was asked for is taken first; a smaller one only where that isn't enough, and
//! then it is said.

use super::api::overflow;
use super::{Conversation, Doubt, Fit, Lack, Obstacle};
use crate::catalog::{Allowance, Catalog, Class, Model, Plan, Terms};
use crate::scenario::Scenario;

/// Hours in a day and in a week, the spans in which people's use repeats.
const DAY: u64 = 24;
const WEEK: u64 = 168;

/// What a plan's models make of the scenario.
#[derive(Debug, Default)]
pub(super) struct Carried {
    pub(super) obstacles: Vec<Obstacle>,
    pub(super) doubts: Vec<Doubt>,
    pub(super) lacks: Vec<Lack>,
    /// Messages a month that it carries at most. Absent = no such number is known, or there is none.
    pub(super) capacity: Option<u64>,
}

/// All that decides it.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) scenario: &'a Scenario,
    pub(super) conversation: &'a Conversation,
    pub(super) model: &'a Model,
    pub(super) plan: &'a Plan,
    pub(super) terms: &'a Terms,
}

impl Asked<'_> {
    /// Tries the plan's models.
    pub(super) fn carry(self) -> Carried {
        let mut carried = Carried::default();
        let all: Vec<&Allowance> = self.terms.allowances.iter().collect();
        if all.is_empty() {
            // What is billed by use has no other limits.
            let by_use = self.terms.metered || self.terms.included_use.is_some();
            carried.doubts.extend((!by_use).then_some(Doubt::Limits));
            carried.lacks.extend(self.by_another_vendor(None));
            return carried;
        }
        let reasoning = self.conversation.turns.iter().map(|turn| turn.reasoning).max();
        let reasoning = reasoning.filter(|tokens| *tokens > 0);
        let mut able = all.clone();
        if let Some(tokens) = reasoning {
            able.retain(|allowance| allowance.reasons != Some(false));
            if able.is_empty() {
                carried.obstacles.push(Obstacle::NoReasoning { tokens });
                able.clone_from(&all);
            }
            // Those that are known to reason, where there are any.
            if able.iter().any(|allowance| allowance.reasons == Some(true)) {
                able.retain(|allowance| allowance.reasons == Some(true));
            }
        }
        let too_long = |allowance: &&Allowance| {
            allowance.window.and_then(|window| overflow(self.conversation, true, window))
        };
        let (holding, short): (Vec<_>, Vec<_>) =
            able.into_iter().partition(|allowance| too_long(allowance).is_none());
        let Some(first) = holding.first() else {
            let widest = short.iter().max_by_key(|allowance| allowance.window);
            carried.obstacles.extend(widest.and_then(too_long));
            carried.capacity = Some(0);
            return carried;
        };
        let like: Vec<_> =
            holding.iter().copied().filter(|allowance| self.lack(allowance).is_none()).collect();
        let alone = self.together(&like);
        let chosen = match alone.fit {
            Fit::No => {
                let everything = self.together(&holding);
                let smaller = holding.iter().find_map(|allowance| self.lack(allowance));
                if everything.fit != Fit::No || like.is_empty() {
                    carried.lacks.extend(smaller.map(|lack| alone.beyond(lack, &like)));
                    everything
                } else {
                    alone
                }
            }
            _ => alone,
        };
        let answers = like.first().unwrap_or(first);
        if reasoning.is_some() && answers.reasons.is_none() && carried.obstacles.is_empty() {
            carried.doubts.push(Doubt::Reasoning);
        }
        carried.capacity =
            chosen.daily.map(|daily| daily.saturating_mul(self.scenario.days_per_month));
        if chosen.fit == Fit::Unknown {
            carried.doubts.push(Doubt::Limits);
        }
        carried.obstacles.extend(chosen.obstacle);
        carried
    }

    /// What of these models' caps and limits adds up to.
    fn together(&self, allowances: &[&Allowance]) -> Together {
        if allowances.is_empty() {
            return Together { fit: Fit::No, daily: Some(0), obstacle: None };
        }
        if allowances.iter().any(|a| a.unlimited && a.cap.is_none() && a.tokens.is_none()) {
            return Together { fit: Fit::Yes, daily: None, obstacle: None };
        }
        let people = self.scenario.people.max(1);
        let published: Vec<_> =
            allowances.iter().filter(|a| a.cap.is_some() || a.tokens.is_some()).collect();
        if published.is_empty() {
            return Together { fit: Fit::Unknown, daily: None, obstacle: None };
        }
        let carries = |seats: u64| {
            let each = published.iter().map(|allowance| self.daily(allowance, seats));
            each.fold(0, u64::saturating_add)
        };
        let daily = carries(people);
        if daily >= self.scenario.messages_per_day {
            return Together { fit: Fit::Yes, daily: Some(daily), obstacle: None };
        }
        // A model whose limits nobody publishes doesn't stand in for one whose cap is reached.
        let obstacle = published.first().map(|allowance| self.obstacle(allowance, daily, carries));
        Together { fit: Fit::No, daily: Some(daily), obstacle }
    }

    /// Messages a day that so many people may send to a model with published caps.
    fn daily(&self, allowance: &Allowance, people: u64) -> u64 {
        let by_messages = allowance.cap.map(|cap| {
            let allowed = u64::from(cap.messages).saturating_mul(people);
            Span::of(self.scenario, cap.hours).most_a_day(allowed)
        });
        let by_tokens = allowance.tokens.and_then(|cap| {
            let (tokens, messages) = self.weight();
            let allowed = u128::from(cap.tokens) * u128::from(people) * u128::from(messages);
            let allowed = u64::try_from(allowed.checked_div(u128::from(tokens))?).ok()?;
            Some(Span::of(self.scenario, cap.hours).most_a_day(allowed))
        });
        by_messages.into_iter().chain(by_tokens).min().unwrap_or(u64::MAX)
    }

    /// Why these models don't carry it, told of the first.
    fn obstacle(&self, allowance: &Allowance, carries: u64, with: impl Fn(u64) -> u64) -> Obstacle {
        let people = self.scenario.people.max(1);
        if let Some(cap) = allowance.cap {
            let sent = Span::of(self.scenario, cap.hours).holds(self.scenario.messages_per_day);
            return Obstacle::Cap {
                model: allowance.model.clone(),
                messages: cap.messages,
                hours: cap.hours,
                sent: sent.div_ceil(people),
                daily: self.scenario.messages_per_day,
                active_hours: self.scenario.active_hours,
                carries,
                seats: self.terms.seats.and_then(|_| self.seats(with)),
                then: allowance.then.clone(),
            };
        }
        let cap = allowance.tokens.unwrap_or(crate::catalog::TokenCap { tokens: 0, hours: 1 });
        let (tokens, messages) = self.weight();
        let sent = Span::of(self.scenario, cap.hours).holds(self.scenario.messages_per_day);
        let used = (u128::from(tokens) * u128::from(sent))
            .div_ceil(u128::from(messages) * u128::from(people));
        let used = u64::try_from(used).unwrap_or(u64::MAX);
        Obstacle::Tokens { tokens: cap.tokens, hours: cap.hours, used }
    }

    /// The fewest seats that carry a day's messages; nothing where a million don't.
    fn seats(&self, with: impl Fn(u64) -> u64) -> Option<u64> {
        const MOST: u64 = 1_000_000;
        let daily = self.scenario.messages_per_day;
        let (mut few, mut enough) = (0, MOST);
        if with(enough) < daily {
            return None;
        }
        while few + 1 < enough {
            let middle = few.midpoint(enough);
            if with(middle) < daily { few = middle } else { enough = middle }
        }
        Some(enough)
    }

    /// Tokens of the whole conversation, sent and received, and the messages they are of.
    fn weight(&self) -> (u64, u64) {
        let tokens = self.conversation.requests().map(|request| request.input + request.output);
        (tokens.sum(), self.conversation.turns.len().max(1) as u64)
    }

    /// What is missing where this model answers; nothing where it is like the one asked for, or nobody
    /// says otherwise.
    fn lack(&self, allowance: &Allowance) -> Option<Lack> {
        let another = self.by_another_vendor(Some(allowance));
        another.or_else(|| {
            let class = self.class(allowance)?;
            let smaller = class < self.model.class?;
            smaller.then(|| Lack::SmallerModel { model: allowance.model.clone() })
        })
    }

    fn class(&self, allowance: &Allowance) -> Option<Class> {
        let answers = || self.catalog.model(allowance.answers.as_deref()?)?.class;
        allowance.class.or_else(answers)
    }

    /// Whether a model of another vendor answers than was asked for.
    fn by_another_vendor(&self, allowance: Option<&Allowance>) -> Option<Lack> {
        let answers =
            allowance.and_then(|allowance| self.catalog.model(allowance.answers.as_ref()?));
        let asked = &self.model.vendor;
        let same = match answers {
            Some(model) => model.vendor == *asked,
            None => self.plan.vendor == *asked || self.terms.serves.contains(asked),
        };
        let model = allowance.map_or(&self.plan.name, |allowance| &allowance.model);
        let asked = self.model.title().to_owned();
        (!same).then(|| Lack::OtherVendor { model: model.clone(), asked })
    }
}

/// What several models of a plan carry together.
struct Together {
    fit: Fit,
    /// Messages a day; absent where no such number is known, or there is none.
    daily: Option<u64>,
    obstacle: Option<Obstacle>,
}

impl Together {
    /// A lack, said of what goes beyond what the models like the one asked for carry.
    fn beyond(&self, lack: Lack, like: &[&Allowance]) -> Lack {
        match (lack, self.daily) {
            (Lack::SmallerModel { model }, Some(daily)) if !like.is_empty() => {
                Lack::SmallerBeyond { model, daily }
            }
            (lack, _) => lack,
        }
    }
}

/// A span of hours, as the part of a day's messages that it holds at most: each day's messages are
/// spread evenly over its active hours, and the busy days of a month over its weeks.
struct Span {
    /// Days, or active hours of a day.
    held: u64,
    /// 1, or all active hours of a day.
    of: u64,
}

impl Span {
    fn of(scenario: &Scenario, hours: u32) -> Self {
        let hours = u64::from(hours);
        if hours < DAY {
            let of = scenario.active_hours.max(1);
            return Self { held: hours.min(of).max(1), of };
        }
        let days = (hours / DAY).min(scenario.days_per_month);
        Self { held: if hours <= WEEK { days.min(7) } else { days }.max(1), of: 1 }
    }

    /// The most messages in any such span, at `daily` messages a day.
    const fn holds(&self, daily: u64) -> u64 {
        daily.saturating_mul(self.held).div_ceil(self.of)
    }

    /// The most messages a day of which no such span holds more than `allowed`.
    const fn most_a_day(&self, allowed: u64) -> u64 {
        allowed.saturating_mul(self.of) / self.held
    }
}
