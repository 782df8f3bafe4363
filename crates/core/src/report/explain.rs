//! Every figure opened down to counts × rates, in English.

use std::fmt::Write as _;

use super::{Basis, Report};
use crate::fare::{Bill, Fare, ItemKind, Part, PartKind};

impl Report {
    /// The report as lines that show how each figure comes about, with the source and date of every
    /// price. Amounts are exact, in USD.
    pub fn explain(&self) -> String {
        let mut text = String::new();
        // Writing to a String can't fail.
        let _ = self.write_tokens(&mut text);
        for fare in &self.fares {
            let _ = write_fare(&mut text, fare, self.messages_per_month);
        }
        if let Some(recommendation) = &self.recommendation {
            text += &format!("\n{}\n", recommendation.sentence);
        }
        text
    }

    fn write_tokens(&self, text: &mut String) -> std::fmt::Result {
        let tokens = &self.tokens;
        writeln!(text, "Tokens ({}, {})", self.model, self.on)?;
        match &tokens.basis {
            Basis::Exact { encoding } => {
                writeln!(text, "  message {} by {encoding}", tokens.message)?
            }
            Basis::Estimate { low, high, reason } => {
                writeln!(text, "  message about {}, between {low} and {high}", tokens.message)?;
                writeln!(text, "  {reason}")?;
            }
        }
        let documented = if tokens.overhead_documented { "documented" } else { "assumed" };
        writeln!(
            text,
            "  chat format adds {} to a message sent alone ({documented})",
            tokens.overhead
        )?;
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
        )
    }
}

fn write_fare(text: &mut String, fare: &Fare, volume: u64) -> std::fmt::Result {
    writeln!(text, "\n{}", fare.name)?;
    if let Some(bill) = &fare.bill {
        write_bill(text, bill)?;
    }
    for part in &fare.parts {
        writeln!(text, "  {}", part_line(part))?;
    }
    if let (Some(message), Some(month)) = (fare.per_message, fare.per_month) {
        writeln!(text, "  a month of {volume} messages ${month}, a message ${message}")?;
    }
    if let Some(meets) = fare.break_even {
        writeln!(text, "  no dearer than the API from {} messages a month", meets.messages)?;
    }
    for obstacle in &fare.obstacles {
        writeln!(text, "  does not fit: {obstacle}")?;
    }
    for doubt in &fare.doubts {
        writeln!(text, "  not known: {}", doubt.title())?;
    }
    if let Some(source) = &fare.provenance {
        let stale = if source.stale { ", stale" } else { "" };
        writeln!(
            text,
            "  price since {} by {}, checked {} ({} days ago{stale})",
            source.from, source.source, source.checked, source.age_days
        )?;
        for line in source.url.iter().chain(&source.note) {
            writeln!(text, "  {line}")?;
        }
    }
    Ok(())
}

fn write_bill(text: &mut String, bill: &Bill) -> std::fmt::Result {
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
    let turns = bill.messages;
    writeln!(text, "  a conversation of {turns} messages ${}", bill.total)
}

fn part_line(part: &Part) -> String {
    let what = match part.kind {
        PartKind::Messages => "messages",
        PartKind::PeakMessages => "messages in peak hours",
        PartKind::Seats => "seats",
        PartKind::GpuTime => "seconds of all GPUs",
        PartKind::Setup => "set-up",
    };
    match part.per {
        1 => format!("{what}: {} × ${} = ${}", part.count, part.price, part.cost),
        per => format!("{what}: {} × ${} / {per} = ${}", part.count, part.price, part.cost),
    }
}
