//! What stands around a value that is pasted, and how texts that are no value begin.

use super::{Confidence, Kind, Pasted, Recognition};

/// A text without a byte order mark, space, a fence of Markdown, or an assignment around it.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}').trim();
    let text = fenced(text).unwrap_or(text).trim();
    assigned(text).unwrap_or(text)
}

/// What is inside a fence that is around all of a text.
fn fenced(text: &str) -> Option<&str> {
    let fence = ["```", "~~~"].into_iter().find(|fence| text.starts_with(fence))?;
    let (language, rest) = text.split_once('\n')?;
    let inner = rest.strip_suffix(fence)?;
    (language.len() < 32 && !inner.contains(fence)).then_some(inner)
}

/// The value of `messages = […]`, `const body = {…};`.
fn assigned(text: &str) -> Option<&str> {
    const LONGEST: usize = 48;
    let text = text.strip_suffix(';').unwrap_or(text);
    let (name, value) = text.split_at_checked(text.find(['{', '[', '('])?)?;
    let name = name.trim_end().strip_suffix('=')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || " _.$:".contains(c);
    (name.len() < LONGEST && !name.is_empty() && name.chars().all(plain)).then_some(value)
}

/// Whether a text begins and ends as a value does.
pub(super) fn may_be_a_value(text: &str) -> bool {
    let called = || {
        let name = text.split('(').next().unwrap_or_default();
        name.len() < 64 && name.chars().all(|c| c.is_ascii_alphanumeric() || "._".contains(c))
    };
    match text.as_bytes() {
        [b'{' | b'[', .., last] => !last.is_ascii_whitespace(),
        [first, .., b')'] if first.is_ascii_alphabetic() => called(),
        _ => false,
    }
}

/// Whether a text begins as an assignment of a value, or as a call.
pub(super) fn is_assigned_or_called(head: &str) -> bool {
    const LONGEST: usize = 64;
    let end = head.find(['{', '[', '(']).filter(|end| *end <= LONGEST);
    end.and_then(|end| head.get(..end)).is_some_and(|name| {
        let name = name.trim_end();
        let name = name.strip_suffix('=').unwrap_or(name);
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || " _.$:".contains(c))
    })
}

/// A table of usage, by the columns of its first line.
pub(super) fn usage_table(text: &str) -> Option<Pasted> {
    let kind = table_kind(text.lines().next()?)?;
    let rows = text.lines().skip(1).filter(|line| !line.trim().is_empty()).count();
    Some(Pasted::named(Recognition::new(kind, Confidence::Certain, rows)))
}

/// Whose usage a table is that begins with this line.
pub(crate) fn table_kind(header: &str) -> Option<Kind> {
    const LONGEST: usize = 2_000;
    if header.len() > LONGEST || !header.contains(',') {
        return None;
    }
    let has = |column: &str| {
        let same = |name: &str| name.trim().trim_matches('"').eq_ignore_ascii_case(column);
        header.split(',').any(same)
    };
    let is = |columns: &[&str]| columns.iter().all(|column| has(column));
    if is(&["start_time_iso", "model", "input_tokens", "output_tokens"])
        || is(&["start_time", "model", "input_tokens", "output_tokens"])
    {
        Some(Kind::OpenAiUsage)
    } else if is(&["date", "model", "input (w/ cache write)", "cache read", "output tokens"]) {
        Some(Kind::CursorUsage)
    } else if is(&["model_permaslug", "completion_tokens"])
        || is(&["date", "model_permaslug", "requests"])
    {
        Some(Kind::OpenRouterUsage)
    } else {
        None
    }
}
