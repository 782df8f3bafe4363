//! Many texts: how long they are, and what all of them cost.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Counts, ReportError, report};
use crate::catalog::Catalog;
use crate::money::Usd;
use crate::scenario::Scenario;

/// How many texts have how many tokens. It grows with the different lengths, not with the texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Distribution {
    texts: u64,
    total: u64,
    by_tokens: BTreeMap<u64, u64>,
}

/// The figures of a [`Distribution`], in tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Summary {
    /// How many texts.
    pub texts: u64,
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
    /// Adds a text.
    pub fn add(&mut self, tokens: u64) {
        self.texts += 1;
        self.total += tokens;
        *self.by_tokens.entry(tokens).or_default() += 1;
    }

    /// The figures; all zero without texts.
    pub fn summary(&self) -> Summary {
        Summary {
            texts: self.texts,
            total: self.total,
            mean: (self.total + self.texts / 2).checked_div(self.texts).unwrap_or(0),
            p50: self.quantile(50),
            p90: self.quantile(90),
            p99: self.quantile(99),
            max: self.by_tokens.keys().next_back().copied().unwrap_or(0),
        }
    }

    /// The smallest length that at least `percent` of the texts don't exceed.
    fn quantile(&self, percent: u64) -> u64 {
        let rank = (self.texts * percent).div_ceil(100);
        let mut seen = 0;
        let reached = self.by_tokens.iter().find(|(_, texts)| {
            seen += **texts;
            seen >= rank
        });
        reached.map_or(0, |(tokens, _)| *tokens)
    }

    /// What sending every text once costs on the API, each as the message of the scenario; nothing
    /// when the API has no price.
    ///
    /// # Errors
    ///
    /// Those of [`report()`].
    pub fn cost(
        &self,
        catalog: &Catalog,
        scenario: &Scenario,
        counts: impl Fn(u64) -> Counts,
    ) -> Result<Option<Usd>, ReportError> {
        let mut alone = scenario.clone();
        alone.plans.clear();
        alone.compare = false;
        let mut total = Usd::ZERO;
        for (tokens, texts) in &self.by_tokens {
            let answer = report(catalog, &alone, &counts(*tokens))?;
            let Some(cost) = answer.fare("api").and_then(|fare| fare.per_message) else {
                return Ok(None);
            };
            total += cost * *texts;
        }
        Ok(Some(total))
    }
}
