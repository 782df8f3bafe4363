use proptest::prelude::*;

use super::bill::Rates;
use super::caching::Policy;
use super::*;
use crate::catalog::{
    Caching, Confidence, Date, Matching, Overhead, Prices, RateCard, Tier, Tiers,
};
use crate::money::{Factor, Rate, Usd};
use crate::scenario::{History, Retention, Scenario};

fn rate(text: &str) -> Rate {
    text.parse().unwrap()
}

fn card(prices: Prices) -> RateCard {
    RateCard {
        from: Date::from_days(0),
        prices,
        long: Vec::new(),
        tiers: Tiers::default(),
        regional: None,
        peak: None,
        source: String::new(),
        checked: Date::from_days(0),
        confidence: Confidence::High,
        note: None,
        editor_note: None,
    }
}

fn simple_card() -> RateCard {
    card(Prices { input: rate("2.50"), output: rate("15"), ..Prices::default() })
}

const OVERHEAD: Overhead = Overhead { message: 4, request: 3, documented: true, function: None };

/// A turn of one message and one reply.
fn turn(message: u64, reply: u64, reasoning: u64) -> Turn {
    Turn { opens: None, message, messages: 1, reply, replies: 1, reasoning }
}

/// Turns that are all alike after a fixed beginning of `system` tokens.
fn alike(system: u64, turn: Turn, turns: usize, overhead: Overhead) -> Conversation {
    let mut turns = vec![turn; turns];
    let beginning = if system == 0 { 0 } else { system + overhead.message };
    turns[0].opens = Some(beginning);
    Conversation { turns, history: History::Full, window: 0, overhead }
}

fn conversation(system: u64, turns: usize, history: History, window: u64) -> Conversation {
    let full = alike(system, turn(1_000, 300, 50), turns, OVERHEAD);
    Conversation { history, window, ..full }
}

fn bill(card: &RateCard, conversation: &Conversation, caching: Option<Caching>) -> Bill {
    bill_of(card, conversation, caching, &Scenario::default()).unwrap()
}

fn bill_of(
    card: &RateCard,
    conversation: &Conversation,
    caching: Option<Caching>,
    scenario: &Scenario,
) -> Option<Bill> {
    Bill::of(
        conversation,
        Rates { card, scenario, caching: caching.map(Policy::by), warm: true, factor: Factor::ONE },
    )
}

#[test]
fn one_message_is_input_and_output() {
    let bill = bill(&simple_card(), &conversation(0, 1, History::Full, 0), None);
    // (1,000 + 4 + 3) × 2.50 + (300 + 50) × 15, per million.
    assert_eq!(bill.total.to_string(), "0.0077675");
    assert_eq!(bill.items.len(), 2);
}

#[test]
fn requests_repeat_what_their_history_says() {
    let inputs = |conversation: Conversation| -> Vec<u64> {
        conversation.requests().map(|request| request.input).collect()
    };
    assert_eq!(inputs(conversation(0, 3, History::Full, 0)), [1_007, 2_315, 3_623]);
    assert_eq!(inputs(conversation(500, 3, History::None, 0)), [1_511, 1_511, 1_511]);
    assert_eq!(inputs(conversation(0, 4, History::Window, 1)), [1_007, 2_315, 2_315, 2_315]);
    assert_eq!(inputs(conversation(0, 3, History::Window, 0)), [1_007, 1_007, 1_007]);
}

#[test]
fn a_prefix_is_cached_while_it_stays_in_place() {
    let kept = |conversation: Conversation| -> Vec<(u64, u64)> {
        conversation.requests().map(|r| (r.repeated, r.worth_keeping)).collect()
    };
    // The last turn is worth keeping too: nobody knows that it is the last.
    assert_eq!(
        kept(conversation(500, 3, History::Full, 0)),
        [(504, 1_508), (1_508, 2_816), (2_816, 4_124)]
    );
    assert_eq!(
        kept(conversation(500, 4, History::Window, 1)),
        [(504, 1_508), (1_508, 504), (504, 504), (504, 504)]
    );
    assert_eq!(kept(conversation(0, 2, History::None, 0)), [(0, 0), (0, 0)]);
    assert_eq!(kept(conversation(500, 1, History::Full, 0)), [(504, 504)]);
}

