//! What the articles say from which the idea comes, asked of the program as a reader would.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What `tokenfare cost` prints for a text.
fn cost(flags: &str, text: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tokenfare"))
        .arg("cost")
        .args(flags.split_whitespace())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{flags}");
    String::from_utf8(output.stdout).unwrap()
}

fn report(flags: &str, text: &str) -> Value {
    serde_json::from_str(&cost(&format!("--json {flags}"), text)).unwrap()
}

fn fare<'a>(report: &'a Value, id: &str) -> &'a Value {
    let fares = report["fares"].as_array().unwrap();
    fares.iter().find(|fare| fare["id"] == id).unwrap()
}

/// About 200 tokens of plain English.
fn prose() -> String {
    "Please read this letter and tell me in a few words what its writer wants from us. ".repeat(11)
}

const TODAY: &str = "--model gpt-5.4 --on 2026-07-01 --plans chatgpt-plus";
const SPRING_2023: &str = "--on 2023-05-01 --plans chatgpt-plus,chatgpt-free";

#[test]
fn plus_is_twenty_dollars_whatever_the_volume_within_caps_and_a_bill_of_its_own() {
    for daily in ["1", "400"] {
        let report = report(&format!("{TODAY} --messages-per-day {daily}"), "hello");
        assert_eq!(fare(&report, "chatgpt-plus")["perMonth"], "20");
        assert_eq!(fare(&report, "chatgpt-plus")["fit"], "yes");
    }
    let explained = cost(&format!("{TODAY} --explain"), "hello");
    let said = "no API credit or key comes with it: the API is billed by itself, after the month";
    assert!(explained.contains(said), "{explained}");
    // Its two models add up: 160 in 3 of 8 hours, and 3,000 a week.
    assert!(explained.contains("carries at most 25620 messages a month"), "{explained}");
}

#[test]
fn the_api_bills_input_and_output_apart_at_about_two_fifty_and_fifteen() {
    let explained = cost(&format!("{TODAY} --explain --overhead off"), &prose());
    assert!(explained.contains("tokens × $2.5 per million"), "{explained}");
    assert!(explained.contains("output: 300 tokens × $15 per million"), "{explained}");
}

#[test]
fn the_rule_of_four_characters_is_set_beside_the_count() {
    let explained = cost(&format!("{TODAY} --explain"), &"的".repeat(400));
    assert!(explained.contains("(four characters a token would say 100)"), "{explained}");
    let report = report(TODAY, &"的".repeat(400));
    assert!(report["tokens"]["message"].as_u64().unwrap() > 150, "{}", report["tokens"]);
    let explained = cost(&format!("{TODAY} --explain"), &prose());
    assert!(explained.contains("(four characters a token would say 226)"), "{explained}");
}

#[test]
fn light_programmatic_use_costs_pennies() {
    let flags = "--on 2026-07-01 --plans chatgpt-plus --model gpt-4o-mini --messages-per-day 20 --reply-tokens 100";
    let report = report(flags, &prose());
    let month: f64 = fare(&report, "api")["perMonth"].as_str().unwrap().parse().unwrap();
    assert!(month > 0.01 && month < 1.0, "{month}");
    assert_eq!(report["cheapest"], "api");
}

#[test]
fn long_daily_chats_are_cheaper_on_the_plan_from_a_volume_on() {
    let flags = format!("{TODAY} --turns 20 --reply-tokens 500 --messages-per-day 100");
    let report = report(&flags, &prose());
    assert_eq!(report["cheapest"], "chatgpt-plus");
    let threshold = fare(&report, "chatgpt-plus")["breakEven"]["messages"].as_u64().unwrap();
    assert!(threshold < 3_000, "{threshold}");
    assert_eq!(fare(&report, "chatgpt-plus")["breakEven"]["reached"], true);
}

/// A bot that sends its whole history again burns a credit of five dollars in three days.
#[test]
fn a_naive_bot_burns_its_test_credit_in_three_days_and_caching_is_the_cure() {
    let bot = "--model gpt-4 --turns 12 --messages-per-day 30 --reply-tokens 150";
    let burnt = report(&format!("{SPRING_2023} {bot} --credit 5"), &prose());
    assert_eq!(burnt["credit"]["day"], 3, "{}", burnt["credit"]);
    assert_eq!(burnt["credits"][0]["id"], "openai-trial-5");
    assert_eq!(burnt["credits"][0]["validDays"], 90);
    let alone = report(&format!("{SPRING_2023} {bot} --credit 5 --history none"), &prose());
    assert!(alone["credit"]["day"].as_u64() > Some(6), "{}", alone["credit"]);
    let month = |caching| -> f64 {
        let flags = "--turns 20 --system-tokens 3000 --messages-per-day 480 --caching";
        let report = report(&format!("{TODAY} {flags} {caching}"), &prose());
        fare(&report, "api")["perMonth"].as_str().unwrap().parse().unwrap()
    };
    assert!(month("on") < 0.5 * month("off"), "{} {}", month("on"), month("off"));
}

