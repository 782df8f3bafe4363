//! From paragraphs to two texts of the same kind that share none.

use std::collections::HashSet;

use crate::failure::Failure;

/// Deals the paragraphs out to two texts of about `bytes` each. One that comes again is left out.
pub(super) fn halves(
    corpus: &'static str,
    paragraphs: Vec<String>,
    bytes: usize,
) -> Result<[String; 2], Failure> {
    let mut seen = HashSet::new();
    let mut halves = [String::new(), String::new()];
    for paragraph in &paragraphs {
        if !seen.insert(paragraph.trim()) {
            continue;
        }
        let [first, second] = &mut halves;
        let half = if first.len() <= second.len() { first } else { second };
        if half.len() < bytes {
            half.push_str(paragraph);
        }
    }
    for half in &mut halves {
        if half.len() < bytes {
            return Err(Failure::Short { corpus, bytes: half.len(), wanted: bytes });
        }
        half.truncate(half.floor_char_boundary(bytes));
    }
    Ok(halves)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("Paragraph {number} — 段落。\n")).collect()
    }

    #[test]
    fn halves_are_as_long_as_asked_and_share_no_paragraph() {
        let [first, second] = halves("test", numbered(1000), 5_000).unwrap();
        for half in [&first, &second] {
            assert!((4_997..=5_000).contains(&half.len()));
        }
        assert!(first.lines().all(|line| !second.contains(line)));
    }

    #[test]
    fn a_paragraph_is_taken_once() {
        let repeated = [numbered(400), numbered(400)].concat();
        let halves = halves("test", repeated, 5_000).unwrap();
        let text = halves.concat();
        assert_eq!(text.matches("Paragraph 7 ").count(), 1);
    }

    #[test]
    fn too_little_text_is_refused() {
        let error = halves("test", numbered(10), 5_000).unwrap_err();
        assert!(error.to_string().contains("of test were found, 5000 are needed"), "{error}");
    }
}