#[test]
fn a_sample_begins_each_conversation_anew() {
    let mut both = conversation(500, 2, History::Full, 0);
    both.turns.extend(conversation(100, 2, History::Full, 0).turns);
    let inputs: Vec<_> = both.requests().map(|r| (r.opens, r.input, r.repeated)).collect();
    assert_eq!(
        inputs,
        [(true, 1_511, 504), (false, 2_819, 1_508), (true, 1_111, 104), (false, 2_419, 1_108)]
    );
    assert_eq!((both.count(), both.beginning()), (2, 504));
}

#[test]
fn cached_input_is_read_in_whole_steps_from_the_minimum_on() {
    let prices = Prices {
        input: rate("2.50"),
        cached: Some(rate("0.25")),
        output: rate("15"),
        ..Prices::default()
    };
    let rule = Caching {
        automatic: true,
        matching: Matching::Prefix,
        min: 1_024,
        step: 128,
        minutes: None,
        minutes_long: None,
    };
    let bill = bill(&card(prices), &conversation(0, 3, History::Full, 0), Some(rule));
    let tokens = |kind| -> u64 {
        bill.items.iter().filter(|item| item.kind == kind).map(|item| item.tokens).sum()
    };
    // Turn 2 repeats 1,004 (too short), turn 3 repeats 2,312 of which 18 × 128 are in whole steps.
    assert_eq!(tokens(ItemKind::CachedInput), 2_304);
    assert_eq!(tokens(ItemKind::Input), 1_007 + 2_315 + 3_623 - 2_304);
}

/// Cache reads a twentieth, writes a quarter more.
fn written_card() -> RateCard {
    card(Prices {
        input: rate("4"),
        cached: Some(rate("0.20")),
        write: Some(rate("5")),
        output: rate("20"),
        ..Prices::default()
    })
}

fn items(bill: &Bill) -> Vec<(ItemKind, u64)> {
    bill.items.iter().map(|item| (item.kind, item.tokens)).collect()
}

#[test]
fn a_cache_that_is_asked_keeps_what_a_conversation_would_repeat() {
    let rule = Caching {
        automatic: false,
        matching: Matching::Prefix,
        min: 512,
        step: 1,
        minutes: None,
        minutes_long: None,
    };
    let two = bill(&written_card(), &conversation(0, 2, History::Full, 0), Some(rule));
    assert_eq!(
        items(&two),
        [
            (ItemKind::Input, 3 + 3),
            (ItemKind::CachedInput, 1_004),
            (ItemKind::CacheWrite, 1_004 + 1_308),
            (ItemKind::Output, 700),
        ]
    );
    let one = bill(&written_card(), &conversation(600, 1, History::Full, 0), Some(rule));
    assert_eq!(
        items(&one),
        [(ItemKind::Input, 1_007), (ItemKind::CachedInput, 604), (ItemKind::Output, 350)]
    );
}

#[test]
fn a_cache_that_nobody_asks_writes_every_prompt() {
    let rule = Caching {
        automatic: true,
        matching: Matching::Prefix,
        min: 1_000,
        step: 1,
        minutes: None,
        minutes_long: None,
    };
    let one = bill(&written_card(), &conversation(0, 1, History::None, 0), Some(rule));
    assert_eq!(
        items(&one),
        [(ItemKind::Input, 3), (ItemKind::CacheWrite, 1_004), (ItemKind::Output, 350)]
    );
}

#[test]
fn a_cold_cache_writes_the_beginning_again() {
    let rule = Caching {
        automatic: false,
        matching: Matching::Prefix,
        min: 512,
        step: 1,
        minutes: None,
        minutes_long: None,
    };
    let (card, scenario) = (written_card(), Scenario::default());
    let conversation = conversation(600, 1, History::Full, 0);
    let rates = Rates {
        card: &card,
        scenario: &scenario,
        caching: Some(Policy::by(rule)),
        warm: false,
        factor: Factor::ONE,
    };
    let cold = Bill::of(&conversation, rates).unwrap();
    assert_eq!(
        items(&cold),
        [(ItemKind::Input, 1_007), (ItemKind::CacheWrite, 604), (ItemKind::Output, 350)]
    );
}

