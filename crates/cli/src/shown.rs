//! A report as tables for the terminal.

use tokenfare_core::fare::{Fare, Fit};
use tokenfare_core::money::Usd;
use tokenfare_core::report::{Basis, Report, WhatIf};

use crate::table::Table;

/// How many models of a comparison a terminal shows; JSON has them all.
const MODELS: usize = 25;

/// What was counted, the fares, the recommendation, and what else was asked for.
pub(crate) fn report(report: &Report) -> String {
    let tokens = &report.tokens;
    let counted = match &tokens.basis {
        Basis::Exact { encoding } => format!("{} tokens by {encoding}", tokens.message),
        Basis::Estimate { low, high, .. } => {
            format!("about {} tokens ({low} to {high}, an estimate)", tokens.message)
        }
        _ => format!("{} tokens", tokens.message),
    };
    let turns = match tokens.turns {
        1 => String::new(),
        turns => format!(
            ", {turns} turns sending {} to {} tokens each",
            tokens.first_input, tokens.last_input
        ),
    };
    let mut text = format!(
        "{counted}{turns}; {} messages a month; prices of {}\n\n{}",
        report.messages_per_month,
        report.on,
        fares(report)
    );
    if let Some(recommendation) = &report.recommendation {
        text += &format!("\n{}\n", recommendation.sentence);
    }
    text += &run_outs(report);
    if !report.what_if.is_empty() {
        text += &format!("\nThe same text on every model:\n{}", what_if(report));
    }
    text
}

fn fares(report: &Report) -> String {
    let mut table = Table::new(&["", "a message", "a month", "break-even", "fits", "checked"]);
    for fare in &report.fares {
        let checked = fare.provenance.as_ref().map(|source| match source.stale {
            true => format!("{} days ago, stale", source.age_days),
            false => format!("{} days ago", source.age_days),
        });
        let meets = fare.break_even.map(|meets| format!("{} messages", meets.messages));
        table.row(vec![
            fare.name.clone(),
            money(report, fare.per_message),
            money(report, fare.per_month),
            meets.unwrap_or_default(),
            fits(fare),
            checked.unwrap_or_default(),
        ]);
    }
    table.to_string()
}

fn fits(fare: &Fare) -> String {
    let reasons: Vec<_> = fare.obstacles.iter().map(ToString::to_string).collect();
    match fare.fit {
        Fit::Yes => "yes".to_owned(),
        Fit::No => format!("no: {}", reasons.join("; ")),
        _ => "not published".to_owned(),
    }
}

fn money(report: &Report, amount: Option<Usd>) -> String {
    amount.map_or_else(|| "?".to_owned(), |amount| report.scenario.shown(amount).to_string())
}

fn run_outs(report: &Report) -> String {
    let named = [
        ("The credit", &report.credit),
        ("The monthly limit", &report.monthly_limit),
        ("The alert", &report.alert),
    ];
    let lines = named.into_iter().filter_map(|(name, run_out)| {
        let run_out = run_out.as_ref()?;
        let amount = money(report, Some(run_out.amount));
        Some(match (run_out.day, run_out.messages) {
            (Some(day), Some(messages)) => {
                format!("{name} of {amount} is reached on day {day}, after {messages} messages.\n")
            }
            _ => format!("{name} of {amount} is not reached.\n"),
        })
    });
    lines.collect()
}

fn what_if(report: &Report) -> String {
    let mut table = Table::new(&["model", "tokens", "a message", "a month", ""]);
    for what in report.what_if.iter().take(MODELS) {
        table.row(vec![
            what.model.clone(),
            tokens(what),
            money(report, Some(what.per_message)),
            money(report, Some(what.per_month)),
            what.obstacles.first().map(ToString::to_string).unwrap_or_default(),
        ]);
    }
    let left = report.what_if.len().saturating_sub(MODELS);
    let rest =
        if left > 0 { format!("and {left} more; --json has them all\n") } else { String::new() };
    format!("{table}{rest}")
}

fn tokens(what: &WhatIf) -> String {
    match what.basis {
        Basis::Exact { .. } => what.tokens.to_string(),
        _ => format!("~{}", what.tokens),
    }
}
