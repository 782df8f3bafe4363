//! The sentences that core itself says, in English.

use std::borrow::Cow;

use super::Language;
use crate::catalog::Date;
use crate::money::Usd;
use crate::scenario::Scenario;

/// English, as tables and JSON have it in every language.
#[derive(Debug, Clone, Copy, Default)]
pub struct English<'a> {
    scenario: Option<&'a Scenario>,
}

impl<'a> English<'a> {
    /// With amounts in USD.
    pub const USD: English<'static> = English { scenario: None };

    /// With amounts as the scenario shows money.
    pub const fn of(scenario: &'a Scenario) -> Self {
        Self { scenario: Some(scenario) }
    }
}

impl Language for English<'_> {
    fn message(&self, key: &str, count: Option<u64>) -> Option<Cow<'_, str>> {
        let (_, one, other) = MESSAGES.iter().find(|(known, ..)| *known == key)?;
        let singular = count == Some(1) && !one.is_empty();
        Some(Cow::Borrowed(if singular { one } else { other }))
    }

    fn number(&self, number: u64) -> String {
        number.to_string()
    }

    fn money(&self, amount: Usd) -> String {
        match self.scenario {
            Some(scenario) => scenario.shown(amount).to_string(),
            None => amount.rounded().to_string(),
        }
    }

    fn day(&self, day: Date) -> String {
        day.to_string()
    }
}

