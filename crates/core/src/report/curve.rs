//! What a month costs over its messages, for a chart.

use super::{Crossing, Report};
use crate::fare::{Fare, FareKind, Fit};
use crate::money::Usd;

/// The cost of a month under each access model, from no messages to `most`.
///
/// Each cost is a straight line, or two that meet where something free is used up: its ends and that
/// bend are all there is to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Curves {
    /// Messages at the right end: enough to see the reader's own volume and the break-evens near it.
    pub most: u64,
    /// The cost at the upper end.
    pub top: Usd,
    /// One for each fare that has a price, in the report's order.
    pub curves: Vec<Curve>,
    /// Where two of them meet in sight, of those that fit.
    pub crossings: Vec<Crossing>,
}

/// The cost of a month under one access model.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Curve {
    /// Id of the fare.
    pub fare: String,
    /// The cost without any message.
    pub from: Usd,
    /// The messages up to which it is level, and the cost there, where it bends in sight.
    pub bend: Option<(u64, Usd)>,
    /// The cost at the right end.
    pub to: Usd,
    /// Whether any of it is below the upper end.
    pub in_sight: bool,
}

impl Curves {
    /// The curves of a report's fares; nothing when none has a price.
    pub fn of(report: &Report) -> Option<Self> {
        let priced = || report.fares.iter().filter(|fare| fare.line().is_some());
        let fits = |id: &str| report.fare(id).is_some_and(|fare| fare.fit != Fit::No);
        let crossings: Vec<_> = report
            .break_evens
            .iter()
            .filter(|crossing| fits(&crossing.fare) && fits(&crossing.against))
            .cloned()
            .collect();
        priced().next()?;
        let most = right_end(report.messages_per_month, &crossings);
        let top = upper_end(priced(), most);
        let curves = priced().map(|fare| {
            let (from, to) = (cost(fare, 0), cost(fare, most));
            let bend = fare.line().and_then(|line| line.level_until());
            let bend = bend.filter(|at| (1..most).contains(at)).map(|at| (at, cost(fare, at)));
            Curve { fare: fare.id.clone(), from, bend, to, in_sight: from <= top }
        });
        let in_sight = |crossing: &Crossing| {
            let height = report.fare(&crossing.fare).map(|fare| cost(fare, crossing.messages));
            crossing.messages <= most && height.is_some_and(|height| height <= top)
        };
        Some(Self {
            most,
            top,
            curves: curves.collect(),
            crossings: crossings.into_iter().filter(in_sight).collect(),
        })
    }
}

impl Report {
    /// What is cheapest at so many messages a month: of what fits and gives no less than was asked for,
    /// where there is any such.
    pub fn cheapest_at(&self, messages: u64) -> Option<&Fare> {
        let usable = self.fares.iter().filter(|fare| fare.fit != Fit::No && fare.line().is_some());
        usable.min_by_key(|fare| (fare.is_less(), cost(fare, messages)))
    }

    /// Where the cheapest fare stops being that as more is sent: the first break-even beyond the
    /// scenario's volume.
    pub fn overtaken(&self) -> Option<&Crossing> {
        let cheapest = self.cheapest.as_ref()?;
        let like = self.fare(cheapest).is_none_or(|fare| !fare.is_less());
        let fits = |id: &str| {
            self.fare(id).is_some_and(|fare| fare.fit != Fit::No && !(like && fare.is_less()))
        };
        let ahead = |crossing: &&Crossing| {
            crossing.against == *cheapest
                && crossing.messages > self.messages_per_month
                && fits(&crossing.fare)
        };
        self.break_evens.iter().filter(ahead).min_by_key(|crossing| crossing.messages)
    }
}

fn cost(fare: &Fare, messages: u64) -> Usd {
    fare.line().map_or(Usd::ZERO, |line| line.cost(messages))
}

/// A quarter more than the reader's volume and than the break-evens that are not far beyond it, so
/// that both stand well inside; at least ten messages.
fn right_end(volume: u64, crossings: &[Crossing]) -> u64 {
    const FAR: u64 = 4;
    let first = crossings.iter().map(|crossing| crossing.messages).min().unwrap_or(0);
    let near = volume.max(first).saturating_mul(FAR);
    let last = crossings.iter().map(|crossing| crossing.messages).filter(|m| *m <= near).max();
    let inside = last.unwrap_or(0).max(volume).max(8);
    let most = inside.saturating_add(inside / 4);
    // A round end: whole steps of the axis.
    let step = u64::try_from(tick(u128::from(most), 5)).unwrap_or(1);
    most.div_ceil(step).saturating_mul(step)
}

/// As high as the API gets, or whatever else is paid by the message; where nothing is, a quarter
/// more than the dearest flat price.
fn upper_end<'a>(fares: impl Iterator<Item = &'a Fare> + Clone, most: u64) -> Usd {
    let by_message = fares.clone().filter(|fare| fare.kind != FareKind::Plan);
    let highest = by_message.map(|fare| cost(fare, most)).max().unwrap_or(Usd::ZERO);
    if highest > Usd::ZERO {
        return highest;
    }
    let flat = fares.map(|fare| cost(fare, most)).max().unwrap_or(Usd::ZERO);
    (flat + flat.scaled(1, 4)).max(Usd::from_units(1))
}

/// The smallest step of 1, 2 or 5 times a power of ten that cuts `most` into no more than `parts`.
///
/// ```
/// use tokenfare_core::report::tick;
/// assert_eq!(tick(1_200, 5), 500);
/// assert_eq!(tick(1_200, 6), 200);
/// assert_eq!(tick(0, 5), 1);
/// ```
pub fn tick(most: u128, parts: u128) -> u128 {
    let mut power: u128 = 1;
    loop {
        for step in [1, 2, 5].map(|digit: u128| power.saturating_mul(digit)) {
            if most / step <= parts || step == u128::MAX {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}
