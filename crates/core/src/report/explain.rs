//! Every figure opened down to counts × rates, in English.

use std::fmt::{self, Write as _};

use super::{Basis, OverheadBasis, Report, TokenUsage, VendorAmount};
use crate::catalog::remark_in_english;
use crate::fare::{Bill, CacheHits, Fare, FareKind, ItemKind, Part, PartKind, Provenance, RunOut};
use crate::sentence::English;

impl Report {
    /// The report as lines that show how each figure comes about, with the source and date of every
    /// price. Amounts are exact, in USD.
    pub fn explain(&self) -> String {
        let mut text = String::new();
        // Writing to a String can't fail.
        let _ = self.write_explanation(&mut text);
        text
    }

    fn write_explanation(&self, text: &mut String) -> fmt::Result {
        writeln!(text, "Tokens ({}, {})", self.model, self.on)?;
        write_tokens(text, &self.tokens)?;
        for fare in &self.fares {
            writeln!(text, "\n{}", fare.name)?;
            self.write_fare(text, fare)?;
        }
        let amounts = [
            ("The credit", &self.credit),
            ("The monthly limit", &self.monthly_limit),
            ("The alert", &self.alert),
        ];
        for (name, run_out) in amounts {
            if let Some(run_out) = run_out {
                writeln!(text, "\n{name} of ${}: {run_out}", run_out.amount)?;
            }
        }
        for amount in self.credits.iter().chain(self.telling_limits()) {
            write_amount(text, amount)?;
        }
        if !self.limits.is_empty() || self.monthly_limit.is_some() {
            writeln!(
                text,
                "\nA monthly limit is no gift: what is used up to it is billed after the month, and it begins anew on the first."
            )?;
        }
        if let Some(rate) = self.scenario.exchange() {
            let currency = self.scenario.currency;
            write!(text, "\n1 USD = {rate} {currency}, as given")?;
            match self.scenario.rate_on {
                Some(day) => writeln!(text, " for {day}")?,
                None => writeln!(text, " without its day")?,
            }
            for fare in &self.fares {
                if let Some(month) = fare.per_month {
                    let shown = self.scenario.shown(month);
                    writeln!(text, "  {}: ${month} × {rate} = {shown} a month", fare.name)?;
                }
            }
        }
        if self.past.len() > 1 {
            writeln!(text, "\nThe same text on the API since its first price")?;
        }
        for price in self.past.iter().filter(|_| self.past.len() > 1) {
            writeln!(
                text,
                "  from {}: ${} a message, ${} a month",
                price.from, price.per_message, price.per_month
            )?;
        }
        let assumed = self.assumed();
        if !assumed.is_empty() {
            writeln!(text, "\nAssumed")?;
        }
        for sentence in assumed {
            writeln!(text, "  {}", sentence.say(&English::USD))?;
        }
        writeln!(text, "\n{}", self.recommendation.sentence)?;
        for reservation in &self.recommendation.reservations {
            writeln!(text, "{reservation}")?;
        }
        Ok(())
    }

    /// The vendor's limits that the scenario reaches, and the lowest that lasts.
    fn telling_limits(&self) -> impl Iterator<Item = &VendorAmount> {
        let lasts = |limit: &&VendorAmount| limit.run_out.day.is_none();
        let lowest = self.limits.iter().filter(lasts).map(|limit| limit.run_out.amount).min();
        let tells = move |limit: &&VendorAmount| {
            limit.run_out.day.is_some() || Some(limit.run_out.amount) == lowest
        };
        self.limits.iter().filter(tells)
    }

