//! What the fares mean: which way to pay, in place of what, and what is to be said beside it.
//!
//! The verdict compares like with like. Of what fits and gives no less than was asked for, the cheapest
//! is taken. What is cheaper and gives less, such as a smaller model or one of another vendor, is named
//! beside it with what it lacks; what is cheaper and doesn't fit is named with the reason. A spending
//! limit is advice and rules nothing out.

use serde::{Deserialize, Serialize};

use super::{Crossing, Report};
use crate::catalog::{Date, Model};
use crate::fare::{Fare, FareKind, Fit, Obstacle, RunOut};
use crate::money::Usd;
use crate::scenario::Scenario;
use crate::sentence::{English, Sentence};
use crate::transcript::Recognition;

/// Ways that give less which are named beside the one to take.
const NAMED_BESIDE: usize = 2;

/// Which access model to take, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Recommendation {
    /// What kind of answer it is.
    pub verdict: Verdict,
    /// Id of the fare to take; absent when none fits, or there is nothing to price.
    pub fare: Option<String>,
    /// Id of the one to compare it with: the API, or else the next best that fits.
    pub instead_of: Option<String>,
    /// Id of a cheaper fare that is passed over: it doesn't fit, or nobody says whether it does.
    pub cheaper_but: Option<String>,
    /// Ids of cheaper fares that give less than was asked for, cheapest first.
    pub beside: Vec<String>,
    /// What it means for somebody who pays for a plan already.
    pub change: Option<Change>,
    /// What else is to be said.
    pub notices: Vec<Notice>,
    /// The verdict in one English sentence.
    pub sentence: String,
    /// What is to be said beside it, in English, a sentence each.
    pub reservations: Vec<String>,
}

/// What kind of answer a recommendation is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Verdict {
    /// There is no text, so there is nothing to price.
    #[default]
    NoText,
    /// The text is a history, which is priced by its own times.
    History,
    /// What of the text would be sent is not known.
    NoPrompt,
    /// No messages are sent, so there is nothing to compare.
    NoMessages,
    /// No price is known on that day.
    NoPrice,
    /// Nothing fits.
    None,
    /// One way fits and is the cheapest.
    Take,
}

/// What the verdict means beside a plan that the reader pays for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Change {
    /// What to do.
    pub kind: ChangeKind,
    /// Id of the plan that is paid for.
    pub plan: String,
    /// What it costs a month.
    pub now: Usd,
    /// What a month costs after the change.
    pub then: Usd,
    /// `then` less `now`: below 0 where the change saves money.
    pub difference: Usd,
}

/// What to do with the plan that is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// Keep it: it is the one to take.
    Keep,
    /// Take the other in its place.
    Change,
    /// Keep it, and take the other as well.
    Add,
}

/// Something that a reader should know beside the verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", tag = "kind")]
#[non_exhaustive]
pub enum Notice {
    /// The monthly limit stops the API before the month is over.
    Limit {
        /// The limit.
        limit: Usd,
        /// The day of the month on which it is reached.
        day: u64,
        /// What the month costs.
        needed: Usd,
    },
    /// The model's API stops soon.
    Shutdown {
        /// The model's name.
        model: String,
        /// The day it stops.
        on: Date,
    },
    /// The price of the way to take was checked too long ago to rely on.
    Stale {
        /// Its name.
        name: String,
        /// Days since then.
        days: u64,
    },
    /// The API is to take, and somebody who writes by hand needs a program for it.
    NeedsProgram,
}

impl Notice {
    /// What is to be said.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Limit { limit, day, needed } => Sentence::new("advice.limit")
                .with("limit", *limit)
                .with("day", *day)
                .with("needed", *needed),
            Self::Shutdown { model, on } => {
                Sentence::new("advice.shutdown").with("model", model).with("on", *on)
            }
            Self::Stale { name, days } => {
                Sentence::new("verdict.stale").count(*days).with("name", name)
            }
            Self::NeedsProgram => Sentence::new("verdict.needs-program"),
        }
    }
}

impl Recommendation {
    /// For a text that nobody would send as a message.
    pub(super) fn no_prompt(read: Recognition) -> Self {
        let verdict = if read.kind.is_history() { Verdict::History } else { Verdict::NoPrompt };
        Self { verdict, ..Self::default() }
    }

