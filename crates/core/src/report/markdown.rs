//! The report as Markdown.

use super::Report;
use super::rows::Row;

impl Report {
    /// A table of the fares with what was counted above it and the recommendation below; then, where
    /// it was asked for, the same text on every model.
    pub fn to_markdown(&self) -> String {
        let mut text = format!(
            "{}, {}, {} messages a month, prices of {}.\n\n\
             | Access model | A message | A month | Break-even | Fits | Checked |\n\
             |---|--:|--:|--:|---|---|\n",
            self.counted(),
            self.model,
            self.messages_per_month,
            self.on
        );
        for row in self.fare_rows() {
            text += &self.line(&row, true);
        }
        text += &format!("\n{}\n", self.recommendation.sentence);
        if !self.what_if.is_empty() {
            text += "\n| Model | A message | A month | Fits | Checked |\n|---|--:|--:|---|---|\n";
        }
        for row in self.model_rows() {
            text += &self.line(&row, false);
        }
        text
    }

    fn line(&self, row: &Row<'_>, with_break_even: bool) -> String {
        let mut cells =
            vec![row.name.to_owned(), self.money(row.per_message), self.money(row.per_month)];
        if with_break_even {
            cells.push(row.meets());
        }
        let stale = if row.stale { " (stale)" } else { "" };
        cells.push(row.fits());
        cells.push(row.checked.map(|day| format!("{day}{stale}")).unwrap_or_default());
        let cells: Vec<_> = cells.iter().map(|cell| escaped(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    }
}

/// A cell that neither ends early nor becomes markup of its own.
fn escaped(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for c in cell.chars() {
        match c {
            '|' | '\\' | '`' | '*' | '_' | '<' | '[' => text.extend(['\\', c]),
            '\n' | '\r' => text.push(' '),
            c => text.push(c),
        }
    }
    text
}
