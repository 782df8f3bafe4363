//! Everything the reader can set, except the text.
//!
//! One table, [`FIELDS`], holds every setting with its name, its values and its meaning. Element
//! attributes, address parameters, JavaScript objects and command-line flags all go through
//! [`Scenario::set`], so a name, a range and an error message exist once.
//!
//! ```
//! use tokenfare_core::scenario::Scenario;
//!
//! let mut scenario = Scenario::default();
//! scenario.set("messages-per-day", "200")?;
//! assert_eq!(scenario.messages_per_day, 200);
//! assert!(scenario.set("messages-per-day", "-1").is_err());
//! # Ok::<(), tokenfare_core::scenario::ScenarioError>(())
//! ```

mod choice;
mod expected;
mod field;
mod link;
mod object;
mod setting;
mod snippet;

#[cfg(test)]
mod tests;

use crate::catalog::{Date, Model, Need, Tier};
use crate::money::{Currency, Exchange, Rounded, Usd};
use crate::sentence::{Sentence, Value as Said};
pub use choice::{Billing, CacheUse, History, Hosting, Retention};
pub use expected::Expected;
use field::fields;
pub use field::{Field, Help, Value};
pub use link::{Link, LinkError};

fields! {
    /// The model, by the name its API takes.
    model: String = "gpt-5.6-sol".to_owned(), "model", "MODEL";
    /// The plans to compare with, by id; `usual` for those that people buy of the model's vendor, `all` for
    /// every plan of the catalog.
    plans: Vec<String> = vec!["usual".to_owned()], "plans", "PLANS";
    /// The plan that is paid for now, by id; the verdict speaks to it.
    pays_for: Option<String> = None, "pays-for", "PLAN";
    /// Messages sent in a day, by everybody together.
    messages_per_day: u64 = 40, "messages-per-day", "COUNT", 0..=10_000_000;
    /// Days in a month on which messages are sent.
    days_per_month: u64 = 30, "days-per-month", "DAYS", 1..=31;
    /// Hours of a day over which its messages are spread; caps that reset every few hours depend on it.
    active_hours: u64 = 8, "active-hours", "HOURS", 1..=24;
    /// Length of a reply in tokens.
    reply_tokens: u64 = 300, "reply-tokens", "TOKENS", 0..=10_000_000;
    /// Hidden reasoning tokens of a reply, billed as output. Absent = what is assumed for a model that
    /// always reasons, 0 for any other.
    reasoning_tokens: Option<u64> = None, "reasoning-tokens", "TOKENS", 0..=10_000_000;
    /// Length of the system prompt or other fixed beginning, in tokens.
    system_tokens: u64 = 0, "system-tokens", "TOKENS", 0..=10_000_000;
    /// Messages in a conversation: each is one turn, answered by one reply.
    turns: u64 = 1, "turns", "COUNT", 1..=1_000;
    /// How much of a conversation is sent again with each message: full, window or none.
    history: History = History::Full, "history", "MODE";
    /// Turns that a window of history holds.
    history_turns: u64 = 10, "history-turns", "COUNT", 0..=1_000;
    /// Prompt caching: auto (where the vendor does it unasked), on or off.
    caching: CacheUse = CacheUse::Auto, "caching", "MODE";
    /// How long the cache keeps what is written to it: short or long.
    cache_retention: Retention = Retention::Short, "cache-retention", "TIME";
    /// Service tier: standard, batch, flex, fast or ultrafast.
    tier: Tier = Tier::Standard, "tier", "TIER";
    /// Keep processing in one region, where the vendor charges for it.
    regional: bool = false, "regional", "on|off";
    /// Percent of the messages that are sent in the vendor's peak hours, where it has any.
    peak_share: u64 = 0, "peak-share", "PERCENT", 0..=100;
    /// Count the tokens that the chat format adds to each message.
    overhead: bool = true, "overhead", "on|off";
    /// People who share the messages and need a seat each.
    people: u64 = 1, "people", "COUNT", 1..=1_000_000;
    /// How plans are paid: monthly or yearly.
    billing: Billing = Billing::Monthly, "billing", "TIME";
    /// Percent of the messages that programs send, not people.
    automation_share: u64 = 0, "automation-share", "PERCENT", 0..=100;
    /// What is needed besides an answer: automation, api-access, system-prompt, temperature,
    /// structured-output, fine-tuning, private-data, voice, images.
    needs: Vec<Need> = Vec::new(), "needs", "NEEDS";
    /// API credit to use up, in USD.
    credit: Option<Usd> = None, "credit", "USD";
    /// Days after which that credit lapses.
    credit_days: u64 = 90, "credit-days", "DAYS", 1..=3_650;
    /// The most the API may cost in a month, in USD.
    monthly_limit: Option<Usd> = None, "monthly-limit", "USD";
    /// Percent of the monthly limit at which to be warned.
    alert_share: u64 = 80, "alert-share", "PERCENT", 1..=100;
    /// Self-hosting: off, always-on or on-demand.
    hosting: Hosting = Hosting::Off, "hosting", "MODE";
    /// USD an hour for each GPU.
    gpu_price: Option<Usd> = None, "gpu-price", "USD", 0..=10_000;
    /// GPUs that serve the model together.
    gpus: u64 = 1, "gpus", "COUNT", 1..=100_000;
    /// Tokens that these GPUs together write in a second.
    output_speed: u64 = 1_000, "output-speed", "TOKENS", 1..=10_000_000;
    /// Tokens that these GPUs together read in a second.
    input_speed: u64 = 10_000, "input-speed", "TOKENS", 1..=10_000_000;
    /// USD to set self-hosting up.
    setup_cost: Usd = Usd::ZERO, "setup-cost", "USD";
    /// Months over which the set-up cost is spread.
    setup_months: u64 = 12, "setup-months", "MONTHS", 1..=120;
    /// USD a month for the people who keep self-hosting running.
    upkeep: Usd = Usd::ZERO, "upkeep", "USD";
    /// Percent of the time that GPUs can be kept busy.
    utilization: u64 = 100, "utilization", "PERCENT", 1..=100;
    /// Price the text on every model too.
    compare: bool = false, "compare", "on|off";
    /// The currency to show, by its ISO 4217 code.
    currency: Currency = Currency::USD, "currency", "CODE";
    /// What one USD is worth in that currency. Absent = not known, and amounts are shown in USD.
    rate: Option<Exchange> = None, "rate", "NUMBER";
    /// The day of that rate. Absent = nobody said.
    rate_on: Option<Date> = None, "rate-on", "DATE";
    /// The day whose prices hold. Absent = today, where a clock is known; else the day the catalog was
    /// last checked.
    on: Option<Date> = None, "on", "DATE";
}

