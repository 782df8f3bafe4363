//! The report as Markdown.

use super::Report;
use super::rows::Row;

impl Report {
    /// A table of the fares with what was counted above it and the recommendation below; then, where
    /// it was asked for, the same text on every model.
    pub fn to_markdown(&self) -> String {
        let mut text = format!(
            "{}, {}, {} messages a month, prices of {}.\n\n\
             | Way to pay | A message | A month | Pays off from | Fits | Checked |\n\
             |---|--:|--:|--:|---|---|\n",
            escaped(&self.counted()),
            escaped(&self.model),
            self.messages_per_month,
            self.on
        );
        for row in self.fare_rows() {
            text += &self.line(&row, true);
        }
        text += &format!("\n{}\n", escaped(&self.recommendation.sentence));
        for reservation in &self.recommendation.reservations {
            text += &format!("\n{}\n", escaped(reservation));
        }
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

/// A text that stays one: it ends no cell and no line, and becomes no markup, no block and no link, not
/// even one of those that some readers of Markdown make of bare addresses.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let begins = match c {
            '|' | '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '#' | '~' | '&' | '@' => true,
            '-' | '+' | '=' => at == 0,
            ':' => rest.starts_with("://"),
            '.' => text.get(..at).is_some_and(ends_list_or_host),
            ')' => text.get(..at).is_some_and(is_number),
            _ => false,
        };
        match c {
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => shown.push(' '),
            c if begins => shown.extend(['\\', c]),
            c => shown.push(c),
        }
    }
    shown
}

/// Whether a point behind this begins a list's item, or an address.
fn ends_list_or_host(before: &str) -> bool {
    let www = before.len().checked_sub(3).and_then(|at| before.get(at..));
    is_number(before) || www.is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn texts_become_no_markup() {
        for (text, expected) in [
            ("gpt-5.4 (3)", "gpt-5.4 (3)"),
            ("<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)\\>"),
            ("![x](http://evil/px.png)", "!\\[x\\](http\\://evil/px.png)"),
            ("# a\n## b", "\\# a \\#\\# b"),
            ("- a", "\\- a"),
            ("1. a", "1\\. a"),
            ("2) a", "2\\) a"),
            ("www.evil.example", "www\\.evil.example"),
            ("a@b.example | &lt;", "a\\@b.example \\| \\&lt;"),
            ("`*_~`", "\\`\\*\\_\\~\\`"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
