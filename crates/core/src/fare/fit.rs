//! Whether an access model can do what is asked, and why not.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::needs::tier_word;
use super::{Cause, Fare};
use crate::catalog::{Date, Need, Tier};
use crate::money::Usd;
use crate::sentence::{English, Sentence};

/// Whether an access model can do what the scenario asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fit {
    /// It can.
    Yes,
    /// It can't; the obstacles say why.
    No,
    /// Nothing known speaks against it, but something about it isn't published.
    Unknown,
}

/// Why an access model can't do what the scenario asks. `Display` is a sentence in English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", tag = "kind")]
#[non_exhaustive]
pub enum Obstacle {
    /// More messages in a span than the cap lets through.
    Cap {
        /// The model the cap is for.
        model: String,
        /// Messages the cap allows one person.
        messages: u32,
        /// In so many hours.
        hours: u32,
        /// Messages each person would send in as many hours.
        sent: u64,
        /// Messages that the scenario sends in a day.
        daily: u64,
        /// Hours of the day over which they are spread.
        active_hours: u64,
        /// Messages a day that all its models with published caps carry together.
        carries: u64,
        /// Seats that would be enough. Absent where it isn't sold by the seat.
        seats: Option<u64>,
        /// What answers once the cap is reached, without published limits of its own.
        then: Option<String>,
    },
    /// More tokens in a span than the cap lets through.
    Tokens {
        /// Tokens the cap allows.
        tokens: u64,
        /// In so many hours.
        hours: u32,
        /// Tokens the scenario uses in as many hours.
        used: u64,
    },
    /// More use in a month than the price includes, and none is sold beyond it at a published price.
    Use {
        /// What is included, at the API's rates.
        included: Usd,
        /// What the scenario would use.
        used: Usd,
    },
    /// A request is longer than the window.
    Window {
        /// Tokens of the longest request with its reply.
        tokens: u64,
        /// Tokens the window holds.
        window: u64,
        /// The first turn of the conversation that doesn't fit.
        turn: u64,
    },
    /// A reply is longer than the longest output.
    Output {
        /// Tokens of the reply with its reasoning.
        tokens: u64,
        /// The longest output, in tokens.
        max: u64,
    },
    /// It isn't made for something that is needed.
    Lacks {
        /// What is needed.
        need: Need,
        /// Why, where the reader didn't ask for it. Absent = the reader did.
        because: Option<Cause>,
    },
    /// None of its models reasons before it replies.
    NoReasoning {
        /// Tokens of reasoning that the scenario has.
        tokens: u64,
    },
    /// No price is known for this model in the service tier.
    TierNotOffered {
        /// The tier.
        tier: Tier,
    },
    /// It wasn't sold yet on that day.
    NotSold {
        /// The day of the report.
        on: Date,
        /// The day it came out.
        since: Date,
    },
    /// It was sold, or may have been, but no price is known for that day.
    PriceUnknown {
        /// The day of the report.
        on: Date,
        /// The first day of which a price is known.
        first: Option<Date>,
    },
    /// It could no longer be bought by that day.
    Ended {
        /// The first day it couldn't.
        since: Date,
    },
    /// Its API had stopped by that day.
    ShutDown {
        /// The day it stopped.
        since: Date,
    },
    /// Its vendor's list no longer had it by that day.
    Unlisted {
        /// The day it was first missed; it stopped at some day before.
        seen: Date,
    },
    /// Its use is billed at its own vendor's rates, which this model doesn't have.
    OtherVendor {
        /// The model's id.
        model: String,
    },
    /// It has no list price.
    NoListPrice,
    /// Nobody said what an hour of a GPU costs.
    NoGpuPrice,
    /// More work than the GPUs can do in a month.
    Throughput {
        /// Hours of work in a month.
        hours: u64,
        /// Hours they run in a month.
        available: u64,
        /// GPUs that would be enough.
        gpus: u64,
    },
    /// More people than a plan sells seats for.
    Seats {
        /// People who need one.
        people: u64,
        /// The most seats sold together.
        max: u64,
    },
}

/// What nobody says of an access model, so that it may or may not do what the scenario asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", tag = "kind")]
#[non_exhaustive]
pub enum Doubt {
    /// Whether it offers something that is needed.
    Need {
        /// What is needed.
        need: Need,
    },
    /// Whether it reasons before it replies.
    Reasoning,
    /// What it costs to keep requests in one region: the price without that is shown.
    Region,
    /// How many messages it carries.
    Limits,
}

