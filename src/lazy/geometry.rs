//! Where things are in a chart. Places are percentages of the plot, so a chart is as crisp and its words
//! are as large on a phone as on a page.

use tokenfare_core::money::Usd;
use tokenfare_core::report::tick;

/// Steps that an axis is cut into at most.
const PARTS: u128 = 5;

/// `part` of `whole` as a place in the plot: `12.34%`.
pub(super) fn place(part: u128, whole: u128) -> String {
    let hundredths = part.saturating_mul(10_000) / whole.max(1);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// How far down an amount is drawn, where `top` is at the upper end. What is higher is out of sight.
pub(super) fn height(amount: Usd, top: Usd) -> String {
    let (amount, top) = (amount.units().unsigned_abs(), top.units().unsigned_abs());
    match amount <= top {
        true => place(top - amount, top),
        false => format!("-{}", place(amount - top, top)),
    }
}

/// The round values of an axis from 0 to `most`.
pub(super) fn marks(most: u128) -> impl Iterator<Item = u128> {
    let step = tick(most, PARTS);
    (0..=PARTS).map(move |at| at * step).take_while(move |mark| *mark <= most)
}

/// Levels of a plot that a bar can reach.
pub(super) const LEVELS: u64 = 10_000;

/// A staircase as an SVG path in a box of one unit across for each step and [`LEVELS`] down: each step is
/// as high as its amount, where `top` reaches the upper end.
pub(super) fn staircase(amounts: impl Iterator<Item = Usd>, top: Usd) -> String {
    let mut path = format!("M0 {LEVELS}");
    for (step, amount) in (1..).zip(amounts) {
        let share = amount.units().unsigned_abs() * u128::from(LEVELS);
        let level = u128::from(LEVELS) - share / top.units().unsigned_abs().max(1);
        path.push_str(&format!("V{level}H{step}"));
    }
    path.push_str(&format!("V{LEVELS}Z"));
    path
}

/// Values in rising order, each once.
pub(super) fn ascending(values: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut sorted: Vec<u64> = Vec::new();
    for value in values {
        // A handful: the library's sort would weigh more than the chart.
        let at = sorted.iter().position(|other| *other >= value).unwrap_or(sorted.len());
        if sorted.get(at) != Some(&value) {
            sorted.insert(at, value);
        }
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn usd(dollars: u32) -> Usd {
        Usd::from_dollars(dollars)
    }

    #[test]
    fn places_are_percentages_with_two_decimals() {
        assert_eq!(place(0, 10), "0.00%");
        assert_eq!(place(1, 3), "33.33%");
        assert_eq!(place(10, 10), "100.00%");
        assert_eq!(place(5, 0), "500.00%", "a plot of nothing divides by nothing");
        assert_eq!(place(u128::MAX, 1), place(u128::MAX, 1), "no overflow");
    }

    #[test]
    fn an_amount_stands_where_its_share_of_the_top_is() {
        assert_eq!(height(usd(0), usd(20)), "100.00%", "nothing is at the foot");
        assert_eq!(height(usd(5), usd(20)), "75.00%");
        assert_eq!(height(usd(20), usd(20)), "0.00%");
        assert_eq!(height(usd(25), usd(20)), "-25.00%", "above the plot");
        assert_eq!(height(usd(0), usd(0)), "0.00%");
    }

    #[test]
    fn marks_are_round_and_within_the_axis() {
        assert_eq!(marks(100).collect::<Vec<_>>(), [0, 20, 40, 60, 80, 100]);
        for most in [1, 3, 7, 12, 99, 101, 6_000, 123_456_789] {
            let all: Vec<_> = marks(most).collect();
            assert!((2..=6).contains(&all.len()), "{most}: {all:?}");
            assert!(all.iter().all(|mark| *mark <= most), "{most}: {all:?}");
        }
    }

    #[test]
    fn a_staircase_has_a_step_for_each_amount() {
        let path = staircase([usd(1), usd(2), usd(4)].into_iter(), usd(4));
        assert_eq!(path, "M0 10000V7500H1V5000H2V0H3V10000Z");
        assert_eq!(staircase([].into_iter(), usd(4)), "M0 10000V10000Z");
    }

    #[test]
    fn volumes_of_a_table_rise_and_stand_once() {
        assert_eq!(ascending([5, 1, 3, 5, 1, 9].into_iter()), [1, 3, 5, 9]);
        assert!(ascending([].into_iter()).is_empty());
    }
}
