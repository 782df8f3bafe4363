//! A report as tables for the terminal.

use tokenfare_core::fare::{Fare, Fit, Lack};
use tokenfare_core::money::Usd;
use tokenfare_core::report::{Basis, FunctionBasis, Report, WhatIf};
use tokenfare_core::sentence::{Language, Sentence, Value};
use tokenfare_core::transcript::Confidence;

use crate::language::{Speaker, Speaking};
use crate::table::Table;

/// How many models of a comparison a terminal shows; JSON has them all.
const MODELS: usize = 25;

/// What was counted, the fares, the recommendation, and what else was asked for.
pub(crate) fn report(report: &Report, speaker: &Speaker) -> String {
    match speaker.is_english() {
        true => in_english(report),
        false => spoken(report, &speaker.of(&report.scenario)),
    }
}

/// The answer, the fares and the reader's amounts, in the messages that the page has for them.
fn spoken(report: &Report, language: &Speaking<'_>) -> String {
    let say = |key| Sentence::new(key).say(language);
    let tokens = Sentence::new("text.tokens").count(report.tokens.message);
    let volume = Sentence::new("volume.gist").count(report.messages_per_month);
    let mut text = format!(
        "{}: {}; {} {}; {}; {}\n\n",
        say("setting.model"),
        report.model,
        language.number(report.tokens.message),
        tokens.say(language),
        volume.say(language),
        report.on
    );
    let mut table =
        Table::new(&["", &say("pay.message"), &say("pay.month"), &say("pay.break-even"), ""]);
    for fare in &report.fares {
        let money = |amount: Option<Usd>| {
            amount.map_or_else(|| say("money.unknown"), |amount| language.money(amount))
        };
        let meets = fare.break_even.filter(|meets| meets.messages > 0);
        let mut said: Vec<_> =
            fare.obstacles.iter().map(|obstacle| language.all(&obstacle.sentences())).collect();
        if fare.fit == Fit::Unknown {
            said.extend(fare.doubts.iter().map(|doubt| doubt.sentence().say(language)));
        }
        if !fare.lacks.is_empty() {
            let lacks = fare.lacks.iter().map(Lack::sentence).collect();
            said.push(Value::List(lacks).say(language));
        }
        table.row(vec![
            fare.name.clone(),
            money(fare.per_message),
            money(fare.per_month),
            meets.map_or_else(|| say("pay.none"), |meets| language.number(meets.messages)),
            said.join(" "),
        ]);
    }
    text += &format!("{table}\n");
    for sentence in report.verdict() {
        text += &format!("{}\n", sentence.say(language));
    }
    let amounts = [
        ("budget.credit-ends", "budget.credit-lasts", &report.credit),
        ("budget.limit-ends", "budget.limit-lasts", &report.monthly_limit),
        ("budget.alert-ends", "budget.alert-lasts", &report.alert),
    ];
    for (ends, lasts, run_out) in amounts {
        let Some(run_out) = run_out else { continue };
        let sentence = match run_out.day {
            Some(day) => Sentence::new(ends).with("day", day),
            None => Sentence::new(lasts),
        };
        let sentence = sentence
            .with("amount", run_out.amount)
            .with("messages", run_out.messages.unwrap_or_default());
        text += &format!("{}\n", sentence.say(language));
    }
    text
}

fn in_english(report: &Report) -> String {
    let tokens = &report.tokens;
    let counted = match &tokens.basis {
        Basis::Exact { encoding } => format!("{} tokens by {encoding}", tokens.message),
        Basis::Reconstructed { encoding, .. } => {
            format!("{} tokens by {encoding}, reconstructed", tokens.message)
        }
        Basis::Estimate { low, high, .. } if low == high => {
            format!("{} tokens (assumed)", tokens.message)
        }
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
    for read in &tokens.read {
        let sure = match read.confidence {
            Confidence::Certain => "",
            _ => " (likely)",
        };
        text += &format!("\nRead as {read}{sure}; --plain counts it as one text.");
    }
    for left in &tokens.left_out {
        text += &format!("\nNot counted: {left}.");
    }
    if let Some(basis) = tokens.functions.filter(|basis| *basis != FunctionBasis::Documented) {
        text += match basis {
            FunctionBasis::Measured => {
                "\nFunctions are counted in the form that they were measured to be sent in."
            }
            _ => {
                "\nFunctions are counted by constants that are not documented for all of what they have."
            }
        };
    }
    text += &format!("\n{}\n", report.recommendation.sentence);
    for reservation in &report.recommendation.reservations {
        text += &format!("{reservation}\n");
    }
    text += &run_outs(report);
    if !report.what_if.is_empty() {
        text += &format!("\nThe same text on every model:\n{}", what_if(report));
    }
    text
}

fn fares(report: &Report) -> String {
    let mut table = Table::new(&["", "a message", "a month", "pays off from", "fits", "checked"]);
    for fare in &report.fares {
        let checked = fare.provenance.as_ref().map(|source| match source.stale {
            true => format!("{} days ago, stale", source.age_days),
            false => format!("{} days ago", source.age_days),
        });
        let meets = match (fare.break_even, fare.break_even_beyond) {
            (Some(meets), _) if meets.messages == 0 => Some("always".to_owned()),
            (Some(meets), _) => Some(format!("{} messages", meets.messages)),
            (None, Some(beyond)) => Some(format!("never: {beyond} are more than it carries")),
            (None, None) => None,
        };
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
    let doubts: Vec<_> = fare.doubts.iter().map(ToString::to_string).collect();
    let lacks: Vec<_> = fare.lacks.iter().map(ToString::to_string).collect();
    match fare.fit {
        Fit::Yes if lacks.is_empty() => "yes".to_owned(),
        Fit::Yes => format!("yes; {}", lacks.join(", ")),
        Fit::No => format!("no: {}", reasons.join(" ")),
        _ => format!("unknown: {}", doubts.join(" ")),
    }
}

fn money(report: &Report, amount: Option<Usd>) -> String {
    amount.map_or_else(|| "?".to_owned(), |amount| report.scenario.shown(amount).to_string())
}

/// How far the scenario's amounts go, and those of the vendor and of the plans that don't last.
fn run_outs(report: &Report) -> String {
    let own = [
        ("The credit", &report.credit),
        ("The monthly limit", &report.monthly_limit),
        ("The alert", &report.alert),
    ];
    let own = own.into_iter().filter_map(|(name, run_out)| Some((name, run_out.as_ref()?)));
    let credits = report.credits.iter().map(|credit| (credit.name.as_str(), &credit.run_out));
    let reached = report.limits.iter().filter(|limit| limit.run_out.day.is_some());
    let limits = reached.map(|limit| (limit.name.as_str(), &limit.run_out));
    let lines = own.chain(credits).chain(limits).map(|(name, run_out)| {
        format!("{name} of {} {run_out}.\n", money(report, Some(run_out.amount)))
    });
    let with_credit = report.fares.iter().filter_map(|fare| {
        let credit = fare.api_credit.as_ref()?;
        let amount = money(report, Some(credit.amount));
        Some(format!("{} comes with {amount} of API credit a month, which {credit}.\n", fare.name))
    });
    lines.chain(with_credit).collect()
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
        Basis::Exact { .. } | Basis::Reconstructed { .. } => what.tokens.to_string(),
        _ => format!("~{}", what.tokens),
    }
}
