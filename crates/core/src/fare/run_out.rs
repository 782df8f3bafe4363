//! When an amount is used up.

use serde::{Deserialize, Serialize};

use super::Line;
use crate::money::Usd;

/// How far an amount of money goes on the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RunOut {
    /// The amount.
    pub amount: Usd,
    /// Messages it pays for. Absent = any number, for a message costs nothing.
    pub messages: Option<u64>,
    /// The day of sending, from 1, on which a message is no longer paid for. Absent = it lasts.
    pub day: Option<u64>,
}

impl RunOut {
    /// How far `amount` goes at `daily` messages a day within `days` days.
    pub(crate) fn of(amount: Usd, line: &Line, daily: u64, days: u64) -> Self {
        let messages = line.affordable(amount);
        let day = messages.filter(|_| daily > 0).map(|messages| messages / daily + 1);
        Self { amount, messages, day: day.filter(|day| *day <= days) }
    }
}
