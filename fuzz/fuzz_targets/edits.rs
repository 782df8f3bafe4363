//! After every edit a document counts what its whole text counts. Six bytes say which encoding,
//! where an edit is, how much it removes and how often it repeats what follows up to a zero byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tokenfare_core::{document::Document, tokenizer::Encoding};

fuzz_target!(|data: &[u8]| {
    let Some((choice, mut rest)) = data.split_first() else { return };
    let encoding = Encoding::ALL[usize::from(*choice) % Encoding::ALL.len()];
    let tokenizer = tokenfare_vocab::tokenizer(encoding).unwrap();
    let mut document = Document::new(tokenizer.clone());
    let mut units: Vec<u16> = Vec::new();
    while let [at_high, at_low, removed_high, removed_low, repeats, tail @ ..] = rest {
        let end = tail.iter().position(|byte| *byte == 0).unwrap_or(tail.len());
        let text = String::from_utf8_lossy(&tail[..end]).repeat(usize::from(*repeats));
        rest = tail.get(end + 1..).unwrap_or_default();

        let sound = |at: usize| {
            at - usize::from(units.get(at).is_some_and(|unit| (0xDC00..0xE000).contains(unit)))
        };
        let at = usize::from(u16::from_be_bytes([*at_high, *at_low])) % (units.len() + 1);
        let removed = usize::from(u16::from_be_bytes([*removed_high, *removed_low]));
        let (start, end) = (sound(at), sound((at + removed).min(units.len())));
        document.replace(start..end, &text).unwrap();
        units.splice(start..end, text.encode_utf16());

        let whole = String::from_utf16(&units).unwrap();
        assert_eq!(document.len_utf16(), units.len());
        assert_eq!(document.count(), tokenizer.count(&whole));
    }
    assert_eq!(document.text(), String::from_utf16(&units).unwrap());
});
