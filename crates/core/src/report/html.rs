//! The report as a fragment of HTML: what stands in a page where no script runs.

use std::fmt;

use super::Report;
use super::rows::Row;

impl Report {
    /// A table with a caption, headers and the recommendation below it; then, where it was asked for,
    /// the same text on every model. It has no style, no script and no class, so it takes on the
    /// page's own; every text in it is escaped.
    pub fn to_html(&self) -> String {
        let mut text = format!(
            "<table>\n<caption>{}, {}, {} messages a month, prices of {}</caption>\n",
            Escaped(&self.counted()),
            Escaped(&self.model),
            self.messages_per_month,
            self.on
        );
        text += &head(&["Way to pay", "A message", "A month", "Pays off from", "Fits", "Checked"]);
        for row in self.fare_rows() {
            text += &self.html_row(&row, true);
        }
        text += "</tbody>\n</table>\n";
        text += &format!("<p>{}</p>\n", Escaped(&self.recommendation.sentence));
        for reservation in &self.recommendation.reservations {
            text += &format!("<p>{}</p>\n", Escaped(reservation));
        }
        if !self.what_if.is_empty() {
            text += "<table>\n<caption>The same text on every model</caption>\n";
            text += &head(&["Model", "A message", "A month", "Fits", "Checked"]);
            for row in self.model_rows() {
                text += &self.html_row(&row, false);
            }
            text += "</tbody>\n</table>\n";
        }
        text
    }

    fn html_row(&self, row: &Row<'_>, with_break_even: bool) -> String {
        let mut cells = vec![self.money(row.per_message), self.money(row.per_month)];
        if with_break_even {
            cells.push(row.meets());
        }
        cells.push(row.fits());
        let cells: String =
            cells.iter().map(|cell| format!("<td>{}</td>", Escaped(cell))).collect();
        let checked = row.checked.map_or_else(String::new, |day| {
            format!(
                "<time datetime=\"{day}\">{day}</time>{}",
                if row.stale { ", stale" } else { "" }
            )
        });
        let name = Escaped(row.name);
        format!("<tr><th scope=\"row\">{name}</th>{cells}<td>{checked}</td></tr>\n")
    }
}

fn head(titles: &[&str]) -> String {
    let cells: String =
        titles.iter().map(|title| format!("<th scope=\"col\">{title}</th>")).collect();
    format!("<thead>\n<tr>{cells}</tr>\n</thead>\n<tbody>\n")
}

/// Text that stays text between tags and in quotes.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                c => fmt::Write::write_char(f, c)?,
            }
        }
        Ok(())
    }
}
