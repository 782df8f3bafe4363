//! Every id is the reference's, on every kind of text.

mod support;

use support::{DISTINCT, OPENAI, PATTERNS, Random, TEXTS, assert_equal, reference, tokenizer};

#[test]
fn texts_of_many_kinds() {
    for encoding in OPENAI {
        let (ours, theirs) = (tokenizer(encoding), reference(encoding));
        for text in TEXTS {
            assert_equal(&ours, theirs, text);
            for line in text.lines() {
                assert_equal(&ours, theirs, line);
            }
        }
    }
}

/// Every scalar value alone.
#[test]
fn every_scalar_value() {
    for encoding in PATTERNS {
        let (ours, theirs) = (tokenizer(encoding), reference(encoding));
        for value in (0..0x11_0000).filter_map(char::from_u32) {
            assert_equal(&ours, theirs, value.encode_utf8(&mut [0; 4]));
        }
    }
}

/// Scalar values in contexts that let them be a prefix, part of a word of either case, part of a
/// contraction, the end of a run, or whitespace before something. The contexts of 64 values share a
/// text, parted by what no piece crosses; when one differs, the assertion says where. Beyond the
/// scripts, where thousands of neighbours are alike, every 16th is taken.
#[test]
fn scalar_values_in_context() {
    const CONTEXTS: [&str; 12] = [
        "{}a", "{}A", "a{}", "A{}A", " {}{}", " {}b", "  {} ", "\n{}\n", "1{}2", "!{}x", "a'{}s",
        "中A{}",
    ];
    let values: Vec<char> =
        (0..0x3400).chain((0x3400..0x11_0000).step_by(16)).filter_map(char::from_u32).collect();
    for encoding in PATTERNS {
        let (ours, theirs) = (tokenizer(encoding), reference(encoding));
        for values in values.chunks(64) {
            let mut text = String::new();
            for value in values {
                for context in CONTEXTS {
                    text.push_str(&context.replace("{}", value.encode_utf8(&mut [0; 4])));
                    text.push_str("b 0");
                }
            }
            assert_equal(&ours, theirs, &text);
        }
    }
}

#[test]
fn random_bytes_as_text() {
    let mut random = Random(1);
    for encoding in DISTINCT {
        let (ours, theirs) = (tokenizer(encoding), reference(encoding));
        for _ in 0..2_000 {
            let bytes: Vec<u8> = (0..random.below(300)).map(|_| random.next() as u8).collect();
            assert_equal(&ours, theirs, &String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn random_telling_characters() {
    let mut random = Random(2);
    for encoding in DISTINCT {
        let (ours, theirs) = (tokenizer(encoding), reference(encoding));
        for _ in 0..40_000 {
            assert_equal(&ours, theirs, &random.text(40));
        }
    }
}

#[test]
fn texts_made_of_tokens() {
    let mut random = Random(3);
    for encoding in DISTINCT {
        let (ours, theirs) = (tokenizer(encoding), reference(encoding));
        for _ in 0..20_000 {
            let tokens = 1 + random.below(30);
            assert_equal(&ours, theirs, &random.token_text(&ours, tokens));
        }
    }
}

/// Ten million pieces: real texts line by line in ever another order, words from all over the vocabulary,
/// and characters that are hard to cut.
#[test]
fn ten_million_pieces() {
    const EACH: usize = 10_000_000 / DISTINCT.len();
    let mut random = Random(6);
    let lines: Vec<&str> = TEXTS.iter().flat_map(|text| text.lines()).collect();
    let mut compared = 0;
    for encoding in DISTINCT {
        let (ours, theirs) = (tokenizer(encoding), reference(encoding));
        let mut pieces = 0;
        while pieces < EACH {
            let mut text = random.token_text(&ours, 800);
            for _ in 0..8 {
                text.push_str(random.pick::<&str>(&lines));
                text.push_str(&random.text(40));
            }
            pieces += assert_equal(&ours, theirs, &text);
        }
        println!("{encoding}: {pieces} pieces are the reference's");
        compared += pieces;
    }
    assert!(compared >= 10_000_000, "only {compared} pieces were compared");
}

/// Tokens without what parts them: long pieces, which are merged another way than short ones.
#[test]
fn long_pieces_made_of_tokens() {
    let mut random = Random(4);
    for encoding in DISTINCT {
        let (ours, theirs) = (tokenizer(encoding), reference(encoding));
        for _ in 0..2_000 {
            let tokens = 20 + random.below(200);
            let text = random.token_text(&ours, tokens);
            let letters: String = text.chars().filter(|c| c.is_lowercase()).collect();
            assert_equal(&ours, theirs, &letters);
            let symbols: String = text.chars().filter(|c| !c.is_alphanumeric()).collect();
            assert_equal(&ours, theirs, &symbols.replace(char::is_whitespace, ""));
        }
    }
}

#[test]
fn runs_of_one_character() {
    for encoding in DISTINCT {
        let (ours, theirs) = (tokenizer(encoding), reference(encoding));
        for run in ["a", " ", "中", "\n", "ab", "0", "-", "😀", "A", "\t", " \n", "'s", "é", "aB"]
        {
            for length in (1..70).chain([127, 128, 129, 500, 2_000]) {
                assert_equal(&ours, theirs, &run.repeat(length));
                assert_equal(&ours, theirs, &(run.repeat(length) + "x"));
            }
        }
    }
}

#[test]
fn every_token_decodes_and_encodes_its_own_text() {
    for encoding in OPENAI {
        let (ours, theirs) = (tokenizer(encoding), reference(encoding));
        for id in 0..encoding.ordinary_ids() + 1_100 {
            let expected = theirs.decode_bytes(&[id]).ok();
            assert_eq!(ours.decode(&[id]).ok(), expected, "{encoding} {id}");
            if let Some(Ok(text)) = expected.map(String::from_utf8) {
                assert_equal(&ours, theirs, &text);
            }
        }
    }
}

/// The megabytes that make other tokenizers hang. The reference overflows on some of them, so each is
/// compared as far as it goes (`runs_of_one_character`) and here must come back to its text.
#[test]
fn a_megabyte_of_one_character() {
    for encoding in DISTINCT {
        let ours = tokenizer(encoding);
        for run in ["a", " ", "中", "\n", "0", "Ab", "\u{301}"] {
            let text = run.repeat(1_000_000 / run.len());
            let start = std::time::Instant::now();
            let ids = ours.encode(&text).unwrap();
            let took = start.elapsed();
            assert_eq!(ours.count(&text), ids.len());
            assert!(ours.decode(&ids).unwrap() == text.as_bytes(), "{encoding} {run:?}");
            assert!(took.as_millis() < 1_000, "{encoding} took {took:?} for {run:?}");
        }
    }
}
