//! A file counts the same however it is cut into parts and in whichever form its text is written.

#![allow(clippy::unwrap_used, reason = "a test's failure")]

mod support;

use support::{DISTINCT, Random, TEXTS, tokenizer};
use tokenfare_core::document::{NotText, Stream};
use tokenfare_core::tokenizer::Encoding;

/// The count of a file that is read in parts of up to `most` bytes.
fn count(
    encoding: Encoding,
    file: &[u8],
    most: usize,
    random: &mut Random,
) -> Result<usize, NotText> {
    let mut stream = Stream::new(tokenizer(encoding));
    let mut rest = file;
    while !rest.is_empty() {
        let (part, after) = rest.split_at((1 + random.below(most)).min(rest.len()));
        stream.push(part)?;
        rest = after;
    }
    stream.finish()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn parts_add_up_to_the_whole() {
    let mut random = Random(9);
    for encoding in DISTINCT {
        let text = TEXTS.concat() + &random.text(2_000) + &"a".repeat(5_000);
        let text = text.replace('\0', " ");
        let expected = tokenizer(encoding).count(&text);
        let marked = |mark: &str| format!("{mark}{text}");
        for file in [
            text.clone().into_bytes(),
            marked("\u{feff}").into_bytes(),
            utf16(&marked("\u{feff}"), u16::to_le_bytes),
            utf16(&marked("\u{feff}"), u16::to_be_bytes),
        ] {
            for most in [1, 7, 1_000, 1 << 20] {
                assert_eq!(count(encoding, &file, most, &mut random), Ok(expected), "{most}");
            }
        }
    }
}

#[test]
fn utf16_is_known_without_a_mark() {
    let encoding = Encoding::O200kBase;
    let text = "hello world, 你好 👩‍🚀";
    let expected = tokenizer(encoding).count(text);
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        assert_eq!(count(encoding, &utf16(text, bytes), 3, &mut Random(1)), Ok(expected));
    }
}

#[test]
fn what_is_not_text_is_named_by_its_byte() {
    let mut random = Random(3);
    let mut read = |file: &[u8]| count(Encoding::O200kBase, file, 3, &mut random);
    assert_eq!(read(b"\x89PNG\r\n\x1a\n"), Err(NotText::NotUtf8 { offset: 0 }));
    assert_eq!(read(b"caf\xe9 au lait"), Err(NotText::NotUtf8 { offset: 3 }));
    assert_eq!(read("\u{feff}abc\u{0}d".as_bytes()), Err(NotText::Nul { offset: 6 }));
    // A character that is cut off, and one that was never there.
    assert_eq!(read(&"ab😀".as_bytes()[..5]), Err(NotText::NotUtf8 { offset: 2 }));
    assert_eq!(read(b""), Ok(0));
    assert_eq!(read(b"\xff\xfe"), Ok(0));
    assert_eq!(read(b"\xff\xfea\0\0\xd8"), Ok(read("a\u{fffd}".as_bytes()).unwrap()));
    assert_eq!(read(b"\xff\xfea\0b"), Ok(read("a\u{fffd}".as_bytes()).unwrap()));
}
