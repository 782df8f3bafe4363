//! The style sheet as it ships: without the comments and the indentation that its authors read by.

/// Makes each run of space and comments one space, or one line break where it holds one; CSS reads
/// them alike. Strings stay as they are. Space in an unquoted `url(…)` has no business there anyway.
pub(crate) fn lean(css: &str) -> String {
    let mut lean = String::with_capacity(css.len());
    let (_, mut rest) = css.split_at(space(css));
    while let Some(first) = rest.chars().next() {
        let gap = space(rest);
        let (token, after) = rest.split_at(match first {
            '"' | '\'' => string(rest, first),
            _ => gap.max(first.len_utf8()),
        });
        match gap {
            0 => lean.push_str(token),
            _ => lean.push(if token.contains('\n') { '\n' } else { ' ' }),
        }
        rest = after;
    }
    lean
}

/// How long the string is that `css` begins with, with both its quotes.
fn string(css: &str, quote: char) -> usize {
    let mut escaped = false;
    let inner = css.char_indices().skip(1).find(|&(_, char)| {
        let ends = char == quote && !escaped;
        escaped = char == '\\' && !escaped;
        ends
    });
    inner.map_or(css.len(), |(at, _)| at + quote.len_utf8())
}

/// How long the run of space and comments is that `css` begins with.
fn space(css: &str) -> usize {
    let mut rest = css;
    loop {
        let next = rest.trim_start();
        let next = match next.strip_prefix("/*") {
            Some(comment) => comment.split_once("*/").map_or("", |(_, after)| after),
            None => next,
        };
        if next.len() == rest.len() {
            return css.len() - rest.len();
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::lean;

    #[test]
    fn comments_and_indentation_go() {
        let css =
            "/* Why. */\n.a {\n    color: red; /* so */\n\n    /* b\n     */ margin: 0 1px;\n}\n";
        assert_eq!(lean(css), ".a {\ncolor: red;\nmargin: 0 1px;\n}\n");
        assert_eq!(lean("a/**/b/*"), "a b ");
        assert_eq!(lean("calc(1px / 2)"), "calc(1px / 2)");
    }

    #[test]
    fn strings_stay() {
        let css = r#".a::after { content: "/*  \"  */"; } [b='  //* "'] { c: "é" }"#;
        assert_eq!(lean(css), css);
    }
}
