//! What `rem` is in the widget's style sheets: the widget's own root, and not the page's.
//!
//! A page's theme may set its root to 62.5 % or 22 px, and everything that a guest measures in `rem` with
//! it. So these become multiples of `--tokenfare-rem`, a length that `www/element/outline.js` sets on the
//! element. Queries of a container can't read it; there `em` is the container's text, which has that size.
//! In queries of the screen `rem` is what the reader has set, whatever the page says, and stays.

/// The custom property.
const OWN: &str = "var(--tokenfare-rem)";

/// Writes every length in `rem` as one of the widget's own.
pub(crate) fn own_root(css: &str) -> String {
    let mut own = String::with_capacity(css.len() * 2);
    let mut parts = css.split("rem");
    own.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let number = number_at_the_end(&own).filter(|_| !part.starts_with(is_in_a_name));
        match (number, statement(&own)) {
            (Some(_), Some("container")) => own.push_str("em"),
            (None, _) | (_, Some("media")) => own.push_str("rem"),
            (Some(at), _) => {
                let number = own.split_off(at);
                match number.as_str() {
                    "1" => own.push_str(OWN),
                    _ => own.push_str(&format!("calc({number}*{OWN})")),
                }
            }
        }
        own.push_str(part);
    }
    own
}

/// Where the number starts that `css` ends with, if it is none of a name's.
fn number_at_the_end(css: &str) -> Option<usize> {
    let digits = css.trim_end_matches(|char: char| char.is_ascii_digit() || char == '.');
    let unsigned = digits.len();
    let at = digits.strip_suffix('-').map_or(unsigned, str::len);
    let before = css.get(..at)?;
    let number = css.get(unsigned..)?.contains(|char: char| char.is_ascii_digit());
    (number && !before.ends_with(is_in_a_name)).then_some(at)
}

fn is_in_a_name(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '-' | '_' | '\\')
}

/// The name of the at-rule whose conditions `css` ends in.
fn statement(css: &str) -> Option<&str> {
    let start = css.rfind(['{', '}', ';']).map_or(0, |at| at + 1);
    let rule = css.get(start..)?.trim_start().strip_prefix('@')?;
    rule.split(|char: char| !char.is_alphanumeric() && char != '-').next()
}

#[cfg(test)]
mod tests {
    use super::own_root;

    #[test]
    fn lengths_are_of_the_own_root() {
        let css = ".a { padding: 0.5rem 1rem -2rem; margin: calc(100cqi - 2rem); --premises: 3 }";
        let own = ".a { padding: calc(0.5*var(--tokenfare-rem)) var(--tokenfare-rem) \
            calc(-2*var(--tokenfare-rem)); margin: calc(100cqi - calc(2*var(--tokenfare-rem))); \
            --premises: 3 }";
        assert_eq!(own_root(css), own);
        for other in [".rem { a: b-2rem }", ".a2rem {}", "@media (width < 50rem) {}", "a::after"] {
            assert_eq!(own_root(other), other);
        }
    }

    #[test]
    fn a_container_is_asked_in_its_text() {
        let css = "}\n@container (inline-size >= 30rem) {\n.a { gap: 1rem }\n}";
        let own = "}\n@container (inline-size >= 30em) {\n.a { gap: var(--tokenfare-rem) }\n}";
        assert_eq!(own_root(css), own);
    }
}
