//! The report as comma-separated values (RFC 4180).

use super::Report;
use crate::fare::Fit;

/// The columns of [`Report::to_csv`].
const HEADER: &str =
    "kind,id,name,perMessageUsd,perMonthUsd,fits,breakEvenMessages,why,source,checked";

impl Report {
    /// One line for each fare, and for each model compared; amounts exact in USD; what isn't known is
    /// empty.
    pub fn to_csv(&self) -> String {
        let mut text = format!("{HEADER}\r\n");
        for row in self.fare_rows().chain(self.model_rows()) {
            let fits = match row.fit {
                Fit::Yes => "yes",
                Fit::No => "no",
                Fit::Unknown => "unknown",
            };
            let cells = [
                row.kind.to_owned(),
                row.id.to_owned(),
                row.name.to_owned(),
                row.per_message.map(|amount| amount.to_string()).unwrap_or_default(),
                row.per_month.map(|amount| amount.to_string()).unwrap_or_default(),
                fits.to_owned(),
                row.break_even.map(|messages| messages.to_string()).unwrap_or_default(),
                row.why(),
                row.source.to_owned(),
                row.checked.map(|day| day.to_string()).unwrap_or_default(),
            ];
            let cells: Vec<_> = cells.iter().map(|cell| quoted(cell)).collect();
            text += &(cells.join(",") + "\r\n");
        }
        text
    }
}

/// A cell in quotes where it needs them. A cell that a spreadsheet would run as a formula, be it after
/// space or by the wide signs of East Asian text, begins with an apostrophe.
fn quoted(cell: &str) -> String {
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let formula = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
    let safe = match formula.starts_with(FORMULA) || cell.starts_with(['\t', '\r']) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    };
    match safe.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", safe.replace('"', "\"\"")),
        false => safe,
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in [
            ("gpt-5.4", "gpt-5.4"),
            ("=1+1", "'=1+1"),
            (" =cmd|' /C calc'!A0", "' =cmd|' /C calc'!A0"),
            ("\u{a0}@SUM(1)", "'\u{a0}@SUM(1)"),
            ("＝1+1", "'＝1+1"),
            ("\n-1", "\"'\n-1\""),
        ] {
            assert_eq!(quoted(cell), expected);
        }
    }
}
