//! Whether an access model can do what is asked, and why not.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Fare;
use crate::catalog::{Date, Need, Tier};
use crate::money::Usd;

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
    /// Nothing known speaks against it, but its limits aren't published.
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
        /// Messages the cap allows.
        messages: u32,
        /// In so many hours.
        hours: u32,
        /// Messages the scenario sends in as many hours.
        sent: u64,
        /// Seats that would be enough.
        seats: u64,
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
    },
    /// The service tier isn't offered for this model.
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
    /// A month costs more than the most that may be spent.
    MonthlyLimit {
        /// The limit.
        limit: Usd,
        /// Messages that it pays for.
        messages: u64,
        /// The day of sending on which it is reached.
        day: Option<u64>,
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

impl Fare {
    /// Notes which needs it doesn't meet, and of which nobody says whether it does.
    pub(super) fn meet(&mut self, needs: &[Need], allows: &[Need], denies: &[Need]) {
        for &need in needs {
            if denies.contains(&need) {
                self.obstacles.push(Obstacle::Lacks { need });
            } else if !allows.contains(&need) {
                self.doubts.push(need);
            }
        }
    }

    /// Sums up: an obstacle rules it out, a doubt leaves it open, else it is as good as `best`.
    pub(super) fn judge(&mut self, best: Fit) {
        self.fit = match (self.obstacles.is_empty(), self.doubts.is_empty()) {
            (false, _) => Fit::No,
            (true, false) => Fit::Unknown,
            (true, true) => best,
        };
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
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cap { model, messages, hours, sent, seats, then } => {
                write!(
                    f,
                    "{model} allows {messages} messages per {hours} hours, {sent} are sent; {seats} seats would do"
                )?;
                match then {
                    Some(then) => write!(f, ", or {then} answers beyond the cap"),
                    None => Ok(()),
                }
            }
            Self::Tokens { tokens, hours, used } => {
                write!(f, "it allows {tokens} tokens in {hours} hours, {used} are used")
            }
            Self::Window { tokens, window, turn: 1 } => {
                write!(f, "{tokens} tokens don't fit its window of {window}")
            }
            Self::Window { tokens, window, turn } => write!(
                f,
                "from turn {turn} the conversation doesn't fit its window of {window}; it reaches {tokens} tokens"
            ),
            Self::Output { tokens, max } => {
                write!(f, "a reply of {tokens} tokens is more than its longest output of {max}")
            }
            Self::Lacks { need } => write!(f, "it doesn't offer {}", need.title()),
            Self::TierNotOffered { tier } => write!(f, "it isn't offered in the {tier} tier"),
            Self::NotSold { on, since } => {
                write!(f, "it came out on {since} and wasn't sold on {on}")
            }
            Self::PriceUnknown { on, first } => {
                write!(f, "its price on {on} isn't known")?;
                match first {
                    Some(first) => write!(f, "; the first known is of {first}"),
                    None => Ok(()),
                }
            }
            Self::Ended { since } => write!(f, "it is no longer sold since {since}"),
            Self::ShutDown { since } => write!(f, "its API stopped on {since}"),
            Self::Unlisted { seen } => {
                write!(
                    f,
                    "its vendor no longer listed it on {seen}; the day it stopped isn't known"
                )
            }
            Self::OtherVendor { model } => {
                write!(f, "its use is billed at its own vendor's rates, and {model} isn't theirs")
            }
            Self::MonthlyLimit { limit, messages, day } => {
                let limit = limit.rounded();
                write!(f, "the monthly limit of {limit} pays for {messages} messages")?;
                match day {
                    Some(day) => write!(f, " and is reached on day {day}"),
                    None => Ok(()),
                }
            }
            Self::NoListPrice => f.write_str("it has no list price"),
            Self::NoGpuPrice => f.write_str("set the price of a GPU hour to price it"),
            Self::Throughput { hours, available, gpus } => {
                write!(f, "{hours} hours of work in a month of {available}; {gpus} GPUs would do")
            }
            Self::Seats { people, max } => {
                write!(f, "{people} people need a seat and at most {max} are sold")
            }
        }
    }
}
