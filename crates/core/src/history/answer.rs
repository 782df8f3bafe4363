//! What the past would have cost under each access model, month by month.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::forecast::is_whole;
use super::price::Priced;
use super::{Event, Forecast, History, Month, Repeated, Replay, Stops, Time, model_called, replay};
use crate::catalog::{Catalog, Date, Model, NoModel, Plan, Terms};
use crate::money::Usd;
use crate::report::LeftOut;

/// What is asked of a history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Question {
    /// Models on whose API all of it is priced too.
    pub models: Vec<String>,
    /// Plans to compare. Empty = the plans for one person of the vendors whose models were used.
    pub plans: Vec<String>,
    /// The model that answered where a source doesn't say which did.
    pub assumed: Option<String>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HistoryError {
    /// Nothing was read.
    #[error("there is no request with a time in it{}", told(.0))]
    Empty(Vec<LeftOut>),
    /// The catalog has no such model, or no price of it.
    #[error("{0}")]
    Model(#[from] NoModel),
    /// The catalog has no such plan.
    #[error("no plan is called `{0}`; the catalog lists the plans it knows")]
    UnknownPlan(String),
}

fn told(left_out: &[LeftOut]) -> String {
    let all: Vec<_> = left_out.iter().take(3).map(ToString::to_string).collect();
    if all.is_empty() { String::new() } else { format!("; left out: {}", all.join(", ")) }
}

/// The past, and what it would have cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Answer {
    /// The day of the first request.
    pub from: Date,
    /// The day of the last.
    pub to: Date,
    /// The day whose prices are today's.
    pub on: Date,
    /// What was read, by kind.
    pub sources: Vec<Source>,
    /// What was used, by month.
    pub months: Vec<MonthUse>,
    /// The models that were asked, those with the most requests first.
    pub models: Vec<ModelUse>,
    /// What each access model would have cost. The API on the models used comes first.
    pub ways: Vec<Way>,
    /// What this month will have cost on the API. Absent without days enough to look back on.
    pub forecast: Option<Forecast>,
    /// The real size of a plan's windows, where a log tells of it.
    pub windows: Vec<WindowSize>,
    /// The settings of a scenario that is like this past: names and values.
    pub scenario: Vec<(String, String)>,
    /// What was left out, and why.
    pub left_out: Vec<LeftOut>,
    /// The heart of it in one English sentence.
    pub sentence: String,
}

/// What was read of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Source {
    /// The kind.
    pub kind: crate::transcript::Kind,
    /// Conversations or sessions; of a table, its rows.
    pub conversations: u64,
    /// Requests.
    pub requests: u64,
}

/// What was used in a month, in tokens.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MonthUse {
    /// The month, as `2026-03`.
    pub month: String,
    /// Messages of a person.
    pub messages: u64,
    /// Requests.
    pub requests: u64,
    /// All that was sent.
    pub input: u64,
    /// All that came back.
    pub output: u64,
    /// The reasoning in it that is known.
    pub reasoning: u64,
}

/// What was asked of a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ModelUse {
    /// What the source calls it.
    pub asked: String,
    /// The model whose prices are taken. Absent = the catalog doesn't know it, and it has no price.
    pub priced: Option<String>,
    /// Requests.
    pub requests: u64,
    /// All that was sent, in tokens.
    pub input: u64,
    /// All that came back, in tokens.
    pub output: u64,
}

/// An access model over the past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Way {
    /// `api`, `api:` and a model's id, a plan's id, or that with `+api`.
    pub id: String,
    /// Its name, for a reader.
    pub name: String,
    /// By month, in the order of [`Answer::months`].
    pub months: Vec<WayMonth>,
    /// All months at the prices of each. Absent = not known for some of it.
    pub then: Option<Usd>,
    /// All months at today's prices. Absent = not known for some of it.
    pub today: Option<Usd>,
    /// How often the plan would have stopped its reader. Absent = no caps, or none that is published.
    pub stops: Option<Stops>,
    /// Whether a limit of the plan is not published.
    pub unpublished: bool,
}

/// An access model in a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct WayMonth {
    /// At the prices of that month. Absent = not known.
    pub then: Option<Usd>,
    /// At today's. Absent = not known.
    pub today: Option<Usd>,
    /// How often it would have stopped its reader.
    pub stops: Stops,
}

