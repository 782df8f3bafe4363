//! Texts without the short pieces that tokenizers are made for.

/// A hard text, and whether the project's goals name it.
pub(super) struct Sample {
    pub(super) name: &'static str,
    pub(super) goal: bool,
    pub(super) text: String,
}

pub(super) fn samples() -> Vec<Sample> {
    let goal = |name, text| Sample { name, goal: true, text };
    let other = |name, text| Sample { name, goal: false, text };
    vec![
        goal("1 MB of `a`", "a".repeat(1_000_000)),
        goal("1 MB of spaces", " ".repeat(1_000_000)),
        goal("200 KB of `中`", "中".repeat(66_667)),
        other("1 MB of line ends", "\n".repeat(1_000_000)),
        other("1 MB of `=`", "=".repeat(1_000_000)),
        other("1 MB of random letters", letters(1_000_000)),
        other("200 KB of `👩‍👩‍👧‍👦`", "👩‍👩‍👧‍👦".repeat(8_000)),
    ]
}

/// One word without a word in it, the same in every run.
fn letters(count: usize) -> String {
    let mut state: u32 = 1;
    let letter = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        // The upper bits of a linear congruential generator are its random ones.
        char::from(b'a' + (state >> 16) as u8 % 26)
    };
    std::iter::repeat_with(letter).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_have_the_sizes_that_they_claim() {
        for Sample { name, text, .. } in samples() {
            let (claimed, unit) = name.split_once(" of ").unwrap().0.split_once(' ').unwrap();
            let claimed: usize = claimed.parse().unwrap();
            let claimed = claimed * if unit == "MB" { 1_000_000 } else { 1_000 };
            assert!(text.len().abs_diff(claimed) < 10, "{name}: {}", text.len());
        }
    }

    #[test]
    fn random_letters_are_one_word_that_does_not_repeat_itself() {
        let letters = letters(100_000);
        assert!(letters.bytes().all(|letter| letter.is_ascii_lowercase()));
        let start = &letters[..12];
        assert_eq!(letters.matches(start).count(), 1);
        assert!(('a'..='z').all(|letter| letters.contains(letter)));
    }
}
