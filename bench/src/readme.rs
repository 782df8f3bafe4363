//! The part of the README that quotes a run.

use std::fs;
use std::path::Path;

use crate::failure::Failure;

const START: &str = "<!-- bench: written by `cargo xtask bench --update-readme` -->\n";
const END: &str = "<!-- /bench -->";

/// Puts `block` between the two comments.
pub(crate) fn update(readme: &Path, block: &str) -> Result<(), Failure> {
    let text = fs::read_to_string(readme).map_err(Failure::file("read", readme))?;
    let text = replaced(&text, block)
        .ok_or_else(|| Failure::form("README.md", "the two comments about bench are not there"))?;
    fs::write(readme, text).map_err(Failure::file("write", readme))
}

fn replaced(text: &str, block: &str) -> Option<String> {
    let (before, rest) = text.split_once(START)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{START}\n{}\n\n{END}{after}", block.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_the_comments_is_replaced_and_nothing_else() {
        let text = format!("# A\n\n{START}old\n{END}\n\nmore\n");
        let once = replaced(&text, "| new |\n").unwrap();
        assert_eq!(once, format!("# A\n\n{START}\n| new |\n\n{END}\n\nmore\n"));
        assert_eq!(replaced(&once, "| new |\n").unwrap(), once);
    }

    #[test]
    fn without_the_comments_nothing_is_written() {
        assert_eq!(replaced("# A\n", "new"), None);
    }

    #[test]
    fn the_readme_has_the_comments() {
        let text = fs::read_to_string(xtask::root().join("README.md")).unwrap();
        assert!(replaced(&text, "").is_some());
    }
}