/// The real size of a plan's window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct WindowSize {
    /// The plan, as the vendor names it.
    pub plan: Option<String>,
    /// How long the window is.
    pub minutes: u64,
    /// Tokens, sent and received, that one percent of it is worth.
    pub tokens_per_percent: u64,
    /// Percent of it that this rests on, to the nearest whole.
    pub percent: u64,
}

/// The months of a history, and what each event costs on the model that it asked.
struct Past<'a> {
    history: &'a History,
    catalog: &'a Catalog,
    months: Vec<Month>,
    /// The model of each name that was asked.
    models: Vec<Option<Priced<'a>>>,
    now: Time,
}

/// What `history` would have cost under each access model, at the prices of each day and of `now`.
///
/// # Errors
///
/// When there is nothing in it, or the catalog doesn't have what is asked for.
pub fn answer(
    catalog: &Catalog,
    history: &History,
    question: &Question,
    now: Time,
) -> Result<Answer, HistoryError> {
    let empty = || HistoryError::Empty(history.left_out.clone());
    let (first, last) = history.months().ok_or_else(empty)?;
    let named = |id: &String| catalog.find(id);
    let assumed = question.assumed.as_ref().map(named).transpose()?;
    let priced = |name: &String| {
        let model = model_called(catalog, name)
            .or_else(|| assumed.filter(|_| name.ends_with("not recorded")))?;
        Some(Priced::new(catalog, model))
    };
    let mut months = vec![first];
    while let Some(month) = months.last().filter(|month| **month < last).map(|month| month.next()) {
        months.push(month);
    }
    let models = history.models.iter().map(priced).collect();
    let past = Past { history, catalog, months, models, now };
    let mut ways = vec![past.api("api".to_owned(), "API, the models used".to_owned(), None)];
    for id in &question.models {
        let model = named(id)?;
        let name = format!("API, all on {}", model.title());
        ways.push(past.api(format!("api:{}", model.id), name, Some(model)));
    }
    for plan in past.plans(question)? {
        ways.extend(past.plan(plan));
    }
    let costs = past.by_day();
    let mut answer = Answer {
        from: history.events.first().map_or_else(|| now.date(), |event| event.at.date()),
        to: history.events.last().map_or_else(|| now.date(), |event| event.at.date()),
        on: now.date(),
        sources: history
            .seen
            .iter()
            .map(|seen| Source {
                kind: seen.kind,
                conversations: seen.conversations,
                requests: seen.requests,
            })
            .collect(),
        months: past.use_by_month(),
        models: past.use_by_model(),
        ways,
        forecast: Forecast::of(&costs, now),
        windows: super::windows::sizes(&history.limits),
        scenario: super::scenario::like(history),
        left_out: history.left_out.clone(),
        sentence: String::new(),
    };
    answer.sentence = answer.told();
    Ok(answer)
}

impl<'a> Past<'a> {
    fn place(&self, event: &Event) -> usize {
        let month = event.at.month();
        self.months.iter().position(|known| *known == month).unwrap_or(0)
    }

