//! What the fares mean, in a sentence.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};

use crate::catalog::Date;
use crate::fare::{Fare, FareKind, Fit};
use crate::scenario::Scenario;
use crate::transcript::Recognition;

/// Which access model to take, and why, with its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Recommendation {
    /// Id of the fare to take; absent when none fits.
    pub fare: Option<String>,
    /// Id of the next best that fits.
    pub instead_of: Option<String>,
    /// Id of a cheaper fare that is passed over: it doesn't fit, or nobody says whether it does.
    pub cheaper_but: Option<String>,
    /// All that in one English sentence.
    pub sentence: String,
}

impl Recommendation {
    /// For a text that nobody would send as a message: what it is, and what to do with it.
    pub(super) fn none_for(read: Recognition) -> Self {
        let what = match read.kind.is_history() {
            true => "it is a history, which is priced by its own times",
            false => "what of it would be sent is not known",
        };
        let sentence = format!(
            "This is {read}: {what}, so nothing is said of a month. Count it as plain text if it is a prompt."
        );
        Self { fare: None, instead_of: None, cheaper_but: None, sentence }
    }

    /// Of fares from best to worst.
    pub(super) fn of(scenario: &Scenario, ranking: &[&Fare], on: Date) -> Self {
        let cheapest = ranking.iter().copied().min_by_key(|fare| fare.per_month);
        let mut fitting = ranking.iter().copied().filter(|fare| fare.fit != Fit::No);
        let best = fitting.next();
        let next = fitting.next();
        let cheaper = best.map_or(cheapest, |best| {
            let passed = |fare: &&&Fare| fare.fit != best.fit && fare.per_month < best.per_month;
            ranking.iter().find(passed).copied()
        });
        let mut sentence = String::new();
        // Writing to a String can't fail.
        let _ = match cheapest {
            Some(_) => write(&mut sentence, scenario, best, next, cheaper),
            None => write!(sentence, "No price is known on {on}."),
        };
        let id = |fare: &Fare| fare.id.clone();
        Self {
            fare: best.map(id),
            instead_of: next.map(id),
            cheaper_but: cheaper.map(id),
            sentence,
        }
    }
}

fn write(
    text: &mut String,
    scenario: &Scenario,
    best: Option<&Fare>,
    next: Option<&Fare>,
    cheaper: Option<&Fare>,
) -> fmt::Result {
    let volume = scenario.messages_per_month();
    let price = |fare: &Fare| match fare.per_month {
        Some(amount) => scenario.shown(amount).to_string(),
        None => "an unknown price".to_owned(),
    };
    match best {
        None => write!(text, "At {volume} messages a month nothing fits")?,
        Some(best) => {
            let (name, cost) = (&best.name, price(best));
            write!(text, "At {volume} messages a month take {name}: {cost} a month")?;
            if best.fit == Fit::Unknown {
                write!(text, ", though {}", doubt(best))?;
            }
            if let Some(next) = next {
                write!(text, ", against {} for {}", price(next), next.name)?;
                let flat = if best.kind == FareKind::Api { next } else { best };
                if let Some(meets) = flat.break_even.filter(|meets| meets.messages > 0) {
                    let from = meets.messages;
                    write!(text, "; {} pays off from {from} messages a month", flat.name)?;
                }
            }
        }
    }
    if let Some(cheaper) = cheaper {
        let reason = match cheaper.obstacles.first() {
            Some(obstacle) => obstacle.to_string(),
            None => doubt(cheaper),
        };
        write!(text, "; {} would be {}, but {reason}", cheaper.name, price(cheaper))?;
    }
    text.write_char('.')
}

/// What nobody says of a fare against which nothing speaks.
fn doubt(fare: &Fare) -> String {
    match fare.doubts.as_slice() {
        [] => "its limits are not published".to_owned(),
        needs => {
            let titles: Vec<_> = needs.iter().map(|need| need.title()).collect();
            format!("nobody says whether it offers {}", titles.join(" and "))
        }
    }
}