#[test]
fn a_cache_is_warm_while_conversations_follow_within_its_lifetime() {
    let warm = |daily: &str, hours: &str, minutes| {
        let mut scenario = Scenario::default();
        scenario.set("messages-per-day", daily).unwrap();
        scenario.set("active-hours", hours).unwrap();
        let rule = Caching {
            automatic: true,
            matching: Matching::Prefix,
            min: 0,
            step: 1,
            minutes,
            minutes_long: Some(600),
        };
        let hits = CacheHits::of(&scenario, rule, 2, 1);
        (hits.warm_messages, hits.cold_messages)
    };
    // 96 messages in 8 hours are 48 conversations, one every ten minutes.
    assert_eq!(warm("96", "8", Some(9)), (0, 96));
    assert_eq!(warm("96", "8", Some(10)), (94, 2));
    // The night of 16 hours and ten minutes more.
    assert_eq!(warm("96", "8", Some(16 * 60 + 9)), (94, 2));
    assert_eq!(warm("96", "8", Some(16 * 60 + 10)), (96, 0));
    assert_eq!(warm("96", "24", Some(30)), (96, 0));
    // Nothing published: five minutes.
    assert_eq!(warm("96", "8", None), (0, 96));
    assert_eq!(warm("192", "8", None), (190, 2));
    assert_eq!((warm("1", "8", Some(60)), warm("0", "8", Some(60))), ((0, 1), (0, 0)));
}

#[test]
fn the_whole_request_moves_to_the_long_context_price() {
    let mut card = simple_card();
    let prices = Prices { input: rate("5"), output: rate("22.50"), ..Prices::default() };
    card.long.push(crate::catalog::Long { above: 2_000, inclusive: false, prices });
    let bill = bill(&card, &conversation(0, 2, History::Full, 0), None);
    let found: Vec<_> = bill.items.iter().map(|item| (item.above, item.tokens)).collect();
    assert_eq!(found, [(None, 1_007), (None, 350), (Some(2_000), 2_315), (Some(2_000), 350)]);
}

#[test]
fn tiers_multiply_and_missing_ones_have_no_price() {
    let mut card = simple_card();
    card.tiers.batch = Some("0.5".parse().unwrap());
    let conversation = conversation(0, 1, History::Full, 0);
    let at = |tier| {
        let scenario = Scenario { tier, ..Scenario::default() };
        bill_of(&card, &conversation, None, &scenario).map(|bill| bill.total)
    };
    assert_eq!(at(Tier::Batch).map(|half| half * 2), at(Tier::Standard));
    assert_eq!(at(Tier::Flex), None);
}

#[test]
fn a_region_multiplies_and_a_longer_stay_in_the_cache_has_its_own_price() {
    let mut card = card(Prices {
        input: rate("4"),
        cached: Some(rate("0.40")),
        write: Some(rate("5")),
        write_long: Some(rate("10")),
        output: rate("20"),
    });
    card.regional = Some("1.1".parse().unwrap());
    let conversation = conversation(0, 2, History::Full, 0);
    let rule = Caching {
        automatic: true,
        matching: Matching::Prefix,
        min: 0,
        step: 1,
        minutes: None,
        minutes_long: None,
    };
    let scenario =
        Scenario { regional: true, cache_retention: Retention::Long, ..Scenario::default() };
    let bill = bill_of(&card, &conversation, Some(rule), &scenario).unwrap();
    let rates: Vec<_> = bill.items.iter().map(|item| item.rate.to_string()).collect();
    assert_eq!(rates, ["4.4", "0.44", "11", "22"]);
    assert_eq!(bill.turns.iter().map(|turn| turn.cost).sum::<Usd>(), bill.total);
}

#[test]
fn an_amount_runs_out_on_the_day_that_it_cannot_pay_a_message() {
    let line = Line::per_message("0.5".parse().unwrap(), 1);
    let goes = |amount: &str, daily| {
        let scenario = Scenario { messages_per_day: daily, ..Scenario::default() };
        RunOut::of(amount.parse().unwrap(), &line, &scenario)
    };
    // 5 USD pay for ten messages: at 3 a day the eleventh is sent on day 4.
    assert_eq!((goes("5", 3).messages, goes("5", 3).day), (Some(10), Some(4)));
    assert_eq!(goes("5", 10).day, Some(2));
    assert_eq!(goes("0.49", 10).day, Some(1));
    assert_eq!(goes("500", 10).day, None);
    assert_eq!(goes("5", 0).day, None);
    let free = Line::fixed(Usd::ZERO);
    let scenario = Scenario::default();
    assert_eq!(RunOut::of(Usd::from_dollars(5), &free, &scenario).messages, None);
}

