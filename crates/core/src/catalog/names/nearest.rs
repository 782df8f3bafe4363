//! The most similar name.

use super::{plain, without_seller, without_snapshot};

/// The one of `names` that takes the fewest changes of a letter, where they are few for its length.
pub(super) fn of(asked: &str, names: &[&str]) -> Option<String> {
    // A fine-tuned model is named after the one it was made from.
    let asked = asked
        .strip_prefix("ft:")
        .map_or(asked, |rest| rest.split_once(':').map_or(rest, |(base, _)| base));
    let wanted = without_snapshot(&without_seller(&plain(asked)));
    // A separator forgotten is no other name.
    let letters = |name: &str| name.replace('-', "");
    let by_letters = letters(&wanted);
    let measured = names.iter().map(|name| {
        let plain = plain(name);
        ((changes(&by_letters, &letters(&plain)), changes(&wanted, &plain)), *name)
    });
    let ((changes, _), name) = measured.min_by_key(|(changes, _)| *changes)?;
    (changes <= (wanted.len() / 3).max(1)).then(|| name.to_owned())
}

/// The fewest letters to insert, leave out or exchange to make one text of the other.
fn changes(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, a) in one.bytes().enumerate() {
        let mut diagonal = above;
        let mut left = above + 1;
        let mut next = Vec::with_capacity(row.len());
        next.push(left);
        for (b, up) in other.bytes().zip(row.iter().skip(1)) {
            left = (diagonal + usize::from(a != b)).min(up + 1).min(left + 1);
            next.push(left);
            diagonal = *up;
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::changes;

    #[test]
    fn changes_are_counted() {
        for (one, other, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("gpt-4o", "gpt-4o", 0),
            ("gpt4o", "gpt-4o", 1),
            ("kitten", "sitting", 3),
            ("claude-opus-55", "claude-opus-5-5", 1),
        ] {
            assert_eq!(changes(one, other), expected, "{one} {other}");
            assert_eq!(changes(other, one), expected, "{other} {one}");
        }
    }
}
