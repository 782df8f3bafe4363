mod properties;

use super::*;
use crate::catalog::{Catalog, Class};
use crate::fare::{Doubt, Fit, Lack, Obstacle};
use crate::money::Usd;

/// A catalog as a reader would write it.
fn catalog() -> Catalog {
    let json = r#"{
        "vendors": [{"id": "openai", "name": "OpenAI"}],
        "sources": [{"id": "page", "name": "price page", "url": "https://openai.com/api/pricing"}],
        "models": [{
            "id": "gpt-5.4", "vendor": "openai", "tokens": {"exact": "o200k_base"},
            "window": 10000, "maxOutput": 2000,
            "overhead": {"message": 4, "request": 3, "documented": false},
            "cards": [{
                "from": "2026-03-05", "source": "page", "checked": "2026-11-08",
                "prices": {"input": "2.50", "cached": "0.25", "output": "15"}
            }]
        }, {
            "id": "guessed", "vendor": "openai",
            "tokens": {"estimate": {"encoding": "o200k_base", "low": "1", "high": "1.4", "basis": "A guess."}},
            "cards": [{
                "from": "2026-03-05", "source": "page", "checked": "2026-11-08",
                "prices": {"input": "1", "output": "2"}
            }]
        }],
        "plans": [{
            "id": "free", "name": "Free", "vendor": "openai",
            "terms": [{
                "from": "2025-01-01", "monthly": "0", "source": "page", "checked": "2026-06-01",
                "allowances": [{"model": "small", "cap": {"messages": 10, "hours": 5}}]
            }]
        }, {
            "id": "plus", "name": "Plus", "vendor": "openai",
            "terms": [{
                "from": "2023-02-01", "monthly": "20", "source": "page", "checked": "2026-11-01",
                "allowances": [
                    {"model": "instant", "cap": {"messages": 160, "hours": 3}, "window": 2000},
                    {"model": "thinking", "cap": {"messages": 3000, "hours": 168}, "window": 9000}
                ]
            }]
        }, {
            "id": "team", "name": "Team", "vendor": "openai",
            "terms": [{
                "from": "2023-02-01", "monthly": "25", "seats": {"min": 2},
                "source": "page", "checked": "2026-11-01"
            }]
        }]
    }"#;
    let catalog: Catalog = serde_json::from_str(json).unwrap();
    assert_eq!(catalog.check(), Ok(()));
    catalog
}

fn scenario(settings: &[(&str, &str)]) -> Scenario {
    let mut scenario = Scenario::default();
    scenario.set("model", "gpt-5.4").unwrap();
    scenario.set("plans", "free,plus,team").unwrap();
    for (name, value) in settings {
        scenario.set(name, value).unwrap();
    }
    scenario
}

fn answer(settings: &[(&str, &str)], tokens: u64) -> Report {
    report(&catalog(), &scenario(settings), &Counts::exact("o200k_base", tokens)).unwrap()
}

#[test]
fn the_api_and_every_plan_are_priced_from_one_text() {
    let answer = answer(&[], 1_000);
    let api = answer.fare("api").unwrap();
    // 1,007 × 2.50 + 300 × 15, per million.
    assert_eq!(api.per_message.unwrap().to_string(), "0.0070175");
    assert_eq!(api.per_month.unwrap().to_string(), "8.421");
    let plus = answer.fare("plus").unwrap();
    assert_eq!(plus.per_month.unwrap().to_string(), "20");
    // 20 / 0.0070175 = 2,850.02…
    let meets = plus.break_even.unwrap();
    assert_eq!((meets.messages, meets.reached), (2_851, false));
    assert_eq!(answer.cheapest.as_deref(), Some("api"));
    assert_eq!(answer.messages_per_month, 1_200);
}

#[test]
fn a_plan_that_does_not_fit_says_why_and_is_not_the_cheapest() {
    let answer = answer(&[], 1_000);
    let free = answer.fare("free").unwrap();
    assert_eq!(free.fit, Fit::No);
    // 40 messages over 8 hours are 25 in 5 hours.
    let Obstacle::Cap { messages, hours, sent, seats, .. } = free.obstacles[0] else {
        panic!("{:?}", free.obstacles);
    };
    // Nobody buys several accounts for one person, so no seats are proposed.
    assert_eq!((messages, hours, sent, seats), (10, 5, 25, None));
    assert_eq!(free.break_even.unwrap().messages, 0);
}