#[test]
fn a_run_out_day_is_a_day_of_the_calendar() {
    let line = Line::per_message("0.005".parse().unwrap(), 1);
    let scenario = Scenario { messages_per_day: 50, days_per_month: 5, ..Scenario::default() };
    // 5 USD pay for 1,000 messages: 20 days of sending at 50 a day, of which a month has five.
    let within = |days| RunOut::within(Usd::from_dollars(5), &line, &scenario, days);
    assert_eq!((within(200).sending_day, within(200).day), (Some(21), Some(126)));
    assert_eq!((within(90).sending_day, within(90).day), (None, None));
    // On 22 days of 30, the 14th day of sending is no later than the 20th of the month.
    let scenario = Scenario { messages_per_day: 50, days_per_month: 22, ..Scenario::default() };
    let run_out = RunOut::of("3.25".parse().unwrap(), &line, &scenario);
    assert_eq!((run_out.sending_day, run_out.day), (Some(14), Some(20)));
}

#[test]
fn what_is_free_is_level_until_it_is_used_up() {
    let api = Line::per_message("0.05".parse().unwrap(), 1);
    let with_credit = api.with_free(Usd::from_dollars(10)).plus_fixed(Usd::from_dollars(20));
    assert_eq!(with_credit.level_until(), Some(200));
    assert_eq!(with_credit.cost(200), Usd::from_dollars(20));
    assert_eq!(with_credit.cost(300), Usd::from_dollars(25));
    assert_eq!(with_credit.affordable(Usd::from_dollars(25)), Some(300));
    // It is the API's price and 10 more, for ever.
    assert_eq!(with_credit.pays_from(&api), None);
    let flat = Line::fixed(Usd::from_dollars(30));
    assert_eq!(flat.pays_from(&with_credit), Some(400));
    let cheap = Line::per_message("0.05".parse().unwrap(), 1).with_free(Usd::from_dollars(30));
    let dear = cheap.plus_fixed(Usd::from_dollars(20));
    // 20 flat up to 600 messages, and then 10 less than the API: it meets the API at 400.
    assert_eq!(dear.pays_from(&api), Some(400));
    assert_eq!(cheap.pays_from(&api), Some(0));
}

#[test]
fn by_breakpoints_a_fixed_beginning_alone_is_written_and_not_read() {
    let rule = Caching {
        automatic: true,
        matching: Matching::Breakpoint,
        min: 512,
        step: 1,
        minutes: None,
        minutes_long: None,
    };
    let at = |policy, turns| {
        let (card, scenario) = (written_card(), Scenario::default());
        let (caching, factor) = (Some(policy), Factor::ONE);
        let rates = Rates { card: &card, scenario: &scenario, caching, warm: true, factor };
        items(&Bill::of(&conversation(600, turns, History::Full, 0), rates).unwrap())
    };
    let output = |turns: u64| (ItemKind::Output, 350 * turns);
    assert_eq!(
        at(Policy::by(rule), 1),
        [(ItemKind::Input, 3), (ItemKind::CacheWrite, 1_608), output(1)]
    );
    // The second turn reads all that the first ended with.
    assert_eq!(
        at(Policy::by(rule), 2),
        [
            (ItemKind::Input, 6),
            (ItemKind::CachedInput, 1_608),
            (ItemKind::CacheWrite, 1_608 + 1_308),
            output(2)
        ]
    );
    assert_eq!(
        at(Policy::marked(rule), 1),
        [(ItemKind::Input, 1_007), (ItemKind::CachedInput, 604), output(1)]
    );
}

#[test]
fn a_sliding_window_has_nothing_to_match_at_a_breakpoint() {
    let rule = Caching {
        automatic: true,
        matching: Matching::Breakpoint,
        min: 512,
        step: 1,
        minutes: None,
        minutes_long: None,
    };
    let bill = bill(&written_card(), &conversation(600, 4, History::Window, 1), Some(rule));
    // Only the second turn begins with all of the first: no turn has been dropped by then.
    let read: Vec<_> = bill.turns.iter().map(|turn| turn.cached).collect();
    assert_eq!(read, [0, 1_608, 0, 0]);
}