impl Doubt {
    /// What isn't known, in a sentence.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Need { need } => {
                Sentence::new("doubt.need").with("need", Sentence::new(need_key(*need)))
            }
            Self::Reasoning => Sentence::new("doubt.reasoning"),
            Self::Region => Sentence::new("doubt.region"),
            Self::Limits => Sentence::new("doubt.limits"),
        }
    }
}

/// What an access model gives less of than was asked, or takes in return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", tag = "kind")]
#[non_exhaustive]
pub enum Lack {
    /// A model of a smaller class answers.
    SmallerModel {
        /// The model as the app names it.
        model: String,
    },
    /// Beyond what the model asked for carries, one of a smaller class answers.
    SmallerBeyond {
        /// The model as the app names it.
        model: String,
        /// Messages a day that are answered by a model like the one asked for.
        daily: u64,
    },
    /// A model of another vendor answers.
    OtherVendor {
        /// The model as the app names it, or the plan's name where none is named.
        model: String,
        /// The model that was asked for.
        asked: String,
    },
    /// It shows advertisements.
    Ads,
    /// Its vendor may train on the text unless one objects.
    Trains,
}

impl Lack {
    /// Whether it makes the access model less than what was asked for, so that it never wins silently.
    pub const fn is_less(&self) -> bool {
        !matches!(self, Self::Ads | Self::Trains)
    }

    /// What it is, in a few words that follow the name of the access model.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::SmallerModel { model } => {
                Sentence::new("lack.smaller-model").with("model", model)
            }
            Self::SmallerBeyond { model, daily } => {
                Sentence::new("lack.smaller-beyond").with("model", model).with("daily", *daily)
            }
            Self::OtherVendor { model, asked } => {
                Sentence::new("lack.other-vendor").with("model", model).with("asked", asked)
            }
            Self::Ads => Sentence::new("lack.ads"),
            Self::Trains => Sentence::new("lack.trains"),
        }
    }
}

impl Fare {
    /// Sums up: an obstacle rules it out, a doubt leaves it open, else it is as good as `best`.
    pub(super) fn judge(&mut self, best: Fit) {
        self.fit = match (self.obstacles.is_empty(), self.doubts.is_empty()) {
            (false, _) => Fit::No,
            (true, false) => Fit::Unknown,
            (true, true) => best,
        };
        if self.fit == Fit::Unknown && self.doubts.is_empty() {
            self.doubts.push(Doubt::Limits);
        }
    }

    /// Whether it gives less than was asked for.
    pub fn is_less(&self) -> bool {
        self.lacks.iter().any(Lack::is_less)
    }
}

/// The key of a need's name.
const fn need_key(need: Need) -> &'static str {
    match need {
        Need::Automation => "need.automation",
        Need::ApiAccess => "need.api-access",
        Need::SystemPrompt => "need.system-prompt",
        Need::Temperature => "need.temperature",
        Need::StructuredOutput => "need.structured-output",
        Need::FineTuning => "need.fine-tuning",
        Need::PrivateData => "need.private-data",
        Need::Voice => "need.voice",
        Need::Images => "need.images",
    }
}

/// The key of what is said where a need isn't met.
const fn lacks_key(need: Need) -> &'static str {
    match need {
        Need::Automation => "obstacle.lacks.automation",
        Need::ApiAccess => "obstacle.lacks.api-access",
        Need::SystemPrompt => "obstacle.lacks.system-prompt",
        Need::Temperature => "obstacle.lacks.temperature",
        Need::StructuredOutput => "obstacle.lacks.structured-output",
        Need::FineTuning => "obstacle.lacks.fine-tuning",
        Need::PrivateData => "obstacle.lacks.private-data",
        Need::Voice => "obstacle.lacks.voice",
        Need::Images => "obstacle.lacks.images",
    }
}

impl Obstacle {
    /// Why there is no price on a day before the `first` known one: it came out later, or the price
    /// of that day was not recorded.
    pub(super) fn no_price(came_out: Option<Date>, first: Option<Date>, on: Date) -> Self {
        match came_out {
            Some(since) if on < since => Self::NotSold { on, since },
            _ => Self::PriceUnknown { on, first },
        }
    }

