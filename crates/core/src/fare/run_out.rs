//! When an amount is used up.

use serde::{Deserialize, Serialize};

use super::Line;
use crate::money::Usd;
use crate::scenario::Scenario;

/// Days of a month in which messages are sent on every day.
const DAYS_IN_A_MONTH: u64 = 30;

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
    /// The day of the calendar, from 1, on which a message is no longer paid for: the first is the day
    /// from which the amount is used, or the first of the month. Absent = it lasts.
    pub day: Option<u64>,
    /// How many days on which messages are sent that is. Absent = it lasts.
    pub sending_day: Option<u64>,
}

impl RunOut {
    /// How far `amount` goes in a month.
    pub(crate) fn of(amount: Usd, line: &Line, scenario: &Scenario) -> Self {
        Self::within(amount, line, scenario, month(scenario))
    }

    /// How far `amount` goes in so many days of the calendar, over which the days of sending are spread
    /// evenly.
    pub(crate) fn within(amount: Usd, line: &Line, scenario: &Scenario, days: u64) -> Self {
        let (daily, sending) = (scenario.messages_per_day, scenario.days_per_month.max(1));
        let messages = line.affordable(amount);
        let sending_day = messages.filter(|_| daily > 0).map(|messages| messages / daily + 1);
        // The k-th day of sending is no later than the end of its share of the month.
        let calendar = |day: u64| {
            let day = (u128::from(day) * u128::from(month(scenario))).div_ceil(u128::from(sending));
            u64::try_from(day).ok()
        };
        let day = sending_day.and_then(calendar).filter(|day| *day <= days);
        Self { amount, messages, day, sending_day: sending_day.filter(|_| day.is_some()) }
    }
}

/// Days of the scenario's month.
fn month(scenario: &Scenario) -> u64 {
    scenario.days_per_month.max(DAYS_IN_A_MONTH)
}
