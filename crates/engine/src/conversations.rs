//! Pasted conversations, weighed message by message.

use tokenfare_core::tokenizer::Tokenizer;
use tokenfare_core::transcript::{may_be_pasted, read};

/// What `text` weighs, as `Weights::encode` writes it, if it is conversations or anything else that is read;
/// nothing for plain text.
pub(crate) fn weigh(text: &str, tokenizer: &Tokenizer) -> Option<String> {
    if !may_be_pasted(text) {
        return None;
    }
    let count = |part: &str| tokenizer.count(part) as u64;
    Some(read(text)?.weights(text, count).encode())
}

#[cfg(test)]
mod tests {
    use tokenfare_core::report::Weights;
    use tokenfare_core::tokenizer::Encoding;

    #[test]
    fn each_message_is_counted_in_the_encoding_of_the_text() {
        let tokenizer = tokenfare_vocab::tokenizer(Encoding::O200kBase).unwrap();
        let written = super::weigh("User: hello world\nAssistant: 你好", &tokenizer).unwrap();
        let weights = Weights::decode(&written).unwrap();
        assert_eq!(weights.messages(), 2);
        assert_eq!(weights.message, tokenizer.count("hello world") as u64);
        assert_eq!(weights.turns[0].reply, Some(tokenizer.count("你好") as u64));
        for plain in ["", "hello world", "User: hello"] {
            assert_eq!(super::weigh(plain, &tokenizer), None, "{plain}");
        }
    }
}