#[test]
fn another_model_of_the_plan_may_carry_what_the_first_cannot() {
    assert_eq!(answer(&[], 3_000).fare("plus").unwrap().fit, Fit::Yes);
    let too_long = answer(&[], 9_500);
    let plus = too_long.fare("plus").unwrap();
    assert_eq!(plus.fit, Fit::No);
    // The widest window is the one to tell of.
    assert!(matches!(plus.obstacles[0], Obstacle::Window { window: 9_000, turn: 1, .. }));
    assert_eq!(plus.capacity, Some(0));
}

#[test]
fn limits_that_nobody_published_are_unknown_and_seats_are_paid_for() {
    let answer = answer(&[], 10);
    let team = answer.fare("team").unwrap();
    assert_eq!(team.fit, Fit::Unknown);
    assert_eq!(team.per_month.unwrap().to_string(), "50");
}

#[test]
fn a_text_larger_than_the_window_overflows() {
    let answer = answer(&[("turns", "5")], 3_000);
    let api = answer.fare("api").unwrap();
    assert!(matches!(api.obstacles[0], Obstacle::Window { turn: 4, .. }), "{:?}", api.obstacles);
}

#[test]
fn nothing_is_sold_before_its_day() {
    let answer = answer(&[("on", "2024-01-01")], 10);
    let api = answer.fare("api").unwrap();
    assert_eq!((api.per_message, api.fit), (None, Fit::No));
    assert!(answer.fare("plus").unwrap().break_even.is_none());
    assert_eq!(answer.fare("free").unwrap().per_month, None);
}

#[test]
fn estimates_say_so_and_give_their_range() {
    let answer = answer(&[("model", "guessed")], 1_000);
    assert_eq!(answer.tokens.message, 1_200);
    assert!(matches!(answer.tokens.basis, Basis::Estimate { low: 1_000, high: 1_400, .. }));
}

#[test]
fn empty_text_and_no_messages_are_no_trouble() {
    let answer =
        answer(&[("messages-per-day", "0"), ("reply-tokens", "0"), ("overhead", "off")], 0);
    assert_eq!(answer.fare("api").unwrap().per_month, None);
    let plus = answer.fare("plus").unwrap();
    assert_eq!((plus.per_message, plus.break_even), (None, None));
}

#[test]
fn the_largest_scenario_does_not_overflow() {
    let huge = [
        ("messages-per-day", "10000000"),
        ("reply-tokens", "10000000"),
        ("system-tokens", "10000000"),
        ("turns", "1000"),
        ("days-per-month", "31"),
    ];
    let answer = answer(&huge, u64::from(u32::MAX));
    let api = answer.fare("api").unwrap();
    assert!(api.per_month.unwrap() > api.per_message.unwrap());
    assert_eq!(api.fit, Fit::No);
}

#[test]
fn unknown_names_are_errors() {
    let asked = |settings: &[(&str, &str)]| {
        report(&catalog(), &scenario(settings), &Counts::estimated(1)).unwrap_err()
    };
    let unknown = asked(&[("model", "another")]).to_string();
    assert_eq!(unknown, "no model is called `another`");
    assert_eq!(asked(&[("plans", "plus,nope")]), ReportError::UnknownPlan("nope".to_owned()));
}

#[test]
fn json_is_camel_case_with_exact_amounts() {
    let json = serde_json::to_value(answer(&[], 1_000)).unwrap();
    assert_eq!(json["fares"][0]["perMessage"], "0.0070175");
    assert_eq!(json["fares"][0]["bill"]["items"][0]["rate"], "2.5");
    assert_eq!(json["fares"][0]["provenance"]["ageDays"], 0);
    assert_eq!(json["fares"][1]["provenance"]["stale"], true);
    assert_eq!(json["fares"][1]["obstacles"][0]["kind"], "cap");
    assert_eq!(json["tokens"]["basis"]["kind"], "exact");
    assert_eq!(json["scenario"]["messagesPerDay"], 40);
}

