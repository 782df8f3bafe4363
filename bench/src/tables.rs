//! The document: Markdown tables of everything that was measured.

use std::fmt::{self, Write};

use crate::browser::Browser;
use crate::corpora::Corpora;
use crate::figures::{Kind, Outcome, Row};
use crate::goals::{Goal, grouped};

/// The goals, each beside what it came to.
pub(crate) fn goals(goals: &[Goal]) -> String {
    let mut table = "| what | goal | measured | |\n|---|---|---|---|\n".to_owned();
    for Goal { what, goal, measured, met } in goals {
        let mark = if *met { "✓" } else { "✗" };
        let _ = writeln!(table, "| {what} | {goal} | {measured} | {mark} |");
    }
    table
}

/// Tokenizers and real texts.
pub(crate) fn texts(rows: &[Row], corpora: &Corpora) -> String {
    let on_wire = rows.iter().any(|row| row.wire.is_some());
    let mut columns = vec!["tokenizer"];
    columns.extend(on_wire.then_some("bytes to load"));
    columns.extend(["ready in", "memory"]);
    columns.extend(corpora.real.iter().map(|corpus| corpus.name));
    let mut table = head(&columns);
    for row in rows {
        let _ = write!(table, "| {} ", name(row));
        if let Some(bytes) = row.wire {
            let _ = write!(table, "| {} ", grouped(bytes));
        }
        let _ = write!(table, "| {:.0} ms | {:.1} MB ", row.start, row.memory);
        for rates in &row.texts {
            let wrong = if rates.exact { "" } else { " ≠" };
            let (cold, unseen, repeat) = (Rate(rates.cold), Rate(rates.unseen), Rate(rates.repeat));
            let _ = write!(table, "| {cold} / {unseen} / {repeat}{wrong} ");
        }
        table.push_str("|\n");
    }
    table
}

/// Tokenizers and hard texts, in milliseconds.
pub(crate) fn hard(rows: &[Row], corpora: &Corpora) -> String {
    let mut columns = vec!["tokenizer"];
    columns.extend(corpora.hard.iter().map(|hard| hard.name));
    let mut table = head(&columns);
    for row in rows {
        let _ = write!(table, "| {} ", name(row));
        for outcome in &row.hard {
            let _ = match outcome {
                Outcome::Took(milliseconds) => write!(table, "| {milliseconds:.1} ms "),
                Outcome::TooLong => write!(table, "| > {} s ", crate::LIMIT.as_secs()),
                Outcome::Failed => write!(table, "| fails "),
            };
        }
        table.push_str("|\n");
    }
    table
}

/// tokenfare's worker as the widget uses it.
pub(crate) fn widget(browser: &Browser, corpora: &Corpora) -> String {
    let widget = &browser.widget;
    let keys = &widget.keystrokes;
    let mut table = head(&["the widget's worker", "measured"]);
    let mut row = |what: &str, measured: fmt::Arguments<'_>| {
        let _ = writeln!(table, "| {what} | {measured} |");
    };
    row("start to first exact count", format_args!("{:.0} ms", widget.start));
    for (corpus, paste) in corpora.real.iter().zip(&widget.pastes) {
        let what = format!("paste of 1 MB of {}, until counted", corpus.name);
        row(&what, format_args!("{paste:.0} ms"));
    }
    row("opening a text of 10 MB", format_args!("{:.0} ms", keys.opening));
    row(
        "a keystroke anywhere in it: median, 99th percentile, longest",
        format_args!("{:.2} ms, {:.2} ms, {:.2} ms", keys.median, keys.high, keys.longest),
    );
    table
}

/// The first column is text, the others are numbers.
fn head(columns: &[&str]) -> String {
    let rest = columns.len().saturating_sub(1);
    format!("| {} |\n|---|{}\n", columns.join(" | "), "--:|".repeat(rest))
}

fn name(row: &Row) -> String {
    match row.kind {
        Kind::Tokenfare => format!("**{}**", row.name),
        Kind::Wasm => format!("{}, wasm", row.name),
        Kind::Native | Kind::JavaScript => row.name.clone(),
    }
}

/// Two or three significant digits.
struct Rate(f64);

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(rate) = *self;
        let digits = if rate < 99.95 { 1 } else { 0 };
        write!(f, "{rate:.digits$}")
    }
}
