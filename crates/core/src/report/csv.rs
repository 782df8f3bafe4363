//! The report as comma-separated values (RFC 4180).

use super::Report;
use crate::fare::Fit;

/// The columns of [`Report::to_csv`].
const HEADER: &str = "id,name,perMessageUsd,perMonthUsd,fits,breakEvenMessages,why,source,checked";

impl Report {
    /// One line for each fare, amounts exact in USD; what isn't known is empty.
    pub fn to_csv(&self) -> String {
        let mut text = format!("{HEADER}\r\n");
        for fare in &self.fares {
            let source = fare.provenance.as_ref();
            let why: Vec<_> = fare.obstacles.iter().map(ToString::to_string).collect();
            let fits = match fare.fit {
                Fit::Yes => "yes",
                Fit::No => "no",
                Fit::Unknown => "unknown",
            };
            let cells = [
                fare.id.clone(),
                fare.name.clone(),
                fare.per_message.map(|amount| amount.to_string()).unwrap_or_default(),
                fare.per_month.map(|amount| amount.to_string()).unwrap_or_default(),
                fits.to_owned(),
                fare.break_even.map(|meets| meets.messages.to_string()).unwrap_or_default(),
                why.join("; "),
                source.map(|source| source.source.clone()).unwrap_or_default(),
                source.map(|source| source.checked.to_string()).unwrap_or_default(),
            ];
            let cells: Vec<_> = cells.iter().map(|cell| quoted(cell)).collect();
            text += &(cells.join(",") + "\r\n");
        }
        text
    }
}

/// A cell in quotes where it needs them. A cell that a spreadsheet would run as a formula begins
/// with an apostrophe.
fn quoted(cell: &str) -> String {
    let safe = match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    };
    match safe.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", safe.replace('"', "\"\"")),
        false => safe,
    }
}