    /// Why, in one sentence or several.
    pub fn sentences(&self) -> Vec<Sentence> {
        let mut all = vec![self.sentence()];
        match self {
            Self::Cap { seats, then, .. } => {
                all.extend(seats.map(|seats| Sentence::new("obstacle.cap-seats").count(seats)));
                let then = then.as_ref();
                all.extend(then.map(|then| Sentence::new("obstacle.cap-then").with("model", then)));
            }
            Self::Lacks { because: Some(cause), .. } => all.push(cause.sentence()),
            _ => {}
        }
        all
    }

    fn sentence(&self) -> Sentence {
        match self {
            Self::Cap { model, messages, hours, sent, daily, active_hours, .. } => {
                let sentence = match hours {
                    24 => Sentence::new("obstacle.cap-day"),
                    168 => Sentence::new("obstacle.cap-week"),
                    720.. => Sentence::new("obstacle.cap-month"),
                    hours => Sentence::new("obstacle.cap").count(u64::from(*hours)),
                };
                sentence
                    .with("model", model)
                    .with("messages", u64::from(*messages))
                    .with("sent", *sent)
                    .with("daily", *daily)
                    .with("hours", u64::from(*hours))
                    .with("active", *active_hours)
            }
            Self::Tokens { tokens, hours, used } => {
                let sentence = match hours {
                    24 => Sentence::new("obstacle.tokens-day"),
                    168 => Sentence::new("obstacle.tokens-week"),
                    720.. => Sentence::new("obstacle.tokens-month"),
                    hours => Sentence::new("obstacle.tokens").count(u64::from(*hours)),
                };
                sentence.with("tokens", *tokens).with("used", *used)
            }
            Self::Use { included, used } => {
                Sentence::new("obstacle.use").with("included", *included).with("used", *used)
            }
            Self::Window { tokens, window, turn: 1 } => {
                Sentence::new("obstacle.window").with("tokens", *tokens).with("window", *window)
            }
            Self::Window { tokens, window, turn } => Sentence::new("obstacle.window-turn")
                .with("tokens", *tokens)
                .with("window", *window)
                .with("turn", *turn),
            Self::Output { tokens, max } => {
                Sentence::new("obstacle.output").with("tokens", *tokens).with("max", *max)
            }
            Self::Lacks { need, .. } => Sentence::new(lacks_key(*need)),
            Self::NoReasoning { tokens } => {
                Sentence::new("obstacle.no-reasoning").with("tokens", *tokens)
            }
            Self::TierNotOffered { tier } => {
                Sentence::new("obstacle.tier-not-offered").with("tier", tier_word(*tier))
            }
            Self::NotSold { on, since } => {
                Sentence::new("obstacle.not-sold").with("on", *on).with("since", *since)
            }
            Self::PriceUnknown { on, first: None } => {
                Sentence::new("obstacle.price-unknown").with("on", *on)
            }
            Self::PriceUnknown { on, first: Some(first) } => {
                Sentence::new("obstacle.price-unknown-before").with("on", *on).with("first", *first)
            }
            Self::Ended { since } => Sentence::new("obstacle.ended").with("since", *since),
            Self::ShutDown { since } => Sentence::new("obstacle.shut-down").with("since", *since),
            Self::Unlisted { seen } => Sentence::new("obstacle.unlisted").with("seen", *seen),
            Self::OtherVendor { model } => {
                Sentence::new("obstacle.other-vendor").with("model", model)
            }
            Self::NoListPrice => Sentence::new("obstacle.no-list-price"),
            Self::NoGpuPrice => Sentence::new("obstacle.no-gpu-price"),
            Self::Throughput { hours, available, gpus } => Sentence::new("obstacle.throughput")
                .count(*gpus)
                .with("hours", *hours)
                .with("available", *available),
            Self::Seats { people, max } => {
                Sentence::new("obstacle.seats").count(*people).with("max", *max)
            }
        }
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, sentence) in self.sentences().iter().enumerate() {
            let between = if at > 0 { " " } else { "" };
            write!(f, "{between}{}", sentence.say(&English::USD))?;
        }
        Ok(())
    }
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence().say(&English::USD))
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence().say(&English::USD))
    }
}