/// Key, the form for one where there are two, and the only or the other form: as `www/lang/en.json` has
/// them, which a test holds.
#[rustfmt::skip]
const MESSAGES: &[(&str, &str, &str)] = &[
    ("advice.limit", "", "Your limit of {limit} would stop the API on day {day} of the month; {needed} would carry it."),
    ("advice.shutdown", "", "{model} stops on {on}."),
    ("assumed.model", "", "GPT-5.6 Sol: the newest flagship of OpenAI whose tokens can be counted exactly. ChatGPT Plus answers with its successor."),
    ("assumed.plans", "", "The plans that people buy of the model's vendor."),
    ("assumed.reply-tokens", "", "Replies of 300 tokens: about 225 words, a few paragraphs."),
    ("assumed.turns", "", "Each message stands alone; a conversation sends its earlier messages again, which costs more."),
    ("cause.programs", "", "Programs send {share}% of the messages."),
    ("cause.region", "", "A region can be chosen on the API."),
    ("cause.system-prompt", "", "The system prompt has {tokens} tokens."),
    ("cause.tier", "", "A service tier ({tier}) belongs to the API."),
    ("choice.tier.batch", "", "batch"),
    ("choice.tier.fast", "", "fast"),
    ("choice.tier.flex", "", "flex"),
    ("choice.tier.standard", "", "standard"),
    ("choice.tier.ultrafast", "", "ultrafast"),
    ("doubt.limits", "", "Its limits are not published."),
    ("doubt.need", "", "It is not published whether it offers this: {need}."),
    ("doubt.reasoning", "", "It is not published whether it reasons."),
    ("doubt.region", "", "What a region costs is not published; the price is without it."),
    ("lack.ads", "", "shows ads"),
    ("lack.other-vendor", "", "answers with {model}, not {asked}"),
    ("lack.smaller-beyond", "", "answers with a smaller model ({model}) beyond {daily} messages a day"),
    ("lack.smaller-model", "", "answers with a smaller model ({model})"),
    ("lack.trains", "", "may train on your text"),
    ("list.between", "", ", "),
    ("need.api-access", "", "API keys"),
    ("need.automation", "", "Automation"),
    ("need.fine-tuning", "", "Fine-tuning"),
    ("need.images", "", "Images"),
    ("need.private-data", "", "No training on my text"),
    ("need.structured-output", "", "Structured output"),
    ("need.system-prompt", "", "A system prompt of one's own"),
    ("need.temperature", "", "Temperature and sampling"),
    ("need.voice", "", "Voice"),
    ("obstacle.cap", "At {daily} a day over {active} hours you would send {sent} in {count} hour; {model} allows {messages}.", "At {daily} a day over {active} hours you would send {sent} in {count} hours; {model} allows {messages}."),
    ("obstacle.cap-day", "", "You would send {sent} a day; {model} allows {messages}."),
    ("obstacle.cap-month", "", "At {daily} a day you would send {sent} a month; {model} allows {messages}."),
    ("obstacle.cap-seats", "{count} seat would do.", "{count} seats would do."),
    ("obstacle.cap-then", "", "After that {model} answers."),
    ("obstacle.cap-week", "", "At {daily} a day you would send {sent} a week; {model} allows {messages}."),
    ("obstacle.ended", "", "No longer sold since {since}."),
    ("obstacle.lacks.api-access", "", "It gives no API key."),
    ("obstacle.lacks.automation", "", "Programs cannot use it."),
    ("obstacle.lacks.fine-tuning", "", "It cannot be fine-tuned."),
    ("obstacle.lacks.images", "", "It does not handle images."),
    ("obstacle.lacks.private-data", "", "It may train on your text."),
    ("obstacle.lacks.structured-output", "", "It gives no structured output."),
    ("obstacle.lacks.system-prompt", "", "It takes no system prompt of your own."),
    ("obstacle.lacks.temperature", "", "It has no sampling settings."),
    ("obstacle.lacks.voice", "", "It has no voice."),
    ("obstacle.no-gpu-price", "", "Set the price of a GPU hour to price it."),
    ("obstacle.no-list-price", "", "Has no list price."),
    ("obstacle.no-reasoning", "", "Its models do not reason; {tokens} tokens of reasoning are set."),
    ("obstacle.not-sold", "", "Was not sold on {on}."),
    ("obstacle.other-vendor", "", "Its use is billed at its own vendor's rates, and {model} is not theirs."),
    ("obstacle.output", "", "A reply of {tokens} tokens is longer than the longest it gives, {max}."),
    ("obstacle.price-unknown", "", "Its price on {on} is not known."),
    ("obstacle.price-unknown-before", "", "Its price on {on} is not known; the first known is of {first}."),
    ("obstacle.seats", "{count} person needs a seat, and at most {max} are sold.", "{count} people need a seat, and at most {max} are sold."),
    ("obstacle.shut-down", "", "Its API stopped on {since}."),
    ("obstacle.throughput", "{hours} hours of work in a month of {available}. One GPU would do.", "{hours} hours of work in a month of {available}. {count} GPUs would do."),
    ("obstacle.tier-not-offered", "", "Has no known price in the {tier} tier."),
    ("obstacle.tokens", "You would use {used} tokens in {count} hour; it allows {tokens}.", "You would use {used} tokens in {count} hours; it allows {tokens}."),
    ("obstacle.tokens-day", "", "You would use {used} tokens a day; it allows {tokens}."),
    ("obstacle.tokens-month", "", "You would use {used} tokens a month; it allows {tokens}."),
    ("obstacle.tokens-week", "", "You would use {used} tokens a week; it allows {tokens}."),
    ("obstacle.unlisted", "", "Its vendor no longer listed it on {seen}; the day it stopped is not known."),
    ("obstacle.use", "", "It includes {included} of use a month; this would be {used}."),
    ("obstacle.window", "", "{tokens} tokens do not fit its window of {window}."),
    ("obstacle.window-turn", "", "From message {turn} on, the conversation does not fit its window of {window}: it reaches {tokens} tokens."),
    ("reasoning.assumed", "", "{tokens} tokens of reasoning to a reply are assumed: this model always reasons."),
    ("verdict.add", "", "Keep {plan} and add {name}: {difference} a month more, {price} in all."),
    ("verdict.beside", "", "{name} would be {price}, but it {lacks}."),
    ("verdict.change-less", "", "Change from {plan} to {name}: {price} a month in place of {now}, {difference} less."),
    ("verdict.change-like", "", "{plan} {lacks}; like for like it is {name}: {price} a month in place of {now}, {difference} more."),
    ("verdict.change-more", "", "{plan} would not do; change to {name}: {price} a month in place of {now}, {difference} more."),
    ("verdict.change-sure", "", "It is not published whether {plan} would do; sure is {name}: {price} a month in place of {now}, {difference} more."),
    ("verdict.doubt", "", "{name}: {doubt}"),
    ("verdict.free", "{name} is enough for {count} message a day and costs nothing.", "{name} is enough for {count} messages a day and costs nothing."),
    ("verdict.history", "", "This is a history, which is priced by its own times: nothing is said of a month. Count it as plain text if it is a prompt."),
    ("verdict.keep", "", "Keep {plan}: at {price} a month nothing that gives as much is cheaper."),
    ("verdict.less", "", "{name} {lacks}."),
    ("verdict.may-not-do", "", "{name} ({price}) may not do: {reason}"),
    ("verdict.needs-program", "", "The API needs a program or an app that takes your key."),
    ("verdict.no-messages", "", "Say how many messages you send to compare the ways to pay."),
    ("verdict.no-price", "", "No price is known on {on}."),
    ("verdict.no-prompt", "", "What of this would be sent is not known, so nothing is said of a month. Count it as plain text if it is a prompt."),
    ("verdict.no-text", "", "Paste a text to see what it costs."),
    ("verdict.none", "", "None of these can carry this text as it stands. The table says why."),
    ("verdict.only", "{name} is the way to pay for {count} message a day: {price} a month.", "{name} is the way to pay for {count} messages a day: {price} a month."),
    ("verdict.pays-from", "{plan} ({price}) pays off from {count} message a month, {day} a day; you send {daily}.", "{plan} ({price}) pays off from {count} messages a month, {day} a day; you send {daily}."),
    ("verdict.stale", "The price of {name} was last checked {count} day ago.", "The price of {name} was last checked {count} days ago."),
    ("verdict.take", "{name} is cheapest for {count} message a day: {price} a month; {other} would be {cost}.", "{name} is cheapest for {count} messages a day: {price} a month; {other} would be {cost}."),
    ("verdict.would-not-do", "", "{name} ({price}) would not do: {reason}"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_the_same_in_english() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/lang/en.json");
        let file = std::fs::read_to_string(file).unwrap();
        let page: serde_json::Value = serde_json::from_str(&file).unwrap();
        for (key, one, other) in MESSAGES {
            let own = match one.is_empty() {
                true => serde_json::json!(other),
                false => serde_json::json!({ "one": one, "other": other }),
            };
            assert_eq!(page[key], own, "{key}");
        }
    }
}