#[test]
fn every_model_is_compared_cheapest_first_with_what_does_not_fit_last() {
    let all = answer(&[("compare", "on")], 9_800).what_if;
    let found: Vec<_> = all.iter().map(|what| (what.model.as_str(), what.fit)).collect();
    // 9,807 + 300 tokens are more than the window of gpt-5.4; of the other no window is known.
    assert_eq!(found, [("guessed", Fit::Yes), ("gpt-5.4", Fit::No)]);
    assert!(answer(&[], 10).what_if.is_empty());
}

#[test]
fn the_recommendation_is_a_sentence_with_its_numbers() {
    let recommendation = answer(&[("plans", "plus")], 1_000).recommendation;
    assert_eq!(
        recommendation.sentence,
        "gpt-5.4 API is cheapest for 40 messages a day: $8.42 a month; Plus would be $20.00."
    );
    assert_eq!(
        recommendation.reservations,
        [
            "The API needs a program or an app that takes your key.",
            "Plus ($20.00) pays off from 2851 messages a month, 96 a day; you send 40.",
        ]
    );
    assert_eq!(recommendation.instead_of.as_deref(), Some("plus"));
    let nothing = [("plans", "free"), ("on", "2025-06-01")];
    let recommendation = answer(&nothing, 10).recommendation;
    assert_eq!((recommendation.fare, recommendation.cheaper_but.as_deref()), (None, Some("free")));
    assert_eq!(
        recommendation.sentence,
        "None of these can carry this text as it stands. The table says why."
    );
    let early = answer(&[("plans", "plus"), ("on", "2020-01-01")], 10).recommendation;
    assert_eq!(early.sentence, "No price is known on 2020-01-01.");
}

#[test]
fn any_two_fares_that_meet_are_listed() {
    let answer = answer(&[("plans", "plus,team")], 1_000);
    let meets = |fare: &str, against: &str| {
        let mut found = answer.break_evens.iter();
        let found = found.find(|meets| meets.fare == fare && meets.against == against);
        found.map(|meets| meets.messages)
    };
    assert_eq!(meets("plus", "api"), Some(2_851));
    assert_eq!(meets("team", "api"), Some(7_126));
    assert_eq!((meets("api", "plus"), meets("team", "plus")), (None, None));
}

#[test]
fn needs_rule_out_and_leave_open() {
    let mut catalog = catalog();
    catalog.vendors[0].denies.push(crate::catalog::Need::Voice);
    let asked = scenario(&[("needs", "voice,private-data")]);
    let answer = report(&catalog, &asked, &Counts::exact("o200k_base", 10)).unwrap();
    let api = answer.fare("api").unwrap();
    let voice = Obstacle::Lacks { need: crate::catalog::Need::Voice, because: None };
    assert_eq!(api.obstacles, [voice]);
    assert_eq!(api.doubts, [Doubt::Need { need: crate::catalog::Need::PrivateData }]);
    assert_eq!(answer.fare("plus").unwrap().fit, Fit::Unknown);
}

