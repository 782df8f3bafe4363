use serde_json::json;

use super::*;
use crate::catalog::Catalog;
use crate::money::Usd;

/// A model at 1 and 2 USD a million tokens, and at 3 and 4 from October on; a plan for 20 USD with two
/// messages in three hours; one with 10 USD of credit.
fn catalog() -> Catalog {
    serde_json::from_value(json!({
        "vendors": [{"id": "v", "name": "V"}],
        "sources": [{"id": "s", "name": "S"}],
        "models": [{"id": "gpt-5", "vendor": "v", "tokens": {"exact": "o200k_base"}, "cards": [
            {"from": "2025-01-01", "prices": {"input": "1", "output": "2"}, "source": "s", "checked": "2026-11-01"},
            {"from": "2026-10-01", "prices": {"input": "3", "cached": "1", "output": "4"}, "source": "s", "checked": "2026-11-01"}]}],
        "plans": [
            {"id": "p", "name": "P", "vendor": "v", "terms": [{"from": "2025-01-01", "monthly": "20", "source": "s", "checked": "2026-11-01",
                "allowances": [{"model": "GPT-5", "answers": "gpt-5", "cap": {"messages": 2, "hours": 3}}]}]},
            {"id": "c", "name": "C", "vendor": "v", "terms": [{"from": "2025-01-01", "monthly": "5", "apiCredit": "10", "source": "s", "checked": "2026-11-01"}]}],
    }))
    .unwrap()
}

/// Messages at these minutes after a moment, each a request of a million tokens that gets half a million.
fn history(start: &str, minutes: &[i64]) -> String {
    let start = Time::from_iso(start).unwrap().seconds();
    let lines = minutes.iter().enumerate().flat_map(|(at, minute)| {
        let time = Time::from_seconds(start + minute * 60);
        let time = format!("{}T{}:00Z", time.date(), &time.to_string()[11..]);
        [
            codex_line(&time, "event_msg", json!({"type": "user_message"})),
            codex_line(&time, "event_msg", json!({"type": "token_count", "info": {
                "last_token_usage": {"input_tokens": 1_000_000, "cached_input_tokens": 0, "output_tokens": 500_000},
                "total_token_usage": {"input_tokens": (at + 1) * 1_000_000, "output_tokens": at}}})),
        ]
    });
    let head = codex_line("2026-01-01T00:00:00Z", "turn_context", json!({"model": "gpt-5"}));
    std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n")
}

#[test]
fn caps_are_run_over_the_real_times() {
    let log = history("2026-09-01T08:00:00Z", &[0, 60, 90, 120, 180, 210]);
    let history = read("rollout.jsonl", &log);
    let answer =
        answer(&catalog(), &history, &Question::default(), Time::from_seconds(NOW)).unwrap();
    let plan = answer.ways.iter().find(|way| way.id == "p").unwrap();
    // At 90 two were sent, and the first leaves the window at 180: 90 minutes, with the one at 120 in them.
    // At 210 those of 60 and 180 are in it, and the first leaves at 240: 30 minutes.
    let stops = plan.stops.unwrap();
    assert_eq!((stops.times, stops.seconds, stops.messages, stops.answered), (2, 120 * 60, 3, 0));
    assert_eq!(stops.to_string(), "stopped you 2 times, 2.0 hours in all");
    assert!(
        answer.sentence.contains("P would cost $20.00 and have stopped you 2 times"),
        "{}",
        answer.sentence
    );
    // What it stopped, on the API: three requests of 1 + 0.5 × 2 then, and of 3 + 0.5 × 4 today.
    let beyond = answer.ways.iter().find(|way| way.id == "p+api").unwrap();
    assert_eq!(
        (beyond.then, beyond.today),
        (Some(Usd::from_dollars(20 + 6)), Some(Usd::from_dollars(20 + 15)))
    );
}

