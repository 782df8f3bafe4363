use proptest::prelude::*;

use super::*;

fn settings() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let number = |name: &'static str, range: std::ops::RangeInclusive<u64>| {
        range.prop_map(move |number| (name, number.to_string()))
    };
    (
        number("messages-per-day", 1..=5_000),
        number("turns", 1..=20),
        number("reply-tokens", 0..=3_000),
        number("system-tokens", 0..=4_000),
        number("people", 1..=50),
        number("automation-share", 0..=100),
        number("active-hours", 1..=24),
    )
        .prop_map(|all| vec![all.0, all.1, all.2, all.3, all.4, all.5, all.6])
}

fn asked(settings: &[(&'static str, String)], more: &[(&str, &str)], tokens: u64) -> Report {
    let own = settings.iter().map(|(name, value)| (*name, value.as_str()));
    let all: Vec<_> = own.chain(more.iter().copied()).collect();
    answer(&all, tokens)
}

proptest! {
    /// The figures of a report hang together, whatever is asked.
    #[test]
    fn figures_agree_with_each_other(settings in settings(), tokens in 1..20_000_u64) {
        let hosted = [("hosting", "always-on"), ("gpu-price", "1.5"), ("setup-cost", "100")];
        let report = asked(&settings, &hosted, tokens);
        for fare in &report.fares {
            let Some(month) = fare.per_month else { continue };
            prop_assert_eq!(fare.parts.iter().map(|part| part.cost).sum::<Usd>(), month);
            // A fare that fits carries what is sent.
            if fare.fit == Fit::Yes {
                prop_assert!(fare.capacity.is_none_or(|most| most >= report.messages_per_month));
            }
            let api = report.fare("api").unwrap();
            if let (Some(meets), Some(own), Some(line)) = (fare.break_even, fare.line(), api.line()) {
                prop_assert!(own.cost(meets.messages).units() <= line.cost(meets.messages).units() + 1);
                if meets.messages > 0 {
                    let before = meets.messages - 1;
                    prop_assert!(own.cost(before).units() + 1 >= line.cost(before).units());
                }
            }
        }
        for bill in report.fares.iter().flat_map(|f| f.bill.iter().chain(&f.other_bills)) {
            prop_assert_eq!(bill.items.iter().map(|item| item.cost).sum::<Usd>(), bill.total);
            prop_assert_eq!(bill.turns.iter().map(|turn| turn.cost).sum::<Usd>(), bill.total);
        }
    }

    /// More tokens, longer replies and more turns never make a month cheaper.
    #[test]
    fn a_month_is_monotone_in_every_count(
        settings in settings(), tokens in 1..5_000_u64, more in 1..500_u64,
    ) {
        let month = |settings: &[(&'static str, String)], tokens| {
            asked(settings, &[("caching", "off")], tokens).fare("api").unwrap().per_month.unwrap()
        };
        let base = month(&settings, tokens);
        prop_assert!(month(&settings, tokens + more) >= base);
        for grown in [0, 2, 3] {
            let mut settings = settings.clone();
            let value: u64 = settings[grown].1.parse().unwrap();
            settings[grown].1 = (value + more).to_string();
            prop_assert!(month(&settings, tokens) >= base, "{}", settings[grown].0);
        }
    }
}