    /// Of fares from best to worst. `empty` says that there is no text.
    pub(super) fn of(
        scenario: &Scenario,
        ranking: &[&Fare],
        model: &Model,
        limit: Option<&RunOut>,
        empty: bool,
        on: Date,
    ) -> Self {
        let nothing = |verdict| Self { verdict, ..Self::default() };
        if empty {
            return nothing(Verdict::NoText);
        }
        if ranking.is_empty() {
            return nothing(Verdict::NoPrice);
        }
        if scenario.messages_per_month() == 0 {
            return nothing(Verdict::NoMessages);
        }
        let fits = |fare: &&&Fare| fare.fit != Fit::No;
        let Some(best) = ranking.iter().find(fits).copied() else {
            let cheapest = ranking.iter().min_by_key(|fare| fare.per_month);
            let cheaper_but = cheapest.map(|fare| fare.id.clone());
            return Self { cheaper_but, ..nothing(Verdict::None) };
        };
        let others = || ranking.iter().copied().filter(|fare| fare.id != best.id);
        let comparable = |fare: &&Fare| fare.fit != Fit::No && fare.is_less() == best.is_less();
        let api = others().find(|fare| fare.kind == FareKind::Api).filter(comparable);
        let next = api.or_else(|| others().find(comparable));
        let cheaper = || others().filter(|fare| fare.per_month < best.per_month);
        let passed = cheaper().filter(|fare| fare.fit == Fit::No || !fare.is_less());
        let mut beside: Vec<_> =
            cheaper().filter(|fare| fare.fit != Fit::No && fare.is_less()).collect();
        beside.sort_by_key(|fare| fare.per_month);
        let id = |fare: &Fare| fare.id.clone();
        Self {
            verdict: Verdict::Take,
            fare: Some(id(best)),
            instead_of: next.map(id),
            cheaper_but: passed.min_by_key(|fare| fare.per_month).map(id),
            beside: beside.into_iter().map(id).collect(),
            change: Change::of(scenario, ranking, best),
            notices: notices(scenario, best, ranking, model, limit, on),
            sentence: String::new(),
            reservations: Vec::new(),
        }
    }
}

/// What to say beside the fare to take.
fn notices(
    scenario: &Scenario,
    best: &Fare,
    ranking: &[&Fare],
    model: &Model,
    limit: Option<&RunOut>,
    on: Date,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    let api = ranking.iter().find(|fare| fare.kind == FareKind::Api);
    if let Some((run_out, needed)) = limit.zip(api.and_then(|api| api.per_month))
        && let Some(day) = run_out.day
    {
        notices.push(Notice::Limit { limit: run_out.amount, day, needed });
    }
    let on_the_api = !matches!(best.kind, FareKind::Plan | FareKind::SelfHosting);
    if let Some(end) = model.shuts_down_soon(on).filter(|_| on_the_api) {
        notices.push(Notice::Shutdown { model: model.title().to_owned(), on: end });
    }
    if let Some(source) = best.provenance.as_ref().filter(|source| source.stale) {
        notices.push(Notice::Stale { name: best.name.clone(), days: u64::from(source.age_days) });
    }
    let by_hand = scenario.automation_share == 0 && scenario.needs.is_empty();
    if best.kind == FareKind::Api && by_hand && best.id == "api" && !is_of_programs(scenario) {
        notices.push(Notice::NeedsProgram);
    }
    notices
}

/// Whether something else than the needs says that programs send the messages.
fn is_of_programs(scenario: &Scenario) -> bool {
    scenario.tier != crate::catalog::Tier::Standard || scenario.regional
}

impl Change {
    fn of(scenario: &Scenario, ranking: &[&Fare], best: &Fare) -> Option<Self> {
        let plan = scenario.pays_for.as_ref()?;
        let paid = ranking.iter().find(|fare| fare.id == *plan)?;
        let (now, takes) = (paid.per_month?, best.per_month?);
        let lacks = |obstacle: &Obstacle| matches!(obstacle, Obstacle::Lacks { .. });
        // What can't do this at all is paid for something else, and goes on.
        let other_use = !paid.obstacles.is_empty() && paid.obstacles.iter().all(lacks);
        let (kind, then) = if best.id == *plan {
            (ChangeKind::Keep, now)
        } else if best.plan.as_ref() == Some(plan) {
            (ChangeKind::Add, takes)
        } else if other_use && best.kind != FareKind::Plan {
            (ChangeKind::Add, now + takes)
        } else {
            (ChangeKind::Change, takes)
        };
        Some(Self { kind, plan: plan.clone(), now, then, difference: then - now })
    }
}

impl Report {
    /// The verdict as sentences: the first is the answer, the others are what is to be said beside it.
    pub fn verdict(&self) -> Vec<Sentence> {
        let given = &self.recommendation;
        let mut all = vec![self.headline()];
        let Some(best) = given.fare.as_deref().and_then(|id| self.fare(id)) else { return all };
        if best.is_less() {
            all.push(
                Sentence::new("verdict.less").with("name", &best.name).with("lacks", lacks(best)),
            );
        }
        if best.fit == Fit::Unknown {
            let doubt = best.doubts.first();
            all.extend(doubt.map(|doubt| {
                Sentence::new("verdict.doubt")
                    .with("name", &best.name)
                    .with("doubt", doubt.sentence())
            }));
        }
        all.extend(given.notices.iter().map(Notice::sentence));
        all.extend(self.pays_from(best));
        // What the first sentence speaks of is not named again.
        let named = given.change.as_ref().map(|change| &change.plan);
        let beside = given.beside.iter().filter(|id| Some(*id) != named);
        for fare in beside.take(NAMED_BESIDE).filter_map(|id| self.fare(id)) {
            let beside = Sentence::new("verdict.beside").with("name", &fare.name);
            all.push(
                beside.with("price", fare.per_month.unwrap_or_default()).with("lacks", lacks(fare)),
            );
        }
        let passed = given.cheaper_but.as_deref().and_then(|id| self.fare(id));
        all.extend(passed.map(|fare| {
            let price = fare.per_month.unwrap_or_default();
            let reason = match fare.obstacles.first() {
                Some(obstacle) => obstacle.sentences(),
                None => fare.doubts.iter().take(1).map(|doubt| doubt.sentence()).collect(),
            };
            let first = reason.into_iter().next().unwrap_or_else(|| Sentence::new("doubt.limits"));
            let key = match fare.fit {
                Fit::No => "verdict.would-not-do",
                _ => "verdict.may-not-do",
            };
            Sentence::new(key).with("name", &fare.name).with("price", price).with("reason", first)
        }));
        all
    }

