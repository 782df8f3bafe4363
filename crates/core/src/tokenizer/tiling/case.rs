//! Capitals: a word in capitals, or with one at its head, is written small with a mark before it.
//! (`normalize.py`, `mark_case`)

use super::kind::{Kind, Kinds};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// As it is.
    AsItIs,
    /// Small, with the mark for a capital at its head.
    Head,
    /// Small, with the mark for capitals.
    Capitals,
}

/// A capital with a dot: it stays what it is in a word that is written small otherwise.
pub(super) const DOTTED: char = '\u{130}';
/// The capital of a letter that ends in a letter of its own: its small letter is never that one.
const SHARP: char = '\u{1E9E}';

/// How to write a word. `capitals` is the length from which a word in capitals has a mark.
pub(super) fn of(kinds: &Kinds, word: &str, capitals: Option<usize>) -> Case {
    let mut characters = word.chars();
    let Some(head) = characters.next() else { return Case::AsItIs };
    if word.contains(SHARP) {
        return Case::AsItIs;
    }
    let is_upper = |c: char| c == DOTTED || kinds.of(c) == Kind::Upper;
    if word.contains(DOTTED) {
        let small_tail = characters.all(|c| c == DOTTED || !is_upper(c));
        let has_head = head != DOTTED && is_upper(head) && small_tail;
        return if has_head { Case::Head } else { Case::AsItIs };
    }
    if let Some(shortest) = capitals {
        let blocks = |c| matches!(kinds.of(c), Kind::Caseless | Kind::Mark | Kind::Stray);
        let small = |c| matches!(kinds.of(c), Kind::Lower | Kind::StrayLower);
        let length = word.chars().count();
        let is_all = word.chars().any(is_upper) && !word.chars().any(|c| small(c) || blocks(c));
        if length >= shortest && is_all {
            return Case::Capitals;
        }
    }
    if is_upper(head) && !characters.any(is_upper) { Case::Head } else { Case::AsItIs }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_small_with_a_mark() {
        let kinds = Kinds::new();
        let case = |word| of(&kinds, word, Some(4));
        assert_eq!(case("Paris"), Case::Head);
        assert_eq!(case("PARIS"), Case::Capitals);
        assert_eq!(of(&kinds, "PARIS", None), Case::AsItIs);
        for word in ["USA", "GaN", "wiFi", "straße", "STRA\u{1E9E}E", "\u{130}zmir"] {
            assert_eq!(case(word), Case::AsItIs, "{word}");
        }
        assert_eq!(case("Ad\u{130}l"), Case::Head);
        assert_eq!(case("\u{0412}\u{0417}"), Case::AsItIs);
    }
}