#[test]
fn the_split_adds_up_to_the_same_total() {
    let rule = Caching {
        automatic: false,
        matching: Matching::Prefix,
        min: 512,
        step: 1,
        minutes: None,
        minutes_long: None,
    };
    let bill = bill(&written_card(), &conversation(600, 2, History::Full, 0), Some(rule));
    assert_eq!(bill.split.iter().map(|portion| portion.cost).sum::<Usd>(), bill.total);
    let tokens: Vec<_> = bill.split.iter().map(|portion| (portion.kind, portion.tokens)).collect();
    assert_eq!(
        tokens,
        [
            (PortionKind::System, 2 * 604),
            (PortionKind::History, 1_308),
            (PortionKind::Text, 2_000),
            (PortionKind::Format, 2 * 7),
            (PortionKind::Reasoning, 100),
            (PortionKind::Reply, 600),
        ]
    );
    // 604 are read twice at 0.20, per million.
    assert_eq!(bill.split[0].cost.to_string(), "0.0002416");
}

#[test]
fn break_even_is_the_first_whole_message_at_which_flat_is_no_dearer() {
    let plan = Line::fixed(Usd::from_dollars(20));
    let api = Line::per_message("0.005".parse().unwrap(), 1);
    assert_eq!(plan.break_even(&api), Some(4_000));
    let api = Line::per_message("0.03".parse().unwrap(), 7);
    assert_eq!(plan.break_even(&api), Some(4_667));
    assert_eq!(api.break_even(&plan), None);
    assert_eq!(plan.break_even(&plan), None);
    let dearer = Line::per_message("0.01".parse().unwrap(), 1);
    let hybrid = api.plus_fixed(Usd::from_dollars(10));
    let crossing = hybrid.break_even(&dearer).unwrap();
    assert!(hybrid.cost(crossing) <= dearer.cost(crossing));
    assert!(hybrid.cost(crossing - 1) > dearer.cost(crossing - 1));
}

/// Σ Iₖ of DESIGN.md in closed form, for T equal turns.
fn closed_form(system: u64, turn: Turn, overhead: Overhead, turns: u64, window: u64) -> u64 {
    let beginning = if system == 0 { 0 } else { system + overhead.message };
    let alone = beginning + turn.message + overhead.message + overhead.request;
    let past = turn.message + turn.reply + 2 * overhead.message;
    let growing = turns.min(window + 1);
    let repeats = growing * (growing - 1) / 2 + (turns - growing) * window;
    turns * alone + repeats * past
}