    fn own(&self, event: &Event) -> Option<&Priced<'a>> {
        self.models.get(event.model as usize)?.as_ref()
    }

    /// What an event costs on the model that it asked, at the prices of its day.
    fn cost(&self, event: &Event, on: Date) -> Option<Usd> {
        self.own(event)?.cost(event, on)
    }

    /// The API, on one model or on those that were asked. Models that the catalog doesn't know are no part
    /// of it: they are named with the models.
    fn api(&self, id: String, name: String, model: Option<&'a Model>) -> Way {
        let one = model.map(|model| Priced::new(self.catalog, model));
        let mut months =
            vec![
                WayMonth { then: Some(Usd::ZERO), today: Some(Usd::ZERO), ..WayMonth::default() };
                self.months.len()
            ];
        for event in &self.history.events {
            let Some(priced) = one.as_ref().or_else(|| self.own(event)) else { continue };
            let Some(month) = months.get_mut(self.place(event)) else { continue };
            month.add(priced.cost(event, event.at.date()), priced.cost(event, self.now.date()));
        }
        Way::of(id, name, months)
    }

    /// The plans that are asked for, or those for one person of the vendors whose models were used.
    fn plans(&self, question: &Question) -> Result<Vec<&'a Plan>, HistoryError> {
        let known = |id: &String| {
            self.catalog.plan(id).ok_or_else(|| HistoryError::UnknownPlan(id.clone()))
        };
        if !question.plans.is_empty() {
            return question.plans.iter().map(known).collect();
        }
        let vendors: Vec<_> =
            self.models.iter().flatten().map(|priced| &priced.model.vendor).collect();
        let personal = |terms: &Terms| {
            terms.seats.is_none() && terms.monthly.is_some_and(|fee| fee > Usd::ZERO)
        };
        let plans = self.catalog.plans.iter().filter(|plan| {
            vendors.contains(&&plan.vendor) && plan.terms_on(self.now.date()).is_some_and(personal)
        });
        Ok(plans.collect())
    }

    /// A plan alone, and with what it stops sent over the API; one with credit, with what goes beyond it.
    fn plan(&self, plan: &'a Plan) -> Vec<Way> {
        let today = self.now.date();
        let replay = replay(self.catalog, self.history, plan);
        let count = self.months.len();
        let mut api = vec![[Some(Usd::ZERO); 2]; count];
        let mut beyond = api.clone();
        let mut stops = vec![Stops::default(); count];
        for (at, event) in self.history.events.iter().enumerate() {
            let month = self.place(event);
            let cost = [self.cost(event, event.at.date()), self.cost(event, today)];
            let unknown = self.own(event).is_none();
            let stopped = replay.stopped.get(at) == Some(&true);
            let sums = [api.get_mut(month), beyond.get_mut(month).filter(|_| stopped)];
            for sum in sums.into_iter().flatten().filter(|_| !unknown) {
                for (sum, cost) in sum.iter_mut().zip(cost) {
                    *sum = sum.zip(cost).map(|(sum, cost)| sum + cost);
                }
            }
            if let Some(stops) = stops.get_mut(month) {
                stops.add(&replay, at);
            }
        }
        let terms = |month: &Month| [plan.terms_on(month.first_day()), plan.terms_on(today)];
        let fee = |terms: Option<&Terms>| terms.and_then(|terms| terms.monthly);
        let mut alone = Vec::with_capacity(count);
        let mut with_api = Vec::with_capacity(count);
        for (at, month) in self.months.iter().enumerate() {
            let [then, now] = terms(month);
            let stops = stops.get(at).copied().unwrap_or_default();
            let pays = |terms: Option<&Terms>, which: usize| {
                let spent = api.get(at).and_then(|sums| sums.get(which).copied().flatten());
                let fee = fee(terms)?;
                match terms.filter(|terms| terms.metered) {
                    // A seat whose use is billed by the token.
                    Some(_) => Some(fee + spent?),
                    None => Some(fee),
                }
            };
            alone.push(WayMonth { then: pays(then, 0), today: pays(now, 1), stops });
            let surplus = |terms: Option<&Terms>, which: usize| {
                let sums = if terms.is_some_and(|terms| terms.api_credit.is_some()) {
                    &api
                } else {
                    &beyond
                };
                let spent = sums.get(at).and_then(|sums| sums.get(which).copied().flatten())?;
                let credit = terms.and_then(|terms| terms.api_credit).unwrap_or(Usd::ZERO);
                Some(fee(terms)? + (spent - credit).max(Usd::ZERO))
            };
            with_api.push(WayMonth {
                then: surplus(then, 0),
                today: surplus(now, 1),
                stops: Stops::default(),
            });
        }
        let mut way = Way::of(plan.id.clone(), plan.name.clone(), alone);
        let total = stops.iter().fold(Stops::default(), |sum, stops| sum.and(*stops));
        way.stops = Some(total).filter(|_| replay.capped);
        way.unpublished = replay.unpublished;
        let credit = plan.terms_on(today).is_some_and(|terms| terms.api_credit.is_some());
        let mut ways = vec![way];
        if credit || total.times > 0 {
            let name = match credit {
                true => format!("{}, its credit and what goes beyond it on the API", plan.name),
                false => format!("{} and what it stops on the API", plan.name),
            };
            ways.push(Way::of(format!("{}+api", plan.id), name, with_api));
        }
        ways
    }

    fn by_day(&self) -> BTreeMap<Date, Usd> {
        let mut costs = BTreeMap::new();
        for event in &self.history.events {
            if let Some(cost) = self.cost(event, self.now.date()) {
                *costs.entry(event.at.date()).or_default() += cost;
            }
        }
        costs
    }

    fn use_by_month(&self) -> Vec<MonthUse> {
        let named = |month: &Month| MonthUse { month: month.to_string(), ..MonthUse::default() };
        let mut months: Vec<_> = self.months.iter().map(named).collect();
        for event in &self.history.events {
            if let Some(month) = months.get_mut(self.place(event)) {
                month.messages += u64::from(event.messages);
                month.requests += u64::from(event.requests);
                month.input += event.input;
                month.output += event.output;
                month.reasoning += event.reasoning;
            }
        }
        months
    }

    fn use_by_model(&self) -> Vec<ModelUse> {
        let named = |(name, priced): (&String, &Option<Priced<'_>>)| ModelUse {
            asked: name.clone(),
            priced: priced.as_ref().map(|priced| priced.model.id.clone()),
            requests: 0,
            input: 0,
            output: 0,
        };
        let mut models: Vec<_> = self.history.models.iter().zip(&self.models).map(named).collect();
        for event in &self.history.events {
            if let Some(model) = models.get_mut(event.model as usize) {
                model.requests += u64::from(event.requests);
                model.input += event.input;
                model.output += event.output;
            }
        }
        models.retain(|model| model.requests > 0);
        models.sort_by(|a, b| b.requests.cmp(&a.requests).then_with(|| a.asked.cmp(&b.asked)));
        models
    }
}