#[test]
fn a_smaller_model_is_found_where_it_suffices() {
    let compared = report(&format!("{TODAY} --compare"), &prose());
    let models = compared["whatIf"].as_array().unwrap();
    let at = |id| models.iter().position(|model| model["model"] == id).unwrap();
    assert!(at("gpt-5.4-mini") < at("gpt-5.4"));
}

#[test]
fn needs_tell_the_app_from_the_api() {
    for need in ["system-prompt", "temperature", "structured-output", "fine-tuning", "automation"] {
        let report = report(&format!("{TODAY} --needs {need}"), "hello");
        let plus = fare(&report, "chatgpt-plus");
        assert_eq!(plus["obstacles"][0]["need"], need, "{plus}");
        assert_eq!(fare(&report, "api")["fit"], "yes", "{need}");
    }
    for need in ["voice", "images"] {
        let report = report(&format!("{TODAY} --needs {need}"), "hello");
        assert_eq!(fare(&report, "chatgpt-plus")["fit"], "yes", "{need}");
        assert_ne!(fare(&report, "api")["fit"], "yes", "{need}");
    }
    let private = report(&format!("{TODAY} --needs private-data"), "hello");
    assert_eq!(fare(&private, "api")["fit"], "yes");
    assert_eq!(fare(&private, "chatgpt-plus")["fit"], "no");
}

#[test]
fn teams_that_want_both_are_recommended_both() {
    let flags = "--messages-per-day 100 --automation-share 20 --turns 10 --reply-tokens 600";
    let both = report(&format!("{TODAY} {flags}"), &prose());
    assert_eq!(both["recommendation"]["fare"], "hybrid", "{}", both["recommendation"]);
    let sentence = both["recommendation"]["sentence"].as_str().unwrap();
    assert!(
        sentence.starts_with("ChatGPT Plus + GPT-5.4 API is cheapest for 100 messages a day: $"),
        "{sentence}"
    );
}

#[test]
fn in_spring_2023_free_was_gpt_3_5_and_plus_gpt_4_within_25_messages_in_3_hours() {
    let at =
        |daily| report(&format!("{SPRING_2023} --model gpt-4 --messages-per-day {daily}"), "hi");
    assert_eq!(fare(&at(60), "chatgpt-plus")["fit"], "yes");
    let plus = &at(200)["fares"][1]["obstacles"][0];
    assert_eq!((&plus["messages"], &plus["hours"]), (&25.into(), &3.into()));
    let said = cost(&format!("{SPRING_2023} --model gpt-4 --messages-per-day 200"), "hi");
    assert!(said.contains("you would send 75 in 3 hours; GPT-4 allows 25"), "{said}");
    let voice = report(&format!("{SPRING_2023} --needs voice"), "hi");
    assert_eq!(fare(&voice, "chatgpt-plus")["fit"], "no");
}

#[test]
fn a_machine_of_ones_own_is_compared() {
    let flags = "--hosting always-on --gpu-price 2.50 --setup-cost 1200 --setup-months 12";
    let report = report(&format!("{TODAY} {flags}"), &prose());
    // 30 × 24 × 2.50 and 1,200 / 12.
    assert_eq!(fare(&report, "self-hosting")["perMonth"], "1900");
    assert!(fare(&report, "self-hosting")["capacity"].as_u64() > Some(1_000_000));
}

#[test]
fn the_120_dollars_are_a_limit_and_not_a_gift_and_begin_anew_on_the_first() {
    let flags = "--model gpt-4 --messages-per-day 200 --reply-tokens 500 --monthly-limit 120";
    let explained = cost(&format!("{SPRING_2023} {flags} --explain"), &prose());
    assert!(explained.contains("OpenAI default monthly limit of $120: pays for"), "{explained}");
    let said =
        "no gift: what is used up to it is billed after the month, and it begins anew on the first";
    assert!(explained.contains(said), "{explained}");
    let report = report(&format!("{SPRING_2023} {flags}"), &prose());
    let (alert, limit) = (&report["alert"]["day"], &report["monthlyLimit"]["day"]);
    assert!(alert.as_u64() < limit.as_u64() && alert.as_u64() > Some(1), "{alert} {limit}");
    // A limit is advice: it says what would carry the month, and rules nothing out.
    assert_eq!(fare(&report, "api")["fit"], "yes");
    let notice = &report["recommendation"]["notices"][0];
    assert_eq!(notice["kind"], "limit", "{notice}");
    assert_eq!(notice["needed"], fare(&report, "api")["perMonth"]);
}

#[test]
fn the_answer_is_said_in_the_readers_language() {
    let chinese = cost(&format!("{TODAY} --lang zh-CN"), "hello");
    assert!(chinese.contains("每天 40 条消息，GPT-5.4 API 最便宜"), "{chinese}");
    let arabic = cost(&format!("{TODAY} --lang ar"), "hello");
    assert!(arabic.contains("في اليوم"), "{arabic}");
    let english = cost(TODAY, "hello");
    assert!(english.contains("GPT-5.4 API is cheapest for 40 messages a day"), "{english}");
}
