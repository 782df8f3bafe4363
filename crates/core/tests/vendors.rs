//! Ids and counts are those of the vendors' own tokenizers, on texts in several hundred languages, on code,
//! and on random strings. `vendors/make.py` wrote the answers; a larger set than the one kept here is read
//! from the folder that TOKENFARE_VENDORS names.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test's failure")]

use std::fs;
use std::path::PathBuf;

use tokenfare_core::tokenizer::{Encoding, Place, Tokenizer};

fn folder() -> PathBuf {
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vendors");
    std::env::var("TOKENFARE_VENDORS").map_or_else(|_| kept.into(), PathBuf::from)
}

fn texts() -> Vec<String> {
    let lines = fs::read_to_string(folder().join("texts.txt")).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What `make.py` says of a text: the number of tokens, and a sum of their ids where these are known.
fn answer(tokenizer: &Tokenizer, text: &str) -> String {
    match tokenizer.encode(text) {
        Ok(ids) => {
            assert_eq!(tokenizer.count(text), ids.len(), "count of {text:?}");
            let step = |sum: u64, id: &u32| sum.wrapping_mul(0x0100_0000_01B3) ^ u64::from(*id);
            format!("{} {:016x}", ids.len(), ids.iter().fold(0, step))
        }
        Err(_) => tokenizer.count(text).to_string(),
    }
}

/// Texts that hold what the vendor's tokenizer takes for a special token in any text, which here is text.
fn is_special(encoding: Encoding, text: &str) -> bool {
    match encoding {
        // Gemma 3 matches some tags of HTML; Gemma 4, with the same vocabulary, does not.
        Encoding::Gemma4 => ["<table>", "</table>", "<ul>", "</ul>", "<li>", "</li>", "<code>"]
            .iter()
            .any(|tag| text.contains(tag)),
        _ => false,
    }
}

fn assert_equal(encoding: Encoding) {
    let answers = fs::read_to_string(folder().join(format!("{encoding}.txt"))).unwrap();
    let tokenizer = tokenfare_vocab::tokenizer(encoding).unwrap();
    let texts = texts();
    assert_eq!(texts.len(), answers.lines().count());
    let mut wrong = Vec::new();
    for (text, expected) in texts.iter().zip(answers.lines()) {
        let found = answer(&tokenizer, text);
        if found != expected && !is_special(encoding, text) {
            wrong.push(format!("{found} instead of {expected}: {text:?}"));
        }
    }
    let count = wrong.len();
    wrong.sort_by_key(String::len);
    wrong.truncate(12);
    assert!(wrong.is_empty(), "{encoding}: {count} of {}:\n{}", texts.len(), wrong.join("\n"));
}

macro_rules! vendors {
    ($($test:ident: $encoding:ident,)*) => {$(
        #[test]
        fn $test() {
            assert_equal(Encoding::$encoding);
        }
    )*};
}

vendors! {
    claude_3: Claude3,
    claude_47: Claude47,
    claude_48: Claude48,
    gemma_4: Gemma4,
    deepseek_v3: DeepSeekV3,
    qwen_35: Qwen35,
    tekken: Tekken,
    glm_5: Glm5,
    glm_4: Glm4,
    kimi_k2: KimiK2,
    minimax_m2: MiniMaxM2,
    qwen_2: Qwen2,
    llama_3: Llama3,
}

/// A text cut wherever it may be is the text.
#[test]
fn parts_add_up() {
    for &encoding in Encoding::ALL {
        let tokenizer = tokenfare_vocab::tokenizer(encoding).unwrap();
        for text in texts() {
            let mut parts = Vec::new();
            let mut rest = text.as_str();
            // Cut at the first border, again and again.
            while let Some(border) = first_border(&tokenizer, rest) {
                let (part, after) = rest.split_at(border);
                parts.push(part);
                rest = after;
            }
            parts.push(rest);
            let last = parts.len() - 1;
            let counts = parts.iter().enumerate().map(|(at, part)| {
                tokenizer.count_part(part, Place { first: at == 0, last: at == last })
            });
            let sum: usize = counts.sum();
            assert_eq!(sum, tokenizer.count(&text), "{encoding}: {parts:?}");
        }
    }
}

fn first_border(tokenizer: &Tokenizer, text: &str) -> Option<usize> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let ends = starts.iter().skip(2).copied().chain([text.len()]);
    // Two characters at a time: the last border of such a pair is the one between them.
    starts.iter().zip(starts.iter().skip(1)).zip(ends).find_map(|((start, middle), end)| {
        let border = tokenizer.last_border(&text[*start..end]);
        (border > 0).then_some(*middle)
    })
}
