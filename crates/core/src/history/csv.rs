//! Tables of usage: what vendors count by the day or the request.

use super::builder::Builder;
use super::{Event, Repeated, Time};
use crate::transcript::Kind;

/// A row of more bytes than this is damaged.
const LONGEST: usize = 1 << 20;

/// A table as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The row at hand.
    row: Vec<u8>,
    quoted: bool,
    columns: Vec<String>,
}

/// The cells of a row. A quote stands for itself when it is doubled.
fn cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut chars = row.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(cell) = cells.last_mut() else { break };
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cell.push(c),
        }
    }
    cells
}

impl Table {
    /// Takes the next bytes, of which each row that ends in them is an event.
    pub(super) fn push(&mut self, builder: &mut Builder, kind: Kind, bytes: &[u8]) {
        for byte in bytes {
            self.quoted ^= *byte == b'"';
            if *byte == b'\n' && (!self.quoted || self.row.len() > LONGEST) {
                self.end(builder, kind);
                self.quoted = false;
            } else {
                self.row.push(*byte);
            }
        }
    }

    /// Ends the row at hand.
    pub(super) fn end(&mut self, builder: &mut Builder, kind: Kind) {
        let row = std::mem::take(&mut self.row);
        let row = String::from_utf8_lossy(&row);
        let row = row.trim_start_matches('\u{feff}').trim_end_matches('\r');
        if row.trim().is_empty() {
            return;
        }
        let cells = cells(row);
        if self.columns.is_empty() {
            self.columns = cells.into_iter().map(|name| name.trim().to_ascii_lowercase()).collect();
            return;
        }
        builder.seen(kind, 1, 0);
        self.row(builder, kind, &cells);
    }

    fn row(&self, builder: &mut Builder, kind: Kind, cells: &[String]) {
        let cell = |names: &[&str]| {
            let place = names
                .iter()
                .find_map(|name| self.columns.iter().position(|column| column == name))?;
            cells.get(place).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
        };
        let number = |names: &[&str]| -> Option<u64> {
            let Some(cell) = cell(names) else { return Some(0) };
            cell.replace(',', "").split('.').next()?.parse().ok()
        };
        let usage = match kind {
            Kind::OpenAiUsage => [
                number(&["input_tokens"]),
                number(&["input_cached_tokens"]),
                Some(0),
                number(&["output_tokens"]),
                Some(0),
                number(&["num_model_requests"]),
            ],
            Kind::CursorUsage => {
                let (fresh, written) =
                    (number(&["input (w/o cache write)"]), number(&["input (w/ cache write)"]));
                let cached = number(&["cache read"]);
                let input = fresh.zip(written).zip(cached).map(|((a, b), c)| a + b + c);
                [input, cached, written, number(&["output tokens"]), Some(0), Some(1)]
            }
            _ => [
                number(&["prompt_tokens", "tokens_prompt"]),
                number(&["cached_tokens"]),
                Some(0),
                number(&["completion_tokens", "tokens_completion"]),
                number(&["reasoning_tokens"]),
                number(&["requests"]),
            ],
        };
        let [
            Some(input),
            Some(cached),
            Some(written),
            Some(output),
            Some(reasoning),
            Some(requests),
        ] = usage
        else {
            return builder.leave_out("row with a number that is none");
        };
        if input + output == 0 {
            return builder.leave_out("row without tokens");
        }
        // OpenRouter's reasoning is beside the completion only where it is more than that.
        let output = output.max(reasoning);
        let model = cell(&["model", "model_permaslug"]).unwrap_or("model not recorded").to_owned();
        let when = cell(&["start_time_iso", "start_time", "date", "created_at"]).map(str::to_owned);
        let time = |text: &str| Time::from_iso(text).or_else(|| Time::from_number(text));
        let event = Event {
            at: Time::from_seconds(0),
            model: builder.model(&model),
            requests: u32::try_from(requests.max(1)).unwrap_or(u32::MAX),
            // A table doesn't say what a person sent.
            messages: if kind == Kind::CursorUsage { 1 } else { 0 },
            input,
            repeated: Repeated::Logged {
                cached: cached.min(input),
                written: written.min(input.saturating_sub(cached)),
                written_long: 0,
            },
            output,
            reasoning,
            logged: true,
        };
        builder.add(kind, when.as_deref().and_then(time), event);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cells_may_have_commas_and_quotes() {
        assert_eq!(super::cells(r#"a,"b, ""c""",,d"#), ["a", "b, \"c\"", "", "d"]);
    }
}