    fn write_fare(&self, text: &mut String, fare: &Fare) -> fmt::Result {
        if let Some(hits) = &fare.cache_hits {
            writeln!(text, "  cache: {hits}")?;
        }
        let bills: Vec<_> = fare.bill.iter().chain(&fare.other_bills).collect();
        for (at, part) in fare.parts.iter().enumerate() {
            if let Some(bill) = bills.get(at) {
                write_bill(text, bill)?;
            }
            writeln!(text, "  {part}")?;
        }
        if let (Some(message), Some(month)) = (fare.per_message, fare.per_month) {
            let volume = self.messages_per_month;
            writeln!(text, "  a month of {volume} messages ${month}, a message ${message}")?;
        }
        if let Some(capacity) = fare.capacity {
            writeln!(text, "  carries at most {capacity} messages a month")?;
        }
        match fare.break_even {
            Some(meets) if meets.messages == 0 => writeln!(text, "  never dearer than the API")?,
            Some(meets) => {
                writeln!(
                    text,
                    "  no dearer than the API from {} messages a month",
                    meets.messages
                )?;
            }
            None => {}
        }
        if let Some(beyond) = fare.break_even_beyond {
            writeln!(
                text,
                "  would be no dearer than the API from {beyond} messages a month, which is more than it carries"
            )?;
        }
        for obstacle in &fare.obstacles {
            writeln!(text, "  does not fit: {obstacle}")?;
        }
        for lack in &fare.lacks {
            writeln!(text, "  it {lack}")?;
        }
        for doubt in &fare.doubts {
            writeln!(text, "  not known: {doubt}")?;
        }
        if fare.kind == FareKind::Plan && fare.per_month.is_some() {
            self.write_separate_bills(text, fare)?;
        }
        fare.provenance.as_ref().map_or(Ok(()), |source| write_source(text, "price", source))
    }

    /// What a plan has to do with the API: the question that readers ask first.
    fn write_separate_bills(&self, text: &mut String, fare: &Fare) -> fmt::Result {
        match &fare.api_credit {
            Some(credit) => writeln!(
                text,
                "  ${} of API credit comes with it each month: {credit}",
                credit.amount
            ),
            None if fare.bills_api_apart() => writeln!(
                text,
                "  no API credit or key comes with it: the API is billed by itself, after the month"
            ),
            None => Ok(()),
        }
    }
}

fn write_tokens(text: &mut String, tokens: &TokenUsage) -> fmt::Result {
    match &tokens.basis {
        Basis::Exact { encoding } => write!(text, "  message {} by {encoding}", tokens.message)?,
        Basis::Reconstructed { encoding, .. } => {
            write!(text, "  message {} by {encoding}, reconstructed", tokens.message)?;
        }
        Basis::Estimate { low, high, .. } if low == high => {
            write!(text, "  message {}, assumed", tokens.message)?;
        }
        Basis::Estimate { low, high, .. } => {
            write!(text, "  message about {}, between {low} and {high}", tokens.message)?;
        }
    }
    match tokens.rule_of_thumb {
        Some(guess) => writeln!(text, " (four characters a token would say {guess})")?,
        None => writeln!(text)?,
    }
    if let Basis::Estimate { reason, .. } | Basis::Reconstructed { reason, .. } = &tokens.basis {
        writeln!(text, "  {reason}")?;
    }
    let added = tokens.overhead;
    match tokens.overhead_basis {
        OverheadBasis::Documented => {
            writeln!(text, "  chat format adds {added} to a message sent alone (documented)")?;
        }
        OverheadBasis::Assumed => writeln!(
            text,
            "  chat format adds {added} to a message sent alone (the usual assumption; the vendor doesn't say)"
        )?,
        OverheadBasis::Unknown => writeln!(
            text,
            "  what the chat format adds is not published for this model; none is counted"
        )?,
        OverheadBasis::Off => writeln!(text, "  what the chat format adds is left out, as asked")?,
    }
    writeln!(
        text,
        "  system {}, reply {}, reasoning {}",
        tokens.system, tokens.reply, tokens.reasoning
    )?;
    writeln!(
        text,
        "  {} turns send {} in all ({} in the first, {} in the last) and get {} back",
        tokens.turns,
        tokens.conversation_input,
        tokens.first_input,
        tokens.last_input,
        tokens.conversation_output,
    )?;
    for read in &tokens.read {
        writeln!(text, "  read as {read}")?;
    }
    for left in &tokens.left_out {
        writeln!(text, "  not counted: {left}")?;
    }
    Ok(())
}

fn write_amount(text: &mut String, amount: &VendorAmount) -> fmt::Result {
    let run_out = &amount.run_out;
    write!(text, "\n{} of ${}: {run_out}", amount.name, run_out.amount)?;
    match amount.valid_days {
        Some(days) => writeln!(text, "; it lapses after {days} days")?,
        None => writeln!(text)?,
    }
    write_source(text, "so", &amount.provenance)
}

