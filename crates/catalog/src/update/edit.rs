//! Changes of a vendor's file, line by line, so that what people wrote stays as they wrote it.

/// One proposed change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Edit {
    /// Sets a field of a model, or of one of its cards.
    Field {
        /// The model.
        model: String,
        /// The first day of the card; absent for the model itself.
        card: Option<String>,
        /// The field.
        key: &'static str,
        /// The value, as TOML.
        value: String,
        /// The field it stands after where it is new.
        after: &'static [&'static str],
    },
    /// Adds a card after the model's card of a day.
    Card {
        /// The model.
        model: String,
        /// The first day of the card before it.
        after: String,
        /// The new card's first day.
        from: String,
        /// Lines of it that differ from the card before it, with their keys.
        lines: Vec<(&'static str, String)>,
    },
    /// Adds a model at the end of its vendor's file.
    Model {
        /// The vendor.
        vendor: String,
        /// The entry; `{tokens}` stands for the line of the vendor's first model.
        text: String,
    },
}

const MODEL: &str = "[[models]]";
const CARD: &str = "[[models.cards]]";

impl Edit {
    /// The file with the change; nothing where it isn't about this file.
    pub(super) fn apply(&self, text: &str) -> Option<String> {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        match self {
            Self::Field { model, card, key, value, after } => {
                let entry = part(&lines, model, card.as_deref())?;
                let line = format!("{key} = {value}");
                let has = |at: &usize, key: &str| {
                    lines.get(*at).is_some_and(|line| line.starts_with(&format!("{key} = ")))
                };
                match entry.clone().find(|at| has(at, key)) {
                    Some(at) => *lines.get_mut(at)? = line,
                    None => {
                        let mut before =
                            entry.clone().filter(|at| after.iter().any(|key| has(at, key)));
                        lines.insert(before.next_back().unwrap_or(entry.start) + 1, line);
                    }
                }
            }
            Self::Card { model, after, from, lines: changed } => {
                let entry = part(&lines, model, Some(after))?;
                let old: Vec<String> = lines.get(entry.clone())?.to_vec();
                let kept = old.into_iter().filter(|line| {
                    !["confidence", "note", "editorNote"].iter().any(|key| begins(line, key))
                });
                let new = kept.map(|line| {
                    if begins(&line, "from") {
                        return format!("from = \"{from}\"");
                    }
                    let found = changed.iter().find(|(key, _)| begins(&line, key));
                    found.map_or(line, |(_, line)| line.clone())
                });
                let mut new: Vec<String> = new.collect();
                while new.last().is_some_and(String::is_empty) {
                    new.pop();
                }
                new.insert(0, String::new());
                let end = content_end(&lines, &entry);
                lines.splice(end..end, new);
            }
            Self::Model { vendor, text } => {
                let own = format!("vendor = \"{vendor}\"");
                let at = lines.iter().position(|line| *line == own)?;
                let tokens = lines.get(at..)?.iter().find(|line| begins(line, "tokens"))?.clone();
                lines.push(String::new());
                lines.extend(text.replace("{tokens}", &tokens).lines().map(str::to_owned));
            }
        }
        Some(lines.join("\n") + "\n")
    }
}

fn begins(line: &str, key: &str) -> bool {
    line.strip_prefix(key).is_some_and(|rest| rest.starts_with(" = "))
}

/// The lines of a model before its cards, or of the card of a day, the head line included.
fn part(lines: &[String], model: &str, card: Option<&str>) -> Option<std::ops::Range<usize>> {
    let id = format!("id = \"{model}\"");
    let is_model = |at: &usize| {
        lines.get(*at).is_some_and(|line| line == MODEL)
            && lines.get(at + 1).is_some_and(|line| *line == id)
    };
    let start = (0..lines.len()).find(is_model)?;
    let heads = |line: &String| line.starts_with("[[");
    let next = |from: usize| {
        let found = lines.get(from + 1..)?.iter().position(heads);
        Some(found.map_or(lines.len(), |at| from + 1 + at))
    };
    let Some(day) = card else { return Some(start..next(start)?) };
    let from = format!("from = \"{day}\"");
    let mut at = next(start)?;
    while lines.get(at).is_some_and(|line| line == CARD) {
        let end = next(at)?;
        if lines.get(at..end)?.contains(&from) {
            return Some(at..end);
        }
        at = end;
    }
    None
}

/// The end of a part without the empty lines after it.
fn content_end(lines: &[String], part: &std::ops::Range<usize>) -> usize {
    let empty = |at: &usize| lines.get(*at).is_some_and(String::is_empty);
    part.clone().rev().find(|at| !empty(at)).map_or(part.end, |at| at + 1)
}