impl WayMonth {
    fn add(&mut self, then: Option<Usd>, today: Option<Usd>) {
        self.then = self.then.zip(then).map(|(sum, cost)| sum + cost);
        self.today = self.today.zip(today).map(|(sum, cost)| sum + cost);
    }
}

impl Way {
    fn of(id: String, name: String, months: Vec<WayMonth>) -> Self {
        let sum = |cost: fn(&WayMonth) -> Option<Usd>| months.iter().map(cost).sum::<Option<Usd>>();
        let (then, today) = (sum(|month| month.then), sum(|month| month.today));
        Self { id, name, months, then, today, stops: None, unpublished: false }
    }
}

impl Stops {
    /// Adds what a replay says of the event at a place.
    fn add(&mut self, replay: &Replay, at: usize) {
        self.messages += u64::from(replay.stopped.get(at) == Some(&true));
        if let Some(Some((seconds, answered))) = replay.begun.get(at) {
            self.times += 1;
            self.seconds += seconds;
            self.answered += u64::from(*answered);
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            times: self.times + other.times,
            seconds: self.seconds + other.seconds,
            messages: self.messages + other.messages,
            answered: self.answered + other.answered,
        }
    }
}

impl Answer {
    /// What matters most: what it came to on the API, and what the plans would have done.
    fn told(&self) -> String {
        let requests: u64 = self.months.iter().map(|month| month.requests).sum();
        let mut text = format!("From {} to {}, {requests} requests", self.from, self.to);
        if let Some(today) = self.ways.first().and_then(|way| way.today) {
            text += &format!(" would cost {} on the API at today's prices", today.rounded());
        }
        let plans =
            self.ways.iter().filter(|way| !way.id.starts_with("api") && !way.id.ends_with("+api"));
        for way in plans.take(3) {
            let Some(fee) = way.today else { continue };
            text += &format!("; {} would cost {}", way.name, fee.rounded());
            match way.stops {
                Some(stops) if stops.times > 0 => text += &format!(" and have {stops}"),
                Some(_) => text += " and never have stopped you",
                None if way.unpublished => text += ", with limits that are not published",
                None => text += ", without a cap",
            }
        }
        let unknown = self.models.iter().filter(|model| model.priced.is_none());
        let unknown: u64 = unknown.map(|model| model.requests).sum();
        if unknown > 0 {
            text += &format!(
                "; {unknown} requests were of models without a known price, and are no part of it"
            );
        }
        text + "."
    }

    /// Whether the last month is over.
    pub fn is_whole(&self, now: Time) -> bool {
        let last = self.to.year_month();
        is_whole(Month::of(last.0, last.1), now)
    }
}

impl std::fmt::Display for Stops {
    /// `stopped you 7 times, 3.5 hours in all`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const HOUR: u64 = 3_600;
        let tenths = (self.seconds * 10 + HOUR / 2) / HOUR;
        let times =
            if self.times == 1 { "once".to_owned() } else { format!("{} times", self.times) };
        write!(f, "stopped you {times}, {}.{} hours in all", tenths / 10, tenths % 10)?;
        if self.answered > 0 {
            write!(f, ", though a smaller model would have gone on")?;
        }
        Ok(())
    }
}

/// Whether an event's cached share is logged, for readers of the figures.
impl Repeated {
    /// Whether the vendor logged it.
    pub fn is_logged(self) -> bool {
        matches!(self, Self::Logged { .. })
    }
}