#[test]
fn each_month_has_its_own_prices() {
    let log = format!(
        "{}\n{}",
        history("2026-09-10T08:00:00Z", &[0, 600]),
        history("2026-11-10T08:00:00Z", &[0])
    );
    let history = read("rollout.jsonl", &log);
    let answer =
        answer(&catalog(), &history, &Question::default(), Time::from_seconds(NOW)).unwrap();
    let months: Vec<_> =
        answer.months.iter().map(|month| (month.month.as_str(), month.requests)).collect();
    assert_eq!(months, [("2026-09", 2), ("2026-10", 0), ("2026-11", 1)]);
    let cost = |id: &str| {
        let way = answer.ways.iter().find(|way| way.id == id).unwrap_or_else(|| panic!("{id}"));
        let each = way.months.iter().map(|month| (month.then.unwrap(), month.today.unwrap()));
        (each.collect::<Vec<_>>(), way.then.unwrap(), way.today.unwrap())
    };
    let usd = Usd::from_dollars;
    // 2 × (1 + 1) in September then; 3 + 2 each today.
    assert_eq!(
        cost("api"),
        (vec![(usd(4), usd(10)), (usd(0), usd(0)), (usd(5), usd(5))], usd(9), usd(15))
    );
    assert_eq!(cost("p").2, usd(60));
    assert!(
        answer.sentence.contains("C would cost $15.00, with limits that are not published"),
        "{}",
        answer.sentence
    );
    // A fee of 5, and nothing beyond 10 of credit.
    assert_eq!(
        cost("c+api"),
        (vec![(usd(5), usd(5)), (usd(5), usd(5)), (usd(5), usd(5))], usd(15), usd(15))
    );
    assert_eq!(answer.models[0].priced.as_deref(), Some("gpt-5"));
}

#[test]
fn a_model_that_nobody_knows_is_kept_apart() {
    let log = history("2026-09-10T08:00:00Z", &[0]).replace("\"gpt-5\"", "\"gpt-99\"");
    let history = read("rollout.jsonl", &log);
    let now = Time::from_seconds(NOW);
    let alone = answer(&catalog(), &history, &Question::default(), now).unwrap();
    assert_eq!((alone.models[0].asked.as_str(), &alone.models[0].priced), ("gpt-99", &None));
    assert!(
        alone.sentence.contains("1 requests were of models without a known price"),
        "{}",
        alone.sentence
    );
    let question = Question { models: vec!["gpt-5".to_owned()], ..Question::default() };
    let other = answer(&catalog(), &history, &question, now).unwrap();
    let way = other.ways.iter().find(|way| way.id == "api:gpt-5").unwrap();
    assert_eq!(way.today, Some(Usd::from_dollars(5)));
    let unknown = Question { plans: vec!["nope".to_owned()], ..Question::default() };
    assert_eq!(
        answer(&catalog(), &history, &unknown, now),
        Err(HistoryError::UnknownPlan("nope".to_owned()))
    );
    assert!(matches!(
        answer(&catalog(), &History::default(), &Question::default(), now),
        Err(HistoryError::Empty(_))
    ));
}

#[test]
fn a_month_is_foretold_from_stretches_of_days() {
    // A request each day from October 1 to November 24, at noon: 5 USD a day.
    let minutes: Vec<i64> = (0..55).map(|day| day * 1_440).collect();
    let log = history("2026-10-01T12:00:00Z", &minutes);
    let history = read("rollout.jsonl", &log);
    let answer =
        answer(&catalog(), &history, &Question::default(), Time::from_seconds(NOW)).unwrap();
    let forecast = answer.forecast.unwrap();
    // 24 days so far; on the 25th, five days are left after it.
    assert_eq!((forecast.so_far, forecast.days_left), (Usd::from_dollars(24 * 5), 5));
    let whole = Usd::from_dollars((24 + 5) * 5);
    assert_eq!((forecast.low, forecast.middle, forecast.high), (whole, whole, whole));
    // A year later it says nothing of the month.
    let later = Time::from_seconds(NOW + 365 * 86_400);
    assert_eq!(
        super::answer(&catalog(), &history, &Question::default(), later).unwrap().forecast,
        None
    );
    let scenario: Vec<_> =
        answer.scenario.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for setting in [
        ("messages-per-day", "1"),
        ("days-per-month", "30"),
        ("reply-tokens", "500000"),
        ("automation-share", "0"),
    ] {
        assert!(scenario.contains(&setting), "{scenario:?}");
    }
}