fn write_source(text: &mut String, what: &str, source: &Provenance) -> fmt::Result {
    let stale = if source.stale { ", stale" } else { "" };
    writeln!(
        text,
        "  {what} since {} by {}, checked {} ({} days ago{stale})",
        source.from, source.source, source.checked, source.age_days
    )?;
    if let Some(url) = &source.url {
        writeln!(text, "  {url}")?;
    }
    if let Some(note) = &source.note {
        writeln!(text, "  {}", remark_in_english(note))?;
    }
    Ok(())
}

fn write_bill(text: &mut String, bill: &Bill) -> fmt::Result {
    for item in &bill.items {
        let what = match item.kind {
            ItemKind::Input => "input",
            ItemKind::CachedInput => "cached input",
            ItemKind::CacheWrite => "cache write",
            ItemKind::Output => "output",
        };
        let above = item.above.map(|above| format!(" above {above}")).unwrap_or_default();
        writeln!(
            text,
            "  {what}{above}: {} tokens × ${} per million = ${}",
            item.tokens, item.rate, item.cost
        )?;
    }
    write_turns(text, bill)?;
    match bill.messages {
        1 => writeln!(text, "  a conversation of 1 message ${}", bill.total),
        turns => writeln!(text, "  a conversation of {turns} messages ${}", bill.total),
    }
}

/// What each turn costs, where there are several; of many, the first and the last.
fn write_turns(text: &mut String, bill: &Bill) -> fmt::Result {
    const SHOWN: usize = 12;
    let turns = bill.turns.len();
    if turns < 2 {
        return Ok(());
    }
    for (at, turn) in bill.turns.iter().enumerate() {
        if turns > SHOWN && at == SHOWN / 2 {
            writeln!(text, "  and so on")?;
        }
        if turns > SHOWN && (SHOWN / 2..turns - SHOWN / 2).contains(&at) {
            continue;
        }
        let cached = match turn.cached {
            0 => String::new(),
            cached => format!(", {cached} of them cached"),
        };
        let number = at + 1;
        writeln!(
            text,
            "  turn {number} sends {}{cached}, gets {} back: ${}",
            turn.input, turn.output, turn.cost
        )?;
    }
    Ok(())
}

impl fmt::Display for Part {
    /// `messages: 1200 × $0.0070175 = $8.421`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            PartKind::Messages => "messages",
            PartKind::PeakMessages => "messages in peak hours",
            PartKind::ColdMessages => "messages that begin with a cold cache",
            PartKind::ColdPeakMessages => "messages in peak hours that begin with a cold cache",
            PartKind::Seats => "seats",
            PartKind::GpuTime => "seconds of all GPUs",
            PartKind::Setup => "set-up",
            PartKind::Upkeep => "upkeep",
            PartKind::IncludedUse => "use that is included, taken off",
            PartKind::ApiCredit => "API credit that comes with the plan, taken off",
        };
        write!(f, "{what}: {} × ${}", self.count, self.price)?;
        match self.per {
            1 => write!(f, " = ${}", self.cost),
            per => write!(f, " / {per} = ${}", self.cost),
        }
    }
}

impl fmt::Display for CacheHits {
    /// Which conversations of a day find their beginning in the cache, and why.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = self.kept_minutes;
        match self.every_seconds {
            None => return f.write_str("no conversation is held, so none begins with a warm one"),
            Some(every) => write!(
                f,
                "a conversation starts every {} min {} s and it keeps what was last used for {kept} min",
                every / 60,
                every % 60
            )?,
        }
        if !self.published {
            f.write_str(" (the shortest that any vendor publishes; this one publishes none)")?;
        }
        match (self.warm_messages, self.cold_messages) {
            (0, _) => f.write_str(", so every conversation begins with a cold one"),
            (_, 0) => f.write_str(", so it is warm day and night"),
            (_, cold) => {
                write!(
                    f,
                    ", so only the first conversation of a day ({cold} messages) begins with a cold one"
                )
            }
        }
    }
}

impl fmt::Display for RunOut {
    /// `pays for 88 messages, until day 5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.messages, self.day) {
            (Some(messages), Some(day)) => {
                write!(
                    f,
                    "pays for {messages} messages and is used up on day {day} of the calendar"
                )
            }
            (Some(messages), None) => write!(f, "pays for {messages} messages and lasts"),
            (None, _) => f.write_str("lasts, for a message costs nothing"),
        }
    }
}
