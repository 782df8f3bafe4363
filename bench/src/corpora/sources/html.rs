//! Reads the text out of simple pages: no scripts, no comments, no nesting that matters.

/// The text of each `<p>` and heading.
pub(super) fn paragraphs(page: &str) -> Vec<String> {
    let body = page.split_once("<body").map_or(page, |(_, body)| body);
    let mut paragraphs = Vec::new();
    let mut text: Option<String> = None;
    // After each `<` stands a tag, and after its `>` text.
    for part in body.split('<').skip(1) {
        let Some((tag, after)) = part.split_once('>') else { continue };
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        if is_block(name) {
            text = Some(after.into());
        } else if name.strip_prefix('/').is_some_and(is_block) {
            paragraphs.extend(text.take().map(|text| unescape(&text)));
        } else if let Some(text) = &mut text {
            text.push_str(after);
        }
    }
    paragraphs
}

fn is_block(name: &str) -> bool {
    matches!(name, "p" | "h1" | "h2" | "h3" | "h4")
}

fn unescape(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let text =
        entities.into_iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_blocks_is_read_without_tags_and_entities() {
        let page = "<html><title>Not this</title><body class=a>\n<h1>A &amp; B</h1>\n\
            <p dir=\"ltr\">One <em>two</em> three.</p><ul><li><p>&lt;four&gt;</p></li></ul></body>";
        assert_eq!(paragraphs(page), ["A & B", "One two three.", "<four>"]);
    }

    #[test]
    fn an_escaped_entity_is_unescaped_once() {
        assert_eq!(paragraphs("<p>&amp;lt;</p>"), ["&lt;"]);
    }
}
