//! The names that products have for models, and the model of the catalog that is meant.

use crate::catalog::{Catalog, Model};

/// What the apps call models that the API calls otherwise.
const CALLED: &[(&str, &str)] = &[
    ("text-davinci-002-render-sha", "gpt-3.5-turbo"),
    ("text-davinci-002-render", "gpt-3.5-turbo"),
    ("gpt-4-5", "gpt-4.5-preview"),
    ("gpt-4.5", "gpt-4.5-preview"),
    ("o1-preview", "o1"),
    ("chatgpt-4o-latest", "gpt-4o"),
];
/// What apps append to a model's name, for a way of using it.
const ENDS: &[&str] = &[
    "-plugins",
    "-browsing",
    "-code-interpreter",
    "-dalle",
    "-canmore",
    "-jawbone",
    "-gizmo",
    "-mobile",
    "-paid",
    "-instant",
    "-thinking",
    "-auto",
    "-high",
    "-medium",
    "-low",
    "-xhigh",
    "-latest",
    "-max",
    "-fast",
    "-chat",
    "-t",
    "-ab",
    "-search",
    "-agent-mode",
];

/// The model of the catalog that a source means by `name`; nothing where that isn't known.
///
/// The name is taken as it is, then without its vendor, its date, and what an app appends: `gpt-5-2-thinking`
/// is `gpt-5.2`.
pub fn model_called<'a>(catalog: &'a Catalog, name: &str) -> Option<&'a Model> {
    let name = name.trim().to_ascii_lowercase();
    let bare = name.rsplit('/').next().unwrap_or(&name);
    let bare = bare.split([':', '@']).next().unwrap_or(bare);
    let mut tried = bare.to_owned();
    loop {
        let known = CALLED.iter().find(|(called, _)| *called == tried).map(|(_, id)| *id);
        let id = known.unwrap_or(&tried);
        if let Some(model) = catalog.model(id).or_else(|| catalog.model(&dotted(id))) {
            return Some(model);
        }
        let shorter =
            ENDS.iter().find_map(|end| tried.strip_suffix(end)).or_else(|| undated(&tried))?;
        tried = shorter.to_owned();
    }
}

/// A name without the day at its end.
fn undated(name: &str) -> Option<&str> {
    let digit = |c: char| c.is_ascii_digit();
    let (rest, end) = name.rsplit_once('-')?;
    if end.len() >= 4 && end.chars().all(digit) {
        return Some(rest);
    }
    // 2025-04-14
    let at = name.len().checked_sub(11)?;
    let (rest, day) = name.split_at_checked(at)?;
    let shape = day
        .chars()
        .enumerate()
        .all(|(at, c)| if matches!(at, 0 | 5 | 8) { c == '-' } else { digit(c) });
    shape.then_some(rest)
}

/// A name with a point between its numbers: `gpt-5-2` is `gpt-5.2`.
fn dotted(name: &str) -> String {
    let mut parts = name.split('-').peekable();
    let mut dotted = String::new();
    let short = |part: &str| {
        part.len() <= 2 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
    };
    while let Some(part) = parts.next() {
        dotted.push_str(part);
        if let Some(next) = parts.peek() {
            dotted.push(if short(part) && short(next) { '.' } else { '-' });
        }
    }
    dotted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_is_appended() {
        assert_eq!(dotted("gpt-5-2-mini"), "gpt-5.2-mini");
        assert_eq!(dotted("claude-sonnet-4-5"), "claude-sonnet-4.5");
        assert_eq!(undated("gpt-4.1-2025-04-14"), Some("gpt-4.1"));
        assert_eq!(undated("claude-haiku-4-5-20251001"), Some("claude-haiku-4-5"));
        assert_eq!(undated("gpt-5-2"), None);
    }
}