    fn headline(&self) -> Sentence {
        let given = &self.recommendation;
        let daily = self.scenario.messages_per_day;
        let best = given.fare.as_deref().and_then(|id| self.fare(id));
        let (Verdict::Take, Some(best)) = (given.verdict, best) else {
            return match given.verdict {
                Verdict::NoText => Sentence::new("verdict.no-text"),
                Verdict::History => Sentence::new("verdict.history"),
                Verdict::NoPrompt => Sentence::new("verdict.no-prompt"),
                Verdict::NoMessages => Sentence::new("verdict.no-messages"),
                Verdict::NoPrice => Sentence::new("verdict.no-price").with("on", self.on),
                _ => Sentence::new("verdict.none"),
            };
        };
        let price = best.per_month.unwrap_or_default();
        if let Some(change) = &given.change {
            return self.change(change, best);
        }
        let next = given.instead_of.as_deref().and_then(|id| self.fare(id));
        let sentence = match next {
            _ if price.is_zero() => Sentence::new("verdict.free"),
            None => Sentence::new("verdict.only"),
            Some(next) => Sentence::new("verdict.take")
                .with("other", &next.name)
                .with("cost", next.per_month.unwrap_or_default()),
        };
        sentence.count(daily).with("name", &best.name).with("price", price)
    }

    fn change(&self, change: &Change, best: &Fare) -> Sentence {
        let paid = self.fare(&change.plan);
        let plan = paid.map_or(&change.plan, |paid| &paid.name);
        let less = paid.filter(|paid| paid.is_less() && paid.fit != Fit::No);
        let key = match (change.kind, change.difference > Usd::ZERO) {
            (ChangeKind::Keep, _) => "verdict.keep",
            (ChangeKind::Add, _) => "verdict.add",
            (ChangeKind::Change, false) => "verdict.change-less",
            (ChangeKind::Change, true) if less.is_some() => "verdict.change-like",
            (ChangeKind::Change, true) if paid.is_some_and(|paid| paid.fit != Fit::No) => {
                "verdict.change-sure"
            }
            (ChangeKind::Change, true) => "verdict.change-more",
        };
        let added = match (change.kind, best.plan.is_some()) {
            (ChangeKind::Add, true) => self.fare("api").map_or(&best.name, |api| &api.name),
            _ => &best.name,
        };
        let difference = change.difference.max(Usd::ZERO - change.difference);
        let sentence = Sentence::new(key)
            .with("plan", plan)
            .with("name", added)
            .with("price", change.then)
            .with("now", change.now)
            .with("difference", difference);
        match less {
            Some(paid) => sentence.with("lacks", lacks(paid)),
            None => sentence,
        }
    }

    /// From how many messages on a flat price pays off: the one to take, or the next beyond the volume.
    fn pays_from(&self, best: &Fare) -> Option<Sentence> {
        let (plan, messages) = match best.kind {
            FareKind::Api => {
                let Crossing { fare, messages, .. } = self.overtaken()?;
                (self.fare(fare)?, *messages)
            }
            FareKind::Hybrid | FareKind::Surplus => return None,
            _ => (best, best.break_even.map(|meets| meets.messages).filter(|from| *from > 0)?),
        };
        let scenario = &self.scenario;
        let sentence = Sentence::new("verdict.pays-from").count(messages);
        Some(
            sentence
                .with("plan", &plan.name)
                .with("price", plan.per_month?)
                .with("day", messages.div_ceil(scenario.days_per_month.max(1)))
                .with("daily", scenario.messages_per_day),
        )
    }

    /// Writes the verdict down in English.
    pub(super) fn write_verdict(&mut self) {
        let english = English::of(&self.scenario);
        let mut said = self.verdict().into_iter().map(|sentence| sentence.say(&english));
        let sentence = said.next().unwrap_or_default();
        let reservations = said.collect();
        self.recommendation.sentence = sentence;
        self.recommendation.reservations = reservations;
    }
}

/// What a fare lacks, as a list.
fn lacks(fare: &Fare) -> Vec<Sentence> {
    fare.lacks.iter().map(crate::fare::Lack::sentence).collect()
}
