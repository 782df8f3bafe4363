//! Many texts: how long they are, and what all of them cost.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Counts, LeftOut, ReportError, Weights, conversation};
use crate::catalog::{Catalog, Date, Model};
use crate::fare::api_fare;
use crate::money::Usd;
use crate::scenario::Scenario;

/// How many texts have how many tokens, and what the conversations among them cost.
///
/// It grows with the different lengths, not with the texts: n lengths need texts of n² / 2 tokens
/// together, so a gigabyte has fewer than 30,000.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Distribution {
    total: u64,
    by_tokens: BTreeMap<u64, Lengths>,
    conversations: Conversations,
    /// What of the texts isn't counted.
    left_out: Vec<LeftOut>,
}

/// Texts of one length.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Lengths {
    messages: u64,
    conversations: u64,
}

/// Sums over all conversations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Conversations {
    count: u64,
    turns: u64,
    system: u64,
    messages: u64,
    replies: u64,
    /// Replies that there were.
    answered: u64,
    cost: Usd,
    /// Conversations of which no price is known.
    unpriced: u64,
}

/// The figures of a [`Distribution`], in tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Summary {
    /// How many texts, conversations among them.
    pub texts: u64,
    /// How many of them are conversations.
    pub conversations: u64,
    /// Turns in these.
    pub turns: u64,
    /// Tokens of all of them.
    pub total: u64,
    /// Tokens of a text on average, to the nearest whole.
    pub mean: u64,
    /// Half of the texts have at most so many.
    pub p50: u64,
    /// Nine in ten have at most so many.
    pub p90: u64,
    /// 99 in a hundred have at most so many.
    pub p99: u64,
    /// The longest text.
    pub max: u64,
}

impl Distribution {
    /// Adds a text that is a message.
    pub fn add(&mut self, tokens: u64) {
        self.total += tokens;
        self.by_tokens.entry(tokens).or_default().messages += 1;
    }

    /// Notes something of the texts that isn't counted.
    pub fn leave_out(&mut self, left_out: LeftOut) {
        /// More kinds are told by nobody, and read by nobody.
        const KINDS: usize = 200;
        let known = self.left_out.iter().any(|known| known.what == left_out.what);
        if known || self.left_out.len() < KINDS {
            left_out.add_to(&mut self.left_out);
        } else {
            LeftOut { what: "of other kinds".to_owned(), ..left_out }.add_to(&mut self.left_out);
        }
    }

    /// Adds a conversation and what it costs; nothing where no price is known.
    pub fn add_conversation(&mut self, weights: &Weights, cost: Option<Usd>) {
        let sums = &mut self.conversations;
        let (mut system, mut messages, mut replies) = (0, 0, 0);
        for turn in &weights.turns {
            system += turn.opening.map_or(0, |opening| opening.tokens);
            messages += turn.message;
            replies += turn.reply.unwrap_or(0);
            sums.answered += u64::from(turn.reply.is_some());
        }
        let tokens = system + messages + replies;
        sums.count += 1;
        sums.turns += weights.turns.len() as u64;
        sums.system += system;
        sums.messages += messages;
        sums.replies += replies;
        match cost {
            Some(cost) => sums.cost += cost,
            None => sums.unpriced += 1,
        }
        for left_out in &weights.left_out {
            self.leave_out(left_out.clone());
        }
        self.total += tokens;
        self.by_tokens.entry(tokens).or_default().conversations += 1;
    }

    /// The figures; all zero without texts.
    pub fn summary(&self) -> Summary {
        let texts = self.texts();
        Summary {
            texts,
            conversations: self.conversations.count,
            turns: self.conversations.turns,
            total: self.total,
            mean: mean(self.total, texts),
            p50: self.quantile(50),
            p90: self.quantile(90),
            p99: self.quantile(99),
            max: self.by_tokens.keys().next_back().copied().unwrap_or(0),
        }
    }

    /// A text, or a turn of a conversation, of average length: its weights, and the turns of a
    /// conversation. Each to the nearest whole.
    pub fn typical(&self) -> (Weights, u64) {
        let sums = &self.conversations;
        let messages = self.texts() - sums.count;
        let of_messages = self.total - sums.system - sums.messages - sums.replies;
        let message = mean(of_messages + sums.messages, messages + sums.turns);
        let system = mean(sums.system, self.texts());
        let reply = (sums.answered > 0).then(|| mean(sums.replies, sums.answered));
        let turns = mean(messages + sums.turns, self.texts()).max(1);
        let left_out = self.left_out.clone();
        (Weights { left_out, ..Weights::new(message, system, reply) }, turns)
    }

    fn texts(&self) -> u64 {
        self.by_tokens.values().map(|texts| texts.messages + texts.conversations).sum()
    }

    /// The smallest length that at least `percent` of the texts don't exceed.
    fn quantile(&self, percent: u64) -> u64 {
        let rank = (self.texts() * percent).div_ceil(100);
        let mut seen = 0;
        let reached = self.by_tokens.iter().find(|(_, texts)| {
            seen += texts.messages + texts.conversations;
            seen >= rank
        });
        reached.map_or(0, |(tokens, _)| *tokens)
    }

    /// What sending every text once costs on the API: a conversation turn by turn, any other text as
    /// a message of the scenario. Nothing when the API has no price.
    pub fn cost(&self, pricing: &Pricing<'_>, counts: impl Fn(u64) -> Counts) -> Option<Usd> {
        let mut total = self.conversations.cost;
        for (tokens, texts) in &self.by_tokens {
            if texts.messages > 0 {
                total += pricing.message(&counts(*tokens))? * texts.messages;
            }
        }
        (self.conversations.unpriced == 0).then_some(total)
    }
}

fn mean(sum: u64, count: u64) -> u64 {
    (sum + count / 2).checked_div(count).unwrap_or(0)
}

/// The API's prices for one text after the other, without the rest of a report.
#[derive(Debug)]
pub struct Pricing<'a> {
    catalog: &'a Catalog,
    scenario: &'a Scenario,
    model: &'a Model,
    on: Date,
}

impl<'a> Pricing<'a> {
    /// The prices of the scenario's model on the scenario's day.
    ///
    /// # Errors
    ///
    /// When the catalog is empty or doesn't have the model.
    pub fn new(catalog: &'a Catalog, scenario: &'a Scenario) -> Result<Self, ReportError> {
        let on = scenario.on.or_else(|| catalog.as_of()).ok_or(ReportError::EmptyCatalog)?;
        let model = catalog.find(&scenario.model)?;
        Ok(Self { catalog, scenario, model, on })
    }

    /// What all turns of a conversation cost; nothing when no price is known.
    pub fn conversation(&self, counts: &Counts) -> Option<Usd> {
        self.cost(counts, |turns| turns)
    }

    /// What one message costs, on average over the scenario's turns.
    pub fn message(&self, counts: &Counts) -> Option<Usd> {
        self.cost(counts, |_| 1)
    }

    fn cost(&self, counts: &Counts, messages: impl Fn(u64) -> u64) -> Option<Usd> {
        let (weights, _) = counts.under(&self.model.tokens);
        let conversation = conversation(self.scenario, self.model, &weights);
        let fare = api_fare(self.catalog, self.scenario, self.model, &conversation, self.on);
        Some(fare.line()?.cost(messages(conversation.turns.len() as u64)))
    }
}
