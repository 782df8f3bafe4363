//! What the fares mean, in a sentence.

use serde::Serialize;

use crate::fare::{Fare, FareKind, Fit};
use crate::scenario::Scenario;

/// Which access model to take, and why, with its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Recommendation {
    /// Id of the fare to take.
    pub fare: String,
    /// Id of the next best that fits.
    pub instead_of: Option<String>,
    /// Id of a cheaper fare that doesn't fit.
    pub cheaper_but: Option<String>,
    /// All that in one English sentence.
    pub sentence: String,
}

impl Recommendation {
    /// Of fares from best to worst; nothing when none fits.
    pub(super) fn of(scenario: &Scenario, ranking: &[&Fare]) -> Option<Self> {
        let fits = |fare: &&&Fare| fare.fit != Fit::No;
        let best = ranking.first().filter(fits)?;
        let next = ranking.iter().skip(1).find(fits);
        let cheaper =
            ranking.iter().find(|fare| fare.fit == Fit::No && fare.per_month < best.per_month);
        Some(Self {
            fare: best.id.clone(),
            instead_of: next.map(|fare| fare.id.clone()),
            cheaper_but: cheaper.map(|fare| fare.id.clone()),
            sentence: sentence(scenario, best, next.copied(), cheaper.copied()),
        })
    }
}

fn sentence(
    scenario: &Scenario,
    best: &Fare,
    next: Option<&Fare>,
    cheaper: Option<&Fare>,
) -> String {
    let price = |fare: &Fare| match fare.per_month {
        Some(amount) => scenario.shown(amount).to_string(),
        None => "an unknown price".to_owned(),
    };
    let (volume, cost) = (scenario.messages_per_month(), price(best));
    let mut text = format!("At {volume} messages a month take {}: {cost} a month", best.name);
    if let Some(next) = next {
        text += &format!(", against {} for {}", price(next), next.name);
        let meets = if best.kind == FareKind::Api { next.break_even } else { best.break_even };
        let flat = if best.kind == FareKind::Api { next } else { best };
        if let Some(meets) = meets.filter(|meets| meets.messages > 0) {
            text += &format!("; {} pays off from {} messages a month", flat.name, meets.messages);
        }
    }
    if let Some((cheaper, obstacle)) =
        cheaper.and_then(|fare| Some((fare, fare.obstacles.first()?)))
    {
        text += &format!("; {} would be {}, but {obstacle}", cheaper.name, price(cheaper));
    }
    text + "."
}
