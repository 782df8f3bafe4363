//! The tokens of a stretch of text, packed for the way from the worker to the page.

use tokenfare_core::document::Spans;
use tokenfare_core::tokenizer::Tokenizer;

/// Stands in the place of a number that is not known.
const UNKNOWN: u32 = u32::MAX;

/// One array that can be transferred: how many tokens are before these (`UNKNOWN` while that is
/// uncounted), then four numbers for each token: its id, where the characters that it has bytes of
/// start and end in UTF-16 units, and how many bytes it is. Tokens that share a character overlap.
pub(crate) fn packed(spans: &Spans, tokenizer: &Tokenizer) -> Vec<u32> {
    // A text in a page has fewer than 2³² units, and so fewer tokens.
    let number = |number: usize| u32::try_from(number).unwrap_or(UNKNOWN);
    let mut packed = Vec::with_capacity(1 + 4 * spans.tokens.len());
    packed.push(spans.before.map_or(UNKNOWN, number));
    for span in &spans.tokens {
        let bytes = tokenizer.token(span.id).map_or(0, <[u8]>::len);
        packed.extend([span.id, number(span.utf16.start), number(span.utf16.end), number(bytes)]);
    }
    packed
}

#[cfg(test)]
mod tests {
    use tokenfare_core::document::Document;
    use tokenfare_core::tokenizer::Encoding;

    #[test]
    fn an_emoji_of_three_tokens_is_three_times_the_same_character() {
        let tokenizer = tokenfare_vocab::tokenizer(Encoding::Cl100kBase).unwrap();
        let mut document = Document::new(tokenizer.clone());
        document.replace(0..0, "hello 🦔").unwrap();
        let packed = super::packed(&document.spans(6..8), &tokenizer);
        let [before, tokens @ ..] = packed.as_slice() else { panic!("{packed:?}") };
        assert_eq!(*before, 1);
        let ids: Vec<_> = tokens.chunks(4).map(|token| token[0]).collect();
        assert_eq!(ids, tokenizer.encode("hello 🦔").unwrap()[1..]);
        assert_eq!(tokens.chunks(4).map(|token| token[3]).sum::<u32>(), " 🦔".len() as u32);
        assert!(tokens.chunks(4).all(|token| token[2] == 8));
    }
}
