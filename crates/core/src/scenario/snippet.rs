//! A scenario as HTML for a page of one's own.

use std::fmt::Write;

use super::Scenario;

impl Scenario {
    /// `<token-fare …>` with the attributes that differ from the default, around the text it starts with.
    /// `others` are attributes that are no settings, such as `view`, by name and value.
    ///
    /// The element takes its text without the indentation it has in the page, so a text that begins or
    /// ends with white space loses that.
    ///
    /// ```
    /// use tokenfare_core::scenario::Scenario;
    ///
    /// let mut scenario = Scenario::default();
    /// scenario.set("model", "gpt-4o")?;
    /// assert_eq!(scenario.snippet(&[], "a < b"), "<token-fare model=\"gpt-4o\">a &lt; b</token-fare>");
    /// # Ok::<(), tokenfare_core::scenario::ScenarioError>(())
    /// ```
    pub fn snippet(&self, others: &[(&str, &str)], text: &str) -> String {
        let mut html = String::from("<token-fare");
        let mut attribute = |name: &str, value: &str| {
            // Writing to a string cannot fail.
            let _ = write!(html, " {name}=\"");
            escape(value, &mut html);
            html.push('"');
        };
        for (name, value) in self.changes() {
            attribute(name, &value);
        }
        for (name, value) in others {
            attribute(name, value);
        }
        html.push('>');
        escape(text, &mut html);
        html.push_str("</token-fare>");
        html
    }
}

/// Writes what stands in a page, between tags or in an attribute, for exactly this text.
fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            // HTML would read a line feed instead.
            '\r' => html.push_str("&#13;"),
            other => html.push(other),
        }
    }
}