proptest! {
    #[test]
    fn sums_equal_the_closed_form(
        system in 0..5_000_u64, message in 0..5_000_u64, reply in 0..5_000_u64,
        turns in 1..60_u64, window in 0..70_u64, per_message in 0..5_u64, per_request in 0..5_u64,
    ) {
        let turn = turn(message, reply, 7);
        let overhead = Overhead { message: per_message, request: per_request, ..OVERHEAD };
        let sum = |history, window| -> u64 {
            let full = alike(system, turn, turns as usize, overhead);
            Conversation { history, window, ..full }.requests().map(|request| request.input).sum()
        };
        let expected = |window| closed_form(system, turn, overhead, turns, window);
        prop_assert_eq!(sum(History::Full, 0), expected(turns));
        prop_assert_eq!(sum(History::None, 9), expected(0));
        prop_assert_eq!(sum(History::Window, window), expected(window));
    }

    #[test]
    fn every_token_of_a_request_is_billed_once(
        system in 0..5_000_u64, message in 0..5_000_u64, turns in 1..30_usize, window in 0..10_u64,
        min in 0..3_000_u64, step in 1..500_u64, mode in 0..3_usize,
        automatic in any::<bool>(), warm in any::<bool>(),
    ) {
        let history = [History::Full, History::Window, History::None][mode];
        let full = alike(system, turn(message, 100, 0), turns, OVERHEAD);
        let conversation = Conversation { history, window, ..full };
        let rule = Caching { automatic, matching: Matching::Prefix, min, step, minutes: None, minutes_long: None };
        let (card, scenario) = (written_card(), Scenario::default());
        let factor = Factor::ONE;
        let rates =
            Rates { card: &card, scenario: &scenario, caching: Some(Policy::by(rule)), warm, factor };
        let bill = Bill::of(&conversation, rates).unwrap();
        let sent: u64 = conversation.requests().map(|request| request.input).sum();
        let billed: u64 = bill.items.iter()
            .filter(|item| item.kind != ItemKind::Output).map(|item| item.tokens).sum();
        prop_assert_eq!(billed, sent);
        prop_assert_eq!(bill.split.iter().map(|portion| portion.cost).sum::<Usd>(), bill.total);
        for request in conversation.requests() {
            prop_assert!(request.repeated <= request.prompt);
            prop_assert!(request.worth_keeping <= request.prompt);
            prop_assert!(request.prompt <= request.input);
        }
    }

    #[test]
    fn more_of_anything_never_costs_less(
        message in 0..100_000_u64, reply in 0..100_000_u64, turns in 1..20_usize,
        more in 1..1_000_u64, which in 0..5_usize,
    ) {
        let cost = |system, message, reply, reasoning, turns| {
            let conversation = alike(system, turn(message, reply, reasoning), turns, OVERHEAD);
            bill(&simple_card(), &conversation, None).total
        };
        let grown = match which {
            0 => cost(0, message + more, reply, 0, turns),
            1 => cost(0, message, reply + more, 0, turns),
            2 => cost(0, message, reply, more, turns),
            3 => cost(more, message, reply, 0, turns),
            _ => cost(0, message, reply, 0, turns + 1),
        };
        prop_assert!(grown >= cost(0, message, reply, 0, turns));
    }

    #[test]
    fn cached_is_never_dearer_where_the_card_says_cheaper(
        system in 0..20_000_u64, message in 0..5_000_u64, turns in 1..20_usize, warm in any::<bool>(),
    ) {
        let prices = Prices {
            input: rate("2.50"), cached: Some(rate("0.25")), output: rate("15"), ..Prices::default()
        };
        let conversation = alike(system, turn(message, 100, 0), turns, OVERHEAD);
        let rule = Caching {
            automatic: true, matching: Matching::Prefix, min: 1_024, step: 128, minutes: None, minutes_long: None
        };
        let (card, scenario) = (card(prices), Scenario::default());
        let at = |rule: Option<Caching>| {
            let caching = rule.map(Policy::by);
            let factor = Factor::ONE;
            Bill::of(&conversation, Rates { card: &card, scenario: &scenario, caching, warm, factor })
                .unwrap().total
        };
        prop_assert!(at(Some(rule)) <= at(None));
    }

    #[test]
    fn a_warm_cache_is_never_dearer_than_a_cold_one(
        system in 0..20_000_u64, message in 0..5_000_u64, turns in 1..20_usize,
        automatic in any::<bool>(),
    ) {
        let conversation = alike(system, turn(message, 100, 0), turns, OVERHEAD);
        let rule = Caching { automatic, matching: Matching::Prefix, min: 512, step: 1, minutes: None, minutes_long: None };
        let (card, scenario) = (written_card(), Scenario::default());
        let at = |warm| {
            let (caching, factor) = (Some(Policy::by(rule)), Factor::ONE);
            Bill::of(&conversation, Rates { card: &card, scenario: &scenario, caching, warm, factor })
                .unwrap().total
        };
        prop_assert!(at(true) <= at(false));
    }

    #[test]
    fn break_even_agrees_with_the_costs_around_it(
        price in 1..1_000_000_000_000_000_i128, slope in 1..1_000_000_000_000_i128, per in 1..1_000_u64,
    ) {
        let flat = Line::fixed(Usd::from_units(price));
        let api = Line::per_message(Usd::from_units(slope), per);
        let crossing = flat.break_even(&api).unwrap();
        // The costs are rounded to a unit, so compare the exact fractions.
        let api_reaches = |messages: u64| slope * i128::from(messages) >= price * i128::from(per);
        prop_assert!(api_reaches(crossing));
        prop_assert!(!api_reaches(crossing - 1));
    }

    #[test]
    fn lines_with_something_free_meet_where_their_costs_say(
        fixed in 0..5_000_u32, other_fixed in 0..5_000_u32, slope in 0..50_u32, other_slope in 0..50_u32,
        free in 0..3_000_u32, other_free in 0..3_000_u32,
    ) {
        let line = |fixed, slope, free| {
            Line::per_message(Usd::from_dollars(slope), 1)
                .with_free(Usd::from_dollars(free))
                .plus_fixed(Usd::from_dollars(fixed))
        };
        let (a, b) = (line(fixed, slope, free), line(other_fixed, other_slope, other_free));
        let no_dearer = |messages| a.cost(messages) <= b.cost(messages);
        // Beyond 9,000 messages no such two lines meet.
        let expected = (0..=9_000).rev().take_while(|messages| no_dearer(*messages)).last();
        let for_ever = a.cost(1_000_000) <= b.cost(1_000_000);
        prop_assert_eq!(a.pays_from(&b), expected.filter(|_| for_ever));
    }
}