#[test]
fn exports_hold_every_fare() {
    let answer = answer(&[], 1_000);
    let csv = answer.to_csv();
    assert_eq!(csv.lines().count(), 5);
    assert!(
        csv.contains("\r\napi,api,gpt-5.4 API,0.0070175,8.421,yes,,,price page,2026-11-08\r\n")
    );
    assert!(
        csv.contains("At 40 a day over 8 hours you would send 25 in 5 hours; small allows 10.")
    );
    let markdown = answer.to_markdown();
    assert!(
        markdown.contains("| Plus | $0.017 | $20.00 | 2851 | yes | 2026-11-01 |"),
        "{markdown}"
    );
    let explained = answer.explain();
    for line in [
        "input: 1007 tokens × $2.5 per million = $0.0025175",
        "output: 300 tokens × $15 per million = $0.0045",
        "messages: 1200 × $0.0070175 = $8.421",
        "seats: 2 × $25 = $50",
        "https://openai.com/api/pricing",
    ] {
        assert!(explained.contains(line), "{line}\n{explained}");
    }
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_disarmed() {
    let mut catalog = catalog();
    catalog.plans[1].name = "=1+1, \"x\"".to_owned();
    let asked = scenario(&[("plans", "plus")]);
    let answer = report(&catalog, &asked, &Counts::exact("o200k_base", 10)).unwrap();
    assert!(answer.to_csv().contains("plan,plus,\"'=1+1, \"\"x\"\"\","));
}

#[test]
fn many_texts_have_a_distribution_and_an_exact_sum() {
    let mut lengths = Distribution::default();
    assert_eq!(lengths.summary().p99, 0);
    for tokens in 1..=200 {
        lengths.add(tokens);
    }
    let summary = lengths.summary();
    assert_eq!((summary.texts, summary.total, summary.mean), (200, 20_100, 101));
    assert_eq!((summary.p50, summary.p90, summary.p99, summary.max), (100, 180, 198, 200));
    let counts = |tokens| Counts::exact("o200k_base", tokens);
    let (catalog, scenario) = (catalog(), scenario(&[]));
    let pricing = Pricing::new(&catalog, &scenario).unwrap();
    let cost = lengths.cost(&pricing, counts).unwrap();
    // (20,100 + 200 × 7) × 2.50 + 200 × 300 × 15, per million.
    assert_eq!(cost.to_string(), "0.95375");
}

#[test]
fn a_chart_shows_the_readers_volume_and_the_break_evens_near_it() {
    let answer = answer(&[("plans", "free,plus")], 1_000);
    let curves = Curves::of(&answer).unwrap();
    assert_eq!(curves.most, 4_000);
    let api = &curves.curves[0];
    assert_eq!((api.fare.as_str(), api.from, api.to), ("api", Usd::ZERO, curves.top));
    // 4,000 × 0.0070175.
    assert_eq!(curves.top.to_string(), "28.07");
    let plus = curves.curves.iter().find(|curve| curve.fare == "plus").unwrap();
    assert!(plus.in_sight && plus.from == plus.to && plus.to == Usd::from_dollars(20));
    // The free plan's cap is too small, so it meets nothing.
    let met: Vec<_> = curves.crossings.iter().map(|crossing| crossing.messages).collect();
    assert_eq!(met, [2_851]);
}

#[test]
fn a_chart_of_flat_prices_alone_has_room_above_them() {
    let answer = answer(&[("plans", "plus"), ("on", "2026-01-01")], 1_000);
    let curves = Curves::of(&answer).unwrap();
    assert_eq!(curves.top, Usd::from_dollars(25));
    assert!(answer.fare("api").unwrap().line().is_none());
    assert!(curves.crossings.is_empty());
}

#[test]
fn a_chart_has_a_right_end_whatever_the_volume() {
    for volume in ["0", "1", "10000000"] {
        let answer = answer(&[("messages-per-day", volume)], 1_000);
        let curves = Curves::of(&answer).unwrap();
        assert!(curves.most > answer.messages_per_month, "{volume}");
        assert!(curves.top > Usd::ZERO, "{volume}");
    }
}

#[test]
fn the_cheapest_is_overtaken_by_the_first_that_fits() {
    let messages = |settings| answer(settings, 1_000).overtaken().map(|crossing| crossing.messages);
    assert_eq!(messages(&[]), Some(2_851));
    // 4,500 messages: now it is the plan that is cheapest, and nothing overtakes it.
    assert_eq!(messages(&[("messages-per-day", "150"), ("plans", "plus")]), None);
}

#[test]
fn ticks_are_one_two_or_five() {
    for (most, step) in [(0, 1), (5, 1), (6, 2), (999, 200), (1_000, 200), (1_200, 500), (30, 10)] {
        assert_eq!(tick(most, 5), step, "{most}");
    }
    assert!(u128::MAX / tick(u128::MAX, 5) <= 5);
}

#[test]
fn a_snowball_grows_with_every_turn_and_a_cache_slows_it() {
    let settings = [("system-tokens", "2000"), ("turns", "3")];
    let counts = Counts::exact("o200k_base", 1_000);
    let ball = |turns| {
        let on = "2026-11-22".parse().unwrap();
        snowball(&catalog(), &scenario(&settings), &counts, on, turns).unwrap()
    };
    assert_eq!(ball(1).turns.len(), 3);
    let ball = ball(10);
    assert_eq!(ball.turns.len(), 10);
    assert!(ball.turns.windows(2).all(|pair| pair[0].naive < pair[1].naive));
    assert_eq!(ball.naive, ball.turns.iter().map(|turn| turn.naive).sum());
    assert_eq!(ball.cached, ball.turns.iter().map(|turn| turn.cached).sum());
    assert_eq!(ball.alone, ball.turns[0].naive * 10);
    assert!(ball.alone < ball.naive && ball.cached <= ball.naive);
    // 2,004 of the beginning + 1,007.
    assert_eq!(ball.turns[0].input, 3_011);
}

#[test]
fn html_is_escaped_and_has_headers() {
    let mut catalog = catalog();
    catalog.plans[1].name = "<b onload=\"x\">&'".to_owned();
    let asked = scenario(&[("plans", "plus"), ("compare", "on")]);
    let html = report(&catalog, &asked, &Counts::exact("o200k_base", 10)).unwrap().to_html();
    assert!(
        html.contains("<th scope=\"row\">&lt;b onload=&quot;x&quot;&gt;&amp;&#39;</th>"),
        "{html}"
    );
    assert!(html.contains("<th scope=\"col\">A month</th>"), "{html}");
    assert!(html.contains("<time datetime=\"2026-11-01\">2026-11-01</time>"), "{html}");
    assert!(html.contains("<th scope=\"row\">guessed</th>"), "{html}");
    assert_eq!(html.matches("<table>").count(), 2);
}

#[test]
fn a_cheaper_plan_is_passed_over_with_its_reason() {
    // Team's limits are not published, so it is not known whether it fits; Plus is too small.
    let recommended = answer(&[("plans", "team"), ("turns", "60"), ("history", "none")], 9_600);
    let sentence = &recommended.recommendation.sentence;
    assert_eq!(recommended.recommendation.cheaper_but, None, "{sentence}");
    let dear = answer(&[("plans", "team"), ("messages-per-day", "400")], 9_600);
    let said = &dear.recommendation.reservations;
    assert_eq!(dear.recommendation.fare.as_deref(), Some("api"), "{said:?}");
    assert_eq!(dear.recommendation.cheaper_but.as_deref(), Some("team"));
    let passed = "Team ($50.00) may not do: Its limits are not published.";
    assert_eq!(said.last().map(String::as_str), Some(passed));
    // The API can't hold such a text, so what nobody publishes is all that is left, and that is said.
    let unsure = answer(&[("plans", "team"), ("messages-per-day", "400")], 9_800);
    let said = &unsure.recommendation;
    assert_eq!(said.fare.as_deref(), Some("team"), "{}", said.sentence);
    assert_eq!(said.reservations[0], "Team: Its limits are not published.");
}

/// A limit is advice: what is dearer doesn't win because of it.
#[test]
fn a_monthly_limit_is_advice_and_rules_nothing_out() {
    let limited = answer(&[("plans", "plus"), ("monthly-limit", "5")], 1_000);
    assert_eq!(limited.fare("api").unwrap().fit, Fit::Yes);
    assert_eq!(limited.cheapest.as_deref(), Some("api"));
    // 5 USD pay for 712 messages at 0.0070175: 17 days of 40, and the 18th is begun.
    assert_eq!(
        limited.recommendation.reservations[0],
        "Your limit of $5.00 would stop the API on day 18 of the month; $8.42 would carry it."
    );
}

#[test]
fn without_a_text_or_a_message_there_is_no_verdict() {
    let empty = answer(&[], 0);
    let api = empty.fare("api").unwrap();
    assert_eq!((api.per_message, api.per_month, empty.cheapest.as_deref()), (None, None, None));
    assert_eq!(empty.recommendation.verdict, Verdict::NoText);
    assert_eq!(empty.recommendation.sentence, "Paste a text to see what it costs.");
    let idle = answer(&[("messages-per-day", "0")], 10);
    assert_eq!(idle.recommendation.verdict, Verdict::NoMessages);
    assert_eq!((idle.cheapest, idle.recommendation.fare), (None, None));
}

/// The catalog with a model class, and plans of which it is known what answers.
fn classes() -> Catalog {
    let mut catalog = catalog();
    catalog.models[0].class = Some(Class::Flagship);
    for (plan, class) in [(0, Class::Small), (1, Class::Flagship)] {
        for allowance in &mut catalog.plans[plan].terms[0].allowances {
            allowance.class = Some(class);
        }
    }
    let free = &mut catalog.plans[0].terms[0];
    (free.allowances[0].cap, free.allowances[0].unlimited, free.ads) = (None, true, true);
    catalog
}

fn classed(settings: &[(&str, &str)]) -> Report {
    report(&classes(), &scenario(settings), &Counts::exact("o200k_base", 1_000)).unwrap()
}

#[test]
fn what_gives_less_is_named_beside_the_winner_with_what_it_lacks() {
    let answer = classed(&[]);
    let free = answer.fare("free").unwrap();
    let smaller = Lack::SmallerModel { model: "small".to_owned() };
    assert_eq!((free.fit, &free.lacks[..]), (Fit::Yes, &[smaller, Lack::Ads][..]));
    assert_eq!(answer.cheapest.as_deref(), Some("api"));
    assert_eq!(answer.recommendation.beside, ["free"]);
    let said = answer.recommendation.reservations.last().unwrap();
    assert_eq!(said, "Free would be $0, but it answers with a smaller model (small), shows ads.");
    // Who asks for a small model gets like with like, and it is free.
    let mut catalog = classes();
    catalog.models[0].class = Some(Class::Small);
    let small = report(&catalog, &scenario(&[]), &Counts::exact("o200k_base", 1_000)).unwrap();
    assert_eq!(small.cheapest.as_deref(), Some("free"));
    let said = &small.recommendation.sentence;
    assert_eq!(said, "Free is enough for 40 messages a day and costs nothing.");
}

#[test]
fn the_plan_that_is_paid_for_is_kept_changed_or_added_to() {
    let said = |settings: &[(&str, &str)]| {
        let mut all = vec![("plans", ""), ("pays-for", "plus")];
        all.extend(settings);
        let given = classed(&all).recommendation;
        let change = given.change.unwrap();
        (change.kind, change.difference.to_string(), given.sentence)
    };
    let (kind, difference, sentence) = said(&[]);
    assert_eq!((kind, difference.as_str()), (ChangeKind::Change, "-11.579"));
    assert_eq!(
        sentence,
        "Change from Plus to gpt-5.4 API: $8.42 a month in place of $20.00, $11.58 less."
    );
    let (kind, difference, sentence) = said(&[("messages-per-day", "150")]);
    assert_eq!((kind, difference.as_str()), (ChangeKind::Keep, "0"));
    assert_eq!(sentence, "Keep Plus: at $20.00 a month nothing that gives as much is cheaper.");
    // 854 a day are within its caps; the other 60,000 − 25,620 a month cost 0.0070175 each.
    let (kind, difference, sentence) = said(&[("messages-per-day", "2000")]);
    assert_eq!((kind, difference.as_str()), (ChangeKind::Add, "241.26165"), "{sentence}");
}

#[test]
fn the_models_of_a_plan_add_up() {
    let plus = |daily: &str| {
        let answer = answer(&[("messages-per-day", daily), ("plans", "plus")], 1_000);
        let plus = answer.fare("plus").unwrap();
        (plus.fit, plus.capacity)
    };
    // 160 in 3 of 8 hours are 426 a day; 3,000 in 7 days are 428.
    assert_eq!(plus("854"), (Fit::Yes, Some(854 * 30)));
    assert_eq!(plus("855"), (Fit::No, Some(854 * 30)));
}

#[test]
fn a_tier_is_a_job_for_the_api_and_says_so() {
    let batch = answer(&[("tier", "batch"), ("plans", "plus")], 1_000);
    let mut catalog = catalog();
    catalog.plans[1].terms[0].denies = vec![crate::catalog::Need::ApiAccess];
    let asked = scenario(&[("tier", "batch"), ("plans", "plus")]);
    let denied = report(&catalog, &asked, &Counts::exact("o200k_base", 1_000)).unwrap();
    let plus = denied.fare("plus").unwrap();
    assert_eq!(plus.fit, Fit::No);
    assert_eq!(
        plus.obstacles[0].to_string(),
        "It gives no API key. A service tier (batch) belongs to the API."
    );
    // Where nobody says whether a plan gives keys, that is a doubt.
    assert_eq!(batch.fare("plus").unwrap().fit, Fit::Unknown);
}

#[test]
fn reasoning_needs_a_model_that_reasons() {
    let mut catalog = catalog();
    let asked = scenario(&[("reasoning-tokens", "500"), ("plans", "plus")]);
    let plus = |catalog: &Catalog| {
        let answer = report(catalog, &asked, &Counts::exact("o200k_base", 1_000)).unwrap();
        answer.fare("plus").unwrap().clone()
    };
    assert_eq!(plus(&catalog).doubts, [Doubt::Reasoning]);
    for allowance in &mut catalog.plans[1].terms[0].allowances {
        allowance.reasons = Some(false);
    }
    assert_eq!(plus(&catalog).obstacles[0], Obstacle::NoReasoning { tokens: 500 });
    catalog.plans[1].terms[0].allowances[1].reasons = Some(true);
    // Only the one that reasons carries them: 428 a day.
    assert_eq!((plus(&catalog).fit, plus(&catalog).capacity), (Fit::Yes, Some(428 * 30)));
}

#[test]
fn a_model_that_always_reasons_has_an_assumed_length_unless_one_is_set() {
    let mut catalog = catalog();
    let basis = "A guess.".to_owned();
    catalog.models[0].reasoning =
        Some(crate::catalog::Reasoning { always: true, tokens: 700, basis });
    let reasoning = |settings: &[(&str, &str)]| {
        let counts = Counts::exact("o200k_base", 10);
        report(&catalog, &scenario(settings), &counts).unwrap().tokens.reasoning
    };
    assert_eq!(reasoning(&[]), 700);
    assert_eq!(reasoning(&[("reasoning-tokens", "0")]), 0);
    assert_eq!(reasoning(&[("model", "guessed")]), 0);
}

#[test]
fn a_region_without_a_known_price_is_a_doubt() {
    let api = answer(&[("regional", "on")], 1_000).fare("api").unwrap().clone();
    assert_eq!((api.fit, &api.doubts[..]), (Fit::Unknown, &[Doubt::Region][..]));
    assert!(api.per_month.is_some());
}

#[test]
fn use_that_is_included_is_taken_off_and_what_goes_beyond_is_billed() {
    let mut catalog = catalog();
    let terms = &mut catalog.plans[1].terms[0];
    terms.allowances.clear();
    terms.included_use = Some(Usd::from_dollars(5));
    terms.overage = Some(crate::catalog::Overage::ApiRates);
    let counts = Counts::exact("o200k_base", 1_000);
    let plus = |catalog: &Catalog| {
        let asked = scenario(&[("plans", "plus")]);
        report(catalog, &asked, &counts).unwrap().fare("plus").unwrap().clone()
    };
    // 20, and what 8.421 of use is beyond 5.
    assert_eq!(plus(&catalog).per_month.unwrap().to_string(), "23.421");
    catalog.plans[1].terms[0].overage = Some(crate::catalog::Overage::Stops);
    let stops = plus(&catalog);
    assert_eq!(
        (stops.per_month.unwrap().to_string(), stops.capacity),
        ("20".to_owned(), Some(712))
    );
    assert!(matches!(stops.obstacles[0], Obstacle::Use { .. }));
}

#[test]
fn an_amount_is_only_relabelled_with_a_rate() {
    let mut asked = scenario(&[("currency", "EUR")]);
    assert!(asked.check_currency().unwrap_err().to_string().contains("to show EUR"));
    assert_eq!(asked.shown(Usd::from_dollars(20)).to_string(), "$20.00");
    asked.set("rate", "0.92").unwrap();
    assert_eq!(asked.check_currency(), Ok(()));
    let answer = report(&catalog(), &asked, &Counts::exact("o200k_base", 1_000)).unwrap();
    let explained = answer.explain();
    assert!(explained.contains("1 USD = 0.92 EUR, as given without its day"), "{explained}");
    assert!(explained.contains("Plus: $20 × 0.92 = €18.40 a month"), "{explained}");
    asked.set("rate-on", "2026-11-20").unwrap();
    let answer = report(&catalog(), &asked, &Counts::exact("o200k_base", 1_000)).unwrap();
    assert!(answer.explain().contains("1 USD = 0.92 EUR, as given for 2026-11-20"));
    asked.set("currency", "usd").unwrap();
    // Dollars are never anything else.
    assert_eq!(asked.shown(Usd::from_dollars(20)).to_string(), "$20.00");
    assert!(asked.set("currency", "Euro").unwrap_err().to_string().contains("three letters"));
    assert!(asked.check_currency().unwrap_err().to_string().contains("`currency`"));
}

#[test]
fn overhead_that_nobody_knows_is_said_to_be_unknown() {
    assert_eq!(answer(&[("model", "guessed")], 10).tokens.overhead_basis, OverheadBasis::Unknown);
    let explained = answer(&[("model", "guessed")], 10).explain();
    assert!(explained.contains("is not published for this model; none is counted"), "{explained}");
    assert_eq!(answer(&[], 10).tokens.overhead_basis, OverheadBasis::Assumed);
    assert_eq!(answer(&[("overhead", "off")], 10).tokens.overhead_basis, OverheadBasis::Off);
}

#[test]
fn a_host_that_is_dearer_by_the_message_never_pays_off() {
    let on_demand = [("hosting", "on-demand"), ("gpu-price", "1000"), ("plans", "")];
    let dearer = answer(&on_demand, 1_000);
    let host = dearer.fare("self-hosting").unwrap();
    assert_eq!((host.break_even, host.break_even_beyond), (None, None));
    let always =
        [("hosting", "always-on"), ("gpu-price", "2"), ("output-speed", "1"), ("plans", "")];
    let slow = answer(&always, 1_000);
    let host = slow.fare("self-hosting").unwrap();
    // 30 days of seconds, of which a message takes 300 to write and a tenth of one to read.
    assert_eq!(host.capacity, Some(30 * 86_400 * 10_000 / (300 * 10_000 + 1_007)));
    assert!(host.break_even_beyond > host.capacity, "{host:?}");
}

/// What a page hands over as JSON is taken along as the tables of the report itself.
#[test]
fn a_report_that_was_read_back_writes_the_same_tables() {
    let settings = [
        ("plans", "all"),
        ("turns", "5"),
        ("hosting", "on-demand"),
        ("monthly-limit", "1"),
        ("credit", "5"),
        ("compare", "on"),
        ("needs", "voice"),
        ("currency", "EUR"),
        ("rate", "0.92"),
    ];
    let written = answer(&settings, 9_600);
    let json = serde_json::to_string(&written).unwrap();
    let read: Report = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
    assert_eq!(read.to_csv(), written.to_csv());
    assert_eq!(read.to_markdown(), written.to_markdown());
}

#[test]
fn the_past_has_each_price_that_differs() {
    let mut catalog = catalog();
    let mut cards = vec![catalog.models[0].cards[0].clone(); 3];
    cards[1].from = "2026-06-01".parse().unwrap();
    cards[2].from = "2026-09-01".parse().unwrap();
    cards[2].prices.output = "10".parse().unwrap();
    catalog.models[0].cards = cards;
    let report = report(&catalog, &scenario(&[]), &Counts::exact("o200k_base", 1_000)).unwrap();
    let past: Vec<_> =
        report.past.iter().map(|p| (p.from.to_string(), p.per_message.to_string())).collect();
    let own = |from: &str, price: &str| (from.to_owned(), price.to_owned());
    assert_eq!(past, [own("2026-03-05", "0.0070175"), own("2026-09-01", "0.0055175")]);
    assert!(report.explain().contains("from 2026-09-01: $0.0055175 a message"));
}