impl Scenario {
    /// Why the settings are what they are that nobody has set: what a reader should know of them.
    pub fn assumed(&self) -> Vec<Sentence> {
        let standard = Self::default();
        let reasons = [
            (self.model == standard.model, "assumed.model"),
            (self.plans == standard.plans, "assumed.plans"),
            (self.reply_tokens == standard.reply_tokens, "assumed.reply-tokens"),
            (self.turns == standard.turns, "assumed.turns"),
        ];
        let held = reasons.into_iter().filter(|(holds, _)| *holds);
        held.map(|(_, key)| Sentence::new(key)).collect()
    }

    /// Hidden reasoning tokens of a reply by this model.
    pub fn reasoning_of(&self, model: &Model) -> u64 {
        let assumed = || {
            let reasoning = model.reasoning.as_ref().filter(|reasoning| reasoning.always);
            reasoning.map_or(0, |reasoning| reasoning.tokens)
        };
        self.reasoning_tokens.unwrap_or_else(assumed)
    }

    /// Messages in a month.
    pub fn messages_per_month(&self) -> u64 {
        self.messages_per_day.saturating_mul(self.days_per_month)
    }

    /// What one USD is worth in the currency to show, where that is another and somebody said it.
    pub fn exchange(&self) -> Option<Exchange> {
        self.rate.filter(|_| self.currency != Currency::USD)
    }

    /// An amount as this scenario shows money: in its currency where it has a rate, else in USD.
    pub fn shown(&self, amount: Usd) -> Rounded<'_> {
        match self.exchange() {
            Some(rate) => Rounded::converted(amount, rate, self.currency.code()),
            None => amount.rounded(),
        }
    }

    /// Whether amounts can be shown in the scenario's currency.
    ///
    /// # Errors
    ///
    /// When it is another one than USD and nobody said what a dollar is worth in it.
    pub fn check_currency(&self) -> Result<(), ScenarioError> {
        match (self.currency == Currency::USD, self.rate) {
            (true, Some(rate)) if rate != Exchange::PAR => Err(ScenarioError::RateOfDollars(rate)),
            (false, None) => Err(ScenarioError::NoRate(self.currency)),
            _ => Ok(()),
        }
    }
}

/// Why a setting can't be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScenarioError {
    /// No setting has this name.
    #[error("no setting is called `{0}`; the settings are {names}", names = field::names())]
    UnknownField(String),
    /// Another currency than USD without what a dollar is worth in it.
    #[error(
        "to show {0}, say with `rate` what one USD is worth in it, such as 0.92; tokenfare fetches no rates"
    )]
    NoRate(Currency),
    /// A rate, but no other currency to convert to.
    #[error("a `rate` of {0} needs a `currency` to convert to, such as EUR")]
    RateOfDollars(Exchange),
    /// The setting exists, the value is not one of its values.
    #[error("`{name}` can't be `{value}`: write {expected}")]
    Invalid {
        /// The setting.
        name: &'static str,
        /// What was written.
        value: String,
        /// What may be written.
        expected: Expected,
    },
}

impl ScenarioError {
    /// What is wrong, for a reader in any language.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::UnknownField(name) => {
                Sentence::new("refused.unknown-setting").with("value", name)
            }
            Self::NoRate(currency) => {
                Sentence::new("failure.rate-missing").with("value", currency.code())
            }
            Self::RateOfDollars(_) => Sentence::new("failure.currency-missing"),
            Self::Invalid { name, value, expected } => {
                let label = FIELDS.iter().find(|field| field.name == *name);
                let label = label.map_or_else(|| Said::from(*name), |field| field.label().into());
                Sentence::new("refused.invalid")
                    .with("name", label)
                    .with("value", value)
                    .with("expected", expected.sentence())
            }
        }
    }

    /// The same, about what the reader wrote.
    fn about(self, written: &str) -> Self {
        match self {
            Self::Invalid { name, expected, .. } => {
                Self::Invalid { name, value: written.to_owned(), expected }
            }
            other => other,
        }
    }
}
