//! Every language says all that there is to say, and nothing else.

#![forbid(unsafe_code)]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

type Messages = BTreeMap<String, Value>;

/// The languages by their tags.
fn languages() -> BTreeMap<String, Messages> {
    let folder = fs::read_dir(xtask::root().join("www/lang")).expect("the languages");
    let files = folder.map(|entry| entry.expect("a language").path());
    files
        .map(|path| {
            let tag = path.file_stem().unwrap_or_default().display().to_string();
            let text = fs::read_to_string(&path).expect("a language");
            (tag, serde_json::from_str(&text).expect("an object of messages"))
        })
        .collect()
}

/// A message's texts: one, or one for each plural category.
fn texts(message: &Value) -> Vec<&str> {
    match message {
        Value::Object(forms) => forms.values().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect(),
    }
}

/// The names in braces in any of a message's texts. The JSON of an example is no placeholder.
fn placeholders(message: &Value) -> BTreeSet<&str> {
    let names = texts(message).into_iter().flat_map(|text| text.split('{').skip(1));
    names
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .filter(|name| name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'))
        .collect()
}

/// All that can use a message: the widget, the scripts and pages, and the core and the engine, whose
/// words for choices, needs and failures are the last part of a key.
fn sources() -> String {
    fn read(path: &Path, all: &mut String) {
        if path.is_dir() {
            for entry in fs::read_dir(path).expect("a folder of sources") {
                read(&entry.expect("a source").path(), all);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "js") {
            all.push_str(&fs::read_to_string(path).expect("a source"));
        }
    }
    let mut all = fs::read_to_string(xtask::root().join("index.html")).expect("the page");
    for folder in ["src", "www", "crates/core/src", "crates/engine/src"] {
        read(&xtask::root().join(folder), &mut all);
    }
    all
}

/// Whether something asks for the message: by its whole key, or by a key that is put together from
/// parts, all of which are there.
fn is_used(key: &str, sources: &str) -> bool {
    let whole = |quote: char| sources.contains(&format!("{quote}{key}{quote}"));
    let property = !key.contains('.') && sources.contains(&format!("messages.{key}"));
    if property || ['"', '\'', '`'].into_iter().any(whole) {
        return true;
    }
    let of_a_name = key.split_once('.').is_some_and(|(name, rest)| {
        is_word(name, sources) && sources.contains(&format!("\"{{}}.{rest}\""))
    });
    let with_a_beginning = key.match_indices('.').any(|(at, _)| {
        let (beginning, rest) = key.split_at(at + 1);
        let put_together = [format!("\"{beginning}{{"), format!("`{beginning}${{")];
        let words = rest.rsplit('.').next().unwrap_or(rest);
        // `note.{name}-answer` and `budget.{what}-{key}`.
        let in_two = words.match_indices('-').any(|(at, _)| {
            let (stem, end) = (&words[..at], &words[at..]);
            is_word(stem, sources)
                && (sources.contains(&format!("}}{end}\""))
                    || sources.contains("}-{") && is_word(&end[1..], sources))
        });
        put_together.iter().any(|beginning| sources.contains(beginning))
            && (is_word(words, sources) || in_two)
    });
    of_a_name || with_a_beginning
}

/// Whether the sources have the word as a text or as a variant. What the core calls with an underscore
/// is called with a hyphen here.
fn is_word(word: &str, sources: &str) -> bool {
    let text = [format!("\"{word}\""), format!("\"{}\"", word.replace('-', "_"))];
    let variant: String = word
        .split('-')
        .map(|part| {
            part.get(..1).unwrap_or_default().to_uppercase() + part.get(1..).unwrap_or_default()
        })
        .collect();
    text.iter().any(|text| sources.contains(text)) || sources.contains(&variant)
}

#[test]
fn the_catalogs_remarks_read_in_english_as_core_has_them() {
    let english = &languages()["en"];
    for (key, sentence) in tokenfare_core::catalog::REMARKS {
        let message = english.get(&format!("remark.{key}")).and_then(Value::as_str);
        assert_eq!(message, Some(*sentence), "remark.{key}");
    }
}

#[test]
fn every_language_has_the_messages_of_english_and_their_values() {
    let languages = languages();
    let english = &languages["en"];
    for (tag, messages) in &languages {
        for (key, message) in english {
            let own = messages.get(key);
            let own = own.unwrap_or_else(|| panic!("{tag} lacks {key}: {message}"));
            assert_eq!(placeholders(own), placeholders(message), "{tag}: {key}");
            assert_eq!(own.is_object(), message.is_object(), "{tag}: {key} depends on a number");
            assert!(texts(own).iter().all(|text| !text.trim().is_empty()), "{tag}: {key} is empty");
        }
        let unknown: Vec<_> = messages.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(unknown.is_empty(), "{tag} says what English does not: {unknown:?}");
        assert_eq!(messages["language"], **tag, "the file's own tag");
    }
}

#[test]
fn every_message_is_used() {
    let sources = sources();
    let languages = languages();
    let unused: Vec<_> = languages["en"].keys().filter(|key| !is_used(key, &sources)).collect();
    assert!(unused.is_empty(), "nothing asks for {unused:?}");
}

/// Keys stand in the sources as they are, so one that no language has is found by its look.
#[test]
fn every_key_has_a_message() {
    let languages = languages();
    let english = &languages["en"];
    let areas: BTreeSet<_> =
        english.keys().filter_map(|key| key.split_once('.')).map(|(area, _)| area).collect();
    let sources = sources();
    let missing: BTreeSet<_> = sources
        .split('"')
        .filter(|literal| {
            let (area, rest) = literal.split_once('.').unwrap_or_default();
            areas.contains(area)
                && !rest.is_empty()
                && rest.chars().all(|letter| letter.is_ascii_lowercase() || "-.".contains(letter))
                && !["js", "css", "wasm", "json"].contains(&rest)
        })
        .filter(|literal| !english.contains_key(*literal))
        .collect();
    assert!(missing.is_empty(), "no message for {missing:?}");
}

/// The page says an obstacle by its kind, with the fields that it has in the report.
#[test]
fn every_obstacle_has_its_sentence() {
    let path = xtask::root().join("crates/catalog/report.schema.json");
    let schema = fs::read_to_string(path).expect("the schema of a report");
    let schema: Value = serde_json::from_str(&schema).expect("a schema");
    let kinds = schema["$defs"]["Obstacle"]["oneOf"].as_array().expect("the kinds of obstacles");
    let languages = languages();
    let english = &languages["en"];
    for kind in kinds {
        let name = kind["properties"]["kind"]["const"].as_str().expect("a kind");
        let fields = kind["properties"].as_object().expect("its fields");
        let variants = ["", "-turn", "-before", "-day"].map(|end| format!("obstacle.{name}{end}"));
        let messages: Vec<_> = variants.iter().filter_map(|key| english.get(key)).collect();
        assert!(english.contains_key(&variants[0]), "no message for {}", variants[0]);
        for placeholder in messages.into_iter().flat_map(placeholders) {
            assert!(
                placeholder == "count" || fields.contains_key(placeholder),
                "{name}: {placeholder}"
            );
        }
    }
}

/// Among words that run from right to left, names in Latin letters and days would lose their ends to them
/// (`+GitHub Copilot Pro`): in such a language, the file isolates each.
#[test]
fn names_are_isolated_among_words_from_right_to_left() {
    let names = ["currency", "date", "encoding", "model", "name", "on", "plan", "seen", "since"];
    for (tag, messages) in languages() {
        if messages["direction"] != "rtl" {
            continue;
        }
        for (key, message) in &messages {
            for (text, name) in
                texts(message).iter().flat_map(|text| names.map(|name| (text, name)))
            {
                let plain = text.matches(&format!("{{{name}}}")).count();
                let isolated = text.matches(&format!("\u{2068}{{{name}}}\u{2069}")).count();
                assert_eq!(plain, isolated, "{tag}: {key}: {{{name}}}");
            }
        }
    }
}
